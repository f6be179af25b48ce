/*
 * The graphics state as the reader will have it is kept in Content, so that nothing is said twice: colour, font and
 * size stay as they are from item to item, text objects (BT ... ET) stay open from run to run, rules of one colour are
 * one path. q and Q save and restore it together with the reader.
 *
 * Showing a run: where a glyph is to be drawn is the sum of the advances before it plus its offset, in Len. Where the
 * reader's pen stands is the sum of the program's widths, moved by the numbers of the TJ array (thousandths of an
 * em). Before each glyph the difference of the two, rounded to a whole thousandth, is put into the array and taken
 * off the pen: a line's last glyph is as exact as its first, within half a thousandth of an em.
 *
 * Marks: one for each run of items of the same node. A mark lies within a text object or around paths, never over the
 * edge of a text object (ISO 32000-1, 14.6.2), so that whatever ends the one or the other ends the mark.
 */
#include "pdf/content.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "page/color.h"
#include "pdf/cluster.h"
#include "pdf/syntax.h"

/* Codes to a string, two bytes each: strings end at 32,767 bytes (ISO 19005-2, 6.1.13). */
#define STRING_CODES_MAX 16000

/* What q saves. */
typedef struct ContentState {
    bool has_fill;
    Color fill;
    int face; /* -1: none set */
    Len size, rise;
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
} Content;

/* ---- the state ---- */

static void end_mark(Content *c) {
    if (c->marked)
        buf_text(c->out, "EMC\n");
    c->marked = NULL;
}

static void end_text(Content *c) {
    if (!c->in_text)
        return;
    end_mark(c);
    buf_text(c->out, "ET\n");
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
    buf_text(c->out, "<</MCID ");
    buf_int(c->out, marks_add(c->kit->marks, item->tag, c->page->index));
    buf_text(c->out, ">>BDC\n");
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
    if (!c->kit->marks || is_marked_alike(c, item))
        return;
    end_path(c);
    end_mark(c);
    if (is_real(c, item))
        put_node(c, item);
    else
        put_artifact(c, item->artifact);
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
    buf_text(c->out, " re\n");
    c->in_path = true;
}

/* ---- text ---- */

static void begin_text(Content *c) {
    if (c->in_text)
        return;
    end_path(c);
    buf_text(c->out, "BT\n");
    c->in_text = true;
    c->line = (Point){0, 0};
}

static void set_font(Content *c, const GlyphRun *run) {
    if (c->state.face == run->face && c->state.size == run->size)
        return;
    buf_text(c->out, "/F");
    buf_int(c->out, run->face);
    buf_char(c->out, ' ');
    buf_thousandths(c->out, run->size);
    buf_text(c->out, " Tf\n");
    c->state.face = run->face;
    c->state.size = run->size;
}

static void move_to(Content *c, Point at) {
    const Len way[] = {at.x - c->line.x, at.y - c->line.y};
    pdf_lens(c->out, way, 2);
    buf_text(c->out, " Td\n");
    c->line = at;
}

/* A run being shown: the codes of the string that is open, and both pens. */
typedef struct Showing {
    Content *content;
    const PdfFont *font;
    const PageItem *item; /* that the run is */
    const GlyphRun *run;
    Len wanted;        /* the advances so far */
    int64_t pen;       /* the reader's, millionths of an em */
    bool in_array;     /* "[" written */
    bool adjusted;     /* the array holds a number: TJ; else Tj does */
    uint8_t *codes;    /* of the open string */
    size_t code_bytes; /* how many bytes of them */
    size_t array_at;   /* where "[" stands */
} Showing;

static void end_string(Showing *s) {
    if (s->code_bytes)
        pdf_bytes(s->content->out, s->codes, s->code_bytes);
    s->code_bytes = 0;
}

static void begin_array(Showing *s) {
    if (s->in_array)
        return;
    s->array_at = s->content->out->length;
    s->in_array = true;
    s->adjusted = false;
    buf_char(s->content->out, '[');
}

