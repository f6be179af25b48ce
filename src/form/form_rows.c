/* The rows a table's form speaks of: kinds of rows, merged cells above the head, fixed rows, panels, lines around. */
#include "form/form_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

static const char *const aligns[] = {"left", "center", "right", "decimal", "justify", NULL};
static const char *const occasions[] = {"first", "continued", "all", NULL};
static const char *const conditions[] = {"empty", "filled", NULL};
enum { ON_FIRST, ON_CONTINUED, ON_ALL };

/* ---- kinds ---------------------------------------------------------------------------------------------- */

/* "class", or {"column": "code", "length": 3}. */
static void read_when(FormReader *reader, const JsonNode *node, const TableForm *table, RowKind *kind) {
    const JsonNode *found[WHEN_KEY_COUNT] = {NULL};
    kind->when = -1;
    if (node && node->type == JSON_OBJECT) {
        form_object(reader, node, KEYS_WHEN, found);
        kind->when_length = (int)json_int(found[WHEN_KEY_LENGTH], 1, 1000, 0, reader->diags);
        node = found[WHEN_KEY_COLUMN];
    }
    if (node)
        kind->when = form_leaf(reader, table, node, node->text.text);
}

/* A pair of column keys, the first not after the second. */
static bool read_range(FormReader *reader, const JsonNode *node, const TableForm *table, int *from, int *to) {
    if (!json_expect(node, JSON_IS_ARRAY, reader->diags))
        return false;
    if (node->count != 2) {
        diag_ref(reader->diags, DIAG_FORM_RANGE, json_ref(node), DIAG_NO_ARGS);
        return false;
    }
    const JsonNode *first = node->first, *last = first->next;
    bool texts = json_expect(first, JSON_IS_STRING, reader->diags);
    if (!json_expect(last, JSON_IS_STRING, reader->diags) || !texts)
        return false;
    *from = form_leaf(reader, table, first, first->text.text);
    *to = form_leaf(reader, table, last, last->text.text);
    if (*from > *to && *to >= 0)
        diag_ref(reader->diags, DIAG_FORM_RANGE, json_ref(node), DIAG_NO_ARGS);
    return *from >= 0 && *from <= *to;
}

static void read_merges(FormReader *reader, const JsonNode *node, const TableForm *table, RowKind *kind) {
    if (!node || !form_limit(reader, node, FORM_COLUMNS_MAX))
        return;
    struct KindMerge *merges = ARENA_ARRAY(reader->arena, struct KindMerge, node->count);
    for (const JsonNode *child = node->first; merges && child; child = child->next) {
        struct KindMerge merge;
        if (!read_range(reader, child, table, &merge.from, &merge.to))
            continue;
        for (size_t i = 0; i < kind->merge_count; i++)
            if (merge.from <= merges[i].to && merges[i].from <= merge.to)
                diag_ref(reader->diags, DIAG_FORM_MERGE_OVERLAP, json_ref(child), DIAG_NO_ARGS);
        merges[kind->merge_count++] = merge;
    }
    kind->merges = merges;
}

static void read_indents(FormReader *reader, const JsonNode *node, const TableForm *table, RowKind *kind) {
    if (!node)
        return;
    Em *indents = ARENA_ARRAY(reader->arena, Em, table->leaf_count);
    for (const JsonNode *child = node->first; indents && child; child = child->next) {
        int leaf = form_leaf(reader, table, child, child->key);
        if (json_expect(child, JSON_IS_STRING, reader->diags) && leaf >= 0)
            indents[leaf] = form_em(reader, child, 0, 100 * EM_ONE, 0);
    }
    kind->indents = indents;
}

static void read_kind(FormReader *reader, const JsonNode *node, const TableForm *table, RowKind *kind) {
    const JsonNode *found[KIND_KEY_COUNT];
    form_object(reader, node, KEYS_KIND, found);
    kind->name = node->key;
    kind->source = json_ref(node);
    form_name(reader, node, node->key);
    read_when(reader, found[KIND_KEY_WHEN], table, kind);
    kind->style = form_named_style(reader, found[KIND_KEY_STYLE], NULL);
    read_merges(reader, found[KIND_KEY_MERGE], table, kind);
    read_indents(reader, found[KIND_KEY_INDENT], table, kind);
    kind->keep_next = json_bool(found[KIND_KEY_KEEP_NEXT], false);
}

