// Memory without a name that another process can map: what the system has for it beside POSIX.
#pragma once

#include <stdint.h>

/// Memory of this size, none of which is taken up before it is written to; the descriptor, or -1 where there is none.
int32_t cshared_open(int64_t size, void **address);

/// Cuts the memory off behind `used` bytes and ends all writing, here and everywhere; 0 where the system refuses it.
int32_t cshared_seal(int32_t descriptor, void *address, int64_t used);

/// Gives it back.
void cshared_close(int32_t descriptor, void *address, int64_t size);
