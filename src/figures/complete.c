#include "figures/complete.h"

#include <stdlib.h>
#include <string.h>

#include "figures/names.h"

typedef enum CellState { CELL_GIVEN, CELL_WAITING, CELL_UNDER_WAY, CELL_DONE } CellState;

/* One table being completed: cells that may be written, and how far each is. */
typedef struct Draft {
    ReportTable *table;
    Value **cells;    /* by row; the rows' own, writable */
    uint8_t **states; /* by row, by leaf: CellState */
    bool *without;    /* by row: the data gives no amount in it */
    Figure **totals;  /* by leaf: what all of the table's totals are; NULL until one has been reckoned */
} Draft;

struct Completion {
    Draft *drafts; /* by table of the form; those without cells to reckon are empty */
};

const Expr *complete_expr(const ReportTable *table, uint32_t row, size_t leaf, CellRule rule) {
    const FixedRow *fixed = report_fixed_row(table->form, &table->rows[row]);
    if (rule == RULE_FIXED)
        return fixed && fixed->values ? fixed->values[leaf] : NULL;
    /* A panel's row has nothing to say in the columns of another. */
    const Panel *panel = table->rows[row].panel >= 0 ? &table->form->panels[table->rows[row].panel] : NULL;
    bool outside = panel && ((int)leaf < panel->first_leaf || (int)leaf >= panel->first_leaf + panel->leaf_count);
    return rule == RULE_COLUMN && !outside ? table->form->leaves[leaf]->value : NULL;
}

static size_t table_index(const Figures *figures, const ReportTable *table) {
    return (size_t)(table->form - figures->report->form->tables);
}

static Draft *draft_of(const Figures *figures, const ReportTable *table) {
    Draft *draft = &figures->completion->drafts[table_index(figures, table)];
    return draft->table ? draft : NULL;
}

/* ---- what the rules give -------------------------------------------------------------------------------- */

static Scope row_scope(Figures *figures, const Scope *report, const ReportTable *table, uint32_t row) {
    return (Scope){.kind = FRAME_ROW,
                   .outer = report,
                   .field = table->form->record,
                   .figures = figures,
                   .data = table,
                   .row = row};
}

static bool add_part(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf, Figure *sum) {
    Figure part = figure_of_value(figures_cell(figures, table, row, leaf), table->form->row_fields[leaf].type);
    Ratio number;
    if (part.kind != FIGURE_AMOUNT && part.kind != FIGURE_NUMBER)
        return true;
    if (!ratio_add(sum->number, part.number, &number)) {
        diag_ref(figures->diags, DIAG_FIGURE_OVERFLOW, table->rows[row].source, DIAG_NO_ARGS);
        return false;
    }
    sum->kind = part.kind;
    sum->number = number;
    sum->unit = part.unit;
    sum->decimals = part.decimals > sum->decimals ? part.decimals : sum->decimals;
    return true;
}

static bool add_parts(Figures *figures, const Levels *levels, uint32_t row, size_t leaf, Figure *out) {
    uint32_t from, to;
    levels_span(levels, row, &from, &to);
    for (uint32_t i = from; i < to; i++)
        if (levels_counts(levels, row, i) && !add_part(figures, levels->table, i, leaf, out))
            return false;
    return true;
}

/* All totals of a table are alike, and there may be many: they are reckoned once. */
static bool sum_total(Figures *figures, const Levels *levels, uint32_t row, size_t leaf, Figure *out) {
    Draft *draft = figures->completion ? draft_of(figures, levels->table) : NULL;
    if (draft && draft->totals[leaf]) {
        *out = *draft->totals[leaf];
        return true;
    }
    if (!add_parts(figures, levels, row, leaf, out))
        return false;
    if (draft)
        draft->totals[leaf] = arena_copy(figures->arena, out, sizeof *out);
    return true;
}

