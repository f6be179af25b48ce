/*
 * The scan has accepted the text and knows the offset of every value; cJSON parses it once more for its strings and
 * its nesting. Its tree is copied into one array of nodes, in pre-order, so that node n stands at the n-th offset,
 * and is freed at once.
 */
#include "json/json_doc.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <string.h>

#include "base/file.h"
#include "json/json_members.h"
#include "json/json_scan.h"
#include "json/json_text.h"

struct JsonDoc {
    SourceMap map; /* first, so that a SourceMap pointer is a JsonDoc pointer */
    const char *path;
    Str bytes;
    const JsonLines *lines;
    JsonNode *nodes;
    size_t count;
    const JsonMembers *members;
};

/* ---- the tree ---- */

/* A copy of cJSON's tree under way. */
typedef struct Copier {
    JsonDoc *doc;
    const uint32_t *offsets;
    size_t next; /* node to be filled */
    char *pool;  /* where the next text goes; never more than the file holds, quotes counted */
} Copier;

static JsonType type_of(const cJSON *item) {
    switch (item->type & 0xFF) {
    case cJSON_False: return JSON_FALSE;
    case cJSON_True: return JSON_TRUE;
    case cJSON_Number: return JSON_NUMBER;
    case cJSON_String: return JSON_STRING;
    case cJSON_Array: return JSON_ARRAY;
    case cJSON_Object: return JSON_OBJECT;
    default: return JSON_NULL;
    }
}

static Str pool_text(Copier *copier, const char *text, size_t length) {
    char *copy = copier->pool;
    memcpy(copy, text, length);
    copy[length] = '\0';
    copier->pool += length + 1;
    return (Str){copy, length};
}

/* The literal is read from the file: cJSON has only made a double of it. */
static Str number_text(Copier *copier, size_t offset) {
    Str bytes = copier->doc->bytes;
    size_t length = 0;
    while (offset + length < bytes.length && bytes.text[offset + length] &&
           strchr("+-.0123456789eE", bytes.text[offset + length]))
        length++;
    return pool_text(copier, bytes.text + offset, length);
}

static JsonNode *copy_node(Copier *copier, const cJSON *item, JsonNode *parent) {
    JsonNode *node = &copier->doc->nodes[copier->next];
    node->type = type_of(item);
    node->doc = copier->doc;
    node->parent = parent;
    node->index = (uint32_t)copier->next;
    node->offset = copier->offsets[copier->next++];
    if (item->string)
        node->key = pool_text(copier, item->string, strlen(item->string)).text;
    if (node->type == JSON_STRING)
        node->text = pool_text(copier, item->valuestring, strlen(item->valuestring));
    else if (node->type == JSON_NUMBER)
        node->text = number_text(copier, node->offset);
    return node;
}

/* Hangs `node` behind the last child of its parent; `last` is that child, or NULL. */
static void link_node(JsonNode *parent, JsonNode *last, JsonNode *node) {
    if (last)
        last->next = node;
    else
        parent->first = node;
    node->ordinal = parent->count++;
}

/* An array or object being copied: its next item, and the last node hung into it. */
typedef struct Level {
    const cJSON *next;
    JsonNode *parent, *last;
} Level;

static void copy_tree(Copier *copier, const cJSON *root) {
    Level levels[JSON_MAX_DEPTH];
    int depth = 0;
    JsonNode *node = copy_node(copier, root, NULL);
    if (root->child)
        levels[depth++] = (Level){root->child, node, NULL};
    while (depth > 0) {
        Level *level = &levels[depth - 1];
        const cJSON *item = level->next;
        if (!item) {
            depth--;
            continue;
        }
        level->next = item->next;
        node = copy_node(copier, item, level->parent);
        link_node(level->parent, level->last, node);
        level->last = node;
        if (item->child)
            levels[depth++] = (Level){item->child, node, NULL};
    }
}

/* False when memory is out. */
static bool fill_nodes(Arena *arena, JsonDoc *doc, const JsonOffsets *offsets) {
    doc->count = offsets->count;
    doc->nodes = ARENA_ARRAY(arena, JsonNode, doc->count);
    char *pool = arena_alloc(arena, doc->bytes.length + 1);
    if (!doc->nodes || !pool)
        return false;
    /* What the scan accepts cJSON accepts (the fuzzer holds them together): NULL can only mean memory. */
    cJSON *root = cJSON_ParseWithLengthOpts(doc->bytes.text, doc->bytes.length, NULL, /*require_null_terminated*/ 0);
    if (!root)
        return false;
    Copier copier = {.doc = doc, .offsets = offsets->items, .pool = pool};
    copy_tree(&copier, root);
    cJSON_Delete(root);
    assert(copier.next == doc->count);
    doc->members = json_members_make(arena, doc->nodes, doc->count);
    return doc->members != NULL;
}

/* ---- places ---- */

static const char *make_pointer(const JsonNode *node, Arena *arena) {
    const JsonNode *path[JSON_MAX_DEPTH + 1];
    int depth = 0;
    for (; node->parent; node = node->parent)
        path[depth++] = node;
    Buf pointer = {0};
    buf_text(&pointer, "");
    while (depth-- > 0) {
        if (path[depth]->key)
            json_pointer_name(&pointer, str_from(path[depth]->key));
        else
            json_pointer_index(&pointer, path[depth]->ordinal);
    }
    if (buf_failed(&pointer))
        arena_fail(arena);
    const char *text = arena_strdup(arena, pointer.bytes);
    buf_free(&pointer);
    return text;
}

