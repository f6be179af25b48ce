/*
 * context: characters that Chinese and Western text share (standards A12).
 *
 * “ ” ‘ ’ — … · have one code point for two marks: em wide in the Han face, or narrow in the Western one. Which is
 * meant is read off the paragraph's own text, across runs:
 *  - a pair of quotes is Chinese if Han stands beside any of its four sides, else Western if a letter does;
 *  - a dash, ellipsis or middle dot is Chinese if Han stands on either side, else Western if a letter does;
 *  - what has only figures or nothing beside it is Chinese in a paragraph that holds any Han, and so is a doubled
 *    dash or ellipsis anywhere;
 *  - an apostrophe between two letters and an en dash between figures or letters are Western.
 * Signs (≥ × ±) are Western beside figures and letters, em wide otherwise. Straight double quotes beside Han open
 * and close by turns, for line breaking only.
 */
#ifndef BANXIN_TEXT_CONTEXT_H
#define BANXIN_TEXT_CONTEXT_H

#include "text/chars.h"

/* Decides every CHAR_SHARED and CHAR_SIGN. False when memory is out. */
bool context_resolve(TextEngine *engine);

#endif
