#include "text/para.h"

#include <string.h>

#include "base/shortage.h"
#include "base/utf8.h"
#include "text/breaks.h"
#include "text/context.h"
#include "text/itemize.h"
#include "text/line.h"
#include "text/memo.h"
#include "text/punct.h"
#include "text/relax.h"
#include "text/shape.h"
#include "text/terms.h"

/* ---- making --------------------------------------------------------------------------------------------- */

/* Everything up to atoms and glyphs, in the engine's working memory. */
static bool prepare(TextEngine *engine, const TextRun *runs, size_t count, const ParaStyle *style, DiagList *diags) {
    bool undecided = false;
    if (!chars_read(engine, runs, count, &undecided, diags))
        return false;
    if (undecided && !context_resolve(engine))
        return false;
    if (!breaks_find(engine))
        return false;
    if (style->balance)
        terms_mark(engine);
    if (!itemize_faces(engine, runs, diags) || !shape_chars(engine, runs, diags))
        return false;
    if (!atoms_build(engine, runs, diags))
        return false;
    punct_set(engine, runs, style);
    return true;
}

static Len clamp(Len value) { return len_min(len_max(value, -TEXT_LEN_MAX), TEXT_LEN_MAX); }

static ParaStyle bounded_style(const ParaStyle *style) {
    ParaStyle bounded = *style;
    bounded.size = len_min(len_max(style->size, 1), TEXT_SIZE_MAX);
    bounded.first_indent = clamp(style->first_indent);
    bounded.left_indent = clamp(style->left_indent);
    bounded.right_indent = clamp(style->right_indent);
    return bounded;
}

/* The runs with their sizes bounded, in working memory; NULL when memory is out. */
static const TextRun *bounded_runs(TextEngine *engine, const TextRun *runs, size_t count) {
    TextRun *bounded = scratch_reserve(&engine->runs_scratch, count, sizeof *bounded);
    for (size_t i = 0; bounded && i < count; i++) {
        bounded[i] = runs[i];
        bounded[i].size = len_min(len_max(runs[i].size, 0), TEXT_SIZE_MAX);
    }
    return bounded;
}

/* The parts of a paragraph's one block, each aligned for what follows; what the memo keeps stands from `atoms` on. */
typedef struct Layout {
    size_t widths, runs, atoms, glyphs, codepoints, total;
} Layout;

static Layout lay_out(size_t run_count, const MemoPara *made) {
    Layout layout = {.widths = sizeof(Para)};
    layout.runs = layout.widths + sizeof(ParaWidths);
    layout.atoms = layout.runs + run_count * sizeof(TextRun);
    layout.glyphs = layout.atoms + (made->atom_count + 1) * sizeof(Atom);
    layout.codepoints = layout.glyphs + made->glyph_count * sizeof(AtomGlyph);
    layout.total = layout.codepoints + made->char_count * sizeof(uint32_t);
    return layout;
}

/* The block, with its parts still to be written; NULL when memory is out. */
static Para *pack(Arena *arena, TextEngine *engine, const TextRun *runs, size_t count, const ParaStyle *style,
                  const MemoPara *made, void **parts) {
    Layout layout = lay_out(count, made);
    char *block = arena_alloc(arena, layout.total);
    if (!block)
        return NULL;
    Para *para = (Para *)(void *)block;
    TextRun *kept = (TextRun *)(void *)(block + layout.runs);
    if (count)
        memcpy(kept, runs, count * sizeof *kept);
    *para = (Para){.engine = engine,
                   .style = *style,
                   .widths = (ParaWidths *)(void *)(block + layout.widths),
                   .ticket = made->ticket,
                   .runs = kept,
                   .atoms = (Atom *)(void *)(block + layout.atoms),
                   .glyphs = (AtomGlyph *)(void *)(block + layout.glyphs),
                   .codepoints = (uint32_t *)(void *)(block + layout.codepoints),
                   .run_count = count,
                   .atom_count = made->atom_count,
                   .glyph_count = made->glyph_count,
                   .char_count = made->char_count};
    *para->widths = made->widths;
    *parts = block + layout.atoms;
    return para;
}

