#include "batch/looks.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/vec.h"
#include "batch/frames.h"
#include "json/json_get.h"
#include "json/json_write.h"

#define LOOKS_ENDING ".looks"

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

/* One that can be read: by the first bytes of its id, which tell it from nearly all others. */
typedef struct LookPlace {
    uint64_t id;
    FrameSpot spot;
} LookPlace;

struct Looks {
    Frames *frames;
    VEC(LookPlace) looks; /* by id, once all are passed over */
};

static uint64_t beginning(const Fingerprint *id) {
    uint64_t value;
    memcpy(&value, id->bytes, sizeof value);
    return value;
}

static const char *text_of(Arena *arena, const JsonNode *root, const char *key) {
    const JsonNode *node = json_member(root, key);
    return node && node->type == JSON_STRING ? arena_strdup(arena, node->text.text) : NULL;
}

static bool take_root(Arena *arena, const JsonNode *root, DiagList *unheard, Look *look) {
    const JsonNode *id = json_member(root, "id"), *year = json_member(root, "year");
    *look = (Look){.organ = text_of(arena, root, "organ"),
                   .form = text_of(arena, root, "form"),
                   .cover = text_of(arena, root, "cover"),
                   .year = year && year->type == JSON_NUMBER ? json_int(year, 0, 9999, -1, unheard) : -1};
    return id && id->type == JSON_STRING && fingerprint_read(id->text.text, &look->id);
}

static bool read_look(Arena *arena, Str json, Look *look) {
    Arena *trial = arena_new();
    DiagList *unheard = diag_list_new();
    const JsonDoc *doc = trial && unheard ? json_doc_parse(trial, "looks", json.text, json.length, unheard) : NULL;
    bool read = doc && take_root(arena, json_doc_root(doc), unheard, look);
    diag_list_free(unheard);
    arena_free(trial);
    return read;
}

static void take(void *context, Str json, FrameSpot spot) {
    Looks *looks = context;
    Arena *trial = arena_new();
    Look look;
    if (looks->looks.count <= LOOKS_MAX && trial && read_look(trial, json, &look)) {
        LookPlace *place = VEC_PUSH(&looks->looks);
        if (place)
            *place = (LookPlace){beginning(&look.id), spot};
    }
    arena_free(trial);
}

static int compare(const void *a, const void *b) {
    const LookPlace *left = a, *right = b;
    if (left->id != right->id)
        return left->id < right->id ? -1 : 1;
    return (left->spot > right->spot) - (left->spot < right->spot);
}

Looks *looks_read(const Store *store) {
    Looks *looks = calloc(1, sizeof *looks);
    DiagList *unheard = diag_list_new();
    Arena *arena = arena_new();
    int *runs = NULL;
    size_t count = 0;
    if (looks)
        looks->frames = frames_new(store);
    /* of two looks of one id either will do; the latest run's are read first, for a page has room for so many only */
    if (looks && looks->frames && store_runs(arena, store, &runs, &count, unheard))
        while (count > 0)
            frames_pass(looks->frames, runs[--count], LOOKS_ENDING, take, looks, unheard);
    if (looks && looks->looks.count)
        qsort(looks->looks.items, looks->looks.count, sizeof *looks->looks.items, compare);
    arena_free(arena);
    diag_list_free(unheard);
    return looks;
}

void looks_free(Looks *looks) {
    if (!looks)
        return;
    VEC_FREE(&looks->looks);
    frames_free(looks->frames);
    free(looks);
}

/* The place of the first of those that begin so, or where it would be. */
static size_t first_of(const Looks *looks, uint64_t id) {
    size_t low = 0, high = looks->looks.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (looks->looks.items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const Look *looks_find(const Looks *looks, Arena *arena, const Fingerprint *id) {
    Look *look = looks && looks->looks.count ? ARENA_NEW(arena, Look) : NULL;
    Str json;
    for (size_t i = look ? first_of(looks, beginning(id)) : 0; look && i < looks->looks.count; i++) {
        const LookPlace *place = &looks->looks.items[i];
        if (place->id != beginning(id))
            break;
        if (frames_read(looks->frames, place->spot, arena, &json) && read_look(arena, json, look) &&
            fingerprint_equal(&look->id, id))
            return look;
    }
    return NULL;
}
