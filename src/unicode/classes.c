#include "unicode/classes.h"

#include <stddef.h>

#include "unicode/classes_data.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Above U+10FFFF stands what stands at U+10FFFF: unassigned. */
static const ClassesRecord *record_of(uint32_t codepoint) {
    if (codepoint >= CLASSES_LIMIT)
        codepoint = CLASSES_LIMIT - 1;
    uint8_t block = CLASSES_BLOCKS[codepoint >> CLASSES_SHIFT];
    return &CLASSES_RECORDS[CLASSES_INDEX[block][codepoint & ((1u << CLASSES_SHIFT) - 1)]];
}

BreakClass unicode_break_class(uint32_t codepoint) { return (BreakClass)record_of(codepoint)->line; }

EastAsianWidth unicode_width(uint32_t codepoint) { return (EastAsianWidth)record_of(codepoint)->width; }

bool unicode_is_extender(uint32_t codepoint) { return record_of(codepoint)->flags & CLASSES_EXTENDER; }

bool unicode_is_mark(uint32_t codepoint) { return record_of(codepoint)->flags & CLASSES_MARK; }

bool unicode_is_ignorable(uint32_t codepoint) { return record_of(codepoint)->flags & CLASSES_IGNORABLE; }

bool unicode_is_unassigned_pictograph(uint32_t codepoint) { return record_of(codepoint)->flags & CLASSES_PICTOGRAPH; }

bool unicode_is_variation_selector(uint32_t codepoint) {
    return (codepoint >= 0xFE00 && codepoint <= 0xFE0F) || (codepoint >= 0xE0100 && codepoint <= 0xE01EF) ||
           (codepoint >= 0x180B && codepoint <= 0x180F && codepoint != 0x180E);
}

typedef struct Range {
    uint32_t first, last;
    uint8_t value;
} Range;

/* The range that holds the code point, by halves; NULL when none does. */
static const Range *range_of(const Range *ranges, size_t count, uint32_t codepoint) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (codepoint < ranges[middle].first)
            high = middle;
        else if (codepoint > ranges[middle].last)
            low = middle + 1;
        else
            return &ranges[middle];
    }
    return NULL;
}

/*
 * CLREQ 3.1 and GB/T 15834-2011, part 5. The wide marks first in each remark, then their small, half-width and
 * vertical forms (U+FE10 to U+FE6B, U+FF61 to U+FF65), which keep the prohibitions of the mark they stand for.
 */
