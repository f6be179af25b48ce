#include "model/report_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { ROW_KEY_KIND_NAME, ROW_KEY_ROW_NAME, ROW_KEYS_OWN };

/* A fixed row of the form, and the row of the data that fills it. */
typedef struct Slot {
    const FixedRow *row;
    int panel, fixed;
    bool filled;
} Slot;

typedef struct RowReader {
    ReportReader *report;
    const TableForm *form;
    RecordKeys keys; /* kind, row, then the columns */
    Slot *slots;     /* by key, in byte order */
    size_t slot_count;
} RowReader;

/* ---- kinds ---------------------------------------------------------------------------------------------- */

static bool fills(const Value *cell, int length) {
    if (cell->kind == VALUE_BLANK)
        return false;
    return length == 0 ||
           (cell->kind == VALUE_TEXT && utf8_count(cell->text.text, cell->text.length) == (size_t)length);
}

/* The last kind whose column is filled, else the default. */
static int infer_kind(const TableForm *form, const Value *cells) {
    for (size_t i = form->kind_count; i-- > 0;) {
        const RowKind *kind = &form->kinds[i];
        if (kind->when >= 0 && fills(&cells[kind->when], kind->when_length))
            return (int)i;
    }
    return form->default_kind;
}

static int named_kind(ReportReader *reader, const TableForm *form, const JsonNode *node) {
    for (size_t i = 0; i < form->kind_count; i++)
        if (strcmp(form->kinds[i].name, node->text.text) == 0)
            return (int)i;
    ArenaMark mark = arena_mark(reader->arena);
    const char **names = ARENA_ARRAY(reader->arena, const char *, form->kind_count);
    for (size_t i = 0; names && i < form->kind_count; i++)
        names[i] = form->kinds[i].name;
    json_report_name(reader->diags, DIAG_REPORT_UNKNOWN_KIND, json_ref(node), node->text.text, names,
                     names ? form->kind_count : 0);
    arena_rewind(reader->arena, mark);
    return -1;
}

/* ---- fixed rows ----------------------------------------------------------------------------------------- */

static int compare_slots(const void *a, const void *b) {
    return strcmp(((const Slot *)a)->row->key, ((const Slot *)b)->row->key);
}

static size_t add_slots(Slot *slots, size_t count, const FixedRow *rows, size_t row_count, int panel) {
    for (size_t i = 0; i < row_count; i++)
        slots[count++] = (Slot){.row = &rows[i], .panel = panel, .fixed = (int)i};
    return count;
}

static bool collect_slots(RowReader *reader) {
    const TableForm *form = reader->form;
    size_t count = form->top_count + form->foot_count;
    for (size_t i = 0; i < form->panel_count; i++)
        count += form->panels[i].row_count;
    reader->slots = ARENA_ARRAY(reader->report->arena, Slot, count);
    if (!reader->slots)
        return false;
    count = add_slots(reader->slots, 0, form->top, form->top_count, ROW_IN_TOP);
    count = add_slots(reader->slots, count, form->foot, form->foot_count, ROW_IN_FOOT);
    for (size_t i = 0; i < form->panel_count; i++)
        count = add_slots(reader->slots, count, form->panels[i].rows, form->panels[i].row_count, (int)i);
    reader->slot_count = count;
    qsort(reader->slots, count, sizeof *reader->slots, compare_slots);
    return true;
}

static Slot *find_slot(RowReader *reader, const JsonNode *node) {
    const FixedRow wanted = {.key = node->text.text};
    const Slot key = {.row = &wanted};
    Slot *slot = bsearch(&key, reader->slots, reader->slot_count, sizeof *reader->slots, compare_slots);
    if (slot)
        return slot;
    Arena *arena = reader->report->arena;
    ArenaMark mark = arena_mark(arena);
    const char **names = ARENA_ARRAY(arena, const char *, reader->slot_count);
    for (size_t i = 0; names && i < reader->slot_count; i++)
        names[i] = reader->slots[i].row->key;
    json_report_name(reader->report->diags, DIAG_REPORT_UNKNOWN_ROW, json_ref(node), node->text.text, names,
                     names ? reader->slot_count : 0);
    arena_rewind(arena, mark);
    return NULL;
}

/* Whether a column is the row's to fill: one of its panel, or any if it stands in none. */
static bool in_panel(const TableForm *form, const Slot *slot, int leaf) {
    if (!slot || slot->panel < 0)
        return true;
    const Panel *panel = &form->panels[slot->panel];
    return leaf >= panel->first_leaf && leaf < panel->first_leaf + panel->leaf_count;
}

/* Cells that the form writes itself, or that are of another panel, are not the data's. */
static void check_slot_cells(RowReader *reader, const Slot *slot) {
    const TableForm *form = reader->form;
    DiagList *diags = reader->report->diags;
    for (size_t leaf = 0; leaf < form->leaf_count; leaf++) {
        const JsonNode *cell = reader->keys.found[ROW_KEYS_OWN + leaf];
        if (!cell || cell->type == JSON_NULL)
            continue;
        if (!in_panel(form, slot, (int)leaf))
            diag_ref(diags, DIAG_REPORT_CELL_PANEL, json_ref(cell), DIAG_ARGS(cell->key, slot->row->key));
        else if (slot->row->cells && slot->row->cells[leaf])
            diag_ref(diags, DIAG_REPORT_CELL_OF_FORM, json_ref(cell), DIAG_ARGS(cell->key, slot->row->key));
    }
}