static bool sum_parts(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf, Figure *out) {
    const Levels *levels = figures_levels(figures, table);
    *out = (Figure){.kind = FIGURE_BLANK, .number = RATIO_ZERO, .unit = table->form->unit};
    if (!levels || !table->form->leaves[leaf]->sum)
        return levels != NULL;
    const LevelRow *level = &levels->rows[row];
    if (level->level == LEVEL_TOTAL)
        return sum_total(figures, levels, row, leaf, out);
    return level->level < 0 || level->leaf || add_parts(figures, levels, row, leaf, out);
}

bool complete_figure(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf, CellRule rule,
                     Figure *out) {
    Scope report = scope_report(figures->report);
    Scope scope = row_scope(figures, &report, table, row);
    *out = (Figure){.kind = FIGURE_BLANK, .number = RATIO_ZERO};
    if (rule == RULE_PARTS)
        return sum_parts(figures, table, row, leaf, out);
    const Expr *expr = complete_expr(table, row, leaf, rule);
    return !expr || figures_eval(figures, &scope, expr, out);
}

/* ---- reckoning a draft's cells -------------------------------------------------------------------------- */

static bool reckon(Figures *figures, Draft *draft, uint32_t row, size_t leaf, Figure *out) {
    const ReportTable *table = draft->table;
    if (complete_expr(table, row, leaf, RULE_FIXED))
        return complete_figure(figures, table, row, leaf, RULE_FIXED, out);
    if (!draft->without[row])
        return complete_figure(figures, table, row, leaf, RULE_COLUMN, out);
    return complete_figure(figures, table, row, leaf, RULE_PARTS, out) &&
           (out->kind != FIGURE_BLANK || complete_figure(figures, table, row, leaf, RULE_COLUMN, out));
}

static void cell_fault(Figures *figures, DiagCode code, const ReportTable *table, uint32_t row, size_t leaf) {
    diag_ref(figures->diags, code, table->rows[row].source, DIAG_ARGS(name_cell(figures, table, row, leaf)));
}

/* A whole number in a column of numbers is its digits, as the data's are. */
static void set_digits(Figures *figures, Value *value) {
    char digits[BUF_NUMBER];
    const char *copy = arena_strdup(figures->arena, int_format(value->integer, digits));
    value->kind = copy ? VALUE_TEXT : VALUE_BLANK;
    value->text = str_from(copy);
}

static void write_cell(Figures *figures, Draft *draft, uint32_t row, size_t leaf, Figure figure) {
    const ReportTable *table = draft->table;
    const Column *column = table->form->leaves[leaf];
    bool amounts = column->type == COLUMN_AMOUNT;
    if (amounts && figure.kind == FIGURE_NUMBER && ratio_sign(figure.number) == 0) { /* if(c, a, 0) */
        figure.kind = FIGURE_AMOUNT;
        figure.unit = table->form->unit;
    }
    if (!figure_cut(&figure, amounts && !column->format ? table->form->format : column->format)) {
        cell_fault(figures, DIAG_FIGURE_INEXACT, table, row, leaf);
        return;
    }
    Value value = figure_value(figures->arena, &figure, table->rows[row].source);
    if (value.kind == VALUE_INTEGER && column->type == COLUMN_NUMBER)
        set_digits(figures, &value);
    if (value.kind == VALUE_BLANK && figure.kind != FIGURE_BLANK)
        cell_fault(figures, DIAG_FIGURE_CELL, table, row, leaf);
    else if (value.kind != VALUE_BLANK)
        draft->cells[row][leaf] = value;
}

const Value *complete_cell(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf) {
    Draft *draft = draft_of(figures, table);
    const Value *cell = &table->rows[row].cells[leaf];
    if (!draft)
        return cell;
    uint8_t *state = &draft->states[row][leaf];
    Figure figure;
    if (*state == CELL_UNDER_WAY)
        cell_fault(figures, DIAG_FIGURE_CIRCLE, table, row, leaf);
    if (*state != CELL_WAITING)
        return cell;
    *state = CELL_UNDER_WAY;
    if (reckon(figures, draft, row, leaf, &figure))
        write_cell(figures, draft, row, leaf, figure);
    *state = CELL_DONE;
    return cell;
}

