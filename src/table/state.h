/*
 * state: what a resolved table holds. Only the files of this room look inside.
 */
#ifndef BANXIN_TABLE_STATE_H
#define BANXIN_TABLE_STATE_H

#include "table/grid.h"
#include "table/setter.h"

/* Text of one cell that is kept set, because it is long and may be drawn over many pages. */
typedef struct KeptCell {
    uint32_t cell;      /* number in the grid; ascending */
    const Line **paras; /* lines of each paragraph */
} KeptCell;

struct Table {
    TableSpec spec; /* the caller's, lengths made sound */
    Setter setter;  /* at the size the table is set in */
    Grid grid;
    Len *x;     /* by vertical line, col_count + 1: its rule's centre, from the table's left edge */
    Len *point; /* by track: where decimal points stand, from the left edge of its text */
    Len *y;     /* by horizontal line, row_count + 1: uncut, from the centre of the top rule */
    Len width;
    Len inset_y;                /* from a horizontal rule's centre to text, any rule */
    const uint32_t *para_lines; /* line counts of the paragraphs of cells that have several */
    const KeptCell *kept;
    size_t kept_count;
    size_t repeat_from, repeat_to; /* head rows that are repeated */
};

/* Weight of a vertical line; of the head's lower line. */
static inline Len table_line_weight(const TableSpec *spec, size_t line) {
    return line == 0 || line == spec->track_count ? spec->outer_rule : spec->inner_rule;
}
static inline Len table_head_weight(const TableSpec *spec) {
    return spec->head_rule ? spec->head_rule : spec->inner_rule;
}

/* From the centre of a vertical line's rule to the text beside it: half the rule, rounded up, and the padding. */
static inline Len table_line_inset(const TableSpec *spec, size_t line) {
    return (table_line_weight(spec, line) + 1) / 2 + spec->pad_x;
}

/* Left edge and width of a cell's text. */
static inline Len table_text_x(const Table *table, const GridCell *cell) {
    return table->x[cell->col] + table_line_inset(&table->spec, cell->col);
}
static inline Len table_text_width(const Table *table, const GridCell *cell) {
    size_t right = (size_t)cell->col + cell->cols;
    return table->x[right] - table_line_inset(&table->spec, right) - table_text_x(table, cell);
}

#endif
