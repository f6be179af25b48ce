/*
 * chars: the characters of a paragraph, all runs in one list, each with what it is to a line of Chinese text.
 *
 * Kinds are read off the character alone, but for shared marks (“ — · ≥), which context.c decides by what stands
 * beside them.
 */
#ifndef BANXIN_TEXT_CHARS_H
#define BANXIN_TEXT_CHARS_H

#include "text/engine.h"
#include "unicode/classes.h"

typedef enum CharKind {
    CHAR_WESTERN,    /* set in a Western face, at its own width */
    CHAR_HAN,        /* set in a Han face; full-width marks have their class in `punct` */
    CHAR_SHARED,     /* “ ‘ — … ·: not decided yet, gone after context_resolve */
    CHAR_SIGN,       /* ≥ × §, em wide or Western: not decided yet, gone after context_resolve */
    CHAR_SPACE,      /* a word space, of whatever width */
    CHAR_WIDE_SPACE, /* U+3000 */
    CHAR_EXTEND,     /* combining mark, variation selector: belongs to the character before */
    CHAR_HIDDEN,     /* not drawn: U+200B, controls, marks of direction */
    CHAR_BREAK,      /* a forced line end */
    CHAR_LEADER,     /* stands for a TEXT_LEADER run */
    CHAR_FILL        /* stands for a TEXT_FILL run */
} CharKind;

enum {
    CHAR_IN_NUMBER = 1,  /* a digit, or a point, separator, sign within a number */
    CHAR_IN_TERM = 4,    /* terms: goes on with a word of budget reports */
    CHAR_IN_ADDRESS = 2, /* a mark within an address of a page or of mail: a line may end before it, if it must */
};

/* Stands in the code points for a leader or fill run (U+FFFC OBJECT REPLACEMENT CHARACTER). */
#define CHAR_OBJECT 0xFFFCu

typedef struct TextChar {
    uint32_t codepoint;
    uint32_t byte; /* offset in its run's text */
    uint32_t run;
    uint32_t glyph;  /* itemize: nominal glyph of a character that is its own cluster */
    int32_t advance; /* itemize: its width in font units */
    int16_t face;    /* itemize */
    uint8_t kind;    /* CharKind */
    uint8_t punct;   /* PunctClass, of full-width marks in Chinese text only */
    uint8_t before;  /* breaks: BreakKind, whether a line may end before it */
    uint8_t flags;
    bool clustered; /* itemize: extenders follow, so it must be shaped with them */
} TextChar;

/* Fills engine->chars. False when memory is out or the paragraph is beyond the limits (reported). */
bool chars_read(TextEngine *engine, const TextRun *runs, size_t count, bool *undecided, DiagList *diags);
/* True for kinds that have a glyph of their own in the text. */
bool chars_is_drawn(const TextChar *c);

#endif
