/*
 * tell: the story of a form over a report, told block by block in the order of print.
 *
 * Loops are gone through, conditions decided, lists taken item by item: who listens sees only what prints. Composing
 * sets what it hears; the audit of prose reads it.
 */
#ifndef BANXIN_FIGURES_TELL_H
#define BANXIN_FIGURES_TELL_H

#include "figures/figures.h"

typedef struct Teller {
    Figures *figures;
    void *listener;
    /* A block that prints by itself; a section and a list as they begin. Never each and if. */
    void (*block)(void *listener, const Scope *scope, const Story *story);
    /* An item of the list told last; `source` is where it stands. */
    void (*item)(void *listener, const Scope *scope, const Story *list, SourceRef source);
    /* The end of a section. */
    void (*end)(void *listener, const Story *section);
} Teller;

/* Faults are reported and the telling goes on, so that all of them come out in one run. */
void tell_story(const Teller *teller, const Scope *scope, const Story *story, size_t count);

/* The department's own blocks that a story block of STORY_BLOCKS prints; none (count 0) on a fault. */
Value tell_blocks(Figures *figures, const Scope *scope, const Story *story);

#endif
