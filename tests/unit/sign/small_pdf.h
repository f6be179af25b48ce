/*
 * small_pdf: a PDF of given objects with a cross-reference table, for what reads PDFs.
 */
#ifndef BANXIN_TESTS_SIGN_SMALL_PDF_H
#define BANXIN_TESTS_SIGN_SMALL_PDF_H

#include "base/str.h"

/* Object i + 1 is objects[i], written as it stands; object 1 is the catalogue. `trailer` adds entries, or is NULL. */
void small_pdf(const char *const *objects, size_t count, const char *trailer, Buf *out);

/* A catalogue of one page: objects 1 to 3. */
#define SMALL_PDF_PAGE                                                                                                 \
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595.276 841.89] >>",   \
        "<< /Type /Page /Parent 2 0 R >>"

#endif
