#include "CDigest.h"

#include <openssl/evp.h>

// A cdigest is an EVP_MD_CTX under another name.

cdigest *cdigest_new(void) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context == NULL || EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1) return (cdigest *)context;
  EVP_MD_CTX_free(context);
  return NULL;
}

void cdigest_update(cdigest *digest, const void *bytes, size_t count) {
  EVP_DigestUpdate((EVP_MD_CTX *)digest, bytes, count);
}

int cdigest_read(const cdigest *digest, unsigned char *hash) {
  EVP_MD_CTX *copy = EVP_MD_CTX_new();
  int done = copy != NULL && EVP_MD_CTX_copy_ex(copy, (const EVP_MD_CTX *)digest) == 1 &&
             EVP_DigestFinal_ex(copy, hash, NULL) == 1;
  EVP_MD_CTX_free(copy);
  return done;
}

void cdigest_free(cdigest *digest) { EVP_MD_CTX_free((EVP_MD_CTX *)digest); }
