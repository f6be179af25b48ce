/*
 * disagree: two figures that a form's relation wants otherwise, as a finding.
 */
#ifndef BANXIN_FIGURES_DISAGREE_H
#define BANXIN_FIGURES_DISAGREE_H

#include "figures/sides.h"

typedef struct Disagreement {
    const FormCheck *check;
    ExprKind wanted; /* the comparison that does not hold */
    Figure a, b;     /* of their origins only the number counts: how many figures each was reckoned from */
    FindingSide first, second;
    SourceRef source; /* where a reader looks first */
} Disagreement;

/* The severity is the relation's, or that of a difference which rounding explains. */
void disagree_tell(const Sides *sides, const Disagreement *disagreement);

/* The relation's severity, as it stands. */
FindingSeverity disagree_severity(const FormCheck *check);

#endif
