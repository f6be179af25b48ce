/*
 * The walk has one function a kind of block. Each leaves galley items; none knows of pages. A text that comes out
 * blank (its values are) prints nothing, not an empty line.
 */
#include "compose/blocks.h"

#include <assert.h>

#include "compose/line_box.h"
#include "compose/set.h"
#include "compose/signatures.h"
#include "compose/table_block.h"

#define LIST_STYLE     7
#define HEADING_LEVELS 6

static Arena *arena_of(const Walk *walk) { return walk->composer->arena; }

/* Sets the runs as a paragraph and adds it. Empties the vector. */
static void add_paragraph(Walk *walk, const Style *style, RunVec *runs, SourceRef source) {
    GalleyText text;
    size_t count = runs->count;
    TextRun *taken = VEC_TAKE(arena_of(walk), runs);
    if (!taken)
        arena_fail(arena_of(walk));
    else if (count && set_paragraph(walk->composer, walk->master, style, taken, count, &text))
        galley_add_text(walk->galley, &text, source);
}

/* Nodes are made once a text is known not to be blank: the tree has none without content. Links have their own. */
static void tag_runs(Walk *walk, RunVec *runs, size_t from, TagId tag) {
    for (size_t i = from; i < runs->count; i++)
        runs->items[i].tag = runs->items[i].link ? tag_add(walk->composer->tags, tag, TAG_LINK) : tag;
}

/* Of a paragraph's text: its figures lead to their cells. */
static Ink prose_ink(const Walk *walk, const Style *style) {
    Ink ink = ink_of(walk->composer, style, TAG_ID_ARTIFACT);
    ink.links = true;
    return ink;
}

static Ink lead_ink(const Walk *walk, const char *font, Ink ink) {
    if (font)
        ink.role = composer_role(walk->composer, font);
    return ink;
}

/* ---- headings and paragraphs --------------------------------------------------------------------------------- */

/* How a heading is listed. */
typedef struct Listing {
    int level;
    const Template *entry;
    bool outline, contents;
} Listing;

static void add_heading(Walk *walk, const Scope *scope, const Style *style, const Template *text, Listing listing,
                        SourceRef source) {
    RunVec runs = {0};
    Str entry = {0};
    fill_runs(walk->composer, text, scope, NULL, ink_of(walk->composer, style, TAG_ID_ARTIFACT), &runs);
    if (listing.entry)
        fill_text(walk->composer, listing.entry, scope, &entry);
    if (runs.count) {
        walk_open_level(walk, listing.level);
        TagId tag = walk_add_heading(walk, walk_parent(walk), listing.level);
        tag_runs(walk, &runs, 0, tag);
        walk_note_heading(walk, tag, listing.level, entry.length ? entry.text : NULL, runs.items, runs.count,
                          listing.outline, listing.contents, source);
    }
    add_paragraph(walk, style, &runs, source);
}

static void story_heading(Walk *walk, const Scope *scope, const Story *story) {
    walk->level = story->level;
    add_heading(walk, scope, story->style, story->text,
                (Listing){story->level, story->contents, story->outline, story->in_contents}, story->source);
}

/* `lead` is run in before the text, in its own face if `lead_font` names one; before a blank text it is not. */
static void add_text(Walk *walk, const Scope *scope, const Style *style, const Story *leads, const Template *text,
                     SourceRef source) {
    RunVec runs = {0};
    Ink ink = prose_ink(walk, style);
    if (leads && leads->lead)
        fill_runs(walk->composer, leads->lead, scope, NULL, lead_ink(walk, leads->lead_font, ink), &runs);
    size_t lead = runs.count;
    fill_runs(walk->composer, text, scope, NULL, ink, &runs);
    if (runs.count > lead)
        tag_runs(walk, &runs, 0, tag_add(walk->composer->tags, walk_parent(walk), TAG_PARAGRAPH));
    else
        runs.count = 0;
    add_paragraph(walk, style, &runs, source);
}

static void story_paragraph(Walk *walk, const Scope *scope, const Story *story) {
    add_text(walk, scope, story->style, story, story->text, story->source);
}

/* ---- lists --------------------------------------------------------------------------------------------------- */

/* LI > Lbl, LBody of the runs, of which the first `label` are the marker. */
static void tag_item(Walk *walk, WalkList *list, RunVec *runs, size_t label) {
    TagTree *tags = walk->composer->tags;
    if (!list->tag)
        list->tag = tag_add(tags, walk_parent(walk), TAG_LIST);
    TagId item = tag_add(tags, list->tag, TAG_LIST_ITEM);
    TagId marker = label ? tag_add(tags, item, TAG_LABEL) : TAG_ID_ARTIFACT;
    Tag *node = label ? tag_at(tags, list->tag) : NULL;
    if (node && node->numbering == NUMBERING_NONE)
        node->numbering = tag_numbering_of(runs->items[0].text);
    tag_runs(walk, runs, 0, marker);
    tag_runs(walk, runs, label, tag_add(tags, item, TAG_LIST_BODY));
}

