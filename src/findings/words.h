/*
 * words: what findings are called, the same in every way of writing them.
 */
#ifndef BANXIN_FINDINGS_WORDS_H
#define BANXIN_FINDINGS_WORDS_H

#include "findings/review.h"

/* Words that differ by language, as [WORD_...][Language]. */
typedef enum Word {
    WORD_ACCEPTED,  /* of a finding that the report answers for */
    WORD_UNCHECKED, /* of a report that could not be read */
    WORD_DIFFERENCE,
    WORD_REASON,
    WORD_BLANK, /* the value of a blank cell */
    WORD_COLON, /* between a name and what it has */
    WORD_COMMA,
    WORD_SEMICOLON,
    WORD_OPEN, /* brackets */
    WORD_CLOSE,
    WORD_COUNT
} Word;

const char *word(Word id, Language language);

/* "error": for programs. */
const char *severity_id(FindingSeverity severity);
/* 错误, "error": for people. */
const char *severity_word(FindingSeverity severity, Language language);

/* A finding's text in a language: its message, or its title where it has none. */
Str finding_text(const Finding *finding, Language language);

/* Appends "第12页" by the number the page prints, "文件第3页" by the sheet where it prints none. */
bool page_known(const Review *review, int page);
void page_push(const Review *review, int page, Language language, Buf *out);

/* Appends "2 reports checked: 1 error, 0 warnings, 3 notes; 1 accepted; 1 not checked", without a full stop. */
void tally_push(const Tally *tally, Language language, Buf *out);

#endif