static const Range PUNCT[] = {
    {0x00B7, 0x00B7, PUNCT_MIDDLE},    /* · */
    {0x2013, 0x2013, PUNCT_CONNECTOR}, /* – */
    {0x2014, 0x2015, PUNCT_DASH},      /* — ― */
    {0x2018, 0x2018, PUNCT_OPEN},      /* ‘ */
    {0x2019, 0x2019, PUNCT_CLOSE},     /* ’ */
    {0x201C, 0x201C, PUNCT_OPEN},      /* “ */
    {0x201D, 0x201D, PUNCT_CLOSE},     /* ” */
    {0x2025, 0x2026, PUNCT_ELLIPSIS},  /* ‥ … */
    {0x2027, 0x2027, PUNCT_MIDDLE},    /* ‧ */
    {0x203C, 0x203C, PUNCT_EXCLAIM},   /* ‼ */
    {0x2047, 0x2049, PUNCT_EXCLAIM},   /* ⁇ ⁈ ⁉ */
    {0x22EF, 0x22EF, PUNCT_ELLIPSIS},  /* ⋯ */
    {0x2329, 0x2329, PUNCT_OPEN},      /* U+3008 */
    {0x232A, 0x232A, PUNCT_CLOSE},     /* U+3009 */
    {0x2E3A, 0x2E3B, PUNCT_DASH},      /* ⸺ ⸻ */
    {0x3001, 0x3001, PUNCT_COMMA},     /* 、 */
    {0x3002, 0x3002, PUNCT_STOP},      /* 。 */
    {0x3008, 0x3008, PUNCT_OPEN},      /* 〈 */
    {0x3009, 0x3009, PUNCT_CLOSE},     /* 〉 */
    {0x300A, 0x300A, PUNCT_OPEN},      /* 《 */
    {0x300B, 0x300B, PUNCT_CLOSE},     /* 》 */
    {0x300C, 0x300C, PUNCT_OPEN},      /* 「 */
    {0x300D, 0x300D, PUNCT_CLOSE},     /* 」 */
    {0x300E, 0x300E, PUNCT_OPEN},      /* 『 */
    {0x300F, 0x300F, PUNCT_CLOSE},     /* 』 */
    {0x3010, 0x3010, PUNCT_OPEN},      /* 【 */
    {0x3011, 0x3011, PUNCT_CLOSE},     /* 】 */
    {0x3014, 0x3014, PUNCT_OPEN},      /* 〔 */
    {0x3015, 0x3015, PUNCT_CLOSE},     /* 〕 */
    {0x3016, 0x3016, PUNCT_OPEN},      /* 〖 */
    {0x3017, 0x3017, PUNCT_CLOSE},     /* 〗 */
    {0x3018, 0x3018, PUNCT_OPEN},      /* 〘 */
    {0x3019, 0x3019, PUNCT_CLOSE},     /* 〙 */
    {0x301A, 0x301A, PUNCT_OPEN},      /* 〚 */
    {0x301B, 0x301B, PUNCT_CLOSE},     /* 〛 */
    {0x301C, 0x301C, PUNCT_CONNECTOR}, /* 〜 */
    {0x301D, 0x301D, PUNCT_OPEN},      /* 〝 */
    {0x301E, 0x301F, PUNCT_CLOSE},     /* 〞 〟 */
    {0x30FB, 0x30FB, PUNCT_MIDDLE},    /* ・ */
    {0xFE10, 0xFE11, PUNCT_COMMA},     /* ︐ ︑ */
    {0xFE12, 0xFE12, PUNCT_STOP},      /* ︒ */
    {0xFE13, 0xFE14, PUNCT_COMMA},     /* ︓ ︔ */
    {0xFE15, 0xFE16, PUNCT_EXCLAIM},   /* ︕ ︖ */
    {0xFE17, 0xFE17, PUNCT_OPEN},      /* ︗ */
    {0xFE18, 0xFE18, PUNCT_CLOSE},     /* ︘ */
    {0xFE19, 0xFE19, PUNCT_ELLIPSIS},  /* ︙ */
    {0xFE30, 0xFE30, PUNCT_ELLIPSIS},  /* ︰ */
    {0xFE31, 0xFE31, PUNCT_DASH},      /* ︱ */
    {0xFE32, 0xFE32, PUNCT_CONNECTOR}, /* ︲ */
    {0xFE35, 0xFE35, PUNCT_OPEN},      /* ︵ */
    {0xFE36, 0xFE36, PUNCT_CLOSE},     /* ︶ */
    {0xFE37, 0xFE37, PUNCT_OPEN},      /* ︷ */
    {0xFE38, 0xFE38, PUNCT_CLOSE},     /* ︸ */
    {0xFE39, 0xFE39, PUNCT_OPEN},      /* ︹ */
    {0xFE3A, 0xFE3A, PUNCT_CLOSE},     /* ︺ */
    {0xFE3B, 0xFE3B, PUNCT_OPEN},      /* ︻ */
    {0xFE3C, 0xFE3C, PUNCT_CLOSE},     /* ︼ */
    {0xFE3D, 0xFE3D, PUNCT_OPEN},      /* ︽ */
    {0xFE3E, 0xFE3E, PUNCT_CLOSE},     /* ︾ */
    {0xFE3F, 0xFE3F, PUNCT_OPEN},      /* ︿ */
    {0xFE40, 0xFE40, PUNCT_CLOSE},     /* ﹀ */
    {0xFE41, 0xFE41, PUNCT_OPEN},      /* ﹁ */
    {0xFE42, 0xFE42, PUNCT_CLOSE},     /* ﹂ */
    {0xFE43, 0xFE43, PUNCT_OPEN},      /* ﹃ */
    {0xFE44, 0xFE44, PUNCT_CLOSE},     /* ﹄ */
    {0xFE47, 0xFE47, PUNCT_OPEN},      /* ﹇ */
    {0xFE48, 0xFE48, PUNCT_CLOSE},     /* ﹈ */
    {0xFE50, 0xFE51, PUNCT_COMMA},     /* ﹐ ﹑ */
    {0xFE52, 0xFE52, PUNCT_STOP},      /* ﹒ */
    {0xFE54, 0xFE55, PUNCT_COMMA},     /* ﹔ ﹕ */
    {0xFE56, 0xFE57, PUNCT_EXCLAIM},   /* ﹖ ﹗ */
    {0xFE58, 0xFE58, PUNCT_DASH},      /* ﹘ */
    {0xFE59, 0xFE59, PUNCT_OPEN},      /* ﹙ */
    {0xFE5A, 0xFE5A, PUNCT_CLOSE},     /* ﹚ */
    {0xFE5B, 0xFE5B, PUNCT_OPEN},      /* ﹛ */
    {0xFE5C, 0xFE5C, PUNCT_CLOSE},     /* ﹜ */
    {0xFE5D, 0xFE5D, PUNCT_OPEN},      /* ﹝ */
    {0xFE5E, 0xFE5E, PUNCT_CLOSE},     /* ﹞ */
    {0xFE63, 0xFE63, PUNCT_CONNECTOR}, /* ﹣ */
    {0xFF01, 0xFF01, PUNCT_EXCLAIM},   /* ！ */
    {0xFF08, 0xFF08, PUNCT_OPEN},      /* （ */
    {0xFF09, 0xFF09, PUNCT_CLOSE},     /* ） */
    {0xFF0C, 0xFF0C, PUNCT_COMMA},     /* ， */
    {0xFF0D, 0xFF0D, PUNCT_CONNECTOR}, /* － */
    {0xFF0E, 0xFF0E, PUNCT_STOP},      /* ． */
    {0xFF0F, 0xFF0F, PUNCT_SOLIDUS},   /* ／ */
    {0xFF1A, 0xFF1B, PUNCT_COMMA},     /* ： ； */
    {0xFF1F, 0xFF1F, PUNCT_EXCLAIM},   /* ？ */
    {0xFF3B, 0xFF3B, PUNCT_OPEN},      /* ［ */
    {0xFF3D, 0xFF3D, PUNCT_CLOSE},     /* ］ */
    {0xFF5B, 0xFF5B, PUNCT_OPEN},      /* ｛ */
    {0xFF5D, 0xFF5D, PUNCT_CLOSE},     /* ｝ */
    {0xFF5E, 0xFF5E, PUNCT_CONNECTOR}, /* ～ */
    {0xFF5F, 0xFF5F, PUNCT_OPEN},      /* ｟ */
    {0xFF60, 0xFF60, PUNCT_CLOSE},     /* ｠ */
    {0xFF61, 0xFF61, PUNCT_STOP},      /* ｡ */
    {0xFF62, 0xFF62, PUNCT_OPEN},      /* ｢ */
    {0xFF63, 0xFF63, PUNCT_CLOSE},     /* ｣ */
    {0xFF64, 0xFF64, PUNCT_COMMA},     /* ､ */
    {0xFF65, 0xFF65, PUNCT_MIDDLE},    /* ･ */
};

