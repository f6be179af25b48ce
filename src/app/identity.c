#include "app/identity.h"

#include <string.h>

#include "model/report_read.h"
#include "json/json_get.h"

static const char *text_of(Arena *arena, const JsonNode *object, const char *key) {
    const JsonNode *node = json_member(object, key);
    if (!node || node->type != JSON_STRING || report_is_blank(node, FIELD_TEXT))
        return NULL;
    return arena_strdup(arena, node->text.text);
}

static FileKind kind_of(const JsonNode *root) {
    bool form = json_member(root, "form"), organ = json_member(root, "organ");
    bool layout = json_member(root, "story") || json_member(root, "styles");
    if (root->type != JSON_OBJECT || (form && !organ && layout))
        return FILE_IS_OTHER;
    return form || organ ? FILE_IS_REPORT : FILE_IS_STRANGE;
}

static void take(Arena *arena, const JsonNode *root, DiagList *unheard, Identity *identity) {
    const JsonNode *organ = json_member(root, "organ"), *year = json_member(root, "year");
    identity->kind = kind_of(root);
    identity->form = text_of(arena, root, "form");
    identity->code = text_of(arena, organ, "code");
    identity->name = text_of(arena, organ, "name");
    identity->parent = text_of(arena, organ, "parent");
    if (year && year->type == JSON_NUMBER)
        identity->year = (int)json_int(year, REPORT_YEAR_MIN, REPORT_YEAR_MAX, 0, unheard);
    if (organ) {
        Place place = json_place(organ, arena);
        identity->line = place.line;
        identity->column = place.column;
    }
}

/* What cannot be read is a report that will be said to be unreadable. */
bool identity_read(Arena *arena, const char *file, Identity *identity) {
    Arena *trial = arena_new();
    DiagList *unheard = diag_list_new();
    *identity = (Identity){.kind = FILE_IS_REPORT};
    const JsonDoc *doc = trial && unheard ? json_doc_read(trial, file, unheard) : NULL;
    if (doc)
        take(arena, json_doc_root(doc), unheard, identity);
    bool whole = !arena_failed(trial) && !arena_failed(arena) && !diag_has_class(unheard, DIAG_CLASS_INTERNAL);
    diag_list_free(unheard);
    arena_free(trial);
    return whole;
}

/* ---- as bytes ------------------------------------------------------------------------------------------------- */

enum { TEXT_COUNT = 4 };

static void push_text(Buf *out, const char *text) {
    uint64_t length = text ? strlen(text) + 1 : 0;
    buf_push(out, &length, sizeof length);
    buf_push(out, text ? text : "", length);
}

void identity_pack(const Identity *identity, Buf *out) {
    const int numbers[] = {(int)identity->kind, identity->year, identity->line, identity->column};
    buf_push(out, numbers, sizeof numbers);
    push_text(out, identity->code);
    push_text(out, identity->name);
    push_text(out, identity->parent);
    push_text(out, identity->form);
}

bool identity_unpack(Arena *arena, const Buf *packed, Identity *identity) {
    int numbers[4];
    const char **texts[TEXT_COUNT] = {&identity->code, &identity->name, &identity->parent, &identity->form};
    size_t at = sizeof numbers;
    *identity = (Identity){.kind = FILE_IS_REPORT};
    if (buf_failed(packed) || packed->length < at)
        return false;
    memcpy(numbers, packed->bytes, sizeof numbers);
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        uint64_t length;
        if (packed->length - at < sizeof length)
            return false;
        memcpy(&length, packed->bytes + at, sizeof length);
        at += sizeof length;
        if (packed->length - at < length)
            return false;
        if (length)
            *texts[i] = arena_strndup(arena, packed->bytes + at, length - 1);
        at += length;
    }
    identity->kind = (FileKind)numbers[0];
    identity->year = numbers[1];
    identity->line = numbers[2];
    identity->column = numbers[3];
    return !arena_failed(arena);
}
