#include <string.h>
#include <unistd.h>

#include "archive/archive.h"
#include "archive/facts.h"
#include "archive/hold.h"
#include "archive/tree.h"

/* Line 0: the archive itself, by which one archive's chain is told from another's. */
static bool first_line(Arena *arena, const ArchiveOrder *order, const char *name, ChainEnd *end, Entry *entry,
                       Buf *lines) {
    *entry = entry_blank();
    entry->kind = "archive";
    entry->format = ENTRY_FORMAT;
    entry->added = facts_moment(arena, order->now);
    entry->title = name ? entry_trim(arena, str_from(name)) : NULL;
    return !arena_failed(arena) && chain_append(entry, end, lines);
}

/* The catalogue is made by path: the tree's own, under the name it has until it is whole. */
static bool make_catalogue(Arena *arena, const Tree *tree, const Entry *entry, Str line, const ChainEnd *end,
                           DiagList *diags) {
    char *path = arena_printf(arena, "/proc/self/fd/%d/" STORE_CATALOGUE, tree->folder);
    Catalogue *catalogue = path ? catalogue_new(path, diags) : NULL;
    bool made = catalogue && catalogue_begin(catalogue) && catalogue_add(catalogue, entry, line, end) &&
                catalogue_commit(catalogue);
    catalogue_close(catalogue);
    return made;
}

static bool fill(Tree *tree, Arena *arena, const ArchiveOrder *order, const char *name, ChainEnd *end) {
    Buf lines = {0};
    Entry entry;
    bool good = first_line(arena, order, name, end, &entry, &lines);
    if (!good)
        diag_at(tree->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    else {
        tree_file(tree, STORE_FORMAT_FILE, str_from(STORE_FORMAT));
        tree_file(tree, STORE_README, str_from(store_readme));
        tree_file(tree, STORE_LOCK, (Str){"", 0});
        tree_file(tree, CHAIN_FILE, (Str){lines.bytes, lines.length});
        tree_folder(tree, "objects");
        tree_folder(tree, STORE_OBJECTS);
        tree_folder(tree, STORE_WORK);
        good = !tree->failed &&
               make_catalogue(arena, tree, &entry, (Str){lines.bytes, lines.length - 1}, end, tree->diags);
    }
    buf_free(&lines);
    return good && !tree->failed;
}

static bool make(Arena *arena, const ArchiveOrder *order, const char *name, Buf *answer, DiagList *diags) {
    Tree tree;
    ChainEnd end = CHAIN_BEGIN;
    if (!tree_begin(&tree, arena, order->folder, diags))
        return false;
    if (!fill(&tree, arena, order, name, &end)) {
        tree_drop(&tree);
        return false;
    }
    if (!tree_commit(&tree, /*over_empty*/ true))
        return false;
    buf_text(answer, order->language == LANGUAGE_ZH ? "已建立档案库：" : "made: ");
    diag_push(str_from(order->folder), answer);
    buf_char(answer, '\n');
    hold_tell_head(&end, order->language, answer);
    return true;
}

bool archive_init(const ArchiveOrder *order, const char *name, Buf *answer, DiagList *diags) {
    Arena *arena = arena_new();
    if (!arena)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    bool made = arena && make(arena, order, name, answer, diags);
    arena_free(arena);
    return made;
}
