/*
 * SARIF 2.1.0 (OASIS), for editors and code hosts: one run, a result for each finding, a rule for each rule that found
 * something. Faults of the files are notifications of the run's invocation; what is accepted is suppressed, in source.
 */
#include <string.h>

#include "findings/words.h"
#include "findings/write.h"
#include "json/json_write.h"

#define SARIF_SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

typedef struct Context {
    const Review *review;
    Language language;
    JsonWriter *json;
} Context;

/* ---- texts ---------------------------------------------------------------------------------------------------- */

/*
 * The text of a message, in which braces would be slots (3.11.5) and brackets links (3.11.6). Braces are doubled; of
 * what could be a link, "](", the bracket is escaped.
 */
static void put_message_text(JsonWriter *json, Str text) {
    Buf safe = {0};
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];
        bool brace = c == '{' || c == '}';
        bool link = c == ']' && i + 1 < text.length && text.text[i + 1] == '(';
        if (brace || link)
            buf_char(&safe, brace ? c : '\\');
        buf_char(&safe, c);
    }
    json_write_text(json, (Str){safe.bytes, safe.length});
    json->out->failed |= buf_failed(&safe);
    buf_free(&safe);
}

static void put_message(JsonWriter *json, const char *key, Str text) {
    json_write_key(json, key);
    json_write_open(json, '{');
    json_write_key(json, "text");
    put_message_text(json, text);
    json_write_close(json, '}');
}

/* A relative path as a relative reference, an absolute one as a file URI (RFC 3986, RFC 8089). */
static void put_uri(JsonWriter *json, const char *path) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    Buf uri = {0};
    buf_text(&uri, *path == '/' ? "file://" : "");
    for (const char *at = path; *at; at++) {
        if (strchr(plain, *at))
            buf_char(&uri, *at);
        else
            buf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*at);
    }
    json_write_key(json, "uri");
    json_write_text(json, (Str){uri.bytes, uri.length});
    json->out->failed |= buf_failed(&uri);
    buf_free(&uri);
}

/* ---- places --------------------------------------------------------------------------------------------------- */

static void put_physical(JsonWriter *json, const Place *place) {
    if (!place->file)
        return;
    json_write_key(json, "physicalLocation");
    json_write_open(json, '{');
    json_write_key(json, "artifactLocation");
    json_write_open(json, '{');
    put_uri(json, place->file);
    json_write_close(json, '}');
    if (place->line > 0) {
        json_write_key(json, "region");
        json_write_open(json, '{');
        json_write_count(json, "startLine", place->line);
        if (place->column > 0)
            json_write_count(json, "startColumn", place->column);
        json_write_close(json, '}');
    }
    json_write_close(json, '}');
}

/* The cell or value by its pointer, and by the name people give it. */
static void put_logical(JsonWriter *json, const Place *place, Str name) {
    bool pointed = place->pointer && *place->pointer;
    if (!pointed && name.length == 0)
        return;
    json_write_key(json, "logicalLocations");
    json_write_open(json, '[');
    json_write_open(json, '{');
    if (pointed)
        json_write_member(json, "fullyQualifiedName", place->pointer);
    if (name.length) {
        json_write_key(json, "name");
        json_write_text(json, name);
    }
    json_write_member(json, "kind", "value");
    json_write_close(json, '}');
    json_write_close(json, ']');
}

static void put_page(Context *context, int page) {
    if (!page_known(context->review, page))
        return;
    const char *label = context->review->labels[page];
    json_write_key(context->json, "properties");
    json_write_open(context->json, '{');
    json_write_count(context->json, "sheet", page + 1);
    if (label && *label)
        json_write_member(context->json, "page", label);
    json_write_close(context->json, '}');
}

