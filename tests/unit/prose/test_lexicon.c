/*
 * Which word of a list a text begins or ends with.
 */
#include "prose/lexicon.h"

#include <string.h>

#include "test.h"

static const Lexeme WORDS[] = {
    LEXEME("收入", 1), LEXEME("事业收入", 2), LEXEME("入", 3), LEXEME(":", 4), LEXEME("收入:", 5), LEXEME("敶入", 6),
};

static uint32_t starts(Lexicon *lexicon, const char *text) {
    const Lexeme *word = lexicon_starts(lexicon, str_from(text));
    return word ? word->value : 0;
}

static uint32_t ends(Lexicon *lexicon, const char *text) {
    const Lexeme *word = lexicon_ends(lexicon, str_from(text));
    return word ? word->value : 0;
}

TEST(the_longest_word_counts) {
    Lexicon lexicon = LEXICON(WORDS);
    assert_int_equal(starts(&lexicon, "收入预算"), 1);
    assert_int_equal(starts(&lexicon, "收入:预算"), 5);
    assert_int_equal(ends(&lexicon, "本年事业收入"), 2);
    assert_int_equal(ends(&lexicon, "本年收入"), 1);
    assert_int_equal(ends(&lexicon, "放入"), 3);
    assert_int_equal(ends(&lexicon, "项目:"), 4);
}

TEST(what_holds_no_word_has_none) {
    Lexicon lexicon = LEXICON(WORDS);
    assert_int_equal(starts(&lexicon, ""), 0);
    assert_int_equal(ends(&lexicon, ""), 0);
    assert_int_equal(starts(&lexicon, "收"), 0);
    assert_int_equal(starts(&lexicon, "业收入"), 0);
    assert_int_equal(ends(&lexicon, "收入预算"), 0);
}

/* U+6536 and U+6576 end in the same six bits. */
TEST(characters_of_one_chain_are_told_apart) {
    Lexicon lexicon = LEXICON(WORDS);
    assert_int_equal(starts(&lexicon, "敶入"), 6);
    assert_int_equal(starts(&lexicon, "收入"), 1);
}

/* A text may be part of another: nothing past its length is looked at. */
TEST(a_text_ends_where_its_length_says) {
    Lexicon lexicon = LEXICON(WORDS);
    const Lexeme *word = lexicon_starts(&lexicon, (Str){"收入:", strlen("收入")});
    assert_non_null(word);
    assert_int_equal(word->value, 1);
    assert_null(lexicon_starts(&lexicon, (Str){"收入", 5}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_word_counts),
        cmocka_unit_test(what_holds_no_word_has_none),
        cmocka_unit_test(characters_of_one_chain_are_told_apart),
        cmocka_unit_test(a_text_ends_where_its_length_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
