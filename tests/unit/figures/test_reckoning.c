/*
 * Random expressions of numbers against a reckoning of their own: plain fractions of 64 bits each way, worked out while
 * the text is written. The same texts on every machine.
 */
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "world.h"

#define EXPRESSIONS 6000
#define DEPTH       5

static uint64_t seed = 88172645463325252u;

static int below(int limit) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int)(seed % (uint64_t)limit);
}

/* A fraction not in lowest terms, or none: a division by nought, or too large to be followed here. */
typedef struct Fraction {
    bool known, by_nought;
    int64_t top, bottom; /* bottom above 0 */
} Fraction;

#define LIMIT ((Wide)1 << 60)

static Fraction make(Wide top, Wide bottom) {
    Wide a = top < 0 ? -top : top, b = bottom < 0 ? -bottom : bottom;
    while (b != 0) {
        Wide rest = a % b;
        a = b;
        b = rest;
    }
    if (a != 0) {
        top /= a;
        bottom /= a;
    }
    if (bottom < 0) {
        top = -top;
        bottom = -bottom;
    }
    if (top > LIMIT || top < -LIMIT || bottom > LIMIT || bottom == 0)
        return (Fraction){0};
    return (Fraction){true, false, (int64_t)top, (int64_t)bottom};
}

static Fraction unknown_of(Fraction a, Fraction b) { return (Fraction){.by_nought = a.by_nought || b.by_nought}; }

static int compare(Fraction a, Fraction b) {
    Wide left = (Wide)a.top * b.bottom, right = (Wide)b.top * a.bottom;
    return (left > right) - (left < right);
}

/* Half up, away from nought, to `decimals`. */
static Fraction rounded(Fraction a, int decimals) {
    Wide power = 1;
    for (int i = 0; i < decimals; i++)
        power *= 10;
    Wide top = (Wide)(a.top < 0 ? -a.top : a.top) * power;
    Wide whole = (2 * top + a.bottom) / (2 * (Wide)a.bottom);
    return make(a.top < 0 ? -whole : whole, power);
}

static Fraction write_expr(Buf *out, int depth);

static Fraction write_number(Buf *out) {
    int digits = below(100000), decimals = below(4);
    static const int powers[] = {1, 10, 100, 1000};
    if (decimals == 0)
        buf_printf(out, "%d", digits);
    else
        buf_printf(out, "%d.%0*d", digits / powers[decimals], decimals, digits % powers[decimals]);
    return make(digits, powers[decimals]);
}

static Fraction write_binary(Buf *out, int depth) {
    static const char signs[] = {'+', '-', '*', '/'};
    char sign = signs[below(4)];
    buf_text(out, "(");
    Fraction a = write_expr(out, depth - 1);
    buf_printf(out, " %c ", sign);
    Fraction b = write_expr(out, depth - 1);
    buf_text(out, ")");
    if (!a.known || !b.known)
        return unknown_of(a, b);
    switch (sign) {
    case '+': return make((Wide)a.top * b.bottom + (Wide)b.top * a.bottom, (Wide)a.bottom * b.bottom);
    case '-': return make((Wide)a.top * b.bottom - (Wide)b.top * a.bottom, (Wide)a.bottom * b.bottom);
    case '*': return make((Wide)a.top * b.top, (Wide)a.bottom * b.bottom);
    default: break;
    }
    if (b.top == 0)
        return (Fraction){.by_nought = true};
    return make((Wide)a.top * b.bottom, (Wide)a.bottom * b.top);
}

static Fraction write_choice(Buf *out, int depth) {
    bool least = below(2) == 0;
    buf_text(out, least ? "min(" : "max(");
    Fraction a = write_expr(out, depth - 1);
    buf_text(out, ", ");
    Fraction b = write_expr(out, depth - 1);
    buf_text(out, ")");
    if (!a.known || !b.known)
        return unknown_of(a, b);
    return (compare(a, b) < 0) == least ? a : b;
}

/* Only the branch that is taken is reckoned. */
static Fraction write_if(Buf *out, int depth) {
    buf_text(out, "if(");
    Fraction a = write_expr(out, depth - 1);
    buf_text(out, " > ");
    Fraction b = write_expr(out, depth - 1);
    buf_text(out, ", ");
    Fraction yes = write_expr(out, depth - 1);
    buf_text(out, ", ");
    Fraction no = write_expr(out, depth - 1);
    buf_text(out, ")");
    if (!a.known || !b.known)
        return unknown_of(a, b);
    return compare(a, b) > 0 ? yes : no;
}

