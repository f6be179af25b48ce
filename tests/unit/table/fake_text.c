/*
 * A text room with round numbers, so that tables are tested to the last thousandth and without fonts: Han and all
 * other wide characters are one em, the rest half an em; a line may end beside a wide character and after a space;
 * glyph ids are code points. U+E000 is a character no face has.
 */
#include <string.h>

#include "base/utf8.h"
#include "fixture.h"

#define WIDE     0x2E80
#define NO_GLYPH 0xE000

typedef struct Char {
    uint32_t code;
    size_t run, offset;
    Len width;
} Char;

struct Para {
    const TextRun *runs;
    ParaStyle style;
    Char *chars;
    size_t count;
};

TextEngine *fixture_engine_open(void) { return NULL; }
void fixture_engine_close(TextEngine *engine) { (void)engine; }

static bool is_wide(uint32_t c) { return c >= WIDE; }

Para *para_make(Arena *arena, TextEngine *engine, const TextRun *runs, size_t count, const ParaStyle *style,
                DiagList *diags) {
    (void)engine;
    size_t length = 0;
    for (size_t r = 0; r < count; r++)
        length += runs[r].text.length;
    Para *para = ARENA_NEW(arena, Para);
    Char *chars = ARENA_ARRAY(arena, Char, length);
    TextRun *kept = arena_copy(arena, runs, count * sizeof *runs);
    if (!para || !chars || !kept)
        return NULL;
    *para = (Para){kept, *style, chars, 0};
    for (size_t r = 0; r < count; r++) {
        for (size_t i = 0, size; i < runs[r].text.length; i += size) {
            uint32_t c = utf8_decode(runs[r].text.text + i, runs[r].text.length - i, &size);
            if (c == NO_GLYPH) {
                diag_ref(diags, DIAG_GLYPH_MISSING, runs[r].source, DIAG_ARGS("?", "U+E000", "fake"));
                return NULL;
            }
            Len width = c == '\n' || c == 0x200B ? 0 : is_wide(c) ? runs[r].size : runs[r].size / 2;
            chars[para->count++] = (Char){c, r, i, width};
        }
    }
    return para;
}

static bool may_break(const Para *para, size_t before) {
    uint32_t a = para->chars[before - 1].code, b = para->chars[before].code;
    return is_wide(a) || is_wide(b) || a == ' ' || a == '\n' || para->style.stacked;
}

/* The end of the unbreakable unit that begins at `i`; its width without spaces and forced ends at its end. */
static size_t unit_end(const Para *para, size_t i, Len *width) {
    *width = 0;
    Len spaces = 0;
    do {
        const Char *c = &para->chars[i++];
        if (c->code == ' ' || c->code == '\n')
            spaces += c->width;
        else {
            *width += spaces + c->width;
            spaces = 0;
        }
    } while (i < para->count && !may_break(para, i));
    return i;
}

static Len indents(const Para *para) { return para->style.left_indent + para->style.right_indent; }

Len para_min_width(const Para *para) {
    Len widest = 0, width;
    for (size_t i = 0; i < para->count;) {
        i = unit_end(para, i, &width);
        widest = len_max(widest, width);
    }
    return widest + indents(para);
}

Len para_sense_width(const Para *para) {
    Len widest = 0, width = 0;
    for (size_t i = 0; i < para->count; i++) {
        bool ends = para->chars[i].code == '\n' || para->chars[i].code == 0x200B;
        width = ends ? 0 : width + para->chars[i].width;
        widest = len_max(widest, width);
    }
    return widest + indents(para);
}

Len para_max_width(const Para *para) {
    Len widest = 0, width = 0;
    for (size_t i = 0; i < para->count; i++) {
        width = para->chars[i].code == '\n' ? 0 : width + para->chars[i].width;
        widest = len_max(widest, width);
    }
    return widest + indents(para);
}

/* Where the blanks at the end of the line begin; they have no width. */
static size_t line_ink_end(const Para *para, const Line *line) {
    size_t end = line->end;
    while (end > line->first && (para->chars[end - 1].code == ' ' || para->chars[end - 1].code == '\n'))
        end--;
    return end;
}

