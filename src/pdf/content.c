/*
 * The graphics state as the reader will have it is kept in Content, so that nothing is said twice: colour, font and
 * size stay as they are from item to item, text objects (BT ... ET) stay open from run to run, rules of one colour are
 * one path. q and Q save and restore it together with the reader.
 *
 * Showing a run: where a glyph is to be drawn is the sum of the advances before it plus its offset, in Len. Where the
 * reader's pen stands is the sum of the program's widths and of the space between characters (Tc), moved by the numbers
 * of the TJ array (thousandths of an em). Before each glyph the difference of the two, rounded to a whole thousandth,
 * is put into the array and taken off the pen: a line's last glyph is as exact as its first, within half a thousandth
 * of an em. A run that begins where the pen stands, or little off, needs no other move, and goes on in the same string
 * if nothing else has changed. In a line that is stretched or squeezed the space between characters is what most of its
 * glyphs are moved by, so that few need a number of their own.
 *
 * Marks: one for each run of items of the same node. A mark lies within a text object or around paths, never over the
 * edge of a text object (ISO 32000-1, 14.6.2), so that whatever ends the one or the other ends the mark.
 */
#include "pdf/content.h"

#include <string.h>

#include "base/utf8.h"
#include "page/color.h"
#include "pdf/cluster.h"
#include "pdf/syntax.h"

/* Codes to a string, two bytes each: strings end at 32,767 bytes (ISO 19005-2, 6.1.13). */
#define STRING_CODES_MAX 16000

/* Runs of less than these glyphs, more than whose number would be moved alike by another space, keep the one they find.
 */
#define SPACING_WORTH 4
/* The most that a glyph appends: a number, and a code of two escaped bytes in a string of its own. */
#define GLYPH_ROOM (BUF_NUMBER + 16)

/* What q saves. */
typedef struct ContentState {
    bool has_fill;
    Color fill;
    int face; /* -1: none set */
    Len size, rise, spacing;
} ContentState;

typedef struct Content {
    Buf *out;
    const Page *page;
    ContentKit *kit;
    ContentState state, saved;
    bool turned;            /* within the turned frame's matrix */
    bool in_text;           /* between BT and ET */
    bool in_path;           /* rules put down, not yet filled */
    const PageItem *marked; /* an item of the mark that is open, or NULL */
    Point line;             /* where the text line matrix stands, y up; 0, 0 after BT */
    int64_t pen;            /* how far the reader's is from there, in millionths of Len */
    bool in_string;         /* a string is open, or an array with it */
    bool in_array;          /* "[" stands before the string */
    size_t string_at;       /* where the first "(" stands */
    uint32_t codes;         /* in the open string */
} Content;

/* ---- the state ---- */

/* Every operator but what shows text ends what is being shown. */
static void end_string(Content *c) {
    if (!c->in_string)
        return;
    if (c->in_array)
        BUF_LITERAL(c->out, ")]TJ\n");
    else
        BUF_LITERAL(c->out, ")Tj\n");
    c->in_string = c->in_array = false;
}

static void end_mark(Content *c) {
    if (!c->marked)
        return;
    end_string(c);
    BUF_LITERAL(c->out, "EMC\n");
    c->marked = NULL;
}

static void end_text(Content *c) {
    if (!c->in_text)
        return;
    end_string(c);
    end_mark(c);
    BUF_LITERAL(c->out, "ET\n");
    c->in_text = false;
}

static void end_path(Content *c) {
    if (!c->in_path)
        return;
    buf_text(c->out, "f\n");
    end_mark(c);
    c->in_path = false;
}

/* x, y up of a point in the frame painted in. */
static Point frame_point(const Content *c, Point p) {
    Len height = c->turned ? c->page->sheet.width : c->page->sheet.height;
    return (Point){p.x, height - p.y};
}

/* A point (u, v up) of the turned frame stands at (width - v, u) of the sheet: see page.h, with y up on both sides. */
static void set_frame(Content *c, bool turned) {
    if (c->turned == turned)
        return;
    end_text(c);
    end_path(c);
    if (turned) {
        buf_text(c->out, "q 0 1 -1 0 ");
        buf_thousandths(c->out, c->page->sheet.width);
        buf_text(c->out, " 0 cm\n");
        c->saved = c->state;
    } else {
        buf_text(c->out, "Q\n");
        c->state = c->saved;
    }
    c->turned = turned;
}

static bool same_color(Color a, Color b) { return a.c == b.c && a.m == b.m && a.y == b.y && a.k == b.k; }

static void put_inks(Buf *out, Color color) {
    const Len inks[] = {color.c, color.m, color.y, color.k};
    pdf_lens(out, inks, 4);
    buf_text(out, " k\n");
}

