#include "prose/lexicon.h"

#include <assert.h>
#include <string.h>

/* In the blocks of Han characters the first byte is one of six; the third tells most of them apart. */
static unsigned chain_of_first(const char *text, size_t length) {
    const bool three = length > 2 && (unsigned char)text[0] >= 0xE0;
    return (unsigned char)text[three ? 2 : 0] % LEXICON_CHAINS;
}

static unsigned chain_of_last(const char *text, size_t length) {
    return (unsigned char)text[length - 1] % LEXICON_CHAINS;
}

static void link_words(Lexicon *lexicon) {
    assert(lexicon->count <= LEXICON_WORDS_MAX);
    for (size_t i = lexicon->count; i > 0; i--) {
        const Lexeme *word = &lexicon->words[i - 1];
        uint8_t *first = &lexicon->first[chain_of_first(word->text, word->length)];
        uint8_t *last = &lexicon->last[chain_of_last(word->text, word->length)];
        lexicon->after_first[i] = *first;
        lexicon->after_last[i] = *last;
        *first = *last = (uint8_t)i;
    }
    lexicon->linked = true;
}

const Lexeme *lexicon_starts(Lexicon *lexicon, Str s) {
    const Lexeme *best = NULL;
    if (!lexicon->linked)
        link_words(lexicon);
    for (size_t i = s.length ? lexicon->first[chain_of_first(s.text, s.length)] : 0; i; i = lexicon->after_first[i]) {
        const Lexeme *word = &lexicon->words[i - 1];
        if (word->length <= s.length && (!best || word->length > best->length) &&
            memcmp(s.text, word->text, word->length) == 0)
            best = word;
    }
    return best;
}

const Lexeme *lexicon_ends(Lexicon *lexicon, Str s) {
    const Lexeme *best = NULL;
    if (!lexicon->linked)
        link_words(lexicon);
    for (size_t i = s.length ? lexicon->last[chain_of_last(s.text, s.length)] : 0; i; i = lexicon->after_last[i]) {
        const Lexeme *word = &lexicon->words[i - 1];
        if (word->length <= s.length && (!best || word->length > best->length) &&
            memcmp(s.text + s.length - word->length, word->text, word->length) == 0)
            best = word;
    }
    return best;
}
