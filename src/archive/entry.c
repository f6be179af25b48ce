#include "archive/entry.h"

#include <stddef.h>
#include <string.h>

#include "archive/canon.h"
#include "base/utf8.h"
#include "json/json_get.h"

#define TEXT(key, member)                                                                                              \
    { key, ENTRY_TEXT, offsetof(Entry, member), true }
#define NUMBER(key, member)                                                                                            \
    { key, ENTRY_NUMBER, offsetof(Entry, member), true }

const EntryField entry_fields[] = {
    TEXT("added", added),
    {"batch-first", ENTRY_NUMBER, offsetof(Entry, batch_first), false},
    {"batch-last", ENTRY_NUMBER, offsetof(Entry, batch_last), false},
    TEXT("conformance", conformance),
    TEXT("date", date),
    TEXT("file", file),
    TEXT("form", form),
    {"format", ENTRY_NUMBER, offsetof(Entry, format), false},
    NUMBER("former", former),
    {"kind", ENTRY_TEXT, offsetof(Entry, kind), false},
    TEXT("number", number),
    TEXT("organ", organ),
    TEXT("organ-code", organ_code),
    NUMBER("pages", pages),
    {"previous", ENTRY_TEXT, offsetof(Entry, previous), false},
    {"sequence", ENTRY_NUMBER, offsetof(Entry, sequence), false},
    TEXT("sha256", sha256),
    {"signatures", ENTRY_LIST, offsetof(Entry, signatures), false},
    NUMBER("size", size),
    TEXT("sm3", sm3),
    TEXT("software", software),
    TEXT("source-sha256", source_sha256),
    TEXT("title", title),
    TEXT("verdict", verdict),
    NUMBER("year", year),
    {0},
};
#define FIELD_COUNT (sizeof entry_fields / sizeof *entry_fields - 1)

static const struct {
    const char *key;
    size_t offset;
} signature_fields[] = {
    {"field", offsetof(EntrySignature, field)},
    {"level", offsetof(EntrySignature, level)},
    {"signer", offsetof(EntrySignature, signer)},
    {"time", offsetof(EntrySignature, time)},
};
#define SIGNATURE_FIELDS (sizeof signature_fields / sizeof *signature_fields)

Entry entry_blank(void) {
    return (Entry){.batch_first = ENTRY_NONE,
                   .batch_last = ENTRY_NONE,
                   .format = ENTRY_NONE,
                   .former = ENTRY_NONE,
                   .pages = ENTRY_NONE,
                   .sequence = ENTRY_NONE,
                   .size = ENTRY_NONE,
                   .year = ENTRY_NONE};
}

/* ---- members by their offset ---- */

static const char **text_at(void *object, size_t offset) { return (const char **)(void *)((char *)object + offset); }
static int64_t *number_at(void *object, size_t offset) { return (int64_t *)(void *)((char *)object + offset); }

const char *entry_text(const Entry *entry, const EntryField *field) {
    const char *text;
    memcpy(&text, (const char *)entry + field->offset, sizeof text);
    return text;
}

int64_t entry_number(const Entry *entry, const EntryField *field) {
    int64_t number;
    memcpy(&number, (const char *)entry + field->offset, sizeof number);
    return number;
}

/* ---- writing ---- */

static void put_key(const char *key, char *before, Buf *out) {
    buf_char(out, *before);
    canon_quote(out, str_from(key));
    buf_char(out, ':');
    *before = ',';
}

static void put_text(const char *key, const char *text, char *before, Buf *out) {
    if (!text)
        return;
    put_key(key, before, out);
    canon_quote(out, str_from(text));
}

static void put_signature(const EntrySignature *signature, Buf *out) {
    char before = '{';
    put_text("field", signature->field, &before, out);
    put_text("level", signature->level, &before, out);
    put_text("signer", signature->signer, &before, out);
    put_text("time", signature->time, &before, out);
    buf_text(out, before == '{' ? "{}" : "}");
}

static void put_signatures(const Entry *entry, char *before, Buf *out) {
    if (entry->signature_count == 0)
        return;
    put_key("signatures", before, out);
    for (size_t i = 0; i < entry->signature_count; i++) {
        buf_char(out, i ? ',' : '[');
        put_signature(&entry->signatures[i], out);
    }
    buf_char(out, ']');
}

void entry_write(const Entry *entry, Buf *out) {
    char before = '{';
    for (const EntryField *field = entry_fields; field->key; field++) {
        if (field->kind == ENTRY_TEXT)
            put_text(field->key, entry_text(entry, field), &before, out);
        else if (field->kind == ENTRY_LIST)
            put_signatures(entry, &before, out);
        else if (entry_number(entry, field) != ENTRY_NONE) {
            put_key(field->key, &before, out);
            buf_int(out, entry_number(entry, field));
        }
    }
    buf_text(out, before == '{' ? "{}" : "}");
}

