/*
 * stage: the faces of a report and an engine, for tests of the text room; an em is 10 pt, so that widths read easily.
 */
#ifndef BANXIN_TESTS_TEXT_STAGE_H
#define BANXIN_TESTS_TEXT_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/text.h"

#define TEST(name) static void name(void **state __attribute__((unused)))

#define EM ((Len)10000)
#define ZW "\xE2\x80\x8B" /* U+200B */

typedef struct Stage {
    Arena *arena;
    FontSet *fonts;
    TextEngine *engine;
    DiagList *diags;
    FontRole fang, hei, noto; /* Fandol Fang and Hei, Noto behind them; Noto alone */
} Stage;

extern Stage stage;

/* For cmocka's group and tests: faces are opened once, arena and diagnostics are new for each test. */
int stage_open(void **state);
int stage_close(void **state);
int stage_reset(void **state);

/* A run of 仿宋 at one em. */
TextRun run_of(const char *text);
TextRun run_in(const char *text, FontRole role);
/* Justified, leading 1.5 em, no indent. */
ParaStyle style_plain(void);

typedef struct Set {
    Para *para;
    const Line *lines;
    size_t count;
} Set;

/* Makes and breaks a paragraph; fails the test if that fails. */
Set set_runs(const TextRun *runs, size_t count, ParaStyle style, Len measure);
Set set_text(const char *text, ParaStyle style, Len measure);

/* What is drawn on a line; lines joined by '|'. */
const char *line_text(const Line *line);
const char *set_as_text(const Set *set);
/* The same of a text set justified to `ems` thousandths of an em. */
const char *lines_at(const char *text, Len ems);

/* Width of a text on one line, thousandths of an em, as set in fit mode. */
int width_of(const char *text);
int width_in(const char *text, ParaStyle style);

/* The glyph drawn for the n-th occurrence of `character` on a line, and where its pen stands. */
typedef struct Spot {
    const GlyphRun *run;
    const Glyph *glyph;
    Len x;
} Spot;
Spot spot_of(const Line *line, const char *character, int n);
const char *face_of(const Spot *spot);

#endif
