/* Any bytes as a report for the prose audit: every finding and number has a place within its passage. */
#include "../unit/prose/book.h"
#include "base/utf8.h"
#include "fuzz.h"

static void check_span(const ProseBook *book, ProseSpan at) {
    if (at.passage >= book->passage_count || at.from > at.to || at.to > book->passages[at.passage].text.length)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    Arena *arena = arena_new();
    /* The audit is promised valid text. */
    const size_t valid = utf8_check((const char *)bytes, length);
    const char *text = arena_strndup(arena, (const char *)bytes, valid); /* whose numbers end in a NUL at the latest */
    const ProseBook *book = book_read(arena, (Str){text, valid});
    const ProseFindings found = prose_audit(arena, book);
    for (size_t i = 0; i < found.count; i++)
        check_span(book, found.items[i].at);
    for (size_t i = 0; i < found.number_count; i++)
        check_span(book, found.numbers[i].at);
    if (arena_failed(arena))
        __builtin_trap();
    arena_free(arena);
    return 0;
}