static Fraction write_share(Buf *out, int depth) {
    bool growth = below(2) == 0;
    buf_text(out, growth ? "growth(" : "share(");
    Fraction a = write_expr(out, depth - 1);
    buf_text(out, ", ");
    Fraction b = write_expr(out, depth - 1);
    buf_text(out, ")");
    if (!a.known || !b.known)
        return unknown_of(a, b);
    if (b.top == 0)
        return (Fraction){.by_nought = true};
    Fraction part = growth ? make((Wide)a.top * b.bottom - (Wide)b.top * a.bottom, (Wide)a.bottom * b.bottom) : a;
    part = part.known ? make((Wide)part.top * b.bottom, (Wide)part.bottom * b.top) : part;
    return part.known ? make((Wide)part.top * 100, part.bottom) : part;
}

static Fraction write_one(Buf *out, int depth) {
    int decimals = below(4), kind = below(3);
    buf_text(out, kind == 0 ? "round(" : kind == 1 ? "abs(" : "-(");
    Fraction a = write_expr(out, depth - 1);
    if (kind == 0)
        buf_printf(out, ", %d)", decimals);
    else
        buf_text(out, ")");
    if (!a.known)
        return a;
    if (kind == 0)
        return rounded(a, decimals);
    return make(kind == 1 && a.top > 0 ? a.top : -(Wide)a.top, a.bottom);
}

static Fraction write_expr(Buf *out, int depth) {
    if (depth == 0)
        return write_number(out);
    switch (below(8)) {
    case 0: return write_number(out);
    case 1: return write_choice(out, depth);
    case 2: return write_if(out, depth < 3 ? depth : 3);
    case 3: return write_share(out, depth);
    case 4: return write_one(out, depth);
    default: return write_binary(out, depth);
    }
}

static void expect_same(World *world, const char *text, Fraction expected, int *followed) {
    Figure figure;
    const Expr *expr = world_expr(world, text);
    diag_list_clear(world->diags);
    assert_non_null(expr);
    bool known = figures_eval(world->figures, &world->scope, expr, &figure);
    if (!expected.known && !expected.by_nought)
        return; /* too large for this file, if not for that one */
    (*followed)++;
    bool same = known == expected.known &&
                (!known || (figure.kind == FIGURE_NUMBER && figure.number.bottom > 0 &&
                            figure.number.top == expected.top && figure.number.bottom == expected.bottom));
    if (!same)
        fail_msg("%s: expected %lld/%lld", text, (long long)expected.top, (long long)expected.bottom);
}

TEST(random_expressions_give_what_plain_fractions_give) {
    World world = world_good("\"data\": {}", "\"data\": {}");
    int followed = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
        Buf text = {0};
        Fraction expected = write_expr(&text, 1 + below(DEPTH));
        if (text.length < EXPR_BYTES_MAX)
            expect_same(&world, text.bytes, expected, &followed);
        buf_free(&text);
    }
    assert_true(followed > EXPRESSIONS / 2);
    world_free(&world);
}

/* Sums of amounts of any unit are sums of whole hundredths of a yuan. */
TEST(random_sums_of_amounts_lose_nothing) {
    static const char *const units[] = {"元", "千元", "万元", "百万元", "亿元"};
    static const int64_t hundredths[] = {100, 100000, 1000000, 100000000, 10000000000};
    World world = world_good("\"data\": {}", "\"data\": {}");
    for (int i = 0; i < EXPRESSIONS / 4; i++) {
        Buf text = {0};
        int64_t sum = 0;
        for (int part = 0, count = 1 + below(30); part < count; part++) {
            int unit = below(5), amount = below(10000), decimals = below(3);
            bool minus = part > 0 && below(2) == 0;
            static const int powers[] = {1, 10, 100};
            buf_printf(&text, "%s%d.%0*d%s",
                       part == 0 ? ""
                       : minus   ? " - "
                                 : " + ",
                       amount / powers[decimals], decimals + 1, amount % powers[decimals] * 10, units[unit]);
            int64_t value = (int64_t)amount * hundredths[unit] / powers[decimals];
            sum += minus ? -value : value;
        }
        Figure figure;
        assert_true(figures_eval(world.figures, &world.scope, world_expr(&world, text.bytes), &figure));
        if (figure.kind != FIGURE_AMOUNT || figure.number.top != sum || figure.number.bottom != 1)
            fail_msg("%s: expected %lld", text.bytes, (long long)sum);
        buf_free(&text);
    }
    world_free(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_expressions_give_what_plain_fractions_give),
        cmocka_unit_test(random_sums_of_amounts_lose_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
