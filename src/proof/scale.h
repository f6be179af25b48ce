/*
 * scale: how large a page's lengths are in pixels, as an exact fraction.
 */
#ifndef BANXIN_PROOF_SCALE_H
#define BANXIN_PROOF_SCALE_H

#include "base/len.h"

/* So many pixels to a length of `len`. */
typedef struct Scale {
    int64_t pixels;
    Len len;
} Scale;

static inline Scale scale_of_dpi(int dpi) { return (Scale){dpi, 72 * LEN_PT}; }

static inline bool scale_equal(Scale a, Scale b) { return a.pixels == b.pixels && a.len == b.len; }

/* A length in parts of a pixel, `parts` of them to one; rounded, saturated. */
static inline int64_t scale_len(Scale scale, Len len, int parts) {
    return len_scale(len, scale.pixels * parts, scale.len);
}

/* How many pixels it takes to hold a length: at least one. */
static inline int64_t scale_hold(Scale scale, Len len) {
    int64_t pixels = (len * scale.pixels + scale.len - 1) / scale.len;
    return pixels < 1 ? 1 : pixels;
}

#endif
