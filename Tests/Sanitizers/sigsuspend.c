// valgrind up to 3.19 writes to the mask that sigsuspend is given, and libdispatch's lies in read-only memory.
// Loaded before libc's, this one gives it a copy.
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
  unsigned long copy = *(const unsigned long *)mask;
  return (int)syscall(SYS_rt_sigsuspend, &copy, sizeof copy);
}
