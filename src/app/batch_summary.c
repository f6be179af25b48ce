#include "app/batch_summary.h"

#include <string.h>

#include "base/file.h"
#include "json/json_write.h"

static const char *const states[] = {
    [STAND_PUBLISHED] = "published", [STAND_FAILED] = "failed", [STAND_MISSING] = "missing"};

static bool is_published(const StandItem *item) { return item->state == STAND_PUBLISHED; }

/* ---- for people ----------------------------------------------------------------------------------------------- */

static void put_counts(const Stand *stand, bool chinese, Buf *out) {
    const char *format = chinese ? "共 %zu 份：已写出 %zu，失败 %zu，缺少 %zu；另有 %zu 个无关文件\n"
                                 : "%zu reports: %zu published, %zu failed, %zu missing; %zu foreign files\n";
    buf_printf(out, format, stand->plan->count, stand->counts[STAND_PUBLISHED], stand->counts[STAND_FAILED],
               stand->counts[STAND_MISSING], stand->foreign_count);
}

static void put_name(const char *what, const char *name, const char *input, Buf *out) {
    buf_printf(out, "%s ", what);
    diag_push(str_from(name), out);
    if (input) {
        buf_text(out, " < ");
        diag_push(str_from(input), out);
    }
    buf_char(out, '\n');
}

static void put_failure(const Stand *stand, size_t number, Language language, Buf *out) {
    DiagList *faults = diag_list_new();
    const PlanItem *item = &stand->plan->items[number];
    put_name(language == LANGUAGE_ZH ? "失败" : "failed", item->name, item->input, out);
    stand_faults(stand, number, faults);
    diag_print_all(faults, language, out);
    diag_list_free(faults);
}

static bool is_alike(const RecordSignature *a, const RecordSignature *b) {
    return a->by && b->by && strcmp(a->by, b->by) == 0 && strcmp(a->level, b->level) == 0;
}

static const RecordSignature *signature_of(const StandItem *item) {
    return is_published(item) && item->record->signature.by ? &item->record->signature : NULL;
}

/* "LTA", as people write it. */
static void put_level(const char *level, Buf *out) {
    for (; *level; level++)
        buf_char(out, *level >= 'a' && *level <= 'z' ? (char)(*level - 'a' + 'A') : *level);
}

static void put_signed(const RecordSignature *signature, size_t count, bool chinese, Buf *out) {
    buf_printf(out, chinese ? "其中 %zu 份由 " : "%zu of them signed by ", count);
    diag_push(str_from(signature->by), out);
    buf_text(out, chinese ? " 签名，级别 " : ", level ");
    put_level(signature->level, out);
    buf_char(out, '\n');
}

/* By whom they are signed: once for neighbours of one signature, which mostly all of them are. */
static void put_signatures(const Stand *stand, bool chinese, Buf *out) {
    const RecordSignature *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < stand->plan->count; i++) {
        const RecordSignature *next = signature_of(&stand->items[i]);
        if (!next)
            continue;
        if (last && !is_alike(last, next)) {
            put_signed(last, count, chinese, out);
            count = 0;
        }
        last = next;
        count++;
    }
    if (last)
        put_signed(last, count, chinese, out);
}

void summary_text(const Stand *stand, bool missing, Language language, Buf *out) {
    bool chinese = language == LANGUAGE_ZH;
    for (size_t i = 0; i < stand->plan->count; i++) {
        const PlanItem *item = &stand->plan->items[i];
        if (stand->items[i].state == STAND_FAILED)
            put_failure(stand, i, language, out);
        else if (missing && stand->items[i].state == STAND_MISSING)
            put_name(chinese ? "缺少" : "missing", item->name, item->input, out);
    }
    for (size_t i = 0; i < stand->foreign_count; i++)
        put_name(chinese ? "无关" : "foreign", stand->foreign[i], NULL, out);
    put_counts(stand, chinese, out);
    put_signatures(stand, chinese, out);
}

/* ---- for spreadsheets (RFC 4180) ------------------------------------------------------------------------------ */

static void put_cell(Buf *out, const char *text, const char *after) {
    buf_char(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            buf_char(out, '"');
        buf_char(out, *text);
    }
    buf_char(out, '"');
    buf_text(out, after);
}

static void put_number(Buf *out, bool known, int64_t number) {
    if (known)
        buf_int(out, number);
    buf_char(out, ',');
}

