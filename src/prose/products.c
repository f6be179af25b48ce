/*
 * products: arithmetic in words, "单价9万元/台，四台，按10%测算，每年3.6万元".
 *
 * Words leave open what is multiplied by what. So a product that comes out is a relation that holds; one that does not
 * is worth a look when a slip of the hand would explain it, and otherwise says nothing.
 */
#include "prose/audit.h"

#define FACTORS_MAX 5 /* counts and percentages of a sentence that are tried together */
#define BASES_MAX   4 /* amounts that may be multiplied */

typedef struct Factors {
    size_t items[FACTORS_MAX];
    size_t count;
} Factors;

static bool is_factor(const Number *n) {
    return n->kind == NUMBER_COUNT || (n->kind == NUMBER_PERCENT && (n->role == ROLE_NONE || n->role == ROLE_EACH));
}

static Factors factors_of(const Audit *audit, size_t result) {
    Factors factors = {.count = 0};
    const Number *n = &audit->numbers.items[result];
    const size_t first = audit->plains[n->at.passage].first;
    for (size_t k = result; k > first && result - k < LOOK_MAX && factors.count < FACTORS_MAX; k--) {
        const Number *other = &audit->numbers.items[k - 1];
        if (other->sentence != n->sentence)
            break;
        if (is_factor(other))
            factors.items[factors.count++] = k - 1;
    }
    return factors;
}

static bool multiply(const Audit *audit, const Factors *factors, unsigned chosen, Ratio value, Ratio *out) {
    *out = value;
    for (size_t i = 0; i < factors->count; i++) {
        const Number *n = &audit->numbers.items[factors->items[i]];
        if (!(chosen & (1u << i)))
            continue;
        if (!ratio_multiply(*out, n->value, out) || (n->kind == NUMBER_PERCENT && !ratio_scale(*out, -2, out)))
            return false;
    }
    return true;
}

static void confirm(Audit *audit, const Factors *factors, unsigned chosen, size_t base, size_t result) {
    audit->numbers.items[base].checked = audit->numbers.items[result].checked = true;
    for (size_t i = 0; i < factors->count; i++)
        if (chosen & (1u << i))
            audit->numbers.items[factors->items[i]].checked = true;
}

static bool has_percent(const Audit *audit, const Factors *factors, unsigned chosen) {
    for (size_t i = 0; i < factors->count; i++)
        if ((chosen & (1u << i)) && audit->numbers.items[factors->items[i]].kind == NUMBER_PERCENT)
            return true;
    return false;
}

static bool try_base(Audit *audit, const Factors *factors, size_t base, size_t result) {
    const Number *n = &audit->numbers.items[result];
    for (unsigned chosen = 1; chosen < 1u << factors->count; chosen++) {
        Ratio product;
        /* A whole amount is multiplied by nothing but a percentage. */
        if (audit->numbers.items[base].role == ROLE_MAIN && !has_percent(audit, factors, chosen))
            continue;
        if (multiply(audit, factors, chosen, audit->numbers.items[base].value, &product) && number_says(n, product)) {
            confirm(audit, factors, chosen, base, result);
            return true;
        }
    }
    return false;
}

/*
 * The number whose slip explains why a price does not come to the amount: the amount, the price, or a factor.
 * *right: what it should be.
 */
static size_t slipped(const Audit *audit, const Factors *factors, size_t base, size_t result, Ratio *right) {
    const Number *price = &audit->numbers.items[base], *n = &audit->numbers.items[result];
    for (unsigned chosen = 1; chosen < 1u << factors->count; chosen++) {
        Ratio product, rest;
        if (!multiply(audit, factors, chosen, price->value, &product) || ratio_sign(product) == 0)
            continue;
        *right = product;
        if (slip_is(n, product))
            return result;
        if (!ratio_divide(n->value, product, &rest))
            continue;
        if (ratio_multiply(price->value, rest, right) && slip_is(price, *right))
            return base;
        for (size_t i = 0; i < factors->count; i++) {
            const Number *factor = &audit->numbers.items[factors->items[i]];
            if ((chosen & (1u << i)) && ratio_multiply(factor->value, rest, right) && slip_is(factor, *right))
                return factors->items[i];
        }
    }
    return NUMBER_NONE;
}

static void report(Audit *audit, const Factors *factors, size_t base, size_t result) {
    Ratio right;
    const size_t at = slipped(audit, factors, base, result, &right);
    if (at == NUMBER_NONE)
        return;
    Number *n = &audit->numbers.items[at];
    const Report r = {.subject = subject_name(n->phrase),
                      .expected = &right,
                      .others = {&audit->numbers.items[base], &audit->numbers.items[result]}};
    n->checked = true;
    report_number(audit, PROSE_EQUATION, PROSE_NOTE, n, &r);
}

static bool is_base(const Number *base, const Number *n) {
    const bool role = base->role == ROLE_EACH || base->role == ROLE_MAIN || base->role == ROLE_EQUATION;
    return base->kind == NUMBER_MONEY && role && n->sentence - base->sentence <= 1;
}

void products_check(Audit *audit) {
    for (size_t i = 0; i < audit->numbers.count; i++) {
        const Number *n = &audit->numbers.items[i];
        if (n->kind != NUMBER_MONEY || n->role != ROLE_MAIN || ratio_sign(n->value) == 0 || n->settled)
            continue;
        const Factors factors = factors_of(audit, i);
        int tried = 0;
        size_t price = NUMBER_NONE;
        bool fine = false;
        const size_t first = audit->plains[n->at.passage].first;
        for (size_t k = i; factors.count && k > first && i - k < LOOK_MAX && tried < BASES_MAX; k--) {
            if (!is_base(&audit->numbers.items[k - 1], n))
                continue;
            tried++;
            fine = try_base(audit, &factors, k - 1, i);
            if (fine)
                break;
            const Number *base = &audit->numbers.items[k - 1];
            if (price == NUMBER_NONE && base->role == ROLE_EACH && base->sentence == n->sentence)
                price = k - 1;
        }
        if (!fine && price != NUMBER_NONE)
            report(audit, &factors, price, i);
    }
}
