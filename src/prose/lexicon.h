/*
 * lexicon: a fixed list of words, asked at every character of a text which of them stands there.
 *
 * The words are linked by the byte that tells first, and last, characters apart, so that a question looks at the few
 * that may fit. The links are made when a lexicon is first asked, and never change.
 */
#ifndef BANXIN_PROSE_LEXICON_H
#define BANXIN_PROSE_LEXICON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define LEXICON_WORDS_MAX 255
#define LEXICON_CHAINS    64

typedef struct Lexeme {
    const char *text;
    size_t length;
    uint32_t value; /* what the word tells */
} Lexeme;

/* A chain holds numbers of words, counted from 1; 0 ends it. */
typedef struct Lexicon {
    const Lexeme *words;
    size_t count;
    bool linked;
    uint8_t first[LEXICON_CHAINS], last[LEXICON_CHAINS];
    uint8_t after_first[LEXICON_WORDS_MAX + 1], after_last[LEXICON_WORDS_MAX + 1];
} Lexicon;

/* The initialiser of a Lexicon over an array of at most LEXICON_WORDS_MAX words. */
#define LEXICON(array)                                                                                                 \
    { .words = (array), .count = sizeof(array) / sizeof *(array) }
/* The initialiser of a Lexeme. */
#define LEXEME(word, meaning)                                                                                          \
    { word, sizeof(word) - 1, meaning }

/* The longest word that `s` begins, ends with; NULL when there is none. */
const Lexeme *lexicon_starts(Lexicon *lexicon, Str s);
const Lexeme *lexicon_ends(Lexicon *lexicon, Str s);

#endif
