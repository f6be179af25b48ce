#include "app/batch_summary.h"

#include <errno.h>

#include "batch/looks.h"
#include "json/json_write.h"

static const char *const states[] = {
    [STAND_PUBLISHED] = "published", [STAND_FAILED] = "failed", [STAND_MISSING] = "missing"};

static bool is_published(const StandReport *report) { return report->state == STAND_PUBLISHED; }

/* States, to choose reports by. */
enum { PUBLISHED = 1 << STAND_PUBLISHED, FAILED = 1 << STAND_FAILED, MISSING = 1 << STAND_MISSING };

/* Each report of such a state in its turn; a plan or a journal that cannot be read any more is the summary's fault. */
typedef void ReportFn(void *context, const StandReport *report, Arena *arena);

static bool for_each(const Stand *stand, int states_wanted, ReportFn *take, void *context) {
    Arena *arena = arena_new();
    bool good = arena != NULL;
    for (size_t i = 0; good && i < stand->plan->count; i++) {
        ArenaMark mark = arena_mark(arena);
        StandReport report;
        if (!(states_wanted & 1 << stand_state(stand, i)))
            continue;
        good = stand_report(stand, i, arena, &report);
        if (good)
            take(context, &report, arena);
        arena_rewind(arena, mark);
    }
    good = good && !arena_failed(arena);
    arena_free(arena);
    return good;
}

static void spoil(Spill *out) {
    if (!out->error)
        out->error = EIO;
}

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

static void put_failure(const StandReport *report, Language language, Buf *out) {
    DiagList *faults = diag_list_new();
    put_name(language == LANGUAGE_ZH ? "失败" : "failed", report->item.name, report->item.input, out);
    stand_faults(report, faults);
    diag_print_all(faults, language, out);
    diag_list_free(faults);
}

typedef struct TextSummary {
    Spill *out;
    Language language;
} TextSummary;

static void tell_report(void *context, const StandReport *report, Arena *arena) {
    const TextSummary *text = context;
    (void)arena;
    if (report->state == STAND_FAILED)
        put_failure(report, text->language, &text->out->text);
    else
        put_name(text->language == LANGUAGE_ZH ? "缺少" : "missing", report->item.name, report->item.input,
                 &text->out->text);
    spill_turn(text->out);
}

