/*
 * pieces: templates filled with values, piece by piece.
 *
 * What the form or the department says literally keeps its own place, what is filled in keeps the place of the value it
 * came from, so that a character no face has, or a figure that is wrong, is reported where it was written.
 */
#ifndef BANXIN_FIGURES_PIECES_H
#define BANXIN_FIGURES_PIECES_H

#include "base/vec.h"
#include "figures/figures.h"

typedef struct Piece {
    Str text;
    SourceRef source;
    bool is_value;
    Figure figure; /* of a value */
} Piece;

typedef VEC(Piece) PieceVec;

/*
 * Appends the template's pieces; one that comes out empty is left out. `amounts` (or NULL) is the format of amounts
 * that name none. False with faults reported.
 */
bool pieces_fill(Figures *figures, const Scope *scope, const Template *text, const Format *amounts, PieceVec *out);

#endif
