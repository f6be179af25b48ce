#include "model/report_read.h"

#include <string.h>

/* What a field's value may be in JSON; blank is null. */
static const unsigned kinds[] = {
    [FIELD_TEXT] = JSON_IS_STRING,
    [FIELD_AMOUNT] = JSON_IS_NUMBER | JSON_IS_STRING,
    [FIELD_NUMBER] = JSON_IS_NUMBER | JSON_IS_STRING,
    [FIELD_INTEGER] = JSON_IS_NUMBER | JSON_IS_STRING,
    [FIELD_DATE] = JSON_IS_STRING,
    [FIELD_FLAG] = JSON_IS_BOOL,
    [FIELD_BLOCKS] = JSON_IS_ARRAY,
    [FIELD_LIST] = JSON_IS_ARRAY,
    [FIELD_RECORD] = JSON_IS_OBJECT,
};

#define NUMBER_DIGITS_MAX 64

bool value_is_blank(const Value *value) { return !value || value->kind == VALUE_BLANK; }

bool report_limit(ReportReader *reader, const JsonNode *node) {
    if (node->count <= REPORT_ROWS_MAX)
        return true;
    char limit[BUF_NUMBER];
    diag_ref(reader->diags, DIAG_REPORT_TOO_MANY, json_ref(node), DIAG_ARGS(int_format(REPORT_ROWS_MAX, limit)));
    return false;
}

/* Nothing but white space: ASCII's, or the ideographic space with which texts are indented. */
static bool is_white(Str text) {
    static const Str wide_space = STR("\u3000");
    for (size_t at = 0; at < text.length;) {
        if (memchr(" \t\r\n", text.text[at], 4))
            at++;
        else if (strncmp(text.text + at, wide_space.text, wide_space.length) == 0)
            at += wide_space.length;
        else
            return false;
    }
    return true;
}

bool report_is_blank(const JsonNode *node, FieldType type) {
    if (!node || node->type == JSON_NULL)
        return true;
    if (node->type != JSON_STRING)
        return false;
    return type == FIELD_TEXT ? is_white(node->text) : node->text.length == 0;
}

/* ---- numbers -------------------------------------------------------------------------------------------- */

