#include "proof/rules.h"

#include <stdlib.h>
#include <string.h>

/* A pixel that is covered all over. */
#define WHOLE (RULE_PARTS * RULE_PARTS)

void rules_free(Rules *rules) {
    VEC_FREE(&rules->bars);
    free(rules->map);
    rules->map = NULL;
}

/* ---- the path ---- */

static int32_t within(int64_t value, int pixels) {
    int64_t end = (int64_t)pixels * RULE_PARTS;
    return (int32_t)(value < 0 ? 0 : value > end ? end : value);
}

void rules_add(Rules *rules, const Canvas *canvas, Scale scale, Rect box) {
    int64_t left = scale_len(scale, box.x, RULE_PARTS), right = scale_len(scale, box.x + box.width, RULE_PARTS);
    int64_t top = scale_len(scale, box.y, RULE_PARTS), bottom = scale_len(scale, box.y + box.height, RULE_PARTS);
    RuleBar bar = {within(left, canvas->width), within(top, canvas->height), within(right, canvas->width),
                   within(bottom, canvas->height)};
    if (bar.left >= bar.right || bar.top >= bar.bottom)
        return;
    RuleBar *added = VEC_PUSH(&rules->bars);
    if (added)
        *added = bar;
    else
        rules->failed = true;
}

/* ---- its coverage ---- */

/* Rows and columns of pixels that a bar touches; the rows those of the band, counted from its first. */
typedef struct Reach {
    int left, right, top, bottom;
} Reach;

static int pixels_to(int32_t parts) { return (parts + RULE_PARTS - 1) / RULE_PARTS; }

static Reach reach_of(const RuleBar *bar, const Canvas *canvas) {
    int top = bar->top / RULE_PARTS - canvas->top, bottom = pixels_to(bar->bottom) - canvas->top;
    return (Reach){bar->left / RULE_PARTS, pixels_to(bar->right), top < 0 ? 0 : top,
                   bottom > canvas->rows ? canvas->rows : bottom};
}

/* How many of the parts of pixel `i` lie between two places. */
static int32_t covered(int i, int32_t from, int32_t to) {
    int32_t start = i * RULE_PARTS, end = start + RULE_PARTS;
    return (to < end ? to : end) - (from > start ? from : start);
}

static void add_coverage(uint16_t *map, int32_t parts) {
    int32_t sum = *map + parts;
    *map = (uint16_t)(sum > WHOLE ? WHOLE : sum);
}

static void lay(const Rules *rules, const RuleBar *bar, const Canvas *canvas) {
    Reach reach = reach_of(bar, canvas);
    for (int row = reach.top; row < reach.bottom; row++) {
        int32_t height = covered(row + canvas->top, bar->top, bar->bottom);
        uint16_t *map = rules->map + (size_t)row * (size_t)canvas->width;
        for (int x = reach.left; x < reach.right; x++)
            add_coverage(&map[x], height * covered(x, bar->left, bar->right));
    }
}

/* Puts down pixels of one row that are covered alike together. */
static void lift_row(const uint16_t *map, Reach reach, int y, Canvas *canvas, Ink ink) {
    for (int x = reach.left, end; x < reach.right; x = end) {
        for (end = x + 1; end < reach.right && map[end] == map[x]; end++)
            ;
        canvas_cover(canvas, x, y, end - x, (uint8_t)((map[x] + RULE_PARTS / 2) / RULE_PARTS), ink);
    }
}

/* Pixels under several bars are put down with the first of them. */
static void lift(const Rules *rules, const RuleBar *bar, Canvas *canvas, Ink ink) {
    Reach reach = reach_of(bar, canvas);
    for (int row = reach.top; row < reach.bottom; row++) {
        uint16_t *map = rules->map + (size_t)row * (size_t)canvas->width;
        lift_row(map, reach, canvas->top + row, canvas, ink);
        memset(map + reach.left, 0, (size_t)(reach.right - reach.left) * sizeof *map);
    }
}

static bool have_map(Rules *rules, const Canvas *canvas) {
    size_t size = (size_t)canvas->width * (size_t)canvas->row_max;
    if (rules->map_size >= size)
        return true;
    free(rules->map);
    rules->map = calloc(size, sizeof *rules->map);
    rules->map_size = rules->map ? size : 0;
    return rules->map != NULL;
}

void rules_fill(Rules *rules, Canvas *canvas, Ink ink) {
    if (!rules->bars.count)
        return;
    if (have_map(rules, canvas)) {
        for (size_t i = 0; i < rules->bars.count; i++)
            lay(rules, &rules->bars.items[i], canvas);
        for (size_t i = 0; i < rules->bars.count; i++)
            lift(rules, &rules->bars.items[i], canvas, ink);
    } else {
        rules->failed = true;
    }
    rules->bars.count = 0;
}
