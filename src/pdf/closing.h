/*
 * closing: where the document's closing stands, as a named destination (ISO 32000-1, 12.3.2.3).
 *
 * The rectangle around the organ's name and the date, under the name "closing": `report.pdf#closing` opens a viewer
 * there, and a seal finds its place (sign/placement.h). "closing-room" reaches from the end of the text above it.
 */
#ifndef BANXIN_PDF_CLOSING_H
#define BANXIN_PDF_CLOSING_H

#include "page/page.h"
#include "pdf/haru.h"

/*
 * Appends Dests to the catalog, for the last closing of the list; nothing if there is none. `page_objects` by page.
 */
void closing_write(const PageList *pages, const uint32_t *page_objects, Haru *haru, Buf *catalog);

#endif
