// What a worker process gives up before it runs a plugin's code. Linux; elsewhere nothing can be had.
#pragma once

#include <stdint.h>

/// A protection that a kernel may refuse.
enum {
  CSANDBOX_LIMITS = 1,        ///< memory, files, processes and core dumps (setrlimit)
  CSANDBOX_NO_PRIVILEGES = 2, ///< no program started from here has more rights (no_new_privs)
  CSANDBOX_CALLS = 4,         ///< system calls but a few fail with EPERM (seccomp)
  CSANDBOX_FILES = 8,         ///< no file can be opened, made or run (Landlock)
};

/// Gives up everything for good. `memory` is the address space in bytes that may be used from here on.
/// Answers with the protections that could not be had, 0 for none.
int32_t csandbox_enter(uint64_t memory);

/// The same for the process of an interactive session, which may besides make copies of itself and end them.
int32_t csandbox_enter_session(uint64_t memory);

/// fork, which Swift hides because it is unsafe beside other threads: for processes that have none.
int32_t csandbox_fork(void);

/// Makes this process the parent of its children's children when their own parent ends.
void csandbox_adopt_orphans(void);

/// A file in memory that has no name, filled by the caller, then sealed against any change; -1 on failure.
int32_t csandbox_memory_file(void);
/// Seals it. 0 on failure.
int32_t csandbox_seal(int32_t descriptor);

/// Has the kernel end this process when its parent ends.
void csandbox_end_with_parent(void);

/// A pipe whose ends no other program inherits. 0 on failure.
int32_t csandbox_pipe(int32_t ends[2]);

/// Starts a program with one argument, these descriptors as its 0, 1, then 3, 4 …, nothing as its standard
/// error and no other. Gives its process in `process`; answers with an error number, 0 for none.
int32_t csandbox_spawn(const char *executable, const char *argument, const int32_t *descriptors, int32_t count,
                       int32_t *process);
