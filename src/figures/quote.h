/*
 * quote: a value of the report as text, by a format.
 *
 * Amounts are printed by model/money in the format's unit, or in their own; dates by a pattern; whole numbers in
 * Arabic, Chinese, roman or circled digits. Blank prints nothing.
 */
#ifndef BANXIN_FIGURES_QUOTE_H
#define BANXIN_FIGURES_QUOTE_H

#include "model/report.h"

/*
 * Appends the value to `out`. `format` NULL prints as given (dates 2020年1月16日). False with a fault at `from`, or at
 * the value's place when that is nowhere: a list, a record or blocks cannot be printed in a sentence (QUOTE_KIND), a
 * format does not fit the value (QUOTE_FORMAT). `name` is what the fault calls it.
 */
bool quote_value(const Value *value, const Format *format, const char *name, SourceRef from, Buf *out, DiagList *diags);

#endif
