/* The relations that a form says must hold between the figures of a report, and between those of several reports. */
#include "form/form_read.h"

#include <string.h>

static const char *const severities[] = {"note", "warning", "error", NULL};
static const char *const tolerances[] = {"none", "rounding", NULL};
static const char *const others[] = {"last-year", "units", NULL};

/* Rules that hold without a form's saying so; what they are explained as in docs/checks.md. */
static const char *const own_rules[] = {
    "row-value",   "fixed-value",   "level-sum",      "table-total",    "accept-idle", "accept-unknown",
    "organ-twice", "organ-missing", "organ-unlisted", "parent-missing", "across-form", "across-unread",
};

/* So do all that read prose. */
static bool is_own_rule(const char *rule) {
    static const char prose[] = "prose-";
    for (size_t i = 0; i < sizeof own_rules / sizeof own_rules[0]; i++)
        if (strcmp(rule, own_rules[i]) == 0)
            return true;
    return strncmp(rule, prose, sizeof prose - 1) == 0;
}

/* A rule's id stands in findings and acceptances: a name of ASCII letters, digits and dashes, of one rule alone. */
static void read_rule(FormReader *reader, const JsonNode *node, const FormCheck *checks, size_t before,
                      FormCheck *check) {
    check->rule = "";
    if (!node || !form_name(reader, node, node->text.text))
        return;
    check->rule = node->text.text;
    if (is_own_rule(check->rule))
        diag_ref(reader->diags, DIAG_FORM_RULE_OWN, json_ref(node), DIAG_ARGS(check->rule));
    for (size_t i = 0; i < before; i++)
        if (strcmp(checks[i].rule, check->rule) == 0) {
            diag_ref(reader->diags, DIAG_FORM_NAME_TAKEN, json_ref(node), DIAG_ARGS(check->rule));
            return;
        }
}

/* The test of a relation between reports: here = there, the same where only one is said. */
static const Expr *read_equation(FormReader *reader, const JsonNode *const *found) {
    const Expr *here = form_expr(reader, found[ACROSS_KEY_HERE]);
    const Expr *there = found[ACROSS_KEY_THERE] ? form_expr(reader, found[ACROSS_KEY_THERE]) : here;
    const Expr **sides = ARENA_ARRAY(reader->arena, const Expr *, 2);
    Expr *equation = here && there && sides ? ARENA_NEW(reader->arena, Expr) : NULL;
    if (!equation)
        return NULL;
    sides[0] = here;
    sides[1] = there;
    *equation = (Expr){.kind = EXPR_EQUAL, .source = here->source, .args = sides, .arg_count = 2};
    equation->depth = 1 + (here->depth > there->depth ? here->depth : there->depth);
    return equation;
}

static void read_check(FormReader *reader, const JsonNode *node, KeyTableId keys, const FormCheck *checks,
                       size_t before, FormCheck *check) {
    const JsonNode *found[CHECK_KEY_COUNT + ACROSS_KEY_COUNT] = {NULL};
    form_object(reader, node, keys, found);
    *check = (FormCheck){.source = json_ref(node)};
    read_rule(reader, found[CHECK_KEY_RULE], checks, before, check);
    check->title = form_text(reader, found[CHECK_KEY_TITLE], "");
    check->rows = form_expr(reader, found[CHECK_KEY_FOR]);
    if (found[CHECK_KEY_AS] && form_name(reader, found[CHECK_KEY_AS], found[CHECK_KEY_AS]->text.text))
        check->as = found[CHECK_KEY_AS]->text.text;
    if (found[CHECK_KEY_AS] && !found[CHECK_KEY_FOR])
        diag_ref(reader->diags, DIAG_FORM_KEY_IDLE, json_ref(found[CHECK_KEY_AS]), DIAG_ARGS("as"));
    check->when = found[CHECK_KEY_IF] ? form_read_test(reader, found[CHECK_KEY_IF]) : NULL;
    check->severity = (CheckSeverity)json_choice(found[CHECK_KEY_SEVERITY], severities, CHECK_ERROR, reader->diags);
    check->rounding = json_choice(found[CHECK_KEY_TOLERANCE], tolerances, 0, reader->diags) == 1;
    if (keys == KEYS_ACROSS) {
        check->with =
            json_choice(found[ACROSS_KEY_WITH], others, 0, reader->diags) == 0 ? CHECK_LAST_YEAR : CHECK_UNITS;
        check->test = read_equation(reader, found);
    } else {
        check->test = form_expr(reader, found[CHECK_KEY_CHECK]);
    }
}

static size_t count_of(FormReader *reader, const JsonNode *node) {
    return node && form_limit(reader, node, FORM_CHECKS_MAX) ? node->count : 0;
}

void form_read_checks(FormReader *reader, const JsonNode *within, const JsonNode *across) {
    size_t inner = count_of(reader, within), outer = count_of(reader, across), count = 0;
    FormCheck *checks = ARENA_ARRAY(reader->arena, FormCheck, inner + outer);
    if (!checks)
        return;
    for (const JsonNode *child = inner ? within->first : NULL; child; child = child->next, count++)
        read_check(reader, child, KEYS_CHECK, checks, count, &checks[count]);
    for (const JsonNode *child = outer ? across->first : NULL; child; child = child->next, count++)
        read_check(reader, child, KEYS_ACROSS, checks, count, &checks[count]);
    reader->form->checks = checks;
    reader->form->check_count = count;
}
