/*
 * links: the link annotations of a page (ISO 32000-1, 12.5.6.5).
 */
#ifndef BANXIN_PDF_LINKS_H
#define BANXIN_PDF_LINKS_H

#include "page/page.h"
#include "pdf/haru.h"

/*
 * Writes the page's links and appends "/Annots[...]" to its dictionary, nothing when it has none. A link to a node
 * that is printed nowhere is left out with a warning.
 */
void links_write(const PageList *pages, const Page *page, const uint32_t *page_objects, Haru *haru, Buf *entries,
                 DiagList *diags);

#endif
