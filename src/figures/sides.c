#include "figures/sides.h"

#include <string.h>

#include "base/vec.h"
#include "figures/complete.h"
#include "figures/names.h"

#define BEHIND_DEPTH 8 /* reckoned cells that reckoned cells came from */

Sides sides_begin(Figures *figures, FindingList *findings) {
    return (Sides){figures, findings, finding_list_arena(findings)};
}

const char *sides_text(const Sides *sides, const char *text) {
    const char *copy = arena_strdup(sides->arena, text);
    return copy ? copy : "";
}

static const char *take(const Sides *sides, Buf *text) {
    if (buf_failed(text))
        arena_fail(sides->arena);
    const char *copy = arena_strndup(sides->arena, text->bytes ? text->bytes : "", text->length);
    buf_free(text);
    return copy ? copy : "";
}

static void push_filled(Str pattern, const char *const *args, size_t count, Language language, Buf *out) {
    size_t arg = 0;
    for (size_t at = 0; at < pattern.length; at++) {
        bool slot = pattern.text[at] == '%' && at + 1 < pattern.length && pattern.text[at + 1] == 's' && arg < count;
        if (!slot) {
            buf_char(out, pattern.text[at]);
            continue;
        }
        Str text = diag_half(args[arg++], language);
        buf_push(out, text.text, text.length);
        at++;
    }
}

const char *sides_fill(const Sides *sides, const char *pattern, const char *const *args, size_t count) {
    Buf text = {0};
    for (Language language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
        buf_char(&text, '\xff'); /* as DIAG_BOTH */
        push_filled(diag_half(pattern, language), args, count, language, &text);
    }
    return take(sides, &text);
}

/* As it would be printed; a quotient without end is cut at four decimals, for people alone. */
static void push_figure(const Figure *figure, Buf *out) {
    Figure shown = *figure;
    Ratio rounded;
    bool endless = ratio_decimals(figure->number) < 0;
    if (figure->kind == FIGURE_AMOUNT && figure->number.bottom != 1 && ratio_round(figure->number, 0, &rounded))
        shown.number = rounded, shown.found = false;
    else if (endless && ratio_round(figure->number, 4, &rounded))
        shown.number = rounded, shown.found = false;
    DiagList *unheard = diag_list_new();
    figure_print(&shown, /*format*/ NULL, "", SOURCE_NONE, out, unheard);
    diag_list_free(unheard);
    if (figure->kind == FIGURE_AMOUNT)
        buf_text(out, money_unit_name((MoneyUnit)figure->unit));
}

const char *sides_value(const Sides *sides, const Figure *figure) {
    Buf text = {0};
    if (figure->kind == FIGURE_BLANK)
        return DIAG_BOTH("(blank)", "（空）");
    if (figure->kind == FIGURE_FLAG)
        return figure->flag ? DIAG_BOTH("true", "成立") : DIAG_BOTH("false", "不成立");
    push_figure(figure, &text);
    return take(sides, &text);
}

const char *sides_difference(const Sides *sides, const Figure *a, const Figure *b) {
    bool amounts = a->kind == FIGURE_AMOUNT || b->kind == FIGURE_AMOUNT;
    bool numbers = a->kind == FIGURE_NUMBER || b->kind == FIGURE_NUMBER;
    bool others = a->kind > FIGURE_NUMBER || b->kind > FIGURE_NUMBER;
    const Figure *of = a->kind == FIGURE_BLANK ? b : a;
    Figure difference = {.kind = amounts ? FIGURE_AMOUNT : FIGURE_NUMBER, .unit = of->unit, .number = RATIO_ZERO};
    difference.decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    if (amounts == numbers || others || !ratio_subtract(a->number, b->number, &difference.number))
        return NULL;
    return sides_value(sides, &difference);
}

/* ---- places --------------------------------------------------------------------------------------------- */

static const char *cell_text(const Sides *sides, const Origin *origin) {
    Buf text = {0};
    const Value *cell = &origin->table->rows[origin->row].cells[origin->leaf];
    Figure figure = figure_of_value(cell, origin->table->form->row_fields[origin->leaf].type);
    if (figure.kind != FIGURE_BLANK)
        push_figure(&figure, &text);
    return take(sides, &text);
}

FindingPlace sides_place(const Sides *sides, const Origin *origin) {
    FindingPlace place = {.source = origin->source, .page = FINDING_NO_PAGE, .name = "", .value = ""};
    if (!origin->table) {
        Place where = {0};
        if (origin->source.map)
            origin->source.map->locate(origin->source, sides->arena, &where);
        place.name = where.pointer ? sides_text(sides, name_field(sides->figures, where.pointer)) : "";
        return place;
    }
    const TableForm *form = origin->table->form;
    place.name = sides_text(sides, name_cell(sides->figures, origin->table, origin->row, origin->leaf));
    place.table = form->key;
    place.row = sides_text(sides, name_row_at(sides->figures, origin->table, origin->row, origin->leaf));
    place.column = form->leaves[origin->leaf]->key;
    place.value = cell_text(sides, origin);
    return place;
}

/* "表三 基本支出（9 项之和）": cells of one column of one table; else how many figures there are. */
static const char *sum_label(const Sides *sides, const Figure *figure, size_t shown) {
    const Origin *first = figure->origins;
    bool one_column = first->table != NULL;
    for (size_t i = 1; i < figure->origin_count; i++)
        one_column = one_column && figure->origins[i].table == first->table && figure->origins[i].leaf == first->leaf;
    int count = (int)shown;
    if (!one_column)
        return arena_printf(sides->arena, DIAG_BOTH("reckoned from %d figures", "由 %d 个数算出"), count, count);
    const char *table = name_table_short(sides->figures, first->table->form);
    const char *column = name_column(sides->figures, first->table->form, first->leaf, /*heads*/ true);
    return arena_printf(sides->arena, DIAG_BOTH("%s %s (sum of %d)", "%s %s（%d 项之和）"), table, column, count, table,
                        column, count);
}

