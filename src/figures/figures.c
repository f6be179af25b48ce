#include "figures/figures.h"

#include "figures/complete.h"

Figures *figures_make(Arena *arena, const Report *report, DiagList *diags) {
    Figures *figures = ARENA_NEW(arena, Figures);
    const Levels **levels = ARENA_ARRAY(arena, const Levels *, report->form->table_count);
    if (!figures || !levels)
        return NULL;
    *figures = (Figures){.arena = arena, .diags = diags, .report = report, .levels = levels};
    return complete_report(figures, report) ? figures : NULL;
}

const ReportTable *figures_table(const Figures *figures, const TableForm *form) {
    return &figures->report->tables[form - figures->report->form->tables];
}

const Levels *figures_levels(Figures *figures, const ReportTable *table) {
    const Levels **levels = &figures->levels[table->form - figures->report->form->tables];
    if (!*levels)
        *levels = levels_make(figures->arena, table);
    return *levels;
}

/* The text a form writes in a cell of a fixed row; NULL: none, or one that is still to be filled. */
static const Value *fixed_text(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf) {
    const FixedRow *fixed = report_fixed_row(table->form, &table->rows[row]);
    const Template *text = fixed && fixed->cells ? fixed->cells[leaf] : NULL;
    if (!text || text->count != 1 || text->parts[0].is_value)
        return NULL;
    Value *value = ARENA_NEW(figures->arena, Value);
    if (value)
        *value = (Value){.kind = VALUE_TEXT, .source = text->source, .text = text->parts[0].text};
    return value;
}

const Value *figures_cell(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf) {
    if (figures->completion)
        complete_cell(figures, table, row, leaf);
    const Value *text = fixed_text(figures, table, row, leaf);
    if (text)
        return text;
    if (table->form->level_count == 0 || table->form->leaves[leaf]->type != COLUMN_CODE)
        return &table->rows[row].cells[leaf];
    const Levels *levels = figures_levels(figures, table);
    return levels ? levels_cell(levels, row, leaf) : &table->rows[row].cells[leaf];
}
