/*
 * Keys and certificates out of files.
 */
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <string.h>

#include "base/file.h"
#include "sign/crypto.h"
#include "sign/signer_parts.h"

/* A file's bytes, to be wiped: they may be a key. */
typedef struct KeyFile {
    Arena *arena;
    char *bytes;
    size_t length;
    BIO *bio;
} KeyFile;

static void close_file(KeyFile *file) {
    BIO_free(file->bio);
    if (file->bytes)
        OPENSSL_cleanse(file->bytes, file->length);
    arena_free(file->arena);
}

static bool open_file(KeyFile *file, const char *path, DiagList *diags) {
    *file = (KeyFile){.arena = arena_new()};
    if (!file_read(file->arena, path, SIGNER_FILE_MAX, &file->bytes, &file->length, diags)) {
        close_file(file);
        return false;
    }
    file->bio = BIO_new_mem_buf(file->bytes, (int)file->length);
    if (file->bio)
        return true;
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    close_file(file);
    return false;
}

static void rewind_file(const KeyFile *file) {
    (void)BIO_reset(file->bio);
    ERR_clear_error();
}

static void report(DiagList *diags, DiagCode code, const char *path) {
    char words[CRYPTO_WORDS];
    crypto_words(words);
    diag_at(diags, code, (Place){.file = path}, DIAG_ARGS(path, words));
}

/* ---- PEM and DER ---------------------------------------------------------------------------------------------- */

static bool ask_secret(SignerAsk *ask, Secret *secret) {
    const SignerSource *source = ask->source;
    ask->asked = true;
    if (!ask->refused && source->ask && source->ask(source->context, source->key, secret, ask->diags))
        return true;
    if (!ask->refused && !source->ask)
        diag_at(ask->diags, DIAG_SIGN_PASSWORD_NONE, (Place){0}, DIAG_ARGS(source->key));
    ask->refused = true;
    return false;
}

/* OpenSSL's pem_password_cb. */
static int give_password(char *buffer, int size, int writing, void *context) {
    Secret secret = {0};
    (void)writing;
    if (!ask_secret(context, &secret) || secret.length > (size_t)size) {
        secret_wipe(&secret);
        return -1;
    }
    int length = (int)secret.length;
    memcpy(buffer, secret.text, secret.length);
    secret_wipe(&secret);
    return length;
}

/* A key that was not read: for want of a password nothing more is said. */
static void report_key(const SignerAsk *ask) {
    if (ask->refused)
        ERR_clear_error();
    else
        report(ask->diags, ask->asked ? DIAG_SIGN_PASSWORD : DIAG_SIGN_KEY_READ, ask->source->key);
}

static bool read_plain_key(Signer *signer, SignerAsk *ask, const KeyFile *file) {
    signer->key = PEM_read_bio_PrivateKey(file->bio, NULL, give_password, ask);
    if (!signer->key && !ask->asked) {
        rewind_file(file);
        signer->key = d2i_PrivateKey_bio(file->bio, NULL);
    }
    if (!signer->key)
        report_key(ask);
    return signer->key != NULL;
}

/* ---- PKCS#12 -------------------------------------------------------------------------------------------------- */

static bool has_no_password(PKCS12 *store) {
    bool none = PKCS12_verify_mac(store, NULL, 0) || PKCS12_verify_mac(store, "", 0);
    ERR_clear_error();
    return none;
}

static bool read_store(Signer *signer, SignerAsk *ask, PKCS12 *store, STACK_OF(X509) * others) {
    Secret secret = {0};
    STACK_OF(X509) *more = NULL;
    if (!has_no_password(store) && !ask_secret(ask, &secret)) {
        secret_wipe(&secret);
        return false;
    }
    X509 *certificate = NULL;
    int parsed = PKCS12_parse(store, secret.text, &signer->key, &certificate, &more);
    secret_wipe(&secret);
    if (signer->certificate)
        X509_free(certificate);
    else
        signer->certificate = certificate;
    while (more && sk_X509_num(more) > 0) {
        X509 *other = sk_X509_shift(more);
        if (!sk_X509_push(others, other))
            X509_free(other);
    }
    sk_X509_free(more);
    if (!parsed || !signer->key)
        report_key(ask);
    return parsed && signer->key;
}

bool signer_read_key(Signer *signer, SignerAsk *ask, STACK_OF(X509) * others) {
    KeyFile file;
    if (!open_file(&file, ask->source->key, ask->diags))
        return false;
    PKCS12 *store = d2i_PKCS12_bio(file.bio, NULL);
    rewind_file(&file);
    bool good = store ? read_store(signer, ask, store, others) : read_plain_key(signer, ask, &file);
    PKCS12_free(store);
    close_file(&file);
    return good;
}

/* ---- certificates --------------------------------------------------------------------------------------------- */

bool signer_read_certificate(Signer *signer, const char *path, DiagList *diags) {
    KeyFile file;
    if (!open_file(&file, path, diags))
        return false;
    signer->certificate = PEM_read_bio_X509(file.bio, NULL, NULL, NULL);
    if (!signer->certificate) {
        rewind_file(&file);
        signer->certificate = d2i_X509_bio(file.bio, NULL);
    }
    if (!signer->certificate)
        report(diags, DIAG_SIGN_CERT_READ, path);
    ERR_clear_error();
    close_file(&file);
    return signer->certificate != NULL;
}

bool signer_read_chain(const char *path, STACK_OF(X509) * others, DiagList *diags) {
    KeyFile file;
    int before = sk_X509_num(others);
    if (!open_file(&file, path, diags))
        return false;
    for (X509 *one; (one = PEM_read_bio_X509(file.bio, NULL, NULL, NULL)) != NULL;)
        if (!sk_X509_push(others, one))
            X509_free(one);
    bool any = sk_X509_num(others) > before;
    if (!any)
        report(diags, DIAG_SIGN_CERT_READ, path);
    ERR_clear_error();
    close_file(&file);
    return any;
}
