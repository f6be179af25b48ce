#include "sign/trust.h"

#include <dirent.h>
#include <errno.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

struct VerifyTrust {
    STACK_OF(X509) * certificates;
};

STACK_OF(X509) * trust_certificates(const VerifyTrust *trust) { return trust->certificates; }

void verify_trust_free(VerifyTrust *trust) {
    if (trust)
        sk_X509_pop_free(trust->certificates, X509_free);
    free(trust);
}

/* A PEM file never asks for a password: certificates have none, and keys are not looked at. */
static int no_password(char *out, int size, int writing, void *context) {
    (void)out, (void)size, (void)writing, (void)context;
    return 0;
}

static bool keep(VerifyTrust *trust, X509 *certificate) {
    if (sk_X509_num(trust->certificates) < TRUST_CERTIFICATES_MAX && sk_X509_push(trust->certificates, certificate) > 0)
        return true;
    X509_free(certificate);
    return false;
}

/* All certificates of a PEM file. False if one is broken, or there is none. */
static bool read_pem(VerifyTrust *trust, const char *bytes, size_t length) {
    BIO *in = BIO_new_mem_buf(bytes, (int)length);
    int before = sk_X509_num(trust->certificates);
    X509 *certificate = NULL;
    bool good = in != NULL;
    while (good && (certificate = PEM_read_bio_X509(in, NULL, no_password, NULL)) != NULL)
        good = keep(trust, certificate);
    bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    BIO_free(in);
    return good && ended && sk_X509_num(trust->certificates) > before;
}

static bool read_der(VerifyTrust *trust, const char *bytes, size_t length) {
    const unsigned char *at = (const unsigned char *)bytes;
    X509 *certificate = d2i_X509(NULL, &at, (long)length);
    ERR_clear_error();
    return certificate && keep(trust, certificate);
}

static bool read_file(VerifyTrust *trust, const char *path, DiagList *diags) {
    Arena *arena = arena_new();
    char *bytes;
    size_t length;
    bool read = file_read(arena, path, TRUST_FILE_MAX, &bytes, &length, diags);
    bool good =
        read && (length > 0 && bytes[0] == 0x30 ? read_der(trust, bytes, length) : read_pem(trust, bytes, length));
    if (read && !good)
        diag_at(diags, DIAG_TRUST_BROKEN, (Place){.file = path}, DIAG_NO_ARGS);
    arena_free(arena);
    return good;
}

static int is_certificate(const struct dirent *entry) {
    const char *end = strrchr(entry->d_name, '.');
    return end && (strcmp(end, ".pem") == 0 || strcmp(end, ".crt") == 0 || strcmp(end, ".cer") == 0);
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

static bool read_folder(VerifyTrust *trust, const char *path, DiagList *diags) {
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, is_certificate, by_name);
    bool good = count > 0;
    if (count < 0)
        diag_at(diags, DIAG_FILE_READ, (Place){.file = path}, DIAG_ARGS(path, file_reason(errno)));
    else if (count == 0)
        diag_at(diags, DIAG_TRUST_EMPTY, (Place){.file = path}, DIAG_NO_ARGS);
    for (int i = 0; i < count; i++) {
        Arena *arena = arena_new();
        const char *file = arena_printf(arena, "%s/%s", path, entries[i]->d_name);
        good = file && read_file(trust, file, diags) && good;
        arena_free(arena);
        free(entries[i]);
    }
    free(entries);
    return good;
}

VerifyTrust *verify_trust_read(const char *path, DiagList *diags) {
    VerifyTrust *trust = calloc(1, sizeof *trust);
    STACK_OF(X509) *certificates = trust ? sk_X509_new_null() : NULL;
    if (!certificates) {
        free(trust);
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return NULL;
    }
    trust->certificates = certificates;
    if (file_is_folder(path) ? read_folder(trust, path, diags) : read_file(trust, path, diags))
        return trust;
    verify_trust_free(trust);
    return NULL;
}