void form_read_kinds(FormReader *reader, const JsonNode *node, TableForm *table) {
    if (!node || !form_limit(reader, node, FORM_NAMES_MAX))
        return;
    RowKind *kinds = ARENA_ARRAY(reader->arena, RowKind, node->count);
    for (const JsonNode *child = node->first; kinds && child; child = child->next)
        read_kind(reader, child, table, &kinds[table->kind_count++]);
    table->kinds = kinds;
}

/* ---- lead rows ------------------------------------------------------------------------------------------ */

static FormCell read_cell(FormReader *reader, const JsonNode *node, bool head) {
    const JsonNode *found[CELL_KEY_COUNT];
    form_object(reader, node, KEYS_CELL, found);
    FormCell cell = {.source = json_ref(node)};
    cell.text = form_template_or_empty(reader, found[CELL_KEY_TEXT]);
    cell.tracks = (int)json_int(found[CELL_KEY_TRACKS], 1, FORM_COLUMNS_MAX, 1, reader->diags);
    cell.rows = (int)json_int(found[CELL_KEY_ROWS], 1, FORM_ROWS_MAX, 1, reader->diags);
    cell.align = (ColumnAlign)json_choice(found[CELL_KEY_ALIGN], aligns, COLUMN_CENTER, reader->diags);
    cell.style = form_named_style(reader, found[CELL_KEY_STYLE], NULL);
    cell.head = json_bool(found[CELL_KEY_HEAD], head);
    cell.format = form_named_format(reader, found[CELL_KEY_FORMAT], NULL);
    return cell;
}

/*
 * Puts a row's cells into the tracks that spans from above leave free; `below` holds for every track how many more
 * rows its span reaches down. Gives how many tracks are covered, or more than there are if cells overhang or overlap.
 */
static int place_cells(const LeadRow *row, int tracks, int *below) {
    int covered = 0, at = 0;
    bool span_above[FORM_COLUMNS_MAX];
    for (int i = 0; i < tracks; i++)
        span_above[i] = below[i] > 0;
    for (size_t c = 0; c < row->cell_count; c++) {
        while (at < tracks && span_above[at])
            at++;
        for (int i = 0; i < row->cells[c].tracks; i++, at++) {
            if (at >= tracks || span_above[at])
                return tracks + 1;
            below[at] = row->cells[c].rows;
            covered++;
        }
    }
    for (int i = 0; i < tracks; i++) {
        covered += span_above[i] ? 1 : 0;
        below[i] -= below[i] > 0 ? 1 : 0;
    }
    return covered;
}

static bool check_lead_row(FormReader *reader, const JsonNode *node, const LeadRow *row, int tracks, int *below) {
    int sum = place_cells(row, tracks, below);
    if (sum == tracks)
        return true;
    const char *covers =
        sum > tracks ? arena_printf(reader->arena, ">%d", tracks) : arena_printf(reader->arena, "%d", sum);
    const char *count = arena_printf(reader->arena, "%d", tracks);
    diag_ref(reader->diags, DIAG_FORM_LEAD_SPANS, json_ref(node), DIAG_ARGS(covers ? covers : "", count ? count : ""));
    return false;
}

/* An array of cells, or {"cells": [...], "height": "..."}; `head`: what a cell is that does not say. */
static LeadRow read_lead_row(FormReader *reader, const JsonNode *node, bool head) {
    const JsonNode *found[LEAD_ROW_KEY_COUNT] = {NULL}, *cells = node;
    LeadRow row = {0};
    if (!json_expect(node, JSON_IS_ARRAY | JSON_IS_OBJECT, reader->diags))
        return row;
    if (node->type == JSON_OBJECT) {
        form_object(reader, node, KEYS_LEAD_ROW, found);
        row.min_height = json_len(found[LEAD_ROW_KEY_HEIGHT], 0, FORM_LENGTH_MAX, 0, reader->diags);
        cells = found[LEAD_ROW_KEY_CELLS];
    }
    if (!cells || !form_limit(reader, cells, FORM_COLUMNS_MAX))
        return row;
    FormCell *list = ARENA_ARRAY(reader->arena, FormCell, cells->count);
    for (const JsonNode *child = cells->first; list && child; child = child->next)
        list[row.cell_count++] = read_cell(reader, child, head);
    row.cells = list;
    return row;
}

