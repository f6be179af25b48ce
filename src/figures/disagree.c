#include "figures/disagree.h"

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

FindingSeverity disagree_severity(const FormCheck *check) {
    static const FindingSeverity severities[] = {
        [CHECK_NOTE] = FINDING_NOTE, [CHECK_WARNING] = FINDING_WARNING, [CHECK_ERROR] = FINDING_ERROR};
    return severities[check->severity];
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

void disagree_tell(const Sides *sides, const Disagreement *disagreement) {
    const FormCheck *check = disagreement->check;
    const Figure *a = &disagreement->a, *b = &disagreement->b;
    FindingSide *both = ARENA_ARRAY(sides->arena, FindingSide, 2);
    if (!both)
        return;
    both[0] = disagreement->first;
    both[1] = disagreement->second;
    bool amounts = a->kind == FIGURE_AMOUNT && b->kind == FIGURE_AMOUNT;
    bool rounded = check->rounding && amounts && within_rounding(a, b);
    const char *args[] = {check->title,  both[0].label, both[0].value,
                          both[1].label, both[1].value, due_of(disagreement->wanted)};
    finding_add(sides->findings,
                &(Finding){.severity = rounded ? FINDING_NOTE : disagree_severity(check),
                           .rule = sides_text(sides, check->rule),
                           .title = sides_text(sides, check->title),
                           .message = sides_fill(
                               sides, DIAG_BOTH("%s: %s is %s, %s is %s; %s", "%s：%s为%s，%s为%s，%s"), args, 6),
                           .sides = both,
                           .side_count = 2,
                           .difference = sides_difference(sides, a, b),
                           .source = disagreement->source,
                           .page = FINDING_NO_PAGE});
}
