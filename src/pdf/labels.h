/*
 * labels: the page labels (ISO 32000-1, 12.4.2), as ranges of pages that count on.
 */
#ifndef BANXIN_PDF_LABELS_H
#define BANXIN_PDF_LABELS_H

#include "page/page.h"

typedef enum LabelStyle { LABEL_NONE, LABEL_DECIMAL, LABEL_ROMAN_SMALL, LABEL_ROMAN_LARGE } LabelStyle;

/* A label taken apart: "A-12" is "A-" and 12. `number` is 0 and the prefix the whole label when it has no number. */
typedef struct PageLabel {
    Str prefix;
    LabelStyle style;
    uint32_t number;
} PageLabel;

PageLabel page_label_parse(const char *label);
/* Appends the entry "/PageLabels<</Nums[...]>>". */
void page_labels_write(const PageList *pages, Buf *out);

#endif
