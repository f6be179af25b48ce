/*
 * samples: the shipped reports, composed as the program composes them.
 */
#ifndef BANXIN_TESTS_SAMPLES_H
#define BANXIN_TESTS_SAMPLES_H

#include "font/font_set.h"
#include "form/form.h"
#include "page/page.h"

#define SAMPLE_COUNT 3
extern const char *const SAMPLE_NAMES[SAMPLE_COUNT];

typedef struct Sample Sample;

/* The sample with its form read and nothing composed yet; NULL with its faults printed. */
Sample *sample_open(const char *name);
void sample_close(Sample *sample);
const Form *sample_form(const Sample *sample);
const FontSet *sample_fonts(const Sample *sample);
/* Its pages, which live until it is closed; NULL with faults printed. */
const PageList *sample_compose(Sample *sample);

#endif
