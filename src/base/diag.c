#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

typedef struct CodeInfo {
    const char *name;
    Severity severity;
    DiagClass class;
    const char *message[2], *hint[2]; /* by Language */
} CodeInfo;

static const CodeInfo codes[DIAG_CODE_COUNT] = {
#define DIAG(code, severity, class, en, en_hint, zh, zh_hint)                                                          \
    [DIAG_##code] = {#code, SEVERITY_##severity, DIAG_CLASS_##class, {en, zh}, {en_hint, zh_hint}},
#include "base/diag_codes.h"
#undef DIAG
};

/* What a list says when it has no memory to say more. */
static const Diag memory_diag = {.code = DIAG_MEMORY, .severity = SEVERITY_ERROR};

typedef struct Entry {
    Diag diag;
    size_t number; /* order of reporting */
} Entry;

typedef VEC(Entry) EntryVec;

#define SEVERITY_COUNT 3
#define CLASS_COUNT    3

struct DiagList {
    Arena *arena; /* texts */
    EntryVec entries;
    size_t reported;               /* number of the next entry */
    size_t counts[SEVERITY_COUNT]; /* reported, kept or not */
    size_t kept[SEVERITY_COUNT];
    bool classes[CLASS_COUNT]; /* of errors */
    bool memory;               /* MEMORY was reported, or a fault could not be copied */
};

const char *diag_code_name(DiagCode code) { return codes[code].name; }
const char *diag_code_message(DiagCode code, Language language) { return codes[code].message[language]; }
Severity diag_code_severity(DiagCode code) { return codes[code].severity; }

DiagList *diag_list_new(void) {
    DiagList *list = calloc(1, sizeof *list);
    Arena *arena = arena_new();
    if (!list || !arena) {
        free(list);
        arena_free(arena);
        return NULL;
    }
    list->arena = arena;
    return list;
}

void diag_list_free(DiagList *list) {
    if (!list)
        return;
    arena_free(list->arena);
    VEC_FREE(&list->entries);
    free(list);
}

void diag_list_clear(DiagList *list) {
    if (!list)
        return;
    VEC_FREE(&list->entries);
    *list = (DiagList){.arena = list->arena};
}

/* ---- reporting ---- */

/* A copy; what is longer than DIAG_TEXT_MAX keeps its beginning and its end. */
static const char *shorten(Arena *arena, Str text) {
    if (text.length <= DIAG_TEXT_MAX)
        return str_dup(arena, text);
    size_t head = utf8_cut(text.text, text.length, DIAG_TEXT_MAX / 4 * 3);
    size_t tail = utf8_cut(text.text, text.length, text.length - DIAG_TEXT_MAX / 4 + 3); /* no earlier than asked */
    return arena_printf(arena, "%.*s…%.*s", (int)head, text.text, (int)(text.length - tail), text.text + tail);
}

/* The halves of a text made by DIAG_BOTH; false when it is the same in both languages. */
static bool split_both(const char *text, Str *en, Str *zh) {
    return text[0] == '\xff' && str_split(str_from(text + 1), '\xff', en, zh);
}

/* A shortened copy of a text that may differ by language; NULL for NULL. */
static const char *copy_text(Arena *arena, const char *text) {
    Str en, zh;
    if (!text)
        return NULL;
    if (!split_both(text, &en, &zh))
        return shorten(arena, str_from(text));
    const char *short_en = shorten(arena, en), *short_zh = shorten(arena, zh);
    return short_en && short_zh ? arena_printf(arena, DIAG_BOTH("%s", "%s"), short_en, short_zh) : NULL;
}

static bool copy_diag(Arena *arena, Diag *diag, Place place, const char *const *args, size_t arg_count) {
    diag->place = place;
    diag->place.file = arena_strdup(arena, place.file);
    diag->place.pointer = copy_text(arena, place.pointer);
    const char **copies = ARENA_ARRAY(arena, const char *, arg_count);
    diag->args = copies;
    diag->arg_count = arg_count;
    for (size_t i = 0; i < arg_count && copies; i++)
        copies[i] = copy_text(arena, args[i] ? args[i] : "");
    return !arena_failed(arena);
}

/* MEMORY takes the place of what could not be kept; said once. */
static void report_memory(DiagList *list) {
    if (!list->memory)
        list->counts[SEVERITY_ERROR]++;
    list->memory = true;
    list->classes[DIAG_CLASS_INTERNAL] = true;
}

/* Counts the fault; false when it is not to be kept. */
static bool count(DiagList *list, DiagCode code) {
    Severity severity = codes[code].severity;
    list->counts[severity]++;
    if (severity == SEVERITY_ERROR)
        list->classes[codes[code].class] = true;
    return list->kept[severity] < DIAG_LIMIT;
}

static void keep(DiagList *list, DiagCode code, Place place, const char *const *args, size_t arg_count) {
    Diag diag = {.code = code, .severity = codes[code].severity};
    Entry *entry = NULL;
    if (copy_diag(list->arena, &diag, place, args, arg_count))
        entry = VEC_PUSH(&list->entries);
    if (!entry) {
        report_memory(list);
        return;
    }
    entry->diag = diag;
    entry->number = list->reported++;
    list->kept[diag.severity]++;
}

void diag_at(DiagList *list, DiagCode code, Place place, const char *const *args, size_t arg_count) {
    if (!list)
        return;
    if (code == DIAG_MEMORY)
        report_memory(list);
    else if (count(list, code))
        keep(list, code, place, args, arg_count);
}

void diag_ref(DiagList *list, DiagCode code, SourceRef ref, const char *const *args, size_t arg_count) {
    if (!list)
        return;
    if (code == DIAG_MEMORY) {
        report_memory(list);
        return;
    }
    if (!count(list, code))
        return;
    Place place = {0};
    if (ref.map)
        ref.map->locate(ref, list->arena, &place);
    keep(list, code, place, args, arg_count);
}

/* ---- asking ---- */

size_t diag_count(const DiagList *list) { return list ? list->entries.count + list->memory : 1; }

const Diag *diag_item(const DiagList *list, size_t index) {
    return list && index < list->entries.count ? &list->entries.items[index].diag : &memory_diag;
}

size_t diag_count_at_least(const DiagList *list, Severity severity) {
    if (!list)
        return 1;
    size_t total = 0;
    for (int i = (int)severity; i < SEVERITY_COUNT; i++)
        total += list->counts[i];
    return total;
}

bool diag_has_errors(const DiagList *list) { return diag_count_at_least(list, SEVERITY_ERROR) > 0; }

bool diag_has_class(const DiagList *list, DiagClass class) {
    return list ? list->classes[class] : class == DIAG_CLASS_INTERNAL;
}

/* ---- order ---- */

static int compare_texts(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : ""); }

