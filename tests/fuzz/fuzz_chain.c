/*
 * Any bytes as the register of an archive: followed line by line; what is an entry is written again alike, listed in
 * all ways, and found in a catalogue made of it.
 */
#include <string.h>

#include "archive/bag.h"
#include "archive/catalogue.h"
#include "archive/listing.h"
#include "base/utf8.h"
#include "fuzz.h"

static void list(Entry *entry, Str line, Arena *arena) {
    Found found = {entry, &line, 1};
    Buf out = {0};
    listing_table(&found, LANGUAGE_ZH, &out);
    listing_json(&found, &out);
    listing_csv(&found, &out);
    if (utf8_check(out.bytes, out.length) != out.length)
        __builtin_trap(); /* what came in as JSON goes out as text */
    const char *name = bag_name(arena, entry);
    if (!name || strlen(name) > BAG_NAME_MAX || strpbrk(name, "/\\\n\r%"))
        __builtin_trap(); /* a name that leads away */
    buf_free(&out);
}

static void write_again(const Entry *entry, Str line) {
    Buf again = {0};
    entry_write(entry, &again);
    if (!str_equal((Str){again.bytes, again.length}, line))
        __builtin_trap(); /* two spellings of one entry */
    buf_free(&again);
}

static void take(Catalogue *catalogue, Arena *arena, Str line, ChainEnd *end) {
    Entry entry;
    ChainFault fault = chain_follow(arena, line, end, &entry);
    if (fault == CHAIN_MEMORY)
        __builtin_trap();
    if (fault == CHAIN_UNREAD)
        return;
    write_again(&entry, line);
    list(&entry, line, arena);
    catalogue_add(catalogue, &entry, line, end); /* refused if its number or its object is there */
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Catalogue *catalogue = catalogue_new(":memory:", diags);
    ChainEnd end = CHAIN_BEGIN;
    Str rest = {(const char *)bytes, length}, line;
    Found found;
    Query all = {.year = ENTRY_NONE, .limit = ENTRY_NONE};
    while (chain_split(&rest, &line))
        take(catalogue, arena, line, &end);
    diag_list_clear(diags);
    if (!catalogue_find(catalogue, arena, &all, &found) || diag_has_errors(diags))
        __builtin_trap(); /* what was taken is found */
    catalogue_close(catalogue);
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}
