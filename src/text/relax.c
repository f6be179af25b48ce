#include "text/relax.h"

#include <string.h>

#include "base/utf8.h"

size_t relax_chunk_end(const Setting *setting, size_t from) {
    size_t end = from + 1;
    while (end < setting->count && setting->atoms[end - 1].break_after == ATOM_KEEP)
        end++;
    return end;
}

static Len room_at(const Setting *setting, size_t from) { return from == 0 ? setting->first_room : setting->room; }

static bool is_overwide(const Setting *setting, size_t from, size_t end) {
    if (!setting->style->grid && span_raw(setting, from, end) <= room_at(setting, from))
        return false;
    return span_least(setting, from, end) > room_at(setting, from);
}

static bool has_overwide(const Setting *setting) {
    size_t end = 0;
    for (size_t at = 0; at < setting->count; at = end) {
        end = relax_chunk_end(setting, at);
        if (is_overwide(setting, at, end))
            return true;
    }
    return false;
}

/* ---- splitting words ------------------------------------------------------------------------------------ */

typedef struct Splitter {
    const Para *para;
    Atom *atoms;
    size_t count;
} Splitter;

static void push(Splitter *splitter, const Atom *atom) { splitter->atoms[splitter->count++] = *atom; }

/* One atom a cluster; a line may end after each but the last, which keeps what the whole atom had. */
static void push_split(Splitter *splitter, const Atom *atom, AtomBreak level) {
    const AtomGlyph *glyphs = splitter->para->glyphs;
    const char *text = splitter->para->runs[atom->run].text.text;
    uint32_t end = atom[1].glyph, first = atom->first;
    uint32_t counted = glyphs[atom->glyph].byte;
    for (uint32_t g = atom->glyph; g < end;) {
        Atom piece = *atom;
        piece.glyph = g;
        first += (uint32_t)utf8_count(text + counted, glyphs[g].byte - counted);
        counted = glyphs[g].byte;
        piece.first = first;
        piece.width = 0;
        for (uint32_t byte = glyphs[g].byte; g < end && glyphs[g].byte == byte; g++)
            piece.width += glyphs[g].advance;
        if (g < end) {
            piece.trail = 0;
            piece.flags |= ATOM_GLUED;
            piece.break_after = (uint8_t)level;
        }
        push(splitter, &piece);
    }
}

static bool is_splittable(const Atom *atom) { return atom->kind == ATOM_WESTERN && atom[1].glyph > atom->glyph; }

/* Splits the words of a chunk; parts of a word in two faces may part too. */
static void split_chunk(Splitter *splitter, const Atom *atoms, size_t from, size_t end, AtomBreak level) {
    for (size_t i = from; i < end; i++) {
        if (is_splittable(&atoms[i]))
            push_split(splitter, &atoms[i], level);
        else
            push(splitter, &atoms[i]);
        Atom *last = &splitter->atoms[splitter->count - 1];
        bool word_goes_on = i + 1 < end && atoms[i].kind == ATOM_WESTERN && atoms[i + 1].kind == ATOM_WESTERN;
        if (word_goes_on && last->break_after == ATOM_KEEP)
            last->break_after = (uint8_t)level;
    }
}

static bool must_split(const Setting *setting, size_t from, size_t end) {
    if (!setting->style->stacked)
        return is_overwide(setting, from, end);
    for (size_t i = from; i < end; i++)
        if (setting->atoms[i].kind == ATOM_WESTERN && setting->atoms[i].width > setting->style->size)
            return true;
    return false;
}

/* Replaces the atoms by a copy in which the words of chunks that need it are split. */
static bool split_words(Setting *setting) {
    const Para *para = setting->para;
    size_t most = para->atom_count + para->glyph_count + 1;
    Splitter splitter = {.para = para};
    splitter.atoms = scratch_reserve(&para->engine->split_scratch, most, sizeof(Atom));
    if (!splitter.atoms)
        return false;
    AtomBreak level = setting->style->stacked ? ATOM_MAY_BREAK : ATOM_BREAK_UNIT;
    size_t end = 0;
    for (size_t at = 0; at < setting->count; at = end) {
        end = relax_chunk_end(setting, at);
        if (must_split(setting, at, end)) {
            split_chunk(&splitter, setting->atoms, at, end, level);
            continue;
        }
        memcpy(splitter.atoms + splitter.count, setting->atoms + at, (end - at) * sizeof(Atom));
        splitter.count += end - at;
    }
    splitter.atoms[splitter.count] = setting->atoms[setting->count];
    setting->atoms = splitter.atoms;
    setting->count = splitter.count;
    return span_sum(setting);
}

/* Lets the prohibition yield in what is still wider than the measure. */
static void lift_prohibition(Setting *setting) {
    Atom *atoms = setting->para->engine->split_scratch.items; /* the copy that split_words made */
    size_t end = 0;
    for (size_t at = 0; at < setting->count; at = end) {
        end = relax_chunk_end(setting, at);
        if (!is_overwide(setting, at, end))
            continue;
        for (size_t i = at; i + 1 < end; i++)
            if (!span_vanishes(&atoms[i + 1]))
                atoms[i].break_after = ATOM_BREAK_ANY;
    }
}

bool relax_setting(const Para *para, Len measure, Setting *setting) {
    const ParaStyle *style = &para->style;
    *setting = (Setting){.para = para, .style = style, .atoms = para->atoms, .count = para->atom_count};
    setting->measure = len_min(len_max(measure, 0), TEXT_LEN_MAX);
    setting->room = setting->measure - style->left_indent - style->right_indent;
    setting->first_room = setting->room - style->first_indent;
    if (!span_sum(setting))
        return false;
    if (!style->stacked && !has_overwide(setting))
        return true;
    if (!split_words(setting))
        return false;
    if (has_overwide(setting))
        lift_prohibition(setting);
    return true;
}
