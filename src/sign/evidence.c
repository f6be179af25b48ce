#include "sign/evidence.h"

#include "sign/asn.h"

bool evidence_new(Evidence *evidence) {
    *evidence = (Evidence){sk_X509_new_null(), sk_X509_CRL_new_null(), sk_OCSP_BASICRESP_new_null()};
    if (evidence->certificates && evidence->lists && evidence->answers)
        return true;
    evidence_free(evidence);
    return false;
}

void evidence_free(Evidence *evidence) {
    sk_X509_pop_free(evidence->certificates, X509_free);
    sk_X509_CRL_pop_free(evidence->lists, X509_CRL_free);
    sk_OCSP_BASICRESP_pop_free(evidence->answers, OCSP_BASICRESP_free);
    *evidence = (Evidence){NULL, NULL, NULL};
}

/* ---- one of each ---------------------------------------------------------------------------------------------- */

static bool add_certificate(Evidence *evidence, Str der) {
    const unsigned char *at = (const unsigned char *)der.text;
    X509 *certificate = d2i_X509(NULL, &at, (long)der.length);
    if (certificate && sk_X509_num(evidence->certificates) < EVIDENCE_MAX &&
        sk_X509_push(evidence->certificates, certificate) > 0)
        return true;
    X509_free(certificate);
    return false;
}

static bool add_list(Evidence *evidence, Str der) {
    const unsigned char *at = (const unsigned char *)der.text;
    X509_CRL *list = d2i_X509_CRL(NULL, &at, (long)der.length);
    if (list && sk_X509_CRL_num(evidence->lists) < EVIDENCE_MAX && sk_X509_CRL_push(evidence->lists, list) > 0)
        return true;
    X509_CRL_free(list);
    return false;
}

static bool add_answer(Evidence *evidence, Str der) {
    const unsigned char *at = (const unsigned char *)der.text;
    OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &at, (long)der.length);
    OCSP_BASICRESP *answer = response && OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL
                                 ? OCSP_response_get1_basic(response)
                                 : NULL;
    OCSP_RESPONSE_free(response);
    if (answer && sk_OCSP_BASICRESP_num(evidence->answers) < EVIDENCE_MAX &&
        sk_OCSP_BASICRESP_push(evidence->answers, answer) > 0)
        return true;
    OCSP_BASICRESP_free(answer);
    return false;
}

/* ---- where they come from ------------------------------------------------------------------------------------- */

static bool add_streams(Evidence *evidence, PdfDoc *doc, PdfValue array, bool (*add)(Evidence *, Str)) {
    bool good = true;
    for (size_t i = 0; i < pdf_doc_count(doc, array) && i < EVIDENCE_MAX && good; i++) {
        Str bytes;
        good = pdf_doc_stream(doc, pdf_doc_item(doc, array, i), &bytes) && add(evidence, bytes);
    }
    return good;
}

bool evidence_add_dss(Evidence *evidence, PdfDoc *doc) {
    PdfValue dss = pdf_doc_get(doc, pdf_doc_catalog(doc), "DSS");
    bool certificates = add_streams(evidence, doc, pdf_doc_get(doc, dss, "Certs"), add_certificate);
    bool lists = add_streams(evidence, doc, pdf_doc_get(doc, dss, "CRLs"), add_list);
    bool answers = add_streams(evidence, doc, pdf_doc_get(doc, dss, "OCSPs"), add_answer);
    return certificates && lists && answers;
}

void evidence_add(Evidence *evidence, const STACK_OF(X509) * certificates, const STACK_OF(X509_CRL) * lists) {
    for (int i = 0; i < sk_X509_num(certificates); i++) {
        X509 *certificate = sk_X509_value(certificates, i);
        if (sk_X509_push(evidence->certificates, certificate) > 0)
            X509_up_ref(certificate);
    }
    for (int i = 0; i < sk_X509_CRL_num(lists); i++) {
        X509_CRL *list = sk_X509_CRL_value(lists, i);
        if (sk_X509_CRL_push(evidence->lists, list) > 0)
            X509_CRL_up_ref(list);
    }
}

static void add_sequence(Evidence *evidence, Str rest, bool (*add)(Evidence *, Str)) {
    Asn list, item;
    if (asn_take(&rest, ASN_SEQUENCE, &list))
        while (asn_take(&list.body, ASN_SEQUENCE, &item))
            add(evidence, item.whole);
}

/* RevocationInfoArchival: [0] lists, [1] answers, [2] others. */
void evidence_add_archival(Evidence *evidence, Str der) {
    Asn outer, lists, answers;
    if (!asn_take(&der, ASN_SEQUENCE, &outer))
        return;
    if (asn_take(&outer.body, ASN_TAGGED(0), &lists))
        add_sequence(evidence, lists.body, add_list);
    if (asn_take(&outer.body, ASN_TAGGED(1), &answers))
        add_sequence(evidence, answers.body, add_answer);
}
