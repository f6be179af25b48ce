/*
 * book: a report as its prose is read: paragraphs as printed, with the headings they stand under, and the figures of
 * its tables by the names people call them.
 */
#ifndef BANXIN_FIGURES_BOOK_H
#define BANXIN_FIGURES_BOOK_H

#include "figures/figures.h"
#include "prose/prose.h"

/* A part of a passage and where it was written. */
typedef struct BookPart {
    size_t from; /* byte of the passage */
    SourceRef source;
    bool is_value; /* filled in: the whole part has one place */
} BookPart;

typedef struct BookPassage {
    const BookPart *parts;
    size_t part_count;
    const char *place; /* for people: the heading it stands under */
} BookPassage;

typedef struct Book {
    ProseBook prose;
    const BookPassage *passages; /* by passage of the prose */
    const Origin *cells;         /* by figure of the prose */
} Book;

/* False when memory is out; faults of the texts are reported to the figures' list. */
bool book_make(Figures *figures, Book *book);

/* Where a byte of a passage was written. */
SourceRef book_source(const Book *book, size_t passage, size_t at);

#endif
