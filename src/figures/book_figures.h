/*
 * book_figures: the amounts of a report's tables, by the names people call them.
 */
#ifndef BANXIN_FIGURES_BOOK_FIGURES_H
#define BANXIN_FIGURES_BOOK_FIGURES_H

#include "figures/book.h"

/* Finds the number of a cell among the book's figures. */
typedef struct CellNumbers {
    const Form *form;
    const ReportTable *tables;
    const size_t *first;       /* by table: number of its first figure */
    const size_t *const *leaf; /* by table, by leaf: place among the row's figures; PROSE_NO_FIGURE: no amounts */
    const size_t *width;       /* by table: figures a row */
} CellNumbers;

/* Fills in tables, figures and cells of the book; false when memory is out. */
bool book_figures(Figures *figures, Book *book, CellNumbers *numbers);

/* PROSE_NO_FIGURE when the figure came from several cells, or from none of a table. */
size_t cell_number(const CellNumbers *numbers, const Figure *figure);

#endif
