#include "text/context.h"

#define QUOTE_DEPTH 32

/* What stands beside a mark, looking past spaces, other marks of its sort and what is not drawn. */
typedef enum Side { SIDE_NONE, SIDE_MARK, SIDE_DIGIT, SIDE_LETTER, SIDE_HAN, SIDE_SKIPPED } Side;

typedef struct Sides {
    uint8_t before, after;
} Sides;

typedef struct Context {
    TextChar *chars;
    Sides *sides;
    size_t count;
    bool has_han;
} Context;

static Side side_of_western(uint32_t cp) {
    if (cp >= '0' && cp <= '9')
        return SIDE_DIGIT;
    if ((cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z'))
        return SIDE_LETTER;
    if (cp < 0x80)
        return SIDE_MARK;
    BreakClass line = unicode_break_class(cp);
    return line == LB_AL || line == LB_HL || line == LB_SA || line == LB_CJ ? SIDE_LETTER : SIDE_MARK;
}

static Side side_of(const TextChar *c) {
    switch ((CharKind)c->kind) {
    case CHAR_HAN:
    case CHAR_WIDE_SPACE: return SIDE_HAN;
    case CHAR_WESTERN: return side_of_western(c->codepoint);
    case CHAR_BREAK:
    case CHAR_LEADER:
    case CHAR_FILL: return SIDE_NONE;
    default: return SIDE_SKIPPED;
    }
}

static void find_sides(Context *context) {
    Side last = SIDE_NONE;
    for (size_t i = 0; i < context->count; i++) {
        Side side = side_of(&context->chars[i]);
        context->sides[i].before = (uint8_t)last;
        context->has_han |= side == SIDE_HAN;
        if (side != SIDE_SKIPPED)
            last = side;
    }
    last = SIDE_NONE;
    for (size_t i = context->count; i-- > 0;) {
        Side side = side_of(&context->chars[i]);
        context->sides[i].after = (uint8_t)last;
        if (side != SIDE_SKIPPED)
            last = side;
    }
}

static void decide(TextChar *c, bool han) {
    c->kind = han ? CHAR_HAN : CHAR_WESTERN;
    c->punct = (uint8_t)(han ? unicode_punct(c->codepoint) : PUNCT_NONE);
}

/* Chinese or Western by the strongest neighbour. */
static bool reads_as_han(const Context *context, Side a, Side b) {
    Side strongest = a > b ? a : b;
    return strongest == SIDE_HAN || (strongest != SIDE_LETTER && context->has_han);
}

static Side stronger(uint8_t a, uint8_t b) { return (Side)(a > b ? a : b); }

/* U+2019 between letters, with nothing skipped on the way. */
static bool is_apostrophe(const Context *context, size_t at) {
    const TextChar *chars = context->chars;
    return chars[at].codepoint == 0x2019 && at > 0 && at + 1 < context->count &&
           side_of(&chars[at - 1]) == SIDE_LETTER && side_of(&chars[at + 1]) == SIDE_LETTER;
}

static uint32_t opening_of(uint32_t cp) { return cp == 0x201D ? 0x201Cu : cp == 0x2019 ? 0x2018u : 0; }

/* Quotes that wait for their closing partner. */
typedef struct Quotes {
    size_t open[QUOTE_DEPTH];
    size_t depth;
} Quotes;

static void close_quote(Context *context, Quotes *quotes, size_t at) {
    TextChar *chars = context->chars;
    const Sides *own = &context->sides[at];
    uint32_t opening = opening_of(chars[at].codepoint);
    size_t depth = quotes->depth;
    while (depth > 0 && chars[quotes->open[depth - 1]].codepoint != opening)
        depth--;
    if (!depth) {
        decide(&chars[at], reads_as_han(context, own->before, own->after));
        return;
    }
    size_t partner = quotes->open[depth - 1];
    const Sides *other = &context->sides[partner];
    bool han = reads_as_han(context, stronger(own->before, own->after), stronger(other->before, other->after));
    decide(&chars[at], han);
    decide(&chars[partner], han);
    quotes->depth = depth - 1;
}

static void resolve_quote(Context *context, Quotes *quotes, size_t at) {
    const Sides *own = &context->sides[at];
    if (is_apostrophe(context, at)) {
        decide(&context->chars[at], false);
    } else if (opening_of(context->chars[at].codepoint)) {
        close_quote(context, quotes, at);
    } else { /* decided for itself, and again with its partner */
        decide(&context->chars[at], reads_as_han(context, own->before, own->after));
        if (quotes->depth < QUOTE_DEPTH)
            quotes->open[quotes->depth++] = at;
    }
}

static bool is_doubled(const Context *context, size_t at) {
    const TextChar *chars = context->chars;
    uint32_t cp = chars[at].codepoint;
    bool twin = (at > 0 && chars[at - 1].codepoint == cp) || (at + 1 < context->count && chars[at + 1].codepoint == cp);
    return twin && (cp == 0x2014 || cp == 0x2026);
}

static void resolve_mark(Context *context, size_t at) {
    TextChar *c = &context->chars[at];
    Side before = context->sides[at].before;
    Side after = context->sides[at].after;
    if (c->codepoint == 0x2013)
        decide(c, before == SIDE_HAN && after == SIDE_HAN);
    else
        decide(c, is_doubled(context, at) || reads_as_han(context, before, after));
}

static void resolve_sign(Context *context, size_t at) {
    const Sides *own = &context->sides[at];
    bool western = own->before == SIDE_DIGIT || own->before == SIDE_LETTER || own->after == SIDE_DIGIT ||
                   own->after == SIDE_LETTER;
    decide(&context->chars[at], !western && context->has_han);
}

static bool is_quote(uint32_t cp) { return cp == 0x2018 || cp == 0x2019 || cp == 0x201C || cp == 0x201D; }

/* Straight quotes have no side of their own: beside Han they open and close by turns. */
static void resolve_straight(Context *context, size_t at, bool *open) {
    const Sides *own = &context->sides[at];
    if (own->before != SIDE_HAN && own->after != SIDE_HAN)
        return;
    context->chars[at].punct = *open ? PUNCT_CLOSE : PUNCT_OPEN;
    *open = !*open;
}

bool context_resolve(TextEngine *engine) {
    Context context = {.chars = engine->chars, .count = engine->char_count};
    context.sides = scratch_reserve(&engine->sides_scratch, context.count, sizeof *context.sides);
    if (!context.sides)
        return false;
    find_sides(&context);
    Quotes quotes = {.depth = 0};
    bool open = false;
    for (size_t i = 0; i < context.count; i++) {
        TextChar *c = &context.chars[i];
        if (c->kind == CHAR_SHARED && is_quote(c->codepoint))
            resolve_quote(&context, &quotes, i);
        else if (c->kind == CHAR_SHARED)
            resolve_mark(&context, i);
        else if (c->kind == CHAR_SIGN)
            resolve_sign(&context, i);
        else if (c->codepoint == '"')
            resolve_straight(&context, i, &open);
        else if (c->kind == CHAR_BREAK)
            quotes.depth = 0;
    }
    return true;
}
