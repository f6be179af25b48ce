/*
 * pictures: the pages of a report as PNG files, DIR/STEM-001.png and so on.
 *
 * Numbers are the pages' places in the report, not what is printed on them, with as many digits as the last page needs
 * and three at least, so that names sort as pages do. Each file is whole or not there; files of an earlier, longer
 * report stay.
 */
#ifndef BANXIN_APP_PICTURES_H
#define BANXIN_APP_PICTURES_H

#include "app/job.h"
#include "app/orders.h"

typedef struct Pictures {
    const Orders *orders; /* of all reports: no picture may take the place of a file to be read */
    int dpi;
    const char *pages; /* a good list (ranges.h), or NULL for all */
} Pictures;

/* The name of a page's picture in the arena; `output` is what it begins with, `count` the pages of the report. */
const char *pictures_name(Arena *arena, const char *output, size_t page, size_t count);

/*
 * Draws and writes the pages of job->pictures. Tells of pages that are not there. False with faults reported: none of
 * the pages is there, a picture would be too large, a file cannot be written.
 */
bool pictures_write(const Job *job, const PageList *pages, Workshop *workshop, Timings *timings, JobResult *result,
                    DiagList *diags);

#endif
