#include "proof/proof.h"

#include <stdlib.h>

#include "base/clock.h"
#include "proof/easel.h"
#include "proof/picture.h"

Proof *proof_new(const FontSet *fonts) {
    Proof *proof = calloc(1, sizeof *proof);
    if (!proof)
        return NULL;
    proof->fonts = fonts;
    proof->glyphs = glyphs_new();
    if (proof->glyphs)
        return proof;
    proof_free(proof);
    return NULL;
}

void proof_free(Proof *proof) {
    if (!proof)
        return;
    glyphs_free(proof->glyphs);
    rules_free(&proof->rules);
    free(proof);
}

Paint proof_paint(Proof *proof, Scale scale) {
    glyphs_set_scale(proof->glyphs, scale);
    return (Paint){proof->fonts, proof->glyphs, &proof->rules, scale};
}

bool proof_short(DiagList *diags) {
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

/* ---- pages ---------------------------------------------------------------------------------------------------- */

static bool fits(const Page *page, int64_t width, int64_t height, DiagList *diags) {
    char number[BUF_NUMBER], wide[BUF_NUMBER], high[BUF_NUMBER], most[BUF_NUMBER];
    if (width <= PROOF_SIDE_MAX && height <= PROOF_SIDE_MAX)
        return true;
    diag_at(diags, DIAG_PROOF_SIZE, (Place){0},
            DIAG_ARGS(int_format(page->index + 1, number), int_format(width, wide), int_format(height, high),
                      int_format(PROOF_SIDE_MAX, most)));
    return false;
}

/* Paints and writes band by band. False when memory is out. */
static bool draw(const Paint *paint, const Page *page, Canvas *canvas, Picture *picture, ProofTimings *timings) {
    bool done = true;
    int64_t since = clock_cpu();
    while (done && canvas_next_band(canvas)) {
        done = paint_page(paint, page, canvas);
        clock_take(&timings->draw, &since);
        for (int row = 0; done && row < canvas->rows; row++)
            done = picture_row(picture, canvas_row(canvas, row));
        clock_take(&timings->compress, &since);
    }
    return done;
}

bool proof_page(Proof *proof, const Page *page, int dpi, Buf *png, ProofTimings *timings, DiagList *diags) {
    Scale scale = scale_of_dpi(dpi);
    int64_t width = scale_hold(scale, page->sheet.width), height = scale_hold(scale, page->sheet.height);
    bool colored = paint_is_colored(page);
    Canvas canvas;
    if (!fits(page, width, height, diags))
        return false;
    PictureShape shape = {.width = (int)width,
                          .height = (int)height,
                          .kind = colored ? PICTURE_COLOR : PICTURE_GRAY,
                          .depth = 8,
                          .dots_per_inch = dpi};
    Paint paint = proof_paint(proof, scale);
    Picture *file = picture_begin(&shape, png);
    bool done = canvas_begin(&canvas, shape.width, shape.height, colored, CANVAS_BYTES) && file &&
                draw(&paint, page, &canvas, file, timings);
    canvas_end(&canvas);
    done = picture_end(file) && done;
    return done || proof_short(diags);
}
