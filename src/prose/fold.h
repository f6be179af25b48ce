/*
 * fold: Chinese text made plain for looking things up in it.
 *
 * Full-width forms become ASCII, blanks and quotation marks go, the marks that end sentences and separate items become
 * one byte each. So a word is found by comparing bytes, whatever way it was typed. Every byte of the folded text knows
 * where it stood, and whether it stood within a title 《…》, a quotation “…” or the year brackets of a document number
 * 〔…〕, whose numbers are not the report's own.
 */
#ifndef BANXIN_PROSE_FOLD_H
#define BANXIN_PROSE_FOLD_H

#include "base/str.h"

#define FOLD_STOP '\x01' /* 。！？ */
#define FOLD_ITEM '\x02' /* 、 */

typedef struct Folded {
    Str given;
    const char *bytes;
    size_t length;
    const uint32_t *map;         /* of length + 1 entries: where the byte stood in the text as given */
    const unsigned char *quoted; /* 1: within a title, a quotation or year brackets */
} Folded;

/* Text longer than this is read as far as it goes. */
#define FOLD_TEXT_MAX ((size_t)16 << 20)

/* Empty when memory is out (the arena knows). */
Folded fold_text(Arena *arena, Str text);
/* The folded bytes alone. */
Str fold_str(Arena *arena, Str text);
/* The name of a row or column without its code, number and "其中：": "208 社会保障和就业支出", "　1. 一般公共预算". */
Str fold_name(Arena *arena, Str name);

/* A slice of the folded text. */
Str fold_slice(const Folded *folded, size_t from, size_t to);
/* Where, in the text as given, the character ends that the byte before `end` comes from. */
size_t fold_end(const Folded *folded, size_t end);
/* Does the next byte of the folded text follow this one at once in the text as given? */
bool fold_touching(const Folded *folded, size_t at);

#endif
