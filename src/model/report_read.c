#include "model/report_read.h"

#include <string.h>

static void read_organ(ReportReader *reader, const JsonNode *node, Report *report) {
    const JsonNode *found[ORGAN_KEY_COUNT] = {NULL};
    const KeyTable *keys = report_keys(REPORT_KEYS_ORGAN);
    const char *texts[ORGAN_KEY_COUNT] = {[ORGAN_KEY_NAME] = ""};
    Str text;
    report->organ.source = json_ref(node);
    if (node)
        json_object(node, keys->keys, keys->count, found, reader->diags);
    for (int i = 0; i < ORGAN_KEY_COUNT; i++)
        if (!report_is_blank(found[i], FIELD_TEXT) && report_plain_text(reader, found[i], &text))
            texts[i] = text.text;
    if (found[ORGAN_KEY_NAME] && report_is_blank(found[ORGAN_KEY_NAME], FIELD_TEXT))
        diag_ref(reader->diags, DIAG_REPORT_BLANK, json_ref(found[ORGAN_KEY_NAME]), DIAG_ARGS("name"));
    report->organ.name = texts[ORGAN_KEY_NAME];
    report->organ.short_name = texts[ORGAN_KEY_SHORT] ? texts[ORGAN_KEY_SHORT] : texts[ORGAN_KEY_NAME];
    report->organ.code = texts[ORGAN_KEY_CODE];
    report->organ.parent = texts[ORGAN_KEY_PARENT];
}

static void read_date(ReportReader *reader, const JsonNode *node, Report *report) {
    if (node && !date_parse(node->text, &report->date))
        diag_ref(reader->diags, DIAG_REPORT_DATE, json_ref(node), DIAG_ARGS(node->text.text));
}

/* ---- tables --------------------------------------------------------------------------------------------- */

/* The form's tables as keys; those over lists of the data are not the report's to give. */
static JsonKey *table_keys(ReportReader *reader, size_t *count) {
    const Form *form = reader->form;
    JsonKey *keys = ARENA_ARRAY(reader->arena, JsonKey, form->table_count);
    *count = 0;
    for (size_t i = 0; keys && i < form->table_count; i++)
        if (!form->tables[i].rows_from)
            keys[(*count)++] = (JsonKey){form->tables[i].key, JSON_IS_ARRAY | JSON_IS_OBJECT | JSON_IS_NULL, false};
    return keys;
}

static void report_missing(ReportReader *reader, const JsonNode *where, const TableForm *form) {
    const char *label =
        form->label[0] ? arena_printf(reader->arena, DIAG_BOTH(" (%s)", "（%s）"), form->label, form->label) : "";
    diag_ref(reader->diags, DIAG_REPORT_TABLE_MISSING, json_ref(where), DIAG_ARGS(form->key, label));
}

static void read_table(ReportReader *reader, const JsonNode *node, const JsonNode *where, ReportTable *table) {
    if (node && node->type != JSON_NULL)
        report_rows(reader, node, table);
    else if (!table->form->optional)
        report_missing(reader, where, table->form);
}

static void read_tables(ReportReader *reader, const JsonNode *node, const JsonNode *root, Report *report) {
    const Form *form = reader->form;
    size_t count, key = 0;
    JsonKey *keys = table_keys(reader, &count);
    const JsonNode **found = ARENA_ARRAY(reader->arena, const JsonNode *, count);
    ReportTable *tables = ARENA_ARRAY(reader->arena, ReportTable, form->table_count);
    if (!keys || !found || !tables)
        return;
    if (node)
        json_object(node, keys, count, found, reader->diags);
    for (size_t i = 0; i < form->table_count; i++) {
        tables[i].form = &form->tables[i];
        tables[i].source = json_ref(node ? node : root);
        if (!form->tables[i].rows_from) {
            bool wrong = node && !found[key] && json_member(node, keys[key].name); /* reported by its type */
            if (!wrong)
                read_table(reader, found[key], node ? node : root, &tables[i]);
            key++;
        }
    }
    report->tables = tables;
}

/* ---- what is accepted ------------------------------------------------------------------------------------ */

/* A text that says something: not blank, nothing in it that cannot be printed. */
static const char *accept_text(ReportReader *reader, const JsonNode *node) {
    Str text;
    if (!node)
        return NULL;
    if (report_is_blank(node, FIELD_TEXT))
        diag_ref(reader->diags, DIAG_REPORT_BLANK, json_ref(node), DIAG_ARGS(node->key));
    else if (report_text(reader, node, &text))
        return text.text;
    return NULL;
}

/* RFC 6901: empty, or names each after a slash, with ~ standing only in ~0 and ~1. */
static bool is_pointer(const char *text) {
    if (*text && *text != '/')
        return false;
    for (; *text; text++)
        if (*text == '~' && text[1] != '0' && text[1] != '1')
            return false;
    return true;
}

