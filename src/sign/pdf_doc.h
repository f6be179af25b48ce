/*
 * pdf_doc: a PDF that is there already, to be looked into; the only file that touches libqpdf.
 *
 * Opened from bytes in memory, which stay the caller's and must outlive the document. Nothing is repaired: a file whose
 * cross-reference cannot be read as it stands is damaged, and an encrypted one is refused. Values are small views that
 * live as long as the document, as do all texts it gives. What is not there, or is of another kind, reads as null,
 * empty or 0: a file may hold anything, and whoever asks says what is needed. Objects are read when they are asked for;
 * what libqpdf then finds broken is null and remembered, so pdf_doc_sound is asked at the end.
 *
 * Lengths are thousandths of a point.
 */
#ifndef BANXIN_SIGN_PDF_DOC_H
#define BANXIN_SIGN_PDF_DOC_H

#include "base/diag.h"
#include "base/str.h"

#define PDF_DOC_SIZE_MAX  ((size_t)1 << 30) /* bytes of a file */
#define PDF_DOC_PAGES_MAX 100000
#define PDF_DOC_DEPTH_MAX 64 /* of the page tree, of fields, of name trees */

typedef struct PdfDoc PdfDoc;

typedef enum PdfKind {
    PDF_KIND_NULL,
    PDF_KIND_BOOL,
    PDF_KIND_INTEGER,
    PDF_KIND_REAL,
    PDF_KIND_NAME,
    PDF_KIND_STRING,
    PDF_KIND_ARRAY,
    PDF_KIND_DICT,
    PDF_KIND_STREAM
} PdfKind;

/* A value of a document; {0} is null. */
typedef struct PdfValue {
    unsigned handle;
} PdfValue;

/* Number and generation of an indirect object; {0, 0} for a direct one. */
typedef struct PdfRef {
    int number, generation;
} PdfRef;

/*
 * Opens a file; `name` is for messages and is copied. NULL with a fault reported at that name: no PDF, encrypted,
 * damaged, memory.
 */
PdfDoc *pdf_doc_open(const void *bytes, size_t length, const char *name, DiagList *diags);
void pdf_doc_close(PdfDoc *doc); /* takes NULL */

/* The bytes it was opened from; the name. */
Str pdf_doc_bytes(const PdfDoc *doc);
const char *pdf_doc_name(const PdfDoc *doc);
/* Memory that lives as long as the document; failed once memory was short for any text the document gave. */
Arena *pdf_doc_arena(PdfDoc *doc);
/* False with DAMAGED reported if anything read so far was broken, or MEMORY if memory was short. */
bool pdf_doc_sound(PdfDoc *doc, DiagList *diags);

/* ---- where to begin ---- */

/* The last cross-reference section's dictionary (the trailer); the catalogue. */
PdfValue pdf_doc_trailer(PdfDoc *doc);
PdfValue pdf_doc_catalog(PdfDoc *doc);
PdfValue pdf_doc_object(PdfDoc *doc, PdfRef ref);

/* ---- values ---- */

PdfKind pdf_doc_kind(PdfDoc *doc, PdfValue value);
/* The reference by which the value was reached. */
PdfRef pdf_doc_ref(PdfDoc *doc, PdfValue value);
/* Of a dictionary or stream: the value of `key`, without slash. */
PdfValue pdf_doc_get(PdfDoc *doc, PdfValue dict, const char *key);
/* Several steps: keys, and numbers for items of arrays, divided by slashes: "Names/EmbeddedFiles/Names/1". */
PdfValue pdf_doc_path(PdfDoc *doc, PdfValue from, const char *path);
/* The keys of a dictionary or stream, without slashes, in the order of their bytes; false when memory is out. */
bool pdf_doc_keys(PdfDoc *doc, PdfValue dict, const char *const **keys, size_t *count);
/* Of an array: how many items, and the one at `index`. */
size_t pdf_doc_count(PdfDoc *doc, PdfValue array);
PdfValue pdf_doc_item(PdfDoc *doc, PdfValue array, size_t index);

bool pdf_doc_is_true(PdfDoc *doc, PdfValue value);
/* False, and *number 0, if it is no integer. */
bool pdf_doc_integer(PdfDoc *doc, PdfValue value, int64_t *number);
/* Of an integer or a real; false if neither, or beyond a thousand million points. */
bool pdf_doc_length(PdfDoc *doc, PdfValue value, int64_t *thousandths);
/* The name without slash; and whether it is that name. */
Str pdf_doc_name_of(PdfDoc *doc, PdfValue value);
bool pdf_doc_is_name(PdfDoc *doc, PdfValue value, const char *name);
/* The bytes of a string; the text of one (UTF-16 and PDFDocEncoding turned into UTF-8). */
Str pdf_doc_string(PdfDoc *doc, PdfValue value);
Str pdf_doc_text(PdfDoc *doc, PdfValue value);

/*
 * Appends the value as it is written in a file: what it refers to as "7 0 R", the value itself whole, even if it is
 * an indirect object; of a stream its dictionary.
 */
void pdf_doc_write(PdfDoc *doc, PdfValue value, Buf *out);
/* The same, but an indirect value as its reference. */
void pdf_doc_write_ref(PdfDoc *doc, PdfValue value, Buf *out);

/*
 * The bytes of a stream as they stand, or with all its filters undone but those of images (DCT, JPX, CCITT, JBIG2),
 * into the document's arena. False if it is no stream, a filter is unknown or the data is broken; nothing is reported.
 */
bool pdf_doc_stream_raw(PdfDoc *doc, PdfValue stream, Str *bytes);
bool pdf_doc_stream(PdfDoc *doc, PdfValue stream, Str *bytes);

/* ---- pages ---- */

typedef struct PdfBox {
    int64_t left, bottom, right, top;
} PdfBox;

/* An array of four numbers as a rectangle, its corners in order; false, and the box as it was, if it is none. */
bool pdf_doc_box(PdfDoc *doc, PdfValue array, PdfBox *box);

typedef struct PdfPage {
    PdfValue dict;
    PdfRef ref;
    PdfBox media; /* MediaBox and CropBox, as inherited, the corners in order */
    PdfBox crop;
    int rotate;         /* 0, 90, 180, 270, clockwise */
    PdfValue resources; /* as inherited */
} PdfPage;

/* All pages in order, in the document's arena. False with a fault reported: a page tree that is none. */
bool pdf_doc_pages(PdfDoc *doc, const PdfPage **pages, size_t *count, DiagList *diags);

/* ---- metadata ---- */

/* The Info dictionary's text of `key`; the XMP packet of the catalogue; empty when there is none. */
Str pdf_doc_info(PdfDoc *doc, const char *key);
Str pdf_doc_xmp(PdfDoc *doc);

#endif
