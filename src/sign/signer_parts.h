/*
 * signer_parts: what a signer is made of, for the files that make and use it.
 */
#ifndef BANXIN_SIGN_SIGNER_PARTS_H
#define BANXIN_SIGN_SIGNER_PARTS_H

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "sign/signer.h"

typedef enum SignerKind { SIGNER_RSA, SIGNER_RSA_PSS, SIGNER_ECDSA, SIGNER_SM2 } SignerKind;

struct Signer {
    Arena *arena;
    EVP_PKEY *key;
    X509 *certificate;
    STACK_OF(X509) * chain;  /* from the certificate's issuer upwards, as far as they were given */
    STACK_OF(X509) * others; /* all others that were given */
    SignerKind kind;
    void *token; /* the engine whose key this is; or NULL */
    const char *name;
};

/* The password or PIN, asked for once; false with a fault reported, or when there was none before. */
typedef struct SignerAsk {
    const SignerSource *source;
    DiagList *diags;
    bool asked, refused; /* it was asked for; there was none, which has been reported */
} SignerAsk;

/* Reads key and certificates out of files into the signer; `others` takes further certificates of a PKCS#12. */
bool signer_read_key(Signer *signer, SignerAsk *ask, STACK_OF(X509) * others);
bool signer_read_certificate(Signer *signer, const char *path, DiagList *diags);
bool signer_read_chain(const char *path, STACK_OF(X509) * others, DiagList *diags);

/* True for "pkcs11:...". */
bool signer_is_uri(const char *name);
/* The same for what lies on a token. */
bool signer_token_key(Signer *signer, SignerAsk *ask);
bool signer_token_certificate(Signer *signer, const char *uri, DiagList *diags);
void signer_token_close(Signer *signer);

#endif
