/*
 * products: arithmetic in words, "单价9万元/台，四台，按10%测算，每年3.6万元".
 *
 * Words leave open what is multiplied by what. So a product that comes out is a relation that holds, and one that does
 * not says nothing.
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
    for (size_t k = result; k > audit->plains[n->at.passage].first && factors.count < FACTORS_MAX; k--) {
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

static bool try_base(Audit *audit, const Factors *factors, size_t base, size_t result) {
    const Number *n = &audit->numbers.items[result];
    for (unsigned chosen = 1; chosen < 1u << factors->count; chosen++) {
        Ratio product;
        if (multiply(audit, factors, chosen, audit->numbers.items[base].value, &product) && number_says(n, product)) {
            confirm(audit, factors, chosen, base, result);
            return true;
        }
    }
    return false;
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
        for (size_t k = i; factors.count && k > audit->plains[n->at.passage].first && tried < BASES_MAX; k--) {
            if (!is_base(&audit->numbers.items[k - 1], n))
                continue;
            tried++;
            if (try_base(audit, &factors, k - 1, i))
                break;
        }
    }
}
