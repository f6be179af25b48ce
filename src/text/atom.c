#include "text/atom.h"

#include "base/utf8.h"
#include "text/itemize.h"
#include "text/shape.h"
#include "unicode/linebreak.h"

/* A leader's text is a dot or two. */
#define LEADER_CHARS 8

typedef struct Builder {
    TextEngine *engine;
    const TextRun *runs;
    size_t shaped; /* next glyph of engine->glyphs */
    size_t glyph_count, atom_count;
} Builder;

/* ---- neighbours ----------------------------------------------------------------------------------------- */

const TextChar *atom_first_char(const TextEngine *engine, size_t atom) {
    return &engine->chars[engine->atoms[atom].first];
}

const TextChar *atom_last_char(const TextEngine *engine, size_t atom) {
    size_t at = engine->atoms[atom + 1].first;
    size_t first = engine->atoms[atom].first;
    do
        at--;
    while (at > first && (engine->chars[at].kind == CHAR_HIDDEN || engine->chars[at].kind == CHAR_EXTEND));
    return &engine->chars[at];
}

static bool is_figure(uint32_t cp) { return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19); }

/* Signs a number is written with: ％ ℃ ㎡ after it, ￥ before it. */
static bool is_unit(uint32_t cp) {
    BreakClass line = unicode_break_class(cp);
    return line == LB_PO || cp == 0x2103 || cp == 0x2109 || (cp >= 0x3371 && cp <= 0x33DF);
}

static bool same_dots(const TextChar *a, const TextChar *b) {
    return a->punct == b->punct && (a->punct == PUNCT_DASH || a->punct == PUNCT_ELLIPSIS);
}

/* Parts of one unit (A2), although they are two atoms: nothing is ever added between them. */
static bool is_one_unit(const TextChar *a, const TextChar *b) {
    if ((a->kind == CHAR_WESTERN && b->kind == CHAR_WESTERN) || same_dots(a, b))
        return true;
    uint32_t left = a->codepoint;
    uint32_t right = b->codepoint;
    if (is_figure(left))
        return is_unit(right) || (left > 0xFF00 && (is_figure(right) || right == 0xFF0E));
    return is_figure(right) && (left == 0xFF0E || unicode_break_class(left) == LB_PR);
}

static bool is_glued(const TextChar *a, const TextChar *b) {
    if (a->kind >= CHAR_BREAK || b->kind >= CHAR_BREAK || b->kind == CHAR_SPACE)
        return true;
    return a->kind != CHAR_SPACE && is_one_unit(a, b);
}

/* 12|人, 12|万元 and 12万|元. */
static bool is_kin(const TextEngine *engine, const TextChar *a, const TextChar *b) {
    if (b->kind != CHAR_HAN || b->punct)
        return false;
    uint32_t cp = a->codepoint;
    if (cp == 0x4E07 || cp == 0x4EBF || cp == 0x5343) /* 万 亿 千 */
        return a > engine->chars && a[-1].flags & CHAR_IN_NUMBER;
    return a->flags & CHAR_IN_NUMBER;
}

/* ---- atoms ---------------------------------------------------------------------------------------------- */

static Atom *push_atom(Builder *builder, size_t at, AtomKind kind) {
    TextEngine *engine = builder->engine;
    engine->atoms = scratch_reserve(&engine->atoms_scratch, builder->atom_count + 2, sizeof *engine->atoms);
    if (!engine->atoms)
        return NULL;
    const TextChar *c = &engine->chars[at];
    Atom *atom = &engine->atoms[builder->atom_count++];
    *atom = (Atom){.first = (uint32_t)at,
                   .glyph = (uint32_t)builder->glyph_count,
                   .run = c->run,
                   .face = (uint16_t)(c->face < 0 ? 0 : c->face),
                   .kind = (uint8_t)kind,
                   .punct = kind == ATOM_MARK ? c->punct : PUNCT_NONE};
    return atom;
}

static AtomGlyph *push_glyph(Builder *builder) {
    TextEngine *engine = builder->engine;
    engine->set_glyphs = scratch_reserve(&engine->set_glyphs_scratch, builder->glyph_count + 1, sizeof(AtomGlyph));
    return engine->set_glyphs ? &engine->set_glyphs[builder->glyph_count++] : NULL;
}

