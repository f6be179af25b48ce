/*
 * text: what the text room is given and what it gives back.
 *
 * A paragraph is a list of text runs and a style. para_make() itemizes it (script, face), shapes it once and finds
 * where lines may end; para_break() sets it to a measure: fits lines, squeezes, justifies, aligns. The result is
 * lines of positioned glyph runs, still without a page.
 *
 * The room knows nothing of budgets, tables or pages.
 */
#ifndef BANXIN_TEXT_TEXT_H
#define BANXIN_TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/len.h"
#include "base/str.h"
#include "font/font_set.h"
#include "page/page.h"

/* Shapes and remembers: holds the HarfBuzz buffer and the caches of one worker. Not shared between threads. */
typedef struct TextEngine TextEngine;
TextEngine *text_engine_new(FontSet *fonts); /* NULL when memory is out */
void text_engine_free(TextEngine *engine);
/* Forgets in which faces characters were found, and paragraphs made: the font set is asked anew (font_set_say_again). */
void text_engine_forget(TextEngine *engine);
FontSet *text_engine_fonts(const TextEngine *engine);

typedef enum TextRunKind {
    TEXT_RUN,    /* characters; U+000A is a forced line end, U+200B a place where a title may be broken by sense */
    TEXT_LEADER, /* fills what is left of the line with `text` (a dot), at least an em of it, at whole multiples of
                  * its width from the measure's left edge, so that the dots of all lines stand in columns */
    TEXT_FILL    /* fills what is left of the line with nothing: what follows stands flush right */
} TextRunKind;

typedef struct TextRun {
    TextRunKind kind;
    Str text; /* UTF-8, borrowed for the life of the arena */
    FontRole role;
    Len size;
    Color color;
    TagId tag;        /* node of the tag tree its glyphs belong to */
    TagId link;       /* target of a link over its glyphs; 0 is none */
    SourceRef source; /* where it was written; a place within a text goes on with it, byte by byte */
} TextRun;

typedef enum ParaAlign { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_DISTRIBUTE } ParaAlign;

/* Width of full-width marks (standards A3). */
typedef enum PunctStyle {
    PUNCT_STYLE_FULL,    /* GB default: em wide, neighbours share, line ends trimmed */
    PUNCT_STYLE_KAIMING, /* 开明: marks inside a sentence half wide, 。？！ full */
    PUNCT_STYLE_HALF,    /* all marks half wide */
    PUNCT_STYLE_NONE     /* every mark a full em, nothing squeezed at all */
} PunctStyle;

typedef struct ParaStyle {
    ParaAlign align;
    Len leading;      /* distance from baseline to baseline */
    Len size;         /* the paragraph's type size: em of indents and of the grid */
    Len first_indent; /* added before the first line; may be negative (hanging) */
    Len left_indent, right_indent;
    PunctStyle punct;
    bool grid;       /* every character on a grid of `size` (A11); else fit */
    bool hang;       /* 、，。 may hang at the line's end (A6) */
    bool balance;    /* lines of like length, broken by sense at U+200B first: titles, heads (A13) */
    bool no_squeeze; /* marks are not squeezed to fit; adjacent marks and line ends still are [typst 7643] */
    bool stacked;    /* one character a line: narrow heads (A13) */
    bool no_gap;     /* no Han-Western gap (codes and figures in cells) */
    int min_last;    /* fewest characters on the last line (A9); 0 means the rule's 2, 1 switches it off */
} ParaStyle;

/*
 * A part of a line: glyphs of one face, size, tag. Its advances hold all glue up to the next piece; spaces at a line's
 * end are there with no width. What is not drawn (U+200B, U+000A) is not in the run's text.
 */
typedef struct LinePiece {
    Len x;         /* from the left edge of the measure, to the pen's start */
    Len from, end; /* where its boxes begin and end, without the glue about them */
    GlyphRun run;
    TagId tag, link;
} LinePiece;

typedef struct Line {
    const LinePiece *pieces;
    size_t piece_count;
    Len left, right;     /* where its boxes begin and end, from the left edge of the measure; line-end glue trimmed */
    Len hung;            /* width of a mark that hangs out beyond `right` */
    uint32_t first, end; /* characters of the paragraph it holds (indices into the code points) */
    bool last;           /* ends the paragraph or stands before a forced end */
    bool overfull;       /* holds a character wider than the measure */
    bool rigid;          /* lacks more than joints can take: short of the measure even if justified */
    int32_t shrink;      /* thousandths of the squeeze the rules allow (A8) */
    int32_t stretch;     /* the same of spaces and gaps; above 1000 the rest is letterspacing, thousandths of an em */
} Line;

typedef struct Para Para;

/*
 * Itemizes and shapes. Reports a character that no face has (GLYPH_MISSING: the character, its code point, its
 * place), each once, and TEXT_TOO_LONG. The Para and all it gives live in `arena`; the runs are copied, their texts
 * borrowed; the engine must outlive it. NULL when memory is out (the arena is then failed) or a fault was reported.
 */
Para *para_make(Arena *arena, TextEngine *engine, const TextRun *runs, size_t count, const ParaStyle *style,
                DiagList *diags);

/* Width of the longest unit that may not be broken; width on one line (the widest forced line). Indents included. */
Len para_min_width(const Para *para);
Len para_max_width(const Para *para);
/* Width of the widest part between places of breaking by sense (U+200B), if the style breaks there; else on one line.
 */
Len para_sense_width(const Para *para);

/*
 * Sets the paragraph to a measure. The lines (in the arena) and their count in *count. May be called again with
 * another measure. NULL when memory is out (the arena is then failed). An empty paragraph has one empty line.
 *
 * Lines never overflow the measure while a character fits it: a word wider than the measure is broken between its
 * letters, and below two ems the prohibition yields (src/text/relax.h). How lines are chosen: src/text/fit.h.
 */
const Line *para_break(Arena *arena, const Para *para, Len measure, size_t *count);

/* Distance from the top of a line box to its baseline: the em box is centred in the leading, its baseline at 0.88 em.
 */
Len para_baseline(const ParaStyle *style);
/* Pen position of the character at byte `offset` of run `run` if the paragraph were one line without justification. */
Len para_offset_x(const Para *para, size_t run, size_t offset);
/* The code points, U+FFFC for a leader or fill; for property tests and dumps. */
const uint32_t *para_codepoints(const Para *para, size_t *count);

/* Puts a line on a page with the left edge of its measure and its baseline at `at`. Link areas are added, `size`
 * high, em box aligned. */
void line_draw(const Line *line, PageList *list, Page *page, bool turned, Point at, Len size);

#endif
