/*
 * specimen: a page list made by hand that needs everything the PDF writer can do.
 *
 * Faces of all three kinds (CID-keyed CFF, TrueType, CFF with glyph names) and one whose CIDs differ from its glyph
 * ids; glyphs that stand for two characters, ligatures, marks; gaps that fill a measure; rules, colours, a turned
 * table, a sheet with bleed; links, page labels of all kinds; nodes of every role, some of which show nothing.
 */
#ifndef BANXIN_TESTS_PDF_SPECIMEN_H
#define BANXIN_TESTS_PDF_SPECIMEN_H

#include "font/font_set.h"
#include "page/page.h"

typedef enum SpecimenFace {
    FACE_SONG,
    FACE_FANG,
    FACE_WEST,
    FACE_RARE,
    FACE_CUT,
    FACE_NAMED,
    SPECIMEN_FACES
} SpecimenFace;

typedef struct Specimen {
    Arena *arena;
    FontSet *fonts;
    DiagList *diags;
    PageList *pages;
    int faces[SPECIMEN_FACES]; /* index in the set; -1 when the machine has no such font */
    Buf expected;              /* "page<TAB>text" lines: what extraction must give back, blanks apart */
} Specimen;

/* Opens the fonts; false when one that every machine has is missing. `cut_path` names a font file to make. */
bool specimen_open(Specimen *specimen, const char *cut_path);
/* Makes the pages anew. */
void specimen_fill(Specimen *specimen);
void specimen_close(Specimen *specimen);

/* Sets `text` in a face and appends it to the page; `measure` above 0 spreads it over that width. */
typedef struct SpecimenLine {
    SpecimenFace face;
    Len size, x, y, measure;
    Color color;
    bool turned;
    TagId tag;
    bool merged; /* all glyphs as one cluster */
} SpecimenLine;
void specimen_set(Specimen *specimen, Page *page, SpecimenLine line, const char *text);

#endif
