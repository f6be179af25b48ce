#include "json/json_lines.h"

#include <string.h>

#define BLOCK ((size_t)4096)

/* What holds at the first byte of a block. */
typedef struct Mark {
    uint32_t line;       /* from 0 */
    uint32_t characters; /* before this byte, in the whole file */
    uint32_t line_start; /* characters before the line this byte stands in */
} Mark;

struct JsonLines {
    const char *bytes;
    size_t length;
    Mark *marks;
};

/* Moves a mark over `count` bytes. A character is counted at its first byte. */
static void advance(Mark *mark, const char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        mark->characters += ((unsigned char)bytes[i] & 0xC0) != 0x80;
        if (bytes[i] == '\n') {
            mark->line++;
            mark->line_start = mark->characters;
        }
    }
}

size_t json_lines_mark(const char *bytes, size_t length) {
    static const char mark[] = "\xEF\xBB\xBF";
    return length >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
}

const JsonLines *json_lines_make(Arena *arena, const char *bytes, size_t length) {
    JsonLines *lines = ARENA_NEW(arena, JsonLines);
    Mark *marks = ARENA_ARRAY(arena, Mark, length / BLOCK + 1);
    if (!lines || !marks)
        return NULL;
    *lines = (JsonLines){bytes, length, marks};
    Mark mark = {0};
    for (size_t i = 0; i < length / BLOCK; i++) {
        marks[i] = mark;
        advance(&mark, bytes + i * BLOCK, BLOCK);
    }
    marks[length / BLOCK] = mark;
    return lines;
}

void json_lines_locate(const JsonLines *lines, size_t offset, int *line, int *column) {
    if (offset > lines->length)
        offset = lines->length;
    Mark mark = lines->marks[offset / BLOCK];
    size_t start = offset / BLOCK * BLOCK;
    advance(&mark, lines->bytes + start, offset - start);
    *line = (int)mark.line + 1;
    *column = (int)(mark.characters - mark.line_start) + 1;
    if (mark.line == 0 && *column > 1 && json_lines_mark(lines->bytes, lines->length) > 0)
        *column -= 1; /* no editor shows it */
}