static int compare_places(const Place *a, const Place *b) {
    int files = compare_texts(a->file, b->file);
    if (files)
        return files;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static int compare_entries(const void *a, const void *b) {
    const Entry *left = a, *right = b;
    int places = compare_places(&left->diag.place, &right->diag.place);
    return places ? places : (left->number > right->number) - (left->number < right->number);
}

static bool same(const Diag *a, const Diag *b) {
    if (a->code != b->code || a->arg_count != b->arg_count || compare_texts(a->place.pointer, b->place.pointer) != 0)
        return false;
    for (size_t i = 0; i < a->arg_count; i++)
        if (strcmp(a->args[i], b->args[i]) != 0)
            return false;
    return true;
}

/* Is the entry a repeat of one kept at the same place? `count` entries are kept so far. */
static bool is_repeat(const Entry *entries, size_t kept, const Diag *diag) {
    for (size_t i = kept; i > 0; i--) {
        if (compare_places(&entries[i - 1].diag.place, &diag->place) != 0)
            return false;
        if (same(&entries[i - 1].diag, diag))
            return true;
    }
    return false;
}

void diag_sort(DiagList *list) {
    if (!list || list->entries.count == 0)
        return;
    Entry *entries = list->entries.items;
    qsort(entries, list->entries.count, sizeof *entries, compare_entries);
    size_t kept = 0;
    for (size_t i = 0; i < list->entries.count; i++) {
        Severity severity = entries[i].diag.severity;
        if (is_repeat(entries, kept, &entries[i].diag)) {
            list->counts[severity]--;
            list->kept[severity]--;
        } else {
            entries[kept++] = entries[i];
        }
    }
    list->entries.count = kept;
}

/* ---- printing ---- */

void diag_push(Str text, Buf *out) {
    for (size_t at = 0, size; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        if (c == UTF8_REPLACEMENT && size == 1)
            buf_printf(out, "\\x%02x", (unsigned)(unsigned char)text.text[at]);
        else if (utf8_is_unsafe(c))
            buf_printf(out, "\\u%04x", (unsigned)c);
        else
            buf_push(out, text.text + at, size);
    }
}

Str diag_half(const char *text, Language language) {
    Str en, zh;
    if (!text || !split_both(text, &en, &zh))
        return str_from(text);
    return language == LANGUAGE_ZH ? zh : en;
}

/* Fills {0} to {9}; any other brace stands for itself, as in messages about templates. */
static void print_template(Buf *out, const char *template, const Diag *diag, Language language) {
    for (const char *at = template; *at; at++) {
        bool slot = at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}';
        if (!slot) {
            buf_char(out, *at);
            continue;
        }
        size_t index = (size_t)(at[1] - '0');
        if (index < diag->arg_count)
            diag_push(diag_half(diag->args[index], language), out);
        at += 2;
    }
}

