#include "base/lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK ((size_t)64 << 10)

void lines_start(Lines *lines, int file) { *lines = (Lines){.file = file}; }

void lines_free(Lines *lines) { buf_free(&lines->text); }

/* What has been given makes room for what comes. */
static void drop_given(Lines *lines) {
    size_t left = lines->text.length - lines->at;
    if (lines->at)
        memmove(lines->text.bytes, lines->text.bytes + lines->at, left);
    lines->passed += lines->at;
    lines->text.length = left;
    lines->at = 0;
}

static void read_more(Lines *lines) {
    drop_given(lines);
    buf_reserve(&lines->text, CHUNK);
    if (buf_failed(&lines->text) || lines->text.length > LINES_LENGTH_MAX) {
        lines->error = buf_failed(&lines->text) ? ENOMEM : EFBIG;
        return;
    }
    ssize_t got;
    do
        got = read(lines->file, lines->text.bytes + lines->text.length, CHUNK);
    while (got < 0 && errno == EINTR);
    lines->error = got < 0 ? errno : 0;
    lines->ended = got == 0;
    lines->text.length += got > 0 ? (size_t)got : 0;
}

bool lines_next(Lines *lines, Str *line, bool *whole) {
    size_t searched = 0;
    while (!lines->error) {
        Str left = {lines->text.bytes + lines->at, lines->text.length - lines->at};
        const char *end = left.length > searched ? memchr(left.text + searched, '\n', left.length - searched) : NULL;
        if (end || (lines->ended && left.length)) {
            *whole = end != NULL;
            *line = (Str){left.text, end ? (size_t)(end - left.text) : left.length};
            lines->begin = lines->passed + lines->at;
            lines->at += line->length + (end ? 1 : 0);
            return true;
        }
        if (lines->ended)
            return false;
        searched = left.length;
        read_more(lines);
    }
    return false;
}
