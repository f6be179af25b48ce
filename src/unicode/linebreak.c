/*
 * UAX 14 as one table of rules, in the order of the standard; the first rule that fits a place decides it.
 *
 * A rule looks at a set of things left of the place and a set of things right of it. A set is 64 bits: a bit for
 * each break class, and some bits more for what a class alone does not tell: whether the left side is a number
 * begun, an odd regional indicator, and so on. So "NU (NU | SY | IS)* (CL | CP)? × PO" becomes the pair
 * IN_NUMBER | AFTER_NUMBER, PO. Rules with SP* look at what stands left of the spaces.
 *
 * Numbers are read by the expression of section 8.2, example 7, which Unicode's own test follows: it replaces LB13
 * for closing marks and LB25.
 *
 * Combining marks take the class of what they follow (LB9); the output array holds the resolved classes until each
 * place is decided, so no memory is needed.
 */
#include "unicode/linebreak.h"

#include <stdbool.h>

#include "unicode/classes.h"

#define BIT(n)    ((uint64_t)1 << (n))
#define CLASS(lb) BIT(LB_##lb)
#define ANY       UINT64_MAX
#define NOT(set)  ((BIT(LB_COUNT) - 1) & ~(set)) /* the other classes */

/* Bits beside the classes; those from NARROW_OPEN on tell of a character, the others of what stands before or after it.
 */
enum {
    BIT_IN_NUMBER = LB_COUNT, /* NU (NU | SY | IS)* */
    BIT_AFTER_NUMBER,         /* the same and one CL or CP */
    BIT_LONE_INDICATOR,       /* an odd number of RI */
    BIT_HEBREW_HYPHEN,        /* HL (HY | BA) */
    BIT_JOINER,               /* a ZWJ, attached or not */
    BIT_SIGN_OF_NUMBER,       /* OP or HY with NU after it; set on the right side */
    BIT_NARROW_OPEN,          /* OP, CP of East Asian width other than F, W, H */
    BIT_NARROW_CLOSE,
    BIT_FUTURE_PICTOGRAPH, /* Extended_Pictographic and unassigned */
    BIT_COUNT
};
_Static_assert(BIT_COUNT <= 64, "the sets have 64 bits");

#define IN_NUMBER         BIT(BIT_IN_NUMBER)
#define AFTER_NUMBER      BIT(BIT_AFTER_NUMBER)
#define LONE_INDICATOR    BIT(BIT_LONE_INDICATOR)
#define HEBREW_HYPHEN     BIT(BIT_HEBREW_HYPHEN)
#define JOINER            BIT(BIT_JOINER)
#define SIGN_OF_NUMBER    BIT(BIT_SIGN_OF_NUMBER)
#define NARROW_OPEN       BIT(BIT_NARROW_OPEN)
#define NARROW_CLOSE      BIT(BIT_NARROW_CLOSE)
#define FUTURE_PICTOGRAPH BIT(BIT_FUTURE_PICTOGRAPH)

#define LETTERS    (CLASS(AL) | CLASS(HL))
#define LINE_ENDS  (CLASS(BK) | CLASS(CR) | CLASS(LF) | CLASS(NL))
#define CLOSERS    (CLASS(CL) | CLASS(CP))
#define AFFIXES    (CLASS(PR) | CLASS(PO))
#define IDEOGRAPHS (CLASS(ID) | CLASS(EB) | CLASS(EM))
#define HANGUL     (CLASS(JL) | CLASS(JV) | CLASS(JT) | CLASS(H2) | CLASS(H3))

typedef struct Rule {
    uint64_t left, right;
    uint8_t kind;
    bool over_spaces; /* left is what stands before any spaces */
} Rule;

#define NO   BREAK_PROHIBITED
#define YES  BREAK_ALLOWED
#define MUST BREAK_MANDATORY