static const LeadRow *read_lead_rows(FormReader *reader, const JsonNode *node, int tracks, bool head, size_t *count) {
    int below[FORM_COLUMNS_MAX] = {0};
    bool fits = tracks > 0 && tracks <= FORM_COLUMNS_MAX;
    *count = 0;
    if (!node || !form_limit(reader, node, FORM_ROWS_MAX))
        return NULL;
    LeadRow *rows = ARENA_ARRAY(reader->arena, LeadRow, node->count);
    for (const JsonNode *child = node->first; rows && child; child = child->next) {
        LeadRow *row = &rows[(*count)++];
        *row = read_lead_row(reader, child, head);
        fits = fits && row->cells && check_lead_row(reader, child, row, tracks, below);
    }
    bool overhang = false;
    for (int i = 0; fits && i < tracks; i++)
        overhang = overhang || below[i] > 0;
    if (overhang)
        diag_ref(reader->diags, DIAG_FORM_LEAD_OVERHANG, json_ref(node), DIAG_NO_ARGS);
    return rows;
}

void form_read_lead(FormReader *reader, const JsonNode *node, TableForm *table) {
    table->lead = read_lead_rows(reader, node, table->track_count, /*head*/ false, &table->lead_count);
}

void form_read_head_rows(FormReader *reader, const JsonNode *node, TableForm *table) {
    table->head_rows = read_lead_rows(reader, node, table->track_count, /*head*/ true, &table->head_row_count);
}

/* ---- fixed rows ----------------------------------------------------------------------------------------- */

typedef VEC(FixedRow) FixedVec;

typedef struct FixedKey {
    const JsonNode *node;
    size_t number; /* in the order they are read */
} FixedKey;

typedef struct FixedReader {
    FormReader *form;
    TableForm *table;
    VEC(FixedKey) keys; /* of all fixed rows of the table, each to be used once */
} FixedReader;

static void read_fixed_key(FixedReader *reader, const JsonNode *node, FixedRow *row) {
    if (!node)
        return;
    row->key = form_text(reader->form, node, "");
    size_t number = reader->keys.count;
    FixedKey *key = VEC_PUSH(&reader->keys);
    if (key)
        *key = (FixedKey){node, number};
}

static int compare_fixed_keys(const void *a, const void *b) {
    const FixedKey *left = a, *right = b;
    int order = strcmp(left->node->text.text, right->node->text.text);
    return order ? order : (left->number > right->number) - (left->number < right->number);
}

/* Rows may be many: sorting keeps the work in proportion. */
static void check_fixed_keys(FixedReader *reader) {
    const FixedKey *keys = reader->keys.items;
    if (reader->keys.failed)
        arena_fail(reader->form->arena);
    if (reader->keys.count > 0)
        qsort(reader->keys.items, reader->keys.count, sizeof *keys, compare_fixed_keys);
    for (size_t i = 1; i < reader->keys.count; i++)
        if (strcmp(keys[i - 1].node->text.text, keys[i].node->text.text) == 0)
            diag_ref(reader->form->diags, DIAG_FORM_NAME_TAKEN, json_ref(keys[i].node),
                     DIAG_ARGS(keys[i].node->text.text));
}

/* Its own texts, within the columns [first, first + count) of its panel. */
static void read_fixed_cells(FixedReader *reader, const JsonNode *node, int first, int count, FixedRow *row) {
    FormReader *form = reader->form;
    const Template **cells = ARENA_ARRAY(form->arena, const Template *, reader->table->leaf_count);
    for (const JsonNode *child = node ? node->first : NULL; cells && child; child = child->next) {
        int leaf = form_leaf(form, reader->table, child, child->key);
        if (!json_expect(child, JSON_IS_STRING, form->diags) || leaf < 0)
            continue;
        if (leaf < first || leaf >= first + count)
            diag_ref(form->diags, DIAG_FORM_PANEL_CELL, json_ref(child), DIAG_ARGS(child->key));
        cells[leaf] = form_template(form, child);
    }
    row->cells = cells;
}