/* One item: its marker and its text in one paragraph. */
static void add_list_item(Walk *walk, const Scope *scope, WalkList *list, const Template *text, SourceRef source) {
    RunVec runs = {0};
    Ink ink = prose_ink(walk, list->style);
    fill_runs(walk->composer, list->label, scope, NULL, ink, &runs);
    size_t label = runs.count;
    fill_runs(walk->composer, text, scope, NULL, ink, &runs);
    if (runs.count > label)
        tag_item(walk, list, &runs, label);
    else
        runs.count = 0;
    add_paragraph(walk, list->style, &runs, source);
}

static void story_list(Walk *walk, const Scope *scope, const Story *story) {
    (void)scope;
    walk->list = (WalkList){.style = story->style, .label = story->label};
}

/* ---- the data's own blocks ----------------------------------------------------------------------------------- */

/* A style the story gives for data blocks, or the form's; never NULL: the paragraph's, or the form's first. */
static const Style *block_style(const Walk *walk, const Story *story, int which) {
    const Form *form = walk->composer->form;
    const Style *style = story->block_styles ? story->block_styles[which] : NULL;
    if (!style)
        style = form->block_styles[which];
    if (!style && which != 0)
        return block_style(walk, story, /*paragraph*/ 0);
    return style ? style : &form->styles[0];
}

static void add_data_list(Walk *walk, const Scope *scope, const Style *style, const Block *block) {
    WalkList list = {.style = style};
    if (block->label)
        list.label = template_parse(arena_of(walk), str_from(block->label), block->source, walk->composer->diags);
    for (size_t i = 0; i < block->item_count; i++) {
        Scope number = {.kind = FRAME_NUMBER, .outer = scope, .index = (int64_t)i + 1};
        add_list_item(walk, &number, &list, block->items[i], block->items[i]->source);
    }
}

static void add_block(Walk *walk, const Scope *scope, const Story *story, const Block *block, bool leads) {
    if (block->kind == BLOCK_PARAGRAPH) {
        add_text(walk, scope, block_style(walk, story, 0), leads ? story : NULL, block->text, block->source);
    } else if (block->kind == BLOCK_LIST) {
        add_data_list(walk, scope, block_style(walk, story, LIST_STYLE), block);
    } else {
        int level = walk->level + block->level;
        int which = block->level < HEADING_LEVELS ? block->level : HEADING_LEVELS;
        Listing listing = {level < HEADING_LEVELS ? level : HEADING_LEVELS, NULL, true, true};
        add_heading(walk, scope, block_style(walk, story, which), block->text, listing, block->source);
    }
}

static void story_blocks(Walk *walk, const Scope *scope, const Story *story) {
    Value found = tell_blocks(walk->composer->figures, scope, story);
    bool leads = true;
    for (size_t i = 0; i < found.blocks.count && !arena_failed(arena_of(walk)); i++) {
        const Block *block = &found.blocks.items[i];
        add_block(walk, scope, story, block, leads);
        leads &= block->kind != BLOCK_PARAGRAPH;
    }
}

/* ---- pages, spaces, the closing ------------------------------------------------------------------------------ */

static void story_section(Walk *walk, const Scope *scope, const Story *story) {
    (void)scope;
    walk->master = story->page;
    walk->numbers = story->numbers;
    if (!story->page->landscape)
        walk->upright = story->page;
    galley_add_page(walk->galley,
                    (GalleyPage){.master = story->page,
                                 .upright = walk->upright,
                                 .numbers = story->numbers,
                                 .restart = story->restart,
                                 .first_number = story->first_number,
                                 .odd_start = story->odd_start},
                    story->source);
}

/* Sections do not stand in each other: after one comes what stood before all of them. */
static void end_section(void *listener, const Story *story) {
    Walk *walk = listener;
    walk->master = walk->first;
    walk_new_page(walk, walk->first, story->source);
}

static void story_space(Walk *walk, const Scope *scope, const Story *story) {
    (void)scope;
    Len height = story->space + set_lines(walk->master, &walk->composer->form->styles[0], story->space_lines);
    galley_add_space(walk->galley, (GalleySpace){height, story->fill}, story->source);
}

static void story_break(Walk *walk, const Scope *scope, const Story *story) {
    (void)scope;
    walk_new_page(walk, walk->master, story->source);
}

static void story_contents(Walk *walk, const Scope *scope, const Story *story) {
    (void)scope;
    GalleyContents *contents = VEC_PUSH(&walk->galley->contents);
    if (contents)
        *contents = (GalleyContents){.story = story,
                                     .master = walk->master,
                                     .tag = tag_add(walk->composer->tags, walk_parent(walk), TAG_CONTENTS),
                                     .item = walk->galley->items.count};
}

/* One text of the closing, and the edges of its lines within the measure. */
typedef struct ClosingText {
    GalleyText text;
    Len left, right;
} ClosingText;

static TagId closing_tag(Walk *walk) {
    TagId id = tag_add(walk->composer->tags, walk_parent(walk), TAG_PARAGRAPH);
    if (id != TAG_ID_ARTIFACT)
        tag_at(walk->composer->tags, id)->closing = true;
    return id;
}

