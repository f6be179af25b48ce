/*
 * punct: the widths of full-width marks and the gaps between Han and Western text, before any line is made (A3:
 * widths first, prohibition after).
 *
 * A mark is half an em of ink and half an em of glue (A3). Where two marks meet, one half goes: the side away from
 * the enclosed text gives (A4). The glue left is what lines trim at their ends (A5) and squeeze (A8). Between Han
 * and a Western letter or figure comes a quarter of an em of glue (A7).
 */
#ifndef BANXIN_TEXT_PUNCT_H
#define BANXIN_TEXT_PUNCT_H

#include "text/atom.h"

/* Sets width, origin, lead and trail of engine->atoms. */
void punct_set(TextEngine *engine, const TextRun *runs, const ParaStyle *style);

#endif
