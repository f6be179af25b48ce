#include "sign/crypto.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <string.h>

const char *crypto_words(char words[CRYPTO_WORDS]) {
    unsigned long first = ERR_get_error();
    const char *reason = first ? ERR_reason_error_string(first) : NULL;
    words[0] = '\0';
    if (reason)
        strncat(words, reason, CRYPTO_WORDS - 1);
    ERR_clear_error();
    return words;
}

bool crypto_short_of_memory(void) {
    bool is_short = false;
    for (unsigned long code; (code = ERR_get_error()) != 0;)
        is_short |= ERR_GET_REASON(code) == ERR_R_MALLOC_FAILURE;
    return is_short;
}

/* ---- names ---------------------------------------------------------------------------------------------------- */

static const char *common_name(Arena *arena, const X509_NAME *subject) {
    int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    const X509_NAME_ENTRY *entry = at >= 0 ? X509_NAME_get_entry(subject, at) : NULL;
    unsigned char *utf8 = NULL;
    int length = entry ? ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(entry)) : -1;
    const char *copy = length > 0 ? arena_strndup(arena, (const char *)utf8, (size_t)length) : NULL;
    OPENSSL_free(utf8);
    return copy;
}

const char *crypto_subject(Arena *arena, const X509 *certificate) {
    const X509_NAME *subject = X509_get_subject_name(certificate);
    const char *name = common_name(arena, subject);
    if (name)
        return name;
    char *whole = X509_NAME_oneline(subject, NULL, 0);
    name = whole ? arena_strdup(arena, whole) : NULL;
    OPENSSL_free(whole);
    return name ? name : "";
}

const char *crypto_time(const ASN1_TIME *time, char text[CRYPTO_TIME]) {
    struct tm tm = {0};
    text[0] = '\0';
    if (ASN1_TIME_to_tm(time, &tm) == 1)
        snprintf(text, CRYPTO_TIME, "%04d-%02d-%02d %02d:%02d:%02d UTC", (tm.tm_year + 1900) % 10000,
                 (tm.tm_mon + 1) % 100, tm.tm_mday % 100, tm.tm_hour % 100, tm.tm_min % 100, tm.tm_sec % 100);
    return text;
}

bool crypto_put_certificate(X509 *certificate, Buf *out) {
    unsigned char *der = NULL;
    int length = i2d_X509(certificate, &der);
    if (length > 0)
        buf_push(out, der, (size_t)length);
    OPENSSL_free(der);
    return length > 0 && !buf_failed(out);
}
