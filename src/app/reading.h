/*
 * reading: a report from its file, by the form it names.
 */
#ifndef BANXIN_APP_READING_H
#define BANXIN_APP_READING_H

#include "app/workshop.h"
#include "model/report.h"

/*
 * The report, in the arena; faults of the file and of its form come out in one run, and those of the font list too if
 * the `fonts` are wanted. NULL when there was an error.
 */
const Report *reading_report(Arena *arena, const char *path, Workshop *workshop, bool fonts, Timings *timings,
                             DiagList *diags);

/* The same in two steps: what is read and by which form, and the report; `form` NULL: the second gives NULL. */
typedef struct Reading {
    const JsonDoc *doc; /* NULL: it could not be read */
    const Form *form;
    bool fonts; /* there, or not wanted */
} Reading;

Reading reading_open(Arena *arena, const char *path, Workshop *workshop, bool fonts, Timings *timings, DiagList *diags);
const Report *reading_finish(Arena *arena, const Reading *reading, Timings *timings, DiagList *diags);
/* The same of a report that is at hand as bytes, which are copied; `name` is for messages. */
const Report *reading_bytes(Arena *arena, const char *name, Str bytes, Workshop *workshop, Timings *timings,
                            DiagList *diags);

/* Faults found while memory was short are not to be believed: they give way to MEMORY. */
void reading_say_short(DiagList *diags);

#endif
