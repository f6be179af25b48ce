/*
 * flow: the galley's items onto pages.
 *
 * A plan only: which lines and which pieces of tables stand on which page, and how far down. Nothing is drawn, so that
 * the plan can be made again when the contents have got other page numbers.
 */
#ifndef BANXIN_COMPOSE_FLOW_H
#define BANXIN_COMPOSE_FLOW_H

#include "compose/galley.h"

#define FLOW_NOWHERE UINT32_MAX

typedef struct FlowPage {
    GalleyPage begin; /* how the page is to be: master, numbering */
    int64_t number;   /* as counted; 0 when the pages of its section are not */
    size_t sequence;  /* run of numbers it belongs to */
    bool blank;       /* put in so that the next begins on an odd page */
} FlowPage;

/* Lines of a text, or a piece of a table, `y` below the top of the type area. */
typedef struct FlowPiece {
    uint32_t page;
    Len y;
    const GalleyText *text; /* lines [first, first + count) of it; or NULL */
    size_t first, count;
    const GalleyTable *table;
    const TableFragment *fragment;
} FlowPiece;

typedef struct FlowPlan {
    VEC(FlowPage) pages;
    VEC(FlowPiece) pieces;     /* ordered by page */
    uint32_t *item_pages;      /* by galley item: page it begins on, or FLOW_NOWHERE */
    VEC(int64_t) last_numbers; /* by sequence */
} FlowPlan;

/*
 * Plans the pages. Fragments and item_pages are in `arena`. False with a fault reported: a line or a table row higher
 * than its page (FLOW_TOO_HIGH), too many pages (FLOW_PAGES); or when memory is out. The plan is freed by
 * flow_plan_free either way.
 */
bool flow_plan_make(Arena *arena, const Galley *galley, FlowPlan *plan, DiagList *diags);
void flow_plan_free(FlowPlan *plan);

/* Height of the type area as lines fill it: all whole pitches of its grid, whatever the rounding. */
Len flow_area_height(const PageMaster *master);

#endif
