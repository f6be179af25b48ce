/*
 * Tags: what stands above the caption is a paragraph before the table; the caption and what stands between it and the
 * table is in the table's Caption node, a heading as such within it. Lines below are paragraphs after the table. Lines
 * on pages the table goes on to are artifacts: they repeat.
 */
#include "compose/table_block.h"

#include <string.h>

#include "compose/flow.h"
#include "compose/line_box.h"
#include "compose/set.h"
#include "compose/table_csv.h"
#include "compose/table_spec.h"

typedef struct TableBlock {
    Walk *walk;
    const Scope *scope; /* with the table's own names */
    const TableForm *form;
    const PageMaster *master;
    TableRows rows;
    const TableLine *above; /* the form's, or the title alone */
    size_t above_count;
    TagId *above_tags;
    TagId tag, caption; /* 0 until the caption is reached */
    GalleyTable galley;
} TableBlock;

static Composer *composer_of(const TableBlock *block) { return block->walk->composer; }

static bool is_wanted(const TableBlock *block, const TableLine *line) {
    return !(line->empty_only && !block->rows.empty) && !(line->filled_only && block->rows.empty);
}

/* Where a line stands: what is at the sides keeps to the table's edges, what is centred alone to the whole measure. */
static void line_place(const TableBlock *block, const TableLine *line, Len *x, Len *width) {
    bool sides = line->left || line->right;
    *x = sides && block->galley.table ? block->galley.x : 0;
    *width = sides && block->galley.table ? table_width(block->galley.table) : block->master->area.width;
}

static bool set_line(TableBlock *block, const TableLine *line, TagId tag, LineBox *box) {
    Len x, width;
    line_place(block, line, &x, &width);
    return line_box_set(composer_of(block), block->scope, block->master, line, x, width, tag, box);
}

/* ---- above ---------------------------------------------------------------------------------------------------- */

/* The node of a line above: a heading, a paragraph, before the table or in its caption. */
static TagId above_tag(TableBlock *block, const TableLine *line) {
    TagTree *tags = composer_of(block)->tags;
    if ((line->caption || line->heading) && !block->caption) {
        block->tag = tag_add(tags, walk_parent(block->walk), TAG_TABLE);
        block->caption = tag_add(tags, block->tag, TAG_CAPTION);
    }
    TagId parent = block->caption ? block->caption : walk_parent(block->walk);
    if (line->heading)
        return walk_add_heading(block->walk, parent, line->heading);
    return line->caption ? block->caption : tag_add(tags, parent, TAG_PARAGRAPH);
}

static void note_heading(TableBlock *block, const TableLine *line, TagId tag, const LineBox *box) {
    Str entry = {0};
    if (block->form->contents)
        fill_text(composer_of(block), block->form->contents, block->scope, &entry);
    walk_note_heading(block->walk, tag, line->heading, entry.length ? entry.text : NULL, box->runs, box->run_count,
                      /*in_outline*/ true, /*in_contents*/ true, line->source);
}

/* Adds the texts of a box; the table's lines above never stand alone at a page's foot. */
static void add_box(TableBlock *block, LineBox *box, bool keep_next, SourceRef source) {
    for (size_t i = 0; i < box->count; i++) {
        box->texts[i].keep_next |= keep_next || i + 1 < box->count;
        box->texts[i].on_grid = false;
        galley_add_text(block->walk->galley, &box->texts[i], source);
    }
}

static void add_above(TableBlock *block, const TableLine *line, TagId tag) {
    LineBox box;
    if (!set_line(block, line, tag, &box) || box.count == 0)
        return;
    if (line->heading)
        note_heading(block, line, tag, &box);
    add_box(block, &box, /*keep_next*/ true, line->source);
}

static void open_level(TableBlock *block) {
    for (size_t i = 0; i < block->above_count; i++)
        if (block->above[i].first && block->above[i].heading) {
            walk_open_level(block->walk, block->above[i].heading);
            return;
        }
}

/* Opens the nodes of the lines above, so that they stand before the table's own. */
static void tag_lines_above(TableBlock *block) {
    open_level(block);
    for (size_t i = 0; block->above_tags && i < block->above_count; i++)
        if (block->above[i].first && is_wanted(block, &block->above[i]))
            block->above_tags[i] = above_tag(block, &block->above[i]);
    if (!block->tag)
        block->tag = tag_add(composer_of(block)->tags, walk_parent(block->walk), TAG_TABLE);
}

static void add_lines_above(TableBlock *block) {
    for (size_t i = 0; block->above_tags && i < block->above_count; i++)
        if (block->above[i].first && is_wanted(block, &block->above[i]))
            add_above(block, &block->above[i], block->above_tags[i]);
}

/* ---- on pages it goes on to ----------------------------------------------------------------------------------- */

