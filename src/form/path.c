#include "form/path.h"

#include "base/utf8.h"

/* Bytes of a faulty text that are quoted. */
#define EXCERPT_MAX 40

bool name_has_byte(unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_';
}

bool name_is_valid(Str name) {
    if (name.length == 0 || name.length > NAME_MAX_BYTES)
        return false;
    for (size_t i = 0; i < name.length; i++)
        if (!name_has_byte((unsigned char)name.text[i]))
            return false;
    return true;
}

bool path_parse(Arena *arena, Str text, SourceRef source, Path *path, DiagList *diags) {
    Str rest = str_trim(text), name;
    *path = (Path){.source = source};
    bool more = true;
    while (more) {
        Str tail = {NULL, 0};
        more = str_split(rest, '.', &name, &tail);
        if (!more)
            name = rest;
        if (!name_is_valid(name) || path->count == PATH_MAX_NAMES) {
            const char *excerpt = arena_strndup(arena, text.text, utf8_cut(text.text, text.length, EXCERPT_MAX));
            diag_ref(diags, DIAG_TEMPLATE_PATH, source, DIAG_ARGS(excerpt ? excerpt : ""));
            path->count = 0; /* nothing of it is looked up */
            return false;
        }
        path->names[path->count++] = str_dup(arena, name);
        rest = tail;
    }
    return !arena_failed(arena);
}

const char *path_text(Arena *arena, const Path *path) {
    Buf text = {0};
    for (int i = 0; i < path->count; i++) {
        if (i > 0)
            buf_char(&text, '.');
        buf_text(&text, path->names[i] ? path->names[i] : "");
    }
    if (buf_failed(&text))
        arena_fail(arena);
    const char *copy = arena_strndup(arena, text.bytes ? text.bytes : "", text.length);
    buf_free(&text);
    return copy ? copy : "";
}
