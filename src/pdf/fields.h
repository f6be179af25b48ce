/*
 * fields: the empty signature fields of a page (ISO 32000-1, 12.7.4.5), which `banxin sign` fills in their order.
 */
#ifndef BANXIN_PDF_FIELDS_H
#define BANXIN_PDF_FIELDS_H

#include "page/page.h"
#include "pdf/deflate.h"
#include "pdf/haru.h"
#include "pdf/marks.h"

/*
 * Writes the page's fields, each one object with its widget, and lists them among the page's annotations and the form's
 * fields. With `marks` (or NULL) they are noted there, for the element Form that holds each (ISO 14289-1, 7.18.4).
 */
void fields_write(const Page *page, uint32_t page_object, Marks *marks, Haru *haru, Deflate *deflate, Buf *annotations,
                  Buf *fields);
/* Appends the form to the catalog's entries, nothing when there are no fields. */
void fields_put_form(const Buf *fields, Buf *catalog);

#endif
