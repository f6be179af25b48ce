#include "text/text.h"
#include "json/upward.h"

#include <hpdf.h>

/* "base/arena.h" and printf() in a comment are words only. */
static const char *text = "printf(double)"; // hb_shape()
int upward(double value) { return printf("%f", value), 0; }
