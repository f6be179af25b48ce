#include "figures/across.h"

#include "figures/disagree.h"
#include "findings/spot.h"

/* What a relation asks about one row, or once: its sum over the units, and where that comes from. */
typedef struct Item {
    bool off;   /* not asked, or not to be answered */
    Figure sum; /* its origins are counted, not kept */
    bool differs;
    FindingPlace *places; /* one a unit */
    size_t place_count;
} Item;

typedef struct Relation {
    const FormCheck *check;
    RowSet rows; /* of this report, if the check is for rows */
    Item *items;
    size_t count;
} Relation;

struct Across {
    Sides sides; /* of this report */
    Figures *figures;
    DiagList *diags;
    Scope report;
    Relation *relations; /* with the units; NULL until the first comes */
    size_t relation_count;
    size_t units;
    bool placing; /* the second round */
};

/* The other report, lent. */
typedef struct Other {
    Figures *figures;
    Scope report;
    const Report *data;
    bool tell;
} Other;

bool across_asks(const Form *form, CheckWith with) {
    for (size_t i = 0; i < form->check_count; i++)
        if (form->checks[i].with == with)
            return true;
    return false;
}

/* Its levels are kept while evaluations come and go. What its cells are at fault in is told by its own audit. */
static Figures *reckon(Arena *arena, const Report *report, DiagList *diags) {
    DiagList *unheard = diag_list_new();
    Figures *figures = unheard ? figures_make(arena, report, unheard) : NULL;
    diag_list_free(unheard);
    for (size_t i = 0; figures && i < report->form->table_count; i++)
        figures_levels(figures, &figures->report->tables[i]);
    if (figures)
        figures->diags = diags;
    return arena_failed(arena) ? NULL : figures;
}

Across *across_begin(Arena *arena, const Report *report, FindingList *findings, DiagList *diags) {
    Figures *figures = reckon(arena, report, diags);
    Across *across = figures ? ARENA_NEW(arena, Across) : NULL;
    if (!across || !finding_list_arena(findings))
        return NULL;
    *across = (Across){.sides = sides_begin(figures, findings), .figures = figures, .diags = diags};
    across->report = scope_report(figures->report);
    return across;
}

static bool borrow(const Across *across, Arena *arena, const Report *report, bool tell, Other *other) {
    *other = (Other){.figures = reckon(arena, report, across->diags), .data = report, .tell = tell};
    if (!other->figures)
        return false;
    other->report = scope_report(other->figures->report);
    return true;
}

/* ---- what the other report's form does not know ------------------------------------------------------------------ */

static bool answers(const Across *across, const Other *other, const FormCheck *check) {
    const Form *own = across->figures->report->form, *form = other->data->form;
    ArenaMark mark = arena_mark(other->figures->arena);
    bool known = form == own || form_answers(other->figures->arena, form, own, check);
    arena_rewind(other->figures->arena, mark);
    return known;
}

static SourceRef form_source(const Report *report) { return json_ref(json_member(json_doc_root(report->doc), "form")); }

static void tell_unanswered(const Across *across, const Other *other, const Buf *rules) {
    const Sides *sides = &across->sides;
    FindingSide *side = ARENA_ARRAY(sides->arena, FindingSide, 1);
    FindingPlace *place = ARENA_ARRAY(sides->arena, FindingPlace, 1);
    if (!side || !place || buf_failed(rules))
        return;
    const char *name = sides_text(sides, other->data->form->name);
    *place = (FindingPlace){.name = sides_text(sides, other->data->organ.name),
                            .value = name,
                            .source = spot_keep(sides->arena, form_source(other->data)),
                            .page = FINDING_NO_PAGE};
    *side = (FindingSide){.label = DIAG_BOTH("form of the other report", "另一份报告的版式"),
                          .value = name,
                          .places = place,
                          .place_count = 1};
    const char *args[] = {name, rules->bytes};
    finding_add(sides->findings,
                &(Finding){.severity = FINDING_NOTE,
                           .rule = RULE_ID_ACROSS_FORM,
                           .title = DIAG_BOTH("Reports set against each other are of forms that know the same figures",
                                              "相互核对的报告，其版式有同样的数据"),
                           .message = sides_fill(sides,
                                                 DIAG_BOTH("the form %s does not know what is set against it: %s",
                                                           "版式 %s 没有所要核对的数据，下列规则未核对：%s"),
                                                 args, 2),
                           .sides = side,
                           .side_count = 1,
                           .source = form_source(across->figures->report),
                           .page = FINDING_NO_PAGE});
}

