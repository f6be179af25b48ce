#include "page/tags.h"

#include <string.h>

#include "base/utf8.h"

#define TAG_FIRST_CAPACITY 64

static const char *const TYPE_NAMES[TAG_ROLE_COUNT] = {
    [TAG_ARTIFACT] = "Artifact",
    [TAG_DOCUMENT] = "Document",
    [TAG_PART] = "Part",
    [TAG_SECTION] = "Sect",
    [TAG_HEADING] = "H",
    [TAG_PARAGRAPH] = "P",
    [TAG_LIST] = "L",
    [TAG_LIST_ITEM] = "LI",
    [TAG_LABEL] = "Lbl",
    [TAG_LIST_BODY] = "LBody",
    [TAG_CONTENTS] = "TOC",
    [TAG_CONTENTS_ITEM] = "TOCI",
    [TAG_REFERENCE] = "Reference",
    [TAG_LINK] = "Link",
    [TAG_TABLE] = "Table",
    [TAG_CAPTION] = "Caption",
    [TAG_TABLE_HEAD] = "THead",
    [TAG_TABLE_BODY] = "TBody",
    [TAG_ROW] = "TR",
    [TAG_HEADER_CELL] = "TH",
    [TAG_CELL] = "TD",
    [TAG_NOTE] = "Note",
    [TAG_FIGURE] = "Figure",
    [TAG_SPAN] = "Span",
    [TAG_FORM] = "Form",
};

/* Room for one more node; the old array stays behind in the arena, half of the new one at most. */
static bool make_room(TagTree *tree) {
    if (tree->count < tree->capacity)
        return true;
    size_t capacity = tree->capacity ? tree->capacity * 2 : TAG_FIRST_CAPACITY;
    if (capacity > UINT32_MAX)
        return false;
    Tag *tags = ARENA_ARRAY(tree->arena, Tag, capacity);
    if (!tags)
        return false;
    if (tree->count)
        memcpy(tags, tree->tags, tree->count * sizeof *tags);
    tree->tags = tags;
    tree->capacity = capacity;
    return true;
}

static TagId push(TagTree *tree, TagId parent, TagRole role) {
    if (!make_room(tree))
        return TAG_ID_ARTIFACT;
    TagId id = (TagId)tree->count++;
    tree->tags[id] = (Tag){.role = role, .parent = parent, .row_span = 1, .col_span = 1, .page = -1};
    return id;
}

TagTree *tag_tree_make(Arena *arena) {
    TagTree *tree = ARENA_NEW(arena, TagTree);
    if (!tree)
        return NULL;
    tree->arena = arena;
    push(tree, 0, TAG_ARTIFACT);
    push(tree, 0, TAG_DOCUMENT);
    return tree->count == 2 ? tree : NULL;
}

TagId tag_add(TagTree *tree, TagId parent, TagRole role) {
    if (!tree || parent == TAG_ID_ARTIFACT || parent >= tree->count)
        return TAG_ID_ARTIFACT;
    TagId id = push(tree, parent, role);
    if (id == TAG_ID_ARTIFACT)
        return id;
    Tag *above = &tree->tags[parent];
    if (above->last)
        tree->tags[above->last].next = id;
    else
        above->first = id;
    above->last = id;
    return id;
}

Tag *tag_at(const TagTree *tree, TagId id) { return tree && id < tree->count ? &tree->tags[id] : NULL; }

TagId tag_next(const TagTree *tree, TagId id, int *depth) {
    int levels = 0;
    if (tree->tags[id].first) {
        id = tree->tags[id].first;
        levels = 1;
    } else {
        for (; id && !tree->tags[id].next; levels--)
            id = tree->tags[id].parent;
        id = id ? tree->tags[id].next : 0;
    }
    if (depth)
        *depth += levels;
    return id;
}

void tag_place(TagTree *tree, TagId id, int32_t page, Point at) {
    /* An ancestor that has a place had it noted together with all above it, so the walk up ends there. */
    for (Tag *tag = tag_at(tree, id); tag && tag != tree->tags && tag->page < 0; tag = tag_at(tree, tag->parent)) {
        tag->page = page;
        tag->at = at;
    }
}

static bool is_bracket(uint32_t c) {
    return c == '(' || c == '[' || c == 0xFF08 || c == 0x3014 || c == 0x3010 || c == ' ' || c == 0x3000;
}

TagNumbering tag_numbering_of(Str label) {
    uint32_t c = 0;
    size_t at = 0, size = 0;
    do {
        c = at < label.length ? utf8_decode(label.text + at, label.length - at, &size) : 0;
        at += size;
    } while (c && is_bracket(c));
    switch (c) {
    case 0: return NUMBERING_NONE;
    case 0x2022:
    case 0x25CF:
    case 0x00B7:
    case 0x30FB: return NUMBERING_DISC;
    case 0x25CB:
    case 0x25E6:
    case 0x3007: return NUMBERING_CIRCLE;
    case 0x25A0:
    case 0x25AA:
    case 0x25A1:
    case 0x25C6: return NUMBERING_SQUARE;
    case 'a': return NUMBERING_LOWER_ALPHA;
    case 'A': return NUMBERING_UPPER_ALPHA;
    case 'i':
    case 0x2170: return NUMBERING_LOWER_ROMAN;
    case 'I':
    case 0x2160: return NUMBERING_UPPER_ROMAN;
    default: return NUMBERING_DECIMAL;
    }
}

const char *tag_type_name(const Tag *tag, char buffer[8]) {
    if (tag->role != TAG_HEADING)
        return TYPE_NAMES[tag->role];
    int level = tag->level < 1 ? 1 : tag->level > 6 ? 6 : tag->level;
    buffer[0] = 'H';
    buffer[1] = (char)('0' + level);
    buffer[2] = '\0';
    return buffer;
}