static bool read_accept(ReportReader *reader, const JsonNode *node, ReportAccept *accept) {
    const JsonNode *found[ACCEPT_KEY_COUNT] = {NULL};
    const KeyTable *keys = report_keys(REPORT_KEYS_ACCEPT);
    bool good = json_object(node, keys->keys, keys->count, found, reader->diags);
    const JsonNode *at = found[ACCEPT_KEY_AT];
    *accept = (ReportAccept){.rule = accept_text(reader, found[ACCEPT_KEY_RULE]),
                             .reason = accept_text(reader, found[ACCEPT_KEY_REASON]),
                             .at = json_text(at, NULL),
                             .source = json_ref(node),
                             .rule_source = json_ref(found[ACCEPT_KEY_RULE])};
    if (at && !is_pointer(at->text.text)) {
        diag_ref(reader->diags, DIAG_REPORT_POINTER, json_ref(at), DIAG_ARGS(at->text.text));
        return false;
    }
    return good && accept->rule && accept->reason;
}

static void read_accepts(ReportReader *reader, const JsonNode *node, Report *report) {
    char limit[BUF_NUMBER];
    if (node && node->count > REPORT_ACCEPTS_MAX)
        diag_ref(reader->diags, DIAG_REPORT_TOO_MANY, json_ref(node), DIAG_ARGS(int_format(REPORT_ACCEPTS_MAX, limit)));
    if (!node || node->count > REPORT_ACCEPTS_MAX)
        return;
    ReportAccept *accepts = ARENA_ARRAY(reader->arena, ReportAccept, node->count);
    for (const JsonNode *child = node->first; accepts && child; child = child->next)
        if (read_accept(reader, child, &accepts[report->accept_count]))
            report->accept_count++;
    report->accepts = accepts;
}

/* ---- the whole ------------------------------------------------------------------------------------------ */

static bool any_required(const Form *form) {
    for (size_t i = 0; i < form->data_count; i++)
        if (!form->data[i].optional)
            return true;
    return false;
}

static void read_data(ReportReader *reader, const JsonNode *node, const JsonNode *root, Report *report) {
    if (!node && any_required(reader->form)) { /* said once, not for every field in it */
        diag_ref(reader->diags, DIAG_JSON_KEY_MISSING, json_ref(root), DIAG_ARGS("data"));
        return;
    }
    RecordKeys keys;
    const JsonNode nothing = {.type = JSON_OBJECT, .doc = root->doc, .index = root->index};
    if (record_keys(reader, reader->form->data, reader->form->data_count, 0, &keys))
        report_record(reader, node ? node : &nothing, &keys, &report->data);
}

static void read_top(ReportReader *reader, const JsonDoc *doc, Report *report) {
    const JsonNode *found[REPORT_KEY_COUNT] = {NULL}, *root = json_doc_root(doc);
    const KeyTable *keys = report_keys(REPORT_KEYS_TOP);
    bool shaped = json_object(root, keys->keys, keys->count, found, reader->diags);
    if (!shaped && root->type != JSON_OBJECT)
        return;
    read_organ(reader, found[REPORT_KEY_ORGAN], report);
    report->year =
        (int)json_int(found[REPORT_KEY_YEAR], REPORT_YEAR_MIN, REPORT_YEAR_MAX, REPORT_YEAR_MIN, reader->diags);
    read_date(reader, found[REPORT_KEY_DATE], report);
    if (found[REPORT_KEY_TABLES] || !json_member(root, "tables"))
        read_tables(reader, found[REPORT_KEY_TABLES], root, report);
    if (found[REPORT_KEY_DATA] || !json_member(root, "data"))
        read_data(reader, found[REPORT_KEY_DATA], root, report);
    read_accepts(reader, found[REPORT_KEY_ACCEPT], report);
}

const Report *report_read(Arena *arena, const JsonDoc *doc, const Form *form, DiagList *diags) {
    size_t errors = diag_count_at_least(diags, SEVERITY_ERROR);
    ReportReader reader = {.arena = arena, .diags = diags, .form = form};
    Report *report = ARENA_NEW(arena, Report);
    if (report) {
        report->doc = doc;
        report->form = form;
        read_top(&reader, doc, report);
    }
    if (arena_failed(arena))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return diag_count_at_least(diags, SEVERITY_ERROR) == errors ? report : NULL;
}

/* An object without the one key that is asked for: reports it missing, and nothing of the keys there are. */
static void report_no_form(const JsonNode *root, DiagList *diags) {
    static const JsonKey form_key[] = {{"form", JSON_IS_STRING, true}};
    const JsonNode *found[1], bare = {.type = root->type, .doc = root->doc, .index = root->index};
    json_object(&bare, form_key, 1, found, diags);
}

const char *report_form_name(const JsonDoc *doc, DiagList *diags) {
    const JsonNode *root = json_doc_root(doc), *name = json_member(root, "form");
    if (!name)
        report_no_form(root, diags);
    if (!name || !json_expect(name, JSON_IS_STRING, diags))
        return NULL;
    if (name_is_valid(name->text))
        return name->text.text;
    diag_ref(diags, DIAG_REPORT_FORM_NAME, json_ref(name), DIAG_ARGS(name->text.text));
    return NULL;
}
