/*
 * equations: arithmetic written out, 200人×2次×200元/人·次+0.5万元/次×2次=25万元, is reckoned again.
 *
 * The numbers are those of the passage, with their units as factors (万, 元, %); what stands between two of them must
 * hold one operator and otherwise words. A stroke before a digit divides, any other belongs to a unit (元/人).
 */
#include "prose/audit.h"
#include "prose/words.h"

#define TERMS_MAX 32 /* numbers on one side */
#define DEPTH_MAX 8  /* brackets within each other */

/* What stands between two numbers of one side. */
typedef struct Gap {
    char operator;     /* + - * / or 0 */
    int closes, opens; /* brackets: after the number before, then before the next number */
    bool fine;
} Gap;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_operator(Str s, size_t at) {
    const char c = s.text[at];
    if (c == '/')
        return at + 1 == s.length; /* the next number follows at once */
    return c == '+' || c == '*' || c == '-' || ((c == 'x' || c == 'X') && at + 1 == s.length);
}

static Gap gap_of(Str s) {
    Gap gap = {.fine = true};
    for (size_t at = 0; at < s.length && gap.fine; at++) {
        const char c = s.text[at];
        if (is_operator(s, at)) {
            gap.fine = gap.operator== 0;
            gap.operator= c == 'x' || c == 'X' ? '*' : c;
        } else if (c == '(') {
            gap.opens++;
        } else if (c == ')') {
            if (gap.opens > 0)
                gap.opens--; /* a remark in brackets */
            else
                gap.closes++;
            gap.fine = gap.fine && gap.operator== 0;
        } else if (c == ',' || c == ';' || c == FOLD_STOP || c == FOLD_ITEM || c == ':' || c == '=' || is_digit(c)) {
            gap.fine = false;
        }
    }
    gap.fine = gap.fine && gap.operator!= 0;
    return gap;
}

/* ---- reckoning ------------------------------------------------------------------------------------------ */

typedef struct Side {
    const Audit *audit;
    size_t first, count; /* numbers of the book */
    Gap gaps[TERMS_MAX]; /* before each number but the first, whose opens alone count */
} Side;

static bool apply(char operator, Ratio a, Ratio b, Ratio *out) {
    switch (operator) {
    case '+': return ratio_add(a, b, out);
    case '-': return ratio_subtract(a, b, out);
    case '*': return ratio_multiply(a, b, out);
    default: return ratio_divide(a, b, out);
    }
}

typedef struct Stack {
    Ratio values[TERMS_MAX + 1];
    char operators[TERMS_MAX + DEPTH_MAX + 1];
    int value_count, operator_count;
    bool failed;
} Stack;

static int rank(char operator) { return operator== '(' ? 0 : operator== '+' || operator== '-' ? 1 : 2; }

static void reduce_to(Stack *stack, int least) {
    while (stack->operator_count > 0 && !stack->failed) {
        const char operator= stack->operators[stack->operator_count - 1];
        if (operator== '(' || rank(operator) < least)
            break;
        stack->operator_count--;
        if (stack->value_count < 2) {
            stack->failed = true;
            break;
        }
        const Ratio b = stack->values[--stack->value_count];
        Ratio *a = &stack->values[stack->value_count - 1];
        stack->failed = !apply(operator, * a, b, a);
    }
}

static void push_operator(Stack *stack, char operator) {
    if (stack->operator_count >= TERMS_MAX + DEPTH_MAX)
        stack->failed = true;
    else
        stack->operators[stack->operator_count++] = operator;
}

static void close_brackets(Stack *stack, int count) {
    for (; count > 0 && !stack->failed; count--) {
        reduce_to(stack, 1);
        if (stack->operator_count > 0)
            stack->operator_count--; /* its bracket; one too many is the sentence's */
    }
}

static bool factor(const Number *n, Ratio *out) {
    *out = n->value;
    return n->kind != NUMBER_PERCENT || ratio_scale(n->value, -2, out);
}

static bool reckon(const Side *side, Ratio *out) {
    Stack stack = {0};
    for (size_t i = 0; i < side->count && !stack.failed; i++) {
        const Gap *gap = &side->gaps[i];
        close_brackets(&stack, gap->closes);
        if (i > 0) {
            reduce_to(&stack, rank(gap->operator));
            push_operator(&stack, gap->operator);
        }
        for (int k = 0; k < gap->opens; k++)
            push_operator(&stack, '(');
        stack.failed =
            stack.failed || !factor(&side->audit->numbers.items[side->first + i], &stack.values[stack.value_count++]);
    }
    while (stack.operator_count > 0 && !stack.failed) {
        reduce_to(&stack, 1);
        if (stack.operator_count > 0)
            stack.operator_count--;
    }
    *out = stack.values[0];
    return !stack.failed && stack.value_count == 1;
}

/* ---- finding -------------------------------------------------------------------------------------------- */

