/*
 * links: the link annotations of a page (ISO 32000-1, 12.5.6.5).
 */
#ifndef BANXIN_PDF_LINKS_H
#define BANXIN_PDF_LINKS_H

#include "page/page.h"
#include "pdf/haru.h"
#include "pdf/marks.h"

/*
 * Writes the page's links and lists them among its annotations. A link to a node that is printed nowhere, or that has
 * no node of its own where there is a structure, is left out with a warning. With `marks` (or NULL) they are noted
 * there, and say in words where they lead (Contents).
 */
void links_write(const PageList *pages, const Page *page, const uint32_t *page_objects, Marks *marks, Haru *haru,
                 Buf *annotations, DiagList *diags);

#endif
