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

/* 0, ENOENT or EEXIST, as publish_verify, by the size alone. */
static int verify_size(const Store *store, const Record *record) {
    struct stat info;
    if (fstatat(store->published, record->name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return errno;
    return S_ISREG(info.st_mode) && info.st_size == record->size ? 0 : EEXIST;
}

/* A state, and whether its report is altered beside. */
#define ALTERED 0x80

static uint8_t state_of(const Store *store, const LedgerEntry *entry, bool bytes) {
    if (entry->latest->state == RECORD_FAILED)
        return STAND_FAILED;
    const Record *done = entry->done;
    int error = done ? verify_size(store, done) : ENOENT;
    if (!error && bytes)
        error = publish_verify(store, done->name, done->size, &done->bytes);
    if (error == ENOENT)
        return STAND_MISSING;
    return error ? STAND_FAILED | ALTERED : STAND_PUBLISHED;
}

static bool take_report(const Store *store, bool bytes, Arena *arena, size_t number, Stand *stand) {
    PlanItem item;
    LedgerEntry entry;
    if (!plan_item(arena, stand->plan, number, &item))
        return false;
    bool known = ledger_find(stand->ledger, arena, item.name, &entry);
    stand->states[number] = known ? state_of(store, &entry, bytes) : STAND_MISSING;
    if (known && entry.done)
        ledger_note(stand->ledger, &entry);
    stand->counts[stand_state(stand, number)]++;
    if (stand->states[number] == STAND_PUBLISHED) {
        stand->pages += entry.done->pages;
        stand->bytes += entry.done->size;
    }
    return true;
}

static bool take_reports(const Store *store, bool bytes, Stand *stand) {
    Arena *arena = arena_new();
    bool good = arena != NULL;
    for (size_t i = 0; good && i < stand->plan->count; i++) {
        ArenaMark mark = arena_mark(arena);
        good = take_report(store, bytes, arena, i, stand);
        arena_rewind(arena, mark);
    }
    arena_free(arena);
    return good;
}

StandState stand_state(const Stand *stand, size_t number) { return (StandState)(stand->states[number] & ~ALTERED); }

bool stand_report(const Stand *stand, size_t number, Arena *arena, StandReport *report) {
    LedgerEntry entry;
    *report = (StandReport){.state = stand_state(stand, number), .altered = (stand->states[number] & ALTERED) != 0};
    if (!plan_item(arena, stand->plan, number, &report->item))
        return false;
    if (report->state == STAND_MISSING)
        return true;
    if (!ledger_find(stand->ledger, arena, report->item.name, &entry))
        return false;
    report->record = report->state == STAND_PUBLISHED || report->altered ? entry.done : entry.latest;
    return report->record != NULL;
}

void stand_faults(const StandReport *report, DiagList *out) {
    const Record *record = report->record;
    if (report->altered)
        diag_at(out, DIAG_BATCH_OTHER_BYTES, (Place){.file = record->input}, DIAG_ARGS(record->name));
    if (report->altered || !record || !record->faults)
        return;
    Arena *arena = arena_new();
    Str json = str_from(record->faults);
    const JsonDoc *doc = arena ? json_doc_parse(arena, "journal", json.text, json.length, out) : NULL;
    if (doc)
        faults_read(json_doc_root(doc), out);
    arena_free(arena);
}

/* ---- what else there is --------------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A report of the plan that has been published, or what a batch writes beside them. */
static bool is_own(const Stand *stand, Arena *arena, const char *name) {
    LedgerEntry entry;
    for (size_t i = 0; i < sizeof own_files / sizeof *own_files; i++)
        if (strcmp(name, own_files[i]) == 0)
            return true;
    return name[0] == '.' || (ledger_find(stand->ledger, arena, name, &entry) && entry.noted);
}

typedef VEC(const char *) Names;

/* 0 or errno. */
static int read_names(Arena *arena, DIR *dir, const Stand *stand, Names *foreign) {
    Arena *trial = arena_new();
    struct dirent *entry;
    while (errno = 0, trial && (entry = readdir(dir))) {
        ArenaMark mark = arena_mark(trial);
        const char **slot = is_own(stand, trial, entry->d_name) ? NULL : VEC_PUSH(foreign);
        if (slot)
            *slot = arena_strdup(arena, entry->d_name);
        arena_rewind(trial, mark);
    }
    int error = trial ? errno : ENOMEM;
    arena_free(trial);
    return error;
}

static bool list_foreign(Arena *arena, const Store *store, Stand *stand, DiagList *diags) {
    Names foreign = {0};
    DIR *dir = opendir(store->folder);
    int error = dir ? read_names(arena, dir, stand, &foreign) : errno;
    if (dir)
        closedir(dir);
    if (error)
        diag_at(diags, DIAG_BATCH_FOLDER, (Place){.file = store->folder}, DIAG_ARGS(store->folder, file_reason(error)));
    stand->foreign_count = foreign.count;
    stand->foreign = VEC_TAKE(arena, &foreign);
    if (stand->foreign && !arena_failed(arena) && stand->foreign_count)
        qsort(stand->foreign, stand->foreign_count, sizeof *stand->foreign, compare_names);
    return !error && stand->foreign;
}

bool stand_take(Arena *arena, const Store *store, const Plan *plan, bool bytes, Stand *stand, DiagList *diags) {
    *stand = (Stand){.plan = plan, .ledger = ledger_read(store, diags)};
    stand->states = arena_alloc(arena, plan->count);
    if (!stand->ledger)
        return false;
    bool read = stand->states && take_reports(store, bytes, stand);
    bool good = read && list_foreign(arena, store, stand, diags);
    if (read && !arena_failed(arena))
        return good;
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

void stand_free(Stand *stand) { ledger_free(stand->ledger); }