/* ---- drafts --------------------------------------------------------------------------------------------- */

static bool any_values(const FixedRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].values)
            return true;
    return false;
}

static bool computes(const TableForm *form) {
    bool any = form->level_count > 0 || form->total >= 0 || any_values(form->top, form->top_count) ||
               any_values(form->foot, form->foot_count);
    for (size_t i = 0; i < form->panel_count && !any; i++)
        any = any_values(form->panels[i].rows, form->panels[i].row_count);
    for (size_t leaf = 0; leaf < form->leaf_count && !any; leaf++)
        any = form->leaves[leaf]->value != NULL;
    return any;
}

/* A fixed row that the data leaves out is reckoned when it has values of its own, or is the total. */
static bool is_wanted(const TableForm *form, const FixedRow *row) {
    return row->values || (form->total >= 0 && row->kind == form->total);
}

static bool is_there(const ReportTable *table, int panel, size_t fixed) {
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].panel == panel && table->rows[i].fixed == (int)fixed)
            return true;
    return false;
}

/* Appends the rows of `fixed` that are wanted and not there; gives how many. `rows` NULL counts alone. */
static size_t add_missing(Arena *arena, const ReportTable *table, const FixedRow *fixed, size_t count, int panel,
                          ReportRow *rows) {
    size_t added = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_wanted(table->form, &fixed[i]) || is_there(table, panel, i))
            continue;
        if (rows) {
            Value *cells = ARENA_ARRAY(arena, Value, table->form->leaf_count);
            rows[added] = (ReportRow){.kind = fixed[i].kind, .row = fixed[i].key, .panel = panel, .fixed = (int)i};
            rows[added].cells = cells;
            rows[added].source = fixed[i].source;
            for (size_t leaf = 0; cells && leaf < table->form->leaf_count; leaf++)
                cells[leaf].source = fixed[i].source;
        }
        added++;
    }
    return added;
}

static size_t add_all_missing(Arena *arena, const ReportTable *table, ReportRow *rows) {
    const TableForm *form = table->form;
    size_t added = add_missing(arena, table, form->top, form->top_count, ROW_IN_TOP, rows);
    added += add_missing(arena, table, form->foot, form->foot_count, ROW_IN_FOOT, rows ? rows + added : NULL);
    for (size_t i = 0; i < form->panel_count; i++)
        added += add_missing(arena, table, form->panels[i].rows, form->panels[i].row_count, (int)i,
                             rows ? rows + added : NULL);
    return added;
}

/* Where a row stands in print: top, panels, the data's own rows, foot; fixed ones in the form's order. */
typedef struct PlacedRow {
    ReportRow row;
    int zone;
    size_t at;
} PlacedRow;

static int zone_of(const TableForm *form, const ReportRow *row) {
    if (row->panel == ROW_IN_TOP)
        return 0;
    return row->panel == ROW_IN_FOOT ? (int)form->panel_count + 2 : row->panel >= 0 ? row->panel + 1 : 1;
}

static int compare_placed(const void *a, const void *b) {
    const PlacedRow *left = a, *right = b;
    return left->zone != right->zone ? left->zone - right->zone : (left->at > right->at) - (left->at < right->at);
}

/* Which row adds up to which is seen from their order in print. */
static bool sort_rows(Arena *arena, const TableForm *form, ReportRow *rows, size_t count) {
    ArenaMark mark = arena_mark(arena);
    PlacedRow *placed = ARENA_ARRAY(arena, PlacedRow, count);
    if (!placed)
        return false;
    for (size_t i = 0; i < count; i++)
        placed[i] =
            (PlacedRow){rows[i], zone_of(form, &rows[i]), rows[i].panel == ROW_IS_FREE ? i : (size_t)rows[i].fixed};
    if (count > 0)
        qsort(placed, count, sizeof *placed, compare_placed);
    for (size_t i = 0; i < count; i++)
        rows[i] = placed[i].row;
    arena_rewind(arena, mark);
    return true;
}