/* Glyphs of the characters [first, end), run by run. */
static bool make_pieces(Arena *arena, const Para *para, Line *line) {
    LinePiece *pieces = ARENA_ARRAY(arena, LinePiece, line->end - line->first);
    Glyph *glyphs = ARENA_ARRAY(arena, Glyph, line->end - line->first);
    if (!pieces || !glyphs)
        return false;
    Len x = line->left;
    size_t ink_end = line_ink_end(para, line);
    for (size_t i = line->first; i < line->end; i++) {
        const Char *c = &para->chars[i];
        const TextRun *run = &para->runs[c->run];
        if (c->code == '\n')
            continue;
        LinePiece *piece = &pieces[line->piece_count ? line->piece_count - 1 : 0];
        if (i == line->first || para->chars[i - 1].run != c->run) {
            piece = &pieces[line->piece_count++];
            *piece = (LinePiece){.x = x, .tag = run->tag, .link = run->link};
            piece->run = (GlyphRun){.size = run->size, .color = run->color, .glyphs = glyphs};
            piece->run.text.text = run->text.text + c->offset;
        }
        uint32_t cluster = (uint32_t)(run->text.text + c->offset - piece->run.text.text);
        *glyphs++ = (Glyph){c->code, cluster, i < ink_end ? (int32_t)c->width : 0, 0, 0};
        piece->run.glyph_count++;
        size_t size;
        utf8_decode(run->text.text + c->offset, run->text.length - c->offset, &size);
        piece->run.text.length = cluster + size;
        x += i < ink_end ? c->width : 0;
    }
    line->pieces = pieces;
    return true;
}

static bool finish_line(Arena *arena, const Para *para, Line *line, Len measure, Len width) {
    Len spare = measure - indents(para) - width;
    line->left = para->style.left_indent;
    if (para->style.align == ALIGN_CENTER)
        line->left += spare / 2;
    else if (para->style.align == ALIGN_RIGHT)
        line->left += spare;
    line->right = line->left + width;
    line->overfull = spare < 0;
    return make_pieces(arena, para, line);
}

const Line *para_break(Arena *arena, const Para *para, Len measure, size_t *count) {
    Line *lines = ARENA_ARRAY(arena, Line, para->count + 1);
    size_t n = 0, i = 0;
    Len room = measure - indents(para);
    do {
        Len width = 0, ink = 0, unit;
        size_t first = i;
        while (i < para->count) {
            size_t end = unit_end(para, i, &unit);
            if (i > first && (width + unit > room || para->chars[i - 1].code == '\n' || para->style.stacked))
                break;
            for (; unit > room && i < end && (i == first || width + para->chars[i].width <= room); i++)
                width += para->chars[i].width;
            ink = i > first && unit > room ? width : width + unit;
            if (i > first && unit > room)
                break;
            for (; i < end; i++)
                width += para->chars[i].width;
        }
        if (!lines)
            return NULL;
        lines[n] = (Line){.first = (uint32_t)first, .end = (uint32_t)i, .last = i == para->count};
        if (!finish_line(arena, para, &lines[n++], measure, ink))
            return NULL;
    } while (i < para->count);
    *count = n;
    return lines;
}

Len para_baseline(const ParaStyle *style) {
    return (style->leading - style->size) / 2 + len_from_em(PAGE_EM_ASCENT, style->size);
}

Len para_offset_x(const Para *para, size_t run, size_t offset) {
    Len x = 0;
    for (size_t i = 0; i < para->count; i++) {
        const Char *c = &para->chars[i];
        if (c->run > run || (c->run == run && c->offset >= offset))
            break;
        x += c->width;
    }
    return x;
}

void line_draw(const Line *line, PageList *list, Page *page, bool turned, Point at, Len size) {
    (void)size;
    for (size_t i = 0; i < line->piece_count; i++) {
        const LinePiece *piece = &line->pieces[i];
        page_add_glyphs(list, page, piece->tag, turned, (Point){at.x + piece->x, at.y}, &piece->run);
    }
}
