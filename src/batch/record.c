#include "batch/record.h"

#include <stdio.h>
#include <string.h>

#include "json/json_get.h"
#include "json/json_write.h"

#define LENGTH_DIGITS 8
#define HEAD_LENGTH   RECORD_HEAD

static const char *const states[] = {[RECORD_DONE] = "done", [RECORD_FAILED] = "failed"};

/* ---- writing -------------------------------------------------------------------------------------------------- */

static void put_text(Buf *out, const char *key, const char *text) {
    buf_printf(out, ",\"%s\":", key);
    json_quote(out, str_from(text));
}

static void put_hash(Buf *out, const char *key, const Fingerprint *hash) {
    char digits[FINGERPRINT_HEX];
    fingerprint_write(hash, digits);
    buf_printf(out, ",\"%s\":\"%s\"", key, digits);
}

static void put_number(Buf *out, const char *key, int64_t number) {
    buf_printf(out, ",\"%s\":", key);
    buf_int(out, number);
}

static void put_findings(Buf *out, const RecordFindings *findings) {
    buf_text(out, ",\"findings\":");
    if (!findings->checked) {
        buf_text(out, "null");
        return;
    }
    buf_text(out, "{\"errors\":");
    buf_int(out, findings->errors);
    put_number(out, "warnings", findings->warnings);
    put_number(out, "notes", findings->notes);
    buf_char(out, '}');
}

void record_write(const Record *record, Buf *out) {
    buf_printf(out, "{\"state\":\"%s\"", states[record->state]);
    put_text(out, "name", record->name);
    put_text(out, "input", record->input);
    put_hash(out, "id", &record->id);
    if (record->state == RECORD_DONE) {
        put_hash(out, "hash", &record->bytes);
        put_number(out, "size", record->size);
        put_number(out, "pages", record->pages);
        put_number(out, "warnings", record->warnings);
        put_findings(out, &record->findings);
    }
    buf_text(out, ",\"faults\":");
    buf_text(out, record->faults ? record->faults : "[]");
    buf_char(out, '}');
}

void record_frame(Str json, Buf *out) {
    char digits[FINGERPRINT_HEX];
    Fingerprint hash = fingerprint_of(json.text, json.length);
    fingerprint_write(&hash, digits);
    buf_printf(out, "%0*zx %s ", LENGTH_DIGITS, json.length, digits);
    buf_push(out, json.text, json.length);
    buf_char(out, '\n');
}

void record_line(const Record *record, Buf *out) {
    Buf json = {0};
    record_write(record, &json);
    out->failed |= buf_failed(&json);
    if (!buf_failed(&json))
        record_frame((Str){json.bytes, json.length}, out);
    buf_free(&json);
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

static bool read_text(const JsonNode *object, const char *key, const char **text) {
    const JsonNode *node = json_member(object, key);
    *text = node && node->type == JSON_STRING ? node->text.text : NULL;
    return *text != NULL;
}

static bool read_hash(const JsonNode *object, const char *key, Fingerprint *hash) {
    const char *digits;
    return read_text(object, key, &digits) && fingerprint_read(digits, hash);
}

static bool read_number(const JsonNode *object, const char *key, DiagList *unheard, int64_t *number) {
    const JsonNode *node = json_member(object, key);
    *number = node && node->type == JSON_NUMBER ? json_int(node, 0, INT64_MAX, -1, unheard) : -1;
    return *number >= 0;
}

static bool read_findings(const JsonNode *node, DiagList *unheard, RecordFindings *findings) {
    findings->checked = node && node->type == JSON_OBJECT;
    return !findings->checked || (read_number(node, "errors", unheard, &findings->errors) &&
                                  read_number(node, "warnings", unheard, &findings->warnings) &&
                                  read_number(node, "notes", unheard, &findings->notes));
}

static bool read_done(const JsonNode *root, DiagList *unheard, Record *record) {
    return read_hash(root, "hash", &record->bytes) && read_number(root, "size", unheard, &record->size) &&
           read_number(root, "pages", unheard, &record->pages) &&
           read_number(root, "warnings", unheard, &record->warnings) &&
           read_findings(json_member(root, "findings"), unheard, &record->findings);
}

/* The array stands last, up to the object's closing brace. */
static const char *faults_of(Arena *arena, const JsonNode *root, Str json) {
    const JsonNode *array = json_member(root, "faults");
    if (!array || array->type != JSON_ARRAY || array->count == 0)
        return NULL;
    return arena_strndup(arena, json.text + array->offset, json.length - 1 - array->offset);
}

static bool read_root(Arena *arena, const JsonNode *root, Str json, DiagList *unheard, Record *record) {
    const char *state, *name, *input;
    if (!read_text(root, "state", &state) || !read_text(root, "name", &name) || !read_text(root, "input", &input) ||
        !read_hash(root, "id", &record->id))
        return false;
    bool done = strcmp(state, states[RECORD_DONE]) == 0;
    record->state = done ? RECORD_DONE : RECORD_FAILED;
    if (done ? !read_done(root, unheard, record) : strcmp(state, states[RECORD_FAILED]) != 0)
        return false;
    record->name = arena_strdup(arena, name);
    record->input = arena_strdup(arena, input);
    record->faults = faults_of(arena, root, json);
    return record->name && record->input;
}

bool record_read(Arena *arena, Str json, Record *record) {
    Arena *trial = arena_new();
    DiagList *unheard = diag_list_new();
    *record = (Record){0};
    const JsonDoc *doc = trial && unheard ? json_doc_parse(trial, "journal", json.text, json.length, unheard) : NULL;
    bool read = doc && read_root(arena, json_doc_root(doc), json, unheard, record);
    diag_list_free(unheard);
    arena_free(trial);
    return read;
}

bool record_head(Str head, size_t *length) {
    static const char digits[] = "0123456789abcdef";
    size_t value = 0;
    if (head.length < HEAD_LENGTH || head.text[LENGTH_DIGITS] != ' ' || head.text[HEAD_LENGTH - 1] != ' ')
        return false;
    for (size_t i = 0; i < LENGTH_DIGITS; i++) {
        const char *digit = head.text[i] ? strchr(digits, head.text[i]) : NULL;
        if (!digit)
            return false;
        value = value << 4 | (size_t)(digit - digits);
    }
    *length = value;
    return true;
}

bool record_unframe(Str line, Str *json) {
    char checksum[FINGERPRINT_HEX];
    Fingerprint stated, hash;
    size_t length;
    if (!record_head(line, &length) || length != line.length - HEAD_LENGTH)
        return false;
    memcpy(checksum, line.text + LENGTH_DIGITS + 1, sizeof checksum - 1);
    checksum[sizeof checksum - 1] = '\0';
    *json = (Str){line.text + HEAD_LENGTH, length};
    hash = fingerprint_of(json->text, length);
    return fingerprint_read(checksum, &stated) && fingerprint_equal(&hash, &stated);
}
