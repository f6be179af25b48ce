/*
 * len: lengths.
 *
 * Len is a length in integer thousandths of a point (1 pt = 1/72 inch), so that 10.5 pt (五号) is exact and
 * every machine places every glyph at the same spot. Em is a length relative to a type size, in thousandths
 * of an em. Floating point appears nowhere above the writers.
 */
#ifndef BANXIN_BASE_LEN_H
#define BANXIN_BASE_LEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t Len;
typedef int32_t Em;

#define LEN_PT  ((Len)1000)
#define LEN_MAX ((Len)1 << 40)
#define EM_ONE  ((Em)1000)
#define EM_MAX  ((Em)1000000)

static inline Len len_min(Len a, Len b) { return a < b ? a : b; }
static inline Len len_max(Len a, Len b) { return a > b ? a : b; }

/* value * numerator / denominator, rounded half away from zero; denominator > 0. Beyond int64 it
 * stays at the nearest end. */
Len len_scale(Len value, int64_t numerator, int64_t denominator);
/* `em` of a type size `size`. */
Len len_from_em(Em em, Len size);
/* Millimetres given in thousandths (156 mm = 156000), rounded to the nearest Len. */
Len len_from_micrometres(int64_t micrometres);

/*
 * Reads the exact decimal that `text` begins with, in thousandths: "-1.5em" gives -1500, *rest is "em". A digit on
 * either side of a point, three decimals at most, no sign but the minus, magnitudes below 10^12; false leaves both
 * alone.
 */
bool thousandths_read(const char *text, int64_t *value, const char **rest);

/*
 * Reads an exact length: a number as thousandths_read takes it and its unit, no space between ("28mm" "1.5cm"
 * "10.5pt"), or the name of a Chinese type size, 初号 to 八号. Without a unit, or beyond LEN_MAX, it is no length.
 * False leaves *out alone.
 */
bool len_parse(const char *text, Len *out);
/* Reads "2em" "0.25em" into *out, within EM_MAX either way; as len_parse otherwise. */
bool em_parse(const char *text, Em *out);

/* Writes `len` in points with at most three decimals and no trailing zeros ("10.5"); buffer of LEN_TEXT bytes. */
#define LEN_TEXT 32
const char *len_format(Len len, char buffer[LEN_TEXT]);

/* The same in millimetres, to a tenth ("28", "10.5"). */
const char *len_format_mm(Len len, char buffer[LEN_TEXT]);

typedef struct Point {
    Len x, y;
} Point;
typedef struct Size {
    Len width, height;
} Size;
/* x, y is the top left corner; y grows downwards everywhere above the writers. */
typedef struct Rect {
    Len x, y, width, height;
} Rect;

#endif