void summary_text(const Stand *stand, bool missing, Language language, Spill *out) {
    bool chinese = language == LANGUAGE_ZH;
    if (!for_each(stand, missing ? FAILED | MISSING : FAILED, tell_report, &(TextSummary){out, language}))
        spoil(out);
    for (size_t i = 0; i < stand->foreign_count; i++) {
        put_name(chinese ? "无关" : "foreign", stand->foreign[i], NULL, &out->text);
        spill_turn(out);
    }
    put_counts(stand, chinese, &out->text);
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

void summary_reason(const StandReport *report, Language language, Buf *out) {
    DiagList *faults = diag_list_new();
    size_t start = out->length;
    if (report->state == STAND_FAILED)
        stand_faults(report, faults);
    for (size_t i = 0; i < diag_count(faults) && out->length == start; i++)
        if (diag_item(faults, i)->severity == SEVERITY_ERROR)
            diag_message(diag_item(faults, i), language, out);
    diag_list_free(faults);
}

static void put_reason(const StandReport *report, Language language, Buf *out) {
    Buf message = {0};
    summary_reason(report, language, &message);
    put_cell(out, message.length && !buf_failed(&message) ? message.bytes : "", "\r\n");
    buf_free(&message);
}

static void csv_row(const StandReport *report, Language language, Buf *out) {
    const Record *record = report->record;
    bool published = is_published(report), checked = published && record->findings.checked;
    put_cell(out, report->item.name, ",");
    put_cell(out, report->item.input, ",");
    buf_printf(out, "%s,", states[report->state]);
    put_number(out, published, published ? record->pages : 0);
    put_number(out, published, published ? record->size : 0);
    put_number(out, published, published ? record->warnings : 0);
    put_number(out, checked, checked ? record->findings.errors : 0);
    put_number(out, checked, checked ? record->findings.warnings : 0);
    put_number(out, checked, checked ? record->findings.notes : 0);
    put_hash(out, published ? &record->id : NULL);
    put_hash(out, published ? &record->bytes : NULL);
    put_reason(report, language, out);
}

/* The byte order mark tells spreadsheets what the encoding is. */
static void csv_head(Buf *out) {
    buf_text(out, "\xef\xbb\xbfname,input,state,pages,size,warnings,finding_errors,finding_warnings,finding_notes,id,"
                  "hash,reason\r\n");
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

static void put_faults(const StandReport *report, Language language, JsonWriter *json) {
    DiagList *faults = diag_list_new();
    stand_faults(report, faults);
    json_write_key(json, "faults");
    json_write_open(json, '[');
    for (size_t i = 0; i < diag_count(faults); i++)
        put_fault(json, diag_item(faults, i), language);
    json_write_close(json, ']');
    diag_list_free(faults);
}

static void json_report(const StandReport *report, Language language, JsonWriter *json) {
    json_write_open(json, '{');
    json_write_member(json, "name", report->item.name);
    json_write_member(json, "input", report->item.input);
    json_write_count(json, "shard", (int64_t)report->item.shard);
    json_write_member(json, "state", states[report->state]);
    if (is_published(report)) {
        json_write_count(json, "pages", report->record->pages);
        json_write_count(json, "size", report->record->size);
        json_write_count(json, "warnings", report->record->warnings);
        put_findings(json, &report->record->findings);
        put_digits(json, "id", &report->record->id);
        put_digits(json, "hash", &report->record->bytes);
    }
    put_faults(report, language, json);
    json_write_close(json, '}');
}

static void json_head(const Stand *stand, JsonWriter *json) {
    json_write_open(json, '{');
    json_write_count(json, "version", 1);
    json_write_member(json, "program", BANXIN_VERSION);
    json_write_count(json, "published", (int64_t)stand->counts[STAND_PUBLISHED]);
    json_write_count(json, "failed", (int64_t)stand->counts[STAND_FAILED]);
    json_write_count(json, "missing", (int64_t)stand->counts[STAND_MISSING]);
    json_write_count(json, "pages", stand->pages);
    json_write_count(json, "bytes", stand->bytes);
    json_write_key(json, "reports");
    json_write_open(json, '[');
}

static void json_foot(const Stand *stand, JsonWriter *json, Spill *out) {
    json_write_close(json, ']');
    json_write_key(json, "foreign");
    json_write_open(json, '[');
    for (size_t i = 0; i < stand->foreign_count; i++) {
        json_write_text(json, str_from(stand->foreign[i]));
        spill_turn(out);
    }
    json_write_close(json, ']');
    json_write_close(json, '}');
    buf_char(&out->text, '\n');
}

typedef struct JsonSummary {
    Spill *out;
    JsonWriter json;
    Language language;
} JsonSummary;

static void write_json(void *context, const StandReport *report, Arena *arena) {
    JsonSummary *summary = context;
    (void)arena;
    json_report(report, summary->language, &summary->json);
    spill_turn(summary->out);
}

void summary_json(const Stand *stand, Language language, Spill *out) {
    JsonSummary summary = {out, {.out = &out->text}, language};
    json_head(stand, &summary.json);
    if (!for_each(stand, PUBLISHED | FAILED | MISSING, write_json, &summary))
        spoil(out);
    json_foot(stand, &summary.json, out);
}

/* ---- files ---------------------------------------------------------------------------------------------------- */

enum { FILE_CSV, FILE_JSON, FILE_PAGE, FILES };

/* All three at once, so that each report is read but once. */
typedef struct Files {
    StoreFile files[FILES];
    JsonWriter json;
    const Looks *looks;
    Language language;
} Files;

static void write_report(void *context, const StandReport *report, Arena *arena) {
    Files *to = context;
    csv_row(report, to->language, &to->files[FILE_CSV].out.text);
    json_report(report, to->language, &to->json);
    summary_page_add(report, to->looks, arena, to->language, &to->files[FILE_PAGE].out.text);
    for (size_t i = 0; i < FILES; i++)
        spill_turn(&to->files[i].out);
}

bool summary_write(const Stand *stand, const Store *store, Language language, DiagList *diags) {
    static const char *const names[FILES] = {"summary.csv", "summary.json", "index.html"};
    Looks *looks = stand->plan->count <= LOOKS_MAX ? looks_read(store) : NULL;
    Files to = {.looks = looks, .language = language};
    bool written = true;
    for (size_t i = 0; i < FILES; i++)
        store_file_begin(&to.files[i], store, /*within*/ false, names[i]);
    to.json.out = &to.files[FILE_JSON].out.text;
    csv_head(&to.files[FILE_CSV].out.text);
    json_head(stand, &to.json);
    summary_page_begin(store, language, &to.files[FILE_PAGE].out.text);
    bool read = for_each(stand, PUBLISHED | FAILED | MISSING, write_report, &to);
    json_foot(stand, &to.json, &to.files[FILE_JSON].out);
    summary_page_end(stand, &to.files[FILE_PAGE].out);
    for (size_t i = 0; i < FILES; i++) {
        if (!read || !written)
            spoil(&to.files[i].out);
        written = store_file_end(&to.files[i], diags) && written;
    }
    looks_free(looks);
    return written;
}

/* ---- shards --------------------------------------------------------------------------------------------------- */

static void put_range(Buf *out, size_t first, size_t last) {
    if (out->length)
        buf_char(out, ',');
    buf_printf(out, first == last ? "%zu" : "%zu-%zu", first, last);
}

static void note_missing(void *context, const StandReport *report, Arena *arena) {
    bool *lacks = context;
    (void)arena;
    lacks[report->item.shard] = true;
}

void summary_missing_shards(Arena *arena, const Stand *stand, Spill *out) {
    size_t shards = stand->plan->shards, first = 0;
    bool *lacks = ARENA_ARRAY(arena, bool, shards + 1);
    if (!lacks || !for_each(stand, MISSING, note_missing, lacks))
        spoil(out);
    for (size_t i = 0; lacks && i <= shards; i++) {
        if (lacks[i] && (i == 0 || !lacks[i - 1]))
            first = i;
        if (!lacks[i] && i > 0 && lacks[i - 1])
            put_range(&out->text, first, i - 1);
    }
    buf_char(&out->text, '\n');
}
