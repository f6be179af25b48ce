#include "batch/ledger.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "json/json_write.h"

#define JOURNAL_ENDING    ".journal"
#define JOURNAL_BYTES_MAX ((int64_t)4 << 30)

struct Ledger {
    Arena *arena;
    VEC(LedgerEntry) entries;
    uint32_t *slots; /* open addressing: place in `entries` + 1 */
    size_t slot_count;
    const char *only; /* the name wanted, as it is written in a record; NULL: all */
    bool failed;
};

/* ---- by name -------------------------------------------------------------------------------------------------- */

/* Names come out of data: whoever writes them cannot make many meet in one slot. */
static size_t spread(const char *name) {
    Fingerprint hash = fingerprint_of(name, strlen(name));
    uint64_t value;
    memcpy(&value, hash.bytes, sizeof value);
    return (size_t)value;
}

/* The slot of a name: its own, or the free one where it would stand. */
static uint32_t *slot_of(const Ledger *ledger, const char *name) {
    size_t at = spread(name) & (ledger->slot_count - 1);
    while (ledger->slots[at] && strcmp(ledger->entries.items[ledger->slots[at] - 1].name, name) != 0)
        at = (at + 1) & (ledger->slot_count - 1);
    return &ledger->slots[at];
}

/* Never more than half full. */
static bool make_room(Ledger *ledger) {
    if (ledger->slot_count > 2 * ledger->entries.count)
        return true;
    size_t count = ledger->slot_count ? 2 * ledger->slot_count : 1024;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    free(ledger->slots);
    ledger->slots = slots;
    ledger->slot_count = count;
    for (size_t i = 0; i < ledger->entries.count; i++)
        *slot_of(ledger, ledger->entries.items[i].name) = (uint32_t)(i + 1);
    return true;
}

static LedgerEntry *entry_of(Ledger *ledger, const char *name) {
    if (!make_room(ledger))
        return NULL;
    uint32_t *slot = slot_of(ledger, name);
    if (*slot)
        return &ledger->entries.items[*slot - 1];
    LedgerEntry *entry = VEC_PUSH(&ledger->entries);
    if (!entry)
        return NULL;
    entry->name = name;
    *slot = (uint32_t)ledger->entries.count;
    return entry;
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

static void take(Ledger *ledger, Str json, int run) {
    if (ledger->only && !memmem(json.text, json.length, ledger->only, strlen(ledger->only)))
        return;
    LedgerRecord *read = ARENA_NEW(ledger->arena, LedgerRecord);
    if (!read || !record_read(ledger->arena, json, &read->record))
        return;
    LedgerEntry *entry = entry_of(ledger, read->record.name);
    if (!entry) {
        ledger->failed = true;
        return;
    }
    entry->latest = &read->record;
    entry->run = run;
    if (read->record.state != RECORD_DONE)
        return;
    read->earlier = entry->dones;
    entry->dones = read;
    entry->done = &read->record;
}

/* The whole of an open file, on the heap; NULL with errno. */
static char *read_file(int file, size_t *length) {
    struct stat info;
    size_t done = 0;
    if (fstat(file, &info) != 0)
        return NULL;
    if (info.st_size > JOURNAL_BYTES_MAX) {
        errno = EFBIG;
        return NULL;
    }
    char *bytes = malloc((size_t)info.st_size + 1);
    while (bytes && done < (size_t)info.st_size) {
        ssize_t got = read(file, bytes + done, (size_t)info.st_size - done);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR) {
            free(bytes);
            return NULL;
        }
        done += got > 0 ? (size_t)got : 0;
    }
    *length = done;
    return bytes;
}

static void take_lines(Ledger *ledger, Str text, int run, const char *path, DiagList *diags) {
    Str json;
    size_t damaged = 0;
    char number[BUF_NUMBER];
    while (record_next(&text, &json)) {
        if (json.length)
            take(ledger, json, run);
        else
            damaged++;
    }
    if (damaged)
        diag_at(diags, DIAG_BATCH_JOURNAL_CUT, (Place){.file = path},
                DIAG_ARGS(path, int_format((int64_t)damaged, number)));
}

