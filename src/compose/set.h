/*
 * set: styles and masters as measures; runs of text as set lines.
 *
 * A page with a line grid sets its paragraphs to `chars` ems of the body's size where the type area has room for
 * them (28 × 15.75 = 441 of 442.2 pt, GB/T 9704-2012); what is centred is centred on the whole area. A style without
 * leading of its own takes whole line pitches.
 */
#ifndef BANXIN_COMPOSE_SET_H
#define BANXIN_COMPOSE_SET_H

#include "compose/galley.h"

/* The line pitch of a master; for one without a grid 1.5 of the style's size. */
Len set_pitch(const PageMaster *master, const Style *style);
ParaStyle set_para_style(const PageMaster *master, const Style *style);
/* How long the lines of a style are on a master. */
Len set_measure(const Composer *composer, const PageMaster *master, const Style *style);
/* Lines and thousandths of them as a length. */
Len set_lines(const PageMaster *master, const Style *style, int thousandths);

/* An empty text of a style: spaces, keeps and leading, no parts yet. */
GalleyText set_text_of(const PageMaster *master, const Style *style);
/* Sets runs to `measure` as a further part of the text, its left edge at `x`. False with a fault reported. */
bool set_part(Composer *composer, GalleyText *text, const ParaStyle *para_style, const TextRun *runs, size_t count,
              Len measure, Len x);
/* Sets a paragraph of a style on a master. False with a fault reported. */
bool set_paragraph(Composer *composer, const PageMaster *master, const Style *style, const TextRun *runs, size_t count,
                   GalleyText *text);

#endif
