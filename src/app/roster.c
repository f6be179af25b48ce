#include "app/roster.h"

#include <stdlib.h>
#include <string.h>

enum { BY_CODE = 1, BY_NAME = 2 };

static int compare_ints(int64_t a, int64_t b) { return (a > b) - (a < b); }

/* By all but the entry. */
static int compare_texts(const RosterKey *a, const RosterKey *b) {
    int order = strcmp(a->text, b->text);
    if (!order)
        order = compare_ints(a->kind, b->kind);
    return order ? order : compare_ints(a->year, b->year);
}

static int compare_keys(const void *a, const void *b) {
    const RosterKey *left = a, *right = b;
    int order = compare_texts(left, right);
    return order ? order : (left->entry > right->entry) - (left->entry < right->entry);
}

static void sort(RosterKey *keys, size_t count) {
    if (count)
        qsort(keys, count, sizeof *keys, compare_keys);
}

/* The place of the first key that is not less. */
static size_t find(const RosterKey *keys, size_t count, const RosterKey *key) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_texts(&keys[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t first_entry(const RosterKey *keys, size_t count, const RosterKey *key) {
    size_t at = find(keys, count, key);
    return at < count && compare_texts(&keys[at], key) == 0 ? keys[at].entry : ROSTER_NONE;
}

/* What an organ is known by; no text: by nothing. */
static RosterKey organ_key(const Identity *identity, int year) {
    if (identity->kind != FILE_IS_REPORT || identity->year == 0)
        return (RosterKey){0};
    if (identity->code)
        return (RosterKey){identity->code, BY_CODE, year, 0};
    return (RosterKey){identity->name, BY_NAME, year, 0};
}

static size_t first_of(const Roster *reports, const Identity *identity, int year) {
    RosterKey key = organ_key(identity, year);
    return key.text ? first_entry(reports->organs, reports->organ_count, &key) : ROSTER_NONE;
}

size_t roster_first(const Roster *reports, size_t entry) {
    const Identity *identity = &reports->entries[entry].identity;
    return first_of(reports, identity, identity->year);
}

size_t roster_last_year(const Roster *reports, size_t entry) {
    const Identity *identity = &reports->entries[entry].identity;
    return first_of(reports, identity, identity->year - 1);
}

size_t roster_called(const Roster *reports, const char *text, int year) {
    return first_entry(reports->called, reports->called_count, &(RosterKey){text, 0, year, 0});
}

bool roster_has(const Roster *reports, const char *code, const char *name, int year) {
    RosterKey by_code = {code, BY_CODE, year, 0}, by_name = {name, BY_NAME, year, 0};
    if (!code)
        return roster_called(reports, name, year) != ROSTER_NONE;
    return first_entry(reports->organs, reports->organ_count, &by_code) != ROSTER_NONE ||
           first_entry(reports->organs, reports->organ_count, &by_name) != ROSTER_NONE;
}

bool roster_has_parent(const Roster *reports, size_t entry) {
    const Identity *identity = &reports->entries[entry].identity;
    return !identity->parent || roster_called(reports, identity->parent, identity->year) != ROSTER_NONE;
}

/* ---- units ---------------------------------------------------------------------------------------------------- */

/*
 * Units that name the department by `text`, but for itself and for second reports of a unit. A text means one
 * department, the first that is called so: each unit has one.
 */
static size_t add_units(const Roster *reports, const char *text, size_t department, size_t *units, size_t limit) {
    size_t count = 0;
    RosterKey key = {text, 0, reports->entries[department].identity.year, 0};
    size_t itself = roster_first(reports, department);
    size_t meant = text ? roster_called(reports, text, key.year) : ROSTER_NONE;
    if (meant == ROSTER_NONE || roster_first(reports, meant) != itself)
        return 0;
    for (size_t i = find(reports->units, reports->unit_count, &key);
         i < reports->unit_count && compare_texts(&reports->units[i], &key) == 0; i++) {
        size_t unit = reports->units[i].entry;
        if (roster_first(reports, unit) != unit || unit == itself)
            continue;
        if (units && count < limit)
            units[count] = unit;
        count++;
    }
    return count;
}

static int compare_entries(const void *a, const void *b) {
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    return (left > right) - (left < right);
}

const size_t *roster_units(const Roster *reports, Arena *arena, size_t entry, size_t *count) {
    const Identity *identity = &reports->entries[entry].identity;
    bool same = identity->code && identity->name && strcmp(identity->code, identity->name) == 0;
    const char *name = same ? NULL : identity->name;
    *count = 0;
    if (!organ_key(identity, identity->year).text)
        return NULL;
    size_t by_code = add_units(reports, identity->code, entry, NULL, 0);
    size_t by_name = add_units(reports, name, entry, NULL, 0);
    size_t *units = by_code + by_name ? ARENA_ARRAY(arena, size_t, by_code + by_name) : NULL;
    if (!units)
        return NULL;
    add_units(reports, identity->code, entry, units, by_code);
    add_units(reports, name, entry, units + by_code, by_name);
    *count = by_code + by_name;
    qsort(units, *count, sizeof *units, compare_entries);
    return units;
}

/* ---- pairs of forms ------------------------------------------------------------------------------------------- */

typedef struct FormPair {
    const char *form, *other;
    size_t order;
    bool *tells;
} FormPair;

static int compare_forms(const FormPair *a, const FormPair *b) {
    int order = strcmp(a->form, b->form);
    return order ? order : strcmp(a->other, b->other);
}

static int compare_pairs(const void *a, const void *b) {
    const FormPair *left = a, *right = b;
    int order = compare_forms(left, right);
    return order ? order : (left->order > right->order) - (left->order < right->order);
}

static void add_pair(Roster *reports, size_t entry, size_t other, bool *tells, FormPair *pairs, size_t *count) {
    const char *form = reports->entries[entry].identity.form, *its = reports->entries[other].identity.form;
    if (form && its && strcmp(form, its) != 0) {
        pairs[*count] = (FormPair){form, its, *count, tells};
        ++*count;
    }
}

static void mark_first(FormPair *pairs, size_t count) {
    if (count)
        qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (size_t i = 0; i < count; i++)
        *pairs[i].tells |= i == 0 || compare_forms(&pairs[i - 1], &pairs[i]) != 0;
}

static bool mark_pairs(Arena *arena, Roster *reports) {
    ArenaMark mark = arena_mark(arena);
    FormPair *pairs = ARENA_ARRAY(arena, FormPair, reports->count + reports->unit_count);
    size_t count = 0;
    for (size_t i = 0; pairs && i < reports->count; i++) {
        size_t last = roster_first(reports, i) == i ? roster_last_year(reports, i) : ROSTER_NONE;
        if (last != ROSTER_NONE)
            add_pair(reports, i, last, &reports->entries[i].tells_last_year, pairs, &count);
    }
    if (pairs)
        mark_first(pairs, count);
    count = 0;
    for (size_t i = 0; pairs && i < reports->count; i++) {
        size_t units = 0;
        ArenaMark trial = arena_mark(arena);
        const size_t *of = roster_first(reports, i) == i ? roster_units(reports, arena, i, &units) : NULL;
        for (size_t j = 0; of && j < units; j++)
            add_pair(reports, i, of[j], &reports->entries[of[j]].tells_unit, pairs, &count);
        arena_rewind(arena, trial);
    }
    if (pairs)
        mark_first(pairs, count);
    arena_rewind(arena, mark);
    return !arena_failed(arena);
}

/* ---- making --------------------------------------------------------------------------------------------------- */

static void add_key(RosterKey *keys, size_t *count, const char *text, int kind, int year, size_t entry) {
    if (text)
        keys[(*count)++] = (RosterKey){text, kind, year, entry};
}

bool roster_make(Arena *arena, RosterEntry *entries, size_t count, Roster *out) {
    *out = (Roster){.entries = entries, .count = count};
    out->organs = ARENA_ARRAY(arena, RosterKey, count);
    out->called = ARENA_ARRAY(arena, RosterKey, 2 * count);
    out->units = ARENA_ARRAY(arena, RosterKey, count);
    if (!out->organs || !out->called || !out->units)
        return false;
    for (size_t i = 0; i < count; i++) {
        const Identity *identity = &entries[i].identity;
        RosterKey key = organ_key(identity, identity->year);
        if (!key.text)
            continue;
        add_key(out->organs, &out->organ_count, key.text, key.kind, key.year, i);
        add_key(out->called, &out->called_count, identity->code, 0, identity->year, i);
        add_key(out->called, &out->called_count, identity->name, 0, identity->year, i);
        add_key(out->units, &out->unit_count, identity->parent, 0, identity->year, i);
    }
    sort(out->organs, out->organ_count);
    sort(out->called, out->called_count);
    sort(out->units, out->unit_count);
    return mark_pairs(arena, out);
}
