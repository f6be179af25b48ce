/*
 * signer: who signs: a private key, its certificate, the certificates above it.
 *
 * The key comes from a file (PEM, PKCS#8, PKCS#12) or lies on a token, named by a PKCS#11 URI (RFC 7512); then it never
 * leaves it. RSA (PKCS#1 v1.5, or PSS for keys that are for nothing else), ECDSA, SM2. Before anything secret is read,
 * the process is kept from leaving a core file and from being looked into. Opened once a process: a token's session
 * does not outlive a fork.
 */
#ifndef BANXIN_SIGN_SIGNER_H
#define BANXIN_SIGN_SIGNER_H

#include <string.h>

#include "base/diag.h"
#include "base/str.h"

#define SIGNER_PASSWORD_MAX 1024    /* bytes of a password or PIN */
#define SIGNER_FILE_MAX     1000000 /* bytes of a file with keys or certificates */
#define SIGNER_RSA_MIN      2048    /* bits */

typedef struct Signer Signer;

/* A password or PIN; wiped as soon as it has been used. */
typedef struct Secret {
    char text[SIGNER_PASSWORD_MAX + 1]; /* NUL-terminated */
    size_t length;
} Secret;
void secret_wipe(Secret *secret);

typedef struct SignerSource {
    const char *key;         /* a file, or "pkcs11:..." */
    const char *certificate; /* a file, or "pkcs11:..."; NULL: with the key, in its PKCS#12 or on its token */
    const char *chain;       /* a PEM file of certificates above; or NULL */
    const char *module;      /* the token's PKCS#11 library; NULL: what p11-kit knows */
    /* Asks for the password or PIN of `what`; false with a fault reported when there is none. Called when one is
     * needed. */
    bool (*ask)(void *context, const char *what, Secret *secret, DiagList *diags);
    void *context;
} SignerSource;

/* Whether a URI holds a PIN, which every process could read in argv. */
static inline bool signer_tells_pin(const char *uri) {
    return uri && strncmp(uri, "pkcs11:", 7) == 0 && strstr(uri, "pin-value=");
}

/*
 * NULL with all faults reported: files, password, PIN, token, a key that is too weak, of another kind or another
 * certificate's, a certificate that has expired or is for something else.
 */
Signer *signer_open(const SignerSource *source, DiagList *diags);
void signer_close(Signer *signer); /* takes NULL */

/* Whether the key lies on a token, so that another process must open it anew. */
bool signer_is_token(const Signer *signer);
/* The name in the certificate, UTF-8. */
const char *signer_name(const Signer *signer);
/* Appends its certificate's DER; false when memory is out. */
bool signer_certificate(const Signer *signer, Buf *out);

#endif
