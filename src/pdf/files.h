/*
 * files: the page list's files, embedded and associated (ISO 32000-1, 7.11; ISO 19005-3, 6.8 and annex E).
 */
#ifndef BANXIN_PDF_FILES_H
#define BANXIN_PDF_FILES_H

#include "page/page.h"
#include "pdf/deflate.h"
#include "pdf/haru.h"

/*
 * Writes every file and its specification. Gives the specifications' objects by file, to be freed by the caller; NULL
 * when there are no files, or when memory is out: the file has then failed.
 */
uint32_t *files_write(const PageList *pages, Haru *haru, Deflate *deflate);
/* Appends Names, by which viewers list the files, and AF, by which they belong to the document, to the catalog. */
void files_put_catalog(const PageList *pages, const uint32_t *objects, Haru *haru, Buf *out);

#endif