/* One finding for all relations that the other report's form cannot answer. */
static void look_for_unanswered(const Across *across, const Other *other, CheckWith with) {
    const Form *form = across->figures->report->form;
    Buf rules = {0};
    for (size_t i = 0; other->tell && i < form->check_count; i++) {
        const FormCheck *check = &form->checks[i];
        if (check->with != with || answers(across, other, check))
            continue;
        buf_text(&rules, rules.length ? ", " : "");
        buf_text(&rules, check->rule);
    }
    if (rules.length || buf_failed(&rules))
        tell_unanswered(across, other, &rules);
    if (buf_failed(&rules))
        arena_fail(across->sides.arena);
    buf_free(&rules);
}

/* ---- evaluation -------------------------------------------------------------------------------------------------- */

/* The rows that a check is for; none and `good` for one without. */
static bool rows_of(const Across *across, const FormCheck *check, RowSet *rows, size_t *count) {
    *rows = (RowSet){0};
    *count = 1;
    if (!check->rows)
        return true;
    bool good = figures_rows(across->figures, &across->report, check->rows, rows);
    *count = rows->count;
    return good;
}

/* A report's scope with the i-th row of this report before it. */
static Scope scope_of(const Across *across, const Scope *report, const FormCheck *check, const RowSet *rows, size_t i) {
    return check->rows ? figures_frame(across->figures, report, rows, i, check->as) : *report;
}

static bool is_wanted(const Across *across, const FormCheck *check, const RowSet *rows, size_t i) {
    bool wanted = true;
    Scope scope = scope_of(across, &across->report, check, rows, i);
    return !check->when || (figures_test(across->figures, &scope, check->when, &wanted) && wanted);
}

static bool eval_here(const Across *across, const FormCheck *check, const RowSet *rows, size_t i, Figure *out) {
    Scope scope = scope_of(across, &across->report, check, rows, i);
    return figures_eval(across->figures, &scope, check->test->args[0], out);
}

static bool eval_there(const Across *across, const Other *other, const FormCheck *check, const RowSet *rows, size_t i,
                       Figure *out) {
    Scope scope = scope_of(across, &other->report, check, rows, i);
    return figures_eval(other->figures, &scope, check->test->args[1], out);
}

static bool is_number(const Figure *figure) { return figure->kind <= FIGURE_NUMBER; }

/* As expressions compare: blank is nought beside numbers, and nothing beside anything else. */
static bool agree(const Figure *a, const Figure *b) {
    if (is_number(a) && is_number(b))
        return ratio_compare(a->number, b->number) == 0;
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case FIGURE_TEXT: return str_equal(a->text, b->text);
    case FIGURE_DATE:
        return a->date.year == b->date.year && a->date.month == b->date.month && a->date.day == b->date.day;
    default: return a->flag == b->flag;
    }
}

/* ---- last year -----------------------------------------------------------------------------------------------------
 */

/* The other report's side, its places kept as they are and its label saying whose it is. */
static FindingSide side_of_last(const Across *across, const Other *other, const Figure *figure) {
    Sides theirs = {other->figures, across->sides.findings, across->sides.arena};
    FindingSide side = sides_figure(&theirs, NULL, figure);
    FindingPlace *places = ARENA_ARRAY(across->sides.arena, FindingPlace, side.place_count);
    for (size_t i = 0; places && i < side.place_count; i++) {
        places[i] = side.places[i];
        places[i].source = spot_keep(across->sides.arena, places[i].source);
    }
    char year[BUF_NUMBER];
    const char *args[] = {int_format(other->data->year, year), side.label};
    side.label = sides_fill(&across->sides, DIAG_BOTH("report of %s, %s", "%s年报告 %s"), args, 2);
    side.places = places;
    side.place_count = places ? side.place_count : 0;
    return side;
}

static void tell(const Across *across, const FormCheck *check, const Figure *here, const Figure *there,
                 FindingSide side) {
    const Sides *sides = &across->sides;
    disagree_tell(sides, &(Disagreement){.check = check,
                                         .wanted = EXPR_EQUAL,
                                         .a = *here,
                                         .b = *there,
                                         .first = sides_figure(sides, NULL, here),
                                         .second = side,
                                         .source = sides_source(here, across->figures->report->organ.source)});
}