static void put_calibrated(Buf *out, Color color) {
    Len light[3];
    color_light(color, light);
    buf_text(out, "/C cs ");
    pdf_lens(out, light, 3);
    buf_text(out, " sc\n");
}

void content_put_calibrated(Buf *out) {
    buf_text(out, "[/CalRGB<</WhitePoint[0.9505 1 1.089]/Gamma[2.2 2.2 2.2]"
                  "/Matrix[0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505]>>]");
}

static void set_fill(Content *c, Color color) {
    if (c->state.has_fill && same_color(c->state.fill, color))
        return;
    end_path(c);
    end_string(c);
    if (color_is_gray(color) && c->kit->inks != INKS_PRESS) {
        buf_thousandths(c->out, 1000 - color.k);
        buf_text(c->out, " g\n");
    } else if (c->kit->inks == INKS_SCREEN) {
        put_calibrated(c->out, color);
        c->kit->calibrated = true;
    } else {
        put_inks(c->out, color);
    }
    c->state.fill = color;
    c->state.has_fill = true;
}

/* ---- marks ---- */

static bool is_real(const Content *c, const PageItem *item) {
    return item->tag != TAG_ID_ARTIFACT && tag_at(c->kit->marks->tags, item->tag);
}

static void put_artifact(Content *c, PageArtifact artifact) {
    static const char *const properties[] = {
        [ARTIFACT_LAYOUT] = " BMC\n",
        [ARTIFACT_HEADER] = "<</Type/Pagination/Subtype/Header>>BDC\n",
        [ARTIFACT_FOOTER] = "<</Type/Pagination/Subtype/Footer>>BDC\n",
        [ARTIFACT_REPEAT] = "<</Type/Pagination>>BDC\n",
    };
    buf_text(c->out, "/Artifact");
    buf_text(c->out, properties[artifact]);
}

static void put_node(Content *c, const PageItem *item) {
    char type[8];
    buf_char(c->out, '/');
    buf_text(c->out, tag_type_name(tag_at(c->kit->marks->tags, item->tag), type));
    BUF_LITERAL(c->out, "<</MCID ");
    buf_int(c->out, marks_add(c->kit->marks, item->tag, c->page->index));
    BUF_LITERAL(c->out, ">>BDC\n");
}

static bool is_marked_alike(const Content *c, const PageItem *item) {
    if (!c->marked)
        return false;
    bool real = is_real(c, item);
    return real == is_real(c, c->marked) &&
           (real ? item->tag == c->marked->tag : item->artifact == c->marked->artifact);
}

/* The mark that an item stands in; what was marked otherwise ends. */
static void set_mark(Content *c, const PageItem *item) {
    if (!c->kit->marks)
        return;
    if (!is_marked_alike(c, item)) {
        end_path(c);
        end_string(c);
        end_mark(c);
        if (is_real(c, item))
            put_node(c, item);
        else
            put_artifact(c, item->artifact);
    }
    c->marked = item;
}

/* ---- rules ---- */

static void put_rule(Content *c, const PageItem *item) {
    const Rule *rule = &item->rule;
    if (rule->box.width <= 0 || rule->box.height <= 0)
        return;
    Point foot = frame_point(c, (Point){rule->box.x, rule->box.y + rule->box.height});
    const Len box[] = {foot.x, foot.y, rule->box.width, rule->box.height};
    end_text(c);
    set_fill(c, rule->color);
    set_mark(c, item);
    pdf_lens(c->out, box, 4);
    BUF_LITERAL(c->out, " re\n");
    c->in_path = true;
}

/* ---- text ---- */

static void begin_text(Content *c) {
    if (c->in_text)
        return;
    end_path(c);
    BUF_LITERAL(c->out, "BT\n");
    c->in_text = true;
    c->line = (Point){0, 0};
    c->pen = 0;
}

static void set_font(Content *c, const GlyphRun *run) {
    if (c->state.face == run->face && c->state.size == run->size)
        return;
    end_string(c);
    BUF_LITERAL(c->out, "/F");
    buf_int(c->out, run->face);
    buf_char(c->out, ' ');
    buf_thousandths(c->out, run->size);
    BUF_LITERAL(c->out, " Tf\n");
    c->state.face = run->face;
    c->state.size = run->size;
}

static void set_spacing(Content *c, Len spacing) {
    if (c->state.spacing == spacing)
        return;
    end_string(c);
    buf_thousandths(c->out, spacing);
    BUF_LITERAL(c->out, " Tc\n");
    c->state.spacing = spacing;
}

