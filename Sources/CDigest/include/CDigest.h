// SHA-256 by the system's libcrypto, behind a header of its own: what libcrypto's headers include of libc
// must not become part of a module that Swift sees.
#pragma once

#include <stddef.h>

typedef struct cdigest cdigest;

enum { CDIGEST_SIZE = 32 };

/// A hash of nothing yet; NULL where there is no memory or no SHA-256.
cdigest *cdigest_new(void);
/// Adds bytes.
void cdigest_update(cdigest *digest, const void *bytes, size_t count);
/// The hash of all bytes so far, into CDIGEST_SIZE bytes. 0 where there is no memory.
int cdigest_read(const cdigest *digest, unsigned char *hash);
void cdigest_free(cdigest *digest);
