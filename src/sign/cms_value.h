/*
 * cms_value: algorithms, keys and signature values: what they are called, whether they are to be relied upon, and
 * whether a value is that of a key over some attributes.
 *
 * RSA (PKCS #1 and PSS), ECDSA, EdDSA, and SM2 with SM3 (GM/T 0009, 0010, 0015). Algorithms are read from their
 * AlgorithmIdentifier as DER.
 */
#ifndef BANXIN_SIGN_CMS_VALUE_H
#define BANXIN_SIGN_CMS_VALUE_H

#include <openssl/x509.h>

#include "base/str.h"

#define ID_TIME_STAMP "1.2.840.113549.1.9.16.2.14" /* the unsigned attribute */

/* The user's identity that goes into an SM2 signature where none is agreed (GM/T 0009, 10). */
#define SM2_IDENTITY "1234567812345678"

/* An identifier in figures, "1.2.840"; false when the DER is no identifier or `size` is too small. */
bool oid_text(Str der, char *text, size_t size);

/* The digest of an AlgorithmIdentifier whose parameters are NULL or absent; NULL when it is none we know. */
const EVP_MD *digest_of(Str algorithm);
/* "SHA-256"; of an unknown one its identifier. */
const char *digest_name(Arena *arena, Str algorithm);
/* SHA-2, SHA-3, SM3. */
bool digest_is_strong(const EVP_MD *digest);

/* "RSA 3072", "EC P-256", "SM2". */
const char *key_name(Arena *arena, EVP_PKEY *key);
/* RSA of 2048 bits or more, curves of 256. */
bool key_is_strong(EVP_PKEY *key);

typedef enum SignatureScheme { SCHEME_RSA, SCHEME_RSA_PSS, SCHEME_ECDSA, SCHEME_EDDSA, SCHEME_SM2 } SignatureScheme;

typedef struct SignatureKind {
    SignatureScheme scheme;
    const char *name;            /* "RSA-PSS" */
    const EVP_MD *digest, *mask; /* mask: MGF1's, of PSS */
    int salt;
} SignatureKind;

/* What a signature's AlgorithmIdentifier asks for; false when it is unknown or does not go with the digest. */
bool signature_kind(Str algorithm, const EVP_MD *digest, SignatureKind *kind);

/*
 * Is the value the key's over the signed attributes? `attributes` is the field as it stands in the SignerInfo, with its
 * implicit tag; signed is the SET OF it stands for (RFC 5652, 5.4).
 */
bool signature_is_right(const SignatureKind *kind, EVP_PKEY *key, Str attributes, Str value);

/* Is the certificate signed with the issuer's key? Names are not looked at. SM2 takes SM2_IDENTITY, or none. */
bool certificate_is_signed_by(X509 *certificate, X509 *issuer);
/* Is the revocation list the key's? */
bool list_is_signed_by(X509_CRL *list, EVP_PKEY *key);

#endif
