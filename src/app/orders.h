/*
 * orders: which reports are to be read and which files written, settled before any work begins.
 */
#ifndef BANXIN_APP_ORDERS_H
#define BANXIN_APP_ORDERS_H

#include "app/job.h"
#include "app/options.h"

typedef struct Orders {
    Job *jobs;
    size_t count;
    const struct Check *files; /* those that are read */
} Orders;

/*
 * Names the outputs, by the option `output`: -o FILE for one report, DIR/STEM.pdf for a folder, beside the report
 * without -o; --dump-pages alike with STEM.pages. Of pictures only the beginning is named, DIR/STEM: pictures.h has the
 * rest. False with faults reported: several reports and no folder, two of the same output, an output that is one of the
 * inputs, by whatever name or link; or, with nothing reported, when the arena has failed.
 */
bool orders_make(Arena *arena, const Options *options, OptionId output, Orders *orders, DiagList *diags);

/* Whether an output named later is none of the files to be read; false with a fault reported. */
bool orders_spare(const Orders *orders, const char *output, DiagList *diags);

/* Whether an output that is one for all the reports `files` is none of the inputs; false as above. */
bool orders_output_is_free(Arena *arena, const Options *options, const char *const *files, size_t count,
                           const char *output, DiagList *diags);

#endif
