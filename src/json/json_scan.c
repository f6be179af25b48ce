/*
 * The structure of JSON: a stack of open arrays and objects and five states. A fault is reported where it stands and
 * the scan goes on as if the text were as it was most likely meant; every step moves forward or changes the state
 * towards one that does, so that the scan is linear in the text.
 */
#include "json/json_scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "json/json_lines.h"
#include "json/json_text.h"
#include "json/json_token.h"

/* Keys of an object are compared pairwise up to this many, sorted beyond. */
#define FEW_KEYS 16

#define WORD_ARRAY  DIAG_BOTH("array", "数组")
#define WORD_OBJECT DIAG_BOTH("object", "对象")

/* ---- reporting ---- */

/* Is the item of this frame being read, so that the pointer goes into it? */
static bool inside(const Scanner *scanner, int frame) {
    return frame < scanner->depth - 1 || scanner->state == SCAN_VALUE || scanner->state == SCAN_COLON;
}

static void write_pointer(const Scanner *scanner, Buf *pointer) {
    buf_text(pointer, "");
    for (int i = 0; i < scanner->depth && inside(scanner, i); i++) {
        const ScanFrame *frame = &scanner->frames[i];
        if (frame->object)
            json_pointer_name(pointer, frame->key);
        else
            json_pointer_index(pointer, frame->items);
    }
}

/* `key`, if any, is a member of the innermost object that the fault is about. */
static void report(Scanner *scanner, DiagCode code, size_t offset, const Str *key, const char *const *args,
                   size_t arg_count) {
    Buf pointer = {0};
    write_pointer(scanner, &pointer);
    if (key)
        json_pointer_name(&pointer, *key);
    if (buf_failed(&pointer))
        arena_fail(scanner->scratch);
    Place place = {.file = scanner->source->name, .pointer = pointer.bytes};
    json_lines_locate(scanner->source->lines, offset, &place.line, &place.column);
    diag_at(scanner->diags, code, place, args, arg_count);
    buf_free(&pointer);
    if (++scanner->faults >= JSON_MAX_FAULTS)
        scanner->stopped = true;
}

void scanner_fault(Scanner *scanner, DiagCode code, size_t offset, const char *const *args, size_t arg_count) {
    report(scanner, code, offset, NULL, args, arg_count);
}

static const char *number_text(Scanner *scanner, size_t number) {
    return arena_printf(scanner->scratch, "%zu", number);
}

static const char *line_text(Scanner *scanner, size_t offset) {
    int line, column;
    json_lines_locate(scanner->source->lines, offset, &line, &column);
    return number_text(scanner, (size_t)line);
}

static void fault(Scanner *scanner, DiagCode code) { scanner_fault(scanner, code, scanner->at, DIAG_NO_ARGS); }

/* What may not stand here at all is stepped over. */
static void unexpected(Scanner *scanner, TokenChar token) {
    if (token.c == TOKEN_OTHER && token.size == 1) {
        fault(scanner, DIAG_JSON_UTF8);
    } else {
        const char *what = token_describe(scanner);
        scanner_fault(scanner, DIAG_JSON_UNEXPECTED, scanner->at, DIAG_ARGS(what));
    }
    scanner->at += token.size;
    scanner->touched = true;
}

/* ---- keys given twice ---- */

static int compare_names(const ScanKey *a, const ScanKey *b) {
    if (a->name.length != b->name.length)
        return a->name.length < b->name.length ? -1 : 1;
    return a->name.length ? memcmp(a->name.text, b->name.text, a->name.length) : 0;
}

static int compare_keys(const void *a, const void *b) {
    const ScanKey *left = a, *right = b;
    int names = compare_names(left, right);
    return names ? names : (left->offset > right->offset) - (left->offset < right->offset);
}

static void report_duplicate(Scanner *scanner, const ScanKey *key, const ScanKey *first) {
    const char *name = str_dup(scanner->scratch, key->name), *line = line_text(scanner, first->offset);
    report(scanner, DIAG_JSON_DUPLICATE, key->offset, &key->name, DIAG_ARGS(name, line));
}

