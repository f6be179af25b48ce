/*
 * replay COUNT PATH...: a fuzzer's inputs in the ordinary builds: each file, and each of a folder in the order of their
 * names, as it is, and COUNT times damaged, always in the same ways.
 */
#include <dirent.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "damage.h"
#include "fuzz.h"

#define GROWTH 20000 /* by which damage may make an input larger */

/* Runs a copy that ends where its memory does, so that who reads on is seen. */
static void run(const uint8_t *bytes, size_t size) {
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy)
        abort();
    memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void run_damaged(const uint8_t *bytes, size_t size, long count) {
    uint8_t *copy = count > 0 ? malloc(size + GROWTH) : NULL;
    for (long turn = 0; copy && turn < count; turn++) {
        memcpy(copy, bytes, size);
        run(copy, damage(copy, size, size + GROWTH, (uint64_t)turn));
    }
    free(copy);
}

static bool run_file(const char *path, long count) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        fprintf(stderr, "replay: cannot read %s\n", path);
        return false;
    }
    const long size = ftell(file);
    rewind(file);
    uint8_t *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
    const bool whole = bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size;
    fclose(file);
    if (whole) {
        run(bytes, (size_t)size);
        run_damaged(bytes, (size_t)size, count);
    }
    free(bytes);
    return whole;
}

static int is_visible(const struct dirent *entry) { return entry->d_name[0] != '.'; }

/* False when it is no folder, or an empty one. */
static bool run_folder(const char *path, long count, bool *good) {
    struct dirent **entries;
    const int found = scandir(path, &entries, is_visible, alphasort);
    for (int i = 0; i < found; i++) {
        char name[PATH_MAX];
        snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        *good = run_file(name, count) && *good;
        free(entries[i]);
    }
    if (found >= 0)
        free(entries);
    return found > 0;
}

int main(int argc, char **argv) {
    const long count = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    bool good = argc > 2;
    for (int i = 2; i < argc; i++)
        if (!run_folder(argv[i], count, &good))
            good = run_file(argv[i], count) && good;
    return good ? 0 : 1;
}