static void read_amount(ReportReader *reader, const JsonNode *node, int unit, Value *value) {
    static const DiagCode codes[] = {[MONEY_NOT_A_NUMBER] = DIAG_REPORT_AMOUNT,
                                     [MONEY_TOO_FINE] = DIAG_REPORT_AMOUNT_FINE,
                                     [MONEY_TOO_LARGE] = DIAG_REPORT_AMOUNT_LARGE};
    MoneyFault fault = money_parse(node->text, (MoneyUnit)unit, &value->amount);
    if (fault == MONEY_OK)
        value->kind = VALUE_AMOUNT;
    else
        diag_ref(reader->diags, codes[fault], json_ref(node),
                 DIAG_ARGS(node->text.text, money_unit_name((MoneyUnit)unit)));
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* An optional minus, digits without leading zeros, and decimals if `decimals` allows them. */
static bool is_number(Str text, bool decimals) {
    size_t at = text.length > 0 && text.text[0] == '-' ? 1 : 0, start = at;
    while (at < text.length && is_digit(text.text[at]))
        at++;
    if (at == start || (text.text[start] == '0' && at > start + 1) || text.length > NUMBER_DIGITS_MAX)
        return false;
    if (at == text.length)
        return true;
    start = at + 1;
    if (!decimals || text.text[at] != '.' || start == text.length)
        return false;
    for (at = start; at < text.length; at++)
        if (!is_digit(text.text[at]))
            return false;
    return true;
}

static bool integer_parse(Str text, int64_t *out) {
    bool negative = text.length > 0 && text.text[0] == '-';
    *out = 0;
    if (!is_number(text, /*decimals*/ false))
        return false;
    for (size_t i = negative ? 1 : 0; i < text.length; i++)
        if (__builtin_mul_overflow(*out, 10, out) || __builtin_sub_overflow(*out, text.text[i] - '0', out))
            return false;
    return negative || !__builtin_mul_overflow(*out, -1, out);
}

static void read_number(ReportReader *reader, const JsonNode *node, Value *value) {
    if (is_number(node->text, /*decimals*/ true)) {
        value->kind = VALUE_TEXT;
        value->text = node->text;
    } else {
        diag_ref(reader->diags, DIAG_REPORT_NUMBER, json_ref(node), DIAG_ARGS(node->text.text));
    }
}

static void read_integer(ReportReader *reader, const JsonNode *node, Value *value) {
    if (integer_parse(node->text, &value->integer))
        value->kind = VALUE_INTEGER;
    else
        diag_ref(reader->diags, DIAG_REPORT_INTEGER, json_ref(node), DIAG_ARGS(node->text.text));
}

/* ---- texts and dates ------------------------------------------------------------------------------------ */

static void read_text(ReportReader *reader, const JsonNode *node, Value *value) {
    if (report_plain_text(reader, node, &value->text))
        value->kind = VALUE_TEXT;
}

static void read_date(ReportReader *reader, const JsonNode *node, Value *value) {
    if (date_parse(node->text, &value->date))
        value->kind = VALUE_DATE;
    else
        diag_ref(reader->diags, DIAG_REPORT_DATE, json_ref(node), DIAG_ARGS(node->text.text));
}

/* ---- lists and records ---------------------------------------------------------------------------------- */

bool record_keys(ReportReader *reader, const Field *fields, size_t count, size_t extra, RecordKeys *keys) {
    *keys = (RecordKeys){.fields = fields, .count = count};
    keys->keys = ARENA_ARRAY(reader->arena, JsonKey, count + extra);
    keys->found = ARENA_ARRAY(reader->arena, const JsonNode *, count + extra);
    for (size_t i = 0; keys->keys && i < count; i++) {
        unsigned null = fields[i].optional ? JSON_IS_NULL : JSON_IS_NULL_UNSAID; /* REPORT_BLANK */
        keys->keys[extra + i] = (JsonKey){fields[i].key, kinds[fields[i].type] | null, !fields[i].optional};
    }
    return keys->keys && keys->found;
}

/* Whether what is there would print nothing; a list without items is one all the same. */
static bool is_empty(const JsonNode *node, FieldType type) {
    return report_is_blank(node, type) || (type == FIELD_BLOCKS && report_blocks_are_blank(node));
}

/* The value of the member that json_object found, which checked its kind and that it is there. */
static void read_member(ReportReader *reader, const JsonNode *node, const Field *field, SourceRef where, Value *value) {
    report_value(reader, node, field, where, value);
    if (node && !field->optional && is_empty(node, field->type))
        diag_ref(reader->diags, DIAG_REPORT_BLANK, json_ref(node), DIAG_ARGS(field->key));
}

void report_record(ReportReader *reader, const JsonNode *node, RecordKeys *keys, Value *value) {
    Value *values = ARENA_ARRAY(reader->arena, Value, keys->count);
    *value = (Value){.kind = VALUE_RECORD, .source = json_ref(node)};
    json_object(node, keys->keys, keys->count, keys->found, reader->diags);
    for (size_t i = 0; values && i < keys->count; i++)
        read_member(reader, keys->found[i], &keys->fields[i], json_ref(node), &values[i]);
    value->record.fields = keys->fields;
    value->record.values = values;
    value->record.count = values ? keys->count : 0;
}

/* An item of a list that is no record; an empty one would print as nothing. */
static void read_item(ReportReader *reader, const JsonNode *node, const Field *field, Value *value) {
    *value = (Value){.kind = VALUE_BLANK, .source = json_ref(node)};
    if (json_expect(node, kinds[field->type], reader->diags))
        read_member(reader, node, field, json_ref(node), value);
}

static void read_list(ReportReader *reader, const JsonNode *node, const Field *item, Value *value) {
    RecordKeys keys;
    bool records = item->type == FIELD_RECORD;
    if (!report_limit(reader, node) || (records && !record_keys(reader, item->fields, item->field_count, 0, &keys)))
        return;
    Value *items = ARENA_ARRAY(reader->arena, Value, node->count);
    size_t count = 0;
    for (const JsonNode *child = node->first; items && child; child = child->next) {
        if (records)
            report_record(reader, child, &keys, &items[count++]);
        else
            read_item(reader, child, item, &items[count++]);
    }
    value->kind = VALUE_LIST;
    value->list.items = items;
    value->list.count = count;
}

static void read_inner_record(ReportReader *reader, const JsonNode *node, const Field *field, Value *value) {
    RecordKeys keys;
    if (record_keys(reader, field->fields, field->field_count, 0, &keys))
        report_record(reader, node, &keys, value);
}

/* `node` is of a kind that fits the field, or NULL or blank. */
void report_value(ReportReader *reader, const JsonNode *node, const Field *field, SourceRef where, Value *value) {
    *value = (Value){.kind = VALUE_BLANK, .source = node ? json_ref(node) : where};
    if (report_is_blank(node, field->type))
        return;
    switch (field->type) {
    case FIELD_TEXT: read_text(reader, node, value); break;
    case FIELD_AMOUNT: read_amount(reader, node, field->unit, value); break;
    case FIELD_NUMBER: read_number(reader, node, value); break;
    case FIELD_INTEGER: read_integer(reader, node, value); break;
    case FIELD_DATE: read_date(reader, node, value); break;
    case FIELD_BLOCKS: report_blocks(reader, node, value); break;
    case FIELD_LIST: read_list(reader, node, &field->fields[0], value); break;
    case FIELD_RECORD: read_inner_record(reader, node, field, value); break;
    case FIELD_FLAG:
        value->kind = VALUE_FLAG;
        value->flag = node->type == JSON_TRUE;
        break;
    }
}
