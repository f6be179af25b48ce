/*
 * json_lines: from a byte offset to its line and column, and back to nothing else.
 *
 * Lines end with LF (a CR before it belongs to the line). Columns count characters; a stray continuation byte counts
 * with the character before it, and a byte order mark before the first for nothing. A mark every few thousand bytes
 * bounds the cost of an answer, however long a line is.
 */
#ifndef BANXIN_JSON_JSON_LINES_H
#define BANXIN_JSON_JSON_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct JsonLines JsonLines;

/* The length of the byte order mark that the text begins with; 0 when there is none. */
size_t json_lines_mark(const char *bytes, size_t length);

/* An index of `bytes`, which must outlive it; length below 4 GiB. NULL when memory is out. */
const JsonLines *json_lines_make(Arena *arena, const char *bytes, size_t length);
/* Line and column, both from 1, of the byte at `offset`; `offset` = length is the end of the file. */
void json_lines_locate(const JsonLines *lines, size_t offset, int *line, int *column);

#endif
