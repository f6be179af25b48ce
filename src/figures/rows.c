/* Which rows of a table, which items of a list a reference chooses. */
#include <string.h>

#include "base/vec.h"
#include "figures/figures.h"

typedef VEC(uint32_t) NumberVec;

/* The table that a path names: KEY or tables.KEY, or the one at hand for no path. */
static const ReportTable *named_table(const Figures *figures, const Scope *scope, const Path *path) {
    if (path->count == 0)
        return scope_table(scope);
    bool prefixed = path->count == 2 && strcmp(path->names[0], "tables") == 0;
    const TableForm *form =
        path->count == 1 || prefixed ? form_table(figures->report->form, path->names[path->count - 1]) : NULL;
    return form && !form->rows_from ? figures_table(figures, form) : NULL;
}

/* A list of the data, as a set of all its items before any are chosen. */
static bool find_list(Figures *figures, const Scope *scope, const Expr *expr, RowSet *out, uint32_t *total) {
    ScopeValue found;
    if (!scope_lookup(figures->arena, scope, &expr->path, &found, figures->diags))
        return false;
    if (!found.field || found.field->type != FIELD_LIST || !found.field->fields) {
        diag_ref(figures->diags, DIAG_EXPR_NO_ROWS, expr->source, DIAG_ARGS(path_text(figures->arena, &expr->path)));
        return false;
    }
    Value *list = ARENA_NEW(figures->arena, Value);
    if (!list)
        return false;
    *list = found.value;
    out->record = &found.field->fields[0];
    out->list = list;
    *total = list->kind == VALUE_LIST ? (uint32_t)list->list.count : 0;
    return true;
}

/* A key is that of one row, or else the kind of several. */
static bool has_key(const ReportTable *table, uint32_t row, const char *key, bool by_kind) {
    const ReportRow *data = &table->rows[row];
    const char *name = by_kind ? (data->kind >= 0 ? table->form->kinds[data->kind].name : NULL) : data->row;
    return name && strcmp(name, key) == 0;
}

static bool any_has_key(const ReportTable *table, const char *key) {
    for (uint32_t row = 0; row < table->row_count; row++)
        if (has_key(table, row, key, /*by_kind*/ false))
            return true;
    return false;
}

static bool chooses(Figures *figures, const Scope *scope, const Expr *expr, const RowSet *all, uint32_t i, bool by_kind,
                    bool *wanted) {
    *wanted = true;
    if (expr->rows == EXPR_ROWS_KEY)
        *wanted = all->table && has_key(all->table, i, expr->key, by_kind);
    if (expr->rows != EXPR_ROWS_WHERE)
        return true;
    Figure holds;
    RowSet one = *all;
    one.rows = &i;
    one.count = 1;
    Scope frame = figures_frame(figures, scope, &one, 0, /*name*/ NULL);
    figures->choosing++;
    bool known = figures_eval(figures, &frame, expr->args[0], &holds);
    figures->choosing--;
    *wanted = known && figure_holds(&holds);
    return known;
}

/* Said once: whatever is asked for after that is refused without a word. */
static bool may_step(Figures *figures, const Expr *expr) {
    if (figures->steps <= FIGURES_STEPS_MAX && ++figures->steps > FIGURES_STEPS_MAX) {
        char number[BUF_NUMBER];
        diag_ref(figures->diags, DIAG_FIGURE_STEPS, expr->source, DIAG_ARGS(int_format(FIGURES_STEPS_MAX, number)));
    }
    return figures->steps <= FIGURES_STEPS_MAX;
}

static bool choose(Figures *figures, const Scope *scope, const Expr *expr, RowSet *out, uint32_t total) {
    NumberVec rows = {0};
    bool good = true;
    bool by_kind = expr->rows == EXPR_ROWS_KEY && out->table && !any_has_key(out->table, expr->key);
    for (uint32_t i = 0; good && i < total && !arena_failed(figures->arena); i++) {
        bool wanted = false;
        good = may_step(figures, expr) && chooses(figures, scope, expr, out, i, by_kind, &wanted);
        uint32_t *slot = good && wanted ? VEC_PUSH(&rows) : NULL;
        if (slot)
            *slot = i;
    }
    out->count = rows.count;
    out->rows = VEC_TAKE(figures->arena, &rows);
    if (!out->rows)
        out->count = 0;
    return good && !arena_failed(figures->arena);
}

bool figures_rows(Figures *figures, const Scope *scope, const Expr *expr, RowSet *out) {
    uint32_t total = 0;
    *out = (RowSet){0};
    if (expr->kind != EXPR_REFERENCE || (expr->rows != EXPR_NO_ROWS && expr->column.count > 0)) {
        diag_ref(figures->diags, DIAG_FORM_PATH_NO_LIST, expr->source, DIAG_ARGS(""));
        return false;
    }
    out->table = expr->rows == EXPR_NO_ROWS ? NULL : named_table(figures, scope, &expr->path);
    if (out->table) {
        out->record = out->table->form->record;
        total = (uint32_t)out->table->row_count;
    } else if (expr->path.count == 0) {
        diag_ref(figures->diags, DIAG_EXPR_NO_TABLE, expr->source, DIAG_NO_ARGS);
        return false;
    } else if (!find_list(figures, scope, expr, out, &total)) {
        return false;
    }
    return choose(figures, scope, expr, out, total);
}

Scope figures_frame(Figures *figures, const Scope *outer, const RowSet *rows, size_t i, const char *name) {
    Scope frame = {.kind = name ? FRAME_ITEM : FRAME_ROW, .outer = outer, .name = name, .field = rows->record};
    frame.figures = figures;
    frame.index = (int64_t)i + 1;
    frame.count = (int64_t)rows->count;
    frame.row = rows->rows[i];
    frame.data = rows->table;
    frame.value = rows->table ? NULL : &rows->list->list.items[rows->rows[i]];
    return frame;
}