static void put_hash(Buf *out, const Fingerprint *hash) {
    char digits[FINGERPRINT_HEX] = "";
    if (hash)
        fingerprint_write(hash, digits);
    buf_text(out, digits);
    buf_char(out, ',');
}

void summary_reason(const Stand *stand, size_t number, Language language, Buf *out) {
    DiagList *faults = diag_list_new();
    size_t start = out->length;
    if (stand->items[number].state == STAND_FAILED)
        stand_faults(stand, number, faults);
    for (size_t i = 0; i < diag_count(faults) && out->length == start; i++)
        if (diag_item(faults, i)->severity == SEVERITY_ERROR)
            diag_message(diag_item(faults, i), language, out);
    diag_list_free(faults);
}

static void put_reason(const Stand *stand, size_t number, Language language, Buf *out) {
    Buf message = {0};
    summary_reason(stand, number, language, &message);
    put_cell(out, message.length && !buf_failed(&message) ? message.bytes : "", "\r\n");
    buf_free(&message);
}

static void put_row(const Stand *stand, size_t number, Language language, Buf *out) {
    const PlanItem *item = &stand->plan->items[number];
    const StandItem *state = &stand->items[number];
    const Record *record = state->record;
    const RecordSignature *signature = signature_of(state);
    bool published = is_published(state), checked = published && record->findings.checked;
    put_cell(out, item->name, ",");
    put_cell(out, item->input, ",");
    buf_printf(out, "%s,", states[state->state]);
    put_number(out, published, published ? record->pages : 0);
    put_number(out, published, published ? record->size : 0);
    put_number(out, published, published ? record->warnings : 0);
    put_number(out, checked, checked ? record->findings.errors : 0);
    put_number(out, checked, checked ? record->findings.warnings : 0);
    put_number(out, checked, checked ? record->findings.notes : 0);
    put_hash(out, published ? &record->id : NULL);
    put_hash(out, published ? &record->bytes : NULL);
    put_cell(out, signature ? signature->by : "", ",");
    buf_printf(out, "%s,", signature ? signature->level : "");
    put_reason(stand, number, language, out);
}

/* The byte order mark tells spreadsheets what the encoding is. */
void summary_csv(const Stand *stand, Language language, Buf *out) {
    buf_text(out, "\xef\xbb\xbfname,input,state,pages,size,warnings,finding_errors,finding_warnings,finding_notes,id,"
                  "hash,signed_by,signature_level,reason\r\n");
    for (size_t i = 0; i < stand->plan->count; i++)
        put_row(stand, i, language, out);
}

/* ---- for programs --------------------------------------------------------------------------------------------- */

static void put_digits(JsonWriter *json, const char *key, const Fingerprint *hash) {
    char digits[FINGERPRINT_HEX];
    fingerprint_write(hash, digits);
    json_write_member(json, key, digits);
}

static void put_findings(JsonWriter *json, const RecordFindings *findings) {
    json_write_key(json, "findings");
    if (!findings->checked) {
        json_write_null(json);
        return;
    }
    json_write_open(json, '{');
    json_write_count(json, "errors", findings->errors);
    json_write_count(json, "warnings", findings->warnings);
    json_write_count(json, "notes", findings->notes);
    json_write_close(json, '}');
}

static void put_signature(JsonWriter *json, const RecordSignature *signature) {
    json_write_key(json, "signature");
    if (!signature) {
        json_write_null(json);
        return;
    }
    json_write_open(json, '{');
    json_write_member(json, "by", signature->by);
    json_write_member(json, "level", signature->level);
    json_write_close(json, '}');
}

static void put_fault(JsonWriter *json, const Diag *fault, Language language) {
    static const char *const severities[] = {"note", "warning", "error"};
    Buf message = {0};
    diag_message(fault, language, &message);
    json_write_open(json, '{');
    json_write_member(json, "severity", severities[fault->severity]);
    json_write_member(json, "code", diag_code_name(fault->code));
    json_write_member(json, "message", buf_failed(&message) || !message.bytes ? "" : message.bytes);
    json_write_member(json, "file", fault->place.file);
    json_write_count(json, "line", fault->place.line);
    json_write_count(json, "column", fault->place.column);
    json_write_member(json, "pointer", fault->place.pointer);
    json_write_close(json, '}');
    buf_free(&message);
}

