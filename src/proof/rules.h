/*
 * rules: filled bars, one path of them at a time.
 *
 * Bars of one colour that follow each other are one path, as in a PDF: how far they cover a pixel adds up, so that a
 * row of ruled cells shows no seam where one cell's rule ends and the next one's begins.
 */
#ifndef BANXIN_PROOF_RULES_H
#define BANXIN_PROOF_RULES_H

#include "base/vec.h"
#include "proof/canvas.h"
#include "proof/scale.h"

/* A bar on the page, in RULE_PARTS of a pixel, y down, within the page. */
#define RULE_PARTS 255 /* the levels of coverage: a pixel's parts both ways go into 16 bits, and add up exactly */
typedef struct RuleBar {
    int32_t left, top, right, bottom;
} RuleBar;

/* Zero-initialise; freed by rules_free. */
typedef struct Rules {
    VEC(RuleBar) bars;
    uint16_t *map;   /* parts covered so far of each pixel of the band; zero wherever no bar is being put down */
    size_t map_size; /* pixels of it */
    bool failed;     /* memory is out */
} Rules;

void rules_free(Rules *rules);
/* Adds a bar to the path. What lies outside of the page, or is empty, is left out. */
void rules_add(Rules *rules, const Canvas *canvas, Scale scale, Rect box);
/* Puts the path onto the band and begins a new one. */
void rules_fill(Rules *rules, Canvas *canvas, Ink ink);

#endif
