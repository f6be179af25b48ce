/*
 * classes: what a character is to a line of Chinese text.
 *
 * Three tables: the line breaking class of UAX 14, the East Asian width of UAX 11, and the punctuation class of
 * CLREQ, our own small table that overrides the general ones. The first two are generated from the Unicode
 * Character Database 15.0 (unicode/gen/gen_classes.c > classes_data.c). Any uint32_t may be asked for.
 */
#ifndef BANXIN_UNICODE_CLASSES_H
#define BANXIN_UNICODE_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

/* UAX 14, Unicode 15.0. */
/* clang-format off */
typedef enum BreakClass {
    LB_XX, LB_AI, LB_AL, LB_B2, LB_BA, LB_BB, LB_BK, LB_CB, LB_CJ, LB_CL, LB_CM, LB_CP, LB_CR, LB_EB, LB_EM,
    LB_EX, LB_GL, LB_H2, LB_H3, LB_HL, LB_HY, LB_ID, LB_IN, LB_IS, LB_JL, LB_JT, LB_JV, LB_LF, LB_NL, LB_NS,
    LB_NU, LB_OP, LB_PO, LB_PR, LB_QU, LB_RI, LB_SA, LB_SG, LB_SP, LB_SY, LB_WJ, LB_ZW, LB_ZWJ,
    LB_COUNT
} BreakClass;
/* clang-format on */

typedef enum EastAsianWidth { EAW_NEUTRAL, EAW_AMBIGUOUS, EAW_HALF, EAW_FULL, EAW_NARROW, EAW_WIDE } EastAsianWidth;

/* CLREQ 3.1: what a full-width mark is, which side of its em box is glue, and which prohibitions hold. */
typedef enum PunctClass {
    PUNCT_NONE,
    PUNCT_OPEN,      /* “ ‘ 《 〈 （ 「 『 【 〔 〖 ［ ｛: glue before; never at a line's end */
    PUNCT_CLOSE,     /* ” ’ 》 〉 ） 」 』 】 〕 〗 ］ ｝: glue after; never at a line's start */
    PUNCT_COMMA,     /* ， 、 ； ：: glue after; never at a line's start */
    PUNCT_STOP,      /* 。 ．: glue after; never at a line's start */
    PUNCT_EXCLAIM,   /* ？ ！: glue after; never at a line's start */
    PUNCT_DASH,      /* — (of ——), ⸺: no break between, never at a line's start */
    PUNCT_ELLIPSIS,  /* … (of ……): no break between, never at a line's start */
    PUNCT_MIDDLE,    /* · ‧ ・: glue both sides; never at a line's start */
    PUNCT_CONNECTOR, /* ～ － –: never at a line's start */
    PUNCT_SOLIDUS    /* ／: never at a line's end, nor its start */
} PunctClass;

BreakClass unicode_break_class(uint32_t codepoint);
EastAsianWidth unicode_width(uint32_t codepoint);
/*
 * The class as full-width mark; quotes, dashes, ellipses and · count when the caller says they stand in Chinese text.
 * Half-width forms (unicode_width EAW_HALF: ｡ ｢ ｣ ､ ･) have a class, for its prohibitions, but no glue.
 */
PunctClass unicode_punct(uint32_t codepoint);
/* True for marks whose reading as Chinese or Western mark depends on their neighbours: “ ” ‘ ’ — – … · (A12). */
bool unicode_is_shared_mark(uint32_t codepoint);
/*
 * Set in the Han face on an em box: Han, kana, bopomofo, Hangul, full-width forms, CJK marks, and the signs Chinese
 * type sets em wide (① Ⅱ ℃ № ※ → □ ★). Shared marks are not: see above.
 */
bool unicode_is_han(uint32_t codepoint);
/* Combining marks, joiners and variation selectors: belong to the cluster before (UAX 29 Extend, SpacingMark, ZWJ). */
bool unicode_is_extender(uint32_t codepoint);
bool unicode_is_variation_selector(uint32_t codepoint);
/* Draws nothing where a face has no glyph for it: zero width space, joiners, selectors (Default_Ignorable_Code_Point).
 */
bool unicode_is_ignorable(uint32_t codepoint);
/* What UAX 14 needs beside the class: General_Category Mn or Mc (LB1); Extended_Pictographic and unassigned (LB30b). */
bool unicode_is_mark(uint32_t codepoint);
bool unicode_is_unassigned_pictograph(uint32_t codepoint);

#endif