static Place place_at(const JsonNode *node, size_t offset, Arena *arena) {
    Place place = {.file = node->doc->path, .pointer = make_pointer(node, arena)};
    json_lines_locate(node->doc->lines, offset, &place.line, &place.column);
    return place;
}

Place json_place(const JsonNode *node, Arena *arena) { return node ? place_at(node, node->offset, arena) : (Place){0}; }

/* Quotes within a key are escaped: the first one, going back, after an even number of backslashes opens it. */
static size_t key_offset(const char *bytes, size_t value) {
    size_t at = value;
    while (bytes[--at] != '"') /* over the colon, to the closing quote */
        ;
    for (;;) {
        while (bytes[--at] != '"')
            ;
        size_t backslashes = 0;
        while (bytes[at - 1 - backslashes] == '\\')
            backslashes++;
        if (backslashes % 2 == 0)
            return at;
    }
}

Place json_key_place(const JsonNode *member, Arena *arena) {
    if (!member || !member->key)
        return json_place(member, arena);
    return place_at(member, key_offset(member->doc->bytes.text, member->offset), arena);
}

/* Bytes of text that the escape at `raw` (a backslash) stands for; *size is its own length. */
static size_t escape_length(const char *raw, size_t *size) {
    *size = 2;
    if (raw[1] != 'u')
        return 1;
    unsigned code = 0;
    for (int i = 2; i < 6; i++)
        code = code * 16 + (unsigned)(raw[i] <= '9' ? raw[i] - '0' : (raw[i] | 0x20) - 'a' + 10);
    bool pair = code >= 0xD800 && code < 0xDC00;
    *size = pair ? 12 : 6;
    return pair ? 4 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
}

/* Where the byte `within` of a string's text stands in the file: its escapes are longer than what they stand for. */
static size_t offset_within(const JsonNode *node, size_t within) {
    const char *bytes = node->doc->bytes.text;
    size_t at = node->offset + 1;
    for (size_t made = 0; made < within && bytes[at] != '"';) {
        size_t size = 1;
        made += bytes[at] == '\\' ? escape_length(bytes + at, &size) : 1;
        at += size;
    }
    return at;
}

static void locate(SourceRef ref, Arena *arena, Place *place) {
    const JsonDoc *doc = (const JsonDoc *)ref.map;
    if (ref.index >= doc->count)
        return;
    const JsonNode *node = &doc->nodes[ref.index];
    bool inside = ref.within > 0 && node->type == JSON_STRING;
    *place = place_at(node, inside ? offset_within(node, ref.within - 1) : node->offset, arena);
}

SourceRef json_ref(const JsonNode *node) {
    return node ? (SourceRef){.map = &node->doc->map, .index = node->index} : SOURCE_NONE;
}

const JsonNode *json_node(const JsonDoc *doc, SourceRef ref) {
    return ref.map == &doc->map && ref.index < doc->count ? &doc->nodes[ref.index] : NULL;
}

/* ---- the document ---- */

static bool build(Arena *arena, JsonDoc *doc, DiagList *diags) {
    JsonSource source = {doc->path, doc->bytes.text, doc->bytes.length, doc->lines, JSON_MAX_NODES};
    JsonOffsets offsets = {0};
    bool scanned = json_scan(&source, &offsets, diags);
    bool filled = scanned && fill_nodes(arena, doc, &offsets);
    VEC_FREE(&offsets);
    if (scanned && !filled)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return filled;
}

/* `bytes` are in the arena. */
static const JsonDoc *make_doc(Arena *arena, const char *name, Str bytes, DiagList *diags) {
    JsonDoc *doc = ARENA_NEW(arena, JsonDoc);
    const char *path = arena_strdup(arena, name);
    const JsonLines *lines = json_lines_make(arena, bytes.text, bytes.length);
    if (!doc || !path || !lines) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return NULL;
    }
    *doc = (JsonDoc){.map = {locate}, .path = path, .bytes = bytes, .lines = lines};
    return build(arena, doc, diags) ? doc : NULL;
}

const JsonDoc *json_doc_read(Arena *arena, const char *path, DiagList *diags) {
    char *bytes;
    size_t length;
    if (!file_read(arena, path, JSON_MAX_BYTES, &bytes, &length, diags))
        return NULL;
    return make_doc(arena, path, (Str){bytes, length}, diags);
}

const JsonDoc *json_doc_parse(Arena *arena, const char *name, const char *bytes, size_t length, DiagList *diags) {
    if (length > JSON_MAX_BYTES) {
        const char *limit = arena_printf(arena, "%zu", JSON_MAX_BYTES);
        diag_at(diags, DIAG_FILE_SIZE, (Place){.file = name}, DIAG_ARGS(name, limit));
        return NULL;
    }
    char *copy = arena_strndup(arena, bytes, length);
    if (!copy) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return NULL;
    }
    return make_doc(arena, name, (Str){copy, length}, diags);
}

const JsonNode *json_doc_root(const JsonDoc *doc) { return doc->nodes; }
const char *json_doc_path(const JsonDoc *doc) { return doc->path; }
Str json_doc_bytes(const JsonDoc *doc) { return doc->bytes; }

const JsonNode *json_member(const JsonNode *object, const char *key) {
    if (!object || object->type != JSON_OBJECT)
        return NULL;
    if (object->count > JSON_FEW_MEMBERS)
        return json_members_find(object->doc->members, object, key);
    const JsonNode *member = object->first;
    while (member && strcmp(member->key, key) != 0)
        member = member->next;
    return member;
}
