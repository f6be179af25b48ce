#include "compose/walk.h"

Walk walk_begin(Composer *composer, Galley *galley) {
    const PageMaster *first = composer->form->page_count ? &composer->form->pages[0] : NULL;
    Walk walk = {.composer = composer, .galley = galley, .first = first, .master = first, .numbers = NUMBER_DECIMAL};
    for (size_t i = 0; i < composer->form->page_count && !walk.upright; i++)
        if (!composer->form->pages[i].landscape && composer->form->pages[i].folio)
            walk.upright = &composer->form->pages[i];
    return walk;
}

TagId walk_parent(const Walk *walk) {
    return walk->section ? walk->section : walk->part ? walk->part : TAG_ID_DOCUMENT;
}

void walk_open_level(Walk *walk, int level) {
    TagTree *tags = walk->composer->tags;
    if (level == 1) {
        walk->part = tag_add(tags, TAG_ID_DOCUMENT, TAG_PART);
        walk->section = 0;
    } else if (level == 2) {
        walk->section = tag_add(tags, walk->part ? walk->part : TAG_ID_DOCUMENT, TAG_SECTION);
    }
}

TagId walk_add_heading(Walk *walk, TagId parent, int level) {
    TagId id = tag_add(walk->composer->tags, parent, TAG_HEADING);
    Tag *tag = tag_at(walk->composer->tags, id);
    if (level > walk->tag_level + 1)
        level = walk->tag_level + 1;
    walk->tag_level = level;
    if (tag)
        tag->level = level;
    return id;
}

void walk_note_heading(Walk *walk, TagId id, int level, const char *entry, const TextRun *runs, size_t count,
                       bool in_outline, bool in_contents, SourceRef source) {
    const char *title = entry ? entry : fill_title(walk->composer, runs, count);
    Tag *tag = tag_at(walk->composer->tags, id);
    if (tag) {
        tag->title = title;
        tag->in_outline = in_outline;
    }
    if (!in_contents)
        return;
    GalleyHeading *heading = VEC_PUSH(&walk->galley->headings);
    if (heading)
        *heading = (GalleyHeading){walk->galley->items.count, id, level, str_from(title), source};
}

void walk_new_page(Walk *walk, const PageMaster *master, SourceRef source) {
    galley_add_page(walk->galley, (GalleyPage){.master = master, .upright = walk->upright, .numbers = walk->numbers},
                    source);
}
