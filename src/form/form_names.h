/*
 * form_names: what the names of a path can stand for at a place of the form.
 *
 * It depends on where the path is printed: a loop's item inside of the loop, table.title around a table, page in a
 * folio, a row's columns in a condition on rows. The same names that figures/scope knows when there is data, known here
 * before any is seen.
 */
#ifndef BANXIN_FORM_FORM_NAMES_H
#define BANXIN_FORM_FORM_NAMES_H

#include "form/form_read.h"

/* What a loop over an unknown path binds: anything below it is let pass, its path has been reported. */
#define FIELD_ANYTHING ((FieldType)(FIELD_RECORD + 1))

/* Names known at a place, innermost first. */
typedef struct Names {
    const struct Names *outer;
    const Field *fields;
    size_t count;
    const TableForm *table; /* the table whose rows the fields are of, or NULL */
} Names;

/* The names of the report itself, below all others: two frames in `names`, the outer one of the data's fields. */
bool form_names_root(FormReader *reader, Names names[2]);

/* Names of places that come and go; data fields and loops keep off them all the same. */
bool form_names_passing(const char *name);
extern const Field form_loop_names[2], form_table_names[3], form_page_names[2], form_number_names[1];

/* The innermost field of that name, or NULL. */
const Field *form_names_find(const Names *names, const char *name);
/* What the path leads to. NULL with a fault, or without one below what a faulty loop binds. */
const Field *form_names_look_up(FormReader *reader, const Names *names, const Path *path);
/* The table at hand: that of the innermost rows. */
const TableForm *form_names_table(const Names *names);

#endif
