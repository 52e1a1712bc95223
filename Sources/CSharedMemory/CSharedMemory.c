#define _GNU_SOURCE
#include "CSharedMemory.h"

#include <sys/mman.h>
#include <unistd.h>

#ifdef __linux__

#include <fcntl.h>

#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x0010
#endif

int32_t cshared_open(int64_t size, void **address) {
  int descriptor = memfd_create("caseload", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0) return -1;
  if (ftruncate(descriptor, size) == 0) {
    *address = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, descriptor, 0);
    if (*address != MAP_FAILED) return descriptor;
  }
  close(descriptor);
  return -1;
}

int32_t cshared_seal(int32_t descriptor, void *address, int64_t used) {
  if (ftruncate(descriptor, used) != 0) return 0;
  // This process has it mapped for writing, so that a plain seal against writing is refused: the mapping is changed
  // instead, and new ones are sealed.
  int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE;
  return fcntl(descriptor, F_ADD_SEALS, seals) == 0 && mprotect(address, (size_t)used, PROT_READ) == 0;
}

#else

int32_t cshared_open(int64_t size, void **address) {
  (void)size;
  (void)address;
  return -1;
}

int32_t cshared_seal(int32_t descriptor, void *address, int64_t used) {
  (void)descriptor;
  (void)address;
  (void)used;
  return 0;
}

#endif

void cshared_close(int32_t descriptor, void *address, int64_t size) {
  munmap(address, (size_t)size);
  close(descriptor);
}
