#include "archive/hold.h"

#include <string.h>

char *hold_catalogue_path(Arena *arena, const char *folder) {
    return arena_printf(arena, "%s/" STORE_CATALOGUE, folder);
}

static bool open_catalogue(Hold *hold) {
    char *path = hold_catalogue_path(hold->arena, hold->store.path);
    catalogue_close(hold->catalogue);
    hold->catalogue = path ? catalogue_open(path, hold->store.read_only, hold->store.wait, hold->diags) : NULL;
    if (!path)
        diag_at(hold->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return hold->catalogue != NULL;
}

bool hold_open(Hold *hold, Arena *arena, const char *folder, unsigned wait, DiagList *diags) {
    *hold = (Hold){.arena = arena, .diags = diags};
    return store_open(&hold->store, arena, folder, wait, diags) && open_catalogue(hold);
}

bool hold_alone(Hold *hold) { return store_hold(&hold->store, STORE_ALONE) && open_catalogue(hold); }

void hold_close(Hold *hold) {
    catalogue_close(hold->catalogue);
    hold->catalogue = NULL;
    store_close(&hold->store);
}

/* ---- what the chain has and the catalogue has not ---- */

static bool broken(const char *path, int64_t sequence, DiagList *diags) {
    char number[BUF_NUMBER];
    diag_at(diags, DIAG_ARCHIVE_CHAIN, (Place){.file = path}, DIAG_ARGS(path, int_format(sequence, number)));
    return false;
}

/* The bytes of the last batch, as far as it is whole: *lines is moved behind it. False at a line that does not follow.
 */
static bool next_batch(Arena *arena, Str *lines, ChainEnd *end, Str *batch, const char *path, DiagList *diags) {
    Str rest = *lines, line;
    ChainEnd reached = *end;
    Entry entry;
    *batch = (Str){lines->text, 0};
    while (chain_split(&rest, &line)) {
        ChainFault fault = chain_follow(arena, line, &reached, &entry);
        if (fault != CHAIN_FINE)
            return broken(path, reached.sequence, diags);
        if (strcmp(entry.kind, "archive") == 0 || entry.sequence == entry.batch_last) {
            batch->length = (size_t)(rest.text - batch->text);
            *lines = rest;
            break;
        }
    }
    return true;
}

static bool add_batch(Catalogue *catalogue, Arena *arena, Str batch, ChainEnd *end) {
    Str line;
    Entry entry;
    while (chain_split(&batch, &line))
        if (chain_follow(arena, line, end, &entry) != CHAIN_FINE || !catalogue_add(catalogue, &entry, line, end))
            return false;
    return true;
}

bool hold_read_on(Catalogue *catalogue, Str lines, ChainEnd *end, const char *path, DiagList *diags) {
    Arena *arena = arena_new();
    Str batch = {0};
    bool good = arena != NULL;
    ArenaMark mark = arena_mark(arena);
    do {
        arena_rewind(arena, mark);
        good = good && next_batch(arena, &lines, end, &batch, path, diags) && add_batch(catalogue, arena, batch, end);
    } while (good && batch.length > 0);
    if (arena_failed(arena))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    arena_free(arena);
    return good;
}

/* ---- in step ---- */

/* Does the chain still say at `end` what the catalogue took from it? */
static bool matches(Hold *hold, const ChainEnd *end, Str *rest) {
    int64_t start = end->length > ENTRY_LINE_MAX + 1 ? end->length - ENTRY_LINE_MAX - 1 : 0;
    Str bytes;
    char hash[HASH_HEX];
    if (!store_read_chain(&hold->store, hold->arena, start, &bytes))
        return false;
    size_t before = (size_t)(end->length - start);
    bool good = bytes.length >= before && (before == 0 || bytes.text[before - 1] == '\n');
    if (good && before > 0) {
        const char *last = memrchr(bytes.text, '\n', before - 1);
        Str line = {last ? last + 1 : bytes.text, 0};
        line.length = (size_t)(bytes.text + before - 1 - line.text);
        good = chain_hash(line, hash) && strcmp(hash, end->hash) == 0;
    }
    if (!good)
        diag_at(hold->diags, DIAG_ARCHIVE_STEP, (Place){.file = hold->store.path}, DIAG_ARGS(hold->store.path));
    *rest = good ? (Str){bytes.text + before, bytes.length - before} : (Str){0};
    return good;
}

static bool move_on(Hold *hold, Str rest) {
    ChainEnd end = hold->end;
    if (!catalogue_begin(hold->catalogue))
        return false;
    bool good = hold_read_on(hold->catalogue, rest, &end, hold->store.path, hold->diags);
    disk_take_step("move catalogue on");
    good = good && catalogue_commit(hold->catalogue);
    if (!good)
        catalogue_rollback(hold->catalogue);
    else
        hold->end = end;
    return good;
}

static bool is_known(void *context, const char *sha256) {
    int64_t sequence;
    Hold *hold = context;
    return !catalogue_of_object(hold->catalogue, sha256, &sequence) || sequence != ENTRY_NONE;
}

bool hold_step(Hold *hold) {
    Str rest;
    size_t removed;
    if (!catalogue_end(hold->catalogue, &hold->end) || !matches(hold, &hold->end, &rest))
        return false;
    int64_t whole = hold->end.length + (int64_t)rest.length;
    if (rest.length > 0 && !move_on(hold, rest))
        return false;
    if (hold->end.length < whole && !store_cut_chain(&hold->store, hold->end.length))
        return false;
    store_clean_fresh(&hold->store);
    return store_clean(&hold->store, is_known, hold, &removed);
}

void hold_tell_head(const ChainEnd *end, Language language, Buf *answer) {
    buf_printf(answer, language == LANGUAGE_ZH ? "链首 %lld %s\n" : "head %lld %s\n", (long long)end->sequence,
               end->hash);
}