static size_t cluster_end(const Builder *builder, size_t at) {
    const TextEngine *engine = builder->engine;
    size_t next = builder->shaped;
    while (next < engine->glyph_count && engine->glyphs[next].cluster == at)
        next++;
    size_t limit = next < engine->glyph_count ? engine->glyphs[next].cluster : engine->char_count;
    size_t end = at + 1;
    while (end < limit && chars_is_drawn(&engine->chars[end]))
        end++;
    return end;
}

static size_t byte_length(const Builder *builder, size_t at, size_t end) {
    const TextChar *last = &builder->engine->chars[end - 1];
    size_t size = 0;
    const Str *text = &builder->runs[last->run].text;
    utf8_decode(text->text + last->byte, text->length - last->byte, &size);
    return last->byte + size - builder->engine->chars[at].byte;
}

/* Moves the glyphs of the cluster [at, end) into the atom. */
static bool take_glyphs(Builder *builder, Atom *atom, size_t at, size_t end) {
    TextEngine *engine = builder->engine;
    size_t length = byte_length(builder, at, end);
    for (; builder->shaped < engine->glyph_count && engine->glyphs[builder->shaped].cluster == at; builder->shaped++) {
        const ShapedGlyph *shaped = &engine->glyphs[builder->shaped];
        AtomGlyph *glyph = push_glyph(builder);
        if (!glyph)
            return false;
        *glyph = (AtomGlyph){.id = (uint16_t)shaped->id,
                             .length = (uint16_t)(length > UINT16_MAX ? UINT16_MAX : length),
                             .byte = engine->chars[at].byte,
                             .advance = shaped->advance,
                             .x_offset = shaped->x_offset,
                             .y_offset = shaped->y_offset};
        atom->width += shaped->advance;
    }
    return true;
}

static AtomKind kind_of(const TextChar *c) {
    if (c->kind == CHAR_SPACE)
        return ATOM_SPACE;
    if (c->kind == CHAR_WIDE_SPACE)
        return ATOM_WIDE_SPACE;
    if (c->kind == CHAR_HAN)
        return c->punct ? ATOM_MARK : ATOM_HAN;
    return ATOM_WESTERN;
}

/* Whether the cluster at `at` goes on with the last atom: the next letter of a word, the second dash of a pair. */
static bool continues(const Builder *builder, size_t at) {
    const TextEngine *engine = builder->engine;
    if (!builder->atom_count)
        return false;
    const TextChar *c = &engine->chars[at];
    const TextChar *previous = &engine->chars[at - 1];
    const Atom *atom = &engine->atoms[builder->atom_count - 1];
    if (atom->run != c->run || atom->face != c->face || c->before != BREAK_PROHIBITED)
        return false;
    if (!chars_is_drawn(previous))
        return false;
    if (kind_of(c) == ATOM_WESTERN)
        return atom->kind == ATOM_WESTERN;
    return atom->kind == ATOM_MARK && same_dots(previous, c);
}

static bool add_cluster(Builder *builder, size_t at, size_t end) {
    TextEngine *engine = builder->engine;
    Atom *atom = NULL;
    if (continues(builder, at))
        atom = &engine->atoms[builder->atom_count - 1];
    else
        atom = push_atom(builder, at, kind_of(&engine->chars[at]));
    return atom && take_glyphs(builder, atom, at, end);
}

/* ---- leaders -------------------------------------------------------------------------------------------- */

/* The dots of a leader stand half an em apart if they are Chinese middle dots, else as wide as they are. */
static Len leader_step(Builder *builder, AtomGlyph *glyph, int face, uint32_t codepoint, Len size, Len advance) {
    if (unicode_punct(codepoint) != PUNCT_MIDDLE)
        return advance;
    ShapeMark mark = shape_mark(builder->engine, face, glyph->id, codepoint, PUNCT_MIDDLE);
    glyph->x_offset = (int32_t)len_from_em(mark.origin - mark.window, size);
    return size / 2;
}

