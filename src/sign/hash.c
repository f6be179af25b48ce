#include "sign/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define HASH_CHUNK 65536

static const char *const names[HASH_KIND_COUNT] = {[HASH_SHA256] = "sha256", [HASH_SM3] = "sm3"};

const char *hash_name(HashKind kind) { return names[kind]; }

static const EVP_MD *algorithm(HashKind kind) { return kind == HASH_SM3 ? EVP_sm3() : EVP_sha256(); }

bool hash_bytes(HashKind kind, const void *bytes, size_t length, Hash *hash) {
    unsigned size = 0;
    return EVP_Digest(bytes, length, hash->bytes, &size, algorithm(kind), NULL) == 1 && size == HASH_SIZE;
}

bool hash_two(HashKind kind, Str first, Str second, Hash *hash) {
    unsigned size = 0;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool good = context && EVP_DigestInit_ex(context, algorithm(kind), NULL) == 1 &&
                EVP_DigestUpdate(context, first.text, first.length) == 1 &&
                EVP_DigestUpdate(context, second.text, second.length) == 1 &&
                EVP_DigestFinal_ex(context, hash->bytes, &size) == 1 && size == HASH_SIZE;
    EVP_MD_CTX_free(context);
    return good;
}

/* ---- files ---------------------------------------------------------------------------------------------------- */

static bool begin(EVP_MD_CTX *contexts[HASH_KIND_COUNT]) {
    bool good = true;
    for (HashKind kind = 0; kind < HASH_KIND_COUNT; kind++) {
        contexts[kind] = EVP_MD_CTX_new();
        good = good && contexts[kind] && EVP_DigestInit_ex(contexts[kind], algorithm(kind), NULL) == 1;
    }
    return good;
}

static bool add(EVP_MD_CTX *contexts[HASH_KIND_COUNT], const void *bytes, size_t length) {
    bool good = true;
    for (HashKind kind = 0; kind < HASH_KIND_COUNT; kind++)
        good = good && EVP_DigestUpdate(contexts[kind], bytes, length) == 1;
    return good;
}

static bool finish(EVP_MD_CTX *contexts[HASH_KIND_COUNT], bool good, Hash hashes[HASH_KIND_COUNT]) {
    for (HashKind kind = 0; kind < HASH_KIND_COUNT; kind++) {
        good = good && EVP_DigestFinal_ex(contexts[kind], hashes[kind].bytes, NULL) == 1;
        EVP_MD_CTX_free(contexts[kind]);
    }
    return good;
}

/* 0, or the errno that ended it. */
static int digest_all(int file, Hash hashes[HASH_KIND_COUNT], uint64_t *size) {
    EVP_MD_CTX *contexts[HASH_KIND_COUNT];
    unsigned char chunk[HASH_CHUNK];
    bool good = begin(contexts);
    int error = 0;
    *size = 0;
    while (good && !error) {
        ssize_t length = read(file, chunk, sizeof chunk);
        if (length == 0)
            break;
        if (length < 0) {
            error = errno == EINTR ? 0 : errno;
            continue;
        }
        good = add(contexts, chunk, (size_t)length);
        *size += (uint64_t)length;
    }
    good = finish(contexts, good, hashes);
    return error ? error : good ? 0 : ENOMEM;
}

bool hash_file(const char *path, Hash hashes[HASH_KIND_COUNT], uint64_t *size, DiagList *diags) {
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    int error = file < 0 || fstat(file, &status) ? errno : 0;
    if (!error && S_ISDIR(status.st_mode))
        diag_at(diags, DIAG_FILE_FOLDER, (Place){0}, DIAG_ARGS(path));
    else if (error == ENOENT)
        diag_at(diags, DIAG_FILE_MISSING, (Place){0}, DIAG_ARGS(path));
    else {
        error = error ? error : !S_ISREG(status.st_mode) ? EINVAL : digest_all(file, hashes, size);
        if (error)
            diag_at(diags, DIAG_FILE_READ, (Place){0}, DIAG_ARGS(path, file_reason(error)));
        if (file >= 0)
            close(file);
        return !error;
    }
    if (file >= 0)
        close(file);
    return false;
}

/* ---- hexadecimal ---------------------------------------------------------------------------------------------- */

void hash_hex(const Hash *hash, char hex[HASH_HEX]) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < HASH_SIZE; i++) {
        hex[2 * i] = digits[hash->bytes[i] >> 4];
        hex[2 * i + 1] = digits[hash->bytes[i] & 15];
    }
    hex[HASH_HEX - 1] = '\0';
}

static int digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool hash_from_hex(const char *hex, Hash *hash) {
    if (strlen(hex) != HASH_HEX - 1)
        return false;
    for (size_t i = 0; i < HASH_SIZE; i++) {
        int high = digit(hex[2 * i]), low = digit(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        hash->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}
