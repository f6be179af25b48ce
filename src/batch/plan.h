/*
 * plan: the reports a batch is to make, as a file of JSON Lines in its store.
 *
 *     {"plan":1,"program":"0.1.0","folder":"/srv/2020","shards":20,"conformance":"3a","check":true, ...}
 *     {"shard":0,"input":"reports/101.json","name":"2020-101.pdf"}
 *     {"shard":1,"input":"reports/102.json","name":"2020-102.pdf","form":"forms/city.json"}
 *
 * Paths that are not absolute are in the folder the plan was made in. Lines of this kind without `shard` are also what
 * a manifest holds (manifest in docs/batch.md).
 *
 * However many reports there are, what is held in memory of them is half a byte each: lines are in a file, the store's
 * or, while a plan is made, one without a name, and are read again when asked for.
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

typedef struct PlanLines PlanLines;

typedef struct Plan {
    const char *program; /* version that made it */
    const char *folder;  /* absolute: where it was made */
    PlanOptions options;
    size_t shards;
    size_t count; /* of reports */
    PlanLines *lines;
} Plan;

/* ---- making one: the caller fills in program, folder and options */

/* An empty plan, its reports to be shared out among so many shards; its file is of that folder's file system. False
 * with a fault reported. Ended by plan_free in any case. */
bool plan_start(Plan *plan, size_t shards, const char *folder, DiagList *diags);
/* Adds a report; its shard is settled here: neighbours, which are often alike, go to different ones. */
void plan_add(Plan *plan, const PlanItem *item);
/* From now on reports can be asked for. False with a fault reported: there was no room for them. */
bool plan_seal(Plan *plan, DiagList *diags);
void plan_free(Plan *plan);

/* Whether no two have the same name. False with each clash reported: both inputs, and the name. */
bool plan_check_names(const Plan *plan, DiagList *diags);

/* Writes it into the store, in the place of an old one. False with a fault reported. */
bool plan_write(const Plan *plan, const Store *store, DiagList *diags);

/* ---- asking one */

/* Opens the store's plan and looks through it; texts of its head are in the arena. False with faults reported. Ended by
 * plan_free in any case. */
bool plan_read(Arena *arena, const Store *store, Plan *plan, DiagList *diags);

/* A report, by its number; texts in the arena, paths as they are to be used from here. False when memory is out or its
 * line cannot be read any more. */
bool plan_item(Arena *arena, const Plan *plan, size_t number, PlanItem *item);

/* ---- manifests */

/*
 * Reads a line of a manifest, which is at `line` of `file`: an object with input, and maybe name, form and conformance;
 * or a path as it stands. False with faults reported.
 */
bool plan_read_line(Arena *arena, const char *file, int line, Str text, PlanItem *item, DiagList *diags);

#endif
