/*
 * witness: stands between whoever sets text and the text room, sees each paragraph broken into lines and each line
 * drawn, and holds the drawn ones to the rules of Chinese text.
 *
 * Paragraphs are set more often than drawn (trial widths of columns, passes over the contents), so a line is judged
 * when it is made, its faults are kept by what it looks like, and they count once it is drawn. The program that uses
 * this is linked with --wrap=para_break and --wrap=line_draw (CMakeLists.txt).
 */
#ifndef BANXIN_TESTS_WITNESS_H
#define BANXIN_TESTS_WITNESS_H

#include <stddef.h>

#include "font/font_set.h"
#include "form/form.h"

typedef enum TextRule {
    RULE_START,    /* no line begins with a mark that may not (A1) */
    RULE_END,      /* no line ends with a mark that may not (A1) */
    RULE_UNIT,     /* no number, word, dash or ellipsis is split (A2) */
    RULE_LAST,     /* a paragraph's last line has two characters (A9) */
    RULE_EDGE,     /* justified lines end at the measure, within 0.01 pt */
    RULE_MEASURE,  /* no line is wider than its measure */
    RULE_TRIM,     /* nothing is added after a line's last character: no gap, no glue of a mark (A5, A7) */
    RULE_AREA,     /* lines stand in the type area; what stands outside is a folio or running head */
    RULE_INK_AREA, /* the same of the ink itself */
    RULE_INK_RULE, /* ink touches no rule: text stays in its cell */
    RULE_KNOWN,    /* every line drawn is one the text room set */
    RULE_COUNT
} TextRule;

/* From now on lines are those of a report of this form and these fonts. */
void witness_begin(const Form *form, const FontSet *fonts);
/* Notes a fault; the first few are kept as text. */
void witness_fault(TextRule rule, const char *format, ...) __attribute__((format(printf, 2, 3)));

size_t witness_fault_count(TextRule rule);
const char *witness_faults(TextRule rule);
/* Lines drawn so far; of them justified ones that are not the last of their paragraph. */
size_t witness_lines(void);
size_t witness_justified_lines(void);
void witness_end(void);

#endif
