#include "app/batch_inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/gather.h"
#include "base/file.h"
#include "base/lines.h"
#include "base/utf8.h"

#define MANIFEST_ENDING ".jsonl"
#define SLOTS_FIRST     ((size_t)1024)

/* Which file a report is. */
typedef struct FileKey {
    uint64_t device, number; /* both 0: a free slot; no file has the number 0 */
} FileKey;

typedef struct Taking {
    Arena *arena; /* texts of what is being taken */
    DiagList *diags;
    Plan *listing;
    FileKey *seen; /* open addressing, never more than three quarters full */
    size_t slots, seen_count;
    bool full, failed;
} Taking;

static void fault(Taking *taking, DiagCode code, const char *what) {
    diag_at(taking->diags, code, (Place){.file = what}, DIAG_ARGS(what));
}

/* ---- each once ------------------------------------------------------------------------------------------------ */

/* The key's slot, or the free one where it would stand. */
static FileKey *slot_of(FileKey *seen, size_t slots, FileKey key) {
    uint64_t mixed = (key.number ^ key.device << 32) * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)(mixed >> 20) & (slots - 1);
    while (seen[at].number && (seen[at].number != key.number || seen[at].device != key.device))
        at = (at + 1) & (slots - 1);
    return &seen[at];
}

static bool make_room(Taking *taking) {
    if (taking->seen_count < taking->slots / 4 * 3)
        return true;
    size_t slots = taking->slots ? 2 * taking->slots : SLOTS_FIRST;
    FileKey *seen = calloc(slots, sizeof *seen);
    if (!seen)
        return false;
    for (size_t i = 0; i < taking->slots; i++)
        if (taking->seen[i].number)
            *slot_of(seen, slots, taking->seen[i]) = taking->seen[i];
    free(taking->seen);
    taking->seen = seen;
    taking->slots = slots;
    return true;
}

/* Whether a file has not come up before; from now on it has. What is not there is told when it is to be read. */
static bool is_new(Taking *taking, const char *path) {
    struct stat info;
    if (stat(path, &info) != 0)
        return true;
    FileKey key = {(uint64_t)info.st_dev, (uint64_t)info.st_ino};
    if (!make_room(taking)) {
        taking->failed = true;
        return false;
    }
    FileKey *slot = slot_of(taking->seen, taking->slots, key);
    if (slot->number)
        return false;
    *slot = key;
    taking->seen_count++;
    return true;
}

static void add_item(Taking *taking, const PlanItem *item) {
    char limit[BUF_NUMBER];
    if (taking->listing->count < PLAN_REPORTS_MAX) {
        if (utf8_check(item->input, strlen(item->input)) == strlen(item->input))
            plan_add(taking->listing, item);
        else
            fault(taking, DIAG_BATCH_INPUT_NAME, item->input);
        return;
    }
    if (!taking->full)
        diag_at(taking->diags, DIAG_BATCH_MANY, (Place){0}, DIAG_ARGS(int_format(PLAN_REPORTS_MAX, limit)));
    taking->full = true;
}

static bool add_file(void *context, const char *path) {
    Taking *taking = context;
    if (is_new(taking, path))
        add_item(taking, &(PlanItem){.input = path});
    return !taking->full && !taking->failed;
}

/* ---- folders and patterns ------------------------------------------------------------------------------------- */

typedef struct FolderTaking {
    Taking *taking;
    bool any;
} FolderTaking;

static bool add_found(void *context, const char *path) {
    FolderTaking *folder = context;
    folder->any = true;
    return add_file(folder->taking, path);
}

static void take_folder(Taking *taking, const char *path) {
    FolderTaking folder = {.taking = taking};
    if (gather_walk(path, add_found, &folder, taking->diags) && !folder.any)
        fault(taking, DIAG_BATCH_EMPTY, path);
}

static bool is_pattern(const char *word) { return strpbrk(word, "*?[") != NULL; }

static void take_file(Taking *taking, const char *path);