/* What its cells are where the data leaves them out; not beside a text of the form's own. */
static void read_fixed_values(FixedReader *reader, const JsonNode *node, int first, int count, FixedRow *row) {
    FormReader *form = reader->form;
    const Expr **values = node ? ARENA_ARRAY(form->arena, const Expr *, reader->table->leaf_count) : NULL;
    for (const JsonNode *child = node ? node->first : NULL; values && child; child = child->next) {
        int leaf = form_leaf(form, reader->table, child, child->key);
        if (!json_expect(child, JSON_IS_STRING, form->diags) || leaf < 0)
            continue;
        if (leaf < first || leaf >= first + count)
            diag_ref(form->diags, DIAG_FORM_PANEL_CELL, json_ref(child), DIAG_ARGS(child->key));
        if (row->cells && row->cells[leaf])
            diag_ref(form->diags, DIAG_FORM_KEY_IDLE, json_ref(child), DIAG_ARGS(child->key));
        values[leaf] = form_expr(form, child);
    }
    row->values = values;
}

static void read_fixed_row(FixedReader *reader, const JsonNode *node, int first, int count, FixedRow *row) {
    const JsonNode *found[ROW_KEY_COUNT];
    const TableForm *table = reader->table;
    form_object(reader->form, node, KEYS_ROW, found);
    *row = (FixedRow){.key = "", .kind = -1, .source = json_ref(node)};
    read_fixed_key(reader, found[ROW_KEY_KEY], row);
    const JsonNode *kind = found[ROW_KEY_KIND];
    row->kind = kind ? form_find(table->kinds, table->kind_count, sizeof *table->kinds, kind->text.text) : -1;
    if (kind && row->kind < 0)
        form_unknown(reader->form, DIAG_FORM_UNKNOWN_KIND, json_ref(kind), kind->text.text, table->kinds,
                     table->kind_count, sizeof *table->kinds);
    read_fixed_cells(reader, found[ROW_KEY_CELLS], first, count, row);
    read_fixed_values(reader, found[ROW_KEY_VALUES], first, count, row);
}

/* The rows of "row-lists" that a text among the rows names; NULL with a fault. */
static const JsonNode *row_list(FixedReader *reader, const JsonNode *node) {
    FormReader *form = reader->form;
    const JsonNode *lists = form->row_lists;
    const JsonNode *list = lists ? json_member(lists, node->text.text) : NULL;
    if (list)
        return list->type == JSON_ARRAY ? list : NULL;
    size_t count = lists ? lists->count : 0, i = 0;
    const char **names = ARENA_ARRAY(form->arena, const char *, count);
    for (const JsonNode *child = count > 0 ? lists->first : NULL; names && child; child = child->next)
        names[i++] = child->key;
    form_unknown(form, DIAG_FORM_UNKNOWN_ROWS, json_ref(node), node->text.text, names, i, sizeof *names);
    return NULL;
}

static void push_fixed_rows(FixedReader *reader, const JsonNode *node, int first, int count, bool named,
                            FixedVec *rows) {
    for (const JsonNode *child = node->first; child; child = child->next) {
        if (rows->count >= FORM_ROWS_MAX) {
            form_too_many(reader->form, node, FORM_ROWS_MAX);
            return;
        }
        if (child->type == JSON_STRING && !named) {
            const JsonNode *list = row_list(reader, child);
            if (list)
                push_fixed_rows(reader, list, first, count, /*named*/ true, rows);
            continue;
        }
        FixedRow *row = VEC_PUSH(rows);
        if (!row)
            return;
        read_fixed_row(reader, child, first, count, row);
    }
}

/* Fixed rows, among them texts that name a list of "row-lists". */
static const FixedRow *read_fixed(FixedReader *reader, const JsonNode *node, int first, int count, size_t *row_count) {
    FixedVec rows = {0};
    *row_count = 0;
    if (!node)
        return NULL;
    push_fixed_rows(reader, node, first, count, /*named*/ false, &rows);
    size_t pushed = rows.count;
    const FixedRow *list = VEC_TAKE(reader->form->arena, &rows);
    *row_count = list ? pushed : 0;
    return list;
}

static void read_panel(FixedReader *reader, const JsonNode *node, Panel *panel, int *next) {
    const JsonNode *found[PANEL_KEY_COUNT];
    const TableForm *table = reader->table;
    form_object(reader->form, node, KEYS_PANEL, found);
    int from = -1, to = -1;
    if (found[PANEL_KEY_COLUMNS] && read_range(reader->form, found[PANEL_KEY_COLUMNS], table, &from, &to)) {
        if (from != *next)
            diag_ref(reader->form->diags, DIAG_FORM_PANELS, json_ref(found[PANEL_KEY_COLUMNS]),
                     DIAG_ARGS((size_t)*next < table->leaf_count ? table->row_fields[*next].key : "—"));
        panel->first_leaf = from;
        panel->leaf_count = to - from + 1;
        *next = to + 1;
    }
    panel->rows = read_fixed(reader, found[PANEL_KEY_ROWS], panel->first_leaf, panel->leaf_count, &panel->row_count);
}

