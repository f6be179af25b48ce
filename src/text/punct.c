#include "text/punct.h"

#include "text/shape.h"

/* What a mark does with its glue. */
typedef enum Setting { SET_GLUE, SET_HALF, SET_FULL } Setting;

static bool has_glue(const Atom *atom) {
    return atom->kind == ATOM_MARK && atom[1].glyph > atom->glyph &&
           ((atom->punct >= PUNCT_OPEN && atom->punct <= PUNCT_EXCLAIM) || atom->punct == PUNCT_MIDDLE);
}

static Setting setting_of(const ParaStyle *style, PunctClass punct) {
    if (style->grid || style->punct == PUNCT_STYLE_NONE)
        return SET_FULL;
    if (style->punct == PUNCT_STYLE_HALF)
        return SET_HALF;
    bool stop = punct == PUNCT_STOP || punct == PUNCT_EXCLAIM;
    return style->punct == PUNCT_STYLE_KAIMING && !stop ? SET_HALF : SET_GLUE;
}

static Tier tier_of(PunctClass punct) {
    switch (punct) {
    case PUNCT_OPEN:
    case PUNCT_CLOSE: return TIER_BRACKET;
    case PUNCT_COMMA: return TIER_COMMA;
    case PUNCT_STOP:
    case PUNCT_EXCLAIM: return TIER_STOP;
    case PUNCT_MIDDLE: return TIER_MIDDLE;
    default: return TIER_NONE;
    }
}

/* ---- one mark ------------------------------------------------------------------------------------------- */

/* Dashes, ellipses, ～ and ／ fill whole ems; a face's narrower glyph is centred. */
static void set_rigid(Atom *atom, size_t characters, Len size) {
    Len full = (Len)characters * size;
    if (atom->width >= full)
        return;
    atom->origin = (int32_t)((full - atom->width) / 2);
    atom->width = full;
}

static void set_glued(Atom *atom, ShapeMark mark, Len size, Setting setting) {
    Len window = len_from_em(mark.window, size);
    Len origin = len_from_em(mark.origin, size);
    if (setting == SET_FULL) {
        atom->width = size;
        atom->origin = (int32_t)origin;
        return;
    }
    atom->width = size / 2;
    atom->origin = (int32_t)(origin - window);
    if (setting == SET_HALF)
        return;
    atom->lead = (int32_t)window;
    atom->trail = (int32_t)(size - size / 2 - window);
    atom->lead_tier = atom->trail_tier = (uint8_t)tier_of((PunctClass)atom->punct);
}

static ShapeMark mark_of(TextEngine *engine, size_t at) {
    const Atom *atom = &engine->atoms[at];
    uint32_t glyph = engine->set_glyphs[atom->glyph].id;
    return shape_mark(engine, atom->face, glyph, engine->chars[atom->first].codepoint, (PunctClass)atom->punct);
}

static void set_mark(TextEngine *engine, size_t at, Len size, const ParaStyle *style) {
    Atom *atom = &engine->atoms[at];
    const TextChar *c = &engine->chars[atom->first];
    if (unicode_width(c->codepoint) == EAW_HALF)
        return;
    if (has_glue(atom))
        set_glued(atom, mark_of(engine, at), size, setting_of(style, (PunctClass)atom->punct));
    else
        set_rigid(atom, (size_t)(atom_last_char(engine, at) - c) + 1, size);
}

static void set_space(TextEngine *engine, size_t at) {
    Atom *atom = &engine->atoms[at];
    uint32_t cp = engine->chars[atom->first].codepoint;
    atom->trail = (int32_t)atom->width;
    atom->width = 0;
    atom->trail_tier = cp == ' ' || cp == '\t' || cp == 0xA0 ? TIER_WORD : TIER_NONE;
}

/* ---- marks side by side (A4) ---------------------------------------------------------------------------- */

static void give(Atom *atom) { atom->lead = atom->trail = 0; }

static bool is(const Atom *atom, PunctClass punct) { return atom->kind == ATOM_MARK && atom->punct == punct; }

static bool is_closing(const Atom *atom) {
    return has_glue(atom) && atom->punct != PUNCT_OPEN && atom->punct != PUNCT_MIDDLE;
}

/* （？） is one sign of doubt: the mark keeps its em. */
static bool is_alone_in_brackets(const Atom *atoms, size_t count, size_t at) {
    return at > 0 && at + 1 < count && is(&atoms[at - 1], PUNCT_OPEN) && is(&atoms[at + 1], PUNCT_CLOSE);
}

static void set_neighbours(Atom *atoms, size_t count, size_t at) {
    Atom *atom = &atoms[at];
    const Atom *next = at + 1 < count ? atom + 1 : NULL;
    if (is(atom, PUNCT_OPEN)) {
        if (at > 0 && (is(atom - 1, PUNCT_OPEN) || is(atom - 1, PUNCT_MIDDLE)))
            give(atom);
    } else if (is_closing(atom) && next && has_glue(next)) {
        bool doubt = is(atom, PUNCT_EXCLAIM) && is_alone_in_brackets(atoms, count, at);
        if (!doubt)
            give(atom);
    }
}

