/*
 * outline: the bookmarks (ISO 32000-1, 12.3.3), from the headings of the tag tree.
 */
#ifndef BANXIN_PDF_OUTLINE_H
#define BANXIN_PDF_OUTLINE_H

#include "page/page.h"
#include "pdf/haru.h"

/*
 * Writes the outline of all headings that are to stand in it and are placed, nested by their levels; a level
 * skipped is closed up. The first level is shown opened, the rest closed. Gives the outline's object, 0 when no
 * heading asks for one. `page_objects` are the pages' objects by page.
 */
uint32_t outline_write(const PageList *pages, const uint32_t *page_objects, Haru *haru);

/* Appends "/Dest[page /XYZ left top null]" (12.3.2.2) of where a tag stands; false when it stands nowhere. */
bool destination_write(const PageList *pages, const uint32_t *page_objects, TagId target, Buf *out);

#endif
