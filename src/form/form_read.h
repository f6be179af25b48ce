/*
 * form_read: what the readers of a form's parts share.
 *
 * Each part has its file (form_styles, form_pages, form_tables ...) and its function below, called in the order in
 * which names must be known: formats, styles, masters, data, tables, story. A reader reports what does not fit and
 * leaves something harmless in its place, so that all faults come out in one run; whether there were any is asked
 * once, at the end. Out of memory is the arena's sticky failure: readers check pointers only where they write.
 */
#ifndef BANXIN_FORM_FORM_READ_H
#define BANXIN_FORM_FORM_READ_H

#include "form/form.h"
#include "form/form_keys.h"

typedef struct FormReader {
    Arena *arena;
    DiagList *diags;
    Form *form;
    bool print;                /* output: print */
    const JsonNode *row_lists; /* object of shared fixed rows, or NULL */
    const JsonNode *defaults;  /* table-defaults, or NULL */
    int story_depth;           /* levels of blocks around the one at hand */
    bool has_signatures;       /* a block of them has been read */
    int each_depth;            /* loops around the block at hand */
    bool in_section;           /* it stands inside of a section, so there is a page to print it on */
} FormReader;

void form_read_formats(FormReader *reader, const JsonNode *node);
void form_read_styles(FormReader *reader, const JsonNode *node);
void form_read_pages(FormReader *reader, const JsonNode *node);
void form_read_data(FormReader *reader, const JsonNode *node);
void form_read_tables(FormReader *reader, const JsonNode *node);
/* `where` is where a style is missed; nowhere: none is needed. */
void form_read_block_styles(FormReader *reader, const JsonNode *node, SourceRef where, const Style **styles,
                            const Style *const *otherwise);
void form_read_story(FormReader *reader, const JsonNode *node);
/* Relations within a report, then those between reports. */
void form_read_checks(FormReader *reader, const JsonNode *within, const JsonNode *across);
/* A path or an object with one of not, all, any: what must hold. */
const Test *form_read_test(FormReader *reader, const JsonNode *node);
/* Every expression and format of every template, condition and check, in the scope it stands in. */
void form_check_names(FormReader *reader);

/* ---- tables: form_columns.c, form_rows.c ---------------------------------------------------------------- */

void form_read_columns(FormReader *reader, const JsonNode *node, TableForm *table);
void form_read_kinds(FormReader *reader, const JsonNode *node, TableForm *table);
void form_read_lead(FormReader *reader, const JsonNode *node, TableForm *table);
/* The same of the rows below the column heads: their cells are heads unless they say otherwise. */
void form_read_head_rows(FormReader *reader, const JsonNode *node, TableForm *table);
void form_read_fixed_rows(FormReader *reader, const JsonNode *const *found, TableForm *table);
const TableLine *form_read_lines(FormReader *reader, const JsonNode *node, const TableForm *table, size_t *count);
/* Leaf column by key, or -1 with FORM_UNKNOWN_COLUMN. */
int form_leaf(FormReader *reader, const TableForm *table, const JsonNode *node, const char *key);

/* ---- form_values.c: values that many objects hold ------------------------------------------------------- */

/* As json_object, by a key table. */
bool form_object(FormReader *reader, const JsonNode *node, KeyTableId keys, const JsonNode **found);
/* False with FORM_TOO_MANY when an array or object has more than `limit` children. */
bool form_limit(FormReader *reader, const JsonNode *node, size_t limit);
/* Reports FORM_TOO_MANY. */
void form_too_many(FormReader *reader, const JsonNode *node, size_t limit);
/* A template; NULL for NULL and on a fault. */
const Template *form_template(FormReader *reader, const JsonNode *node);
/* The same, but the empty template for NULL. */
const Template *form_template_or_empty(FormReader *reader, const JsonNode *node);
/* A text without control characters, or `otherwise`. */
const char *form_text(FormReader *reader, const JsonNode *node, const char *otherwise);
/* An expression; NULL for NULL and on a fault. */
const Expr *form_expr(FormReader *reader, const JsonNode *node);
/* A path; false and empty for NULL and on a fault. */
bool form_path(FormReader *reader, const JsonNode *node, Path *path);
/* An em value within [low, high]. */
Em form_em(FormReader *reader, const JsonNode *node, Em low, Em high, Em otherwise);
/* A length, "1.5 lines" or ems of `size`; lines are given in thousandths. */
void form_space(FormReader *reader, const JsonNode *node, Len size, Len *len, int *lines);
/* The weight of a rule: 0, or 0.25 pt and more. */
Len form_weight(FormReader *reader, const JsonNode *node, Len otherwise);
int form_unit(FormReader *reader, const JsonNode *node, int otherwise);
/* True when the member's name may stand in a path; else FORM_NAME. */
bool form_name(FormReader *reader, const JsonNode *node, const char *name);

/* References by name: what is named, or `otherwise` for NULL, or NULL with a fault that names the nearest. */
const Style *form_named_style(FormReader *reader, const JsonNode *node, const Style *otherwise);
const PageMaster *form_named_page(FormReader *reader, const JsonNode *node, const PageMaster *otherwise);
const Format *form_named_format(FormReader *reader, const JsonNode *node, const Format *otherwise);

/* Position of `name` among `count` things of `size` bytes that begin with a pointer to their name, or -1. */
int form_find(const void *items, size_t count, size_t size, const char *name);
/* Reports `code` at `ref`: {0} the name, {1} which one was meant, or which there are. */
void form_unknown(FormReader *reader, DiagCode code, SourceRef ref, const char *name, const void *items, size_t count,
                  size_t size);

/* ---- form_inherit.c: "based-on" ------------------------------------------------------------------------- */

/* One thing that may be based on another of its sort. */
typedef struct Heir {
    const char *name;
    const JsonNode *node;
    const JsonNode **found; /* its members by key; filled from its parents */
    int parent;             /* -1: none */
    bool broken;            /* its parents are unknown somewhere, or go round: what it lacks is not its own fault */
} Heir;

/*
 * Reads `node`'s members by `keys`, whose key number 0 is "based-on", resolves their parents and lets them inherit
 * what they do not say. `unknown` and `circle` are the codes of their faults. NULL when memory is out.
 */
Heir *form_inherit(FormReader *reader, const JsonNode *node, KeyTableId keys, DiagCode unknown, DiagCode circle);

#endif