PunctClass unicode_punct(uint32_t codepoint) {
    /* Most of a Chinese text: no search for letters, figures and ideographs. */
    if (codepoint < 0xB7 || (codepoint > 0x30FB && codepoint < 0xFE10))
        return PUNCT_NONE;
    const Range *range = range_of(PUNCT, COUNT(PUNCT), codepoint);
    return range ? (PunctClass)range->value : PUNCT_NONE;
}

bool unicode_is_shared_mark(uint32_t codepoint) {
    if (unicode_punct(codepoint) == PUNCT_NONE)
        return false;
    EastAsianWidth width = unicode_width(codepoint);
    return width == EAW_AMBIGUOUS || width == EAW_NEUTRAL;
}

/*
 * What a Han face sets on its em box: the scripts Han, with the planes kept for it, kana, bopomofo and Hangul, the
 * marks set with them, and signs whose width Unicode leaves open and which Chinese type sets em wide (numbers in
 * circles and Roman numerals, ℃, №, ※, arrows, boxes and stars).
 */
#define SPAN(first, last)                                                                                              \
    { first, last, 0 }
static const Range HAN[] = {
    SPAN(0x02EA, 0x02EB),   /* bopomofo tones */
    SPAN(0x1100, 0x11FF),   /* Hangul letters */
    SPAN(0x203B, 0x203B),   /* ※ */
    SPAN(0x2103, 0x2103),   /* ℃ */
    SPAN(0x2109, 0x2109),   /* ℉ */
    SPAN(0x2116, 0x2116),   /* № */
    SPAN(0x2160, 0x217F),   /* Ⅰ Ⅱ ⅰ ⅱ */
    SPAN(0x2190, 0x2199),   /* ← ↑ → ↓ */
    SPAN(0x2329, 0x232A),   /* U+3008, U+3009 */
    SPAN(0x2460, 0x24FF),   /* ① ⑴ ⒈ Ⓐ */
    SPAN(0x25A0, 0x25FF),   /* ■ □ ○ ● */
    SPAN(0x2605, 0x2606),   /* ★ ☆ */
    SPAN(0x2610, 0x2612),   /* ☐ ☑ ☒ */
    SPAN(0x2E80, 0x2FDF),   /* radicals */
    SPAN(0x2FF0, 0x303F),   /* description characters, 、 。 《 》 々 〇, tone marks */
    SPAN(0x3040, 0x33FF),   /* kana, bopomofo, Hangul letters, strokes, ㈠ ㊣ ㎡ */
    SPAN(0x3400, 0x9FFF),   /* Extension A, hexagrams, the first block */
    SPAN(0xA960, 0xA97F),   /* Hangul */
    SPAN(0xAC00, 0xD7FF),   /* Hangul */
    SPAN(0xF900, 0xFAFF),   /* compatibility ideographs */
    SPAN(0xFE10, 0xFE1F),   /* vertical forms */
    SPAN(0xFE30, 0xFE6F),   /* vertical and small forms */
    SPAN(0xFF00, 0xFFEF),   /* full-width and half-width forms */
    SPAN(0x16FE2, 0x16FE3), /* old marks */
    SPAN(0x16FF0, 0x16FF1), /* reading marks */
    SPAN(0x1AFF0, 0x1B16F), /* kana */
    SPAN(0x1F200, 0x1F2FF), /* squared ideographs */
    SPAN(0x20000, 0x2FFFD), /* Extensions B to F, compatibility */
    SPAN(0x30000, 0x3FFFD), /* Extensions G and H */
};

bool unicode_is_han(uint32_t codepoint) {
    if (codepoint >= 0x4E00 && codepoint <= 0x9FFF)
        return true;
    return codepoint >= HAN[0].first && range_of(HAN, COUNT(HAN), codepoint);
}
