#include "patch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "test.h"

static const char *only(const char *text, const char *piece, size_t length) {
    const char *at = memmem(text, strlen(text), piece, length);
    if (!at)
        fail_msg("not in the fixture: %s", piece);
    const char *again = memmem(at + 1, strlen(at + 1), piece, length);
    if (again)
        fail_msg("more than once in the fixture: %s", piece);
    return at;
}

const char *patch_text(Arena *arena, const char *fixture, const char *find, const char *replace) {
    char *text;
    size_t length;
    const char *path = arena_printf(arena, SOURCE_DIR "/tests/fixtures/%s", fixture);
    DiagList *diags = diag_list_new();
    assert_true(file_read(arena, path, 1 << 20, &text, &length, diags));
    diag_list_free(diags);
    if (!find)
        return text;
    const char *range = strstr(find, "…");
    const char *from = only(text, find, range ? (size_t)(range - find) : strlen(find));
    const char *to = range ? strstr(from, range + strlen("…")) : from;
    assert_non_null(to);
    to += range ? strlen(range + strlen("…")) : strlen(find);
    return arena_printf(arena, "%.*s%s%s", (int)(from - text), text, replace, to);
}

/* Lines and columns from 1, in characters. */
static void count_place(const char *text, const char *at, int *line, int *column) {
    *line = *column = 1;
    for (; text < at; text++) {
        if (*text == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)*text & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

static void find_place(const char *place, const char *text, int *line, int *column) {
    const char *mark = strchr(place, '@');
    assert_non_null(mark);
    char *piece = calloc(1, strlen(place) + 1);
    assert_non_null(piece);
    memcpy(piece, place, (size_t)(mark - place));
    strcat(piece, mark + 1);
    count_place(text, only(text, piece, strlen(piece)) + (mark - place), line, column);
    free(piece);
}

static bool is_at(const Diag *diag, const PatchCase *expected, int line, int column) {
    const Place *place = &diag->place;
    return diag->code == expected->code && place->line == line && place->column == column && place->pointer &&
           strcmp(place->pointer, expected->pointer) == 0;
}

static void print_all(const DiagList *diags) {
    Buf text = {0};
    diag_print_all(diags, LANGUAGE_EN, &text);
    fprintf(stderr, "%s", text.bytes ? text.bytes : "(nothing reported)\n");
    buf_free(&text);
}

bool patch_expect(const PatchCase *expected, const char *text, DiagList *diags) {
    int line, column;
    bool found = false, others = false;
    diag_sort(diags);
    find_place(expected->place, text, &line, &column);
    for (size_t i = 0; i < diag_count(diags); i++) {
        found = found || is_at(diag_item(diags, i), expected, line, column);
        others = others || diag_item(diags, i)->code != expected->code;
    }
    if (found && (expected->more || !others))
        return true;
    print_all(diags);
    fprintf(stderr, "%s: expected %s at %d:%d (%s)\n\n", expected->replace, diag_code_name(expected->code), line,
            column, expected->pointer);
    return false;
}

void patch_expect_all_codes(const char *prefix, const PatchCase *cases, size_t count) {
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        bool found = strncmp(diag_code_name((DiagCode)code), prefix, strlen(prefix)) != 0;
        for (size_t i = 0; i < count; i++)
            found = found || cases[i].code == (DiagCode)code;
        if (!found)
            fail_msg("no case for %s", diag_code_name((DiagCode)code));
    }
}
