/*
 * line_box: up to three texts side by side, as above and below tables: 编制部门 at the left, 单位 at the right.
 *
 * Texts that would run into each other stand one below the other.
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
