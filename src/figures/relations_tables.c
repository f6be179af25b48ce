/* Tables against themselves: standards I.2 and I.3. The tolerance within a table is nought (C2). */
#include "figures/complete.h"
#include "figures/names.h"
#include "figures/relations.h"

typedef struct TableCheck {
    const Sides *sides;
    Figures *figures;
    const ReportTable *table;
    const Levels *levels;
    bool any_again;
} TableCheck;

/* The cell as a figure that came from itself. */
static Figure cell_figure(const TableCheck *check, uint32_t row, size_t leaf, Origin *origin) {
    const Value *cell = &check->table->rows[row].cells[leaf];
    Figure figure = figure_of_value(cell, check->table->form->row_fields[leaf].type);
    *origin = (Origin){check->table, row, (uint32_t)leaf, cell->source};
    figure.origins = origin;
    figure.origin_count = 1;
    return figure;
}

static bool agree(const Figure *a, const Figure *b) {
    if (a->kind == FIGURE_TEXT || b->kind == FIGURE_TEXT)
        return str_equal(a->kind == FIGURE_TEXT ? a->text : (Str){"", 0},
                         b->kind == FIGURE_TEXT ? b->text : (Str){"", 0});
    return ratio_compare(a->number, b->number) == 0;
}

/* What a rule is called, and what is said where it does not hold. */
static const struct RuleWords {
    const char *id, *title, *message;
} words[] = {
    [RULE_FIXED] = {RULE_ID_FIXED_VALUE,
                    DIAG_BOTH("a row of the form equals what it is reckoned from", "固定行应等于其组成各项的计算结果"),
                    DIAG_BOTH("%s is %s, but its parts make %s", "%s填%s，按其组成计算应为%s")},
    [RULE_COLUMN] = {RULE_ID_ROW_VALUE,
                     DIAG_BOTH("in each row, the total equals its parts", "每行合计应等于各组成列之和"),
                     DIAG_BOTH("%s is %s, but the other columns of its row make %s", "%s填%s，本行各组成列合计为%s")},
    [RULE_PARTS] = {RULE_ID_LEVEL_SUM,
                    DIAG_BOTH("each level equals the sum of the level below it", "上级科目应等于所属下级科目之和"),
                    DIAG_BOTH("%s is %s, but the rows that belong to it add up to %s", "%s填%s，所属下级各行之和为%s")},
};
static const struct RuleWords total_words = {RULE_ID_TABLE_TOTAL,
                                             DIAG_BOTH("the total equals the sum of all rows", "合计应等于各类之和"),
                                             DIAG_BOTH("%s is %s, but the rows add up to %s", "%s填%s，各行之和为%s")};

static void report(const TableCheck *check, const struct RuleWords *rule, uint32_t row, size_t leaf, const Figure *said,
                   const Figure *due) {
    const Sides *sides = check->sides;
    FindingSide *both = ARENA_ARRAY(sides->arena, FindingSide, 2);
    if (!both)
        return;
    both[0] = sides_figure(sides, NULL, said);
    both[1] = sides_figure(sides, NULL, due);
    const char *name = sides_text(sides, name_cell(check->figures, check->table, row, leaf));
    finding_add(sides->findings,
                &(Finding){.severity = FINDING_ERROR,
                           .rule = rule->id,
                           .title = rule->title,
                           .message = sides_fill(sides, rule->message,
                                                 (const char *const[]){name, both[0].value, both[1].value}, 3),
                           .sides = both,
                           .side_count = 2,
                           .difference = sides_difference(sides, said, due),
                           .source = check->table->rows[row].cells[leaf].source,
                           .page = FINDING_NO_PAGE});
}

/* ---- values --------------------------------------------------------------------------------------------- */

/* Given cells against the form's expression for them. */
static void check_value(const TableCheck *check, uint32_t row, size_t leaf, CellRule rule) {
    Origin origin;
    Figure due, said = cell_figure(check, row, leaf, &origin);
    if (said.kind == FIGURE_BLANK || !complete_expr(check->table, row, leaf, rule) ||
        !complete_figure(check->figures, check->table, row, leaf, rule, &due))
        return;
    if (!agree(&said, &due))
        report(check, &words[rule], row, leaf, &said, &due);
}

/* ---- levels --------------------------------------------------------------------------------------------- */

/* Which rows make up a row, of the ways seen in print. */
typedef enum PartsOf {
    PARTS_BELOW,    /* those right below it; of a total the classes, each once */
    PARTS_OF_CLASS, /* those below every row of its code, however often that is printed */
    PARTS_REPEATED, /* of a total: all classes, also those printed again with a part of their own */
    PARTS_LEAVES,   /* of a total: what nothing adds up to */
    PARTS_WAYS
} PartsOf;

