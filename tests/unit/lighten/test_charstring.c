/* Type 2 charstrings, byte for byte. A number n of -107 to 107 is the byte n + 139. */
#include "charstring.h"

#include <string.h>

#include "../../support/test.h"
#include "shapes.h"

#define N(n) ((char)(uint8_t)((n) + 139))

enum { VMOVE = 4, RLINE = 5, HLINE = 6, VLINE = 7, RRCURVE = 8, END = 14, RMOVE = 21, HMOVE = 22, HHCURVE = 27 };
enum { HVCURVE = 31, RLINECURVE = 25 };

static void expect(Outline *outline, bool has_width, int width, const char *bytes, size_t length) {
    Buf out = {0};
    assert_true(charstring_write(&out, outline, has_width, width));
    assert_int_equal(out.length, length);
    assert_memory_equal(out.bytes, bytes, length);
    buf_free(&out);
    outline_free(outline);
}

TEST(nothing_is_an_end) {
    Outline o = {0};
    expect(&o, false, 0, (char[]){END}, 1);
}

TEST(a_width_stands_first) {
    Outline o = {0};
    expect(&o, true, -300, (char[]){(char)251, (char)192, END}, 3);
}

TEST(a_box_takes_one_operator_and_three_lines) {
    Outline o = {0};
    draw_box(&o, 10, 20, 60, 90);
    char bytes[] = {N(10), N(20), RMOVE, N(50), N(70), N(-50), HLINE, END};
    expect(&o, false, 0, bytes, sizeof bytes);
}

TEST(a_contour_begins_where_the_closing_line_is_dearest) {
    Outline o = {0};
    outline_begin(&o, (Spot){0, 50});
    draw_line(&o, 0, 100);
    draw_curve(&o, 30, 100, 300, 80, 300, 50);
    draw_line(&o, 10, 3); /* this one */
    draw_curve(&o, 5, 5, 2, 40, 0, 50);
    outline_end(&o);
    char bytes[] = {N(10), N(3),  RMOVE, N(-5),     N(2),      N(-3),  N(35),  N(-2),   N(10), RRCURVE,
                    N(50), VLINE, N(30), (char)247, (char)162, N(-20), N(-30), HVCURVE, END};
    expect(&o, false, 0, bytes, sizeof bytes);
}

TEST(curves_that_swing_share_an_operator) {
    Outline o = {0};
    outline_begin(&o, (Spot){0, 0});
    draw_curve(&o, 10, 0, 20, 10, 20, 20);
    draw_curve(&o, 20, 30, 10, 40, 0, 40);
    draw_curve(&o, -10, 40, -20, 30, -20, 20);
    draw_curve(&o, -20, 10, -10, 0, 0, 0);
    outline_end(&o);
    char bytes[] = {N(0),   HMOVE,  N(10),  N(10),  N(10),  N(10), N(10),  N(-10), N(10),   N(-10),
                    N(-10), N(-10), N(-10), N(-10), N(-10), N(10), N(-10), N(10),  HVCURVE, END};
    expect(&o, false, 0, bytes, sizeof bytes);
}

TEST(curves_level_at_both_ends_spare_two_numbers) {
    Outline o = {0};
    outline_begin(&o, (Spot){0, 0});
    draw_curve(&o, 10, 3, 20, 10, 30, 10);
    draw_curve(&o, 40, 10, 50, 20, 60, 20);
    draw_line(&o, 0, 90);
    outline_end(&o);
    char bytes[] = {N(0),  HMOVE, N(3),  N(10),   N(10),  N(7),  N(10), N(10),
                    N(10), N(10), N(10), HHCURVE, N(-60), N(70), RLINE, END};
    expect(&o, false, 0, bytes, sizeof bytes);
}

TEST(lines_and_a_curve_share_an_operator) {
    Outline o = {0};
    outline_begin(&o, (Spot){0, 0});
    draw_line(&o, 50, 1);
    draw_line(&o, 60, 30);
    draw_curve(&o, 50, 35, 40, 45, 35, 60);
    outline_end(&o);
    char bytes[] = {N(0), HMOVE, N(50), N(1), N(10), N(29), N(-10), N(5), N(-10), N(10), N(-5), N(15), RLINECURVE, END};
    expect(&o, false, 0, bytes, sizeof bytes);
}

TEST(numbers_take_one_to_three_bytes) {
    Outline o = {0};
    outline_begin(&o, (Spot){0, 108});
    draw_line(&o, 1131, 108);
    draw_line(&o, 1131, 2000);
    draw_line(&o, 0, 2000);
    outline_end(&o);
    char bytes[] = {(char)247, 0, VMOVE, (char)250, (char)255, 28, 7, 100, (char)254, (char)255, HLINE, END};
    expect(&o, false, 0, bytes, sizeof bytes);
}

/* The greatest number of arguments that stand before an operator. */
static int most_arguments(const Buf *out) {
    int most = 0, count = 0;
    for (size_t i = 0; i < out->length; i++) {
        uint8_t byte = (uint8_t)out->bytes[i];
        if (byte >= 32 || byte == 28) {
            count++;
            i += byte == 28 ? 2 : byte >= 247 ? 1 : 0;
        } else {
            most = count > most ? count : most;
            count = 0;
        }
    }
    return most;
}

TEST(no_operator_has_more_than_48_arguments) {
    Outline lines = {0}, curves = {0};
    Buf out = {0};
    outline_begin(&lines, (Spot){0, 0});
    for (int i = 1; i < 200; i++)
        draw_line(&lines, i * 3, (i % 2) * 7 + i);
    outline_end(&lines);
    outline_begin(&curves, (Spot){0, 0});
    for (int i = 0; i < 100; i++)
        draw_curve(&curves, i * 10 + 3, i + 1, i * 10 + 6, i - 2, i * 10 + 10, i + 1);
    outline_end(&curves);
    assert_true(charstring_write(&out, &lines, false, 0));
    assert_int_equal(most_arguments(&out), 48);
    out.length = 0;
    assert_true(charstring_write(&out, &curves, false, 0));
    assert_in_range(most_arguments(&out), 42, 48);
    buf_free(&out);
    outline_free(&lines);
    outline_free(&curves);
}

TEST(a_step_beyond_16_bits_is_refused) {
    Outline o = {0};
    Buf out = {0};
    draw_box(&o, -20000, 0, 20000, 10);
    assert_false(charstring_write(&out, &o, false, 0));
    buf_free(&out);
    outline_free(&o);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_an_end),
        cmocka_unit_test(a_width_stands_first),
        cmocka_unit_test(a_box_takes_one_operator_and_three_lines),
        cmocka_unit_test(a_contour_begins_where_the_closing_line_is_dearest),
        cmocka_unit_test(curves_that_swing_share_an_operator),
        cmocka_unit_test(curves_level_at_both_ends_spare_two_numbers),
        cmocka_unit_test(lines_and_a_curve_share_an_operator),
        cmocka_unit_test(numbers_take_one_to_three_bytes),
        cmocka_unit_test(no_operator_has_more_than_48_arguments),
        cmocka_unit_test(a_step_beyond_16_bits_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
