/*
 * plan: the reports a batch is to make, as a file of JSON Lines in its store.
 *
 *     {"plan":1,"program":"0.1.0","folder":"/srv/2020","shards":20,"conformance":"3a","check":true, ...}
 *     {"shard":0,"input":"reports/101.json","name":"2020-101.pdf"}
 *     {"shard":1,"input":"reports/102.json","name":"2020-102.pdf","form":"forms/city.json"}
 *
 * Paths that are not absolute are in the folder the plan was made in. Lines of this kind without `shard` are also what
 * a manifest holds (manifest in docs/batch.md).
 */
#ifndef BANXIN_BATCH_PLAN_H
#define BANXIN_BATCH_PLAN_H

#include "batch/store.h"

#define PLAN_REPORTS_MAX 2000000
#define PLAN_SHARDS_MAX  100000
#define PLAN_UNSEEN      "-" /* in the place of a hash, which it equals in no case */

/* One report to be made. */
typedef struct PlanItem {
    const char *input;
    const char *name;        /* of the PDF; in a manifest a template, or NULL */
    const char *form;        /* file, or NULL: as the batch's options or the report say */
    const char *conformance; /* as --conformance, or NULL: the batch's */
    const char *seen;        /* hash of the input whose data has named the PDF, PLAN_UNSEEN if it could not be read
                                then; NULL: its data was not asked */
    const char *lacks;       /* what its data should have named it by, and does not hold; or NULL */
    size_t shard;
} PlanItem;

/* What was said on the command line; texts may be NULL. */
typedef struct PlanOptions {
    const char *form, *fonts, *conformance, *print, *profile;
    bool check;
} PlanOptions;

typedef struct Plan {
    const char *program; /* version that made it */
    const char *folder;  /* absolute: where it was made */
    PlanOptions options;
    size_t shards;
    PlanItem *items;
    size_t count;
} Plan;

/* Shares the reports out: neighbours, which are often alike, go to different shards. */
void plan_cut(Plan *plan, size_t shards);

/* Writes it into the store, in the place of an old one. False with a fault reported. */
bool plan_write(const Plan *plan, const Store *store, DiagList *diags);

/* Reads the store's plan into the arena, with paths as they are to be used from here. False with faults reported. */
bool plan_read(Arena *arena, const Store *store, Plan *plan, DiagList *diags);

/*
 * Reads a line of a manifest, which is at `line` of `file`: an object with input, and maybe name, form and conformance;
 * or a path as it stands. False with faults reported.
 */
bool plan_read_line(Arena *arena, const char *file, int line, Str text, PlanItem *item, DiagList *diags);

/* Whether no two have the same name. False with each clash reported: both inputs, and the name. */
bool plan_check_names(Arena *arena, const Plan *plan, DiagList *diags);

#endif
