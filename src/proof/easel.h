/*
 * easel: what a Proof holds, for the room's own files.
 */
#ifndef BANXIN_PROOF_EASEL_H
#define BANXIN_PROOF_EASEL_H

#include "proof/paint.h"
#include "proof/proof.h"

struct Proof {
    const FontSet *fonts;
    Glyphs *glyphs;
    Rules rules;
};

/* Everything to paint with at a scale. */
Paint proof_paint(Proof *proof, Scale scale);

/* Reports that memory is out; false. */
bool proof_short(DiagList *diags);

#endif