/* The parts, from the engine's working memory. */
static void pack_parts(const TextEngine *engine, const Para *para, void *parts) {
    char *to = parts;
    size_t atoms = (para->atom_count + 1) * sizeof(Atom), glyphs = para->glyph_count * sizeof(AtomGlyph);
    uint32_t *codepoints = (uint32_t *)(void *)(to + atoms + glyphs);
    memcpy(to, engine->atoms, atoms);
    if (glyphs)
        memcpy(to + atoms, engine->set_glyphs, glyphs);
    for (size_t i = 0; i < para->char_count; i++)
        codepoints[i] = engine->chars[i].codepoint;
}

static size_t parts_size(const MemoPara *made) {
    Layout layout = lay_out(/*run_count*/ 0, made);
    return layout.total - layout.atoms;
}

static Para *pack_new(Arena *arena, TextEngine *engine, const TextRun *runs, size_t count, const ParaStyle *style,
                      bool keep) {
    MemoPara made = {
        .atom_count = engine->atom_count, .glyph_count = engine->set_glyph_count, .char_count = engine->char_count};
    void *parts = NULL;
    Para *para = pack(arena, engine, runs, count, style, &made, &parts);
    if (!para)
        return NULL;
    pack_parts(engine, para, parts);
    made.parts = parts;
    if (keep)
        para->ticket = memo_keep(engine->memo, &made, parts_size(&made));
    return para;
}

static Para *pack_known(Arena *arena, TextEngine *engine, const TextRun *runs, size_t count, const ParaStyle *style,
                        const MemoPara *known) {
    void *parts = NULL;
    Para *para = pack(arena, engine, runs, count, style, known, &parts);
    if (para)
        memcpy(parts, known->parts, parts_size(known));
    return para;
}

Para *para_make(Arena *arena, TextEngine *engine, const TextRun *runs, size_t count, const ParaStyle *style,
                DiagList *diags) {
    size_t reported = diag_count_at_least(diags, SEVERITY_ERROR), remarks = diag_count(diags);
    ParaStyle bounded = bounded_style(style);
    MemoPara known;
    shortage_watch();
    const TextRun *kept = bounded_runs(engine, runs, count);
    if (kept && memo_find(engine->memo, kept, count, &bounded, &known) && shortage_none())
        return pack_known(arena, engine, kept, count, &bounded, &known);
    if (kept && prepare(engine, kept, count, &bounded, diags) && shortage_none())
        return pack_new(arena, engine, kept, count, &bounded, /*keep*/ diag_count(diags) == remarks);
    if (diag_count_at_least(diags, SEVERITY_ERROR) == reported)
        arena_fail(arena);
    return NULL;
}

/* ---- widths --------------------------------------------------------------------------------------------- */

static Len indents_at(const ParaStyle *style, size_t from) {
    return style->left_indent + style->right_indent + (from == 0 ? style->first_indent : 0);
}

/* Parts end where a line may end, where the sense allows it or the end is forced, or only there. */
typedef enum PartEnd { PART_CHUNK, PART_SENSE, PART_FORCED } PartEnd;

static bool ends_part(const Atom *last, PartEnd by) {
    return by == PART_CHUNK || last->kind == ATOM_BREAK || (by == PART_SENSE && (last->flags & ATOM_SENSE));
}

/* The widest of the paragraph's parts. */
static Len widest(const Setting *setting, PartEnd by) {
    const ParaStyle *style = setting->style;
    Len most = indents_at(style, 0);
    size_t end = 0;
    for (size_t at = 0; at < setting->count; at = end) {
        end = relax_chunk_end(setting, at);
        while (end < setting->count && !ends_part(&setting->atoms[end - 1], by))
            end++;
        most = len_max(most, span_of(setting, at, end).width + indents_at(style, at));
    }
    return most;
}

