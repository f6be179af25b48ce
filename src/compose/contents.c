#include "compose/contents.h"

#include <string.h>

#include "compose/fill.h"
#include "compose/set.h"
#include "figures/numeral.h"

#define LEADER "."

static const ContentsLevel *level_of(const GalleyContents *contents, int level) {
    for (size_t i = 0; i < contents->story->level_count; i++)
        if (contents->story->levels[i].level == level)
            return &contents->story->levels[i];
    return NULL;
}

/* ---- placing -------------------------------------------------------------------------------------------------- */

/* Finds the headings a list shows and makes their nodes: TOCI > Reference > Link (ISO 32000-1, 14.8.4.3). */
static bool find_entries(Composer *composer, const Galley *galley, GalleyContents *contents) {
    size_t *headings = ARENA_ARRAY(composer->arena, size_t, galley->headings.count);
    TagId *links = ARENA_ARRAY(composer->arena, TagId, galley->headings.count);
    contents->shown = ARENA_ARRAY(composer->arena, Str, galley->headings.count);
    if (!headings || !links || !contents->shown)
        return false;
    for (size_t i = 0; i < galley->headings.count; i++) {
        if (!level_of(contents, galley->headings.items[i].level))
            continue;
        TagId item = tag_add(composer->tags, contents->tag, TAG_CONTENTS_ITEM);
        headings[contents->count] = i;
        links[contents->count] = tag_add(composer->tags, tag_add(composer->tags, item, TAG_REFERENCE), TAG_LINK);
        contents->count++;
    }
    contents->headings = headings;
    contents->links = links;
    return true;
}

/* Where an item stands once the entries of all contents before it are in. */
static size_t shifted(const Galley *galley, size_t item) {
    size_t shift = 0;
    for (size_t i = 0; i < galley->contents.count && galley->contents.items[i].item <= item; i++)
        shift += galley->contents.items[i].count;
    return item + shift;
}

/* Copies the items with room for the entries; headings and contents then name the new places. */
static bool spread_items(Galley *galley, size_t entries) {
    Galley wide = {0};
    size_t next = 0;
    for (size_t i = 0; i <= galley->items.count; i++) {
        for (; next < galley->contents.count && galley->contents.items[next].item == i; next++)
            for (size_t j = 0; j < galley->contents.items[next].count; j++)
                galley_add_text(&wide, &(GalleyText){0}, galley->contents.items[next].story->source);
        GalleyItem *item = i < galley->items.count ? VEC_PUSH(&wide.items) : NULL;
        if (item)
            *item = galley->items.items[i];
    }
    if (wide.items.failed || wide.items.count != galley->items.count + entries) {
        VEC_FREE(&wide.items);
        return false;
    }
    for (size_t i = 0; i < galley->headings.count; i++)
        galley->headings.items[i].item = shifted(galley, galley->headings.items[i].item);
    size_t before = 0;
    for (size_t i = 0; i < galley->contents.count; i++) {
        galley->contents.items[i].item += before;
        before += galley->contents.items[i].count;
    }
    VEC_FREE(&galley->items);
    memcpy(&galley->items, &wide.items, sizeof wide.items);
    return true;
}

bool contents_place(Composer *composer, Galley *galley) {
    size_t entries = 0;
    for (size_t i = 0; i < galley->contents.count; i++) {
        if (!find_entries(composer, galley, &galley->contents.items[i]))
            return false;
        entries += galley->contents.items[i].count;
    }
    if (spread_items(galley, entries))
        return true;
    arena_fail(composer->arena);
    return false;
}

/* ---- setting -------------------------------------------------------------------------------------------------- */

/* The number of the page a heading stands on, as printed. */
static Str page_number(Composer *composer, const GalleyHeading *heading, const FlowPlan *plan) {
    uint32_t page = plan ? plan->item_pages[heading->item] : FLOW_NOWHERE;
    if (page == FLOW_NOWHERE)
        return (Str){"", 0};
    const FlowPage *at = &plan->pages.items[page];
    numeral_page(at->number, at->begin.numbers, &composer->text);
    return composer_take_text(composer);
}

static void add_leader(RunVec *runs, Ink ink, SourceRef source) {
    TextRun *run = VEC_PUSH(runs);
    if (run)
        *run = (TextRun){.kind = TEXT_LEADER,
                         .text = STR(LEADER),
                         .role = ink.role,
                         .size = ink.size,
                         .color = ink.color,
                         .tag = TAG_ID_ARTIFACT,
                         .link = ink.link,
                         .source = source};
}

static bool set_entry(Composer *composer, Galley *galley, const GalleyContents *contents, size_t i, Str number,
                      bool hold) {
    const GalleyHeading *heading = &galley->headings.items[contents->headings[i]];
    const ContentsLevel *level = level_of(contents, heading->level);
    Ink ink = ink_of(composer, level->style, contents->links[i]);
    RunVec runs = {0};
    ink.link = heading->tag;
    fill_add(&runs, heading->title, ink, heading->source);
    if (number.length) {
        add_leader(&runs, ink, heading->source);
        fill_add(&runs, number, ink, heading->source);
    }
    size_t count = runs.count;
    TextRun *taken = VEC_TAKE(composer->arena, &runs);
    GalleyText *text = &galley->items.items[contents->item + i].text;
    ParaStyle para = set_para_style(contents->master, level->style);
    size_t held = hold ? text->count : 0;
    Len measure = set_measure(composer, contents->master, level->style);
    *text = set_text_of(contents->master, level->style);
    if (!taken || !set_part(composer, text, &para, taken, count, measure, /*x*/ 0))
        return false;
    if (text->count < held)
        text->count = held;
    return true;
}

/* Sets an entry unless it already shows its number. */
static bool renew_entry(Composer *composer, Galley *galley, const GalleyContents *contents, size_t i,
                        const FlowPlan *plan, bool hold, bool *changed) {
    GalleyHeading *heading = &galley->headings.items[contents->headings[i]];
    bool shows = level_of(contents, heading->level)->page_number;
    Str number = shows ? page_number(composer, heading, plan) : (Str){"", 0};
    Str *shown = &contents->shown[i];
    if (shown->text && str_equal(*shown, number))
        return true;
    *shown = number;
    *changed = true;
    return set_entry(composer, galley, contents, i, number, hold);
}

bool contents_set(Composer *composer, Galley *galley, const FlowPlan *plan, bool hold, bool *changed) {
    bool good = true;
    *changed = false;
    for (size_t i = 0; i < galley->contents.count; i++)
        for (size_t j = 0; j < galley->contents.items[i].count; j++)
            good &= renew_entry(composer, galley, &galley->contents.items[i], j, plan, hold, changed);
    return good && !arena_failed(composer->arena);
}
