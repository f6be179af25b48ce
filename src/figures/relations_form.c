/* The form's own checks, within the report. */
#include "figures/disagree.h"
#include "figures/relations.h"

typedef struct FormChecker {
    const Sides *sides;
    Figures *figures;
    const FormCheck *check;
} FormChecker;

static void report_comparison(const FormChecker *checker, const Expr *test, const Figure *a, const Figure *b) {
    const Sides *sides = checker->sides;
    disagree_tell(sides, &(Disagreement){.check = checker->check,
                                         .wanted = test->kind,
                                         .a = *a,
                                         .b = *b,
                                         .first = sides_figure(sides, NULL, a),
                                         .second = sides_figure(sides, NULL, b),
                                         .source = sides_source(a, sides_source(b, checker->check->source))});
}

/* A condition that is no comparison: the cells it asked are its one side. */
static void report_condition(const FormChecker *checker, const Figure *holds) {
    const Sides *sides = checker->sides;
    const FormCheck *check = checker->check;
    FindingSide *side = ARENA_ARRAY(sides->arena, FindingSide, 1);
    if (!side)
        return;
    side[0] = sides_figure(sides, NULL, holds);
    finding_add(sides->findings, &(Finding){.severity = disagree_severity(check),
                                            .rule = sides_text(sides, check->rule),
                                            .title = sides_text(sides, check->title),
                                            .message = sides_text(sides, check->title),
                                            .sides = side,
                                            .side_count = 1,
                                            .source = sides_source(holds, check->source),
                                            .page = FINDING_NO_PAGE});
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