static void take_pattern(Taking *taking, const char *pattern) {
    glob_t found = {0};
    int result = glob(pattern, 0, NULL, &found);
    if (result == GLOB_NOSPACE)
        taking->failed = true;
    else if (result != 0 || found.gl_pathc == 0)
        fault(taking, DIAG_BATCH_EMPTY, pattern);
    for (size_t i = 0; result == 0 && i < found.gl_pathc && !taking->full; i++)
        take_file(taking, found.gl_pathv[i]);
    globfree(&found);
}

/* ---- manifests ------------------------------------------------------------------------------------------------ */

/* What stands beside the manifest; of standard input, in the current folder. */
static const char *beside(Taking *taking, const char *manifest, const char *path) {
    return manifest && path ? file_beside(taking->arena, manifest, path) : path;
}

static void take_line(Taking *taking, const char *manifest, int number, Str line) {
    PlanItem item;
    const char *shown = manifest ? manifest : "-";
    ArenaMark mark = arena_mark(taking->arena);
    if (plan_read_line(taking->arena, shown, number, line, &item, taking->diags)) {
        item.input = beside(taking, manifest, item.input);
        item.form = beside(taking, manifest, item.form);
        item.seen = item.lacks = NULL;
        if (item.input)
            add_item(taking, &item);
    }
    arena_rewind(taking->arena, mark);
}

static void take_lines(Taking *taking, const char *manifest, int file) {
    Lines lines;
    Str line;
    bool whole;
    const char *shown = manifest ? manifest : "-";
    size_t before = taking->listing->count;
    lines_start(&lines, file);
    for (int number = 1; !taking->full && number < INT_MAX && lines_next(&lines, &line, &whole); number++)
        if (str_trim(line).length)
            take_line(taking, manifest, number, line);
    if (lines.error)
        diag_at(taking->diags, DIAG_FILE_READ, (Place){.file = shown}, DIAG_ARGS(shown, file_reason(lines.error)));
    else if (taking->listing->count == before && !diag_has_errors(taking->diags))
        fault(taking, DIAG_BATCH_EMPTY, shown);
    lines_free(&lines);
}

static void take_manifest(Taking *taking, const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0 && errno == ENOENT)
        diag_at(taking->diags, DIAG_FILE_MISSING, (Place){.file = path}, DIAG_ARGS(path, ""));
    else if (file < 0)
        diag_at(taking->diags, DIAG_FILE_READ, (Place){.file = path}, DIAG_ARGS(path, file_reason(errno)));
    else
        take_lines(taking, path, file);
    if (file >= 0)
        close(file);
}

static bool is_manifest(const char *path) {
    size_t length = strlen(path), tail = strlen(MANIFEST_ENDING);
    return length > tail && strcmp(path + length - tail, MANIFEST_ENDING) == 0;
}

/* ---- words ---------------------------------------------------------------------------------------------------- */

static void take_file(Taking *taking, const char *path) {
    if (file_is_folder(path))
        take_folder(taking, path);
    else if (is_manifest(path))
        take_manifest(taking, path);
    else
        (void)add_file(taking, path);
}

/* What is there is what is meant, though it looks like a pattern. What is not there is told when it is to be read. */
static void take_word(Taking *taking, const char *word) {
    if (strcmp(word, "-") == 0)
        take_lines(taking, NULL, STDIN_FILENO);
    else if (is_pattern(word) && !file_exists(word))
        take_pattern(taking, word);
    else
        take_file(taking, word);
}

bool batch_inputs(const char *const *words, size_t count, Plan *listing, DiagList *diags) {
    Taking taking = {.arena = arena_new(), .diags = diags, .listing = listing};
    for (size_t i = 0; i < count && !taking.full; i++)
        take_word(&taking, words[i]);
    bool whole = !taking.failed && !arena_failed(taking.arena);
    free(taking.seen);
    arena_free(taking.arena);
    if (!whole)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return plan_seal(listing, diags) && !diag_has_errors(diags);
}
