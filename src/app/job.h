/*
 * job: one report from its file to its PDF, or to pictures of its pages.
 */
#ifndef BANXIN_APP_JOB_H
#define BANXIN_APP_JOB_H

#include "app/workshop.h"
#include "findings/tally.h"
#include "pdf/pdf.h"

struct Pictures; /* app/pictures.h */

typedef struct Job {
    const char *report; /* JSON to read */
    const char *output; /* PDF to write; NULL: the result keeps it */
    const char *dump;   /* text of the pages to write, or NULL */
    bool check;         /* audit the figures as well */
    PdfOptions promise; /* what the PDF conforms to */
    bool alone; /* nothing is taken over from reports before it, nor left for others: to measure what it costs */
    /* Asked when it is known what is read, before anything is made of it: false ends the job. NULL: it is wanted. */
    bool (*wanted)(void *context, const JsonDoc *report, const Form *form, DiagList *diags);
    void *context;
    bool look;                       /* keep what an overview shows of the report as well */
    const struct Pictures *pictures; /* to write instead of a PDF, their names beginning with `output`; or NULL */
} Job;

/* Zero-initialise; freed by job_result_free. */
typedef struct JobResult {
    size_t pages;                      /* written */
    Buf names;                         /* of several files written, as people are told; else empty */
    Buf findings;                      /* as text in the language asked for; empty when there are none */
    size_t grave;                      /* errors and warnings among them that are not accepted */
    size_t counts[FINDING_SEVERITIES]; /* of findings that are not accepted */
    Buf organ, form, cover;            /* if asked for: whose it is, and a small PNG of the first page in base64 */
    int year;
    Buf pdf; /* unless it went to a file */
} JobResult;

/*
 * Does the job in memory of its own. True when the PDF or all pictures have been written, whatever was found in it.
 * False with faults reported, and the old files as they were (of pictures, each is new or old as a whole); or when it
 * was not wanted.
 */
bool job_run(const Job *job, Workshop *workshop, Language language, Timings *timings, JobResult *result,
             DiagList *diags);
void job_result_free(JobResult *result);

#endif
