/*
 * line_box: up to three texts side by side, as above and below tables: 编制部门 at the left, 单位 at the right.
 *
 * Texts that would run into each other stand one below the other; but a short one at the right keeps the last line of a
 * long one at the left if that leaves room for it. The further lines of a long text, a note below a table most often,
 * are no more than 1.5 em apart where the style does not say how far: the page's line pitch is for the body's type.
 */
#ifndef BANXIN_COMPOSE_LINE_BOX_H
#define BANXIN_COMPOSE_LINE_BOX_H

#include "compose/fill.h"
#include "compose/galley.h"

#define LINE_BOX_MAX GALLEY_PART_MAX

/* The set texts of a line: one, or as many as could not stand side by side. */
typedef struct LineBox {
    GalleyText texts[LINE_BOX_MAX];
    size_t count;
    const TextRun *runs; /* of all its texts, left to right */
    size_t run_count;
} LineBox;

/* Sets the texts to `width` from `x` on. False with faults reported; a line whose texts are blank has count 0. */
bool line_box_set(Composer *composer, const Scope *scope, const PageMaster *master, const TableLine *line, Len x,
                  Len width, TagId tag, LineBox *box);

#endif
