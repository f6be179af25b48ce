/*
 * field: the signature field a signature is put into: one that stands empty, or a new one (ISO 32000-1, 12.7.4.5).
 *
 * A new field is one object with its widget, on a page, in the page's annotations and the form's fields; in a tagged
 * document it is an element Form with the widget as its kid, and in the parent tree (ISO 14289-1, 7.18.4).
 */
#ifndef BANXIN_SIGN_FIELD_H
#define BANXIN_SIGN_FIELD_H

#include "sign/signatures.h"
#include "sign/update.h"

typedef struct Field {
    const char *name;
    bool fresh; /* not there yet; else `dict` is the field and `widget` its widget, often the same */
    PdfRef ref, widget_ref;
    PdfValue dict, widget;
    size_t page;       /* of its widget */
    PdfBox box;        /* of its widget; empty: it is not to be seen */
    const char *label; /* what a reader is told of it; UTF-8 */
} Field;

typedef struct FieldWish {
    const char *name; /* NULL: the first empty field, or a new one that is called Signature1 and so on */
    bool timestamp;   /* for a document time stamp: always a new one */
    const char *label;
} FieldWish;

/*
 * Which field it is to be; a new one still without page and box. False with a fault reported: the field is signed
 * already, or is none of signatures; its name cannot be one; an earlier signature forbids all changes.
 */
bool field_find(PdfDoc *doc, const FieldWish *wish, Field *field, DiagList *diags);

/*
 * Writes the field with its value and appearance, the annotations of its page unless the page is an object that the
 * caller writes, and what the structure needs. `catalog` takes the value of the catalogue's AcroForm, and stays empty
 * if that is an object of its own. `page` takes the page's entries that change: its Annots, and Tabs; empty if they do
 * not.
 */
typedef struct FieldChanges {
    Buf acroform;     /* of the catalogue */
    Buf annots, tabs; /* of the page */
} FieldChanges;
bool field_write(Update *update, const Field *field, const PdfPage *page, PdfRef value, PdfRef appearance,
                 FieldChanges *changes, DiagList *diags);
void field_changes_free(FieldChanges *changes);

#endif
