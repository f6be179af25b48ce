#include "form/form_read.h"

#include <string.h>

bool form_object(FormReader *reader, const JsonNode *node, KeyTableId keys, const JsonNode **found) {
    const KeyTable *table = form_keys(keys);
    return json_object(node, table->keys, table->count, found, reader->diags);
}

void form_too_many(FormReader *reader, const JsonNode *node, size_t limit) {
    char number[BUF_NUMBER];
    diag_ref(reader->diags, DIAG_FORM_TOO_MANY, json_ref(node), DIAG_ARGS(int_format((int64_t)limit, number)));
}

bool form_limit(FormReader *reader, const JsonNode *node, size_t limit) {
    if (!node || node->count <= limit)
        return true;
    form_too_many(reader, node, limit);
    return false;
}

const Template *form_template(FormReader *reader, const JsonNode *node) {
    if (!node || !text_check(node->text, json_ref(node), reader->diags))
        return NULL;
    return template_parse(reader->arena, node->text, json_ref(node), reader->diags);
}

const Template *form_template_or_empty(FormReader *reader, const JsonNode *node) {
    static const Template empty = {0};
    return node ? form_template(reader, node) : &empty;
}

const char *form_text(FormReader *reader, const JsonNode *node, const char *otherwise) {
    if (!node || !text_check(node->text, json_ref(node), reader->diags))
        return otherwise;
    return node->text.text;
}

const Expr *form_expr(FormReader *reader, const JsonNode *node) {
    return node ? expr_parse_whole(reader->arena, node->text, json_ref(node), reader->diags) : NULL;
}

bool form_path(FormReader *reader, const JsonNode *node, Path *path) {
    *path = (Path){0};
    return node && path_parse(reader->arena, node->text, json_ref(node), path, reader->diags);
}

static void bad_length(FormReader *reader, const JsonNode *node) {
    diag_ref(reader->diags, DIAG_FORM_LENGTH, json_ref(node), DIAG_ARGS(node->text.text));
}

Em form_em(FormReader *reader, const JsonNode *node, Em low, Em high, Em otherwise) {
    Em em;
    if (!node)
        return otherwise;
    if (!em_parse(node->text.text, &em) || em < low || em > high) {
        diag_ref(reader->diags, DIAG_FORM_EM, json_ref(node), DIAG_ARGS(node->text.text));
        return otherwise;
    }
    return em;
}

#define LINES_MAX 1000000 /* thousandths */

/* "1 line", "1.5 lines", as thousandths. */
static bool lines_parse(const char *text, int *lines) {
    int64_t value;
    const char *unit;
    if (!thousandths_read(text, &value, &unit) || (strcmp(unit, " line") != 0 && strcmp(unit, " lines") != 0))
        return false;
    if (value < 0 || value > LINES_MAX)
        return false;
    *lines = (int)value;
    return true;
}

void form_space(FormReader *reader, const JsonNode *node, Len size, Len *len, int *lines) {
    Em em;
    if (!node)
        return;
    *len = 0;
    *lines = 0;
    if (lines_parse(node->text.text, lines))
        return;
    if (size > 0 && em_parse(node->text.text, &em))
        *len = len_from_em(em, size);
    else if (!len_parse(node->text.text, len))
        bad_length(reader, node);
    if (*len < 0 || *len > FORM_LENGTH_MAX) {
        bad_length(reader, node);
        *len = 0;
    }
}

Len form_weight(FormReader *reader, const JsonNode *node, Len otherwise) {
    const Len hairline = LEN_PT / 4;
    Len weight = json_len(node, 0, 20 * LEN_PT, otherwise, reader->diags);
    if (weight > 0 && weight < hairline)
        diag_ref(reader->diags, DIAG_FORM_HAIRLINE, json_ref(node), DIAG_ARGS(node->text.text));
    return weight;
}

int form_unit(FormReader *reader, const JsonNode *node, int otherwise) {
    return json_choice(node, money_unit_names, otherwise, reader->diags);
}

bool form_name(FormReader *reader, const JsonNode *node, const char *name) {
    if (name_is_valid(str_from(name)))
        return true;
    diag_ref(reader->diags, DIAG_FORM_NAME, json_ref(node), DIAG_ARGS(name));
    return false;
}

static const char *name_at(const void *items, size_t size, size_t index) {
    const char *name;
    memcpy(&name, (const char *)items + index * size, sizeof name);
    return name;
}

int form_find(const void *items, size_t count, size_t size, const char *name) {
    for (size_t i = 0; name && i < count; i++) {
        const char *candidate = name_at(items, size, i);
        if (candidate && strcmp(candidate, name) == 0)
            return (int)i;
    }
    return -1;
}

void form_unknown(FormReader *reader, DiagCode code, SourceRef ref, const char *name, const void *items, size_t count,
                  size_t size) {
    size_t known = 0;
    ArenaMark mark = arena_mark(reader->arena);
    const char **names = ARENA_ARRAY(reader->arena, const char *, count);
    for (size_t i = 0; names && i < count; i++)
        if (name_at(items, size, i))
            names[known++] = name_at(items, size, i);
    json_report_name(reader->diags, code, ref, name, names, known);
    arena_rewind(reader->arena, mark);
}

const Style *form_named_style(FormReader *reader, const JsonNode *node, const Style *otherwise) {
    const Form *form = reader->form;
    if (!node)
        return otherwise;
    const Style *style = form_style(form, node->text.text);
    if (!style)
        form_unknown(reader, DIAG_FORM_UNKNOWN_STYLE, json_ref(node), node->text.text, form->styles, form->style_count,
                     sizeof *form->styles);
    return style;
}

const PageMaster *form_named_page(FormReader *reader, const JsonNode *node, const PageMaster *otherwise) {
    const Form *form = reader->form;
    if (!node)
        return otherwise;
    int index = form_find(form->pages, form->page_count, sizeof *form->pages, node->text.text);
    if (index < 0)
        form_unknown(reader, DIAG_FORM_UNKNOWN_PAGE, json_ref(node), node->text.text, form->pages, form->page_count,
                     sizeof *form->pages);
    return index < 0 ? NULL : &form->pages[index];
}

const Format *form_named_format(FormReader *reader, const JsonNode *node, const Format *otherwise) {
    const Form *form = reader->form;
    if (!node)
        return otherwise;
    const Format *format = form_format(form, node->text.text);
    if (!format)
        form_unknown(reader, DIAG_FORM_UNKNOWN_FORMAT, json_ref(node), node->text.text, form->formats,
                     form->format_count, sizeof *form->formats);
    return format;
}
