/* One object, as layouts/findings.schema.json describes it: for programs, every key always there. */
#include "findings/words.h"
#include "findings/write.h"
#include "json/json_write.h"

#define FINDINGS_VERSION 1

typedef struct Context {
    const Review *review;
    Language language;
    JsonWriter *json;
} Context;

/* A text in the language of the run; NULL is null. */
static void put_text(Context *context, const char *key, const char *text) {
    json_write_key(context->json, key);
    if (text)
        json_write_text(context->json, diag_half(text, context->language));
    else
        json_write_null(context->json);
}

/* A line, a column, a year; 0 is not known. */
static void put_known(JsonWriter *json, const char *key, int number) {
    json_write_key(json, key);
    if (number > 0)
        json_write_int(json, number);
    else
        json_write_null(json);
}

/* Where something stands in a file; null for what stands nowhere. */
static void put_position(Context *context, const char *key, const Place *place) {
    JsonWriter *json = context->json;
    json_write_key(json, key);
    if (!place->file) {
        json_write_null(json);
        return;
    }
    json_write_open(json, '{');
    json_write_member(json, "file", place->file);
    put_known(json, "line", place->line);
    put_known(json, "column", place->column);
    json_write_member(json, "pointer", place->pointer);
    json_write_close(json, '}');
}

static void put_page(Context *context, int page) {
    JsonWriter *json = context->json;
    json_write_key(json, "page");
    if (!page_known(context->review, page)) {
        json_write_null(json);
        return;
    }
    const char *label = context->review->labels[page];
    json_write_open(json, '{');
    json_write_count(json, "sheet", page + 1);
    json_write_member(json, "label", label && *label ? label : NULL);
    json_write_close(json, '}');
}

static void put_place(Context *context, const FindingPlace *place) {
    JsonWriter *json = context->json;
    Place at = review_place(context->review, place->source);
    json_write_open(json, '{');
    put_text(context, "name", place->name);
    json_write_member(json, "table", place->table);
    put_text(context, "row", place->row);
    json_write_member(json, "column", place->column);
    put_text(context, "value", place->value);
    put_position(context, "at", &at);
    put_page(context, place->page);
    json_write_close(json, '}');
}

static void put_side(Context *context, const FindingSide *side) {
    JsonWriter *json = context->json;
    json_write_open(json, '{');
    put_text(context, "label", side->label);
    put_text(context, "value", side->value);
    json_write_key(json, "places");
    json_write_open(json, '[');
    for (size_t i = 0; i < side->place_count; i++)
        put_place(context, &side->places[i]);
    json_write_close(json, ']');
    json_write_close(json, '}');
}

static void put_acceptance(Context *context, const Finding *finding) {
    Place accepted = review_place(context->review, finding->accepted);
    put_text(context, "reason", finding->reason);
    put_position(context, "accepted-at", &accepted);
}

static void put_finding(Context *context, const ReviewItem *item) {
    JsonWriter *json = context->json;
    const Finding *finding = item->finding;
    json_write_open(json, '{');
    json_write_member(json, "severity", severity_id(finding->severity));
    json_write_member(json, "rule", finding->rule);
    put_text(context, "title", finding->title);
    json_write_key(json, "message");
    json_write_text(json, finding_text(finding, context->language));
    put_position(context, "at", &item->place);
    put_page(context, finding->page);
    json_write_key(json, "sides");
    json_write_open(json, '[');
    for (size_t i = 0; i < finding->side_count; i++)
        put_side(context, &finding->sides[i]);
    json_write_close(json, ']');
    put_text(context, "difference", finding->difference);
    if (finding->reason)
        put_acceptance(context, finding);
    json_write_close(json, '}');
}

static void put_findings(Context *context, const char *key, size_t from, size_t end) {
    json_write_key(context->json, key);
    json_write_open(context->json, '[');
    for (size_t i = from; i < end; i++)
        put_finding(context, &context->review->items[i]);
    json_write_close(context->json, ']');
}

/* ---- faults --------------------------------------------------------------------------------------------------- */

static void put_words(Context *context, const char *key, const Diag *fault,
                      void (*words)(const Diag *, Language, Buf *)) {
    Buf text = {0};
    words(fault, context->language, &text);
    json_write_key(context->json, key);
    json_write_text(context->json, (Str){text.bytes, text.length});
    context->json->out->failed |= buf_failed(&text);
    buf_free(&text);
}

static void put_fault(Context *context, const Diag *fault) {
    JsonWriter *json = context->json;
    json_write_open(json, '{');
    json_write_member(json, "severity", severity_id((FindingSeverity)fault->severity));
    json_write_member(json, "code", diag_code_name(fault->code));
    put_words(context, "message", fault, diag_message);
    put_words(context, "hint", fault, diag_hint);
    put_position(context, "at", &fault->place);
    json_write_close(json, '}');
}

static void put_faults(Context *context) {
    const DiagList *faults = context->review->faults;
    json_write_key(context->json, "faults");
    json_write_open(context->json, '[');
    for (size_t i = 0; i < diag_count(faults); i++)
        put_fault(context, diag_item(faults, i));
    json_write_close(context->json, ']');
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

/* An item of the array of reports: a comma goes before it, which the first does without. */
static void report(const Review *review, size_t number, Language language, Piece *piece) {
    (void)number;
    JsonWriter json = {.out = &piece->body, .depth = 2, .going_on = true};
    Context context = {review, language, &json};
    json_write_open(&json, '{');
    json_write_member(&json, "file", review->file);
    json_write_key(&json, "checked");
    json_write_bool(&json, review->checked);
    json_write_member(&json, "form", review->form);
    json_write_member(&json, "organ", review->organ);
    put_known(&json, "year", review->year);
    put_findings(&context, "findings", 0, review->open);
    put_findings(&context, "accepted", review->open, review->count);
    put_faults(&context);
    json_write_close(&json, '}');
}

static void put_counts(JsonWriter *json, const Tally *tally) {
    json_write_key(json, "counts");
    json_write_open(json, '{');
    json_write_count(json, "reports", (int64_t)tally->reports);
    json_write_count(json, "unchecked", (int64_t)tally->unchecked);
    json_write_count(json, "errors", (int64_t)tally->counts[FINDING_ERROR]);
    json_write_count(json, "warnings", (int64_t)tally->counts[FINDING_WARNING]);
    json_write_count(json, "notes", (int64_t)tally->counts[FINDING_NOTE]);
    json_write_count(json, "accepted", (int64_t)tally->accepted);
    json_write_close(json, '}');
}

static void whole(const Tally *tally, const Piece *pieces, Language language, Buf *out) {
    JsonWriter json = {.out = out};
    json_write_open(&json, '{');
    json_write_count(&json, "version", FINDINGS_VERSION);
    json_write_member(&json, "language", language == LANGUAGE_ZH ? "zh" : "en");
    json_write_key(&json, "reports");
    json_write_open(&json, '[');
    json_write_items(&json, (Str){pieces->body.bytes, pieces->body.length});
    json_write_close(&json, ']');
    put_counts(&json, tally);
    json_write_close(&json, '}');
    buf_char(out, '\n');
}

const FindingWriter write_json = {"json", report, whole};
