/* The words a title is not parted in: found only if they stand in their order. */
#include "text/terms.c"

#include "test.h"

static int compare(const char32_t *a, const char32_t *b) {
    for (; *a && *a == *b; a++)
        b++;
    return *a < *b ? -1 : *a > *b;
}

TEST(words_stand_in_the_order_of_their_characters_and_none_twice) {
    for (size_t i = 1; i < TERM_COUNT; i++)
        assert_true(compare(TERMS[i - 1], TERMS[i]) < 0);
}

TEST(a_word_begins_with_han_and_has_two_characters_at_least) {
    for (size_t i = 0; i < TERM_COUNT; i++)
        assert_true(TERMS[i][0] >= 0x4E00 && TERMS[i][0] <= 0x9FFF && TERMS[i][1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stand_in_the_order_of_their_characters_and_none_twice),
        cmocka_unit_test(a_word_begins_with_han_and_has_two_characters_at_least),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