static void read_panels(FixedReader *reader, const JsonNode *node, TableForm *table) {
    int next = 0;
    if (!node || !table->row_fields || !form_limit(reader->form, node, FORM_COLUMNS_MAX))
        return;
    Panel *panels = ARENA_ARRAY(reader->form->arena, Panel, node->count);
    for (const JsonNode *child = node->first; panels && child; child = child->next)
        read_panel(reader, child, &panels[table->panel_count++], &next);
    table->panels = panels;
    if (node->count > 0 && (size_t)next < table->leaf_count)
        diag_ref(reader->form->diags, DIAG_FORM_PANELS, json_ref(node), DIAG_ARGS(table->row_fields[next].key));
}

void form_read_fixed_rows(FormReader *reader, const JsonNode *const *found, TableForm *table) {
    FixedReader fixed = {.form = reader, .table = table};
    int all = (int)table->leaf_count;
    read_panels(&fixed, found[TABLE_KEY_PANELS], table);
    table->top = read_fixed(&fixed, found[TABLE_KEY_TOP], 0, all, &table->top_count);
    table->foot = read_fixed(&fixed, found[TABLE_KEY_FOOT], 0, all, &table->foot_count);
    check_fixed_keys(&fixed);
    VEC_FREE(&fixed.keys);
}

/* ---- lines above and below ------------------------------------------------------------------------------ */

static TableLine read_line(FormReader *reader, const JsonNode *node, const TableForm *table) {
    const JsonNode *found[LINE_KEY_COUNT];
    form_object(reader, node, KEYS_LINE, found);
    TableLine line = {.source = json_ref(node)};
    line.left = form_template(reader, found[LINE_KEY_LEFT]);
    line.center = form_template(reader, found[LINE_KEY_CENTER]);
    line.right = form_template(reader, found[LINE_KEY_RIGHT]);
    line.style = form_named_style(reader, found[LINE_KEY_STYLE], table->style);
    line.caption = json_bool(found[LINE_KEY_CAPTION], false);
    line.heading = (int)json_int(found[LINE_KEY_HEADING], 1, 6, 0, reader->diags);
    int on = json_choice(found[LINE_KEY_ON], occasions, ON_FIRST, reader->diags);
    line.first = on != ON_CONTINUED;
    line.continued = on != ON_FIRST;
    int condition = json_choice(found[LINE_KEY_IF], conditions, -1, reader->diags);
    line.empty_only = condition == 0;
    line.filled_only = condition == 1;
    if (!found[LINE_KEY_LEFT] && !found[LINE_KEY_CENTER] && !found[LINE_KEY_RIGHT])
        diag_ref(reader->diags, DIAG_FORM_LINE_EMPTY, json_ref(node), DIAG_NO_ARGS);
    return line;
}

/* Without a say of the form, the title stands above as the caption. */
static const TableLine *title_line(FormReader *reader, const TableForm *table, size_t *count) {
    static const Expr value = {.kind = EXPR_REFERENCE, .depth = 1, .path = {.names = {"table", "title"}, .count = 2}};
    static const TemplatePart part = {.is_value = true, .expr = &value};
    static const Template title = {.parts = &part, .count = 1};
    TableLine *line = ARENA_NEW(reader->arena, TableLine);
    *count = line ? 1 : 0;
    if (line)
        *line = (TableLine){
            .center = &title, .style = table->head_style, .caption = true, .first = true, .source = table->source};
    return line;
}

const TableLine *form_read_lines(FormReader *reader, const JsonNode *node, const TableForm *table, size_t *count) {
    *count = 0;
    if (!node)
        return title_line(reader, table, count);
    if (!form_limit(reader, node, FORM_ROWS_MAX))
        return NULL;
    TableLine *lines = ARENA_ARRAY(reader->arena, TableLine, node->count);
    for (const JsonNode *child = node->first; lines && child; child = child->next)
        lines[(*count)++] = read_line(reader, child, table);
    return lines;
}
