/*
 * cff: what a PDF must say of a bare CFF font program (Adobe Technical Notes 5176 and 5177).
 *
 * A PDF names the glyphs of a CID-keyed program by its CIDs, not by their places in it, and repeats the widths its
 * charstrings state. Both are read from the cut program itself, the one that is embedded. Every offset is checked;
 * the bytes are borrowed.
 */
#ifndef BANXIN_PDF_CFF_H
#define BANXIN_PDF_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CffSpan {
    size_t at, length;
} CffSpan;

typedef struct Cff {
    const uint8_t *bytes;
    size_t length;
    CffSpan top;        /* the Top DICT */
    size_t charstrings; /* INDEX */
    uint32_t glyph_count;
    bool cid_keyed;             /* has a ROS */
    CffSpan registry, ordering; /* of the ROS */
    int32_t supplement;
} Cff;

/* Reads the head of the program; false when it is not one. */
bool cff_open(Cff *cff, const uint8_t *bytes, size_t length);
/*
 * The CIDs of `count` glyphs into `cids`; for a program without CIDs they are the glyphs' places. `glyphs` rise; NULL
 * are the first.
 */
bool cff_cids(const Cff *cff, const uint32_t *glyphs, size_t count, uint16_t *cids);
/*
 * The width of each glyph as its charstring states it, thousandths of a font unit. False when a charstring calls a
 * subroutine before its width is known; programs cut without subroutines never do.
 */
bool cff_widths(const Cff *cff, int32_t *widths);

#endif
