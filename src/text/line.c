#include "text/line.h"

#include <string.h>

/* Dots keep this much clear of the text on either side, as a part of the type size. */
#define LEADER_CLEAR    4
#define LEADER_DOTS_MAX 10000

/* Writes a line from left to right. */
typedef struct Writer {
    Arena *arena;
    const Setting *setting;
    const Justified *justified;
    LinePiece *pieces; /* working memory */
    size_t piece_count;
    Glyph *glyphs; /* of the line, in the arena */
    size_t glyph_count;
    Len pen;          /* where the last glyph's advance ends */
    bool loose;       /* nothing stands left of the pen that glue could be added to */
    uint32_t run;     /* of the open piece */
    uint32_t byte;    /* where the next glyph's source must begin to be in the same piece */
    uint32_t cluster; /* where the last glyph's source begins */
    Len fill_left;    /* for the leaders and fills not met yet */
    uint32_t fills_left;
} Writer;

/* ---- pieces --------------------------------------------------------------------------------------------- */

static LinePiece *open_piece(Writer *writer, const Atom *atom, Len x) {
    TextEngine *engine = writer->setting->para->engine;
    writer->pieces = scratch_reserve(&engine->pieces_scratch, writer->piece_count + 1, sizeof *writer->pieces);
    if (!writer->pieces)
        return NULL;
    const TextRun *run = &writer->setting->para->runs[atom->run];
    LinePiece *piece = &writer->pieces[writer->piece_count++];
    *piece = (LinePiece){.x = x, .from = x, .end = x, .tag = run->tag, .link = run->link};
    piece->run = (GlyphRun){.face = atom->face, .size = run->size, .color = run->color, .source = run->source};
    writer->run = atom->run;
    return piece;
}

/* The open piece, if a glyph of this atom and source can go on in it. */
static LinePiece *going_on(const Writer *writer, const Atom *atom, const AtomGlyph *glyph) {
    if (!writer->piece_count || writer->loose || writer->run != atom->run)
        return NULL;
    LinePiece *piece = &writer->pieces[writer->piece_count - 1];
    bool next = glyph->byte == writer->byte || glyph->byte == writer->cluster;
    return piece->run.face == atom->face && next ? piece : NULL;
}

/* Glue before `x` belongs to the advance of the glyph before. */
static void move_pen(Writer *writer, Len x) {
    if (!writer->loose && writer->glyph_count)
        writer->glyphs[writer->glyph_count - 1].advance += (int32_t)(x - writer->pen);
    writer->pen = x;
}

static bool write_glyph(Writer *writer, const Atom *atom, const AtomGlyph *source, Len x) {
    move_pen(writer, x);
    LinePiece *piece = going_on(writer, atom, source);
    if (!piece) {
        piece = open_piece(writer, atom, x);
        if (!piece)
            return false;
        const Str *text = &writer->setting->para->runs[atom->run].text;
        piece->run.glyphs = &writer->glyphs[writer->glyph_count];
        piece->run.text.text = text->text + source->byte;
        if (piece->run.source.within)
            piece->run.source = source_within(piece->run.source, source->byte);
    }
    const char *start = writer->setting->para->runs[atom->run].text.text;
    uint32_t offset = (uint32_t)(piece->run.text.text - start);
    writer->glyphs[writer->glyph_count++] = (Glyph){.id = source->id,
                                                    .cluster = source->byte - offset,
                                                    .advance = source->advance,
                                                    .x_offset = source->x_offset,
                                                    .y_offset = source->y_offset};
    piece->run.glyph_count++;
    piece->run.text.length = source->byte + source->length - offset;
    writer->cluster = source->byte;
    writer->byte = source->byte + source->length;
    writer->pen = x + source->advance;
    writer->loose = false;
    return true;
}