/* Of several cells those that are blank say nothing. */
static bool is_blank(const Origin *origin) {
    return origin->table && value_is_blank(&origin->table->rows[origin->row].cells[origin->leaf]);
}

/* ---- what stands behind a cell that the data leave out ---------------------------------------------------- */

typedef VEC(FindingPlace) PlaceVec;

static void push_behind(const Sides *sides, const Origin *origin, int depth, PlaceVec *out);

static const Value *cell_of(const Origin *origin) { return &origin->table->rows[origin->row].cells[origin->leaf]; }

/* A cell that something was reckoned from: itself, or what stands behind it in turn. */
static void push_cell(const Sides *sides, const Origin *origin, int depth, PlaceVec *out) {
    if (out->count >= SIDE_PLACES_MAX || is_blank(origin))
        return;
    if (origin->table && cell_of(origin)->computed && depth > 0) {
        push_behind(sides, origin, depth - 1, out);
        return;
    }
    FindingPlace *place = VEC_PUSH(out);
    if (place)
        *place = sides_place(sides, origin);
}

static bool push_rule(const Sides *sides, const Origin *origin, CellRule rule, int depth, PlaceVec *out) {
    Figure figure;
    if (!complete_expr(origin->table, origin->row, origin->leaf, rule) ||
        !complete_figure(sides->figures, origin->table, origin->row, origin->leaf, rule, &figure))
        return false;
    for (size_t i = 0; i < figure.origin_count; i++)
        push_cell(sides, &figure.origins[i], depth, out);
    return figure.origin_count > 0;
}

static void push_parts(const Sides *sides, const Origin *origin, int depth, PlaceVec *out) {
    const Levels *levels = figures_levels(sides->figures, origin->table);
    uint32_t from, to;
    if (!levels || !origin->table->form->leaves[origin->leaf]->sum)
        return;
    levels_span(levels, origin->row, &from, &to);
    for (uint32_t row = from; row < to; row++)
        if (row != origin->row && levels_counts(levels, origin->row, row))
            push_cell(sides,
                      &(Origin){origin->table, row, origin->leaf, origin->table->rows[row].cells[origin->leaf].source},
                      depth, out);
}

/* A fixed row by its rule; a total or a higher level by its parts; a column by its own. */
static void push_behind(const Sides *sides, const Origin *origin, int depth, PlaceVec *out) {
    if (push_rule(sides, origin, RULE_FIXED, depth, out))
        return;
    const size_t before = out->count;
    const Levels *levels = figures_levels(sides->figures, origin->table);
    const LevelRow *row = levels ? &levels->rows[origin->row] : NULL;
    if (row && (row->level == LEVEL_TOTAL || (row->level >= 0 && !row->leaf)))
        push_parts(sides, origin, depth, out);
    if (out->count == before)
        push_rule(sides, origin, RULE_COLUMN, depth, out);
}

/* Behind the places of a side those of the cells that its reckoned ones came from. */
static void add_behind(const Sides *sides, const Figure *figure, FindingSide *side) {
    PlaceVec behind = {0};
    for (size_t i = 0; i < figure->origin_count && i < SIDE_PLACES_MAX; i++)
        if (figure->origins[i].table && cell_of(&figure->origins[i])->computed && !is_blank(&figure->origins[i]))
            push_behind(sides, &figure->origins[i], BEHIND_DEPTH, &behind);
    FindingPlace *all =
        behind.count > 0 ? ARENA_ARRAY(sides->arena, FindingPlace, side->place_count + behind.count) : NULL;
    if (all) {
        if (side->place_count)
            memcpy(all, side->places, side->place_count * sizeof *all);
        memcpy(all + side->place_count, behind.items, behind.count * sizeof *all);
        side->places = all;
        side->place_count += behind.count;
    }
    if (behind.failed)
        arena_fail(sides->arena);
    VEC_FREE(&behind);
}

FindingSide sides_figure(const Sides *sides, const char *label, const Figure *figure) {
    size_t count = figure->origin_count < SIDE_PLACES_MAX ? figure->origin_count : SIDE_PLACES_MAX;
    FindingPlace *places = ARENA_ARRAY(sides->arena, FindingPlace, count);
    size_t shown = 0;
    for (size_t i = 0; places && i < count; i++)
        if (count == 1 || !is_blank(&figure->origins[i]))
            places[shown++] = sides_place(sides, &figure->origins[i]);
    if (shown == 1 && count == 1 && !figure->origins[0].table)
        places[0].value = sides_value(sides, figure);
    if (!label && shown == 1)
        label = places[0].name;
    else if (!label && shown > 1)
        label = sum_label(sides, figure, shown);
    FindingSide side = {.label = label ? label : DIAG_BOTH("what the rule reckons", "规则计算结果"),
                        .value = sides_value(sides, figure),
                        .places = places,
                        .place_count = shown};
    add_behind(sides, figure, &side);
    return side;
}

SourceRef sides_source(const Figure *figure, SourceRef otherwise) {
    return figure->origin_count > 0 && figure->origins[0].source.map ? figure->origins[0].source : otherwise;
}
