/*
 * page_text: the glyphs a page shows, as the text its fonts say they stand for (ISO 32000-1, 9.4 and 9.10.2).
 *
 * For telling whether two pages say the same, not for reading: texts come in the order of drawing, without places.
 * Codes of fonts with a ToUnicode map are what it says, others come as "<0041>".
 */
#ifndef BANXIN_SIGN_PAGE_TEXT_H
#define BANXIN_SIGN_PAGE_TEXT_H

#include "sign/pdf_doc.h"

/* The page's content, its streams joined by line feeds, in the document's arena. False if one cannot be read. */
bool page_content(PdfDoc *doc, const PdfPage *page, Str *content);

/* Appends the text of a content as the page shows it. */
void page_text(PdfDoc *doc, const PdfPage *page, Str content, Buf *out);

#endif
