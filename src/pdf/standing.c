/*
 * A table of sets: what a number stands for may be kept in any of the few places of its set, where it takes the place
 * of the one that was asked for longest ago. Over the budget, places are emptied in their order, but those that were
 * asked for since the last time round are passed over once.
 */
#include "pdf/standing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/digest.h"

#define SETS  256
#define WAYS  4
#define SEEN  4096 /* numbers of what was asked for once; each has one place */
#define SHARE 4    /* what takes more than this part of the budget is not kept */

typedef struct Kept {
    uint64_t number;
    uint32_t use;
    bool asked; /* since the places were last gone over */
    uint64_t time;
    size_t from, made; /* lengths */
    char *bytes;       /* what it was made of, what was made; NULL: nothing is kept here */
} Kept;

struct Standing {
    size_t budget, kept;
    uint64_t time;
    size_t hand;     /* the next place to be emptied */
    uint64_t number; /* of what was last looked for */
    uint32_t use;
    bool again; /* it has been asked for before */
    uint64_t seen[SEEN];
    Kept places[SETS * WAYS];
};

Standing *standing_new(size_t budget) {
    Standing *standing = calloc(1, sizeof *standing);
    if (standing)
        standing->budget = budget;
    return standing;
}

void standing_free(Standing *standing) {
    for (size_t i = 0; standing && i < SETS * WAYS; i++)
        free(standing->places[i].bytes);
    free(standing);
}

size_t standing_kept(const Standing *standing) { return standing ? standing->kept : 0; }

static uint64_t number_of(uint32_t use, Str from) {
    uint8_t bytes[16];
    uint64_t number;
    Digest digest;
    digest_start(&digest);
    digest_number(&digest, use);
    digest_add(&digest, from.text, from.length);
    digest_end(digest, bytes);
    memcpy(&number, bytes, sizeof number);
    return number;
}

static Kept *set_of(Standing *standing, uint64_t number) { return &standing->places[number % SETS * WAYS]; }

static bool is_of(const Kept *kept, uint64_t number, uint32_t use, Str from) {
    return kept->bytes && kept->number == number && kept->use == use && kept->from == from.length &&
           memcmp(kept->bytes, from.text, from.length) == 0;
}

/* Whether it was asked for before, as far as is remembered; from now on it was. */
static bool note_seen(Standing *standing, uint64_t number) {
    uint64_t *seen = &standing->seen[number / SETS % SEEN];
    const bool again = *seen == number;
    *seen = number;
    return again;
}

Str standing_find(Standing *standing, uint32_t use, Str from) {
    if (!standing)
        return (Str){NULL, 0};
    standing->again = false;
    if (!from.length)
        return (Str){NULL, 0};
    standing->number = number_of(use, from);
    standing->use = use;
    Kept *set = set_of(standing, standing->number);
    for (size_t i = 0; i < WAYS; i++)
        if (is_of(&set[i], standing->number, use, from)) {
            set[i].asked = true;
            set[i].time = ++standing->time;
            return (Str){set[i].bytes + from.length, set[i].made};
        }
    standing->again = note_seen(standing, standing->number);
    return (Str){NULL, 0};
}

bool standing_wants(const Standing *standing) { return standing && standing->again; }

static void drop(Standing *standing, Kept *kept) {
    if (kept->bytes)
        standing->kept -= kept->from + kept->made;
    free(kept->bytes);
    *kept = (Kept){0};
}

/* Empties places until there is room; a second time round none is passed over. */
static void make_room(Standing *standing, size_t size) {
    while (standing->kept > standing->budget - size) {
        Kept *kept = &standing->places[standing->hand++ % (SETS * WAYS)];
        if (kept->asked)
            kept->asked = false;
        else
            drop(standing, kept);
    }
}

static Kept *oldest(Kept *set) {
    Kept *found = set;
    for (size_t i = 1; i < WAYS; i++)
        if (set[i].time < found->time)
            found = &set[i];
    return found;
}

/* The caller's stretch of calls (base/shortage.h) is not to know that this one had no memory. */
static char *memory_for(size_t size) {
    const int before = errno;
    char *bytes = malloc(size);
    errno = before;
    return bytes;
}

void standing_keep(Standing *standing, Str from, Str made) {
    if (!standing_wants(standing) || !from.length || from.length + made.length > standing->budget / SHARE)
        return;
    const size_t size = from.length + made.length;
    make_room(standing, size);
    Kept *kept = oldest(set_of(standing, standing->number));
    drop(standing, kept);
    char *bytes = memory_for(size);
    if (!bytes)
        return;
    memcpy(bytes, from.text, from.length);
    memcpy(bytes + from.length, made.text, made.length);
    *kept = (Kept){.number = standing->number,
                   .use = standing->use,
                   .time = ++standing->time,
                   .from = from.length,
                   .made = made.length,
                   .bytes = bytes};
    standing->kept += size;
}