/* Sets a text of the closing; false when it is blank or was not made. */
static bool closing_text(Walk *walk, const Scope *scope, const Style *style, const Template *text, ParaAlign align,
                         ClosingText *out) {
    RunVec runs = {0};
    fill_runs(walk->composer, text, scope, NULL, ink_of(walk->composer, style, TAG_ID_ARTIFACT), &runs);
    if (runs.count)
        tag_runs(walk, &runs, 0, closing_tag(walk));
    size_t count = runs.count;
    TextRun *taken = VEC_TAKE(arena_of(walk), &runs);
    ParaStyle para = set_para_style(walk->master, style);
    para.align = align;
    para.balance = align == ALIGN_CENTER;
    para.first_indent = para.left_indent = para.right_indent = 0;
    out->text = set_text_of(walk->master, style);
    Len measure = set_measure(walk->composer, walk->master, style);
    if (!taken || count == 0 || !set_part(walk->composer, &out->text, &para, taken, count, measure, 0))
        return false;
    const Line *lines = out->text.parts[0].lines;
    out->left = lines[0].left, out->right = lines[0].right;
    for (size_t i = 1; i < out->text.count; i++) {
        out->left = len_min(out->left, lines[i].left);
        out->right = len_max(out->right, lines[i].right);
    }
    return true;
}

static void add_closing_text(Walk *walk, ClosingText *text, Len x, SourceRef source) {
    text->text.parts[0].x = x;
    text->text.keep_last = true;
    galley_add_text(walk->galley, &text->text, source);
}

/*
 * GB/T 9704-2012, 7.3.5: the date four ems from the right edge, the organ's name centred above it as far as the
 * measure allows. Without a date the name ends where the date would.
 */
static void story_closing(Walk *walk, const Scope *scope, const Story *story) {
    ClosingText organ, date;
    size_t errors = composer_errors(walk->composer);
    bool has_organ = story->organ && closing_text(walk, scope, story->style, story->organ, ALIGN_CENTER, &organ);
    bool has_date = closing_text(walk, scope, story->style, story->date, ALIGN_LEFT, &date);
    if (!has_date && composer_errors(walk->composer) == errors && !arena_failed(arena_of(walk)))
        diag_ref(walk->composer->diags, DIAG_CLOSING_NO_DATE, json_ref(json_doc_root(walk->composer->report->doc)),
                 DIAG_NO_ARGS);
    Len measure = set_measure(walk->composer, walk->master, story->style);
    Len end = measure - len_from_em(story->closing_indent, story->style->size);
    if (has_organ) {
        Len x = has_date ? end - date.right / 2 - (organ.left + organ.right) / 2 : end - organ.right;
        organ.text.keep_next = has_date;
        add_closing_text(walk, &organ, len_max(-organ.left, len_min(x, measure - organ.right)), story->source);
    }
    if (has_date) {
        if (has_organ)
            date.text.before = 0;
        add_closing_text(walk, &date, len_max(0, end - date.right), story->source);
    }
}

static void story_table(Walk *walk, const Scope *scope, const Story *story) {
    table_block(walk, scope, story->table, story->source);
}

static void story_signatures(Walk *walk, const Scope *scope, const Story *story) {
    (void)scope;
    signatures_add(walk, story);
}

/* Up to three texts side by side. */
static void story_line(Walk *walk, const Scope *scope, const Story *story) {
    LineBox box;
    TagId tag = tag_add(walk->composer->tags, walk_parent(walk), TAG_PARAGRAPH);
    Len measure = set_measure(walk->composer, walk->master, story->line->style);
    if (!line_box_set(walk->composer, scope, walk->master, story->line, /*x*/ 0, measure, tag, &box))
        return;
    for (size_t i = 0; i < box.count; i++)
        galley_add_text(walk->galley, &box.texts[i], story->source);
}

/* ---- the walk ------------------------------------------------------------------------------------------------ */

typedef void (*BlockWalker)(Walk *walk, const Scope *scope, const Story *story);

/* By kind; loops and conditions are gone through by the teller. */
static const BlockWalker walkers[] = {
    [STORY_SECTION] = story_section,
    [STORY_HEADING] = story_heading,
    [STORY_PARAGRAPH] = story_paragraph,
    [STORY_BLOCKS] = story_blocks,
    [STORY_LIST] = story_list,
    [STORY_TABLE] = story_table,
    [STORY_SPACE] = story_space,
    [STORY_CONTENTS] = story_contents,
    [STORY_BREAK] = story_break,
    [STORY_CLOSING] = story_closing,
    [STORY_SIGNATURES] = story_signatures,
    [STORY_LINE] = story_line,
};

static void walk_block(void *listener, const Scope *scope, const Story *story) {
    walkers[story->kind](listener, scope, story);
}

static void walk_item(void *listener, const Scope *scope, const Story *story, SourceRef source) {
    Walk *walk = listener;
    add_list_item(walk, scope, &walk->list, story->text, source);
}

void blocks_walk(Walk *walk, const Scope *scope, const Story *story, size_t count) {
    const Teller teller = {walk->composer->figures, walk, walk_block, walk_item, end_section};
    tell_story(&teller, scope, story, count);
}