static bool read_journal(Ledger *ledger, const Store *store, const char *path, int run, DiagList *diags) {
    size_t length = 0;
    int file = openat(store->state, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    char *bytes = file >= 0 ? read_file(file, &length) : NULL;
    const char *shown = arena_printf(ledger->arena, "%s/" STORE_NAME "/%s", store->folder, path);
    if (bytes)
        take_lines(ledger, (Str){bytes, length}, run, shown, diags);
    else
        diag_at(diags, DIAG_FILE_READ, (Place){.file = shown}, DIAG_ARGS(shown, file_reason(errno)));
    free(bytes);
    if (file >= 0)
        close(file);
    return bytes != NULL;
}

/* A name as a record has it. */
static const char *as_written(Arena *arena, const char *name) {
    Buf quoted = {0};
    json_quote(&quoted, str_from(name));
    const char *text = buf_failed(&quoted) ? NULL : arena_strndup(arena, quoted.bytes, quoted.length);
    buf_free(&quoted);
    return text;
}

static bool is_journal(const char *name) {
    size_t length = strlen(name), tail = strlen(JOURNAL_ENDING);
    return length > tail && strcmp(name + length - tail, JOURNAL_ENDING) == 0;
}

/* The journals of a run, by their serials: where two speak of one name, the later process has the last word. */
static int compare_serials(const void *a, const void *b) {
    const char *left = *(const char *const *)a, *right = *(const char *const *)b;
    size_t left_length = strlen(left), right_length = strlen(right);
    if (left_length != right_length)
        return left_length < right_length ? -1 : 1;
    return strcmp(left, right);
}

static bool read_run(Ledger *ledger, const Store *store, int run, DiagList *diags) {
    char path[STORE_PATH];
    VEC(const char *) names = {0};
    store_run_path(run, path);
    int fd = openat(store->state, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    bool good = dir != NULL;
    if (!dir)
        diag_at(diags, DIAG_BATCH_FOLDER, (Place){.file = store->folder}, DIAG_ARGS(store->folder, file_reason(errno)));
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char **slot = is_journal(entry->d_name) ? VEC_PUSH(&names) : NULL;
        if (slot)
            *slot = arena_printf(ledger->arena, "%s/%s", path, entry->d_name);
    }
    if (dir)
        closedir(dir);
    ledger->failed |= names.failed || arena_failed(ledger->arena);
    if (names.count && !ledger->failed)
        qsort(names.items, names.count, sizeof *names.items, compare_serials);
    for (size_t i = 0; i < names.count && good && !ledger->failed; i++)
        good = read_journal(ledger, store, names.items[i], run, diags);
    VEC_FREE(&names);
    return good;
}

/* NULL: all names. */
static Ledger *read_ledger(const Store *store, const char *name, DiagList *diags) {
    Ledger *ledger = calloc(1, sizeof *ledger);
    int *runs = NULL;
    size_t count = 0;
    if (ledger)
        ledger->arena = arena_new();
    if (ledger && ledger->arena && name)
        ledger->only = as_written(ledger->arena, name);
    if (!ledger || !ledger->arena || arena_failed(ledger->arena)) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        ledger_free(ledger);
        return NULL;
    }
    bool good = store_runs(ledger->arena, store, &runs, &count, diags);
    for (size_t i = 0; good && i < count; i++)
        good = read_run(ledger, store, runs[i], diags);
    if (good && (ledger->failed || ledger->entries.failed || arena_failed(ledger->arena))) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        good = false;
    }
    if (good)
        return ledger;
    ledger_free(ledger);
    return NULL;
}

Ledger *ledger_read(const Store *store, DiagList *diags) { return read_ledger(store, NULL, diags); }

Ledger *ledger_read_name(const Store *store, const char *name) {
    DiagList *unheard = diag_list_new();
    Ledger *ledger = unheard ? read_ledger(store, name, unheard) : NULL;
    diag_list_free(unheard);
    return ledger;
}

void ledger_free(Ledger *ledger) {
    if (!ledger)
        return;
    VEC_FREE(&ledger->entries);
    free(ledger->slots);
    arena_free(ledger->arena);
    free(ledger);
}

const LedgerEntry *ledger_find(const Ledger *ledger, const char *name) {
    if (!ledger || ledger->slot_count == 0)
        return NULL;
    uint32_t *slot = slot_of(ledger, name);
    return *slot ? &ledger->entries.items[*slot - 1] : NULL;
}

size_t ledger_count(const Ledger *ledger) { return ledger ? ledger->entries.count : 0; }

const LedgerEntry *ledger_at(const Ledger *ledger, size_t index) { return &ledger->entries.items[index]; }
