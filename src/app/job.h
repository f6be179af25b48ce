/*
 * job: one report from its file to its PDF.
 */
#ifndef BANXIN_APP_JOB_H
#define BANXIN_APP_JOB_H

#include "app/workshop.h"

typedef struct Job {
    const char *report; /* JSON to read */
    const char *output; /* PDF to write */
    const char *dump;   /* text of the pages to write, or NULL */
} Job;

/*
 * Does the job in memory of its own. True when the PDF has been written; `pages` then says how many it has. False with
 * faults reported, and the old files as they were.
 */
bool job_run(const Job *job, Workshop *workshop, Timings *timings, size_t *pages, DiagList *diags);

#endif
