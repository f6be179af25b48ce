/* What tests ask of the fake text room. */
#ifndef BANXIN_TEST_FAKE_TEXT_H
#define BANXIN_TEST_FAKE_TEXT_H

#include <stddef.h>

/* Counts calls of para_make. */
extern size_t fake_paras_made;

#endif
