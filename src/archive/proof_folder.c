/* What lies in the folder, held against what should: every name is looked at, none is followed. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/proof.h"
#include "base/file.h"

typedef struct Walk {
    Proof *proof;
    const char **known; /* digests of all entries, in order */
} Walk;

/* A name out of a folder may hold anything: diagnostics show it with its controls escaped. */
static void found(const Walk *walk, DiagCode code, const char *folder, const char *name) {
    Proof *proof = walk->proof;
    const char *path = arena_printf(proof->arena, "%s%s%s", folder, *folder ? "/" : "", name);
    diag_at(proof->found, code, (Place){.file = proof->order->folder}, DIAG_ARGS(path ? path : name));
}

/* Is it what should stand there, and nobody else's to change? */
static bool check_kind(const Walk *walk, int folder, const char *path, const char *name, mode_t kind) {
    struct stat info;
    if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || (info.st_mode & S_IFMT) != kind) {
        found(walk, DIAG_PROOF_KIND, path, name);
        return false;
    }
    if (info.st_mode & S_IWOTH)
        found(walk, DIAG_PROOF_RIGHTS, path, name);
    return true;
}

/* Calls `look` with every name of a folder; what cannot be read is not the archive's any more. */
static void each(const Walk *walk, int parent, const char *path, const char *name,
                 void (*look)(const Walk *walk, int folder, const char *path, const char *name)) {
    Proof *proof = walk->proof;
    int folder;
    const char **names;
    size_t count = 0;
    char *whole = arena_printf(proof->arena, "%s%s%s", path, *path ? "/" : "", name);
    int error = whole ? disk_open_folder(parent, name, &folder) : ENOMEM;
    if (error) {
        found(walk, DIAG_PROOF_KIND, path, name);
        return;
    }
    if (disk_list(proof->arena, folder, &names, &count) != 0)
        found(walk, DIAG_PROOF_KIND, path, name);
    for (size_t i = 0; i < count && !arena_failed(proof->arena); i++)
        look(walk, folder, whole, names[i]);
    close(folder);
}

/* ---- objects ---- */

static int compare_texts(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_known(const Walk *walk, const char *shelf, const char *name) {
    char digest[HASH_HEX];
    size_t head = strlen(shelf), tail = strlen(name);
    if (head + tail != ENTRY_HASH)
        return false;
    memcpy(digest, shelf, head);
    memcpy(digest + head, name, tail + 1);
    const char *key = digest;
    return walk->proof->count > 0 &&
           bsearch(&key, walk->known, walk->proof->count, sizeof *walk->known, compare_texts) != NULL;
}

static void look_object(const Walk *walk, int folder, const char *path, const char *name) {
    const char *shelf = strrchr(path, '/') + 1;
    if (!is_known(walk, shelf, name))
        found(walk, DIAG_PROOF_FOREIGN, path, name);
    else
        check_kind(walk, folder, path, name, S_IFREG);
}

static void look_shelf(const Walk *walk, int folder, const char *path, const char *name) {
    if (strlen(name) != 2 || strspn(name, "0123456789abcdef") != 2)
        found(walk, DIAG_PROOF_FOREIGN, path, name);
    else if (check_kind(walk, folder, path, name, S_IFDIR))
        each(walk, folder, path, name, look_object);
}

static void look_algorithm(const Walk *walk, int folder, const char *path, const char *name) {
    if (strcmp(name, "sha256") != 0)
        found(walk, DIAG_PROOF_FOREIGN, path, name);
    else if (check_kind(walk, folder, path, name, S_IFDIR))
        each(walk, folder, path, name, look_shelf);
}

/* ---- the rest ---- */

static void look_work(const Walk *walk, int folder, const char *path, const char *name) {
    if (strncmp(name, "add-", 4) != 0)
        found(walk, DIAG_PROOF_FOREIGN, path, name);
    else if (check_kind(walk, folder, path, name, S_IFDIR))
        found(walk, DIAG_PROOF_LEFT, path, name);
}

static const struct {
    const char *name;
    mode_t kind;
    bool wanted;
    void (*look)(const Walk *walk, int folder, const char *path, const char *name);
} places[] = {
    {STORE_README, S_IFREG, true, NULL},
    {STORE_FORMAT_FILE, S_IFREG, true, NULL},
    {CHAIN_FILE, S_IFREG, true, NULL},
    {STORE_CATALOGUE, S_IFREG, false, NULL}, /* if it is missing, that has been told */
    {STORE_CATALOGUE "-journal", S_IFREG, false, NULL},
    {STORE_LOCK, S_IFREG, false, NULL},
    {"objects", S_IFDIR, true, look_algorithm},
    {STORE_WORK, S_IFDIR, false, look_work},
};
#define PLACE_COUNT (sizeof places / sizeof *places)

static void look_place(const Walk *walk, int folder, const char *path, const char *name) {
    (void)path;
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        if (strcmp(places[i].name, name) != 0)
            continue;
        if (check_kind(walk, folder, "", name, places[i].kind) && places[i].look)
            each(walk, folder, "", name, places[i].look);
        return;
    }
    found(walk, DIAG_PROOF_FOREIGN, "", name);
}

static void look_for_wanted(const Walk *walk) {
    struct stat info;
    for (size_t i = 0; i < PLACE_COUNT; i++)
        if (places[i].wanted && fstatat(walk->proof->store.folder, places[i].name, &info, AT_SYMLINK_NOFOLLOW) != 0)
            found(walk, DIAG_PROOF_KIND, "", places[i].name);
}

bool proof_folder(Proof *proof) {
    Walk walk = {.proof = proof, .known = ARENA_ARRAY(proof->arena, const char *, proof->count)};
    for (size_t i = 0; i < proof->count && walk.known; i++)
        walk.known[i] = proof->entries[i].sha256;
    if (walk.known && proof->count)
        qsort(walk.known, proof->count, sizeof *walk.known, compare_texts);
    if (walk.known)
        each(&walk, proof->store.folder, "", ".", look_place);
    look_for_wanted(&walk);
    if (arena_failed(proof->arena))
        diag_at(proof->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return !arena_failed(proof->arena);
}
