/*
 * lines: an open file read line by line, in a piece of memory that does not grow with it.
 *
 *     Lines lines;
 *     lines_start(&lines, file);
 *     while (lines_next(&lines, &line, &whole)) ...
 *     if (lines.error) ...
 *     lines_free(&lines);
 */
#ifndef BANXIN_BASE_LINES_H
#define BANXIN_BASE_LINES_H

#include "base/str.h"

/* A longer line is an error (EFBIG): the file is none of lines. */
#define LINES_LENGTH_MAX ((size_t)64 << 20)

typedef struct Lines {
    int file;       /* the caller's; read from where it stands */
    int error;      /* errno of what ended it; 0: the file's end */
    uint64_t begin; /* of the line given last, in bytes from where reading began */
    Buf text;       /* what is read and not given yet, from `at` on */
    size_t at;
    uint64_t passed; /* bytes before `text` */
    bool ended;
} Lines;

void lines_start(Lines *lines, int file);
/* The next line, without its line feed; it lasts until the next call. *whole: it had one. False at the end, and when
 * the file cannot be read or memory is out (ENOMEM). */
bool lines_next(Lines *lines, Str *line, bool *whole);
void lines_free(Lines *lines);

#endif