/* clang-format off */
static const Rule RULES[] = {
    {CLASS(BK), ANY, MUST, false},                                           /* LB4 */
    {CLASS(CR), CLASS(LF), NO, false},                                       /* LB5 */
    {CLASS(CR) | CLASS(LF) | CLASS(NL), ANY, MUST, false},
    {ANY, LINE_ENDS, NO, false},                                             /* LB6 */
    {ANY, CLASS(SP) | CLASS(ZW), NO, false},                                 /* LB7 */
    {CLASS(ZW), ANY, YES, true},                                             /* LB8 */
    {JOINER, ANY, NO, false},                                                /* LB8a */
    {ANY, CLASS(WJ), NO, false},                                             /* LB11 */
    {CLASS(WJ), ANY, NO, false},
    {CLASS(GL), ANY, NO, false},                                             /* LB12 */
    {NOT(CLASS(SP) | CLASS(BA) | CLASS(HY)), CLASS(GL), NO, false},          /* LB12a */
    {ANY, CLASS(EX), NO, false},                                             /* LB13 */
    {NOT(CLASS(NU)), CLOSERS | CLASS(IS) | CLASS(SY), NO, false},
    {CLASS(OP), ANY, NO, true},                                              /* LB14 */
    {CLASS(QU), CLASS(OP), NO, true},                                        /* LB15 */
    {CLOSERS, CLASS(NS), NO, true},                                          /* LB16 */
    {CLASS(B2), CLASS(B2), NO, true},                                        /* LB17 */
    {CLASS(SP), ANY, YES, false},                                            /* LB18 */
    {ANY, CLASS(QU), NO, false},                                             /* LB19 */
    {CLASS(QU), ANY, NO, false},
    {ANY, CLASS(CB), YES, false},                                            /* LB20 */
    {CLASS(CB), ANY, YES, false},
    {ANY, CLASS(BA) | CLASS(HY) | CLASS(NS), NO, false},                     /* LB21 */
    {CLASS(BB), ANY, NO, false},
    {HEBREW_HYPHEN, ANY, NO, false},                                         /* LB21a */
    {CLASS(SY), CLASS(HL), NO, false},                                       /* LB21b */
    {ANY, CLASS(IN), NO, false},                                             /* LB22 */
    {LETTERS, CLASS(NU), NO, false},                                         /* LB23 */
    {CLASS(NU), LETTERS, NO, false},
    {CLASS(PR), IDEOGRAPHS, NO, false},                                      /* LB23a */
    {IDEOGRAPHS, CLASS(PO), NO, false},
    {AFFIXES, LETTERS, NO, false},                                           /* LB24 */
    {LETTERS, AFFIXES, NO, false},
    {AFFIXES, SIGN_OF_NUMBER | CLASS(NU), NO, false},                        /* LB25, as in 8.2, example 7 */
    {CLASS(OP) | CLASS(HY), CLASS(NU), NO, false},
    {IN_NUMBER, CLASS(NU) | CLASS(SY) | CLASS(IS) | CLOSERS, NO, false},
    {IN_NUMBER | AFTER_NUMBER, AFFIXES, NO, false},
    {CLASS(JL), CLASS(JL) | CLASS(JV) | CLASS(H2) | CLASS(H3), NO, false},   /* LB26 */
    {CLASS(JV) | CLASS(H2), CLASS(JV) | CLASS(JT), NO, false},
    {CLASS(JT) | CLASS(H3), CLASS(JT), NO, false},
    {HANGUL, CLASS(PO), NO, false},                                          /* LB27 */
    {CLASS(PR), HANGUL, NO, false},
    {LETTERS, LETTERS, NO, false},                                           /* LB28 */
    {CLASS(IS), LETTERS, NO, false},                                         /* LB29 */
    {LETTERS | CLASS(NU), NARROW_OPEN, NO, false},                           /* LB30 */
    {NARROW_CLOSE, LETTERS | CLASS(NU), NO, false},
    {LONE_INDICATOR, CLASS(RI), NO, false},                                  /* LB30a */
    {CLASS(EB) | FUTURE_PICTOGRAPH, CLASS(EM), NO, false},                   /* LB30b */
    {ANY, ANY, YES, false},                                                  /* LB31 */
};
/* clang-format on */

/* A resolved class in a byte: the class, and two facts of the character beside it. */
enum { CLASS_MASK = 0x3F, FACT_NARROW = 0x40, FACT_PICTOGRAPH = 0x80 };
_Static_assert((int)LB_COUNT <= (int)CLASS_MASK, "a class has six bits");

