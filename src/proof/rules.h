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
#define RULE_PARTS 256
typedef struct RuleBar {
    int32_t left, top, right, bottom;
} RuleBar;

/* Zero-initialise; freed by rules_free. */
typedef struct Rules {
    VEC(RuleBar) bars;
    uint8_t *map;    /* coverage so far, a byte a pixel of the band; zero wherever no bar is being put down */
    size_t map_size; /* bytes of it */
    bool failed;     /* memory is out */
} Rules;

void rules_free(Rules *rules);
/* Adds a bar to the path. What lies outside of the page, or is empty, is left out. */
void rules_add(Rules *rules, const Canvas *canvas, Scale scale, Rect box);
/* Puts the path onto the band and begins a new one. */
void rules_fill(Rules *rules, Canvas *canvas, Ink ink);

#endif
