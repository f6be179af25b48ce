/*
 * terms: the words of budget reports, in which a title or a head is not parted.
 *
 * GB/T 9704 (7.3.1) wants the lines of a title whole in sense. What is one word cannot be told from the characters
 * alone; these reports, though, are written in one vocabulary, which is listed here. A name that holds other words is
 * parted where its maker puts U+200B.
 */
#ifndef BANXIN_TEXT_TERMS_H
#define BANXIN_TEXT_TERMS_H

#include "text/chars.h"

/* Marks the characters of the paragraph that go on with a term (CHAR_IN_TERM). */
void terms_mark(TextEngine *engine);

#endif
