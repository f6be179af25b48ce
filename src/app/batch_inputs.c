#include "app/batch_inputs.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/gather.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"

#define MANIFEST_ENDING ".jsonl"

/* A report that was named, and which file that is. */
typedef struct Named {
    PlanItem item;
    size_t order;
    bool known; /* which file it is; not asked of what a manifest names */
    dev_t device;
    ino_t number;
} Named;

typedef VEC(Named) NamedVec;

typedef struct Taking {
    Arena *arena;
    DiagList *diags;
    NamedVec named;
    bool full;
} Taking;

static void fault(Taking *taking, DiagCode code, const char *what) {
    diag_at(taking->diags, code, (Place){.file = what}, DIAG_ARGS(what));
}

static void add_item(Taking *taking, const PlanItem *item, bool once) {
    char limit[BUF_NUMBER];
    struct stat info;
    if (taking->named.count == PLAN_REPORTS_MAX) {
        if (!taking->full)
            diag_at(taking->diags, DIAG_BATCH_MANY, (Place){0}, DIAG_ARGS(int_format(PLAN_REPORTS_MAX, limit)));
        taking->full = true;
        return;
    }
    if (utf8_check(item->input, strlen(item->input)) != strlen(item->input)) {
        fault(taking, DIAG_BATCH_INPUT_NAME, item->input);
        return;
    }
    Named *named = VEC_PUSH(&taking->named);
    if (!named)
        return;
    *named = (Named){.item = *item, .order = taking->named.count - 1};
    if (once && stat(item->input, &info) == 0) {
        named->known = true;
        named->device = info.st_dev;
        named->number = info.st_ino;
    }
}

static void add_file(Taking *taking, const char *path) { add_item(taking, &(PlanItem){.input = path}, /*once*/ true); }

/* ---- folders and patterns ------------------------------------------------------------------------------------- */

static void take_folder(Taking *taking, const char *folder) {
    Gathered gathered = {0};
    if (!gather_files(taking->arena, NULL, 0, folder, &gathered, taking->diags))
        return;
    if (gathered.count == 0)
        fault(taking, DIAG_BATCH_EMPTY, folder);
    for (size_t i = 0; i < gathered.count; i++)
        add_file(taking, gathered.files[i]);
}

static bool is_pattern(const char *word) { return strpbrk(word, "*?[") != NULL; }

static void take_file(Taking *taking, const char *path);

static void take_pattern(Taking *taking, const char *pattern) {
    glob_t found = {0};
    int result = glob(pattern, 0, NULL, &found);
    if (result == GLOB_NOSPACE)
        arena_fail(taking->arena);
    else if (result != 0 || found.gl_pathc == 0)
        fault(taking, DIAG_BATCH_EMPTY, pattern);
    for (size_t i = 0; result == 0 && i < found.gl_pathc; i++) {
        const char *path = arena_strdup(taking->arena, found.gl_pathv[i]);
        if (path)
            take_file(taking, path);
    }
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
    if (!plan_read_line(taking->arena, shown, number, line, &item, taking->diags))
        return;
    item.input = beside(taking, manifest, item.input);
    item.form = beside(taking, manifest, item.form);
    item.shard = 0;
    item.seen = item.lacks = NULL;
    if (item.input)
        add_item(taking, &item, /*once*/ false);
}

static void take_lines(Taking *taking, const char *manifest, Str text) {
    Str line;
    size_t before = taking->named.count;
    int number = 1;
    for (; text.length && !taking->full; number++) {
        if (!str_split(text, '\n', &line, &text)) {
            line = text;
            text = (Str){NULL, 0};
        }
        if (str_trim(line).length)
            take_line(taking, manifest, number, line);
    }
    if (taking->named.count == before && !diag_has_errors(taking->diags))
        fault(taking, DIAG_BATCH_EMPTY, manifest ? manifest : "-");
}

static void take_manifest(Taking *taking, const char *path) {
    char *bytes;
    size_t length;
    if (file_read(taking->arena, path, MANIFEST_BYTES_MAX, &bytes, &length, taking->diags))
        take_lines(taking, path, (Str){bytes, length});
}

static void take_standard(Taking *taking) {
    Buf text = {0};
    char bytes[65536];
    ssize_t got;
    while ((got = read(STDIN_FILENO, bytes, sizeof bytes)) != 0 && text.length <= MANIFEST_BYTES_MAX) {
        if (got < 0 && errno != EINTR)
            break;
        buf_push(&text, bytes, got > 0 ? (size_t)got : 0);
    }
    if (buf_failed(&text))
        arena_fail(taking->arena);
    else if (got < 0)
        diag_at(taking->diags, DIAG_FILE_READ, (Place){.file = "-"}, DIAG_ARGS("-", file_reason(errno)));
    else if (got > 0)
        fault(taking, DIAG_BATCH_MANY, "-");
    else
        take_lines(taking, NULL, (Str){text.bytes, text.length});
    buf_free(&text);
}

static bool is_manifest(const char *path) {
    size_t length = strlen(path), tail = strlen(MANIFEST_ENDING);
    return length > tail && strcmp(path + length - tail, MANIFEST_ENDING) == 0;
}

/* ---- each once ------------------------------------------------------------------------------------------------ */

static void take_file(Taking *taking, const char *path) {
    if (file_is_folder(path))
        take_folder(taking, path);
    else if (is_manifest(path))
        take_manifest(taking, path);
    else
        add_file(taking, path);
}

/* What is there is what is meant, though it looks like a pattern. What is not there is told when it is to be read. */
static void take_word(Taking *taking, const char *word) {
    if (strcmp(word, "-") == 0)
        take_standard(taking);
    else if (is_pattern(word) && !file_exists(word))
        take_pattern(taking, word);
    else
        take_file(taking, word);
}

static int compare_files(const void *a, const void *b) {
    const Named *left = a, *right = b;
    if (left->known != right->known)
        return left->known ? -1 : 1;
    if (left->known && left->device != right->device)
        return left->device < right->device ? -1 : 1;
    if (left->known && left->number != right->number)
        return left->number < right->number ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

static bool is_same(const Named *a, const Named *b) {
    return a->known && b->known && a->device == b->device && a->number == b->number;
}

/* The first of each file, in the order they were named in. */
static bool take_first(Taking *taking, BatchInputs *inputs) {
    size_t count = taking->named.count;
    Named *named = taking->named.items;
    PlanItem *items = ARENA_ARRAY(taking->arena, PlanItem, count);
    if (!items || taking->named.failed)
        return false;
    if (count)
        qsort(named, count, sizeof *named, compare_files);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !is_same(&named[i - 1], &named[i]))
            items[named[i].order] = named[i].item;
    *inputs = (BatchInputs){.items = items};
    for (size_t i = 0; i < count; i++)
        if (items[i].input)
            items[inputs->count++] = items[i];
    return true;
}

bool batch_inputs(Arena *arena, const char *const *words, size_t count, BatchInputs *inputs, DiagList *diags) {
    Taking taking = {.arena = arena, .diags = diags};
    for (size_t i = 0; i < count && !taking.full; i++)
        take_word(&taking, words[i]);
    bool whole = take_first(&taking, inputs) && !arena_failed(arena);
    VEC_FREE(&taking.named);
    if (!whole)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return whole && !diag_has_errors(diags);
}