void diag_message(const Diag *diag, Language language, Buf *out) {
    print_template(out, codes[diag->code].message[language], diag, language);
}

void diag_hint(const Diag *diag, Language language, Buf *out) {
    print_template(out, codes[diag->code].hint[language], diag, language);
}

void diag_push_place(const Place *place, Buf *out) {
    const char *file = place->file ? place->file : "banxin";
    diag_push(str_from(file), out);
    if (place->line > 0)
        buf_printf(out, ":%d", place->line);
    if (place->line > 0 && place->column > 0)
        buf_printf(out, ":%d", place->column);
}

/* A hint that is an argument alone may turn out empty: then there is none. */
static void print_hint(const Diag *diag, Language language, Buf *out) {
    Buf hint = {0};
    diag_hint(diag, language, &hint);
    if (hint.length > 0) {
        buf_text(out, language == LANGUAGE_ZH ? "    提示: " : "    hint: ");
        buf_push(out, hint.bytes, hint.length);
        buf_char(out, '\n');
    }
    out->failed = out->failed || buf_failed(&hint);
    buf_free(&hint);
}

void diag_print(const Diag *diag, Language language, Buf *out) {
    static const char *const severities[][2] = {{"note", "说明"}, {"warning", "警告"}, {"error", "错误"}};
    diag_push_place(&diag->place, out);
    buf_printf(out, ": %s[%s]: ", severities[diag->severity][language], codes[diag->code].name);
    diag_message(diag, language, out);
    if (diag->place.pointer && diag->place.pointer[0]) {
        buf_text(out, " (");
        diag_push(str_from(diag->place.pointer), out);
        buf_text(out, ")");
    }
    buf_char(out, '\n');
    print_hint(diag, language, out);
}

void diag_print_all(const DiagList *list, Language language, Buf *out) {
    for (size_t i = 0; i < diag_count(list); i++)
        diag_print(diag_item(list, i), language, out);
    size_t more = diag_count_at_least(list, SEVERITY_NOTE) - diag_count(list);
    if (more == 0)
        return;
    char number[BUF_NUMBER];
    Diag rest = {DIAG_MORE, diag_code_severity(DIAG_MORE), (Place){0}, DIAG_ARGS(int_format((int64_t)more, number))};
    diag_print(&rest, language, out);
}
