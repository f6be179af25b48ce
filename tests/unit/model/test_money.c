#include "model/money.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

static Money read_money(const char *digits, MoneyUnit unit) {
    Money money = {0};
    if (money_parse(str_from(digits), unit, &money) != MONEY_OK)
        fail_msg("not read: %s", digits);
    return money;
}

static void expect_print(Money money, MoneyFormat format, const char *expected) {
    Buf out = {0};
    buf_text(&out, "");
    money_print(money, &format, &out);
    assert_string_equal(out.bytes ? out.bytes : "", expected);
    buf_free(&out);
}

TEST(amounts_count_hundredths_of_a_yuan) {
    static const struct {
        const char *digits;
        MoneyUnit unit;
        int64_t value;
        int decimals;
    } cases[] = {
        {"1", MONEY_YUAN, 100, 0},
        {"0.01", MONEY_YUAN, 1, 2},
        {"-0.01", MONEY_YUAN, -1, 2},
        {"0", MONEY_WAN, 0, 0},
        {"-0.00", MONEY_WAN, 0, 2},
        {"3108.21", MONEY_WAN, 3108210000, 2},
        {"1897.5", MONEY_WAN, 1897500000, 1},
        {"0.000001", MONEY_WAN, 1, 6},
        {"0.00001", MONEY_THOUSAND, 1, 5},
        {"0.00000001", MONEY_MILLION, 1, 8},
        {"0.0000000001", MONEY_YI, 1, 10},
        {"371,514,655.00", MONEY_YUAN, 37151465500, 2},
        {"1,000", MONEY_WAN, 1000000000, 0},
        {"40000000000000000", MONEY_YUAN, MONEY_MAX, 0},
        {"-400000000", MONEY_YI, -MONEY_MAX, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Money money = read_money(cases[i].digits, cases[i].unit);
        assert_true(money.value == cases[i].value);
        assert_int_equal(money.decimals, cases[i].decimals);
        assert_int_equal(money.unit, cases[i].unit);
    }
}

TEST(what_is_no_amount_is_refused) {
    static const char *const bad[] = {"",      "-",    "+1",  "1.",     ".5",    "01",       "-01",      "00",
                                      "1e3",   "1E3",  "0x1", " 1",     "1 ",    "1..2",     "1.2.3",    "--1",
                                      "1,00",  ",1",   "1,",  "1,0000", "12,34", "1234,567", "1,234,56", "1.2,345",
                                      "0,123", "１２", "1元", "NaN",    "inf",   "1,,000"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Money money;
        if (money_parse(str_from(bad[i]), MONEY_WAN, &money) != MONEY_NOT_A_NUMBER)
            fail_msg("read: %s", bad[i]);
    }
}

TEST(what_is_too_fine_or_too_large_is_told_apart) {
    static const struct {
        const char *digits;
        MoneyUnit unit;
        MoneyFault fault;
    } cases[] = {
        {"0.001", MONEY_YUAN, MONEY_TOO_FINE},
        {"1.000", MONEY_YUAN, MONEY_TOO_FINE},
        {"0.0000001", MONEY_WAN, MONEY_TOO_FINE},
        {"40000000000000000.01", MONEY_YUAN, MONEY_TOO_LARGE},
        {"-40000000000000000.01", MONEY_YUAN, MONEY_TOO_LARGE},
        {"400000001", MONEY_YI, MONEY_TOO_LARGE},
        {"9223372036854775807", MONEY_YUAN, MONEY_TOO_LARGE},
        {"99999999999999999999999999999999", MONEY_YUAN, MONEY_TOO_LARGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Money money;
        assert_int_equal(money_parse(str_from(cases[i].digits), cases[i].unit, &money), cases[i].fault);
    }
}

TEST(as_given_keeps_the_digits) {
    static const char *const given[] = {"1897.5", "20.00", "0.00", "0", "-3.10", "3245.21"};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        expect_print(read_money(given[i], MONEY_WAN),
                     (MoneyFormat){.unit = MONEY_WAN, .decimals = MONEY_DECIMALS_GIVEN}, given[i]);
}

TEST(as_given_in_another_unit_is_exact_and_shortest) {
    const MoneyFormat wan = {.unit = MONEY_WAN, .decimals = MONEY_DECIMALS_GIVEN};
    const MoneyFormat yuan = {.unit = MONEY_YUAN, .decimals = MONEY_DECIMALS_GIVEN, .separators = true};
    expect_print(read_money("371,514,655.00", MONEY_YUAN), wan, "37151.4655");
    expect_print(read_money("100000.00", MONEY_YUAN), wan, "10");
    expect_print(read_money("0.01", MONEY_YUAN), wan, "0.000001");
    expect_print(read_money("3108.21", MONEY_WAN), yuan, "31,082,100");
    expect_print(read_money("-1.5", MONEY_YI), yuan, "-150,000,000");
}

TEST(rounding_is_half_up_away_from_zero) {
    const MoneyFormat two = {.unit = MONEY_WAN, .decimals = 2}, none = {.unit = MONEY_WAN, .decimals = 0};
    expect_print(read_money("1.005", MONEY_WAN), two, "1.01");
    expect_print(read_money("1.00499", MONEY_WAN), two, "1.00");
    expect_print(read_money("-1.005", MONEY_WAN), two, "-1.01");
    expect_print(read_money("0.5", MONEY_WAN), none, "1");
    expect_print(read_money("0.499999", MONEY_WAN), none, "0");
    expect_print(read_money("-0.004", MONEY_WAN), two, "0.00");
    expect_print(read_money("999.995", MONEY_WAN), two, "1000.00");
    expect_print(read_money("1", MONEY_YUAN), (MoneyFormat){.unit = MONEY_YUAN, .decimals = 6}, "1.000000");
    expect_print(read_money("0.05", MONEY_YUAN), (MoneyFormat){.unit = MONEY_YUAN, .decimals = 5}, "0.05000");
}

TEST(separators_stand_in_threes) {
    MoneyFormat format = {.unit = MONEY_YUAN, .decimals = 2, .separators = true};
    expect_print(read_money("371514655", MONEY_YUAN), format, "371,514,655.00");
    expect_print(read_money("999", MONEY_YUAN), format, "999.00");
    expect_print(read_money("1000", MONEY_YUAN), format, "1,000.00");
    expect_print(read_money("-100000", MONEY_YUAN), format, "-100,000.00");
    format.decimals = 0;
    expect_print(read_money("40000000000000000", MONEY_YUAN), format, "40,000,000,000,000,000");
}

TEST(zero_is_printed_as_the_form_says) {
    const Money zero = read_money("0.0", MONEY_WAN), tiny = read_money("0.001", MONEY_WAN);
    MoneyFormat format = {.unit = MONEY_WAN, .decimals = 2};
    expect_print(zero, format, "0.00");
    format.zero = MONEY_ZERO_BLANK;
    expect_print(zero, format, "");
    expect_print(tiny, format, "0.00");
    format.zero = MONEY_ZERO_PLAIN;
    expect_print(zero, format, "0");
    format.zero = MONEY_ZERO_FULL;
    expect_print(zero, format, "0.00");
    format.decimals = MONEY_DECIMALS_GIVEN;
    expect_print(zero, format, "0.00");
    format.decimals = 0;
    expect_print(zero, format, "0");
    format.zero = MONEY_ZERO_LIKE;
    format.dash_zero = true;
    expect_print(zero, format, "—");
}

/* ---- properties ----------------------------------------------------------------------------------------- */

static uint64_t bits = 88172645463325252u;

static uint64_t random_bits(void) {
    bits ^= bits << 13;
    bits ^= bits >> 7;
    bits ^= bits << 17;
    return bits;
}

/* Amounts of every size alike. */
static int64_t random_value(void) {
    int64_t value = (int64_t)(random_bits() >> (1 + random_bits() % 63)) % MONEY_MAX;
    return random_bits() & 1 ? -value : value;
}

/* numerator / 10^places, by long division in text, as an independent way of printing. */
static void print_exact(__int128 numerator, int places, bool separators, char *out) {
    char digits[64];
    int count = 0;
    bool negative = numerator < 0;
    if (negative)
        numerator = -numerator;
    while (count <= places || numerator > 0) {
        digits[count++] = (char)('0' + (int)(numerator % 10));
        numerator /= 10;
    }
    if (negative)
        *out++ = '-';
    for (int i = count - 1; i >= 0; i--) {
        *out++ = digits[i];
        if (i == places && places > 0)
            *out++ = '.';
        else if (separators && i > places && (i - places) % 3 == 0)
            *out++ = ',';
    }
    *out = '\0';
}

static __int128 power(int exponent) {
    __int128 result = 1;
    while (exponent-- > 0)
        result *= 10;
    return result;
}

static const int unit_places[] = {2, 5, 6, 8, 10};

TEST(printing_rounds_as_exact_arithmetic_does) {
    for (int i = 0; i < 200000; i++) {
        Money money = {.value = random_value(), .unit = (uint8_t)(random_bits() % MONEY_UNIT_COUNT)};
        MoneyFormat format = {.unit = (MoneyUnit)(random_bits() % MONEY_UNIT_COUNT),
                              .decimals = (int)(random_bits() % 7)};
        format.separators = random_bits() & 1;
        char expected[80];
        /* value / 10^places, scaled by 10^decimals, half away from zero */
        __int128 numerator = (__int128)money.value * power(format.decimals) * 2,
                 divisor = power(unit_places[format.unit]);
        numerator += numerator < 0 ? -divisor : divisor;
        print_exact(numerator / (2 * divisor), format.decimals, format.separators, expected);
        expect_print(money, format, expected);
    }
}

TEST(what_is_printed_as_given_is_read_back) {
    for (int i = 0; i < 200000; i++) {
        MoneyUnit unit = (MoneyUnit)(random_bits() % MONEY_UNIT_COUNT);
        int decimals = (int)(random_bits() % (uint64_t)(unit_places[unit] + 1));
        int64_t step = (int64_t)power(unit_places[unit] - decimals);
        Money money = {.value = random_value() / step * step, .decimals = (uint8_t)decimals, .unit = (uint8_t)unit};
        const MoneyFormat given = {.unit = unit, .decimals = MONEY_DECIMALS_GIVEN, .separators = random_bits() & 1};
        Buf out = {0};
        money_print(money, &given, &out);
        Money again = read_money(out.bytes, unit);
        assert_true(again.value == money.value && again.decimals == money.decimals && again.unit == money.unit);
        buf_free(&out);
    }
}

TEST(units_have_names) {
    assert_string_equal(money_unit_name(MONEY_YUAN), "元");
    assert_string_equal(money_unit_name(MONEY_WAN), "万元");
    assert_null(money_unit_names[MONEY_UNIT_COUNT]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_count_hundredths_of_a_yuan),
        cmocka_unit_test(what_is_no_amount_is_refused),
        cmocka_unit_test(what_is_too_fine_or_too_large_is_told_apart),
        cmocka_unit_test(as_given_keeps_the_digits),
        cmocka_unit_test(as_given_in_another_unit_is_exact_and_shortest),
        cmocka_unit_test(rounding_is_half_up_away_from_zero),
        cmocka_unit_test(separators_stand_in_threes),
        cmocka_unit_test(zero_is_printed_as_the_form_says),
        cmocka_unit_test(printing_rounds_as_exact_arithmetic_does),
        cmocka_unit_test(what_is_printed_as_given_is_read_back),
        cmocka_unit_test(units_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
