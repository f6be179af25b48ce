#include "batch/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "batch/frames.h"
#include "json/json_write.h"

#define JOURNAL_ENDING ".journal"
#define SLOTS_FIRST    ((size_t)1024)
#define NOTED          ((uint64_t)1 << 63)

/* A name by its hash; two of one hash are told apart by their records. */
typedef struct Slot {
    uint64_t name;
    FrameSpot done;   /* 0: none */
    FrameSpot latest; /* 0: the slot is free; NOTED beside it */
} Slot;

/* Of a name that was done more than once: the record before. In the order of `done`, as the journals are read. */
typedef struct Again {
    FrameSpot done, earlier;
} Again;

struct Ledger {
    Frames *frames;
    Arena *trial;     /* for what is read to find a name */
    const char *only; /* the name wanted, as it is written in a record; NULL: all */
    VEC(Again) again;
    Slot *slots; /* open addressing, never more than seven eighths full */
    size_t slot_count, count;
    bool failed;
};

/* ---- by name -------------------------------------------------------------------------------------------------- */

/* Names come out of data: whoever writes them cannot make many meet in one slot. */
static uint64_t spread(const char *name) {
    Fingerprint hash = fingerprint_of(name, strlen(name));
    uint64_t value;
    memcpy(&value, hash.bytes, sizeof value);
    return value;
}

static bool read_record(const Ledger *ledger, FrameSpot spot, Arena *arena, Record *record) {
    Str json;
    return frames_read(ledger->frames, spot & ~NOTED, arena, &json) && record_read(arena, json, record);
}

/* The slot of a name: its own, with its latest record, or the free one where it would stand. */
static Slot *slot_of(const Ledger *ledger, Arena *arena, const char *name, Record *latest) {
    uint64_t hash = spread(name);
    size_t at = hash & (ledger->slot_count - 1);
    for (; ledger->slots[at].latest; at = (at + 1) & (ledger->slot_count - 1))
        if (ledger->slots[at].name == hash && read_record(ledger, ledger->slots[at].latest, arena, latest) &&
            strcmp(latest->name, name) == 0)
            break;
    return &ledger->slots[at];
}

static bool make_room(Ledger *ledger) {
    if (ledger->count < ledger->slot_count / 8 * 7)
        return true;
    size_t count = ledger->slot_count ? 2 * ledger->slot_count : SLOTS_FIRST;
    Slot *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < ledger->slot_count; i++) {
        size_t at = ledger->slots[i].name & (count - 1);
        while (slots[at].latest)
            at = (at + 1) & (count - 1);
        if (ledger->slots[i].latest)
            slots[at] = ledger->slots[i];
    }
    free(ledger->slots);
    ledger->slots = slots;
    ledger->slot_count = count;
    return true;
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

static void take_done(Ledger *ledger, Slot *slot, FrameSpot spot) {
    Again *again = slot->done ? VEC_PUSH(&ledger->again) : NULL;
    if (again)
        *again = (Again){.done = spot, .earlier = slot->done};
    slot->done = spot;
}

static void take(void *context, Str json, FrameSpot spot) {
    Ledger *ledger = context;
    Record record, before;
    if (ledger->only && !memmem(json.text, json.length, ledger->only, strlen(ledger->only)))
        return;
    ArenaMark mark = arena_mark(ledger->trial);
    if (record_read(ledger->trial, json, &record)) {
        Slot *slot = make_room(ledger) ? slot_of(ledger, ledger->trial, record.name, &before) : NULL;
        if (slot && !slot->latest) {
            slot->name = spread(record.name);
            ledger->count++;
        }
        if (slot)
            slot->latest = spot;
        if (slot && record.state == RECORD_DONE)
            take_done(ledger, slot, spot);
        ledger->failed |= !slot;
    }
    arena_rewind(ledger->trial, mark);
}

