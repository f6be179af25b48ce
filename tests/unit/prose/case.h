/*
 * case: a sentence under a heading, and what is to be found in it.
 *
 * The report it stands in is small: income of 1000.00 from a general public budget of 800.00 and other income of
 * 200.00, spent on 教育 700.00 (of which general 500.00) and 住房保障 300.00; basic expenditure 600.00, projects
 * 400.00.
 */
#ifndef BANXIN_TESTS_PROSE_CASE_H
#define BANXIN_TESTS_PROSE_CASE_H

#include "book.h"
#include "test.h"

typedef struct Case {
    const char *heading; /* one, or several by '|'; "" for none */
    const char *text;    /* one passage, or several by '|' */
    ProseRule rule;      /* PROSE_RULE_COUNT: nothing is found */
    ProseWeight weight;
    const char *said, *expected; /* NULL: not asked */
} Case;

#define NOTHING PROSE_RULE_COUNT, PROSE_NOTE, NULL, NULL

/* The report with such passages; lives in the arena. */
const ProseBook *case_book(Arena *arena, const char *heading, const char *text);
/* Runs the cases: each finds exactly its one finding, or none. */
void case_run(const Case *cases, size_t count);
/* How many numbers of the text take part in a relation. */
size_t case_checked(const char *heading, const char *text);

#define CASES(cases) case_run(cases, sizeof cases / sizeof cases[0])

#endif
