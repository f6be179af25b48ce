#include "figures/book.h"

#include <string.h>

#include "figures/book_figures.h"
#include "figures/pieces.h"
#include "figures/tell.h"

typedef VEC(BookPart) PartVec;
typedef VEC(ProseKnown) KnownVec;

typedef struct Writer {
    Figures *figures;
    VEC(ProsePassage) passages;
    VEC(BookPassage) places;
    Str headings[6]; /* by level from 1; empty below the last */
    size_t section;
    int level; /* of the story's last heading */
    CellNumbers numbers;
} Writer;

/* ---- one passage ---------------------------------------------------------------------------------------- */

typedef struct Draft {
    Buf text;
    PartVec parts;
    KnownVec known;
} Draft;

/* Filled in by the form from figures of tables: right by construction. A field of the data is the department's word. */
static bool is_known(const Figure *figure) {
    bool number = figure->kind == FIGURE_AMOUNT || figure->kind == FIGURE_NUMBER;
    bool field = figure->found && (figure->origin_count == 0 || !figure->origins[0].table);
    return number && !field && figure->origin_count > 0;
}

static void draft_piece(Writer *writer, Draft *draft, const Piece *piece) {
    size_t from = draft->text.length;
    BookPart *part = VEC_PUSH(&draft->parts);
    if (part)
        *part = (BookPart){from, piece->source, piece->is_value};
    buf_push(&draft->text, piece->text.text, piece->text.length);
    ProseKnown *known = piece->is_value && is_known(&piece->figure) ? VEC_PUSH(&draft->known) : NULL;
    if (known)
        *known = (ProseKnown){from, draft->text.length, cell_number(&writer->numbers, &piece->figure)};
}

static void draft_template(Writer *writer, Draft *draft, const Scope *scope, const Template *template) {
    PieceVec pieces = {0};
    if (template)
        pieces_fill(writer->figures, scope, template, /*amounts*/ NULL, &pieces);
    for (size_t i = 0; i < pieces.count; i++)
        draft_piece(writer, draft, &pieces.items[i]);
    VEC_FREE(&pieces);
}

static Str take_text(Writer *writer, Draft *draft) {
    if (buf_failed(&draft->text) || draft->parts.failed || draft->known.failed)
        arena_fail(writer->figures->arena);
    const char *copy =
        draft->text.length ? arena_strndup(writer->figures->arena, draft->text.bytes, draft->text.length) : NULL;
    Str text = {copy ? copy : "", copy ? draft->text.length : 0};
    buf_free(&draft->text);
    return text;
}

/* Sets the headings that stand above a passage from now on. */
static void open_heading(Writer *writer, int level, Str text) {
    for (int i = level - 1; i < 6; i++)
        writer->headings[i] = (Str){"", 0};
    writer->headings[level - 1] = text;
    writer->section++;
}

static const Str *headings_above(Writer *writer, size_t *count) {
    Str *all = ARENA_ARRAY(writer->figures->arena, Str, 6);
    *count = 0;
    for (int i = 0; all && i < 6; i++)
        if (writer->headings[i].length > 0)
            all[(*count)++] = writer->headings[i];
    return all;
}

/* Adds what was drafted as a passage; gives its text. */
static Str add_passage(Writer *writer, Draft *draft) {
    Arena *arena = writer->figures->arena;
    size_t part_count = draft->parts.count, known_count = draft->known.count;
    Str text = take_text(writer, draft);
    const BookPart *parts = VEC_TAKE(arena, &draft->parts);
    const ProseKnown *known = VEC_TAKE(arena, &draft->known);
    ProsePassage *passage = text.length > 0 && parts && known ? VEC_PUSH(&writer->passages) : NULL;
    BookPassage *place = passage ? VEC_PUSH(&writer->places) : NULL;
    if (!place)
        return text;
    *passage = (ProsePassage){.text = text, .known = known, .known_count = known_count, .section = writer->section};
    passage->headings = headings_above(writer, &passage->heading_count);
    const Str *last = passage->heading_count ? &passage->headings[passage->heading_count - 1] : NULL;
    const char *name = last ? str_dup(arena, *last) : "";
    *place = (BookPassage){parts, part_count, name ? name : ""};
    return text;
}

