/*
 * line: a justified line as positioned glyph runs.
 */
#ifndef BANXIN_TEXT_LINE_H
#define BANXIN_TEXT_LINE_H

#include "text/justify.h"

/* Writes the pieces and glyphs of a line into `arena`. False when memory is out. */
bool line_make(Arena *arena, const Setting *setting, const FitLine *fit, Line *line);

#endif