/* The numbers before `last` that are joined to it by operators. */
static Side side_before(const Audit *audit, size_t last) {
    Side side = {.audit = audit, .first = last, .count = 1};
    const size_t least = audit->plains[audit->numbers.items[last].at.passage].first;
    Gap gaps[TERMS_MAX];
    while (side.first > least && side.count < TERMS_MAX) {
        const Number *a = &audit->numbers.items[side.first - 1], *b = &audit->numbers.items[side.first];
        const Gap gap = a->kind == NUMBER_YEAR ? (Gap){.fine = false} : gap_of(clause_between(audit, a, b));
        if (!gap.fine)
            break;
        gaps[side.count] = gap;
        side.first--;
        side.count++;
    }
    for (size_t i = 1; i < side.count; i++)
        side.gaps[i] = gaps[side.count - i];
    /* Brackets that close after the first numbers must have opened before them. */
    int depth = 0;
    for (size_t i = 1; i < side.count; i++) {
        depth -= side.gaps[i].closes;
        side.gaps[0].opens = -depth > side.gaps[0].opens ? -depth : side.gaps[0].opens;
        depth += side.gaps[i].opens;
    }
    return side;
}

/* Does "=" stand between two numbers, with words only? *about: it says 约. */
static bool is_equal_sign(Str s, bool *about) {
    size_t signs = 0;
    *about = text_holds(s, "≈") || text_holds(s, "约");
    for (size_t at = 0; at < s.length; at++) {
        const char c = s.text[at];
        if (c == ',' || c == ';' || c == FOLD_STOP || c == FOLD_ITEM || c == '+' || c == '*')
            return false;
        signs += c == '=' || text_starts(text_from(s, at), "≈");
    }
    return signs == 1;
}

static bool has_money(const Side *side) {
    for (size_t i = 0; i < side->count; i++)
        if (side->audit->numbers.items[side->first + i].kind == NUMBER_MONEY)
            return true;
    return false;
}

/* The result may leave out its unit, or stand for all of them: 15×5=75万元. */
static bool agrees(const Side *side, const Number *result, Ratio value) {
    Ratio scaled;
    if (number_says(result, value))
        return true;
    const bool money = has_money(side);
    if (money == (result->kind == NUMBER_MONEY))
        return false;
    if (result->kind == NUMBER_PERCENT)
        return ratio_scale(value, 2, &scaled) && number_says(result, scaled);
    if (!money)
        return ratio_multiply(value, result->unit, &scaled) && number_says(result, scaled);
    const Number *last = &side->audit->numbers.items[side->first + side->count - 1];
    return ratio_divide(value, last->unit, &scaled) && number_says(result, scaled);
}

/* Is what is said within a twentieth of what is reckoned? So much is left to 约. */
static bool is_near(Ratio said, Ratio value) {
    Ratio difference;
    return ratio_subtract(said, value, &difference) && ratio_scale(difference, 1, &difference) &&
           ratio_multiply(difference, ratio_from(2), &difference) &&
           ratio_compare(ratio_abs(difference), ratio_abs(value)) <= 0;
}

/* The equation as written, and what comes out. */
static const char *reckoning(Audit *audit, const Side *side, const Number *result, Ratio value) {
    const Number *first = &audit->numbers.items[side->first];
    const Str text = audit->book->passages[first->at.passage].text;
    const Number *last = &audit->numbers.items[side->first + side->count - 1];
    const char *what = print_like(audit->scratch, result, value, true);
    const size_t from = first->at.from, to = last->at.to;
    return arena_printf(audit->scratch, "%.*s = %s", (int)(to - from), text.text + from, what ? what : "");
}

static void judge(Audit *audit, const Side *side, Number *result, bool about) {
    Ratio value;
    if (!reckon(side, &value))
        return;
    for (size_t i = 0; i < side->count; i++) {
        audit->numbers.items[side->first + i].role = ROLE_EQUATION;
        audit->numbers.items[side->first + i].checked = true;
    }
    result->role = result->role == ROLE_MAIN ? ROLE_MAIN : ROLE_EQUATION;
    result->checked = true;
    const bool agreed = agrees(side, result, value);
    /* What is rounded without saying so is worth a look. */
    const bool exact = !agreed || about || ratio_compare(result->value, value) == 0 || !has_money(side);
    if ((agreed && exact) || (about && is_near(result->value, value)))
        return;
    result->wrong = !agreed;
    const Number *first = &audit->numbers.items[side->first];
    const Report report = {.subject = fold_slice(&audit->plains[first->at.passage].text, first->begin, result->end),
                           .expected = &value,
                           .reckoned = reckoning(audit, side, result, value),
                           .others = {first}};
    report_number(audit, PROSE_EQUATION, agreed ? PROSE_NOTE : about ? PROSE_WARNING : PROSE_ERROR, result, &report);
}

void equations_check(Audit *audit) {
    for (size_t p = 0; p < audit->book->passage_count; p++) {
        const Plain *plain = &audit->plains[p];
        for (size_t i = plain->first + 1; i < plain->first + plain->count; i++) {
            Number *result = &audit->numbers.items[i];
            bool about;
            if (!is_equal_sign(clause_between(audit, result - 1, result), &about))
                continue;
            const Side side = side_before(audit, i - 1);
            if (side.count > 1)
                judge(audit, &side, result, about);
        }
    }
}