static void compare_last(const Across *across, const Other *other, const FormCheck *check, const RowSet *rows,
                         size_t i) {
    Figure here, there;
    ArenaMark own = arena_mark(across->figures->arena), theirs = arena_mark(other->figures->arena);
    if (is_wanted(across, check, rows, i) && eval_here(across, check, rows, i, &here) &&
        eval_there(across, other, check, rows, i, &there) && !agree(&here, &there))
        tell(across, check, &here, &there, side_of_last(across, other, &there));
    arena_rewind(other->figures->arena, theirs);
    arena_rewind(across->figures->arena, own);
}

bool across_last_year(Across *across, Arena *arena, const Report *last, bool tells) {
    const Form *form = across->figures->report->form;
    Other other;
    if (!borrow(across, arena, last, tells, &other))
        return false;
    look_for_unanswered(across, &other, CHECK_LAST_YEAR);
    for (size_t i = 0; i < form->check_count; i++) {
        const FormCheck *check = &form->checks[i];
        RowSet rows;
        size_t count;
        if (check->with != CHECK_LAST_YEAR || !answers(across, &other, check) || !rows_of(across, check, &rows, &count))
            continue;
        for (size_t row = 0; row < count && !arena_failed(arena); row++)
            compare_last(across, &other, check, &rows, row);
    }
    return !arena_failed(arena);
}

/* ---- units ---------------------------------------------------------------------------------------------------------
 */

static void begin_relation(const Across *across, const FormCheck *check, Relation *relation) {
    *relation = (Relation){.check = check};
    if (!rows_of(across, check, &relation->rows, &relation->count))
        relation->count = 0;
    relation->items = ARENA_ARRAY(across->figures->arena, Item, relation->count);
    for (size_t i = 0; relation->items && i < relation->count; i++) {
        ArenaMark mark = arena_mark(across->figures->arena);
        relation->items[i].off = !is_wanted(across, check, &relation->rows, i);
        relation->items[i].sum.number = RATIO_ZERO;
        arena_rewind(across->figures->arena, mark);
    }
    if (!relation->items)
        relation->count = 0;
}

static void begin_units(Across *across) {
    const Form *form = across->figures->report->form;
    across->relations = ARENA_ARRAY(across->figures->arena, Relation, form->check_count);
    for (size_t i = 0; across->relations && i < form->check_count; i++)
        if (form->checks[i].with == CHECK_UNITS)
            begin_relation(across, &form->checks[i], &across->relations[across->relation_count++]);
}

/* False for what cannot be added up. */
static bool add(Figure *sum, const Figure *part) {
    bool mixed = (sum->kind == FIGURE_AMOUNT && part->kind == FIGURE_NUMBER) ||
                 (sum->kind == FIGURE_NUMBER && part->kind == FIGURE_AMOUNT);
    if (!is_number(part) || mixed || !ratio_add(sum->number, part->number, &sum->number))
        return false;
    if (part->kind == FIGURE_AMOUNT && sum->kind == FIGURE_AMOUNT) {
        int finer = money_unit_decimals((MoneyUnit)sum->unit) - money_unit_decimals((MoneyUnit)part->unit);
        sum->decimals = part->decimals + finer > sum->decimals ? part->decimals + finer : sum->decimals;
    } else if (part->kind == FIGURE_AMOUNT) {
        sum->unit = part->unit;
        sum->decimals = part->decimals;
    }
    sum->kind = part->kind == FIGURE_BLANK ? sum->kind : part->kind;
    sum->origin_count += part->origin_count;
    return true;
}

