#include "sign/revocation.h"

#include <openssl/x509v3.h>

#include "sign/cms_value.h"
#include "sign/holder.h"
#include "sign/moment.h"

/* What is asked, and the best that was found so far. */
typedef struct Search {
    Arena *arena;
    const Evidence *evidence;
    X509 *certificate, *issuer;
    int64_t when;
    Revocation best;
    bool stale; /* an answer there is, of another time */
} Search;

static bool is_fresh(const Search *search, VerifyTime since, VerifyTime next) {
    VerifyTime until = moment_of_asn1(search->arena, X509_get0_notAfter(search->certificate));
    if (!since.text)
        return false;
    if (since.seconds > search->when)
        return until.text && since.seconds <= until.seconds;
    return search->when <= (next.text ? next.seconds : since.seconds + REVOCATION_FRESH_SECONDS);
}

static void take_good(Search *search, VerifyTime since, VerifyTime next) {
    if (search->best.state == VERIFY_REVOKED_YES)
        return;
    if (is_fresh(search, since, next))
        search->best.state = VERIFY_REVOKED_NO;
    else
        search->stale = true;
}

/* Of several dates the earliest. */
static void take_revoked(Search *search, VerifyTime since) {
    if (search->best.state != VERIFY_REVOKED_YES || since.seconds < search->best.since.seconds)
        search->best = (Revocation){VERIFY_REVOKED_YES, since, NULL};
}

/* ---- lists ---------------------------------------------------------------------------------------------------- */

/* A list of some certificates only, or of some reasons, or of other issuers', says nothing here unless it is of ours.
 */
static bool scope_fits(const Search *search, X509_CRL *list) {
    int critical;
    ISSUING_DIST_POINT *point = X509_CRL_get_ext_d2i(list, NID_issuing_distribution_point, &critical, NULL);
    bool authority = X509_check_ca(search->certificate) > 0;
    bool fits = (point || critical == -1) && X509_CRL_get_ext_by_NID(list, NID_delta_crl, -1) < 0;
    if (point)
        fits = fits && point->indirectCRL <= 0 && point->onlyattr <= 0 && !point->onlysomereasons &&
               !(point->onlyuser > 0 && authority) && !(point->onlyCA > 0 && !authority);
    ISSUING_DIST_POINT_free(point);
    return fits;
}

static bool list_is_issuers(const Search *search, X509_CRL *list) {
    EVP_PKEY *key = X509_get0_pubkey(search->issuer);
    uint32_t usage = X509_get_key_usage(search->issuer);
    return key && X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(search->issuer)) == 0 &&
           (usage == UINT32_MAX || usage & KU_CRL_SIGN) && list_is_signed_by(list, key);
}

static void ask_list(Search *search, X509_CRL *list) {
    X509_REVOKED *entry = NULL;
    if (!list_is_issuers(search, list) || !scope_fits(search, list))
        return;
    if (X509_CRL_get0_by_cert(list, &entry, search->certificate) == 1)
        take_revoked(search, moment_of_asn1(search->arena, X509_REVOKED_get0_revocationDate(entry)));
    else
        take_good(search, moment_of_asn1(search->arena, X509_CRL_get0_lastUpdate(list)),
                  moment_of_asn1(search->arena, X509_CRL_get0_nextUpdate(list)));
}

/* ---- answers -------------------------------------------------------------------------------------------------- */

/* The issuer itself, or whom it has appointed (RFC 6960, 4.2.2.2), at the time of answering. */
static bool may_answer(const Search *search, X509 *responder, OCSP_BASICRESP *answer) {
    VerifyTime at = moment_of_asn1(search->arena, OCSP_resp_get0_produced_at(answer));
    VerifyTime from = moment_of_asn1(search->arena, X509_get0_notBefore(responder));
    VerifyTime until = moment_of_asn1(search->arena, X509_get0_notAfter(responder));
    if (X509_cmp(responder, search->issuer) == 0)
        return true;
    uint32_t usage = X509_get_extended_key_usage(responder);
    return usage != UINT32_MAX && usage & XKU_OCSP_SIGN && at.text && from.text && until.text &&
           from.seconds <= at.seconds && at.seconds <= until.seconds &&
           X509_NAME_cmp(X509_get_issuer_name(responder), X509_get_subject_name(search->issuer)) == 0 &&
           certificate_is_signed_by(responder, search->issuer);
}

static bool answer_is_issuers(const Search *search, OCSP_BASICRESP *answer) {
    X509 *responder = NULL;
    STACK_OF(X509) *known = sk_X509_dup(search->evidence->certificates);
    bool good = known && sk_X509_push(known, search->issuer) > 0 &&
                OCSP_basic_verify(answer, known, NULL, OCSP_NOVERIFY) == 1 &&
                OCSP_resp_get0_signer(answer, &responder, known) == 1 && may_answer(search, responder, answer);
    sk_X509_free(known);
    return good;
}

static bool is_about(const Search *search, const OCSP_SINGLERESP *single) {
    const OCSP_CERTID *id = OCSP_SINGLERESP_get0_id(single);
    ASN1_OBJECT *algorithm = NULL;
    OCSP_id_get0_info(NULL, &algorithm, NULL, NULL, (OCSP_CERTID *)id);
    const EVP_MD *digest = algorithm ? EVP_get_digestbyobj(algorithm) : NULL;
    OCSP_CERTID *own = digest ? OCSP_cert_to_id(digest, search->certificate, search->issuer) : NULL;
    bool about = own && OCSP_id_cmp(own, id) == 0;
    OCSP_CERTID_free(own);
    return about;
}

static void ask_single(Search *search, OCSP_SINGLERESP *single) {
    ASN1_GENERALIZEDTIME *since = NULL, *this_update = NULL, *next_update = NULL;
    int reason, status = OCSP_single_get0_status(single, &reason, &since, &this_update, &next_update);
    if (status == V_OCSP_CERTSTATUS_REVOKED)
        take_revoked(search, moment_of_asn1(search->arena, since));
    else if (status == V_OCSP_CERTSTATUS_GOOD)
        take_good(search, moment_of_asn1(search->arena, this_update), moment_of_asn1(search->arena, next_update));
}

static void ask_answer(Search *search, OCSP_BASICRESP *answer) {
    if (!answer_is_issuers(search, answer))
        return;
    for (int i = 0; i < OCSP_resp_count(answer); i++) {
        OCSP_SINGLERESP *single = OCSP_resp_get0(answer, i);
        if (is_about(search, single))
            ask_single(search, single);
    }
}

/* ---- both ----------------------------------------------------------------------------------------------------- */

Revocation revocation_of(Arena *arena, const Evidence *evidence, X509 *certificate, X509 *issuer, int64_t when) {
    Search search = {.arena = arena, .evidence = evidence, .certificate = certificate, .issuer = issuer, .when = when};
    for (int i = 0; i < sk_OCSP_BASICRESP_num(evidence->answers); i++)
        ask_answer(&search, sk_OCSP_BASICRESP_value(evidence->answers, i));
    for (int i = 0; i < sk_X509_CRL_num(evidence->lists); i++)
        ask_list(&search, sk_X509_CRL_value(evidence->lists, i));
    if (search.best.state == VERIFY_REVOKED_UNKNOWN)
        search.best.unknown =
            search.stale ? DIAG_BOTH("what its issuer says of it in the file is of another time",
                                     "文件中其颁发者的答复不是该时刻的")
                         : DIAG_BOTH("the file holds nothing of its issuer about it", "文件中没有其颁发者的吊销信息");
    return search.best;
}
