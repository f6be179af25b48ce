/*
 * job: one report from its file to its PDF.
 */
#ifndef BANXIN_APP_JOB_H
#define BANXIN_APP_JOB_H

#include "app/workshop.h"
#include "pdf/pdf.h"

typedef struct Job {
    const char *report; /* JSON to read */
    const char *output; /* PDF to write */
    const char *dump;   /* text of the pages to write, or NULL */
    bool check;         /* audit the figures as well */
    PdfOptions promise; /* what the PDF conforms to */
} Job;

/* Zero-initialise; freed by job_result_free. */
typedef struct JobResult {
    size_t pages;
    Buf findings; /* as text in the language asked for; empty when there are none */
    size_t grave; /* errors and warnings among them that are not accepted */
} JobResult;

/*
 * Does the job in memory of its own. True when the PDF has been written, whatever was found in it. False with faults
 * reported, and the old files as they were.
 */
bool job_run(const Job *job, Workshop *workshop, Language language, Timings *timings, JobResult *result,
             DiagList *diags);
void job_result_free(JobResult *result);

#endif
