#include "compose/cell_links.h"

/* A number is no node's: bit 31, then the table, then the cell among its rows and columns. */
#define NUMBERED   0x80000000u
#define CELL_BITS  22
#define TABLES_MAX (1u << (31 - CELL_BITS))
#define CELLS_MAX  (1u << CELL_BITS)

static size_t table_number(const Composer *composer, const ReportTable *table) {
    return (size_t)(table->form - composer->form->tables);
}

static bool can_link(const Composer *composer, const ReportTable *table) {
    return composer->form->link_figures && table_number(composer, table) < TABLES_MAX &&
           table->row_count < CELLS_MAX / (table->form->leaf_count ? table->form->leaf_count : 1);
}

static uint32_t cell_place(const ReportTable *table, uint32_t row, size_t leaf) {
    return row * (uint32_t)table->form->leaf_count + (uint32_t)leaf;
}

TagId cell_links_number(const Composer *composer, const Figure *figure) {
    const Origin *origin = figure->origins;
    bool counts = figure->kind == FIGURE_AMOUNT || figure->kind == FIGURE_NUMBER;
    if (!counts || !figure->found || figure->origin_count != 1 || !origin->table || !can_link(composer, origin->table))
        return 0;
    return NUMBERED | (uint32_t)table_number(composer, origin->table) << CELL_BITS |
           cell_place(origin->table, origin->row, origin->leaf);
}

TagId *cell_links_slot(Composer *composer, const ReportTable *table, uint32_t row, size_t leaf) {
    if (!can_link(composer, table))
        return NULL;
    if (!composer->cell_tags)
        composer->cell_tags = ARENA_ARRAY(composer->arena, TagId *, composer->form->table_count);
    TagId **tags = composer->cell_tags ? &composer->cell_tags[table_number(composer, table)] : NULL;
    if (tags && !*tags)
        *tags = ARENA_ARRAY(composer->arena, TagId, table->row_count * table->form->leaf_count);
    return tags && *tags ? &(*tags)[cell_place(table, row, leaf)] : NULL;
}

static TagId node_of(const Composer *composer, TagId number) {
    uint32_t table = (number & ~NUMBERED) >> CELL_BITS;
    const TagId *tags = composer->cell_tags ? composer->cell_tags[table] : NULL;
    return tags ? tags[number & (CELLS_MAX - 1)] : 0;
}

static void resolve_page(const Composer *composer, Page *page) {
    size_t kept = 0;
    for (size_t i = 0; i < page->count; i++) {
        PageItem *item = &page->items[i];
        if (item->kind == PAGE_LINK && item->link.target & NUMBERED) {
            item->link.target = node_of(composer, item->link.target);
            if (!item->link.target)
                continue;
        }
        page->items[kept++] = *item;
    }
    page->count = kept;
}

void cell_links_resolve(const Composer *composer, PageList *list) {
    for (size_t i = 0; composer->form->link_figures && i < list->count; i++)
        resolve_page(composer, list->pages[i]);
}