static bool add_leader_char(Builder *builder, Atom *atom, const TextRun *run, size_t byte, uint32_t cp, size_t length,
                            DiagList *diags) {
    bool han = unicode_is_han(cp) || unicode_is_shared_mark(cp);
    ItemizePlace place = itemize_lookup(builder->engine, run->role, han ? FONT_HAN : FONT_WESTERN, cp, diags);
    if (place.face < 0) {
        itemize_report_missing(builder->engine, run, byte, cp, diags);
        return false;
    }
    AtomGlyph *glyph = push_glyph(builder);
    if (!glyph)
        return false;
    Len advance = font_len(font_set_face(builder->engine->fonts, place.face), place.advance, run->size);
    *glyph = (AtomGlyph){.id = (uint16_t)place.glyph, .length = (uint16_t)length, .byte = (uint32_t)byte};
    glyph->advance = (int32_t)leader_step(builder, glyph, place.face, cp, run->size, advance);
    atom->width += glyph->advance;
    atom->face = (uint16_t)place.face;
    return true;
}

/* The characters of a leader in the face of its last one; a leader is one face's dots. */
static bool add_leader(Builder *builder, size_t at, DiagList *diags) {
    const TextRun *run = &builder->runs[builder->engine->chars[at].run];
    Atom *atom = push_atom(builder, at, ATOM_LEADER);
    size_t size = 0;
    size_t count = 0;
    for (size_t byte = 0; atom && byte < run->text.length && count < LEADER_CHARS; byte += size, count++) {
        uint32_t cp = utf8_decode(run->text.text + byte, run->text.length - byte, &size);
        if (!add_leader_char(builder, atom, run, byte, cp, size, diags))
            return false;
    }
    if (atom) /* never less than an em of dots */
        atom->width = len_max(atom->width, run->size);
    return atom;
}

/* ---- the paragraph -------------------------------------------------------------------------------------- */

static bool add_char(Builder *builder, size_t *at, DiagList *diags) {
    TextEngine *engine = builder->engine;
    const TextChar *c = &engine->chars[*at];
    size_t end = *at + 1;
    bool made = true;
    if (c->kind == CHAR_BREAK)
        made = push_atom(builder, *at, ATOM_BREAK);
    else if (c->kind == CHAR_FILL)
        made = push_atom(builder, *at, ATOM_FILL);
    else if (c->kind == CHAR_LEADER)
        made = add_leader(builder, *at, diags);
    else if (chars_is_drawn(c)) {
        end = cluster_end(builder, *at);
        made = add_cluster(builder, *at, end);
    }
    *at = end;
    return made;
}

/* What may happen between two atoms; hidden characters may stand between them. */
static void join(TextEngine *engine, size_t left) {
    Atom *atom = &engine->atoms[left];
    size_t next = engine->atoms[left + 1].first;
    const TextChar *last = atom_last_char(engine, left);
    if (is_glued(last, &engine->chars[next]))
        atom->flags |= ATOM_GLUED;
    if (is_kin(engine, last, &engine->chars[next]))
        atom->flags |= ATOM_KIN;
    for (size_t i = (size_t)(last - engine->chars) + 1; i <= next; i++) {
        if (engine->chars[i].before != BREAK_PROHIBITED)
            atom->break_after = ATOM_MAY_BREAK;
        if (engine->chars[i].flags & CHAR_IN_TERM)
            atom->flags |= ATOM_TERM;
        if (engine->chars[i].flags & CHAR_IN_ADDRESS)
            atom->flags |= ATOM_ADDRESS;
        if (engine->chars[i].codepoint == 0x200B)
            atom->flags |= ATOM_SENSE;
    }
    if (atom->kind != ATOM_BREAK && engine->atoms[left + 1].kind == ATOM_BREAK)
        atom->break_after = ATOM_KEEP;
}

bool atoms_build(TextEngine *engine, const TextRun *runs, DiagList *diags) {
    Builder builder = {.engine = engine, .runs = runs};
    for (size_t at = 0; at < engine->char_count;)
        if (!add_char(&builder, &at, diags))
            return false;
    engine->atoms = scratch_reserve(&engine->atoms_scratch, builder.atom_count + 1, sizeof *engine->atoms);
    if (!engine->atoms)
        return false;
    size_t count = builder.atom_count;
    engine->atoms[count] = (Atom){.first = (uint32_t)engine->char_count, .glyph = (uint32_t)builder.glyph_count};
    engine->atom_count = count;
    engine->set_glyph_count = builder.glyph_count;
    for (size_t i = 0; i + 1 < count; i++)
        join(engine, i);
    return true;
}
