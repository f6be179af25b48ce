#include "base/str.h"

#include <string.h>

#include "base/utf8.h"

/* Names longer than this are not compared: nobody mistypes one into another. */
#define STR_DISTANCE_MAX 64
/* A name is worth suggesting when at most one character in three was mistaken, and never more than these. */
#define STR_NEAREST_SHARE 3
#define STR_NEAREST_MAX   4

Str str_from(const char *text) { return (Str){text, text ? strlen(text) : 0}; }

bool str_equal(Str a, Str b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

bool str_equals(Str a, const char *b) { return str_equal(a, str_from(b)); }

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

Str str_trim(Str s) {
    while (s.length && is_space(s.text[0])) {
        s.text++;
        s.length--;
    }
    while (s.length && is_space(s.text[s.length - 1]))
        s.length--;
    return s;
}

bool str_split(Str s, char separator, Str *head, Str *tail) {
    const char *at = s.length ? memchr(s.text, separator, s.length) : NULL;
    if (!at)
        return false;
    size_t before = (size_t)(at - s.text);
    *head = (Str){s.text, before};
    *tail = (Str){at + 1, s.length - before - 1};
    return true;
}

char *str_dup(Arena *arena, Str s) { return arena_strndup(arena, s.text, s.length); }

/* The code points of a name, at most STR_DISTANCE_MAX; one more tells that there were more. */
static int codepoints(const char *text, uint32_t out[STR_DISTANCE_MAX + 1]) {
    size_t length = strlen(text), at = 0;
    int count = 0;
    while (at < length && count <= STR_DISTANCE_MAX) {
        size_t size;
        out[count++] = utf8_decode(text + at, length - at, &size);
        at += size;
    }
    return count;
}

static int least(int a, int b, int c) {
    int ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Optimal string alignment: rows[i % 3] is the row of the first i characters of `a`. */
static int align(const uint32_t *a, int a_count, const uint32_t *b, int b_count, int limit) {
    int rows[3][STR_DISTANCE_MAX + 1];
    for (int j = 0; j <= b_count; j++)
        rows[0][j] = j;
    for (int i = 1; i <= a_count; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        int best = row[0] = i;
        for (int j = 1; j <= b_count; j++) {
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two_above[j - 2] + 1 < row[j])
                row[j] = two_above[j - 2] + 1;
            if (row[j] < best)
                best = row[j];
        }
        if (best > limit)
            return limit + 1;
    }
    int distance = rows[a_count % 3][b_count];
    return distance > limit ? limit + 1 : distance;
}

int str_distance(const char *a, const char *b, int limit) {
    uint32_t a_points[STR_DISTANCE_MAX + 1], b_points[STR_DISTANCE_MAX + 1];
    int a_count = codepoints(a, a_points), b_count = codepoints(b, b_points);
    if (a_count > STR_DISTANCE_MAX || b_count > STR_DISTANCE_MAX)
        return strcmp(a, b) == 0 ? 0 : limit + 1;
    int apart = a_count > b_count ? a_count - b_count : b_count - a_count;
    return apart > limit ? limit + 1 : align(a_points, a_count, b_points, b_count, limit);
}

const char *str_nearest(const char *name, const char *const *candidates, size_t count) {
    uint32_t points[STR_DISTANCE_MAX + 1];
    int limit = (codepoints(name, points) + STR_NEAREST_SHARE - 1) / STR_NEAREST_SHARE;
    if (limit > STR_NEAREST_MAX)
        limit = STR_NEAREST_MAX;
    const char *nearest = NULL;
    for (size_t i = 0; i < count && limit > 0; i++) {
        int distance = str_distance(name, candidates[i], limit);
        /* A one-character name replaced by another shares nothing with it. */
        if (distance > limit || distance >= codepoints(candidates[i], points))
            continue;
        nearest = candidates[i];
        limit = distance - 1;
    }
    return nearest;
}
