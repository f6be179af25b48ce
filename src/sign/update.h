/*
 * update: changes to a PDF, added behind its bytes (ISO 32000-1, 7.5.6).
 *
 * What was there stays as it was, byte for byte. New and changed objects stand one after the other; the cross-reference
 * section that finds them is of the kind that the file ends in, table or stream (7.5.8.4 forbids to mix them but in
 * hybrid files, whose last section is a table).
 *
 *     update_start(&update, doc, out, diags);
 *     update_open(&update, ref);  buf_text(update.out, "<< ... >>");  update_close(&update);
 *     update_finish(&update, diags);
 */
#ifndef BANXIN_SIGN_UPDATE_H
#define BANXIN_SIGN_UPDATE_H

#include "base/vec.h"
#include "sign/pdf_doc.h"

typedef struct UpdateObject {
    PdfRef ref;
    size_t offset;
} UpdateObject;

typedef struct Update {
    PdfDoc *doc;
    Buf *out;     /* the whole file, with what has been added so far */
    int next;     /* number of the next new object */
    bool stream;  /* the last cross-reference section is a stream */
    int64_t last; /* where it stands */
    size_t start; /* where what is added begins */
    VEC(UpdateObject) objects;
} Update;

/*
 * Begins with a copy of the file in `out`. False with a fault reported: its end is not that of a PDF, or memory. What
 * fails later is the buffer's, and told by update_finish.
 */
bool update_start(Update *update, PdfDoc *doc, Buf *out, DiagList *diags);
/* A number for a new object. */
PdfRef update_reserve(Update *update);
/* Between the two the object's value is appended to `out`; a new object or a changed one. */
void update_open(Update *update, PdfRef ref);
void update_close(Update *update);

/* An entry of a dictionary that is new or changed; NULL as its value: taken out. */
typedef struct UpdateEntry {
    const char *key; /* without slash */
    const Buf *value;
} UpdateEntry;
/* Appends a dictionary with its entries as they are but for those given; one that is null counts as empty. */
void update_dict(Update *update, PdfValue dict, const UpdateEntry *entries, size_t count);
/* The same as a whole object. */
void update_object(Update *update, PdfRef ref, PdfValue dict, const UpdateEntry *entries, size_t count);

void update_ref(Buf *out, PdfRef ref); /* "7 0 R" */
void update_name(Buf *out, Str name);  /* "/Name", what needs it escaped */
void update_text(Buf *out, Str utf8);  /* a text string: ASCII as it is, all else UTF-16BE (7.9.2.2) */
void update_hex(Buf *out, Str bytes);  /* "<00FF>" */
void update_length(Buf *out, int64_t thousandths);

/* Appends the cross-reference section and the end; frees the update. False with MEMORY reported. */
bool update_finish(Update *update, DiagList *diags);
/* Frees one that is given up. */
void update_abandon(Update *update);

#endif
