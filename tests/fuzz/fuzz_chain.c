/*
 * Any bytes as the register of an archive: followed line by line; what is an entry is written again alike, listed in
 * all ways, and found in a catalogue made of it, by what it says too. And as the metadata of a PDF that is to be kept.
 */
#include <string.h>

#include "archive/bag.h"
#include "archive/catalogue.h"
#include "archive/listing.h"
#include "archive/xmp.h"
#include "base/utf8.h"
#include "fuzz.h"

#define SEARCHED_MAX 3

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

static size_t count_found(Catalogue *catalogue, Arena *arena, const Query *query) {
    Found found = {0};
    if (!catalogue_find(catalogue, arena, query, &found))
        __builtin_trap();
    return found.count;
}

/* Every entry is found by each part of what it says, and by words out of it; none by what none says. */
static void search(Catalogue *catalogue, Arena *arena) {
    Found found = {0};
    const Query all = {.year = ENTRY_NONE, .limit = ENTRY_NONE};
    if (!catalogue_find(catalogue, arena, &all, &found))
        __builtin_trap(); /* what was taken is found */
    for (size_t i = 0; i < found.count && i < SEARCHED_MAX; i++) {
        const Entry *entry = &found.entries[i];
        Query query = all;
        query.organ = entry->organ;
        query.form = entry->form;
        query.year = entry->year;
        if (count_found(catalogue, arena, &query) == 0)
            __builtin_trap();
        query = all;
        query.text = entry->title;
        query.newest = true;
        count_found(catalogue, arena, &query);
    }
}

static void read_metadata(Arena *arena, Str packet) {
    static const char *const properties[] = {"dc:title", "xmp:CreateDate", "pdfaid:part", "a:b"};
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        const char *text = xmp_text(arena, packet, properties[i]);
        if (text && strlen(text) > packet.length)
            __builtin_trap(); /* entities only become shorter */
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Catalogue *catalogue = catalogue_new(":memory:", diags);
    ChainEnd end = CHAIN_BEGIN;
    Str rest = {(const char *)bytes, length}, line;
    read_metadata(arena, rest);
    while (chain_split(&rest, &line))
        take(catalogue, arena, line, &end);
    diag_list_clear(diags);
    search(catalogue, arena);
    if (diag_has_errors(diags))
        __builtin_trap();
    catalogue_close(catalogue);
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}