static bool is_part(const Levels *levels, uint32_t whole, uint32_t row, PartsOf way) {
    const LevelRow *part = &levels->rows[row], *of = &levels->rows[whole];
    bool total = of->level == LEVEL_TOTAL;
    switch (way) {
    case PARTS_BELOW: return levels_is_part(levels, whole, row);
    case PARTS_OF_CLASS: {
        const LevelRow *parent = part->level >= 0 && part->parent != NO_ROW ? &levels->rows[part->parent] : NULL;
        return !total && parent && parent->level == of->level && of->code.length > 0 &&
               str_equal(parent->code, of->code);
    }
    case PARTS_REPEATED: return total && part->level >= 0 && part->parent == NO_ROW;
    case PARTS_LEAVES: return total && part->level >= 0 && part->leaf;
    case PARTS_WAYS: break;
    }
    return false;
}

/* The sum of a row's parts, with the cells it came from; false when there are none. */
static bool sum_of(const TableCheck *check, uint32_t whole, size_t leaf, PartsOf way, Figure *out) {
    Arena *arena = check->figures->arena;
    uint32_t from = 0, to = (uint32_t)check->table->row_count;
    if (way == PARTS_BELOW)
        levels_span(check->levels, whole, &from, &to);
    Origin *origins = ARENA_ARRAY(arena, Origin, to - from);
    size_t count = 0, parts = 0;
    *out = (Figure){.kind = FIGURE_BLANK, .number = RATIO_ZERO, .unit = check->table->form->unit};
    for (uint32_t row = from; origins && row < to; row++) {
        Origin origin;
        if (!is_part(check->levels, whole, row, way))
            continue;
        Figure part = cell_figure(check, row, leaf, &origin);
        parts++;
        bool counts = part.kind == FIGURE_AMOUNT || part.kind == FIGURE_NUMBER;
        if (!counts || !ratio_add(out->number, part.number, &out->number))
            continue;
        out->kind = part.kind;
        out->unit = part.unit;
        out->decimals = part.decimals > out->decimals ? part.decimals : out->decimals;
        origins[count++] = origin;
    }
    out->origins = origins;
    out->origin_count = count;
    return parts > 0;
}

/* All cells of a row reckoned by the program are right by construction; so is a row whose cell is. */
static void check_parts(const TableCheck *check, uint32_t row, size_t leaf) {
    Origin origin;
    Figure due, shown = {0}, said = cell_figure(check, row, leaf, &origin);
    bool total = check->levels->rows[row].level == LEVEL_TOTAL, any = false;
    ArenaMark mark = arena_mark(check->figures->arena);
    for (PartsOf way = PARTS_BELOW; way < PARTS_WAYS; way++) {
        bool other_way = way != PARTS_BELOW && !check->any_again;
        if (other_way || !sum_of(check, row, leaf, way, &due))
            continue;
        if (agree(&said, &due)) {
            arena_rewind(check->figures->arena, mark);
            return;
        }
        if (!any || way == PARTS_OF_CLASS)
            shown = due;
        any = true;
    }
    if (any)
        report(check, total ? &total_words : &words[RULE_PARTS], row, leaf, &said, &shown);
    arena_rewind(check->figures->arena, mark); /* a finding has copies of its own; there may be as many as rows */
}

/* ---- the tables ----------------------------------------------------------------------------------------- */

static void check_cell(const TableCheck *check, uint32_t row, size_t leaf) {
    const LevelRow *level = &check->levels->rows[row];
    if (check->table->rows[row].cells[leaf].computed)
        return;
    check_value(check, row, leaf, RULE_FIXED);
    check_value(check, row, leaf, RULE_COLUMN);
    if (check->table->form->leaves[leaf]->sum && (level->level == LEVEL_TOTAL || (level->level >= 0 && !level->leaf)))
        check_parts(check, row, leaf);
}

static void check_table(const Sides *sides, const ReportTable *table) {
    TableCheck check = {.sides = sides, .figures = sides->figures, .table = table};
    check.levels = figures_levels(sides->figures, table);
    for (uint32_t row = 0; check.levels && row < table->row_count; row++)
        check.any_again = check.any_again || check.levels->rows[row].again;
    for (uint32_t row = 0; check.levels && row < table->row_count; row++)
        for (size_t leaf = 0; leaf < table->form->leaf_count; leaf++)
            check_cell(&check, row, leaf);
}

void relations_of_tables(const Sides *sides) {
    const Report *report = sides->figures->report;
    for (size_t i = 0; i < report->form->table_count; i++) /* those that names ask for, before anything is rewound */
        figures_levels(sides->figures, &report->tables[i]);
    for (size_t i = 0; i < report->form->table_count; i++)
        if (report->tables[i].filled)
            check_table(sides, &report->tables[i]);
}
