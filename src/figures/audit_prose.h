/*
 * audit_prose: what the report's sentences say of its figures, set against these.
 */
#ifndef BANXIN_FIGURES_AUDIT_PROSE_H
#define BANXIN_FIGURES_AUDIT_PROSE_H

#include "figures/sides.h"

/* False when memory is out. */
bool audit_prose(const Sides *sides);

#endif
