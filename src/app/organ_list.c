#include "app/organ_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "model/report_read.h"
#include "json/json_get.h"

typedef VEC(ListedOrgan) ListedOrgans;

/* A text file as a map: the index is the line. */
typedef struct LineMap {
    SourceMap map;
    const char *file;
} LineMap;

typedef struct ListReader {
    Arena *arena;
    DiagList *diags;
    ListedOrgans organs;
    LineMap *lines;
    bool full;
} ListReader;

static void locate(SourceRef ref, Arena *arena, Place *place) {
    (void)arena;
    *place = (Place){.file = ((const LineMap *)ref.map)->file, .line = (int)ref.index, .column = 1};
}

static void add(ListReader *reader, const char *code, const char *name, SourceRef source) {
    char limit[BUF_NUMBER];
    if (reader->organs.count == ORGANS_MAX) {
        if (!reader->full)
            diag_ref(reader->diags, DIAG_ORGANS_MANY, source, DIAG_ARGS(int_format(ORGANS_MAX, limit)));
        reader->full = true;
        return;
    }
    ListedOrgan *organ = VEC_PUSH(&reader->organs);
    if (organ)
        *organ = (ListedOrgan){code, name, source};
}

/* ---- text ----------------------------------------------------------------------------------------------------- */

/* At a tab, or else a comma, of either width. */
static bool divide(Str line, Str *head, Str *tail) {
    static const Str wide = STR("，");
    if (str_split(line, '\t', head, tail) || str_split(line, ',', head, tail))
        return true;
    for (size_t at = 0; at + wide.length <= line.length; at++)
        if (memcmp(line.text + at, wide.text, wide.length) == 0) {
            *head = (Str){line.text, at};
            *tail = (Str){line.text + at + wide.length, line.length - at - wide.length};
            return true;
        }
    return false;
}

static void read_line(ListReader *reader, Str line, uint32_t number) {
    SourceRef source = {.map = &reader->lines->map, .index = number};
    Str code, name, more;
    line = str_trim(line);
    if (line.length == 0 || line.text[0] == '#')
        return;
    if (utf8_check(line.text, line.length) < line.length) {
        diag_ref(reader->diags, DIAG_ORGANS_UTF8, source, DIAG_NO_ARGS);
        return;
    }
    if (memchr(line.text, '\0', line.length)) {
        diag_ref(reader->diags, DIAG_ORGANS_LINE, source, DIAG_NO_ARGS);
        return;
    }
    if (!divide(line, &code, &name)) {
        add(reader, NULL, str_dup(reader->arena, line), source);
        return;
    }
    code = str_trim(code);
    name = str_trim(name);
    if (code.length == 0 || name.length == 0 || divide(name, &more, &more))
        diag_ref(reader->diags, DIAG_ORGANS_LINE, source, DIAG_NO_ARGS);
    else
        add(reader, str_dup(reader->arena, code), str_dup(reader->arena, name), source);
}

static void read_lines(ListReader *reader, const char *file, Str text) {
    static const Str mark = STR("\xEF\xBB\xBF");
    uint32_t number = 1;
    reader->lines = ARENA_NEW(reader->arena, LineMap);
    if (!reader->lines)
        return;
    *reader->lines = (LineMap){{locate}, file};
    if (text.length >= mark.length && memcmp(text.text, mark.text, mark.length) == 0)
        text = (Str){text.text + mark.length, text.length - mark.length};
    for (Str line; !reader->full && str_split(text, '\n', &line, &text); number++)
        read_line(reader, line, number);
    if (!reader->full)
        read_line(reader, text, number);
}

/* ---- JSON ----------------------------------------------------------------------------------------------------- */

enum { ORGAN_CODE, ORGAN_NAME, ORGAN_COUNT };
static const JsonKey organ_keys[ORGAN_COUNT] = {
    [ORGAN_CODE] = {"code", JSON_IS_STRING, false}, [ORGAN_NAME] = {"name", JSON_IS_STRING, true}};

static void read_organ(ListReader *reader, const JsonNode *node) {
    const JsonNode *found[ORGAN_COUNT] = {NULL};
    const JsonNode *name = node;
    if (!json_expect(node, JSON_IS_STRING | JSON_IS_OBJECT, reader->diags))
        return;
    if (node->type == JSON_OBJECT) {
        if (!json_object(node, organ_keys, ORGAN_COUNT, found, reader->diags))
            return;
        name = found[ORGAN_NAME];
    }
    bool coded = found[ORGAN_CODE] && !report_is_blank(found[ORGAN_CODE], FIELD_TEXT);
    if (report_is_blank(name, FIELD_TEXT))
        diag_ref(reader->diags, DIAG_ORGANS_LINE, json_ref(name), DIAG_NO_ARGS);
    else
        add(reader, coded ? found[ORGAN_CODE]->text.text : NULL, name->text.text, json_ref(node));
}

