#include "compose/table_rows.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

/* ---- finding -------------------------------------------------------------------------------------------------- */

static const ReportTable *report_table(const Report *report, const TableForm *form) {
    for (size_t i = 0; i < report->form->table_count; i++)
        if (&report->form->tables[i] == form)
            return &report->tables[i];
    return NULL;
}

static size_t panel_rows(const TableForm *form) {
    size_t most = 0;
    for (size_t i = 0; i < form->panel_count; i++)
        if (form->panels[i].row_count > most)
            most = form->panels[i].row_count;
    return most;
}

/* Where a data row's fixed row stands in TableRows.fixed; -1 for rows that fill none. */
static int64_t fixed_place(const TableForm *form, const ReportRow *row) {
    if (row->panel == ROW_IS_FREE)
        return -1;
    size_t place = row->fixed < 0 ? 0 : (size_t)row->fixed;
    if (row->panel == ROW_IN_TOP)
        return (int64_t)place;
    place += form->top_count;
    int before = row->panel == ROW_IN_FOOT ? (int)form->panel_count : row->panel;
    for (int i = 0; i < before; i++)
        place += form->panels[i].row_count;
    return (int64_t)place;
}

static size_t fixed_count(const TableForm *form) {
    size_t count = form->top_count + form->foot_count;
    for (size_t i = 0; i < form->panel_count; i++)
        count += form->panels[i].row_count;
    return count;
}

/* Sorts the data's rows into those that fill fixed rows and the others. */
static bool sort_rows(Arena *arena, TableRows *rows) {
    size_t data_count = rows->data && rows->data->present ? rows->data->row_count : 0;
    rows->fixed = ARENA_ARRAY(arena, const ReportRow *, fixed_count(rows->form));
    rows->plain = ARENA_ARRAY(arena, size_t, data_count);
    if (!rows->fixed || !rows->plain)
        return false;
    for (size_t i = 0; i < data_count; i++) {
        int64_t place = fixed_place(rows->form, &rows->data->rows[i]);
        if (place < 0)
            rows->plain[rows->counts[ROW_DATA]++] = i;
        else
            rows->fixed[place] = &rows->data->rows[i];
    }
    rows->empty = !rows->data || !rows->data->filled;
    return true;
}

/* The list the rows come from, and which field of its records each column shows. */
static bool find_list(Composer *composer, const Scope *scope, TableRows *rows) {
    const TableForm *form = rows->form;
    ScopeValue found;
    if (!scope_lookup(composer->arena, scope, form->rows_from, &found, composer->diags))
        return false;
    assert(found.field && found.field->type == FIELD_LIST && found.field->fields[0].type == FIELD_RECORD);
    int *fields = ARENA_ARRAY(composer->arena, int, form->leaf_count);
    Value *list = ARENA_NEW(composer->arena, Value);
    if (!fields || !list)
        return false;
    const Field *record = &found.field->fields[0];
    for (size_t leaf = 0; leaf < form->leaf_count; leaf++) {
        fields[leaf] = -1;
        for (size_t i = 0; i < record->field_count && fields[leaf] < 0; i++)
            if (strcmp(record->fields[i].key, form->leaves[leaf]->key) == 0)
                fields[leaf] = (int)i;
    }
    *list = found.value;
    rows->list = list;
    rows->list_fields = fields;
    rows->source = list->source;
    rows->counts[ROW_DATA] = list->kind == VALUE_LIST ? list->list.count : 0;
    rows->empty = rows->counts[ROW_DATA] == 0;
    return true;
}

bool table_rows_find(Composer *composer, const Scope *scope, const TableForm *form, TableRows *rows) {
    *rows = (TableRows){.form = form};
    if (!form->rows_from) {
        rows->data = report_table(composer->report, form);
        rows->source = rows->data ? rows->data->source : form->source;
    }
    if (!sort_rows(composer->arena, rows))
        return false;
    if (form->rows_from && !find_list(composer, scope, rows))
        return false;
    rows->counts[ROW_TOP] = form->top_count;
    rows->counts[ROW_PANELS] = panel_rows(form);
    rows->counts[ROW_FOOT_FIXED] = form->foot_count;
    if (rows->empty && form->panel_count == 0)
        rows->counts[ROW_EMPTY] = form->empty_rows > 0 ? (size_t)form->empty_rows : 0;
    for (int i = 0; i < ROW_SOURCE_COUNT; i++)
        rows->count += rows->counts[i];
    return true;
}

/* ---- one row -------------------------------------------------------------------------------------------------- */

static void set_value(RowCell *cell, const Value *value) {
    if (value && !value_is_blank(value))
        cell->value = value;
}