/* An atom with its box at `x`; the pen ends at the box's right edge. */
static bool write_atom(Writer *writer, const Atom *atom, Len x) {
    const AtomGlyph *glyphs = writer->setting->para->glyphs;
    size_t piece_count = writer->piece_count;
    Len pen = x + atom->origin;
    for (uint32_t g = atom->glyph; g < atom[1].glyph; g++) {
        if (!write_glyph(writer, atom, &glyphs[g], pen))
            return false;
        pen += glyphs[g].advance;
    }
    if (atom[1].glyph == atom->glyph)
        return true;
    move_pen(writer, x + atom->width);
    LinePiece *piece = &writer->pieces[writer->piece_count - 1];
    if (writer->piece_count > piece_count)
        piece->from = x;
    piece->end = x + atom->width;
    return true;
}

/* ---- leaders -------------------------------------------------------------------------------------------- */

static Len leader_step(const Writer *writer, const Atom *atom) {
    Len step = 0;
    for (uint32_t g = atom->glyph; g < atom[1].glyph; g++)
        step += writer->setting->para->glyphs[g].advance;
    return step;
}

/* `count` repeats of a leader's glyphs and of their source text. */
static bool repeat_leader(Writer *writer, const Atom *atom, LinePiece *piece, size_t count) {
    const Str *text = &writer->setting->para->runs[atom->run].text;
    const AtomGlyph *sources = writer->setting->para->glyphs + atom->glyph;
    size_t each = atom[1].glyph - atom->glyph;
    size_t length = sources[each - 1].byte + sources[each - 1].length;
    char *copies = ARENA_ARRAY(writer->arena, char, count *length);
    Glyph *glyphs = ARENA_ARRAY(writer->arena, Glyph, count * each);
    if (!copies || !glyphs)
        return false;
    for (size_t i = 0; i < count; i++) {
        memcpy(copies + i * length, text->text, length);
        for (size_t g = 0; g < each; g++)
            glyphs[i * each + g] = (Glyph){.id = sources[g].id,
                                           .cluster = (uint32_t)(i * length + sources[g].byte),
                                           .advance = sources[g].advance,
                                           .x_offset = sources[g].x_offset};
    }
    piece->run.glyphs = glyphs;
    piece->run.glyph_count = (uint32_t)(count * each);
    piece->run.text = (Str){copies, count * length};
    return true;
}

/* Dots at whole multiples of their step from the measure's left edge, so that those of all lines stand in columns. */
static bool write_leader(Writer *writer, const Atom *atom, Len x, Len width) {
    Len step = leader_step(writer, atom);
    Len clear = writer->setting->para->runs[atom->run].size / LEADER_CLEAR;
    if (step <= 0)
        return true;
    Len first = (len_max(x + clear, 0) + step - 1) / step;
    Len end = (x + width - clear) / step;
    Len count = len_min(end - first, LEADER_DOTS_MAX);
    if (count <= 0)
        return true;
    LinePiece *piece = open_piece(writer, atom, first * step);
    if (!piece)
        return false;
    piece->end = (first + count) * step;
    return repeat_leader(writer, atom, piece, (size_t)count);
}

static bool write_fill(Writer *writer, const Atom *atom, Len x, Len *width) {
    Len share = writer->fill_left / writer->fills_left;
    writer->fill_left -= share;
    writer->fills_left--;
    *width = atom->width + share;
    bool written = atom->kind != ATOM_LEADER || write_leader(writer, atom, x, *width);
    writer->loose = true;
    return written;
}

/* ---- lines ---------------------------------------------------------------------------------------------- */

static bool write_boxes(Writer *writer) {
    const Justified *justified = writer->justified;
    Len x = justified->x;
    for (size_t at = justified->span.from; at < justified->span.end; at++) {
        const Atom *atom = &writer->setting->atoms[at];
        Len width = atom->width;
        x += justified->glue[at - justified->span.from];
        bool fill = atom->kind == ATOM_LEADER || atom->kind == ATOM_FILL;
        if (fill ? !write_fill(writer, atom, x, &width) : !write_atom(writer, atom, x))
            return false;
        x += width;
    }
    return true;
}

