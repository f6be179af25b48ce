/*
 * register: the reports of a run by organ and year: which are of the same, which is last year's, which are the units of
 * a department.
 *
 * An organ is known by its code where the report gives one, else by its name. Everything is found by bisection in
 * sorted lists; of several reports of one organ and year the first in order stands for all, and it alone is set
 * against others.
 */
#ifndef BANXIN_APP_REGISTER_H
#define BANXIN_APP_REGISTER_H

#include "app/identity.h"

#define REGISTER_NONE SIZE_MAX

typedef struct RegisterEntry {
    const char *file;
    Identity identity;
    /* Whether this report is the first of its two forms to be set against last year's, or, as a unit, its department's:
       what the other form does not know is told there, and nowhere else. */
    bool tells_last_year, tells_unit;
} RegisterEntry;

typedef struct RegisterKey {
    const char *text; /* a code or a name */
    int kind;         /* what it is, where that counts */
    int year;
    size_t entry;
} RegisterKey;

typedef struct Register {
    RegisterEntry *entries; /* in the order of the run */
    size_t count;
    RegisterKey *organs; /* each by what it is known by */
    size_t organ_count;
    RegisterKey *called; /* each by its code and by its name */
    size_t called_count;
    RegisterKey *units; /* by the department they name */
    size_t unit_count;
} Register;

/* Sorts the entries' keys. False when memory is out. */
bool register_make(Arena *arena, RegisterEntry *entries, size_t count, Register *out);

/* The first report of the entry's organ and year, maybe itself; REGISTER_NONE if it does not say whose it is. */
size_t register_first(const Register *reports, size_t entry);
/* The report of the same organ of the year before, or REGISTER_NONE. */
size_t register_last_year(const Register *reports, size_t entry);
/* The reports of the same year whose organs belong to the entry's, in order; NULL and 0 without, or without memory. */
const size_t *register_units(const Register *reports, Arena *arena, size_t entry, size_t *count);
/* Whether the department that the entry's organ belongs to has a report of the year; true if it names none. */
bool register_has_parent(const Register *reports, size_t entry);
/* The first report of an organ called so, by code or name, in a year; REGISTER_NONE. */
size_t register_called(const Register *reports, const char *text, int year);
/*
 * Whether an organ has a report of the year: one with its code, or one without a code that has its name; if no code is
 * known, one that has the name, or has it as its code.
 */
bool register_has(const Register *reports, const char *code, const char *name, int year);

#endif