/* What the unit gives, in one place: its cell, or the first of those that are added up. */
static void add_place(const Across *across, const Other *unit, const Figure *figure, Item *item) {
    const Sides *sides = &across->sides;
    Sides theirs = {unit->figures, sides->findings, sides->arena};
    Buf label = {0};
    ArenaMark mark = arena_mark(sides->arena); /* of all its cells nothing is kept but what they are called */
    buf_text(&label, sides_figure(&theirs, NULL, figure).label);
    arena_rewind(sides->arena, mark);
    FindingPlace place = {.source = unit->data->organ.source, .page = FINDING_NO_PAGE};
    if (figure->origin_count > 0)
        place = sides_place(&theirs, &figure->origins[0]);
    if (figure->origin_count != 1 || !figure->origins[0].table) {
        place.row = NULL;
        place.column = NULL;
        place.value = figure->kind == FIGURE_BLANK ? "" : sides_value(sides, figure);
    }
    const char *args[] = {unit->data->organ.short_name, buf_failed(&label) ? "" : label.bytes};
    place.name = sides_fill(sides, "%s %s", args, 2);
    place.source = spot_keep(sides->arena, place.source);
    if (buf_failed(&label))
        arena_fail(sides->arena);
    buf_free(&label);
    item->places[item->place_count++] = place;
}

static void ask_unit(const Across *across, const Other *unit, const Relation *relation, size_t i) {
    Item *item = &relation->items[i];
    Figure figure;
    ArenaMark own = arena_mark(across->figures->arena), theirs = arena_mark(unit->figures->arena);
    bool known = eval_there(across, unit, relation->check, &relation->rows, i, &figure);
    if (across->placing && known && item->places && item->place_count < SIDE_PLACES_MAX)
        add_place(across, unit, &figure, item);
    else if (!across->placing)
        item->off = !known || !add(&item->sum, &figure);
    arena_rewind(unit->figures->arena, theirs);
    arena_rewind(across->figures->arena, own);
}

static void ask_relation(const Across *across, const Other *unit, const Relation *relation) {
    bool known = answers(across, unit, relation->check);
    for (size_t i = 0; i < relation->count; i++) {
        Item *item = &relation->items[i];
        if (!known)
            item->off = true;
        else if (across->placing ? item->differs : !item->off)
            ask_unit(across, unit, relation, i);
    }
}

bool across_unit(Across *across, Arena *arena, const Report *unit, bool tells) {
    Other other;
    if (!across->relations)
        begin_units(across);
    if (!across->relations || !borrow(across, arena, unit, tells && !across->placing, &other))
        return false;
    look_for_unanswered(across, &other, CHECK_UNITS);
    across->units += across->placing ? 0 : 1;
    for (size_t i = 0; i < across->relation_count; i++)
        ask_relation(across, &other, &across->relations[i]);
    return !arena_failed(arena);
}

/* The item's own side against the sum; true when they differ. */
static bool differs(const Across *across, const Relation *relation, size_t i, Figure *here) {
    return !relation->items[i].off && eval_here(across, relation->check, &relation->rows, i, here) &&
           !agree(here, &relation->items[i].sum);
}

bool across_units_differ(Across *across) {
    Arena *arena = across->figures->arena;
    size_t places = across->units < SIDE_PLACES_MAX ? across->units : SIDE_PLACES_MAX;
    for (size_t r = 0; r < across->relation_count; r++) {
        Relation *relation = &across->relations[r];
        for (size_t i = 0; i < relation->count; i++) {
            Item *item = &relation->items[i];
            Figure here;
            ArenaMark mark = arena_mark(arena);
            item->differs = differs(across, relation, i, &here);
            arena_rewind(arena, mark);
            if (item->differs)
                item->places = ARENA_ARRAY(across->sides.arena, FindingPlace, places);
            across->placing |= item->differs;
        }
    }
    return across->placing;
}

static FindingSide side_of_units(const Across *across, const Item *item) {
    char count[BUF_NUMBER];
    const char *args[] = {int_format((int64_t)across->units, count)};
    const char *label = across->units == 1 ? DIAG_BOTH("its one unit", "所属 1 个单位")
                                           : DIAG_BOTH("sum of its %s units", "所属 %s 个单位合计");
    return (FindingSide){.label = sides_fill(&across->sides, label, args, 1),
                         .value = sides_value(&across->sides, &item->sum),
                         .places = item->places,
                         .place_count = item->place_count};
}

void across_units_tell(Across *across) {
    for (size_t r = 0; r < across->relation_count; r++) {
        const Relation *relation = &across->relations[r];
        for (size_t i = 0; i < relation->count; i++) {
            Figure here;
            ArenaMark mark = arena_mark(across->figures->arena);
            if (relation->items[i].differs && differs(across, relation, i, &here))
                tell(across, relation->check, &here, &relation->items[i].sum,
                     side_of_units(across, &relation->items[i]));
            arena_rewind(across->figures->arena, mark);
        }
    }
}
