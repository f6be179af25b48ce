/*
 * evidence: what a file holds for judging its certificates: other certificates, revocation lists and OCSP answers, of
 * its DSS (EN 319 142-1, 5.4.2) and of its signatures.
 */
#ifndef BANXIN_SIGN_EVIDENCE_H
#define BANXIN_SIGN_EVIDENCE_H

#include <openssl/ocsp.h>
#include <openssl/x509.h>

#include "sign/inquiry.h"
#include "sign/pdf_doc.h"

#define EVIDENCE_MAX 2000 /* of each kind */

/* OpenSSL has no list of these. */
DEFINE_STACK_OF(OCSP_BASICRESP)

typedef struct Evidence {
    STACK_OF(X509) * certificates;
    STACK_OF(X509_CRL) * lists;
    STACK_OF(OCSP_BASICRESP) * answers;
} Evidence;

/* Empty evidence; false when memory is out. Freed by evidence_free. */
bool evidence_new(Evidence *evidence);
void evidence_free(Evidence *evidence);

/* Adds what is in a document's DSS; false if something in it could not be read: what follows it is left out. */
bool evidence_add_dss(Evidence *evidence, PdfDoc *doc);
/* Adds certificates and lists, which stay their owner's. */
void evidence_add(Evidence *evidence, const STACK_OF(X509) * certificates, const STACK_OF(X509_CRL) * lists);
/* Adds the signed attribute adbe-revocationInfoArchival (ISO 32000-1, 12.8.3.3.2), as DER; empty is taken. */
void evidence_add_archival(Evidence *evidence, Str der);

#endif
