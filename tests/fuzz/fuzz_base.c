/* Any bytes as text, length, number and name: what is read is written back alike. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/len.h"
#include "base/str.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "json/json_number.h"
#include "json/json_text.h"

#define REQUIRE(what)                                                                                                  \
    if (!(what))                                                                                                       \
    __builtin_trap()

/* Decoding and encoding give the bytes again, bad ones left out of account. */
static void try_utf8(const char *bytes, size_t length) {
    size_t bad = utf8_check(bytes, length), count = 0;
    REQUIRE(bad <= length);
    for (size_t at = 0, size; at < length; at += size, count++) {
        char again[4];
        uint32_t c = utf8_decode(bytes + at, length - at, &size);
        REQUIRE(size >= 1 && size <= 4 && size <= length - at);
        REQUIRE(at >= bad || (utf8_encode(c, again) == size && memcmp(again, bytes + at, size) == 0));
        REQUIRE(at != bad || c == UTF8_REPLACEMENT);
    }
    REQUIRE(utf8_count(bytes, length) == count);
}

static void try_len(const char *text) {
    Len len, again;
    Em em;
    char buffer[LEN_TEXT + 2];
    if (len_parse(text, &len)) {
        REQUIRE(len <= LEN_MAX && len >= -LEN_MAX);
        len_format(len, buffer);
        strcat(buffer, "pt");
        REQUIRE(len_parse(buffer, &again) && again == len);
    }
    if (em_parse(text, &em))
        REQUIRE(em <= EM_MAX && em >= -EM_MAX);
}

/* The C library reads the whole of every number we pass, and not to infinity. */
static void try_number(const char *text) {
    char *end;
    if (json_number_check(str_from(text)) != JSON_NUMBER_FINE)
        return;
    double value = strtod(text, &end);
    REQUIRE(*end == '\0' && isfinite(value));
}

static void try_names(Arena *arena, const char *text, size_t length) {
    const char *half = arena_strndup(arena, text, length / 2), *rest = text + length / 2;
    int distance = str_distance(half, rest, 8);
    REQUIRE(distance == str_distance(rest, half, 8));
    REQUIRE(str_distance(text, text, 8) == 0);
    bool sound = utf8_check(half, strlen(half)) == strlen(half) && utf8_check(rest, strlen(rest)) == strlen(rest);
    REQUIRE(!sound || (distance == 0) == (strcmp(half, rest) == 0));
    const char *const names[] = {half, rest};
    const char *nearest = str_nearest(text, names, 2);
    REQUIRE(!nearest || nearest == half || nearest == rest);
    REQUIRE(json_unescape(arena, (Str){text, length}).length <= length);
    if (file_name_is_inside("/proc", text))
        REQUIRE(text[0] != '/' && strncmp(text, "../", 3) != 0 && !strstr(text, "/../"));
    file_stem(arena, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    Arena *arena = arena_new();
    const char *text = arena_strndup(arena, (const char *)bytes, length);
    try_utf8((const char *)bytes, length);
    try_len(text);
    try_number(text);
    try_names(arena, text, strlen(text));
    REQUIRE(!arena_failed(arena));
    arena_free(arena);
    return 0;
}
