/*
 * roster: the reports of a run by organ and year: which are of the same, which is last year's, which are the units of
 * a department.
 *
 * An organ is known by its code where the report gives one, else by its name. Everything is found by bisection in
 * sorted lists; of several reports of one organ and year the first in order stands for all, and it alone is set
 * against others.
 */
#ifndef BANXIN_APP_ROSTER_H
#define BANXIN_APP_ROSTER_H

#include "app/identity.h"

#define ROSTER_NONE SIZE_MAX

typedef struct RosterEntry {
    const char *file;
    Identity identity;
    /* Whether this report is the first of its two forms to be set against last year's, or, as a unit, its department's:
       what the other form does not know is told there, and nowhere else. */
    bool tells_last_year, tells_unit;
} RosterEntry;

typedef struct RosterKey {
    const char *text; /* a code or a name */
    int kind;         /* what it is, where that counts */
    int year;
    size_t entry;
} RosterKey;

typedef struct Roster {
    RosterEntry *entries; /* in the order of the run */
    size_t count;
    RosterKey *organs; /* each by what it is known by */
    size_t organ_count;
    RosterKey *called; /* each by its code and by its name */
    size_t called_count;
    RosterKey *units; /* by the department they name */
    size_t unit_count;
} Roster;

/* Sorts the entries' keys. False when memory is out. */
bool roster_make(Arena *arena, RosterEntry *entries, size_t count, Roster *out);

/* The first report of the entry's organ and year, maybe itself; ROSTER_NONE if it does not say whose it is. */
size_t roster_first(const Roster *reports, size_t entry);
/* The report of the same organ of the year before, or ROSTER_NONE. */
size_t roster_last_year(const Roster *reports, size_t entry);
/* The reports of the same year whose organs belong to the entry's, in order; NULL and 0 without, or without memory. */
const size_t *roster_units(const Roster *reports, Arena *arena, size_t entry, size_t *count);
/* Whether the department that the entry's organ belongs to has a report of the year; true if it names none. */
bool roster_has_parent(const Roster *reports, size_t entry);
/* The first report of an organ called so, by code or name, in a year; ROSTER_NONE. */
size_t roster_called(const Roster *reports, const char *text, int year);
/*
 * Whether an organ has a report of the year: one with its code, or one without a code that has its name; if no code is
 * known, one that has the name, or has it as its code.
 */
bool roster_has(const Roster *reports, const char *code, const char *name, int year);

#endif
