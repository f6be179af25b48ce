#include "figures/book_figures.h"

#include "figures/names.h"

typedef struct Maker {
    Figures *figures;
    ProseFigure *items;
    Origin *cells;
    size_t count;
    const char **columns; /* of the table at hand, by leaf */
} Maker;

static bool counts(const TableForm *form, size_t leaf) { return form->leaves[leaf]->type == COLUMN_AMOUNT; }

/* 10^power, 0 <= power <= 18. */
static Ratio tens(int power) {
    Ratio value;
    return ratio_scale(ratio_from(1), power, &value) ? value : ratio_from(1);
}

/* What the last digit printed counts, in yuan: amounts are hundredths. */
static Ratio step_of(const Value *cell, int unit) {
    int decimals = cell->kind == VALUE_AMOUNT ? cell->amount.decimals : 0;
    int power = money_unit_decimals((MoneyUnit)unit) - decimals;
    Ratio step;
    return ratio_scale(tens(power > 0 ? power : 0), -2, &step) ? step : ratio_from(1);
}

static void set_amount(const Value *cell, const TableForm *form, ProseFigure *figure) {
    figure->blank = cell->kind != VALUE_AMOUNT;
    figure->yuan = RATIO_ZERO;
    if (!figure->blank)
        ratio_scale(ratio_from(cell->amount.value), -2, &figure->yuan);
    figure->step = step_of(cell, form->unit);
}

static void set_level(Maker *maker, const ReportTable *table, uint32_t row, ProseFigure *figure) {
    const Levels *levels = figures_levels(maker->figures, table);
    const LevelRow *of = levels ? &levels->rows[row] : NULL;
    figure->level = !of || of->level == LEVEL_NONE ? -1 : of->level == LEVEL_TOTAL ? 0 : of->level + 1;
    figure->again = of && of->again;
    uint32_t up = of ? of->parent : NO_ROW;
    for (size_t i = 0; i < 2 && up != NO_ROW; i++, up = levels->rows[up].parent)
        figure->above[i] = str_from(name_row(maker->figures, table, up));
}

/* The part of a row that has a name of its own: all of it, or what stands in one panel. */
static int part_of(const TableForm *form, size_t leaf) {
    for (size_t i = 0; i < form->panel_count; i++)
        if ((int)leaf < form->panels[i].first_leaf + form->panels[i].leaf_count)
            return (int)i;
    return 0;
}

static void add_row(Maker *maker, const ReportTable *table, size_t number, uint32_t row) {
    const TableForm *form = table->form;
    const char *name = NULL;
    int part = -1;
    for (size_t leaf = 0; leaf < form->leaf_count; leaf++) {
        if (!counts(form, leaf))
            continue;
        if (part_of(form, leaf) != part)
            name = name_row_at(maker->figures, table, row, leaf);
        part = part_of(form, leaf);
        ProseFigure *figure = &maker->items[maker->count];
        *figure = (ProseFigure){.table = number, .row = str_from(name), .column = str_from(maker->columns[leaf])};
        set_amount(&table->rows[row].cells[leaf], form, figure);
        set_level(maker, table, row, figure);
        maker->cells[maker->count++] = (Origin){table, row, (uint32_t)leaf, table->rows[row].cells[leaf].source};
    }
}

static bool add_table(Maker *maker, const ReportTable *table, size_t number) {
    const TableForm *form = table->form;
    maker->columns = ARENA_ARRAY(maker->figures->arena, const char *, form->leaf_count);
    if (!maker->columns)
        return false;
    for (size_t leaf = 0; leaf < form->leaf_count; leaf++)
        maker->columns[leaf] = name_column(maker->figures, form, leaf, /*heads*/ true);
    for (uint32_t row = 0; row < table->row_count; row++)
        add_row(maker, table, number, row);
    return true;
}

static bool describe_table(Figures *figures, const ReportTable *table, ProseTable *out) {
    *out = (ProseTable){.label = str_from(table->form->label),
                        .title = str_from(name_table_title(figures, table->form)),
                        .empty = !table->filled};
    return !arena_failed(figures->arena);
}

/* Where the figures of each table will stand; gives how many there are. */
static size_t number_cells(Figures *figures, CellNumbers *numbers) {
    const Report *report = figures->report;
    size_t tables = report->form->table_count, total = 0;
    size_t *first = ARENA_ARRAY(figures->arena, size_t, tables), *width = ARENA_ARRAY(figures->arena, size_t, tables);
    size_t **leaf = ARENA_ARRAY(figures->arena, size_t *, tables);
    for (size_t i = 0; first && width && leaf && i < tables; i++) {
        const TableForm *form = &report->form->tables[i];
        leaf[i] = ARENA_ARRAY(figures->arena, size_t, form->leaf_count);
        for (size_t l = 0; leaf[i] && l < form->leaf_count; l++)
            leaf[i][l] = counts(form, l) ? width[i]++ : PROSE_NO_FIGURE;
        first[i] = total;
        total += width[i] * report->tables[i].row_count;
    }
    *numbers = (CellNumbers){report->form, report->tables, first, (const size_t *const *)leaf, width};
    return total;
}

bool book_figures(Figures *figures, Book *book, CellNumbers *numbers) {
    const Report *report = figures->report;
    size_t tables = report->form->table_count, total = number_cells(figures, numbers);
    Maker maker = {.figures = figures};
    maker.items = ARENA_ARRAY(figures->arena, ProseFigure, total);
    maker.cells = ARENA_ARRAY(figures->arena, Origin, total);
    ProseTable *list = ARENA_ARRAY(figures->arena, ProseTable, tables);
    if (!maker.items || !maker.cells || !list)
        return false;
    for (size_t i = 0; i < tables; i++)
        if (!describe_table(figures, &report->tables[i], &list[i]) || !add_table(&maker, &report->tables[i], i))
            return false;
    book->cells = maker.cells;
    book->prose.figures = maker.items;
    book->prose.figure_count = maker.count;
    book->prose.tables = list;
    book->prose.table_count = tables;
    return !arena_failed(figures->arena);
}

size_t cell_number(const CellNumbers *numbers, const Figure *figure) {
    const Origin *origin = figure->origins;
    if (figure->origin_count != 1 || !origin->table || !figure->found)
        return PROSE_NO_FIGURE;
    size_t table = (size_t)(origin->table->form - numbers->form->tables);
    size_t place = numbers->leaf[table][origin->leaf];
    return place == PROSE_NO_FIGURE ? place : numbers->first[table] + origin->row * numbers->width[table] + place;
}
