/*
 * blocks: the story's blocks, and the data's own, as galley items.
 */
#ifndef BANXIN_COMPOSE_BLOCKS_H
#define BANXIN_COMPOSE_BLOCKS_H

#include "compose/walk.h"
#include "figures/tell.h"

/* Walks the blocks of a story. Faults are reported and the walk goes on, so that all of them come out in one run. */
void blocks_walk(Walk *walk, const Scope *scope, const Story *story, size_t count);

#endif
