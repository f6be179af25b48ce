/*
 * json_write: writes JSON, indented by two spaces, valid whatever the texts hold.
 *
 * Quotes, backslashes, controls and marks that reorder a line are escaped; bytes that are not UTF-8 become U+FFFD.
 * Numbers are integers.
 */
#ifndef BANXIN_JSON_JSON_WRITE_H
#define BANXIN_JSON_JSON_WRITE_H

#include "base/str.h"

/* Where in a document the writer is; {.out = &buf} begins one. */
typedef struct JsonWriter {
    Buf *out;
    int depth;     /* open arrays and objects */
    bool going_on; /* an item stands before the next one in the same array or object */
    bool named;    /* the key of what comes has been written */
} JsonWriter;

void json_write_open(JsonWriter *writer, char bracket); /* '{' or '[' */
void json_write_close(JsonWriter *writer, char bracket);
void json_write_key(JsonWriter *writer, const char *key);
void json_write_text(JsonWriter *writer, Str text);
void json_write_int(JsonWriter *writer, int64_t value);
void json_write_bool(JsonWriter *writer, bool value);
void json_write_null(JsonWriter *writer);
/*
 * Items written before by writers that began with .going_on and the depth of this array: a comma stands before each,
 * of which the first is left out if nothing goes before it here.
 */
void json_write_items(JsonWriter *writer, Str items);

/* A key and its value in one; a text that is NULL is null. */
void json_write_member(JsonWriter *writer, const char *key, const char *text);
void json_write_count(JsonWriter *writer, const char *key, int64_t value);

/* Appends a text in quotes. */
void json_quote(Buf *out, Str text);

#endif