static void put_faults(const Stand *stand, size_t number, Language language, JsonWriter *json) {
    DiagList *faults = diag_list_new();
    stand_faults(stand, number, faults);
    json_write_key(json, "faults");
    json_write_open(json, '[');
    for (size_t i = 0; i < diag_count(faults); i++)
        put_fault(json, diag_item(faults, i), language);
    json_write_close(json, ']');
    diag_list_free(faults);
}

static void put_report(const Stand *stand, size_t number, Language language, JsonWriter *json) {
    const PlanItem *item = &stand->plan->items[number];
    const StandItem *state = &stand->items[number];
    json_write_open(json, '{');
    json_write_member(json, "name", item->name);
    json_write_member(json, "input", item->input);
    json_write_count(json, "shard", (int64_t)item->shard);
    json_write_member(json, "state", states[state->state]);
    if (is_published(state)) {
        json_write_count(json, "pages", state->record->pages);
        json_write_count(json, "size", state->record->size);
        json_write_count(json, "warnings", state->record->warnings);
        put_findings(json, &state->record->findings);
        put_signature(json, signature_of(state));
        put_digits(json, "id", &state->record->id);
        put_digits(json, "hash", &state->record->bytes);
    }
    put_faults(stand, number, language, json);
    json_write_close(json, '}');
}

void summary_json(const Stand *stand, Language language, Buf *out) {
    JsonWriter json = {.out = out};
    json_write_open(&json, '{');
    json_write_count(&json, "version", 1);
    json_write_member(&json, "program", BANXIN_VERSION);
    json_write_count(&json, "published", (int64_t)stand->counts[STAND_PUBLISHED]);
    json_write_count(&json, "failed", (int64_t)stand->counts[STAND_FAILED]);
    json_write_count(&json, "missing", (int64_t)stand->counts[STAND_MISSING]);
    json_write_count(&json, "pages", stand->pages);
    json_write_count(&json, "bytes", stand->bytes);
    json_write_key(&json, "reports");
    json_write_open(&json, '[');
    for (size_t i = 0; i < stand->plan->count; i++)
        put_report(stand, i, language, &json);
    json_write_close(&json, ']');
    json_write_key(&json, "foreign");
    json_write_open(&json, '[');
    for (size_t i = 0; i < stand->foreign_count; i++)
        json_write_text(&json, str_from(stand->foreign[i]));
    json_write_close(&json, ']');
    json_write_close(&json, '}');
    buf_char(out, '\n');
}

/* ---- files ---------------------------------------------------------------------------------------------------- */

static bool write_file(const Store *store, const char *name, const Buf *text, DiagList *diags) {
    if (!buf_failed(text))
        return store_write(store, /*within*/ false, name, (Str){text->bytes, text->length}, diags);
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

typedef void WriteFn(const Stand *stand, const Store *store, Language language, Buf *out);

static void csv_of(const Stand *stand, const Store *store, Language language, Buf *out) {
    (void)store;
    summary_csv(stand, language, out);
}

static void json_of(const Stand *stand, const Store *store, Language language, Buf *out) {
    (void)store;
    summary_json(stand, language, out);
}

bool summary_write(const Stand *stand, const Store *store, Language language, DiagList *diags) {
    static const struct {
        const char *name;
        WriteFn *write;
    } files[] = {{"summary.csv", csv_of}, {"summary.json", json_of}, {"index.html", summary_html}};
    bool written = true;
    for (size_t i = 0; written && i < sizeof files / sizeof *files; i++) {
        Buf text = {0};
        files[i].write(stand, store, language, &text);
        written = write_file(store, files[i].name, &text, diags);
        buf_free(&text);
    }
    return written;
}

/* ---- shards --------------------------------------------------------------------------------------------------- */

static void put_range(Buf *out, size_t first, size_t last) {
    if (out->length)
        buf_char(out, ',');
    buf_printf(out, first == last ? "%zu" : "%zu-%zu", first, last);
}

void summary_missing_shards(Arena *arena, const Stand *stand, Buf *out) {
    size_t shards = stand->plan->shards, first = 0;
    bool *lacks = ARENA_ARRAY(arena, bool, shards + 1);
    for (size_t i = 0; lacks && i < stand->plan->count; i++)
        lacks[stand->plan->items[i].shard] |= stand->items[i].state == STAND_MISSING;
    for (size_t i = 0; lacks && i <= shards; i++) {
        if (lacks[i] && (i == 0 || !lacks[i - 1]))
            first = i;
        if (!lacks[i] && i > 0 && lacks[i - 1])
            put_range(out, first, i - 1);
    }
    buf_char(out, '\n');
}