static void read_array(ListReader *reader, const char *file, Str text) {
    const JsonDoc *doc = json_doc_parse(reader->arena, file, text.text, text.length, reader->diags);
    const JsonNode *root = doc ? json_doc_root(doc) : NULL;
    if (!root || !json_expect(root, JSON_IS_ARRAY, reader->diags))
        return;
    for (const JsonNode *node = root->first; node && !reader->full; node = node->next)
        read_organ(reader, node);
}

/* ---- order ---------------------------------------------------------------------------------------------------- */

typedef struct SortItem {
    const char *text;
    bool coded;
    size_t item;
} SortItem;

static int compare_items(const void *a, const void *b) {
    const SortItem *left = a, *right = b;
    int order = strcmp(left->text, right->text);
    if (!order)
        order = left->coded - right->coded;
    return order ? order : (left->item > right->item) - (left->item < right->item);
}

static const char *text_of(const ListedOrgan *organ, bool code) { return code ? organ->code : organ->name; }

/* Numbers of the items by code or by name; `twice` tells of equal ones. */
static const size_t *sorted(ListReader *reader, const OrganList *list, bool code, size_t *count) {
    SortItem *items = ARENA_ARRAY(reader->arena, SortItem, list->count);
    size_t *numbers = ARENA_ARRAY(reader->arena, size_t, list->count);
    *count = 0;
    for (size_t i = 0; items && i < list->count; i++)
        if (text_of(&list->items[i], code))
            items[(*count)++] = (SortItem){text_of(&list->items[i], code), list->items[i].code != NULL, i};
    if (!items || !numbers)
        return NULL;
    if (*count)
        qsort(items, *count, sizeof *items, compare_items);
    for (size_t i = 0; i < *count; i++) {
        const ListedOrgan *organ = &list->items[items[i].item];
        bool same = i > 0 && strcmp(items[i - 1].text, items[i].text) == 0;
        if (same && (code || (!organ->code && !list->items[items[i - 1].item].code)))
            diag_ref(reader->diags, DIAG_ORGANS_TWICE, organ->source, DIAG_ARGS(items[i].text));
        numbers[i] = items[i].item;
    }
    return numbers;
}

static const OrganList *make_list(ListReader *reader, const char *file) {
    OrganList *list = ARENA_NEW(reader->arena, OrganList);
    size_t count = reader->organs.count, named;
    if (!list)
        return NULL;
    *list = (OrganList){.file = file, .count = count};
    list->items = VEC_TAKE(reader->arena, &reader->organs);
    if (!list->items)
        return NULL;
    list->by_code = sorted(reader, list, /*code*/ true, &list->coded);
    list->by_name = sorted(reader, list, /*code*/ false, &named);
    return list;
}

const OrganList *organ_list_read(Arena *arena, const char *file, DiagList *diags) {
    ListReader reader = {.arena = arena, .diags = diags};
    size_t errors = diag_count_at_least(diags, SEVERITY_ERROR);
    char *bytes;
    size_t length;
    if (!file_read(arena, file, ORGANS_BYTES_MAX, &bytes, &length, diags))
        return NULL;
    Str text = {bytes, length}, start = str_trim(text);
    if (start.length > 0 && start.text[0] == '[')
        read_array(&reader, file, text);
    else
        read_lines(&reader, file, text);
    bool good = diag_count_at_least(diags, SEVERITY_ERROR) == errors;
    if (good && reader.organs.count == 0 && !reader.organs.failed && !arena_failed(arena)) {
        diag_at(diags, DIAG_ORGANS_EMPTY, (Place){.file = file}, DIAG_NO_ARGS);
        good = false;
    }
    const OrganList *list = good ? make_list(&reader, file) : NULL;
    VEC_FREE(&reader.organs);
    if (good && (!list || arena_failed(arena)))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return arena_failed(arena) ? NULL : list;
}

/* ---- looking up ----------------------------------------------------------------------------------------------- */

/* The place of the first item whose code or name is not before `text`. */
static size_t find(const OrganList *list, bool code, const char *text) {
    const size_t *numbers = code ? list->by_code : list->by_name;
    size_t low = 0, high = code ? list->coded : list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(text_of(&list->items[numbers[middle]], code), text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_code(const OrganList *list, const char *code) {
    size_t at = find(list, /*code*/ true, code);
    return at < list->coded && strcmp(list->items[list->by_code[at]].code, code) == 0;
}

/* An item that has a code is not meant by another organ of its name; one without may be: of those alike it is first. */
static bool has_name(const OrganList *list, const char *name, bool coded) {
    size_t at = find(list, /*code*/ false, name);
    const ListedOrgan *organ = at < list->count ? &list->items[list->by_name[at]] : NULL;
    return organ && strcmp(organ->name, name) == 0 && (!coded || !organ->code);
}

bool organ_list_has(const OrganList *list, const char *code, const char *name) {
    if (code && (has_code(list, code) || has_name(list, code, /*coded*/ true)))
        return true;
    return name && has_name(list, name, code != NULL);
}
