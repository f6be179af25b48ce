#include "compose/signatures.h"

#include "compose/set.h"

/* White between a label and its field, and between what stands abreast, of the label's size. */
#define LABEL_GAP ((Em)500)
#define CELL_GAP  ((Em)1000)
/* White between two rows of fields, of the label's size. */
#define ROW_GAP ((Em)500)

/* The block on its way: labels set, not yet in rows. */
typedef struct Rows {
    Walk *walk;
    const Story *story;
    GalleyPart labels[FORM_SIGNATURES_MAX];
    GalleyField *fields;
    size_t count, columns;
    Len measure;
    Size box;  /* no wider than half the measure */
    Len label; /* width of the widest label with the gap behind it */
} Rows;

static Len right_of(const GalleyPart *part) {
    Len right = 0;
    for (size_t i = 0; i < part->count; i++)
        right = len_max(right, part->lines[i].right);
    return right;
}

/* A paragraph of the label, and in it the Form of the field: what the label is a label of. */
static void add_tags(Rows *b, size_t i, RunVec *runs) {
    TagTree *tags = b->walk->composer->tags;
    TagId paragraph = tag_add(tags, walk_parent(b->walk), TAG_PARAGRAPH);
    for (size_t run = 0; run < runs->count; run++)
        runs->items[run].tag = paragraph;
    b->fields[i] =
        (GalleyField){.name = b->story->signatures->names[i].name, .tag = tag_add(tags, paragraph, TAG_FORM)};
}

static bool set_label(Rows *b, size_t i) {
    RunVec runs = {0};
    Composer *composer = b->walk->composer;
    const SignatureName *name = &b->story->signatures->names[i];
    const Style *style = b->story->style;
    GalleyText text = {0};
    ParaStyle para = set_para_style(b->walk->master, style);
    para.align = ALIGN_LEFT;
    para.first_indent = para.left_indent = para.right_indent = 0;
    fill_add(&runs, str_from(name->name), ink_of(composer, style, TAG_ID_ARTIFACT), name->source);
    add_tags(b, i, &runs);
    size_t count = runs.count;
    TextRun *taken = VEC_TAKE(composer->arena, &runs);
    Len gap = len_from_em(LABEL_GAP, style->size);
    if (!taken) {
        arena_fail(composer->arena);
        return false;
    }
    if (!set_part(composer, &text, &para, taken, count, b->measure - b->box.width - gap, /*x*/ 0))
        return false;
    b->labels[i] = text.parts[0];
    b->label = len_max(b->label, right_of(&text.parts[0]) + gap);
    return true;
}

/* As many abreast as there is room for, then as few as make no more rows. */
static size_t columns_of(const Rows *b) {
    Len gap = len_from_em(CELL_GAP, b->story->style->size);
    int64_t fit = (b->measure + gap) / (b->label + b->box.width + gap);
    size_t columns = fit < 1 ? 1 : fit > GALLEY_PART_MAX ? GALLEY_PART_MAX : (size_t)fit;
    size_t rows = (b->count + columns - 1) / columns;
    return (b->count + rows - 1) / rows;
}

/* The label stands at half the height of its field. */
static GalleyText row_text(const Rows *b) {
    const Style *style = b->story->style;
    Len gap = len_from_em(ROW_GAP, style->size), middle = gap / 2 + b->box.height / 2;
    GalleyText row = set_text_of(b->walk->master, style);
    row.leading = b->box.height + gap;
    row.baseline = middle - style->size / 2 + len_from_em(PAGE_EM_ASCENT, style->size);
    row.on_grid = false;
    row.keep_whole = row.keep_last = true;
    return row;
}

static void add_row(Rows *b, size_t first) {
    GalleyText row = row_text(b);
    size_t end = first + b->columns < b->count ? first + b->columns : b->count;
    for (size_t i = first; i < end; i++) {
        GalleyPart *part = &row.parts[row.part_count++];
        *part = b->labels[i];
        part->x = len_scale(b->measure, (int64_t)(i - first), (int64_t)b->columns);
        part->field = &b->fields[i];
        b->fields[i].box = (Rect){b->label, (row.leading - b->box.height) / 2, b->box.width, b->box.height};
        row.count = part->count > row.count ? part->count : row.count;
    }
    row.before = first ? 0 : row.before;
    row.after = end < b->count ? 0 : row.after;
    row.keep_next |= end < b->count;
    galley_add_text(b->walk->galley, &row, b->story->source);
}

void signatures_add(Walk *walk, const Story *story) {
    Rows b = {.walk = walk, .story = story, .count = story->signatures->count, .box = story->signatures->box};
    b.measure = set_measure(walk->composer, walk->master, story->style);
    b.box.width = len_min(b.box.width, b.measure / 2);
    b.fields = ARENA_ARRAY(walk->composer->arena, GalleyField, b.count);
    if (!b.fields)
        return;
    for (size_t i = 0; i < b.count; i++)
        if (!set_label(&b, i))
            return;
    b.columns = columns_of(&b);
    for (size_t i = 0; i < b.count; i += b.columns)
        add_row(&b, i);
}
