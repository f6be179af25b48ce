/*
 * unpack: what stands packed in a PDF of ours, for tests that look for text.
 */
#ifndef BANXIN_TESTS_PDF_UNPACK_H
#define BANXIN_TESTS_PDF_UNPACK_H

#include "base/str.h"

/* Appends the unpacked bytes of every compressed stream whose dictionary holds `mark` ("/Type/ObjStm"). */
void pdf_unpack(const Buf *file, const char *mark, Buf *out);
/* True when a packed dictionary, or the file as it stands, holds the text. */
bool pdf_holds(const Buf *file, const char *text);

#endif
