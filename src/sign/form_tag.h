/*
 * form_tag: the structure element of a form field (ISO 32000-1, 14.7.4.3 and 14.8.4.5; ISO 14289-1, 7.18.4).
 *
 * An element Form becomes the last kid of the document's element; its only kid is the widget, which finds it through a
 * new last entry of the parent tree.
 */
#ifndef BANXIN_SIGN_FORM_TAG_H
#define BANXIN_SIGN_FORM_TAG_H

#include "sign/update.h"

/* Whether the document is tagged, so that a field needs an element. */
bool form_tag_wanted(PdfDoc *doc);
/*
 * Writes the element of a widget on a page, and what leads to it; *key is for the widget's StructParent. False with a
 * fault reported: a structure tree that is none.
 */
bool form_tag_write(Update *update, PdfRef widget, PdfRef page, int64_t *key, DiagList *diags);

#endif
