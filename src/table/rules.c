#include "table/rules.h"

typedef struct Drawing {
    const Table *table;
    const Bands *bands;
    const RulePen *pen;
    Len top;    /* of the first line's centre, from the fragment's top edge */
    Len height; /* of the fragment */
} Drawing;

static void bar(const Drawing *d, Rect box) {
    box.x += d->pen->at.x;
    box.y += d->pen->at.y;
    Rule rule = {box, d->table->spec.rule_color};
    if (box.width > 0 && box.height > 0)
        page_add_rule(d->pen->list, d->pen->page, TAG_ID_ARTIFACT, d->pen->turned, rule);
}

static void bar_across(const Drawing *d, Len x, Len end, Len y, Len weight) {
    bar(d, (Rect){x, d->top + y - weight / 2, end - x, weight});
}

static void bar_down(const Drawing *d, Len x, Len y, Len end, Len weight) {
    bar(d, (Rect){x - weight / 2, y, weight, end - y});
}

static const GridCell *cell_of(const Drawing *d, size_t band, size_t col) {
    return grid_at(&d->table->grid, d->bands->bands[band].row, col);
}

/* Weight of the stroke above a band. */
static Len weight_above(const Drawing *d, size_t band) {
    const TableSpec *spec = &d->table->spec;
    size_t head_end = d->table->grid.head_end;
    if (band == 0 || band == d->bands->count)
        return spec->outer_rule;
    bool head_ends = d->bands->bands[band - 1].row < head_end && d->bands->bands[band].row >= head_end;
    return head_ends ? table_head_weight(spec) : spec->inner_rule;
}

/* The line above a band: interrupted by cells that span it. */
static void draw_across(const Drawing *d, size_t band) {
    const Table *table = d->table;
    Len y = d->bands->bands[band].y, weight = weight_above(d, band);
    if (band == 0 || band == d->bands->count) {
        bar_across(d, 0, table->width, y, weight);
        return;
    }
    size_t begin = 0, col = 0;
    while (col < table->grid.col_count) {
        const GridCell *above = cell_of(d, band - 1, col);
        if (above == cell_of(d, band, col)) {
            bar_across(d, table->x[begin], table->x[col], y, weight);
            begin = col + above->cols;
        }
        col += above == cell_of(d, band, col) ? above->cols : 1;
    }
    bar_across(d, table->x[begin], table->x[col], y, weight);
}

/* The line left of a track. */
static void draw_down(const Drawing *d, size_t line) {
    const Table *table = d->table;
    Len x = table->x[line], weight = table_line_weight(&table->spec, line);
    if (line == 0 || line == table->grid.col_count) {
        bar_down(d, x, 0, d->height, weight);
        return;
    }
    size_t begin = 0;
    for (size_t band = 0; band < d->bands->count; band++) {
        if (cell_of(d, band, line - 1) != cell_of(d, band, line))
            continue;
        bar_down(d, x, d->top + d->bands->bands[begin].y, d->top + d->bands->bands[band].y, weight);
        begin = band + 1;
    }
    bar_down(d, x, d->top + d->bands->bands[begin].y, d->top + d->bands->bands[d->bands->count].y, weight);
}

void rules_draw(const Table *table, const Bands *bands, const RulePen *pen) {
    Len outer = table->spec.outer_rule;
    Drawing d = {table, bands, pen, .top = outer / 2, .height = bands->bands[bands->count].y + outer};
    for (size_t band = 0; band <= bands->count; band++)
        draw_across(&d, band);
    for (size_t line = 0; line <= table->grid.col_count; line++)
        draw_down(&d, line);
}
