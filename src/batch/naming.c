#include "batch/naming.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

/* ---- file names ----------------------------------------------------------------------------------------------- */

/* Separators, what Windows does not take, and what a shell's pattern would be. */
static bool is_forbidden(uint32_t c, size_t size) {
    return c < 0x20 || (c < 0x80 && strchr("/\\:*?\"<>|", (int)c)) || utf8_is_unsafe(c) ||
           (c == UTF8_REPLACEMENT && size == 1);
}

static void push_safe(Buf *out, Str text) {
    for (size_t at = 0, size; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        if (is_forbidden(c, size))
            buf_char(out, '_');
        else
            buf_push(out, text.text + at, size);
    }
}

static bool is_letter(char c, char capital) { return c == capital || c == capital + ('a' - 'A'); }

static bool equals_caseless(Str text, const char *capitals) {
    size_t i = 0;
    for (; i < text.length && capitals[i]; i++)
        if (!is_letter(text.text[i], capitals[i]) && text.text[i] != capitals[i])
            return false;
    return i == text.length && !capitals[i];
}

/* What Windows takes for a device, whatever its ending. */
static bool is_device(Str name) {
    static const char *const devices[] = {"CON", "PRN", "AUX", "NUL"};
    Str head, rest;
    Str stem = str_split(name, '.', &head, &rest) ? head : name;
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (equals_caseless(stem, devices[i]))
            return true;
    bool port = equals_caseless((Str){stem.text, stem.length < 3 ? stem.length : 3}, "COM") ||
                equals_caseless((Str){stem.text, stem.length < 3 ? stem.length : 3}, "LPT");
    return port && stem.length == 4 && stem.text[3] >= '0' && stem.text[3] <= '9';
}

static bool has_ending(Str name) {
    size_t tail = strlen(NAMING_ENDING);
    return name.length > tail && memcmp(name.text + name.length - tail, NAMING_ENDING, tail) == 0;
}

/* Dots and blanks at the end are dropped by Windows, those at the beginning hide the file. */
static Str trimmed(Str stem) {
    while (stem.length && (stem.text[0] == '.' || stem.text[0] == ' '))
        stem = (Str){stem.text + 1, stem.length - 1};
    while (stem.length && (stem.text[stem.length - 1] == '.' || stem.text[stem.length - 1] == ' '))
        stem.length--;
    return stem;
}

const char *naming_safe(Arena *arena, Str text) {
    Buf safe = {0};
    push_safe(&safe, text);
    Str name = {safe.bytes, safe.length}, stem = name;
    if (has_ending(name))
        stem.length -= strlen(NAMING_ENDING);
    stem = trimmed(stem);
    bool device = stem.length && is_device(stem);
    size_t room = NAMING_BYTES_MAX - strlen(NAMING_ENDING) - (device ? 1 : 0);
    stem.length = stem.length ? utf8_cut(stem.text, stem.length, room) : 0;
    stem = trimmed(stem);
    if (buf_failed(&safe))
        arena_fail(arena);
    const char *made = arena_printf(arena, "%s%.*s%s", device || !stem.length ? "_" : "", (int)stem.length,
                                    stem.length ? stem.text : "", NAMING_ENDING);
    buf_free(&safe);
    return made;
}

/* ---- templates ------------------------------------------------------------------------------------------------ */

/* The next part of a template. */
typedef struct Part {
    Str text;
    bool value; /* what stands between braces */
} Part;

/* False at the end; *open when braces are not closed. */
static bool next_part(Str *template, Part *part, bool *open) {
    *open = false;
    if (template->length == 0)
        return false;
    const char *begin = template->text, *end = begin + template->length;
    const char *brace = memmem(begin, template->length, "{{", 2);
    if (brace != begin) {
        *part = (Part){{begin, (size_t)((brace ? brace : end) - begin)}, false};
        *template = (Str){begin + part->text.length, template->length - part->text.length};
        return true;
    }
    const char *close = memmem(begin, template->length, "}}", 2);
    *open = !close;
    if (!close)
        return false;
    *part = (Part){str_trim((Str){begin + 2, (size_t)(close - begin) - 2}), true};
    *template = (Str){close + 2, (size_t)(end - close) - 2};
    return true;
}

static bool is_path(Str path) {
    Str head, rest = path;
    while (str_split(rest, '.', &head, &rest))
        if (head.length == 0)
            return false;
    return rest.length > 0 && !memchr(path.text, '{', path.length) && !memchr(path.text, '|', path.length);
}

bool naming_check(const char *template, DiagList *diags) {
    Str rest = str_from(template);
    Part part;
    bool open, good = true;
    while (next_part(&rest, &part, &open))
        good = good && (part.value ? is_path(part.text) : !memchr(part.text.text, '/', part.text.length));
    good = good && !open && *template;
    if (!good)
        diag_at(diags, DIAG_BATCH_TEMPLATE, (Place){0}, DIAG_ARGS(template));
    return good;
}

bool naming_needs_data(const char *template) {
    Str rest = str_from(template);
    Part part;
    bool open;
    while (next_part(&rest, &part, &open))
        if (part.value && !str_equals(part.text, "file"))
            return true;
    return false;
}

/* The value a path leads to; NULL when there is none, or it is no text and no number. */
static const JsonNode *value_at(Arena *arena, const JsonNode *root, Str path) {
    const JsonNode *node = root;
    Str head, rest = path;
    while (node && str_split(rest, '.', &head, &rest))
        node = json_member(node, str_dup(arena, head));
    node = node ? json_member(node, str_dup(arena, rest)) : NULL;
    return node && (node->type == JSON_STRING || node->type == JSON_NUMBER) && node->text.length ? node : NULL;
}

static bool push_value(Arena *arena, Buf *out, Str path, const char *file, const JsonNode *root, DiagList *diags) {
    if (str_equals(path, "file")) {
        buf_text(out, file_stem(arena, file));
        return true;
    }
    const JsonNode *value = arena_failed(arena) ? NULL : value_at(arena, root, path);
    if (value)
        buf_push(out, value->text.text, value->text.length);
    else
        diag_at(diags, DIAG_BATCH_NO_NAME, (Place){.file = file}, DIAG_ARGS(str_dup(arena, path)));
    return value != NULL;
}

const char *naming_name(Arena *arena, const char *template, const char *file, const JsonNode *root, DiagList *diags) {
    Buf text = {0};
    Str rest = str_from(template);
    Part part;
    bool open, good = true;
    while (next_part(&rest, &part, &open)) {
        if (part.value)
            good = push_value(arena, &text, part.text, file, root, diags) && good;
        else
            buf_push(&text, part.text.text, part.text.length);
    }
    if (buf_failed(&text))
        arena_fail(arena);
    const char *name = good ? naming_safe(arena, (Str){text.bytes, text.length}) : NULL;
    buf_free(&text);
    if (good && !name)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return name;
}