/* ---- reading ---- */

static bool read_signature(Arena *arena, const JsonNode *node, EntrySignature *signature, DiagList *faults) {
    const JsonNode *found[SIGNATURE_FIELDS];
    JsonKey keys[SIGNATURE_FIELDS];
    for (size_t i = 0; i < SIGNATURE_FIELDS; i++)
        keys[i] = (JsonKey){signature_fields[i].key, JSON_IS_STRING, false};
    if (!json_object(node, keys, SIGNATURE_FIELDS, found, faults))
        return false;
    for (size_t i = 0; i < SIGNATURE_FIELDS; i++)
        *text_at(signature, signature_fields[i].offset) = arena_strdup(arena, json_text(found[i], NULL));
    return true;
}

static bool read_signatures(Arena *arena, const JsonNode *list, Entry *entry, DiagList *faults) {
    if (list->count > ENTRY_SIGNATURES)
        return false;
    entry->signatures = ARENA_ARRAY(arena, EntrySignature, list->count);
    for (const JsonNode *node = list->first; node && entry->signatures; node = node->next)
        if (!read_signature(arena, node, &entry->signatures[entry->signature_count++], faults))
            return false;
    return entry->signatures != NULL;
}

static bool read_member(Arena *arena, const EntryField *field, const JsonNode *node, Entry *entry, DiagList *faults) {
    if (!node)
        return true;
    if (field->kind == ENTRY_TEXT)
        *text_at(entry, field->offset) = arena_strdup(arena, json_text(node, NULL));
    else if (field->kind == ENTRY_NUMBER)
        *number_at(entry, field->offset) = json_int(node, 0, INT64_MAX, ENTRY_NONE, faults);
    else
        return read_signatures(arena, node, entry, faults);
    return true;
}

static bool read_members(Arena *arena, const JsonNode *object, Entry *entry, DiagList *faults) {
    static const unsigned kinds[] = {
        [ENTRY_TEXT] = JSON_IS_STRING, [ENTRY_NUMBER] = JSON_IS_NUMBER, [ENTRY_LIST] = JSON_IS_ARRAY};
    JsonKey keys[FIELD_COUNT];
    const JsonNode *found[FIELD_COUNT];
    for (size_t i = 0; i < FIELD_COUNT; i++)
        keys[i] = (JsonKey){entry_fields[i].key, kinds[entry_fields[i].kind], false};
    if (!json_object(object, keys, FIELD_COUNT, found, faults))
        return false;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (!read_member(arena, &entry_fields[i], found[i], entry, faults))
            return false;
    return !diag_has_errors(faults) && !arena_failed(arena);
}

bool entry_is_hash(const char *text) {
    return text && strlen(text) == ENTRY_HASH && strspn(text, "0123456789abcdef") == ENTRY_HASH;
}

/* What every line must say, so that nobody need ask again. */
static bool is_whole(const Entry *entry) {
    if (!entry->kind || !entry->added || entry->sequence < 0 || !entry_is_hash(entry->previous))
        return false;
    if (strcmp(entry->kind, "archive") == 0)
        return entry->sequence == 0 && entry->format >= 1;
    return strcmp(entry->kind, "record") == 0 && entry->sequence > 0 && entry_is_hash(entry->sha256) &&
           entry_is_hash(entry->sm3) && entry->size >= 0 && entry->batch_first >= 1 &&
           entry->batch_first <= entry->sequence && entry->sequence <= entry->batch_last;
}

/* There is only one spelling: what was read, written again, is what was read. */
static bool is_canonical(Arena *arena, const Entry *entry, Str line) {
    Buf again = {0};
    entry_write(entry, &again);
    if (buf_failed(&again))
        arena_fail(arena);
    bool same = !buf_failed(&again) && str_equal((Str){again.bytes, again.length}, line);
    buf_free(&again);
    return same;
}

bool entry_read(Arena *arena, Str line, Entry *entry) {
    *entry = entry_blank();
    if (line.length > ENTRY_LINE_MAX)
        return false;
    Arena *scratch = arena_new();
    DiagList *faults = diag_list_new();
    const JsonDoc *doc = json_doc_parse(scratch, "", line.text, line.length, faults);
    bool good = doc && read_members(arena, json_doc_root(doc), entry, faults) && is_whole(entry) &&
                is_canonical(arena, entry, line);
    if (!scratch || !faults || arena_failed(scratch) || diag_has_class(faults, DIAG_CLASS_INTERNAL))
        arena_fail(arena); /* nothing is known of the line */
    diag_list_free(faults);
    arena_free(scratch);
    return good;
}

/* ---- texts ---- */

const char *entry_trim(Arena *arena, Str text) {
    Str s = str_trim(text);
    s.length = utf8_cut(s.text, s.length, ENTRY_TEXT_MAX);
    return s.length ? str_dup(arena, s) : NULL;
}
