#include "lighten.h"

#include <hb.h>
#include <stdlib.h>

#include "cff_program.h"
#include "charstring.h"
#include "cut.h"
#include "pdf/cff.h"
#include "sfnt.h"

#define TAG_CFF         SFNT_TAG('C', 'F', 'F', ' ')
#define TAG_NOTE        SFNT_TAG('B', 'x', 'L', 't')
#define LIGHTEN_VERSION 2 /* to be raised with every change to what comes out */

static const char note_text[] =
    "Modified: the outlines were refitted within a tolerance by banxin-lighten. The licence is that of the original; "
    "if that makes an exception for documents which embed the font, the exception is extended to this version.";

/* ---- the note ---- */

#define HASH_START 0xCBF29CE484222325u

/* FNV-1a: OpenType's own checksum is the same for all files. */
static uint64_t hash_on(uint64_t hash, Str bytes) {
    for (size_t i = 0; i < bytes.length; i++)
        hash = (hash ^ (uint8_t)bytes.text[i]) * 0x100000001B3u;
    return hash;
}

/* Version, tolerance, index and hash of the sources, then a remark for people. */
static void make_note(const LightenOrder *order, Buf *note) {
    uint64_t hash = hash_on(hash_on(HASH_START, order->source), order->characters);
    const uint32_t numbers[] = {LIGHTEN_VERSION, (uint32_t)order->tolerance, (uint32_t)order->index,
                                (uint32_t)(hash >> 32), (uint32_t)hash};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        for (int shift = 24; shift >= 0; shift -= 8)
            buf_char(note, (char)(uint8_t)(numbers[i] >> shift));
    buf_push(note, note_text, sizeof note_text - 1);
}

bool lighten_is_current(Str face, const LightenOrder *order) {
    Buf note = {0};
    make_note(order, &note);
    bool same = !buf_failed(&note) && str_equal(sfnt_table(face, TAG_NOTE), (Str){note.bytes, note.length});
    buf_free(&note);
    return same;
}

/* ---- glyphs ---- */

typedef struct Work {
    CffProgram program;
    CffGlyphs glyphs;
    int32_t *widths; /* thousandths of a unit */
    hb_font_t *font;
    Fit *fit;
    Outline old, new;
} Work;

/* The widths that the charstrings state; those of `hmtx`, to which they must be equal, where subroutines hide them. */
static bool read_widths(Work *work) {
    Cff cff;
    work->widths = calloc(work->program.glyph_count, sizeof *work->widths);
    if (!work->widths)
        return false;
    if (cff_open(&cff, work->program.bytes, work->program.length) && cff_widths(&cff, work->widths))
        return true;
    for (uint32_t glyph = 0; glyph < work->program.glyph_count; glyph++)
        work->widths[glyph] = hb_font_get_glyph_h_advance(work->font, glyph) * 1000;
    return true;
}

static LightenFault lighten_glyph(Work *work, uint32_t glyph) {
    const CffDict *dict = cff_program_dict(&work->program, glyph);
    int width = work->widths[glyph] / 1000;
    if (!dict || work->widths[glyph] % 1000 != 0)
        return LIGHTEN_NO_FACE;
    outline_read(&work->old, work->font, glyph);
    if (outline_failed(&work->old) || !fit_outline(work->fit, &work->old, &work->new))
        return LIGHTEN_NO_MEMORY;
    Buf *bytes = &work->glyphs.bytes;
    if (!charstring_write(bytes, &work->new, width != dict->standard, width - dict->nominal))
        return buf_failed(bytes) ? LIGHTEN_NO_MEMORY : LIGHTEN_TOO_FAR;
    uint32_t *end = VEC_PUSH(&work->glyphs.ends);
    if (!end)
        return LIGHTEN_NO_MEMORY;
    *end = (uint32_t)bytes->length;
    return LIGHTEN_FINE;
}

static LightenFault lighten_glyphs(Work *work) {
    if (!read_widths(work))
        return LIGHTEN_NO_MEMORY;
    LightenFault fault = LIGHTEN_FINE;
    for (uint32_t glyph = 0; fault == LIGHTEN_FINE && glyph < work->program.glyph_count; glyph++)
        fault = lighten_glyph(work, glyph);
    return fault;
}

/* ---- the face ---- */

static bool begin(Work *work, Str source, Str table, int tolerance) {
    hb_blob_t *blob =
        hb_blob_create(source.text, (unsigned)source.length, HB_MEMORY_MODE_READONLY, /*user*/ NULL, /*destroy*/ NULL);
    hb_face_t *face = hb_face_create(blob, /*index*/ 0);
    work->font = hb_font_create(face);
    double unit = hb_face_get_upem(face) / 1000.0;
    work->fit = fit_new(tolerance / 100.0 * unit, unit);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return cff_program_open(&work->program, (const uint8_t *)table.text, table.length);
}

static void end(Work *work) {
    cff_program_free(&work->program);
    cff_glyphs_free(&work->glyphs);
    free(work->widths);
    hb_font_destroy(work->font);
    fit_free(work->fit);
    outline_free(&work->old);
    outline_free(&work->new);
}

static LightenFault write_face(const Work *work, const LightenOrder *order, Str face, Buf *out) {
    Buf table = {0}, note = {0};
    make_note(order, &note);
    bool fine = cff_program_write(&work->program, &work->glyphs, &table) && !buf_failed(&note);
    LightenFault fault = fine ? LIGHTEN_FINE : LIGHTEN_NO_MEMORY;
    if (fine &&
        !sfnt_exchange(face, TAG_CFF, (Str){table.bytes, table.length}, TAG_NOTE, (Str){note.bytes, note.length}, out))
        fault = buf_failed(out) ? LIGHTEN_NO_MEMORY : LIGHTEN_NO_FACE;
    buf_free(&table);
    buf_free(&note);
    return fault;
}

static LightenFault lighten_whole(const LightenOrder *order, Str face, Buf *out, FitTally *tally) {
    Work work = {0};
    Str table = sfnt_table(face, TAG_CFF);
    LightenFault fault = begin(&work, face, table, order->tolerance) ? LIGHTEN_FINE : LIGHTEN_NO_FACE;
    if (!work.fit || work.program.dicts.failed)
        fault = LIGHTEN_NO_MEMORY;
    if (fault == LIGHTEN_FINE)
        fault = lighten_glyphs(&work);
    if (fault == LIGHTEN_FINE)
        fault = write_face(&work, order, face, out);
    if (work.fit)
        *tally = *fit_tally(work.fit);
    end(&work);
    return fault;
}

LightenFault lighten_face(const LightenOrder *order, Buf *out, FitTally *tally) {
    if (!order->characters.length)
        return lighten_whole(order, order->source, out, tally);
    Buf cut = {0};
    LightenFault fault =
        cut_face(order->source, order->index, order->characters, &cut) ? LIGHTEN_FINE : LIGHTEN_NO_FACE;
    if (fault == LIGHTEN_FINE)
        fault = lighten_whole(order, (Str){cut.bytes, cut.length}, out, tally);
    else if (buf_failed(&cut))
        fault = LIGHTEN_NO_MEMORY;
    buf_free(&cut);
    return fault;
}
