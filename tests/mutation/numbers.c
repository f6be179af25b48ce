#include "numbers.h"

#include <stdio.h>
#include <string.h>

#include "base/vec.h"

typedef struct Gatherer {
    Arena *arena;
    const Report *report;
    VEC(Number) found;
} Gatherer;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char *bytes_of(const Gatherer *g) { return json_doc_bytes(g->report->doc).text; }

static void push(Gatherer *g, const Number *number) {
    Number *added = VEC_PUSH(&g->found);
    if (!added)
        return;
    *added = *number;
    added->pointer = json_place(number->node, g->arena).pointer;
}

/* ---- cells and fields ----------------------------------------------------------------------------------------- */

static void push_value(Gatherer *g, NumberSort sort, const JsonNode *node, bool whole) {
    if (!node || (node->type != JSON_NUMBER && node->type != JSON_STRING))
        return;
    push(g, &(Number){.sort = sort,
                      .node = node,
                      .at = node->offset + (node->type == JSON_STRING),
                      .length = node->text.length,
                      .count = 1,
                      .whole = whole});
}

static void gather_tables(Gatherer *g) {
    for (size_t t = 0; t < g->report->form->table_count; t++) {
        const ReportTable *table = &g->report->tables[t];
        for (size_t r = 0; r < table->row_count; r++)
            for (size_t c = 0; c < table->form->leaf_count; c++) {
                ColumnType type = table->form->leaves[c]->type;
                const Value *cell = &table->rows[r].cells[c];
                if (cell->kind != VALUE_BLANK &&
                    (type == COLUMN_AMOUNT || type == COLUMN_NUMBER || type == COLUMN_INTEGER))
                    push_value(g, NUMBER_CELL, json_node(g->report->doc, cell->source), type == COLUMN_INTEGER);
            }
    }
}

/* ---- prose ---------------------------------------------------------------------------------------------------- */

/* The end of the digits that begin here: 1,234.50; a point or comma with nothing after it is none of theirs. */
static size_t digits_end(const char *bytes, size_t at, size_t end) {
    size_t to = at;
    bool point = false;
    while (to < end) {
        bool joined = to + 1 < end && is_digit(bytes[to + 1]);
        if (!is_digit(bytes[to]) && !(bytes[to] == ',' && joined && !point) && !(bytes[to] == '.' && joined && !point))
            break;
        point |= bytes[to] == '.';
        to++;
    }
    return to;
}

static bool starts(const char *bytes, size_t at, size_t end, const char *word) {
    return end - at >= strlen(word) && memcmp(bytes + at, word, strlen(word)) == 0;
}

static bool is_money_or_share(const char *bytes, size_t at, size_t end) {
    static const char *const units[] = {"元", "万元", "亿元", "千元", "百万元", "%", "％", "个百分点"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (starts(bytes, at, end, units[i]))
            return true;
    return false;
}

/* Over an escape, or over {{...}}, which is no text of the department's. */
static size_t skip(const char *bytes, size_t at, size_t end) {
    if (bytes[at] == '\\')
        return at + (bytes[at + 1] == 'u' ? 6 : 2);
    if (starts(bytes, at, end, "{{"))
        while (at < end && !starts(bytes, at, end, "}}"))
            at++;
    return at + 1;
}

static void gather_text(Gatherer *g, const JsonNode *node) {
    const char *bytes = bytes_of(g);
    size_t at = node->offset + 1, end = at, count = 0;
    while (bytes[end] != '"')
        end += bytes[end] == '\\' ? 2 : 1;
    while (at < end) {
        if (!is_digit(bytes[at])) {
            at = skip(bytes, at, end);
            continue;
        }
        size_t to = digits_end(bytes, at, end);
        bool point = memchr(bytes + at, '.', to - at) != NULL;
        bool year = to - at == 4 && !point && starts(bytes, to, end, "年");
        push(g, &(Number){.sort = NUMBER_PROSE,
                          .node = node,
                          .at = at,
                          .length = to - at,
                          .count = ++count,
                          .whole = year || (!point && !is_money_or_share(bytes, to, end)),
                          .year = year});
        at = to;
    }
}

/* A code, or a number with no word about it. */
static bool is_bare(Str text) {
    size_t i = 0;
    while (i < text.length && is_digit(text.text[i]))
        i++;
    return i == text.length;
}

/* All texts at and below a node; patterns of list labels are none. */
static void gather_texts(Gatherer *g, const JsonNode *node) {
    if (node->type == JSON_STRING && !is_bare(node->text) && !(node->key && strcmp(node->key, "label") == 0))
        gather_text(g, node);
    for (const JsonNode *child = node->first; child; child = child->next)
        gather_texts(g, child);
}

/* ---- data ----------------------------------------------------------------------------------------------------- */

static bool is_number(FieldType type) { return type == FIELD_AMOUNT || type == FIELD_NUMBER || type == FIELD_INTEGER; }

static void gather_field(Gatherer *g, const Value *value, const Field *field, bool prose) {
    const JsonNode *node = json_node(g->report->doc, value->source);
    if (value->kind == VALUE_BLANK || !node)
        return;
    if (value->kind == VALUE_RECORD) {
        for (size_t i = 0; i < value->record.count; i++)
            gather_field(g, &value->record.values[i], &field->fields[i], prose);
    } else if (value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->list.count; i++)
            gather_field(g, &value->list.items[i], &field->fields[0], prose);
    } else if (is_number(field->type) && !prose) {
        push_value(g, NUMBER_FIELD, node, field->type == FIELD_INTEGER);
    } else if ((field->type == FIELD_TEXT || field->type == FIELD_BLOCKS) && prose) {
        gather_texts(g, node);
    }
}

