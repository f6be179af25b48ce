#include "table/mark.h"

static bool mark_cell(GridCell *cell, TagTree *tags, TagId row) {
    cell->tag = tag_add(tags, row, cell->cell->head ? TAG_HEADER_CELL : TAG_CELL);
    if (cell->tag == TAG_ID_ARTIFACT)
        return false;
    Tag *tag = tag_at(tags, cell->tag);
    tag->col_span = cell->cols;
    tag->row_span = (int)cell->rows;
    tag->scope = cell->cell->head ? cell->cell->scope : SCOPE_NONE;
    if (cell->cell->mark)
        *cell->cell->mark = cell->tag;
    return true;
}

static bool mark_row(Table *table, TagTree *tags, TagId part, size_t row) {
    TagId id = tag_add(tags, part, TAG_ROW);
    for (size_t col = 0; id && col < table->grid.col_count;) {
        GridCell *cell = grid_at(&table->grid, row, col);
        if (cell->row == row && !mark_cell(cell, tags, id))
            return false;
        col += cell->cols;
    }
    return id != TAG_ID_ARTIFACT;
}

static bool mark_rows(Table *table, TagTree *tags, TagRole role, size_t from, size_t end) {
    if (from == end)
        return true;
    TagId part = tag_add(tags, table->spec.tag, role);
    for (size_t row = from; row < end; row++) {
        if (!part || !mark_row(table, tags, part, row))
            return false;
    }
    return true;
}

bool mark_table(Table *table, TagTree *tags) {
    const Grid *grid = &table->grid;
    if (table->spec.tag == TAG_ID_ARTIFACT)
        return true;
    return mark_rows(table, tags, TAG_TABLE_HEAD, 0, grid->head_end) &&
           mark_rows(table, tags, TAG_TABLE_BODY, grid->head_end, grid->row_count);
}