static void compare_pairwise(Scanner *scanner, const ScanKey *keys, size_t count) {
    for (size_t i = 1; i < count; i++) {
        size_t first = 0;
        while (first < i && compare_names(&keys[first], &keys[i]) != 0)
            first++;
        if (first < i)
            report_duplicate(scanner, &keys[i], &keys[first]);
    }
}

/* Sorting bounds the work for any choice of keys, which hashing would not. */
static void compare_sorted(Scanner *scanner, ScanKey *keys, size_t count) {
    qsort(keys, count, sizeof *keys, compare_keys);
    size_t first = 0;
    for (size_t i = 1; i < count && !scanner->stopped; i++) {
        if (compare_names(&keys[first], &keys[i]) == 0)
            report_duplicate(scanner, &keys[i], &keys[first]);
        else
            first = i;
    }
}

/* Looks through the keys of the innermost object and forgets them. */
static void check_keys(Scanner *scanner) {
    size_t first = scanner->frames[scanner->depth - 1].first_key;
    size_t count = scanner->keys.count - first;
    scanner->state = SCAN_COMMA; /* pointers are those of the object */
    if (count > FEW_KEYS)
        compare_sorted(scanner, scanner->keys.items + first, count);
    else if (count > 1)
        compare_pairwise(scanner, scanner->keys.items + first, count);
    scanner->keys.count = first;
}

/* ---- values ---- */

static ScanFrame *top(Scanner *scanner) { return scanner->depth ? &scanner->frames[scanner->depth - 1] : NULL; }

static void end_value(Scanner *scanner) {
    scanner->value_end = scanner->at;
    if (scanner->depth)
        top(scanner)->items++;
    scanner->state = scanner->depth ? SCAN_COMMA : SCAN_DONE;
}

static void open_container(Scanner *scanner, TokenChar token) {
    if (scanner->depth == JSON_MAX_DEPTH) {
        scanner_fault(scanner, DIAG_JSON_DEPTH, scanner->at, DIAG_ARGS(number_text(scanner, JSON_MAX_DEPTH)));
        scanner->stopped = true;
        return;
    }
    ScanFrame frame = {.object = token.c == '{', .open = (uint32_t)scanner->at, .first_key = scanner->keys.count};
    token_take(scanner, token);
    scanner->frames[scanner->depth++] = frame;
    scanner->state = frame.object ? SCAN_KEY : SCAN_VALUE;
}

static void close_container(Scanner *scanner) {
    if (top(scanner)->object)
        check_keys(scanner);
    scanner->depth--;
    end_value(scanner);
}

/*
 * A closing bracket. One that does not fit closes the nearest open bracket it fits, and all in between; when it fits
 * none, the innermost.
 */
static void close_bracket(Scanner *scanner, TokenChar token) {
    if (scanner->depth == 0) {
        unexpected(scanner, token);
        return;
    }
    int target = scanner->depth - 1;
    while (target >= 0 && scanner->frames[target].object != (token.c == '}'))
        target--;
    if (target < scanner->depth - 1) {
        const char *found = token_describe(scanner), *meant = top(scanner)->object ? "}" : "]";
        const char *line = line_text(scanner, top(scanner)->open);
        scanner_fault(scanner, DIAG_JSON_BRACKET, scanner->at, DIAG_ARGS(found, meant, line));
    }
    token_take(scanner, token);
    for (int depth = target < 0 ? scanner->depth - 1 : target; scanner->depth > depth;)
        close_container(scanner);
}

static void record_offset(Scanner *scanner) {
    size_t most = scanner->source->most_values;
    if (scanner->offsets->count == most) {
        scanner_fault(scanner, DIAG_JSON_NODES, scanner->at, DIAG_ARGS(number_text(scanner, most)));
        scanner->stopped = true;
        return;
    }
    uint32_t *offset = VEC_PUSH(scanner->offsets);
    if (offset)
        *offset = (uint32_t)scanner->at;
    else
        arena_fail(scanner->scratch);
}