static void gather_data(Gatherer *g, bool prose) {
    const Form *form = g->report->form;
    const Value *data = &g->report->data;
    for (size_t i = 0; i < data->record.count; i++)
        gather_field(g, &data->record.values[i], &form->data[i], prose);
}

Numbers numbers_of(Arena *arena, const Report *report) {
    Gatherer g = {.arena = arena, .report = report};
    gather_tables(&g);
    gather_data(&g, false);
    gather_data(&g, true);
    Numbers numbers = {ARENA_ARRAY(arena, Number, g.found.count), g.found.count};
    if (numbers.items && numbers.count > 0)
        memcpy(numbers.items, g.found.items, g.found.count * sizeof *numbers.items);
    else
        numbers.count = 0;
    VEC_FREE(&g.found);
    return numbers;
}

/* ---- changes -------------------------------------------------------------------------------------------------- */

#define DIGITS_MAX 18

/* Digits as a whole number of their last decimal place. */
typedef struct Digits {
    int64_t value;
    int decimals;
    bool separated, bad;
} Digits;

static Digits read_digits(Str text) {
    Digits digits = {0};
    bool point = false, minus = false;
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];
        minus |= c == '-';
        point |= c == '.';
        digits.separated |= c == ',';
        if (!is_digit(c))
            continue;
        digits.value = digits.value * 10 + (c - '0');
        digits.decimals += point;
        digits.bad |= ++length > DIGITS_MAX - 4;
    }
    digits.value = minus ? -digits.value : digits.value;
    return digits;
}

static const char *write_digits(Arena *arena, Digits digits) {
    char plain[DIGITS_MAX * 2], out[DIGITS_MAX * 3];
    int64_t size = digits.value < 0 ? -digits.value : digits.value;
    int length = snprintf(plain, sizeof plain, "%0*lld", digits.decimals + 1, (long long)size), to = 0;
    int front = length - digits.decimals;
    if (digits.value < 0)
        out[to++] = '-';
    for (int i = 0; i < length; i++) {
        if (i == front)
            out[to++] = '.';
        else if (digits.separated && i > 0 && i < front && (front - i) % 3 == 0)
            out[to++] = ',';
        out[to++] = plain[i];
    }
    out[to] = '\0';
    return arena_strdup(arena, out);
}

/* Makes room for at least two decimals, so that 0.01 can be added. */
static int64_t hundredth(Digits *digits) {
    int64_t step = 1;
    for (; digits->decimals < 2; digits->decimals++)
        digits->value *= 10;
    for (int i = 2; i < digits->decimals; i++)
        step *= 10;
    return step;
}

/* The value after a change that is no swap. */
static int64_t changed_value(const Number *number, Digits *digits, int change) {
    int64_t one = 1;
    if (number->year && (change == CHANGE_MUCH || change == CHANGE_NOUGHT))
        return digits->value + (change == CHANGE_MUCH ? 7 : -7);
    if (change == CHANGE_NOUGHT)
        return 0;
    for (int i = 0; i < digits->decimals; i++)
        one *= 10;
    if (change == CHANGE_MUCH)
        return digits->value * 100 + 1000 * one;
    int64_t step = number->whole ? 1 : hundredth(digits);
    return digits->value + (change == CHANGE_UP ? step : -step);
}

static bool is_pair(Str digits, size_t i) {
    return i + 1 < digits.length && is_digit(digits.text[i]) && is_digit(digits.text[i + 1]) &&
           digits.text[i] != digits.text[i + 1];
}

/* A number does not begin with a nought before other digits. */
static bool is_written_so(const char *text) { return !(text[0] == '0' && is_digit(text[1])); }

static bool swapped(Arena *arena, Str digits, int pair, const char **out) {
    size_t i = 0;
    while (i < digits.length && !(is_pair(digits, i) && pair-- == 0))
        i++;
    char *text = i < digits.length ? arena_printf(arena, "%.*s", (int)digits.length, digits.text) : NULL;
    if (!text)
        return false;
    text[i] = digits.text[i + 1];
    text[i + 1] = digits.text[i];
    *out = text;
    return is_written_so(text);
}

bool number_changes_end(Str digits, int change) {
    int pairs = 0;
    for (size_t i = 0; i < digits.length; i++)
        pairs += is_pair(digits, i);
    return change >= CHANGE_SWAP + pairs;
}

bool number_changed(Arena *arena, const Number *number, Str text, int change, const char **out) {
    if (change >= CHANGE_SWAP)
        return swapped(arena, text, change - CHANGE_SWAP, out);
    Digits digits = read_digits(text);
    if (digits.bad)
        return false;
    digits.value = changed_value(number, &digits, change);
    if (digits.value < 0 && number->sort != NUMBER_CELL)
        return false;
    *out = write_digits(arena, digits);
    return *out != NULL;
}
