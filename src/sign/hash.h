/*
 * hash: SHA-256 and SM3 (GB/T 32905) digests of bytes and of files.
 */
#ifndef BANXIN_SIGN_HASH_H
#define BANXIN_SIGN_HASH_H

#include "base/diag.h"
#include "base/str.h"

typedef enum HashKind { HASH_SHA256, HASH_SM3, HASH_KIND_COUNT } HashKind;

#define HASH_SIZE 32                  /* bytes of either */
#define HASH_HEX  (2 * HASH_SIZE + 1) /* with the NUL */

typedef struct Hash {
    unsigned char bytes[HASH_SIZE];
} Hash;

/* "sha256", "sm3". */
const char *hash_name(HashKind kind);
/* False when the library lacks the algorithm or memory. */
bool hash_bytes(HashKind kind, const void *bytes, size_t length, Hash *hash);
/* Of two pieces, one after the other. */
bool hash_two(HashKind kind, Str first, Str second, Hash *hash);
/* Both digests of a regular file, read once, and its size; faults are reported: missing, a folder, not readable. */
bool hash_file(const char *path, Hash hashes[HASH_KIND_COUNT], uint64_t *size, DiagList *diags);
/* In lower-case hexadecimal. */
void hash_hex(const Hash *hash, char hex[HASH_HEX]);
/* From hexadecimal of either case; false if it is not 64 digits. */
bool hash_from_hex(const char *hex, Hash *hash);

#endif