/* The lines of `lines` printed where the table goes on, as artifacts; their count and height. */
static const GalleyText *continued_lines(TableBlock *block, const TableLine *lines, size_t line_count, size_t *count,
                                         Len *height) {
    GalleyText *texts = ARENA_ARRAY(composer_of(block)->arena, GalleyText, line_count * LINE_BOX_MAX);
    *count = 0;
    *height = 0;
    for (size_t i = 0; texts && i < line_count; i++) {
        LineBox box;
        if (!lines[i].continued || !is_wanted(block, &lines[i]))
            continue;
        if (!set_line(block, &lines[i], TAG_ID_ARTIFACT, &box))
            return texts;
        for (size_t j = 0; j < box.count; j++) {
            box.texts[j].repeats = true;
            texts[(*count)++] = box.texts[j];
            *height += box.texts[j].before + galley_text_height(&box.texts[j]) + box.texts[j].after;
        }
    }
    return texts;
}

/* ---- below ---------------------------------------------------------------------------------------------------- */

static void add_lines_below(TableBlock *block, size_t table_item) {
    const TableForm *form = block->form;
    Galley *galley = block->walk->galley;
    Len height = 0;
    for (size_t i = 0; i < form->below_count; i++) {
        const TableLine *line = &form->below[i];
        LineBox box;
        if (!line->first || !is_wanted(block, line))
            continue;
        TagId tag = tag_add(composer_of(block)->tags, walk_parent(block->walk), TAG_PARAGRAPH);
        if (!set_line(block, line, tag, &box))
            continue;
        for (size_t j = 0; j < box.count; j++)
            height += box.texts[j].before + galley_text_height(&box.texts[j]) + box.texts[j].after;
        add_box(block, &box, /*keep_next*/ false, line->source);
    }
    if (block->galley.table && table_item < galley->items.count)
        galley->items.items[table_item].table.tail_height = height;
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static Len box_height(const LineBox *box) {
    Len height = 0;
    for (size_t i = 0; i < box->count; i++)
        height += box->texts[i].before + galley_text_height(&box->texts[i]) + box->texts[i].after;
    return height;
}

/* Height of the lines that stand with the table if it fits its page; set for this question only. */
static Len lines_height(TableBlock *block, const TableLine *lines, size_t count) {
    Len height = 0;
    for (size_t i = 0; i < count; i++) {
        LineBox box;
        ArenaMark mark = arena_mark(composer_of(block)->arena);
        if (lines[i].first && is_wanted(block, &lines[i]) && set_line(block, &lines[i], TAG_ID_ARTIFACT, &box))
            height += box_height(&box);
        arena_rewind(composer_of(block)->arena, mark);
    }
    return height;
}

/* What a table on a page of its own has there; 0 where it stands among other blocks. */
static Len page_room(TableBlock *block) {
    if (!block->form->page)
        return 0;
    return flow_area_height(block->master) - lines_height(block, block->above, block->above_count) -
           lines_height(block, block->form->below, block->form->below_count);
}

/* Sets the table itself; its lines come after, for they keep to its edges. */
static void set_table(TableBlock *block) {
    Composer *composer = composer_of(block);
    Len width = block->master->area.width;
    const TableSpec *spec =
        table_spec_make(composer, block->scope, block->form, &block->rows, (Size){width, page_room(block)},
                        flow_area_height(block->master), block->tag);
    if (!spec)
        return;
    size_t errors = composer_errors(composer);
    block->galley.table = table_make(composer->arena, composer->engine, composer->tags, spec, composer->diags);
    if (block->galley.table)
        block->galley.x = len_max(0, (width - table_width(block->galley.table)) / 2);
    else
        composer_not_made(composer, errors);
}

static void add_table(TableBlock *block) {
    GalleyTable *galley = &block->galley;
    const TableForm *form = block->form;
    galley->above = continued_lines(block, form->above, form->above_count, &galley->above_count, &galley->above_height);
    galley->below = continued_lines(block, form->below, form->below_count, &galley->below_count, &galley->below_height);
    if (galley->table)
        galley_add_table(block->walk->galley, galley, block->rows.source);
}

static void add_all(TableBlock *block) {
    const TableForm *form = block->form;
    block->above = form->above;
    block->above_count = form->above_count;
    block->above_tags = ARENA_ARRAY(composer_of(block)->arena, TagId, block->above_count);
    tag_lines_above(block);
    set_table(block);
    add_lines_above(block);
    size_t item = block->walk->galley->items.count;
    add_table(block);
    add_lines_below(block, item);
}

void table_block(Walk *walk, const Scope *scope, const TableForm *form, SourceRef source) {
    Scope own = {.kind = FRAME_TABLE, .outer = scope, .table = form};
    TableBlock block = {.walk = walk, .scope = &own, .form = form, .master = form->page ? form->page : walk->master};
    if (!table_rows_find(walk->composer, scope, form, &block.rows) ||
        !fill_text(walk->composer, form->title, &own, &own.title))
        return;
    if (form->page)
        walk_new_page(walk, form->page, source);
    add_all(&block);
    if (walk->composer->files)
        table_csv_attach(walk->composer, &own, form, &block.rows, block.tag);
    if (form->page)
        walk_new_page(walk, walk->master, source);
}
