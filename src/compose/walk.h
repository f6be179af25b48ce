/*
 * walk: where the walk of the story stands, and the tags it opens.
 *
 * Headings make the structure: a heading of level 1 opens a PART, one of level 2 a SECTION below it; pages and
 * masters have no part in it.
 */
#ifndef BANXIN_COMPOSE_WALK_H
#define BANXIN_COMPOSE_WALK_H

#include "compose/fill.h"
#include "compose/galley.h"

/* A list being set: its node is made with its first item. */
typedef struct WalkList {
    const Style *style;
    const Template *label;
    TagId tag;
} WalkList;

typedef struct Walk {
    Composer *composer;
    Galley *galley;
    const PageMaster *first;   /* that it stands on outside of sections */
    const PageMaster *master;  /* that the story stands on */
    const PageMaster *upright; /* the last portrait one */
    NumberStyle numbers;       /* of the section begun last */
    WalkList list;             /* of the story's list at hand */
    TagId part, section;       /* open PART and SECTION, or 0 */
    int level;                 /* of the story's last heading */
    int tag_level;             /* of the last heading tagged; levels are not skipped */
} Walk;

Walk walk_begin(Composer *composer, Galley *galley);

/* The node new blocks belong to. */
TagId walk_parent(const Walk *walk);
/* Opens what a heading of `level` opens. */
void walk_open_level(Walk *walk, int level);
/* A heading node of `level` below `parent`. */
TagId walk_add_heading(Walk *walk, TagId parent, int level);
/*
 * Notes a heading whose text is the galley's next item: its title for the outline and its entry in contents.
 * `entry` NULL takes the runs' text. `in_outline`, `in_contents` say where it is listed.
 */
void walk_note_heading(Walk *walk, TagId tag, int level, const char *entry, const TextRun *runs, size_t count,
                       bool in_outline, bool in_contents, SourceRef source);
/* A new page of `master`, in the numbering under way. */
void walk_new_page(Walk *walk, const PageMaster *master, SourceRef source);

#endif