/* A fixed row's cells in leaves [from, from + count): the form's text where it has one, else the data's value. */
static void fill_fixed(const TableRows *rows, const FixedRow *fixed, const ReportRow *data, size_t from, size_t count,
                       RowCell *cells, SourceRef *source) {
    for (size_t leaf = from; leaf < from + count && leaf < rows->form->leaf_count; leaf++) {
        cells[leaf].kind = data && data->kind >= 0 ? data->kind : fixed->kind;
        cells[leaf].text = fixed->cells ? fixed->cells[leaf] : NULL;
        cells[leaf].row = data;
        if (!cells[leaf].text && data && data->cells)
            set_value(&cells[leaf], &data->cells[leaf]);
    }
    if (source->map == NULL)
        *source = data ? data->source : fixed->source;
}

static void fill_panels(const TableRows *rows, size_t index, RowCell *cells, SourceRef *source) {
    const TableForm *form = rows->form;
    size_t place = form->top_count;
    for (size_t i = 0; i < form->panel_count; i++) {
        const Panel *panel = &form->panels[i];
        if (index < panel->row_count)
            fill_fixed(rows, &panel->rows[index], rows->fixed[place + index], (size_t)panel->first_leaf,
                       (size_t)panel->leaf_count, cells, source);
        place += panel->row_count;
    }
}

/* Whether a column is filled as a kind asks for. */
static bool kind_fits(const RowKind *kind, const RowCell *cells) {
    const Value *value = kind->when < 0 ? NULL : cells[kind->when].value;
    if (!value)
        return false;
    return kind->when_length == 0 ||
           (value->kind == VALUE_TEXT && utf8_count(value->text.text, value->text.length) == (size_t)kind->when_length);
}

/* The kind of a list's row: the last that fits. */
static int kind_of(const TableForm *form, const RowCell *cells) {
    int kind = form->default_kind;
    for (size_t i = 0; i < form->kind_count; i++)
        if (kind_fits(&form->kinds[i], cells))
            kind = (int)i;
    return kind;
}

static void fill_listed(const TableRows *rows, size_t index, RowCell *cells, SourceRef *source) {
    const TableForm *form = rows->form;
    const Value *record = &rows->list->list.items[index];
    for (size_t leaf = 0; leaf < form->leaf_count; leaf++) {
        int field = rows->list_fields[leaf];
        if (field >= 0 && record->kind == VALUE_RECORD && (size_t)field < record->record.count)
            set_value(&cells[leaf], &record->record.values[field]);
    }
    int kind = kind_of(form, cells);
    for (size_t leaf = 0; leaf < form->leaf_count; leaf++)
        cells[leaf].kind = kind;
    *source = record->source;
}

static void fill_data(const TableRows *rows, size_t index, RowCell *cells, SourceRef *source) {
    if (rows->list) {
        fill_listed(rows, index, cells, source);
        return;
    }
    const ReportRow *row = &rows->data->rows[rows->plain[index]];
    for (size_t leaf = 0; leaf < rows->form->leaf_count; leaf++) {
        set_value(&cells[leaf], &row->cells[leaf]);
        cells[leaf].kind = row->kind;
        cells[leaf].row = row;
    }
    *source = row->source;
}

void table_rows_at(const TableRows *rows, size_t index, RowCell *cells, RowSource *from, SourceRef *source) {
    const TableForm *form = rows->form;
    int part = 0;
    for (size_t leaf = 0; leaf < form->leaf_count; leaf++)
        cells[leaf] = (RowCell){.kind = -1};
    while (part < ROW_FOOT_FIXED && index >= rows->counts[part])
        index -= rows->counts[part++];
    *from = (RowSource)part;
    *source = SOURCE_NONE;
    switch (*from) {
    case ROW_TOP: fill_fixed(rows, &form->top[index], rows->fixed[index], 0, form->leaf_count, cells, source); break;
    case ROW_PANELS: fill_panels(rows, index, cells, source); break;
    case ROW_DATA: fill_data(rows, index, cells, source); break;
    case ROW_FOOT_FIXED: {
        size_t place = fixed_count(form) - form->foot_count + index;
        fill_fixed(rows, &form->foot[index], rows->fixed[place], 0, form->leaf_count, cells, source);
        break;
    }
    case ROW_EMPTY:
    case ROW_SOURCE_COUNT: *source = rows->source; break;
    }
}

bool table_rows_is_note(const TableRows *rows, size_t index) {
    return rows->counts[ROW_EMPTY] > 0 && rows->form->empty_text &&
           index == rows->counts[ROW_TOP] + rows->counts[ROW_PANELS] + rows->counts[ROW_DATA];
}