/* Rows and cells of its own, with room for the fixed rows that are reckoned. */
static bool copy_rows(Arena *arena, ReportTable *table) {
    size_t added = add_all_missing(arena, table, NULL), count = table->row_count;
    ReportRow *rows = ARENA_ARRAY(arena, ReportRow, count + added);
    if (!rows)
        return false;
    if (count > 0)
        memcpy(rows, table->rows, count * sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i].cells = arena_copy(arena, rows[i].cells, table->form->leaf_count * sizeof(Value));
    add_all_missing(arena, table, rows + count);
    if (!sort_rows(arena, table->form, rows, count + added))
        return false;
    table->rows = rows;
    table->row_count = count + added;
    return !arena_failed(arena);
}

static bool gives_no_amount(const ReportTable *table, uint32_t row) {
    for (size_t leaf = 0; leaf < table->form->leaf_count; leaf++)
        if (table->form->leaves[leaf]->type == COLUMN_AMOUNT && !value_is_blank(&table->rows[row].cells[leaf]))
            return false;
    return true;
}

/* Cells that wait: blank ones for which a rule may have something to say. */
static void mark_row(Draft *draft, uint32_t row) {
    const ReportTable *table = draft->table;
    draft->without[row] = gives_no_amount(table, row);
    for (size_t leaf = 0; leaf < table->form->leaf_count; leaf++) {
        bool rule = complete_expr(table, row, leaf, RULE_FIXED) || complete_expr(table, row, leaf, RULE_COLUMN) ||
                    (draft->without[row] && table->form->leaves[leaf]->sum);
        bool blank = value_is_blank(&table->rows[row].cells[leaf]);
        draft->states[row][leaf] = rule && blank ? CELL_WAITING : CELL_GIVEN;
    }
}

static bool make_draft(Arena *arena, ReportTable *table, Draft *draft) {
    if (!table->present || !computes(table->form))
        return true;
    size_t leaves = table->form->leaf_count;
    if (!copy_rows(arena, table))
        return false;
    if (table->row_count == 0)
        return true;
    *draft = (Draft){.table = table,
                     .cells = ARENA_ARRAY(arena, Value *, table->row_count),
                     .states = ARENA_ARRAY(arena, uint8_t *, table->row_count),
                     .without = ARENA_ARRAY(arena, bool, table->row_count),
                     .totals = ARENA_ARRAY(arena, Figure *, leaves)};
    if (!draft->cells || !draft->states || !draft->without || !draft->totals)
        return false;
    for (uint32_t row = 0; row < table->row_count; row++) {
        draft->cells[row] = (Value *)table->rows[row].cells; /* made by copy_rows */
        draft->states[row] = ARENA_ARRAY(arena, uint8_t, leaves);
        if (!draft->states[row])
            return false;
        mark_row(draft, row);
    }
    return true;
}

static void reckon_all(Figures *figures, const ReportTable *table) {
    for (uint32_t row = 0; row < table->row_count && !arena_failed(figures->arena); row++)
        for (size_t leaf = 0; leaf < table->form->leaf_count; leaf++)
            complete_cell(figures, table, row, leaf);
}

bool complete_report(Figures *figures, const Report *report) {
    Arena *arena = figures->arena;
    size_t count = report->form->table_count, errors = diag_count_at_least(figures->diags, SEVERITY_ERROR);
    Report *copy = ARENA_NEW(arena, Report);
    ReportTable *tables = arena_copy(arena, report->tables, count * sizeof *tables);
    struct Completion completion = {ARENA_ARRAY(arena, Draft, count)};
    if (!copy || !tables || !completion.drafts)
        return false;
    *copy = *report;
    copy->tables = tables;
    figures->report = copy;
    for (size_t i = 0; i < count; i++)
        if (!make_draft(arena, &tables[i], &completion.drafts[i]))
            return false;
    figures->completion = &completion;
    for (size_t i = 0; i < count; i++)
        if (completion.drafts[i].table)
            reckon_all(figures, &tables[i]);
    figures->completion = NULL;
    return !arena_failed(arena) && diag_count_at_least(figures->diags, SEVERITY_ERROR) == errors;
}
