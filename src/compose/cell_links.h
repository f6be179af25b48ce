/*
 * cell_links: figures in prose that lead to the cells they came from.
 *
 * A sentence may stand before the table it quotes, so a link names its cell by number until all is drawn; then the
 * numbers give way to the cells' nodes. A link to a cell that is printed nowhere is taken out again.
 */
#ifndef BANXIN_COMPOSE_CELL_LINKS_H
#define BANXIN_COMPOSE_CELL_LINKS_H

#include "compose/composer.h"

/* The link of a figure that is one cell of a table as it stands; 0: none, or the form wants no such links. */
TagId cell_links_number(const Composer *composer, const Figure *figure);
/* Where the node of a cell is to be noted; NULL when nobody will ask for it. */
TagId *cell_links_slot(Composer *composer, const ReportTable *table, uint32_t row, size_t leaf);
/* Puts the nodes in the numbers' place. */
void cell_links_resolve(const Composer *composer, PageList *list);

#endif