/* LB1, and the facts. */
static uint8_t resolve(uint32_t codepoint) {
    BreakClass class = unicode_break_class(codepoint);
    switch (class) {
    case LB_AI:
    case LB_SG:
    case LB_XX: class = LB_AL; break;
    case LB_SA: class = unicode_is_mark(codepoint) ? LB_CM : LB_AL; break;
    case LB_CJ: class = LB_NS; break;
    default: break;
    }
    unsigned facts = 0;
    if (class == LB_OP || class == LB_CP) {
        EastAsianWidth width = unicode_width(codepoint);
        facts = width == EAW_FULL || width == EAW_WIDE || width == EAW_HALF ? 0 : FACT_NARROW;
    }
    if (class == LB_ID && unicode_is_unassigned_pictograph(codepoint))
        facts = FACT_PICTOGRAPH;
    return (uint8_t)(class | facts);
}

static uint64_t set_of(uint8_t resolved) {
    BreakClass class = resolved & CLASS_MASK;
    uint64_t set = BIT(class);
    if (resolved & FACT_NARROW)
        set |= class == LB_OP ? NARROW_OPEN : NARROW_CLOSE;
    if (resolved & FACT_PICTOGRAPH)
        set |= FUTURE_PICTOGRAPH;
    return set;
}

/* What stands left of a place. */
typedef struct Left {
    uint64_t set;           /* the character before, and the context bits */
    uint64_t before_spaces; /* the same for the last one that is no space */
} Left;

/* LB9, LB10: marks are left as CM where they belong to the character before, else they become AL. */
static void resolve_all(const uint32_t *codepoints, size_t count, uint8_t *classes) {
    const uint64_t alone = LINE_ENDS | CLASS(SP) | CLASS(ZW);
    uint64_t base = CLASS(SP);
    for (size_t i = 0; i < count; i++) {
        uint8_t resolved = resolve(codepoints[i]);
        if (resolved == LB_CM || resolved == LB_ZWJ) {
            resolved = base & alone ? LB_AL : LB_CM;
        }
        if (resolved != LB_CM)
            base = set_of(resolved);
        classes[i] = resolved;
    }
}

/* The right side of the place before character `at`: with a look at what follows an opening mark or a hyphen. */
static uint64_t right_of(const uint8_t *classes, size_t count, size_t at) {
    uint64_t set = set_of(classes[at]);
    if (!(set & (CLASS(OP) | CLASS(HY))))
        return set;
    size_t next = at + 1;
    while (next < count && classes[next] == LB_CM)
        next++;
    return next < count && classes[next] == LB_NU ? set | SIGN_OF_NUMBER : set;
}

/* Moves the left side over a character. */
static void step(Left *left, uint64_t set) {
    uint64_t context = 0;
    if (set & CLASS(NU) || (left->set & IN_NUMBER && set & (CLASS(SY) | CLASS(IS))))
        context |= IN_NUMBER;
    if (left->set & IN_NUMBER && set & CLOSERS)
        context |= AFTER_NUMBER;
    if (set & CLASS(RI) && !(left->set & LONE_INDICATOR))
        context |= LONE_INDICATOR;
    if (left->set & CLASS(HL) && set & (CLASS(HY) | CLASS(BA)))
        context |= HEBREW_HYPHEN;
    left->set = (set & ~SIGN_OF_NUMBER) | context;
    if (!(set & CLASS(SP)))
        left->before_spaces = left->set;
}

static uint8_t decide(const Left *left, uint64_t right) {
    /* Most places of a Chinese text; no rule but LB31 speaks of two ideographs. */
    if (left->set == CLASS(ID) && right == CLASS(ID))
        return YES;
    const Rule *rule = RULES;
    while (!((rule->over_spaces ? left->before_spaces : left->set) & rule->left && right & rule->right))
        rule++;
    return rule->kind;
}

void linebreak_find(const uint32_t *codepoints, size_t count, uint8_t *kinds) {
    kinds[count] = BREAK_MANDATORY; /* LB3 */
    resolve_all(codepoints, count, kinds);
    Left left = {0, 0};
    for (size_t i = 0; i < count; i++) {
        if (kinds[i] == LB_CM) {
            kinds[i] = BREAK_PROHIBITED; /* LB9 */
        } else {
            uint64_t right = right_of(kinds, count, i);
            kinds[i] = i == 0 ? (uint8_t)BREAK_PROHIBITED : decide(&left, right); /* LB2 */
            step(&left, right);
        }
        left.set = codepoints[i] == 0x200D ? left.set | JOINER : left.set & ~JOINER;
    }
}
