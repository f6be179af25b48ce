#include "sign/holder.h"

#include <string.h>

#include "sign/cms_value.h"
#include "sign/moment.h"

const char *words_of(Arena *arena, Str text) {
    size_t length = text.length ? strnlen(text.text, text.length) : 0;
    char *words = arena_strndup(arena, length ? text.text : "", length);
    for (size_t i = 0; words && i < length; i++)
        if (words[i] == '\xff')
            words[i] = '?';
    return words;
}

/* ---- names ---------------------------------------------------------------------------------------------------- */

/* The last of its kind, which is the nearest to the person. NULL when there is none. */
static const char *entry_of(Arena *arena, const X509_NAME *name, int nid) {
    unsigned char *text = NULL;
    int at = -1, last = -1;
    while ((at = X509_NAME_get_index_by_NID((X509_NAME *)name, nid, at)) >= 0)
        last = at;
    const X509_NAME_ENTRY *entry = last >= 0 ? X509_NAME_get_entry(name, last) : NULL;
    int length = entry ? ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry)) : -1;
    const char *words = length > 0 ? words_of(arena, (Str){(const char *)text, (size_t)length}) : NULL;
    OPENSSL_free(text);
    return words;
}

static const char *name_in_full(Arena *arena, const X509_NAME *name) {
    char *bytes = NULL;
    BIO *out = BIO_new(BIO_s_mem());
    unsigned long how = (XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB) | ASN1_STRFLGS_UTF8_CONVERT;
    long length = out && X509_NAME_print_ex(out, name, 0, how) >= 0 ? BIO_get_mem_data(out, &bytes) : 0;
    const char *words = words_of(arena, (Str){bytes, length > 0 ? (size_t)length : 0});
    BIO_free(out);
    return words;
}

const char *holder_name(Arena *arena, X509 *certificate) {
    static const int kinds[] = {NID_commonName, NID_organizationalUnitName, NID_organizationName};
    const X509_NAME *subject = X509_get_subject_name(certificate);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *name = entry_of(arena, subject, kinds[i]);
        if (name)
            return name;
    }
    return name_in_full(arena, subject);
}

static const char *hex(Arena *arena, const unsigned char *bytes, size_t length) {
    static const char digits[] = "0123456789abcdef";
    char *text = arena_alloc(arena, 2 * length + 1);
    for (size_t i = 0; text && i < length; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return text;
}

static const char *fingerprint_of(Arena *arena, const X509 *certificate) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    return X509_digest(certificate, EVP_sha256(), digest, &length) == 1 ? hex(arena, digest, length) : "";
}

void holder_describe(Arena *arena, X509 *certificate, VerifySigner *signer) {
    const ASN1_INTEGER *serial = X509_get0_serialNumber(certificate);
    signer->name = holder_name(arena, certificate);
    signer->organization = entry_of(arena, X509_get_subject_name(certificate), NID_organizationName);
    signer->subject = name_in_full(arena, X509_get_subject_name(certificate));
    signer->issuer = name_in_full(arena, X509_get_issuer_name(certificate));
    signer->serial = hex(arena, ASN1_STRING_get0_data(serial), (size_t)ASN1_STRING_length(serial));
    signer->fingerprint = fingerprint_of(arena, certificate);
    signer->key = key_name(arena, X509_get0_pubkey(certificate));
    signer->from = moment_of_asn1(arena, X509_get0_notBefore(certificate));
    signer->until = moment_of_asn1(arena, X509_get0_notAfter(certificate));
}