/* "收入总计：3245.21万元。表一，收入总计：3245.21，第4页" */
static void push_related(Context *context, const FindingSide *side, const FindingPlace *place, Buf *out) {
    Language language = context->language;
    Str label = diag_half(side->label, language), value = diag_half(side->value, language);
    Str name = place ? diag_half(place->name, language) : (Str){"", 0};
    Str there = place ? diag_half(place->value, language) : (Str){"", 0};
    buf_push(out, label.text, label.length);
    if (value.length)
        buf_printf(out, "%s%.*s", word(WORD_COLON, language), (int)value.length, value.text);
    if (name.length)
        buf_printf(out, "%s%.*s", word(WORD_SEMICOLON, language), (int)name.length, name.text);
    if (name.length && there.length)
        buf_printf(out, "%s%.*s", word(WORD_COLON, language), (int)there.length, there.text);
    if (place && page_known(context->review, place->page)) {
        buf_text(out, word(WORD_COMMA, language));
        page_push(context->review, place->page, language, out);
    }
}

/* ---- results -------------------------------------------------------------------------------------------------- */

static void put_locations(Context *context, const ReviewItem *item) {
    JsonWriter *json = context->json;
    json_write_key(json, "locations");
    json_write_open(json, '[');
    if (item->place.file) {
        json_write_open(json, '{');
        put_physical(json, &item->place);
        put_logical(json, &item->place, (Str){"", 0});
        put_page(context, item->finding->page);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void put_related_place(Context *context, const FindingSide *side, const FindingPlace *place, int64_t number) {
    JsonWriter *json = context->json;
    Buf text = {0};
    Place at = place ? review_place(context->review, place->source) : (Place){0};
    push_related(context, side, place, &text);
    json_write_open(json, '{');
    json_write_count(json, "id", number);
    put_message(json, "message", (Str){text.bytes, text.length});
    put_physical(json, &at);
    put_logical(json, &at, place ? diag_half(place->name, context->language) : (Str){"", 0});
    if (place)
        put_page(context, place->page);
    json_write_close(json, '}');
    json->out->failed |= buf_failed(&text);
    buf_free(&text);
}

/* Both sides; one without places says its value all the same. */
static void put_related(Context *context, const Finding *finding) {
    JsonWriter *json = context->json;
    int64_t number = 0;
    json_write_key(json, "relatedLocations");
    json_write_open(json, '[');
    for (size_t i = 0; i < finding->side_count; i++) {
        const FindingSide *side = &finding->sides[i];
        if (side->place_count == 0)
            put_related_place(context, side, NULL, ++number);
        for (size_t j = 0; j < side->place_count; j++)
            put_related_place(context, side, &side->places[j], ++number);
    }
    json_write_close(json, ']');
}

static void put_suppression(Context *context, const Finding *finding) {
    JsonWriter *json = context->json;
    Place accepted = review_place(context->review, finding->accepted);
    json_write_key(json, "suppressions");
    json_write_open(json, '[');
    if (finding->reason) {
        Str reason = diag_half(finding->reason, context->language);
        json_write_open(json, '{');
        json_write_member(json, "kind", "inSource");
        json_write_member(json, "status", "accepted");
        json_write_key(json, "justification");
        json_write_text(json, reason);
        if (accepted.file) {
            json_write_key(json, "location");
            json_write_open(json, '{');
            put_physical(json, &accepted);
            json_write_close(json, '}');
        }
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

/* What is wrong and by how much: some viewers show nothing else. */
static void put_result_message(Context *context, const Finding *finding) {
    Buf text = {0};
    Str message = finding_text(finding, context->language);
    Str difference = diag_half(finding->difference, context->language);
    buf_push(&text, message.text, message.length);
    if (difference.length)
        buf_printf(&text, "%s%s%s%.*s", word(WORD_SEMICOLON, context->language),
                   word(WORD_DIFFERENCE, context->language), word(WORD_COLON, context->language),
                   (int)difference.length, difference.text);
    put_message(context->json, "message", (Str){text.bytes, text.length});
    context->json->out->failed |= buf_failed(&text);
    buf_free(&text);
}

static void put_result(Context *context, const ReviewItem *item) {
    JsonWriter *json = context->json;
    const Finding *finding = item->finding;
    json_write_open(json, '{');
    json_write_member(json, "ruleId", finding->rule);
    json_write_member(json, "kind", "fail");
    json_write_member(json, "level", severity_id(finding->severity));
    put_result_message(context, finding);
    put_locations(context, item);
    put_related(context, finding);
    put_suppression(context, finding);
    json_write_close(json, '}');
}

/* ---- notifications -------------------------------------------------------------------------------------------- */

static void put_notification(Context *context, const Diag *fault) {
    JsonWriter *json = context->json;
    Buf text = {0};
    diag_message(fault, context->language, &text);
    json_write_open(json, '{');
    json_write_key(json, "descriptor");
    json_write_open(json, '{');
    json_write_member(json, "id", diag_code_name(fault->code));
    json_write_close(json, '}');
    json_write_member(json, "level", severity_id((FindingSeverity)fault->severity));
    put_message(json, "message", (Str){text.bytes, text.length});
    json_write_key(json, "locations");
    json_write_open(json, '[');
    if (fault->place.file) {
        json_write_open(json, '{');
        put_physical(json, &fault->place);
        put_logical(json, &fault->place, (Str){"", 0});
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
    json_write_close(json, '}');
    json->out->failed |= buf_failed(&text);
    buf_free(&text);
}

static void report(const Review *review, size_t number, Language language, Piece *piece) {
    (void)number;
    JsonWriter results = {.out = &piece->body, .depth = 4, .going_on = true};
    JsonWriter notes = {.out = &piece->aside, .depth = 6, .going_on = true};
    Context context = {review, language, &results};
    for (size_t i = 0; i < review->count; i++)
        put_result(&context, &review->items[i]);
    context.json = &notes;
    for (size_t i = 0; i < diag_count(review->faults); i++)
        put_notification(&context, diag_item(review->faults, i));
}

/* ---- the run -------------------------------------------------------------------------------------------------- */

static void put_rules(JsonWriter *json, const Tally *tally, Language language) {
    json_write_key(json, "rules");
    json_write_open(json, '[');
    for (size_t i = 0; i < tally->rule_count; i++) {
        Str title = diag_half(tally->rules[i].title, language);
        json_write_open(json, '{');
        json_write_member(json, "id", tally->rules[i].id);
        if (title.length)
            put_message(json, "shortDescription", title);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void put_tool(JsonWriter *json, const Tally *tally, Language language) {
    json_write_key(json, "tool");
    json_write_open(json, '{');
    json_write_key(json, "driver");
    json_write_open(json, '{');
    json_write_member(json, "name", "banxin");
    json_write_member(json, "semanticVersion", BANXIN_VERSION);
    put_rules(json, tally, language);
    json_write_close(json, '}');
    json_write_close(json, '}');
}

static void put_invocation(JsonWriter *json, const Tally *tally, const Piece *pieces) {
    json_write_key(json, "invocations");
    json_write_open(json, '[');
    json_write_open(json, '{');
    json_write_key(json, "executionSuccessful");
    json_write_bool(json, tally->unchecked == 0);
    json_write_key(json, "toolExecutionNotifications");
    json_write_open(json, '[');
    json_write_items(json, (Str){pieces->aside.bytes, pieces->aside.length});
    json_write_close(json, ']');
    json_write_close(json, '}');
    json_write_close(json, ']');
}

static void whole(const Tally *tally, const Piece *pieces, Language language, Buf *out) {
    JsonWriter json = {.out = out};
    json_write_open(&json, '{');
    json_write_member(&json, "$schema", SARIF_SCHEMA);
    json_write_member(&json, "version", "2.1.0");
    json_write_key(&json, "runs");
    json_write_open(&json, '[');
    json_write_open(&json, '{');
    put_tool(&json, tally, language);
    json_write_member(&json, "language", language == LANGUAGE_ZH ? "zh-CN" : "en-US");
    json_write_member(&json, "columnKind", "unicodeCodePoints");
    put_invocation(&json, tally, pieces);
    json_write_key(&json, "results");
    json_write_open(&json, '[');
    json_write_items(&json, (Str){pieces->body.bytes, pieces->body.length});
    json_write_close(&json, ']');
    json_write_close(&json, '}');
    json_write_close(&json, ']');
    json_write_close(&json, '}');
    buf_char(out, '\n');
}

const FindingWriter write_sarif = {"sarif", report, whole};
