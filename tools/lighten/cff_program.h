/*
 * cff_program: a CFF font program taken apart and put together again around other charstrings (Adobe Technical Note
 * 5176).
 *
 * All that is not an outline stays byte for byte: names, strings, the character collection, charset, encoding, which
 * font dictionary a glyph belongs to, and the entries of all dictionaries. Only offsets are new, and subroutines are
 * gone, since the new charstrings call none.
 */
#ifndef LIGHTEN_CFF_PROGRAM_H
#define LIGHTEN_CFF_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

typedef struct CffPart {
    size_t at, length;
} CffPart;

/* A font dictionary, and the private one it names. */
typedef struct CffDict {
    CffPart font, own;
    int standard, nominal; /* defaultWidthX, nominalWidthX */
} CffDict;

/* The bytes are borrowed; zero-initialised to start; freed by cff_program_free. */
typedef struct CffProgram {
    const uint8_t *bytes;
    size_t length;
    CffPart names, top, strings;       /* names and strings: whole INDEXes */
    CffPart charset, encoding, select; /* length 0: none, or one of the predefined */
    bool cid_keyed;
    uint32_t glyph_count;
    VEC(CffDict) dicts; /* one, with an empty `font`, in a program without CIDs */
} CffProgram;

/* Charstrings one after the other. */
typedef struct CffGlyphs {
    Buf bytes;
    VEC(uint32_t) ends; /* where each ends */
} CffGlyphs;

/* False when the bytes are no CFF program with whole-number widths, or memory is out. */
bool cff_program_open(CffProgram *program, const uint8_t *bytes, size_t length);
void cff_program_free(CffProgram *program);
/* The font dictionary of a glyph, or NULL when the program names one it does not have. */
const CffDict *cff_program_dict(const CffProgram *program, uint32_t glyph);
/* Appends the program with `glyphs` as its charstrings; false when there are not as many, or memory is out. */
bool cff_program_write(const CffProgram *program, const CffGlyphs *glyphs, Buf *out);

void cff_glyphs_free(CffGlyphs *glyphs);

#endif