static bool read_runs(Ledger *ledger, const Store *store, DiagList *diags) {
    Arena *arena = arena_new();
    int *runs = NULL;
    size_t count = 0;
    bool good = store_runs(arena, store, &runs, &count, diags);
    for (size_t i = 0; good && i < count; i++)
        good = frames_pass(ledger->frames, runs[i], JOURNAL_ENDING, take, ledger, diags);
    arena_free(arena);
    if (!ledger->failed && !ledger->again.failed && !arena_failed(ledger->trial))
        return good;
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

/* A name as a record has it. */
static const char *as_written(Arena *arena, const char *name) {
    Buf quoted = {0};
    json_quote(&quoted, str_from(name));
    const char *text = buf_failed(&quoted) ? NULL : arena_strndup(arena, quoted.bytes, quoted.length);
    buf_free(&quoted);
    return text;
}

/* NULL: all names. */
static Ledger *read_ledger(const Store *store, const char *name, DiagList *diags) {
    Ledger *ledger = calloc(1, sizeof *ledger);
    if (ledger) {
        ledger->frames = frames_new(store);
        ledger->trial = arena_new();
        ledger->only = ledger->trial && name ? as_written(ledger->trial, name) : NULL;
    }
    const bool made = ledger && ledger->frames && ledger->trial && (!name || ledger->only);
    if (made && read_runs(ledger, store, diags))
        return ledger;
    if (!diag_has_errors(diags))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    ledger_free(ledger);
    return NULL;
}

Ledger *ledger_read(const Store *store, DiagList *diags) { return read_ledger(store, /*name*/ NULL, diags); }

Ledger *ledger_read_name(const Store *store, const char *name) {
    DiagList *unheard = diag_list_new();
    Ledger *ledger = unheard ? read_ledger(store, name, unheard) : NULL;
    diag_list_free(unheard);
    return ledger;
}

void ledger_free(Ledger *ledger) {
    if (!ledger)
        return;
    frames_free(ledger->frames);
    arena_free(ledger->trial);
    VEC_FREE(&ledger->again);
    free(ledger->slots);
    free(ledger);
}

/* ---- asking --------------------------------------------------------------------------------------------------- */

/* The record done before that at `done`, or 0. */
static FrameSpot earlier_than(const Ledger *ledger, FrameSpot done) {
    size_t low = 0, high = ledger->again.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ledger->again.items[middle].done < done)
            low = middle + 1;
        else
            high = middle;
    }
    const bool found = low < ledger->again.count && ledger->again.items[low].done == done;
    return found ? ledger->again.items[low].earlier : 0;
}

/* All that are done, from that at `spot` back; those that cannot be read any more are passed over. */
static const LedgerRecord *dones_from(const Ledger *ledger, FrameSpot spot, Arena *arena) {
    const LedgerRecord *first = NULL, **link = &first;
    for (; spot; spot = earlier_than(ledger, spot)) {
        LedgerRecord *done = ARENA_NEW(arena, LedgerRecord);
        if (!done)
            break;
        if (!read_record(ledger, spot, arena, &done->record))
            continue;
        *link = done;
        link = &done->earlier;
    }
    return first;
}

bool ledger_find(const Ledger *ledger, Arena *arena, const char *name, LedgerEntry *entry) {
    *entry = (LedgerEntry){0};
    Record *latest = ledger && ledger->slot_count ? ARENA_NEW(arena, Record) : NULL;
    const Slot *slot = latest ? slot_of(ledger, arena, name, latest) : NULL;
    if (!slot || !slot->latest)
        return false;
    entry->latest = latest;
    entry->place = (size_t)(slot - ledger->slots);
    entry->noted = (slot->latest & NOTED) != 0;
    entry->dones = dones_from(ledger, slot->done, arena);
    entry->done = entry->dones ? &entry->dones->record : NULL;
    if (entry->done && slot->done == (slot->latest & ~NOTED))
        entry->latest = entry->done;
    return true;
}

size_t ledger_count(const Ledger *ledger) { return ledger ? ledger->count : 0; }

void ledger_note(Ledger *ledger, const LedgerEntry *entry) { ledger->slots[entry->place].latest |= NOTED; }