/* ---- the story ------------------------------------------------------------------------------------------ */

static void write_text(Writer *writer, const Scope *scope, const Template *lead, const Template *text) {
    Draft draft = {0};
    draft_template(writer, &draft, scope, lead);
    size_t led = draft.text.length;
    draft_template(writer, &draft, scope, text);
    if (draft.text.length == led) /* a lead before a blank text is not printed */
        draft.text.length = 0;
    add_passage(writer, &draft);
}

static void write_heading(Writer *writer, const Scope *scope, int level, const Template *text) {
    Draft draft = {0};
    draft_template(writer, &draft, scope, text);
    if (draft.text.length > 0)
        open_heading(writer, level, (Str){"", 0});
    Str heading = add_passage(writer, &draft);
    if (heading.length > 0)
        writer->headings[level - 1] = heading;
}

static int bounded_level(int level) { return level < 1 ? 1 : level > 6 ? 6 : level; }

static void write_block(Writer *writer, const Scope *scope, const Story *story, const Block *block, bool leads) {
    if (block->kind == BLOCK_PARAGRAPH)
        write_text(writer, scope, leads ? story->lead : NULL, block->text);
    else if (block->kind == BLOCK_HEADING)
        write_heading(writer, scope, bounded_level(writer->level + block->level), block->text);
    for (size_t i = 0; i < block->item_count; i++) {
        Scope number = {.kind = FRAME_NUMBER, .outer = scope, .index = (int64_t)i + 1};
        write_text(writer, &number, NULL, block->items[i]);
    }
}

static void write_blocks(Writer *writer, const Scope *scope, const Story *story) {
    Value found = tell_blocks(writer->figures, scope, story);
    bool leads = true;
    for (size_t i = 0; i < found.blocks.count; i++) {
        write_block(writer, scope, story, &found.blocks.items[i], leads);
        leads = leads && found.blocks.items[i].kind != BLOCK_PARAGRAPH;
    }
}

static void hear_block(void *listener, const Scope *scope, const Story *story) {
    Writer *writer = listener;
    if (story->kind == STORY_HEADING) {
        writer->level = story->level;
        write_heading(writer, scope, bounded_level(story->level), story->text);
    } else if (story->kind == STORY_PARAGRAPH) {
        write_text(writer, scope, story->lead, story->text);
    } else if (story->kind == STORY_BLOCKS) {
        write_blocks(writer, scope, story);
    }
}

static void hear_item(void *listener, const Scope *scope, const Story *list, SourceRef source) {
    (void)source;
    write_text(listener, scope, NULL, list->text);
}

static void hear_end(void *listener, const Story *section) {
    (void)listener;
    (void)section;
}

/* ---- the whole ------------------------------------------------------------------------------------------ */

bool book_make(Figures *figures, Book *book) {
    Writer writer = {.figures = figures};
    Scope report = scope_report(figures->report);
    const Form *form = figures->report->form;
    const Teller teller = {figures, &writer, hear_block, hear_item, hear_end};
    *book = (Book){.prose = {.year = figures->report->year}};
    if (book_figures(figures, book, &writer.numbers))
        tell_story(&teller, &report, form->story, form->story_count);
    book->prose.passage_count = writer.passages.count;
    bool failed = writer.passages.failed || writer.places.failed;
    book->prose.passages = VEC_TAKE(figures->arena, &writer.passages);
    book->passages = VEC_TAKE(figures->arena, &writer.places);
    if (failed)
        arena_fail(figures->arena);
    return !arena_failed(figures->arena);
}

SourceRef book_source(const Book *book, size_t passage, size_t at) {
    const BookPassage *place = &book->passages[passage];
    size_t i = 0;
    while (i + 1 < place->part_count && place->parts[i + 1].from <= at)
        i++;
    if (place->part_count == 0)
        return SOURCE_NONE;
    const BookPart *part = &place->parts[i];
    return part->is_value ? part->source : source_within(part->source, at - part->from);
}
