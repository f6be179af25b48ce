/* The relations that a form says must hold between the figures of a report. */
#include "form/form_read.h"

#include <string.h>

static const char *const severities[] = {"note", "warning", "error", NULL};
static const char *const tolerances[] = {"none", "rounding", NULL};

/* A rule's id stands in findings and acceptances: a name of ASCII letters, digits and dashes, of one rule alone. */
static void read_rule(FormReader *reader, const JsonNode *node, const FormCheck *checks, size_t before, FormCheck *check) {
    check->rule = "";
    if (!node || !form_name(reader, node, node->text.text))
        return;
    check->rule = node->text.text;
    for (size_t i = 0; i < before; i++)
        if (strcmp(checks[i].rule, check->rule) == 0) {
            diag_ref(reader->diags, DIAG_FORM_NAME_TAKEN, json_ref(node), DIAG_ARGS(check->rule));
            return;
        }
}

static void read_check(FormReader *reader, const JsonNode *node, const FormCheck *checks, size_t before, FormCheck *check) {
    const JsonNode *found[CHECK_KEY_COUNT];
    form_object(reader, node, KEYS_CHECK, found);
    *check = (FormCheck){.source = json_ref(node)};
    read_rule(reader, found[CHECK_KEY_RULE], checks, before, check);
    check->title = form_text(reader, found[CHECK_KEY_TITLE], "");
    check->rows = form_expr(reader, found[CHECK_KEY_FOR]);
    if (found[CHECK_KEY_AS] && form_name(reader, found[CHECK_KEY_AS], found[CHECK_KEY_AS]->text.text))
        check->as = found[CHECK_KEY_AS]->text.text;
    if (found[CHECK_KEY_AS] && !found[CHECK_KEY_FOR])
        diag_ref(reader->diags, DIAG_FORM_KEY_IDLE, json_ref(found[CHECK_KEY_AS]), DIAG_ARGS("as"));
    check->when = found[CHECK_KEY_IF] ? form_read_test(reader, found[CHECK_KEY_IF]) : NULL;
    check->test = form_expr(reader, found[CHECK_KEY_CHECK]);
    check->severity =
        (CheckSeverity)json_choice(found[CHECK_KEY_SEVERITY], severities, CHECK_ERROR, reader->diags);
    check->rounding = json_choice(found[CHECK_KEY_TOLERANCE], tolerances, 0, reader->diags) == 1;
}

void form_read_checks(FormReader *reader, const JsonNode *node) {
    if (!node || !form_limit(reader, node, FORM_CHECKS_MAX))
        return;
    FormCheck *checks = ARENA_ARRAY(reader->arena, FormCheck, node->count);
    size_t count = 0;
    for (const JsonNode *child = node->first; checks && child; child = child->next, count++)
        read_check(reader, child, checks, count, &checks[count]);
    reader->form->checks = checks;
    reader->form->check_count = count;
}