/* With a hanging indent the whole may be narrower than a part of it on a later line. */
static ParaWidths measure(const Setting *setting) {
    const ParaStyle *style = setting->style;
    ParaWidths widths = {.min = widest(setting, PART_CHUNK), .known = true};
    widths.max = style->stacked ? widths.min : widest(setting, PART_FORCED);
    widths.sense = widths.max;
    if (style->balance && !style->stacked)
        widths.sense = len_min(widest(setting, PART_SENSE), widths.max);
    if (style->first_indent < 0)
        widths.min = len_min(widths.min, widths.max);
    return widths;
}

/* All three at once, when one of them is asked for: they are asked for together. 0 each when memory is out. */
static ParaWidths widths_of(const Para *para) {
    Setting setting;
    if (!para->widths->known && relax_setting(para, TEXT_LEN_MAX, &setting)) {
        *para->widths = measure(&setting);
        memo_note_widths(para->engine->memo, para->ticket, *para->widths);
    }
    return *para->widths;
}

Len para_min_width(const Para *para) { return widths_of(para).min; }
Len para_max_width(const Para *para) { return widths_of(para).max; }
Len para_sense_width(const Para *para) { return widths_of(para).sense; }

/* ---- setting -------------------------------------------------------------------------------------------- */

static const Line *fail(Arena *arena) {
    arena_fail(arena);
    return NULL;
}

const Line *para_break(Arena *arena, const Para *para, Len measure, size_t *count) {
    Setting setting;
    *count = 0;
    if (!relax_setting(para, measure, &setting))
        return fail(arena);
    size_t line_count = 0;
    const FitLine *fits = fit_lines(&setting, &line_count);
    if (!fits)
        return fail(arena);
    Line *lines = ARENA_ARRAY(arena, Line, line_count);
    if (!lines)
        return NULL;
    for (size_t i = 0; i < line_count; i++)
        if (!line_make(arena, &setting, &fits[i], &lines[i]))
            return fail(arena);
    *count = line_count;
    return lines;
}

Len para_baseline(const ParaStyle *style) {
    return (style->leading - style->size) / 2 + len_from_em(PAGE_EM_ASCENT, style->size);
}

/* ---- places --------------------------------------------------------------------------------------------- */

static size_t char_at(const Para *para, size_t run, size_t offset) {
    size_t index = 0;
    for (size_t r = 0; r < run && r < para->run_count; r++) {
        const TextRun *before = &para->runs[r];
        index += before->kind == TEXT_RUN ? utf8_count(before->text.text, before->text.length) : 1;
    }
    if (run >= para->run_count || para->runs[run].kind != TEXT_RUN)
        return index;
    Str text = para->runs[run].text;
    return index + utf8_count(text.text, offset < text.length ? offset : text.length);
}

/* Width of an atom's glyphs before the character at byte `offset` of its run. */
static Len width_before(const Para *para, const Atom *atom, size_t offset) {
    Len width = 0;
    for (uint32_t g = atom->glyph; g < atom[1].glyph && para->glyphs[g].byte < offset; g++)
        width += para->glyphs[g].advance;
    return width;
}

Len para_offset_x(const Para *para, size_t run, size_t offset) {
    size_t target = char_at(para, run, offset);
    Len x = para->style.left_indent + para->style.first_indent;
    if (para->atom_count)
        x -= para->atoms[0].punct == PUNCT_OPEN ? para->atoms[0].lead : 0;
    for (size_t i = 0; i < para->atom_count; i++) {
        const Atom *atom = &para->atoms[i];
        if (atom[1].first > target)
            return x + atom->lead + (atom->first < target ? width_before(para, atom, offset) : 0);
        x += atom->lead + atom->width + atom->trail;
    }
    return x;
}

const uint32_t *para_codepoints(const Para *para, size_t *count) {
    *count = para->char_count;
    return para->codepoints;
}
