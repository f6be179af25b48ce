#include "compose/line_box.h"

#include "compose/set.h"

/* Least white between two texts of a line, of their size. */
#define LINE_BOX_GAP ((Em)1000)

/* Most leading between the lines of one text. */
#define LINE_BOX_LEADING ((Em)1500)

/* The three texts on their way: runs [from, to) of the box, how they are aligned. */
typedef struct Side {
    ParaAlign align;
    size_t from, to;
} Side;

typedef struct Sides {
    Side items[LINE_BOX_MAX];
    size_t count;
} Sides;

static bool fill_sides(Composer *composer, const Scope *scope, const TableLine *line, TagId tag, Sides *sides,
                       RunVec *runs) {
    const struct {
        const Template *text;
        ParaAlign align;
    } from[LINE_BOX_MAX] = {{line->left, ALIGN_LEFT}, {line->center, ALIGN_CENTER}, {line->right, ALIGN_RIGHT}};
    bool good = true;
    for (size_t i = 0; i < LINE_BOX_MAX; i++) {
        size_t first = runs->count;
        good &= fill_runs(composer, from[i].text, scope, NULL, ink_of(composer, line->style, tag), runs);
        if (runs->count > first)
            sides->items[sides->count++] = (Side){from[i].align, first, runs->count};
    }
    return good;
}

static Len part_right(const GalleyPart *part) {
    Len right = 0;
    for (size_t i = 0; i < part->count; i++)
        right = len_max(right, part->lines[i].right);
    return right;
}

static Len part_left(const GalleyPart *part) {
    Len left = part->count ? part->lines[0].left : 0;
    for (size_t i = 1; i < part->count; i++)
        left = len_min(left, part->lines[i].left);
    return left;
}

/* True when the parts leave white between each other. */
static bool is_apart(const GalleyText *text) {
    Len gap = len_from_em(LINE_BOX_GAP, text->size);
    for (size_t i = 1; i < text->part_count; i++)
        if (part_right(&text->parts[i - 1]) + gap > part_left(&text->parts[i]))
            return false;
    return true;
}

/* True when a text of one line stands beside the last line of one at the left, to which it is moved. */
static bool share_last_line(GalleyText *text) {
    GalleyPart *left = &text->parts[0], *right = &text->parts[1];
    if (text->part_count != 2 || left->count < 2 || right->count != 1)
        return false;
    if (left->lines[left->count - 1].right + len_from_em(LINE_BOX_GAP, text->size) > right->lines[0].left)
        return false;
    right->first = left->count - 1;
    return true;
}

/* Brings the lines of a text closer together, its first and last line staying as far from what is around. */
static void tighten(GalleyText *text, ParaStyle style) {
    Len most = len_from_em(LINE_BOX_LEADING, text->size), spare = text->leading - most;
    if (text->count < 2 || spare <= 0)
        return;
    style.leading = most;
    text->leading = most;
    text->baseline = para_baseline(&style);
    text->before += spare / 2;
    text->after += spare - spare / 2;
}

/* A text of its own for each part; only the first has the space before, only the last the space after. */
static void stack(LineBox *box) {
    GalleyText all = box->texts[0];
    box->count = all.part_count;
    for (size_t i = 0; i < box->count; i++) {
        GalleyText *text = &box->texts[i];
        *text = all;
        text->parts[0] = all.parts[i];
        text->part_count = 1;
        text->count = all.parts[i].count;
        text->before = i == 0 ? all.before : 0;
        text->after = i + 1 == box->count ? all.after : 0;
    }
}

bool line_box_set(Composer *composer, const Scope *scope, const PageMaster *master, const TableLine *line, Len x,
                  Len width, TagId tag, LineBox *box) {
    RunVec runs = {0};
    Sides sides = {0};
    *box = (LineBox){0};
    bool good = fill_sides(composer, scope, line, tag, &sides, &runs);
    box->run_count = runs.count;
    box->runs = VEC_TAKE(composer->arena, &runs);
    if (!box->runs || !good || sides.count == 0)
        return good && box->runs;
    GalleyText *text = &box->texts[0];
    ParaStyle style = set_para_style(master, line->style);
    *text = set_text_of(master, line->style);
    if (sides.count > 1 || sides.items[0].align != ALIGN_LEFT)
        style.first_indent = 0; /* A10: it is a paragraph's, which only a text alone at the left looks like */
    for (size_t i = 0; i < sides.count; i++) {
        Side side = sides.items[i];
        style.align = sides.count == 1 && line->style->align == STYLE_JUSTIFY && side.align == ALIGN_LEFT
                          ? ALIGN_JUSTIFY
                          : side.align;
        if (!set_part(composer, text, &style, box->runs + side.from, side.to - side.from, width, x))
            return false;
    }
    box->count = 1;
    if (line->style->leading == 0)
        tighten(text, style);
    if (sides.count > 1 && !is_apart(text) && !share_last_line(text))
        stack(box);
    return true;
}
