/*
 * embedded: the files a document carries (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8).
 */
#ifndef BANXIN_SIGN_EMBEDDED_H
#define BANXIN_SIGN_EMBEDDED_H

#include "sign/pdf_doc.h"

#define PDF_EMBEDDED_MAX 10000

typedef struct PdfEmbedded {
    Str name;         /* UF, or F where there is none; UTF-8 */
    Str relationship; /* AFRelationship: "Source", "Data", ...; empty when it says none */
    Str type;         /* "application/json" */
    Str description;
    PdfValue stream; /* pdf_doc_stream gives its bytes */
} PdfEmbedded;

/* All of the name tree EmbeddedFiles, in its order, in the document's arena. False with a fault reported. */
bool pdf_embedded(PdfDoc *doc, const PdfEmbedded **files, size_t *count, DiagList *diags);

#endif