/* Spaces that end the line: kept for the text's sake, without width. */
static bool write_spaces(Writer *writer, size_t to) {
    const AtomGlyph *glyphs = writer->setting->para->glyphs;
    for (size_t at = writer->justified->span.end; at < to; at++) {
        const Atom *atom = &writer->setting->atoms[at];
        for (uint32_t g = atom->glyph; g < atom[1].glyph; g++) {
            AtomGlyph space = glyphs[g];
            space.advance = 0;
            if (!write_glyph(writer, atom, &space, writer->pen))
                return false;
        }
    }
    return true;
}

static size_t glyphs_between(const Setting *setting, const FitLine *fit) {
    size_t count = 0;
    for (size_t at = fit->from; at < fit->to; at++)
        count += setting->atoms[at + 1].glyph - setting->atoms[at].glyph;
    return count;
}

static void describe(const Setting *setting, const FitLine *fit, const Justified *justified, Line *line) {
    line->left = justified->x;
    line->right = justified->x + justified->width;
    line->hung = justified->hung;
    line->first = fit->from ? setting->atoms[fit->from].first : 0;
    bool ends = fit->to == setting->count;
    line->end = ends ? (uint32_t)setting->para->char_count : setting->atoms[fit->to].first;
    line->last = fit->last;
    line->overfull = justified->overfull;
    line->rigid = justified->rigid;
    line->shrink = justified->shrink;
    line->stretch = justified->stretch;
}

bool line_make(Arena *arena, const Setting *setting, const FitLine *fit, Line *line) {
    Justified justified;
    if (!justify_line(setting, fit, &justified))
        return false;
    Writer writer = {.arena = arena, .setting = setting, .justified = &justified, .pen = justified.x};
    writer.fill_left = justified.fill;
    writer.fills_left = justified.span.fills;
    writer.glyphs = ARENA_ARRAY(arena, Glyph, glyphs_between(setting, fit));
    if (!writer.glyphs || !write_boxes(&writer) || !write_spaces(&writer, fit->to))
        return false;
    describe(setting, fit, &justified, line);
    line->pieces = arena_copy(arena, writer.pieces, writer.piece_count * sizeof *writer.pieces);
    line->piece_count = writer.piece_count;
    return line->pieces;
}

/* The node a link's pieces belong to: a leader among them belongs to none. */
static TagId link_tag(const Line *line, size_t from, size_t end) {
    TagId tag = TAG_ID_ARTIFACT;
    for (size_t i = from; i < end && !tag; i++)
        tag = line->pieces[i].tag;
    return tag;
}

/* The pieces from `from` on that are one link: of one target and, leaders apart, of one node. */
static size_t link_end(const Line *line, size_t from) {
    TagId tag = line->pieces[from].tag;
    size_t end = from + 1;
    for (; end < line->piece_count && line->pieces[end].link == line->pieces[from].link; end++) {
        TagId next = line->pieces[end].tag;
        if (tag && next && next != tag)
            break;
        tag = tag ? tag : next;
    }
    return end;
}

static void draw_link(const Line *line, size_t from, size_t end, PageList *list, Page *page, bool turned, Point at,
                      Len size) {
    Len left = line->pieces[from].from;
    Len right = line->pieces[end - 1].end;
    Link link = {.target = line->pieces[from].link};
    link.box = (Rect){at.x + left, at.y - len_from_em(PAGE_EM_ASCENT, size), right - left, size};
    page_add_link(list, page, link_tag(line, from, end), turned, link);
}

void line_draw(const Line *line, PageList *list, Page *page, bool turned, Point at, Len size) {
    size_t next = 0;
    for (size_t i = 0; i < line->piece_count; i++) {
        const LinePiece *piece = &line->pieces[i];
        page_add_glyphs(list, page, piece->tag, turned, (Point){at.x + piece->x, at.y}, &piece->run);
    }
    for (size_t i = 0; i < line->piece_count; i = next) {
        next = line->pieces[i].link ? link_end(line, i) : i + 1;
        if (line->pieces[i].link)
            draw_link(line, i, next, list, page, turned, at, size);
    }
}