static void begin_value(Scanner *scanner, TokenChar token) {
    Str raw;
    if (scanner->depth)
        top(scanner)->has_comma = false;
    record_offset(scanner);
    if (scanner->stopped)
        return;
    if (token.c == '{' || token.c == '[') {
        open_container(scanner, token);
        return;
    }
    if (token.c == '"' || token.c == '\'')
        token_string(scanner, &raw);
    else
        token_bare(scanner);
    end_value(scanner);
}

static bool starts_value(TokenChar token) { return token.c == '{' || token.c == '[' || token_starts_scalar(token); }

/* ---- the states ---- */

/* A comma where an item should stand; a comma before it has been read already, or opens the list. */
static void extra_comma(Scanner *scanner, TokenChar token) {
    fault(scanner, DIAG_JSON_COMMA_EXTRA);
    token_take(scanner, token);
}

static void close_after_comma(Scanner *scanner, TokenChar token) {
    ScanFrame *frame = top(scanner);
    if (frame->has_comma) {
        ScanState state = scanner->state;
        scanner->state = SCAN_COMMA;
        scanner_fault(scanner, DIAG_JSON_COMMA_EXTRA, frame->comma, DIAG_NO_ARGS);
        scanner->state = state;
    }
    close_bracket(scanner, token);
}

static void step_value(Scanner *scanner, TokenChar token) {
    const ScanFrame *frame = top(scanner);
    bool ends = token.c == ',' || token.c == ']' || token.c == '}';
    if (starts_value(token)) {
        begin_value(scanner, token);
    } else if (!frame || !ends) {
        unexpected(scanner, token);
    } else if (frame->object) {
        fault(scanner, DIAG_JSON_VALUE_MISSING);
        end_value(scanner);
    } else if (token.c == ',') {
        extra_comma(scanner, token);
    } else {
        close_after_comma(scanner, token);
    }
}

static void read_key(Scanner *scanner) {
    uint32_t offset = (uint32_t)scanner->at;
    Str raw;
    if (!token_string(scanner, &raw))
        return;
    if (raw.length && memchr(raw.text, '\\', raw.length))
        raw = json_unescape(scanner->scratch, raw);
    ScanKey *key = VEC_PUSH(&scanner->keys);
    if (!key) {
        arena_fail(scanner->scratch);
        return;
    }
    *key = (ScanKey){raw, offset};
    top(scanner)->key = raw;
    scanner->state = SCAN_COLON;
}

/* Something other than a string where a key should stand. */
static void read_odd_key(Scanner *scanner, TokenChar token) {
    const char *what = token_describe(scanner);
    Str text = {scanner->source->bytes + scanner->at, token.size};
    bool container = token.c == '{' || token.c == '[';
    if (!container) {
        text = token_bare_text(scanner);
        what = str_dup(scanner->scratch, text);
    }
    scanner_fault(scanner, DIAG_JSON_KEY, scanner->at, DIAG_ARGS(what));
    top(scanner)->key = text;
    if (!container)
        scanner->at += text.length;
    scanner->state = container ? SCAN_VALUE : SCAN_COLON;
}

static void step_key(Scanner *scanner, TokenChar token) {
    if (starts_value(token)) {
        top(scanner)->has_comma = false;
        if (token.c == '"' || token.c == '\'')
            read_key(scanner);
        else
            read_odd_key(scanner, token);
    } else if (token.c == '}' || token.c == ']') {
        close_after_comma(scanner, token);
    } else if (token.c == ',') {
        extra_comma(scanner, token);
    } else {
        unexpected(scanner, token);
    }
}

static void step_colon(Scanner *scanner, TokenChar token) {
    if (token.c == ':') {
        token_take(scanner, token);
        scanner->state = SCAN_VALUE;
        return;
    }
    fault(scanner, DIAG_JSON_COLON);
    if (token.c == '=')
        token_take(scanner, token);
    if (token.c == '=' || starts_value(token))
        scanner->state = SCAN_VALUE;
    else
        end_value(scanner);
}

