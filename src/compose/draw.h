/*
 * draw: the planned pages as the page list.
 */
#ifndef BANXIN_COMPOSE_DRAW_H
#define BANXIN_COMPOSE_DRAW_H

#include "compose/flow.h"

/* Adds all pages with their texts, tables, folios and running heads. False with a fault reported or without memory. */
bool draw_pages(Composer *composer, const FlowPlan *plan, PageList *list);

#endif