/* An array of a single string becomes that string. */
static void end_array(Showing *s) {
    Buf *out = s->content->out;
    if (!s->in_array)
        return;
    end_string(s);
    s->in_array = false;
    if (s->adjusted) {
        buf_text(out, "]TJ\n");
        return;
    }
    if (!buf_failed(out)) {
        memmove(out->bytes + s->array_at, out->bytes + s->array_at + 1, out->length - s->array_at - 1);
        out->length--;
    }
    buf_text(out, "Tj\n");
}

static int64_t round_quotient(int64_t value, int64_t divisor) {
    int64_t half = divisor / 2;
    return value < 0 ? -((half - value) / divisor) : (value + half) / divisor;
}

/* Brings the reader's pen to where the glyph is to be drawn. */
static void adjust(Showing *s, const Glyph *glyph) {
    int64_t size = s->run->size;
    int64_t gap = round_quotient(s->pen * size - (s->wanted + glyph->x_offset) * 1000000, size * 1000);
    if (!gap)
        return;
    begin_array(s);
    end_string(s);
    buf_int(s->content->out, gap);
    s->adjusted = true;
    s->pen -= gap * 1000;
}

static void set_rise(Showing *s, Len rise) {
    Content *c = s->content;
    if (c->state.rise == rise)
        return;
    end_array(s);
    buf_thousandths(c->out, rise);
    buf_text(c->out, " Ts\n");
    c->state.rise = rise;
}

static void show_glyph(Showing *s, const Glyph *glyph) {
    const PdfGlyph *known = pdf_font_glyph(s->font, glyph->id);
    set_rise(s, glyph->y_offset);
    adjust(s, glyph);
    begin_array(s);
    if (s->code_bytes == 2 * (size_t)STRING_CODES_MAX) {
        end_string(s);
        s->adjusted = true; /* two strings need the array */
    }
    s->codes[s->code_bytes++] = (uint8_t)(known->code >> 8);
    s->codes[s->code_bytes++] = (uint8_t)known->code;
    s->pen += known->width;
    s->wanted += glyph->advance;
}

/* A character of one's own making says what it is only where it is said again (ISO 19005-2, 6.2.11.7, level A). */
static bool is_private(Str text) {
    size_t size = 0;
    for (size_t at = 0; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
            return true;
    }
    return false;
}

/* True when ToUnicode would not give the cluster's characters back, or may not. */
static bool needs_actual_text(const Showing *s, const Cluster *cluster) {
    if (cluster->count > 1 || !cluster->text.length || is_private(cluster->text))
        return true;
    const PdfGlyph *known = pdf_font_glyph(s->font, s->run->glyphs[cluster->first].id);
    return !known->source.text || !str_equal(known->source, cluster_meaning(cluster->text));
}

/*
 * The replacement text of a span (14.9.4) is always UTF-16BE here. What is marked for a node is interrupted by the
 * span, which is content of the same node: of a span within a mark, some readers (poppler 22) lose what follows it.
 */
static void begin_span(Showing *s, Str text) {
    Content *c = s->content;
    Buf *out = c->out;
    bool real = c->kit->marks && is_real(c, s->item);
    end_array(s);
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
    end_array(s);
    buf_text(s->content->out, "EMC\n");
}

static void show_cluster(Showing *s, const Cluster *cluster) {
    bool span = needs_actual_text(s, cluster);
    if (!span || !s->content->kit->marks || !is_real(s->content, s->item))
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
    uint32_t codes = run->glyph_count < STRING_CODES_MAX ? run->glyph_count : STRING_CODES_MAX;
    if (!codes)
        return;
    Showing s = {.content = c,
                 .font = c->kit->fonts->fonts[run->face],
                 .item = item,
                 .run = run,
                 .codes = malloc(2 * (size_t)codes)};
    if (!s.codes) {
        c->out->failed = true;
        return;
    }
    set_fill(c, run->color);
    begin_text(c);
    set_font(c, run);
    move_to(c, frame_point(c, item->at));
    Cluster cluster = {0};
    while (cluster_next(run, &cluster))
        show_cluster(&s, &cluster);
    end_array(&s);
    set_rise(&s, 0);
    free(s.codes);
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