static void step_comma(Scanner *scanner, TokenChar token) {
    ScanFrame *frame = top(scanner);
    if (token.c == ',') {
        frame->has_comma = true;
        frame->comma = (uint32_t)scanner->at;
        token_take(scanner, token);
        scanner->state = frame->object ? SCAN_KEY : SCAN_VALUE;
    } else if (token.c == ']' || token.c == '}') {
        close_bracket(scanner, token);
    } else if (starts_value(token)) {
        scanner_fault(scanner, DIAG_JSON_COMMA_MISSING, scanner->value_end, DIAG_NO_ARGS);
        scanner->state = frame->object ? SCAN_KEY : SCAN_VALUE;
    } else {
        unexpected(scanner, token);
        if (token.c == ':')
            scanner->state = SCAN_VALUE; /* "a": 1: 2, or a key in an array: its value follows */
    }
}

static void step(Scanner *scanner) {
    TokenChar token = token_char(scanner);
    switch (scanner->state) {
    case SCAN_VALUE: step_value(scanner, token); break;
    case SCAN_KEY: step_key(scanner, token); break;
    case SCAN_COLON: step_colon(scanner, token); break;
    case SCAN_COMMA: step_comma(scanner, token); break;
    case SCAN_DONE:
        scanner_fault(scanner, DIAG_JSON_AFTER_END, scanner->at, DIAG_ARGS(token_describe(scanner)));
        scanner->stopped = true;
        break;
    }
}

/* ---- the whole ---- */

/* UTF-16 shows in a byte order mark, or in a zero beside the first character, which is ASCII in all JSON. */
static bool is_utf16(const JsonSource *source) {
    const unsigned char *bytes = (const unsigned char *)source->bytes;
    if (source->length < 2)
        return false;
    return (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) ||
           ((bytes[0] == 0) != (bytes[1] == 0));
}

/* More bad bytes than good characters beyond ASCII: a file in another encoding, not a few damaged places. */
static bool is_foreign(const JsonSource *source) {
    size_t good = 0, bad = 0;
    for (size_t at = 0, size; at < source->length; at += size) {
        uint32_t c = utf8_decode(source->bytes + at, source->length - at, &size);
        bad += c == UTF8_REPLACEMENT && size == 1;
        good += size > 1;
    }
    return bad > good;
}

/* Looks at the encoding and steps over the byte order mark that tools of Windows write (RFC 8259, 8.1, allows it). */
static void begin(Scanner *scanner) {
    const JsonSource *source = scanner->source;
    size_t bad = utf8_check(source->bytes, source->length);
    scanner->text_is_utf8 = bad == source->length;
    if (is_utf16(source)) {
        fault(scanner, DIAG_JSON_UTF16);
        scanner->stopped = true;
    } else if (!scanner->text_is_utf8 && is_foreign(source)) {
        scanner_fault(scanner, DIAG_JSON_UTF8, bad, DIAG_NO_ARGS);
        scanner->stopped = true;
    } else {
        scanner->at = json_lines_mark(source->bytes, source->length);
    }
}

/* The text has ended: it must have held a value, and every bracket must have closed. */
static void end(Scanner *scanner) {
    if (!scanner->touched) {
        scanner_fault(scanner, DIAG_JSON_EMPTY, 0, DIAG_NO_ARGS);
    } else if (scanner->depth) {
        const char *what = top(scanner)->object ? WORD_OBJECT : WORD_ARRAY;
        const char *line = line_text(scanner, top(scanner)->open);
        scanner_fault(scanner, DIAG_JSON_TRUNCATED, scanner->source->length, DIAG_ARGS(what, line));
    }
    for (; scanner->depth && !scanner->stopped; scanner->depth--)
        if (top(scanner)->object)
            check_keys(scanner);
}

static void run(Scanner *scanner) {
    begin(scanner);
    while (!scanner->stopped && !arena_failed(scanner->scratch)) {
        token_space(scanner);
        if (scanner_at_end(scanner) || scanner->stopped)
            break;
        step(scanner);
    }
    if (!scanner->stopped)
        end(scanner);
}

bool json_scan(const JsonSource *source, JsonOffsets *offsets, DiagList *diags) {
    Scanner scanner = {.source = source, .offsets = offsets, .diags = diags, .scratch = arena_new()};
    run(&scanner);
    bool whole = !arena_failed(scanner.scratch);
    if (!whole)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    VEC_FREE(&scanner.keys);
    arena_free(scanner.scratch);
    return whole && scanner.faults == 0;
}
