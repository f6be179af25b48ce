/*
 * structure: the tag tree as the structure tree of a PDF (ISO 32000-1, 14.7, 14.8), with its parent tree.
 *
 * Every node that shows something, or holds one that does, becomes one structure element, however many pages it goes
 * over; cells and rows do without content, for rows must add up. The types are the standard ones. Kids stand in reading
 * order: a node's own content where it was drawn between its children.
 *
 *   Table    > Caption, THead, TBody > TR > TH (Scope), TD, with ColSpan and RowSpan where they are not 1
 *   TOC      > TOCI > Reference > Link;  L (ListNumbering) > LI > Lbl, LBody;  Figure with Alt;  Note with ID
 *   Link     > its content and its annotations; without an annotation it is a Span
 *   Form     > the widget of a field; without one it is left out
 */
#ifndef BANXIN_PDF_STRUCTURE_H
#define BANXIN_PDF_STRUCTURE_H

#include "pdf/haru.h"
#include "pdf/marks.h"

/*
 * The tree of pages that have been written with `marks`; `page_objects` by page. `files` are the specifications of the
 * list's files, which are associated with the elements of their nodes too; or NULL. Gives the object of its root.
 */
uint32_t structure_write(const PageList *pages, const Marks *marks, const uint32_t *page_objects, const uint32_t *files,
                         Haru *haru);

#endif
