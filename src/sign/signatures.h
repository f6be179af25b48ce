/*
 * signatures: the signature fields of a document, signed or not (ISO 32000-1, 12.7.4.5 and 12.8).
 */
#ifndef BANXIN_SIGN_SIGNATURES_H
#define BANXIN_SIGN_SIGNATURES_H

#include "sign/pdf_doc.h"

#define PDF_FIELDS_MAX 10000 /* fields of a form, of all kinds */

typedef struct PdfSignature {
    const char *field; /* its full name: partial names from the top, divided by points; UTF-8 */
    PdfRef field_ref;  /* the field, often also its widget */
    PdfRef value_ref;  /* the signature dictionary; {0, 0} if it is direct or there is none */
    PdfValue field_dict;
    PdfValue value; /* null: the field is empty, and all below as well */
    bool timestamp; /* /Type /DocTimeStamp, or of the sub-filter ETSI.RFC3161 */
    Str filter, sub_filter;
    int64_t range[4];                    /* ByteRange as it stands, not yet checked against the file */
    bool has_range;                      /* four integers, none negative */
    Str contents;                        /* DER and the noughts after it */
    Str name, reason, location, contact; /* texts */
    Str date;                            /* M: "D:20200116..." */
    int page;                            /* of its widget, from 0; -1 when it is on none or has no /P */
} PdfSignature;

/* All of them, in the order of the form's fields, in the document's arena. False with a fault reported. */
bool pdf_signatures(PdfDoc *doc, const PdfSignature **signatures, size_t *count, DiagList *diags);

#endif