/* Two of ？！ together take one em, each half of it (GB/T 15834-2011, 5.1.5). */
static void set_pair(TextEngine *engine, size_t at, const TextRun *runs) {
    for (size_t i = at; i < at + 2; i++) {
        Atom *atom = &engine->atoms[i];
        give(atom);
        set_glued(atom, mark_of(engine, i), runs[atom->run].size, SET_HALF);
    }
    engine->atoms[at].flags |= ATOM_PAIRED | ATOM_GLUED;
}

static void set_pairs(TextEngine *engine, const TextRun *runs) {
    for (size_t i = 0; i + 1 < engine->atom_count; i++) {
        const Atom *atom = &engine->atoms[i];
        if (is(atom, PUNCT_EXCLAIM) && is(atom + 1, PUNCT_EXCLAIM) && has_glue(atom) && has_glue(atom + 1))
            set_pair(engine, i++, runs);
    }
}

static void set_adjacent(TextEngine *engine, const TextRun *runs, const ParaStyle *style) {
    if (style->punct == PUNCT_STYLE_NONE || style->punct == PUNCT_STYLE_HALF)
        return;
    if (!style->grid)
        for (size_t i = 0; i < engine->atom_count; i++)
            set_neighbours(engine->atoms, engine->atom_count, i);
    set_pairs(engine, runs);
}

/* ---- Han beside Western (A7) ---------------------------------------------------------------------------- */

static bool is_gap_han(const TextChar *c) {
    bool wide_form = c->codepoint >= 0xFF00 && c->codepoint <= 0xFFEF;
    return c->kind == CHAR_HAN && !c->punct && !wide_form;
}

/* Letters, figures and the signs written with them, but not points, brackets, quotes and hyphens. */
static bool is_gap_western(const TextChar *c) {
    if (c->kind != CHAR_WESTERN)
        return false;
    switch (unicode_break_class(c->codepoint)) {
    case LB_AL:
    case LB_AI:
    case LB_HL:
    case LB_NU:
    case LB_PO:
    case LB_PR:
    case LB_SA: return true;
    default: return false;
    }
}

/* A hyphen before a figure is its sign and stands for it. */
static bool is_sign(const TextEngine *engine, const TextChar *c) {
    size_t next = (size_t)(c - engine->chars) + 1;
    return c->codepoint == '-' && next < engine->char_count && engine->chars[next].flags & CHAR_IN_NUMBER;
}

static bool is_operator(const TextChar *c) {
    return c->codepoint == '=' || c->codepoint == 0xD7 || c->codepoint == 0xF7;
}

/* % and ‰ belong to what is before them, a figure or a word: 增减%. */
static bool is_rate(const TextChar *c) { return c->codepoint == '%' || c->codepoint == 0x2030; }

/* × ÷ = between Han and a figure would have a gap on one side only: 人×5. */
static bool is_lopsided(const TextEngine *engine, const TextChar *western, bool han_first) {
    size_t at = (size_t)(western - engine->chars);
    if (!is_operator(western))
        return false;
    bool other = han_first ? at + 1 < engine->char_count : at > 0;
    return !other || !is_gap_han(han_first ? western + 1 : western - 1);
}

static bool has_gap(const TextEngine *engine, size_t left) {
    const Atom *atom = &engine->atoms[left];
    bool han_first = atom->kind == ATOM_HAN && atom[1].kind == ATOM_WESTERN;
    bool han_second = atom->kind == ATOM_WESTERN && atom[1].kind == ATOM_HAN;
    if ((atom->flags & ATOM_GLUED) || !(han_first || han_second))
        return false;
    const TextChar *a = atom_last_char(engine, left);
    const TextChar *b = atom_first_char(engine, left + 1);
    if (is_lopsided(engine, han_first ? b : a, han_first))
        return false;
    if (han_first)
        return is_gap_han(a) && !is_rate(b) && (is_gap_western(b) || is_sign(engine, b));
    return is_gap_western(a) && is_gap_han(b);
}

static void set_gaps(TextEngine *engine, const TextRun *runs) {
    for (size_t i = 0; i + 1 < engine->atom_count; i++) {
        if (!has_gap(engine, i))
            continue;
        Atom *atom = &engine->atoms[i];
        const Atom *han = atom->kind == ATOM_HAN ? atom : atom + 1;
        atom->trail = (int32_t)(runs[han->run].size / 4);
        atom->trail_tier = TIER_GAP;
    }
}

void punct_set(TextEngine *engine, const TextRun *runs, const ParaStyle *style) {
    for (size_t i = 0; i < engine->atom_count; i++) {
        const Atom *atom = &engine->atoms[i];
        if (atom->kind == ATOM_MARK)
            set_mark(engine, i, runs[atom->run].size, style);
        else if (atom->kind == ATOM_SPACE)
            set_space(engine, i);
    }
    set_adjacent(engine, runs, style);
    if (!style->no_gap && !style->grid)
        set_gaps(engine, runs);
}
