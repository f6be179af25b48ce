#include "batch/looks.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "json/json_get.h"
#include "json/json_write.h"

#define LOOKS_ENDING ".looks"
/* A file is no larger: thrice what LOOKS_MAX looks with the largest covers take. */
#define FILE_BYTES_MAX ((size_t)256 << 20)

/* ---- writing -------------------------------------------------------------------------------------------------- */

void looks_start(LooksFile *looks, const Store *store, size_t serial) {
    *looks = (LooksFile){.file = -1, .folder = store->run_folder, .serial = serial};
}

static int open_file(const LooksFile *looks) {
    char name[64];
    snprintf(name, sizeof name, "%zu" LOOKS_ENDING, looks->serial);
    return openat(looks->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
}

/* What cannot be written is given up: looks are no part of what is promised. A line that was cut is known as such. */
void looks_write(LooksFile *looks) {
    if (looks->file < 0 && looks->waiting.length)
        looks->file = open_file(looks);
    const char *at = looks->waiting.bytes;
    size_t left = looks->file < 0 || buf_failed(&looks->waiting) ? 0 : looks->waiting.length;
    while (left > 0) {
        ssize_t done = write(looks->file, at, left);
        if (done < 0 && errno != EINTR)
            break;
        at += done > 0 ? done : 0;
        left -= done > 0 ? (size_t)done : 0;
    }
    buf_free(&looks->waiting);
    looks->waiting = (Buf){0};
}

void looks_end(LooksFile *looks) {
    looks_write(looks);
    if (looks->file >= 0)
        close(looks->file);
    looks->file = -1;
}

void looks_add(LooksFile *looks, const Look *look) {
    Buf json = {0};
    char digits[FINGERPRINT_HEX];
    fingerprint_write(&look->id, digits);
    buf_printf(&json, "{\"id\":\"%s\",\"year\":", digits);
    buf_int(&json, look->year);
    buf_text(&json, ",\"organ\":");
    json_quote(&json, str_from(look->organ));
    buf_text(&json, ",\"form\":");
    json_quote(&json, str_from(look->form));
    buf_text(&json, ",\"cover\":");
    json_quote(&json, str_from(look->cover));
    buf_char(&json, '}');
    if (!buf_failed(&json))
        record_frame((Str){json.bytes, json.length}, &looks->waiting);
    buf_free(&json);
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

struct Looks {
    Arena *arena;
    VEC(Look) looks; /* by id, once all are read */
};

static const char *text_of(Arena *arena, const JsonNode *root, const char *key) {
    const JsonNode *node = json_member(root, key);
    return node && node->type == JSON_STRING ? arena_strdup(arena, node->text.text) : NULL;
}

static void take_root(Looks *looks, const JsonNode *root, DiagList *unheard) {
    const JsonNode *id = json_member(root, "id"), *year = json_member(root, "year");
    Look look = {.organ = text_of(looks->arena, root, "organ"),
                 .form = text_of(looks->arena, root, "form"),
                 .cover = text_of(looks->arena, root, "cover"),
                 .year = year && year->type == JSON_NUMBER ? json_int(year, 0, 9999, -1, unheard) : -1};
    if (!id || id->type != JSON_STRING || !fingerprint_read(id->text.text, &look.id))
        return;
    Look *taken = VEC_PUSH(&looks->looks);
    if (taken)
        *taken = look;
}

static void take_line(Looks *looks, Str json) {
    Arena *trial = arena_new();
    DiagList *unheard = diag_list_new();
    const JsonDoc *doc =
        json.length && trial && unheard ? json_doc_parse(trial, "looks", json.text, json.length, unheard) : NULL;
    if (doc)
        take_root(looks, json_doc_root(doc), unheard);
    diag_list_free(unheard);
    arena_free(trial);
}

static void read_file(Looks *looks, const char *path) {
    Arena *arena = arena_new();
    DiagList *unheard = diag_list_new();
    char *bytes;
    size_t length;
    if (arena && file_read(arena, path, FILE_BYTES_MAX, &bytes, &length, unheard)) {
        Str text = {bytes, length}, json;
        while (looks->looks.count <= LOOKS_MAX && record_next(&text, &json))
            take_line(looks, json);
    }
    diag_list_free(unheard);
    arena_free(arena);
}

static bool is_looks(const char *name) {
    size_t length = strlen(name), tail = strlen(LOOKS_ENDING);
    return length > tail && strcmp(name + length - tail, LOOKS_ENDING) == 0;
}

static void read_run(Looks *looks, const Store *store, int run) {
    char path[STORE_PATH];
    store_run_path(run, path);
    int fd = openat(store->state, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *file = is_looks(entry->d_name) ? arena_printf(looks->arena, "%s/" STORE_NAME "/%s/%s",
                                                                  store->folder, path, entry->d_name)
                                                   : NULL;
        if (file)
            read_file(looks, file);
    }
    if (dir)
        closedir(dir);
    else if (fd >= 0)
        close(fd);
}

static int compare(const void *a, const void *b) {
    return memcmp(&((const Look *)a)->id, &((const Look *)b)->id, sizeof(Fingerprint));
}

Looks *looks_read(const Store *store) {
    Looks *looks = calloc(1, sizeof *looks);
    DiagList *unheard = diag_list_new();
    int *runs = NULL;
    size_t count = 0;
    if (looks)
        looks->arena = arena_new();
    /* of two looks of one id either will do; the latest run's are read first, for a page has room for so many only */
    if (looks && looks->arena && store_runs(looks->arena, store, &runs, &count, unheard))
        while (count > 0)
            read_run(looks, store, runs[--count]);
    diag_list_free(unheard);
    if (looks && looks->looks.count)
        qsort(looks->looks.items, looks->looks.count, sizeof *looks->looks.items, compare);
    return looks;
}

void looks_free(Looks *looks) {
    if (!looks)
        return;
    VEC_FREE(&looks->looks);
    arena_free(looks->arena);
    free(looks);
}

const Look *looks_find(const Looks *looks, const Fingerprint *id) {
    const Look key = {.id = *id};
    return looks && looks->looks.count ? bsearch(&key, looks->looks.items, looks->looks.count, sizeof key, compare)
                                       : NULL;
}
