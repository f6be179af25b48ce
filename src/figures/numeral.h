/*
 * numeral: whole numbers in the ways official papers write them.
 *
 * Chinese numerals up to 99,999,999 (一千零二十), roman ones up to 3,999, circled ones up to 50; beyond those the
 * Arabic digits stand.
 */
#ifndef BANXIN_FIGURES_NUMERAL_H
#define BANXIN_FIGURES_NUMERAL_H

#include "base/str.h"
#include "form/form.h"

void numeral_chinese(int64_t number, Buf *out);
void numeral_roman(int64_t number, bool upper, Buf *out);
void numeral_circled(int64_t number, Buf *out);
/* A page's number as its section counts; nothing for NUMBER_NONE. */
void numeral_page(int64_t number, NumberStyle style, Buf *out);

#endif
