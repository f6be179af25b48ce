#include "app/gather.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/vec.h"

#define ENDING ".json"

typedef struct FoundFile {
    const char *path;
    size_t order;
    bool known; /* which file it is */
    dev_t device;
    ino_t number;
} FoundFile;

typedef VEC(const char *) Names;
typedef VEC(FoundFile) FoundFiles;

/* A walk through folders. */
typedef struct Walk {
    Arena *arena; /* names and paths, for as long as their folder is walked through */
    GatherFn *take;
    void *context;
    DiagList *diags;
    bool ended;
} Walk;

typedef struct Gathering {
    Arena *arena;
    DiagList *diags;
    const char *folder;
    FoundFiles files;
    size_t named;
    bool full;
} Gathering;

static bool is_wanted(const char *name) {
    size_t length = strlen(name), tail = strlen(ENDING);
    return length > tail && strcmp(name + length - tail, ENDING) == 0;
}

/* ---- the folder ----------------------------------------------------------------------------------------------- */

static bool cannot_read(Walk *walk, const char *folder) {
    diag_at(walk->diags, DIAG_FILE_READ, (Place){.file = folder}, DIAG_ARGS(folder, file_reason(errno)));
    return false;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Every name in the folder, in order; on the heap. */
static bool list_names(Walk *walk, const char *folder, Names *names) {
    DIR *dir = opendir(folder);
    struct dirent *entry = NULL;
    if (!dir)
        return cannot_read(walk, folder);
    while (errno = 0, (entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        const char *name = arena_strdup(walk->arena, entry->d_name);
        const char **slot = name ? VEC_PUSH(names) : NULL;
        if (slot)
            *slot = name;
    }
    bool whole = errno == 0 || cannot_read(walk, folder);
    closedir(dir);
    if (names->failed)
        arena_fail(walk->arena);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return whole;
}

static bool walk_folder(Walk *walk, const char *folder, int depth);

static void take_name(Walk *walk, const char *folder, const char *name, int depth) {
    bool slash = folder[0] && folder[strlen(folder) - 1] == '/';
    const char *path = arena_printf(walk->arena, "%s%s%s", folder, slash ? "" : "/", name);
    struct stat info;
    char limit[BUF_NUMBER];
    if (!path || lstat(path, &info) != 0)
        return;
    if (S_ISDIR(info.st_mode) && depth < GATHER_DEPTH_MAX)
        walk_folder(walk, path, depth + 1);
    else if (S_ISDIR(info.st_mode))
        diag_at(walk->diags, DIAG_ACROSS_DEEP, (Place){.file = path}, DIAG_ARGS(int_format(GATHER_DEPTH_MAX, limit)));
    else if (is_wanted(name) && !(S_ISLNK(info.st_mode) && file_is_folder(path)))
        walk->ended = !walk->take(walk->context, path);
}

static bool walk_folder(Walk *walk, const char *folder, int depth) {
    Names names = {0};
    ArenaMark begin = arena_mark(walk->arena);
    bool whole = list_names(walk, folder, &names);
    for (size_t i = 0; i < names.count && !walk->ended && !arena_failed(walk->arena); i++) {
        ArenaMark mark = arena_mark(walk->arena);
        take_name(walk, folder, names.items[i], depth);
        arena_rewind(walk->arena, mark);
    }
    VEC_FREE(&names);
    arena_rewind(walk->arena, begin);
    return whole;
}

bool gather_walk(const char *folder, GatherFn *take, void *context, DiagList *diags) {
    Walk walk = {.arena = arena_new(), .take = take, .context = context, .diags = diags};
    bool whole = walk_folder(&walk, folder, 1);
    if (arena_failed(walk.arena)) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        whole = false;
    }
    arena_free(walk.arena);
    return whole;
}

/* ---- files, each once ----------------------------------------------------------------------------------------- */

static void add_file(Gathering *gathering, const char *path) {
    char limit[BUF_NUMBER];
    struct stat info;
    if (gathering->files.count >= gathering->named + GATHER_FILES_MAX) {
        if (!gathering->full)
            diag_at(gathering->diags, DIAG_ACROSS_FILES, (Place){0},
                    DIAG_ARGS(gathering->folder, int_format(GATHER_FILES_MAX, limit)));
        gathering->full = true;
        return;
    }
    FoundFile *file = VEC_PUSH(&gathering->files);
    if (!file)
        return;
    *file = (FoundFile){.path = path, .order = gathering->files.count - 1};
    if (stat(path, &info) == 0) {
        file->known = true;
        file->device = info.st_dev;
        file->number = info.st_ino;
    }
}

static bool take_found(void *context, const char *path) {
    Gathering *gathering = context;
    const char *kept = arena_strdup(gathering->arena, path);
    if (kept)
        add_file(gathering, kept);
    return kept && !gathering->full;
}

/* ---- each once ------------------------------------------------------------------------------------------------ */

static int compare_files(const void *a, const void *b) {
    const FoundFile *left = a, *right = b;
    if (left->known != right->known)
        return left->known ? -1 : 1;
    if (left->known && left->device != right->device)
        return left->device < right->device ? -1 : 1;
    if (left->known && left->number != right->number)
        return left->number < right->number ? -1 : 1;
    int names = left->known ? 0 : strcmp(left->path, right->path);
    return names ? names : (left->order > right->order) - (left->order < right->order);
}

static bool is_same(const FoundFile *a, const FoundFile *b) {
    if (a->known != b->known)
        return false;
    return a->known ? a->device == b->device && a->number == b->number : strcmp(a->path, b->path) == 0;
}

/* Puts the first of each file at its place in the order. */
static bool take_first(Gathering *gathering, Gathered *out) {
    size_t count = gathering->files.count, kept = 0;
    FoundFile *files = gathering->files.items;
    out->files = ARENA_ARRAY(gathering->arena, const char *, count);
    if (!out->files || gathering->files.failed)
        return false;
    if (count)
        qsort(files, count, sizeof *files, compare_files);
    for (size_t i = 0, first = 0; i < count; i++) {
        first = i > 0 && is_same(&files[i - 1], &files[i]) ? first : i;
        out->files[files[i].order] = first == i ? files[i].path : NULL;
        out->again += files[first].order < gathering->named && files[i].order >= gathering->named;
    }
    for (size_t i = 0; i < count; i++) {
        if (!out->files[i])
            continue;
        out->files[kept++] = out->files[i];
        out->named += i < gathering->named ? 1 : 0;
    }
    out->count = kept;
    return true;
}

bool gather_files(Arena *arena, const char *const *named, size_t named_count, const char *folder, Gathered *out,
                  DiagList *diags) {
    Gathering gathering = {.arena = arena, .diags = diags, .folder = folder, .named = named_count};
    for (size_t i = 0; i < named_count; i++)
        add_file(&gathering, named[i]);
    bool good = (!folder || gather_walk(folder, take_found, &gathering, diags)) && !gathering.full;
    *out = (Gathered){0};
    if (good && (!take_first(&gathering, out) || arena_failed(arena))) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        good = false;
    }
    VEC_FREE(&gathering.files);
    return good;
}
