/*
 * findings: what a check has to say about a report, and where both sides of it stand.
 *
 * A finding is no fault of the file (that is a Diag): the report can be read and set, but its figures contradict each
 * other. It names the rule, says in a budget officer's words what is wrong, and holds both sides with their values
 * and places. Findings may be accepted in the data, with a reason.
 */
#ifndef BANXIN_FINDINGS_FINDINGS_H
#define BANXIN_FINDINGS_FINDINGS_H

#include "base/arena.h"
#include "base/diag.h"

typedef enum FindingSeverity { FINDING_NOTE, FINDING_WARNING, FINDING_ERROR } FindingSeverity;

#define FINDING_NO_PAGE (-1) /* not known, or not printed */

/* A cell, a field or words of the prose. Texts for people may be DIAG_BOTH everywhere. */
typedef struct FindingPlace {
    const char *name; /* for people: "表五 一般公共预算支出情况表，社会保障和就业支出，基本支出"; "第三部分 二、…" */
    const char *table;  /* key of the form's table, or NULL: a field or prose */
    const char *row;    /* name of the row, or NULL */
    const char *column; /* key of the column, or NULL */
    const char *value;  /* as it stands there, "3061.52"; "" when blank */
    SourceRef source;   /* in the report (or the form, for what the form itself says) */
    int page;           /* 0-based page it is printed on, or FINDING_NO_PAGE; filled in by who has set the report */
} FindingPlace;

/* One side of what does not agree. */
typedef struct FindingSide {
    const char *label; /* "表三支出合计", "正文所写", "按此应为" */
    const char *value; /* with its unit: "3245.21万元"; NULL when there is none */
    const FindingPlace *places;
    size_t place_count;
} FindingSide;

typedef struct Finding {
    FindingSeverity severity;
    const char *rule;    /* stable id: "income-equals-expenditure", "prose-share" */
    const char *title;   /* the rule in one sentence */
    const char *message; /* what is wrong here */
    const FindingSide *sides;
    size_t side_count;
    const char *difference; /* "137.00万元", or NULL */
    SourceRef source;       /* where a reader should look first */
    int page;               /* as FindingPlace.page */
    const char *reason;     /* accepted, because; NULL: not accepted */
    SourceRef accepted;     /* where it says so */
} Finding;

typedef struct FindingList FindingList;

/* NULL when memory is out; NULL is taken everywhere as the empty list that has failed. */
FindingList *finding_list_new(void);
void finding_list_free(FindingList *list);
/* False once memory has been short. */
bool finding_list_whole(const FindingList *list);
/* Memory that lives as long as the list, for the texts of findings. */
Arena *finding_list_arena(FindingList *list);
/* Adds a copy of a finding; what it points to must live as long as the list. */
void finding_add(FindingList *list, const Finding *finding);
size_t finding_count(const FindingList *list);
/* Lent until the next finding_add, NULL beyond the last; its pages and acceptance may be filled in. */
Finding *finding_at(FindingList *list, size_t index);

#endif
