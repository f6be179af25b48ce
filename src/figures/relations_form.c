/* The form's own checks. */
#include "figures/names.h"
#include "figures/relations.h"

typedef struct FormChecker {
    const Sides *sides;
    Figures *figures;
    const FormCheck *check;
} FormChecker;

/* One in the last digit of the coarser side for each summand: what rounding may make of equal figures (C2). */
static bool within_rounding(const Figure *a, const Figure *b) {
    Ratio difference, allowed, step = RATIO_ZERO;
    size_t summands = a->origin_count > b->origin_count ? a->origin_count : b->origin_count;
    const Figure *both[] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        Ratio digit;
        int power = money_unit_decimals((MoneyUnit)both[i]->unit) - both[i]->decimals;
        if (both[i]->kind == FIGURE_AMOUNT && ratio_scale(ratio_from(1), power, &digit) &&
            ratio_compare(digit, step) > 0)
            step = digit;
    }
    return ratio_subtract(a->number, b->number, &difference) &&
           ratio_multiply(step, ratio_from((int64_t)summands), &allowed) &&
           ratio_compare(ratio_abs(difference), allowed) <= 0;
}

static FindingSeverity severity_of(const FormCheck *check, const Figure *a, const Figure *b) {
    static const FindingSeverity severities[] = {
        [CHECK_NOTE] = FINDING_NOTE, [CHECK_WARNING] = FINDING_WARNING, [CHECK_ERROR] = FINDING_ERROR};
    bool amounts = a->kind == FIGURE_AMOUNT && b->kind == FIGURE_AMOUNT;
    return check->rounding && amounts && within_rounding(a, b) ? FINDING_NOTE : severities[check->severity];
}

/* What a comparison asks for, of its two sides. */
static const char *due_of(ExprKind kind) {
    switch (kind) {
    case EXPR_UNEQUAL: return DIAG_BOTH("they must differ", "两者不应相等");
    case EXPR_LESS: return DIAG_BOTH("the first must be less", "前者应小于后者");
    case EXPR_AT_MOST: return DIAG_BOTH("the first must not be more", "前者不应大于后者");
    case EXPR_MORE: return DIAG_BOTH("the first must be more", "前者应大于后者");
    case EXPR_AT_LEAST: return DIAG_BOTH("the first must not be less", "前者不应小于后者");
    default: return DIAG_BOTH("they must be equal", "两者应相等");
    }
}

static void add(const FormChecker *checker, const Figure *a, const Figure *b, const FindingSide *sides, size_t count,
                const char *message) {
    const FormCheck *check = checker->check;
    SourceRef source = sides_source(a, b ? sides_source(b, check->source) : check->source);
    finding_add(checker->sides->findings, &(Finding){.severity = severity_of(check, a, b ? b : a),
                                                     .rule = sides_text(checker->sides, check->rule),
                                                     .title = sides_text(checker->sides, check->title),
                                                     .message = message,
                                                     .sides = sides,
                                                     .side_count = count,
                                                     .difference = b ? sides_difference(checker->sides, a, b) : NULL,
                                                     .source = source,
                                                     .page = FINDING_NO_PAGE});
}

static void report_comparison(const FormChecker *checker, const Expr *test, const Figure *a, const Figure *b) {
    const Sides *sides = checker->sides;
    FindingSide *both = ARENA_ARRAY(sides->arena, FindingSide, 2);
    if (!both)
        return;
    both[0] = sides_figure(sides, NULL, a);
    both[1] = sides_figure(sides, NULL, b);
    const char *args[] = {checker->check->title, both[0].label, both[0].value,
                          both[1].label,         both[1].value, due_of(test->kind)};
    add(checker, a, b, both, 2,
        sides_fill(sides, DIAG_BOTH("%s: %s is %s, %s is %s; %s", "%s：%s为%s，%s为%s，%s"), args, 6));
}

/* A condition that is no comparison: the cells it asked are its one side. */
static void report_condition(const FormChecker *checker, const Figure *holds) {
    FindingSide *side = ARENA_ARRAY(checker->sides->arena, FindingSide, 1);
    if (!side)
        return;
    side[0] = sides_figure(checker->sides, NULL, holds);
    add(checker, holds, NULL, side, 1, sides_text(checker->sides, checker->check->title));
}

static void check_holds(const FormChecker *checker, const Scope *scope, const Expr *test) {
    Figure holds, a, b;
    Figures *figures = checker->figures;
    if (test->kind == EXPR_AND) {
        check_holds(checker, scope, test->args[0]);
        check_holds(checker, scope, test->args[1]);
        return;
    }
    if (!figures_eval(figures, scope, test, &holds) || figure_holds(&holds))
        return;
    bool comparison = test->kind >= EXPR_EQUAL && test->kind <= EXPR_AT_LEAST;
    if (!comparison)
        report_condition(checker, &holds);
    else if (figures_eval(figures, scope, test->args[0], &a) && figures_eval(figures, scope, test->args[1], &b))
        report_comparison(checker, test, &a, &b);
}

static void check_once(const FormChecker *checker, const Scope *scope) {
    bool wanted = true;
    ArenaMark mark = arena_mark(checker->figures->arena);
    if (checker->check->when && !figures_test(checker->figures, scope, checker->check->when, &wanted))
        return;
    if (wanted)
        check_holds(checker, scope, checker->check->test);
    arena_rewind(checker->figures->arena, mark);
}

static void check_each(const FormChecker *checker, const Scope *report) {
    RowSet rows;
    if (!figures_rows(checker->figures, report, checker->check->rows, &rows))
        return;
    for (size_t i = 0; i < rows.count; i++) {
        Scope frame = figures_frame(checker->figures, report, &rows, i, checker->check->as);
        check_once(checker, &frame);
    }
}

void relations_of_form(const Sides *sides) {
    const Form *form = sides->figures->report->form;
    Scope report = scope_report(sides->figures->report);
    for (size_t i = 0; i < form->table_count; i++)
        figures_levels(sides->figures, &sides->figures->report->tables[i]); /* kept while checks come and go */
    for (size_t i = 0; i < form->check_count; i++) {
        FormChecker checker = {sides, sides->figures, &form->checks[i]};
        if (checker.check->with != CHECK_WITHIN)
            continue;
        if (checker.check->rows)
            check_each(&checker, &report);
        else
            check_once(&checker, &report);
    }
}