/* Where a row belongs: the fixed row it names, or free. Panels have no room for free rows. */
static Slot *place_row(RowReader *reader, const JsonNode *node, ReportRow *row) {
    const JsonNode *name = reader->keys.found[ROW_KEY_ROW_NAME];
    DiagList *diags = reader->report->diags;
    row->panel = ROW_IS_FREE;
    row->row = name ? name->text.text : NULL;
    if (!name || reader->slot_count == 0) {
        if (reader->form->panel_count > 0)
            diag_ref(diags, DIAG_REPORT_ROW_UNPLACED, json_ref(node), DIAG_NO_ARGS);
        return NULL;
    }
    Slot *slot = find_slot(reader, name);
    if (!slot)
        return NULL;
    if (slot->filled)
        diag_ref(diags, DIAG_REPORT_ROW_TWICE, json_ref(name), DIAG_ARGS(name->text.text));
    slot->filled = true;
    row->panel = slot->panel;
    row->fixed = slot->fixed;
    check_slot_cells(reader, slot);
    return slot;
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

static void read_cells(RowReader *reader, const JsonNode *node, const Slot *slot, ReportRow *row) {
    const TableForm *form = reader->form;
    Value *cells = ARENA_ARRAY(reader->report->arena, Value, form->leaf_count);
    for (size_t leaf = 0; cells && leaf < form->leaf_count; leaf++) {
        const JsonNode *cell = reader->keys.found[ROW_KEYS_OWN + leaf];
        report_value(reader->report, cell, &form->row_fields[leaf], json_ref(node), &cells[leaf]);
        bool written = slot && slot->row->cells && slot->row->cells[leaf];
        if (report_is_blank(cell, form->row_fields[leaf].type) && form->leaves[leaf]->required && !written &&
            in_panel(form, slot, (int)leaf))
            diag_ref(reader->report->diags, DIAG_REPORT_BLANK, json_ref(cell ? cell : node),
                     DIAG_ARGS(form->leaves[leaf]->key));
    }
    row->cells = cells;
}

static void read_row(RowReader *reader, const JsonNode *node, ReportRow *row) {
    RecordKeys *keys = &reader->keys;
    *row = (ReportRow){.kind = -1, .panel = ROW_IS_FREE, .source = json_ref(node)};
    json_object(node, keys->keys, keys->count + ROW_KEYS_OWN, keys->found, reader->report->diags);
    const JsonNode *kind = keys->found[ROW_KEY_KIND_NAME];
    const Slot *slot = node->type == JSON_OBJECT ? place_row(reader, node, row) : NULL;
    read_cells(reader, node, slot, row);
    if (kind)
        row->kind = named_kind(reader->report, reader->form, kind);
    else if (slot && slot->row->kind >= 0)
        row->kind = slot->row->kind;
    else if (row->cells)
        row->kind = infer_kind(reader->form, row->cells);
}

static bool prepare(RowReader *reader) {
    const TableForm *form = reader->form;
    if (!record_keys(reader->report, form->row_fields, form->leaf_count, ROW_KEYS_OWN, &reader->keys))
        return false;
    JsonKey *keys = reader->keys.keys;
    keys[ROW_KEY_KIND_NAME] = (JsonKey){"kind", JSON_IS_STRING, false};
    keys[ROW_KEY_ROW_NAME] = (JsonKey){"row", JSON_IS_STRING, false};
    for (size_t leaf = 0; leaf < form->leaf_count; leaf++)
        keys[ROW_KEYS_OWN + leaf].required = false; /* a fixed row may have it; see read_cells */
    return collect_slots(reader);
}

static const JsonNode *rows_of(ReportReader *reader, const JsonNode *node) {
    const JsonNode *found[ROWS_KEY_COUNT] = {NULL};
    const KeyTable *keys = report_keys(REPORT_KEYS_ROWS);
    if (!json_expect(node, JSON_IS_ARRAY | JSON_IS_OBJECT, reader->diags))
        return NULL;
    if (node->type == JSON_ARRAY)
        return node;
    json_object(node, keys->keys, keys->count, found, reader->diags);
    return found[ROWS_KEY_ROWS];
}

void report_rows(ReportReader *reader, const JsonNode *node, ReportTable *table) {
    RowReader rows = {.report = reader, .form = table->form};
    table->present = true;
    table->source = json_ref(node);
    const JsonNode *array = rows_of(reader, node);
    if (!array || !report_limit(reader, array) || !prepare(&rows))
        return;
    ReportRow *list = ARENA_ARRAY(reader->arena, ReportRow, array->count);
    for (const JsonNode *child = array->first; list && child; child = child->next)
        read_row(&rows, child, &list[table->row_count++]);
    table->rows = list;
    table->filled = table->row_count > 0;
}

const FixedRow *report_fixed_row(const TableForm *form, const ReportRow *row) {
    if (row->panel == ROW_IN_TOP)
        return &form->top[row->fixed];
    if (row->panel == ROW_IN_FOOT)
        return &form->foot[row->fixed];
    return row->panel >= 0 ? &form->panels[row->panel].rows[row->fixed] : NULL;
}
