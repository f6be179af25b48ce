/*
 * world: a form and a report made within a test, and what expressions over them give.
 *
 * A test writes the parts of a form that matter to it, "data", "formats", "tables"; what a form must have beside them
 * is put in. Expressions are read as they stand in a file, so that a fault has a column: that of the character within
 * the expression, from 1.
 */
#ifndef BANXIN_TESTS_FIGURES_WORLD_H
#define BANXIN_TESTS_FIGURES_WORLD_H

#include "figures/figures.h"

typedef struct World {
    Arena *arena;
    DiagList *diags;
    const Form *form;
    const Report *report; /* as it was given */
    Figures *figures;     /* NULL with what was reported in `diags` */
    Scope scope;          /* of the completed report */
} World;

/* A table's head in a form: {WORLD_TABLE("t"), "columns": [...]}. */
#define WORLD_TABLE(key) "\"key\": \"" key "\", \"title\": \"" key "\", \"style\": \"p\""

/* `form` are members of the form, `report` members of the report. Fails the test unless both can be read. */
World world_make(const char *form, const char *report);
/* The same, for a form and a report that must be without fault. */
World world_good(const char *form, const char *report);
void world_free(World *world);

const Expr *world_expr(World *world, const char *text);
/* What "{{text}}" prints; NULL with a fault. */
const char *world_print_in(World *world, const Scope *scope, const char *text);
const char *world_print(World *world, const char *text);
/* "合计.basic 项.basic": the cells a figure came from, each by its row's key or name and its column, in order. */
const char *world_origins(World *world, const Figure *figure);
/* A computed or given cell as it is kept: "12.50" with the digits and unit it has; "" for a blank one. */
const char *world_cell(World *world, const char *table, uint32_t row, const char *column);

typedef struct WorldCase {
    const char *text;  /* an expression, maybe with a format: "a | wan" */
    const char *gives; /* what is printed; NULL: the fault below */
    DiagCode code;
    int column;
} WorldCase;

/* How many of the cases do not hold, each said on stderr. */
int world_cases(World *world, const WorldCase *cases, size_t count);

#endif