static void set_rise(Content *c, Len rise) {
    if (c->state.rise == rise)
        return;
    end_string(c);
    buf_thousandths(c->out, rise);
    BUF_LITERAL(c->out, " Ts\n");
    c->state.rise = rise;
}

/* A run being shown. */
typedef struct Showing {
    Content *content;
    const PdfFont *font;
    const PageItem *item; /* that the run is */
    const GlyphRun *run;
    int64_t wanted; /* where the next glyph is to be drawn but for its offset, in Len from Content.line */
} Showing;

/* By how much the run moves a glyph from the next beyond its width. */
static Len space_behind(const Showing *s, const Glyph *glyph) {
    const int64_t width = pdf_font_glyph(s->font, glyph->id)->width * s->run->size;
    return glyph->advance - (width + 500000) / 1000000;
}

static uint32_t count_spaced(const Showing *s, Len spacing) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->run->glyph_count; i++)
        count += space_behind(s, &s->run->glyphs[i]) == spacing;
    return count;
}

/* The space that most glyphs have behind them, if there is one (the majority vote of Boyer and Moore). */
static Len usual_space(const Showing *s) {
    Len usual = 0;
    int64_t votes = 0;
    for (uint32_t i = 0; i < s->run->glyph_count; i++) {
        const Len space = space_behind(s, &s->run->glyphs[i]);
        if (votes == 0)
            usual = space;
        votes += space == usual ? 1 : -1;
    }
    return usual;
}

static Len spacing_of(const Showing *s) {
    const Len now = s->content->state.spacing;
    if (s->run->glyph_count < SPACING_WORTH)
        return now;
    const uint32_t fitting = count_spaced(s, now);
    if (fitting + SPACING_WORTH > s->run->glyph_count)
        return now;
    const Len usual = usual_space(s);
    return count_spaced(s, usual) >= fitting + SPACING_WORTH ? usual : now;
}

/* To where the run begins: by a move, unless the pen stands within half an em of it. */
static void move_to(Showing *s, Point at) {
    Content *c = s->content;
    s->wanted = at.x - c->line.x;
    const int64_t gap = s->wanted * 1000000 - c->pen, near = s->run->size * 500000;
    if (at.y == c->line.y && gap <= near && gap >= -near)
        return;
    const Len way[] = {s->wanted, at.y - c->line.y};
    end_string(c);
    pdf_lens(c->out, way, 2);
    BUF_LITERAL(c->out, " Td\n");
    c->line = at;
    c->pen = s->wanted = 0;
}

/* Ends the open string but not its array, which it becomes part of; or begins an array. Gives the new end. */
static char *part_string(Content *c, char *at) {
    if (!c->in_string) {
        c->string_at = (size_t)(at - c->out->bytes);
        *at++ = '[';
    } else {
        *at++ = ')';
        if (!c->in_array) {
            char *first = c->out->bytes + c->string_at;
            memmove(first + 1, first, (size_t)(at - first));
            *first = '[';
            at++;
        }
    }
    c->in_string = c->in_array = true;
    return at;
}

static int64_t round_quotient(int64_t value, int64_t divisor) {
    int64_t half = divisor / 2;
    return value < 0 ? -((half - value) / divisor) : (value + half) / divisor;
}

static char *put_byte(char *at, uint8_t byte) {
    const char letter = pdf_escape(byte);
    if (letter)
        *at++ = '\\';
    *at++ = letter ? letter : (char)byte;
    return at;
}

/* Brings the reader's pen to where the glyph is to be drawn, and shows it. */
static void show_glyph(Showing *s, const Glyph *glyph) {
    Content *c = s->content;
    const PdfGlyph *known = pdf_font_glyph(s->font, glyph->id);
    const int64_t size = s->run->size, off = c->pen - (s->wanted + glyph->x_offset) * 1000000;
    set_rise(c, glyph->y_offset);
    char *at = buf_room(c->out, GLYPH_ROOM);
    if (!at)
        return;
    const bool moved = off >= size * 500 || off <= size * -500, full = c->codes == STRING_CODES_MAX;
    const bool begins = moved || !c->in_string || full;
    if (moved || (full && c->in_string))
        at = part_string(c, at);
    if (moved) {
        const int64_t gap = round_quotient(off, size * 1000);
        at = int_write(gap, at);
        c->pen -= gap * size * 1000;
    }
    if (begins) {
        if (!c->in_string)
            c->string_at = (size_t)(at - c->out->bytes);
        *at++ = '(';
        c->in_string = true;
        c->codes = 0;
    }
    at = put_byte(put_byte(at, (uint8_t)(known->code >> 8)), (uint8_t)known->code);
    buf_took(c->out, at);
    c->codes++;
    c->pen += known->width * size + c->state.spacing * 1000000;
    s->wanted += glyph->advance;
}

