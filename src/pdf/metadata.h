/*
 * metadata: the Info dictionary and the XMP packet, which say the same (ISO 19005-2, 6.6; ISO 14289-1, 7.1).
 */
#ifndef BANXIN_PDF_METADATA_H
#define BANXIN_PDF_METADATA_H

#include "pdf/haru.h"
#include "pdf/pdf.h"

/* Whether the page list has a date to write: "2020-02-25". */
bool metadata_has_date(const PageList *pages);
/* Appends the date as PDF writes it, "(D:20200225000000+08'00')": midnight of Chinese time (7.9.4). */
void metadata_put_date(const PageList *pages, Buf *out);

/* Appends the entries of Info. */
void metadata_put_info(const PageList *pages, const PdfOptions *options, Buf *out);
/* Appends the packet; `id` identifies the document. */
void metadata_put_xmp(const PageList *pages, const PdfOptions *options, const uint8_t id[HARU_ID_SIZE], Buf *out);

#endif
