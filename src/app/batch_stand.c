#include "app/batch_stand.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "batch/publish.h"

/* What else a batch writes into its folder. */
static const char *const own_files[] = {"summary.csv", "summary.json", "index.html"};

/* ---- reports -------------------------------------------------------------------------------------------------- */

static StandItem stand_of(const Store *store, const LedgerEntry *entry, bool bytes) {
    if (!entry)
        return (StandItem){.state = STAND_MISSING};
    if (entry->latest->state == RECORD_FAILED)
        return (StandItem){.state = STAND_FAILED, .record = entry->latest};
    const Record *found, *done = entry->done;
    int error = publish_find(store, entry, &done->id, bytes ? PUBLISH_BY_BYTES : PUBLISH_BY_SIZE, &found);
    if (error == ENOENT)
        return (StandItem){.state = STAND_MISSING};
    if (error)
        return (StandItem){.state = STAND_FAILED, .altered = true, .record = done};
    return (StandItem){.state = STAND_PUBLISHED, .record = found};
}

static void take_reports(const Store *store, bool bytes, Stand *stand) {
    for (size_t i = 0; i < stand->plan->count; i++) {
        StandItem item = stand_of(store, ledger_find(stand->ledger, stand->plan->items[i].name), bytes);
        stand->items[i] = item;
        stand->counts[item.state]++;
        if (item.state != STAND_PUBLISHED)
            continue;
        stand->pages += item.record->pages;
        stand->bytes += item.record->size;
    }
}

void stand_faults(const Stand *stand, size_t number, DiagList *out) {
    const StandItem *item = &stand->items[number];
    if (item->altered)
        diag_at(out, DIAG_BATCH_OTHER_BYTES, (Place){.file = item->record->input}, DIAG_ARGS(item->record->name));
    if (item->altered || !item->record || !item->record->faults)
        return;
    Arena *arena = arena_new();
    Str json = str_from(item->record->faults);
    const JsonDoc *doc = arena ? json_doc_parse(arena, "journal", json.text, json.length, out) : NULL;
    if (doc)
        faults_read(json_doc_root(doc), out);
    arena_free(arena);
}

/* ---- what else there is --------------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of published reports, in order; NULL when memory is out. */
static const char **published_names(Arena *arena, const Stand *stand, size_t *count) {
    const char **names = ARENA_ARRAY(arena, const char *, stand->plan->count);
    *count = 0;
    for (size_t i = 0; names && i < stand->plan->count; i++) {
        const LedgerEntry *entry = ledger_find(stand->ledger, stand->plan->items[i].name);
        if (entry && entry->done)
            names[(*count)++] = entry->name;
    }
    if (names && *count)
        qsort(names, *count, sizeof *names, compare_names);
    return names;
}

static bool is_own(const char *name, const char *const *names, size_t count) {
    for (size_t i = 0; i < sizeof own_files / sizeof *own_files; i++)
        if (strcmp(name, own_files[i]) == 0)
            return true;
    return name[0] == '.' || (count && bsearch(&name, names, count, sizeof *names, compare_names));
}

static bool list_foreign(Arena *arena, const Store *store, Stand *stand, DiagList *diags) {
    size_t count;
    VEC(const char *) foreign = {0};
    const char **names = published_names(arena, stand, &count);
    DIR *dir = opendir(store->folder);
    if (!dir)
        diag_at(diags, DIAG_BATCH_FOLDER, (Place){.file = store->folder}, DIAG_ARGS(store->folder, file_reason(errno)));
    for (struct dirent *entry; dir && names && (entry = readdir(dir));) {
        const char **slot = is_own(entry->d_name, names, count) ? NULL : VEC_PUSH(&foreign);
        if (slot)
            *slot = arena_strdup(arena, entry->d_name);
    }
    if (dir)
        closedir(dir);
    stand->foreign_count = foreign.count;
    stand->foreign = VEC_TAKE(arena, &foreign);
    if (stand->foreign && !arena_failed(arena) && stand->foreign_count)
        qsort(stand->foreign, stand->foreign_count, sizeof *stand->foreign, compare_names);
    return dir && stand->foreign;
}

bool stand_take(Arena *arena, const Store *store, const Plan *plan, bool bytes, Stand *stand, DiagList *diags) {
    *stand = (Stand){.plan = plan, .ledger = ledger_read(store, diags)};
    stand->items = ARENA_ARRAY(arena, StandItem, plan->count);
    if (!stand->ledger)
        return false;
    if (stand->items)
        take_reports(store, bytes, stand);
    bool good = stand->items && list_foreign(arena, store, stand, diags);
    if (!arena_failed(arena))
        return good;
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

void stand_free(Stand *stand) { ledger_free(stand->ledger); }
