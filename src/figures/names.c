#include "figures/names.h"

#include <string.h>

#include "figures/pieces.h"

/* White space at the ends, forced line ends and what only says where a text may break are no part of a name. */
static void push_name(Buf *out, Str text) {
    static const Str marks[] = {STR("\xE2\x80\x8B"), STR("\xE2\x81\xA0"), STR("\xE3\x80\x80"), STR("\n")};
    for (size_t at = 0; at < text.length;) {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof marks / sizeof *marks && !skip; i++)
            if (text.length - at >= marks[i].length && memcmp(text.text + at, marks[i].text, marks[i].length) == 0)
                skip = marks[i].length;
        if (!skip)
            buf_char(out, text.text[at]);
        at += skip ? skip : 1;
    }
}

static const char *take_name(Figures *figures, Buf *text) {
    if (buf_failed(text))
        arena_fail(figures->arena);
    Str trimmed = str_trim((Str){text->bytes ? text->bytes : "", text->length});
    const char *name = arena_strndup(figures->arena, trimmed.text, trimmed.length);
    buf_free(text);
    return name ? name : "";
}

/* A template's text; faults in it are told when it is printed. Most names hold no value. */
static void push_template(Figures *figures, const Scope *scope, const Template *template, Buf *out) {
    bool values = false;
    for (size_t i = 0; template && i < template->count; i++)
        values = values || template->parts[i].is_value;
    for (size_t i = 0; template && !values && i < template->count; i++)
        push_name(out, template->parts[i].text);
    if (!values)
        return;
    Figures quiet = *figures;
    DiagList *diags = diag_list_new();
    PieceVec pieces = {0};
    quiet.diags = diags;
    quiet.completion = NULL; /* a name asks for no cell: it may be the name of the very cell that is being reckoned */
    if (template && diags)
        pieces_fill(&quiet, scope, template, /*amounts*/ NULL, &pieces);
    for (size_t i = 0; i < pieces.count; i++)
        push_name(out, pieces.items[i].text);
    VEC_FREE(&pieces);
    diag_list_free(diags);
}

static Scope table_scope(const Scope *report, const TableForm *form) {
    return (Scope){.kind = FRAME_TABLE, .outer = report, .table = form};
}

const char *name_table_title(Figures *figures, const TableForm *form) {
    Buf text = {0};
    Scope report = scope_report(figures->report), scope = table_scope(&report, form);
    push_template(figures, &scope, form->title, &text);
    return take_name(figures, &text);
}

const char *name_table_short(Figures *figures, const TableForm *form) {
    Buf text = {0};
    if (!form->label[0])
        return name_table_title(figures, form);
    push_name(&text, str_from(form->label));
    return take_name(figures, &text);
}

/* A row at the table's foot may have a text in each panel: the column of `leaf`'s, or the first; the count of leaves if
 * no column of the type has a text. */
static size_t naming_leaf(const ReportTable *table, uint32_t row, size_t leaf, ColumnType type) {
    const TableForm *form = table->form;
    const FixedRow *fixed = report_fixed_row(form, &table->rows[row]);
    size_t best = form->leaf_count;
    for (size_t i = 0; i < form->leaf_count; i++) {
        const Value *cell = &table->rows[row].cells[i];
        bool text = (fixed && fixed->cells && fixed->cells[i]) || cell->kind == VALUE_TEXT;
        if (form->leaves[i]->type == type && text && (best == form->leaf_count || i <= leaf))
            best = i;
    }
    return best;
}

/* By its text, or else by what stands in a column of codes: 合计 over code and name. */
static void push_row(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf, Buf *out) {
    const TableForm *form = table->form;
    const FixedRow *fixed = report_fixed_row(form, &table->rows[row]);
    Scope report = scope_report(figures->report), scope = table_scope(&report, form);
    size_t best = naming_leaf(table, row, leaf, COLUMN_TEXT);
    if (best == form->leaf_count)
        best = naming_leaf(table, row, leaf, COLUMN_CODE);
    if (best == form->leaf_count) {
        push_name(out, str_from(table->rows[row].row));
        return;
    }
    if (fixed && fixed->cells && fixed->cells[best])
        push_template(figures, &scope, fixed->cells[best], out);
    else
        push_name(out, table->rows[row].cells[best].text);
}

const char *name_row_at(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf) {
    Buf text = {0};
    push_row(figures, table, row, leaf, &text);
    return take_name(figures, &text);
}

const char *name_row(Figures *figures, const ReportTable *table, uint32_t row) {
    return name_row_at(figures, table, row, /*leaf*/ 0);
}

/* The heads from the top down to the leaf, or the last alone. */
static bool push_heads(Figures *figures, const Scope *scope, const Column *columns, size_t count, const Column *leaf,
                       bool heads, Buf *out) {
    for (size_t i = 0; i < count; i++) {
        const Column *column = &columns[i];
        size_t before = out->length;
        if (column == leaf || heads) {
            if (out->length > 0 && column->title->count > 0)
                buf_char(out, ' ');
            push_template(figures, scope, column->title, out);
        }
        if (column == leaf)
            return true;
        if (push_heads(figures, scope, column->columns, column->column_count, leaf, heads, out))
            return true;
        out->length = before;
    }
    return false;
}

const char *name_column(Figures *figures, const TableForm *form, size_t leaf, bool heads) {
    Buf text = {0};
    Scope report = scope_report(figures->report), scope = table_scope(&report, form);
    push_heads(figures, &scope, form->columns, form->column_count, form->leaves[leaf], heads, &text);
    return take_name(figures, &text);
}

const char *name_cell(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf) {
    const char *name = name_row_at(figures, table, row, leaf);
    const char *text = arena_printf(figures->arena, "%s %s%s%s", name_table_short(figures, table->form), name,
                                    name[0] ? " " : "", name_column(figures, table->form, leaf, /*heads*/ false));
    return text ? text : "";
}

/* ---- fields --------------------------------------------------------------------------------------------- */

static const Field *field_named(const Field *fields, size_t count, Str key) {
    for (size_t i = 0; i < count; i++)
        if (str_equals(key, fields[i].key))
            return &fields[i];
    return NULL;
}

/* One step down: an item of a list, or a field of a record; NULL when there is no such. */
static const Field *step_down(const Field *at, Str token, Buf *out) {
    bool list = at->type == FIELD_LIST && at->fields;
    const Field *next = list ? &at->fields[0] : field_named(at->fields, at->field_count, token);
    int64_t number = 0;
    if (out->length > 0 && next)
        buf_char(out, ' ');
    for (size_t i = 0; list && i < token.length && i < 9; i++)
        number = number * 10 + (token.text[i] - '0');
    if (list)
        buf_printf(out, "第%d项", (int)number + 1);
    else if (next)
        buf_text(out, next->title ? next->title : next->key);
    return next;
}

const char *name_field(Figures *figures, const char *pointer) {
    static const Str data = STR("/data/");
    const Form *form = figures->report->form;
    const Field root = {.type = FIELD_RECORD, .fields = form->data, .field_count = form->data_count}, *at = &root;
    Buf text = {0};
    if (strncmp(pointer, data.text, data.length) != 0)
        return pointer;
    Str rest = str_from(pointer + data.length), token, tail = rest;
    for (bool more = true; more && at; rest = tail) {
        more = str_split(rest, '/', &token, &tail);
        at = step_down(at, more ? token : rest, &text);
    }
    return take_name(figures, &text);
}
