#define _GNU_SOURCE
#include "CSandbox.h"

#if defined(__linux__)

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static int limit(int resource, rlim_t value) {
  struct rlimit limit = {value, value};
  return setrlimit(resource, &limit) == 0;
}

// Not RLIMIT_NPROC: it counts a user's processes all over the machine, and seccomp lets none begin anyway.
static int enter_limits(uint64_t memory) {
  int done = limit(RLIMIT_AS, memory) & limit(RLIMIT_CORE, 0);
  // Descriptors that are open stay open; no file can grow.
  return done & limit(RLIMIT_NOFILE, 16) & limit(RLIMIT_FSIZE, 0);
}

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#ifdef MACHINE
// What a running interpreter and the runtime under it need: memory, the pipes it has, the clock, locks.
// mmap and mprotect without making memory executable are let through by the rules at the end.
static const int allowed[] = {
    SYS_read,          SYS_write,        SYS_readv,           SYS_writev,        SYS_close,
    SYS_munmap,        SYS_mremap,       SYS_madvise,         SYS_brk,           SYS_futex,
    SYS_exit,          SYS_exit_group,   SYS_rt_sigreturn,    SYS_rt_sigprocmask, SYS_rt_sigaction,
    SYS_sigaltstack,   SYS_clock_gettime, SYS_clock_nanosleep, SYS_gettimeofday, SYS_nanosleep,
    SYS_getrandom,     SYS_getpid,       SYS_gettid,          SYS_tgkill,        SYS_sched_yield,
    SYS_restart_syscall, SYS_fstat,      SYS_lseek,           SYS_sched_getaffinity,
#ifdef SYS_time
    SYS_time,
#endif
};

enum { ALLOWED = sizeof allowed / sizeof allowed[0] };

// What a session needs besides: a copy of itself before each line, and the end of that copy. None of these
// starts another program or opens anything.
static const int forking[] = {
    SYS_clone, SYS_wait4, SYS_kill, SYS_pipe2, SYS_prctl, SYS_set_robust_list, SYS_getppid,
#ifdef SYS_fork
    SYS_fork,
#endif
};

enum { FORKING = sizeof forking / sizeof forking[0] };

static int enter_calls(int forks) {
  struct sock_filter program[8 + 2 * (ALLOWED + FORKING) + 6];
  int n = 0;
#define ADD(...) program[n++] = (struct sock_filter)__VA_ARGS__
  ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
  ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0));
  ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
  ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
  for (int i = 0; i < ALLOWED; i++) {
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)allowed[i], 0, 1));
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  }
  for (int i = 0; forks && i < FORKING; i++) {
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)forking[i], 0, 1));
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  }
  ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 1, 0));
  ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 0, 3));
  ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])));
  ADD(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0));
  ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (EPERM & SECCOMP_RET_DATA)));
#undef ADD
  struct sock_fprog filter = {(unsigned short)n, program};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}
#else
static int enter_calls(int forks) {
  (void)forks;
  return 0;
}
#endif

// A ruleset that handles every right of its version and grants none.
static int enter_files(void) {
#ifdef SYS_landlock_create_ruleset
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return 0;
  struct landlock_ruleset_attr rights = {.handled_access_fs = (1ULL << 13) - 1};
  long ruleset = syscall(SYS_landlock_create_ruleset, &rights, sizeof rights.handled_access_fs, 0);
  if (ruleset < 0) return 0;
  int done = syscall(SYS_landlock_restrict_self, (int)ruleset, 0) == 0;
  close((int)ruleset);
  return done;
#else
  return 0;
#endif
}

static int32_t enter(uint64_t memory, int forks) {
  int32_t missing = 0;
  // The order matters: seccomp and Landlock ask for no_new_privs, and seccomp forbids what the others call.
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) missing |= CSANDBOX_NO_PRIVILEGES;
  if (!enter_files()) missing |= CSANDBOX_FILES;
  if (!enter_limits(memory)) missing |= CSANDBOX_LIMITS;
  if (!enter_calls(forks)) missing |= CSANDBOX_CALLS;
  return missing;
}

int32_t csandbox_enter(uint64_t memory) { return enter(memory, 0); }
int32_t csandbox_enter_session(uint64_t memory) { return enter(memory, 1); }

void csandbox_adopt_orphans(void) { prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

int32_t csandbox_memory_file(void) { return memfd_create("caseload", MFD_CLOEXEC | MFD_ALLOW_SEALING); }

int32_t csandbox_seal(int32_t descriptor) {
  return fcntl(descriptor, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) == 0;
}

void csandbox_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

#else

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int32_t csandbox_enter(uint64_t memory) {
  (void)memory;
  return CSANDBOX_LIMITS | CSANDBOX_NO_PRIVILEGES | CSANDBOX_CALLS | CSANDBOX_FILES;
}

int32_t csandbox_enter_session(uint64_t memory) { return csandbox_enter(memory); }

void csandbox_adopt_orphans(void) {}

int32_t csandbox_memory_file(void) {
  FILE *file = tmpfile();
  return file ? dup(fileno(file)) : -1;
}

int32_t csandbox_seal(int32_t descriptor) {
  (void)descriptor;
  return 1;
}

void csandbox_end_with_parent(void) {}

#endif

#include <signal.h>
#include <spawn.h>

int32_t csandbox_fork(void) { return (int32_t)fork(); }

int32_t csandbox_pipe(int32_t ends[2]) {
#if defined(__linux__)
  return pipe2(ends, O_CLOEXEC) == 0;
#else
  return pipe(ends) == 0;
#endif
}

int32_t csandbox_spawn(const char *executable, const char *argument, const int32_t *descriptors, int32_t count,
                       int32_t *process) {
  *process = 0;
  posix_spawn_file_actions_t actions;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  // First to places that none of the descriptors has, so that no copy overwrites the source of another.
  enum { ASIDE = 100 };
  for (int32_t i = 0; i < count && !error; i++)
    error = posix_spawn_file_actions_adddup2(&actions, descriptors[i], ASIDE + i);
  for (int32_t i = 0; i < count && !error; i++)
    error = posix_spawn_file_actions_adddup2(&actions, ASIDE + i, i < 2 ? i : i + 1);
  // A crash of the interpreter is the parent's to tell, in one line; a trace of it is nobody's.
  if (!error) error = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
#if defined(__linux__)
  if (!error) error = posix_spawn_file_actions_addclosefrom_np(&actions, count + 1);
#endif
  char *arguments[] = {(char *)"caseload", (char *)argument, NULL};
  char *environment[] = {(char *)"SWIFT_BACKTRACE=enable=no", (char *)"TZ=UTC", NULL};
  // A group of its own: Ctrl-C is the parent's to hear, which keeps what is done and then ends it. No signal kept
  // out, whatever the calling thread keeps out: a worker's timer comes as one.
  posix_spawnattr_t attributes;
  sigset_t none;
  sigemptyset(&none);
  if (!error) error = posix_spawnattr_init(&attributes);
  if (!error) {
    pid_t started = 0;
    error = posix_spawnattr_setsigmask(&attributes, &none);
    if (!error) error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    if (!error) error = posix_spawn(&started, executable, &actions, &attributes, arguments, environment);
    *process = started;
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return error;
}