/* True when ToUnicode would not give the cluster's characters back, or may not. */
static bool needs_actual_text(const Showing *s, const Cluster *cluster) {
    if (cluster->count > 1 || !cluster->text.length)
        return true;
    const PdfGlyph *known = pdf_font_glyph(s->font, s->run->glyphs[cluster->first].id);
    if (!cluster_alike(known->source, cluster->text) && !cluster_alike(known->source, cluster_meaning(cluster->text)))
        return true;
    return known->own_making;
}

/*
 * The replacement text of a span (14.9.4) is always UTF-16BE here. What is marked for a node is interrupted by the
 * span, which is content of the same node: of a span within a mark, some readers (poppler 22) lose what follows it.
 */
static void begin_span(Showing *s, Str text) {
    Content *c = s->content;
    Buf *out = c->out;
    bool real = c->kit->marks && is_real(c, s->item);
    end_string(c);
    if (real)
        end_mark(c);
    buf_text(out, "/Span<<");
    if (real)
        pdf_key_int(out, "MCID", marks_add(c->kit->marks, s->item->tag, c->page->index));
    buf_text(out, "/ActualText<FEFF");
    for (size_t at = 0, size; at < text.length; at += size)
        pdf_utf16_hex(out, utf8_decode(text.text + at, text.length - at, &size));
    buf_text(out, ">>>BDC\n");
}

static void end_span(Showing *s) {
    end_string(s->content);
    buf_text(s->content->out, "EMC\n");
}

static void show_cluster(Showing *s, const Cluster *cluster) {
    bool span = needs_actual_text(s, cluster);
    if (s->content->marked != s->item && (!span || !s->content->kit->marks || !is_real(s->content, s->item)))
        set_mark(s->content, s->item);
    if (span)
        begin_span(s, cluster->text);
    for (uint32_t i = 0; i < cluster->count; i++)
        show_glyph(s, &s->run->glyphs[cluster->first + i]);
    if (span)
        end_span(s);
}

static void put_run(Content *c, const PageItem *item) {
    const GlyphRun *run = &item->run;
    if (!run->glyph_count)
        return;
    Showing s = {.content = c, .font = c->kit->fonts->fonts[run->face], .item = item, .run = run};
    set_fill(c, run->color);
    begin_text(c);
    set_font(c, run);
    set_spacing(c, spacing_of(&s));
    move_to(&s, frame_point(c, item->at));
    Cluster cluster = {0};
    while (cluster_next(run, &cluster))
        show_cluster(&s, &cluster);
    set_rise(c, 0);
}

/* ---- the page ---- */

static void put_item(Content *c, const PageItem *item) {
    if (item->kind == PAGE_LINK || item->kind == PAGE_FIELD)
        return; /* an annotation, no content */
    set_frame(c, item->turned);
    if (item->kind == PAGE_RULE)
        put_rule(c, item);
    else
        put_run(c, item);
}

void content_write(const Page *page, ContentKit *kit, Buf *out) {
    Content c = {.out = out, .page = page, .kit = kit, .state = {.face = -1}};
    for (size_t i = 0; i < page->count; i++)
        put_item(&c, &page->items[i]);
    end_text(&c);
    end_path(&c);
    set_frame(&c, false);
}

static bool in_reach(Len value) { return value >= -CONTENT_LEN_MAX && value <= CONTENT_LEN_MAX; }

static bool box_fits(Rect r) { return in_reach(r.x) && in_reach(r.y) && in_reach(r.width) && in_reach(r.height); }

static bool run_fits(const GlyphRun *run) {
    Len wanted = 0;
    for (uint32_t i = 0; i < run->glyph_count; i++) {
        const Glyph *glyph = &run->glyphs[i];
        wanted += glyph->advance;
        if (!in_reach(wanted) || !in_reach(glyph->x_offset) || !in_reach(glyph->y_offset))
            return false;
    }
    return run->size >= CONTENT_SIZE_MIN && run->size <= CONTENT_LEN_MAX;
}

static bool item_fits(const PageItem *item) {
    switch (item->kind) {
    case PAGE_GLYPHS: return in_reach(item->at.x) && in_reach(item->at.y) && run_fits(&item->run);
    case PAGE_RULE: return box_fits(item->rule.box);
    case PAGE_LINK: return box_fits(item->link.box);
    case PAGE_FIELD: return box_fits(item->field.box);
    }
    return false;
}

bool content_fits(const Page *page) {
    for (size_t i = 0; i < page->count; i++)
        if (!item_fits(&page->items[i]))
            return false;
    return true;
}
