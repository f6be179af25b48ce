/*
 * A slip of the hand is found: in reports that agree with themselves, each number that was checked is changed, its last
 * digit by one or two neighbouring digits in each other's place, and something must be said.
 */
#include <stdio.h>
#include <string.h>

#include "book.h"
#include "test.h"

#define BOOKS         SOURCE_DIR "/tests/unit/prose/books/"
#define DIGITS_MAX    32
#define LEAST_PERCENT 95

typedef struct Score {
    size_t tried, found;
} Score;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Is anything found when the passage reads so? */
static bool is_found(const ProseBook *book, size_t passage, Str text) {
    Arena *arena = arena_new();
    ProsePassage *passages = arena_copy(arena, book->passages, book->passage_count * sizeof *passages);
    passages[passage].text = text;
    ProseBook other = *book;
    other.passages = passages;
    const bool found = prose_audit(arena, &other).count > 0;
    arena_free(arena);
    return found;
}

static void try_text(const ProseBook *book, ProseSpan at, char *changed, size_t length, Score *score) {
    const bool found = is_found(book, at.passage, (Str){changed, length});
    score->tried++;
    score->found += found;
    if (!found)
        print_message("not found: %.*s\n", (int)(at.to - at.from), changed + at.from);
}

static void change_last(char *digits, size_t length) {
    for (size_t i = length; i > 0; i--) {
        if (is_digit(digits[i - 1])) {
            digits[i - 1] = digits[i - 1] == '9' ? '8' : (char)(digits[i - 1] + 1);
            return;
        }
    }
}

static void slip(const ProseBook *book, ProseSpan at, Score *score) {
    const Str text = book->passages[at.passage].text;
    Arena *arena = arena_new();
    char *changed = arena_copy(arena, text.text, text.length), *digits = changed + at.from;
    size_t length = 0;
    while (at.from + length < at.to && strchr("0123456789.,", digits[length]))
        length++;
    change_last(digits, length);
    try_text(book, at, changed, text.length, score);
    memcpy(changed, text.text, text.length);
    for (size_t i = 0; i + 1 < length; i++) {
        size_t next = i + 1 < length && !is_digit(digits[i + 1]) ? i + 2 : i + 1;
        if (next >= length || !is_digit(digits[i]) || digits[i] == digits[next] || (i == 0 && digits[next] == '0'))
            continue;
        const char kept = digits[i];
        digits[i] = digits[next];
        digits[next] = kept;
        try_text(book, at, changed, text.length, score);
        memcpy(changed, text.text, text.length);
    }
    arena_free(arena);
}

static Score slip_book(const char *path) {
    Arena *arena = arena_new();
    const ProseBook *book = book_open(arena, path);
    const ProseFindings found = prose_audit(arena, book);
    Score score = {0, 0};
    for (size_t i = 0; i < found.number_count; i++)
        if (found.numbers[i].checked)
            slip(book, found.numbers[i].at, &score);
    arena_free(arena);
    return score;
}

TEST(slips_in_checked_numbers_are_found) {
    static const char *const books[] = {"hubei", "shanghai", "sichuan", "accounts", "science", "office", "police"};
    Score all = {0, 0};
    for (size_t i = 0; i < sizeof books / sizeof books[0]; i++) {
        char path[256];
        snprintf(path, sizeof path, BOOKS "%s.book", books[i]);
        const Score score = slip_book(path);
        print_message("%s: %zu of %zu slips found\n", books[i], score.found, score.tried);
        all.tried += score.tried;
        all.found += score.found;
    }
    print_message("kill rate: %zu.%zu%%\n", all.found * 100 / all.tried, all.found * 1000 / all.tried % 10);
    assert_true(all.tried > 500);
    assert_true(all.found * 100 >= all.tried * LEAST_PERCENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_in_checked_numbers_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
