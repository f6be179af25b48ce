/*
 * check_report: one report checked, and what comes of it as bytes that can be sent from one process to another.
 */
#ifndef BANXIN_APP_CHECK_REPORT_H
#define BANXIN_APP_CHECK_REPORT_H

#include "app/exit.h"
#include "app/together.h"
#include "app/workshop.h"
#include "findings/writers.h"

/* What all reports of a run are checked with. */
typedef struct CheckTools {
    Workshop *workshop;
    Timings *timings;
    const FindingWriter *writer;
    Language language;
    bool strict;              /* findings and warnings make a status */
    const Together *together; /* all reports of the run, by number; NULL: each is checked by itself alone */
} CheckTools;

/* What came of one report, or of several one after the other. Zero-initialise. */
typedef struct CheckResult {
    ExitStatus status;
    Buf said; /* faults, as printed */
    Piece piece;
    Tally tally;
} CheckResult;

void check_result_free(CheckResult *result);
bool check_result_failed(const CheckResult *result);

/* Checks the report; `number` counts the reports of the run. Its memory is given back before this returns. */
void check_report(const CheckTools *tools, const char *file, size_t number, CheckResult *result);

void check_result_pack(const CheckResult *result, Buf *out);
/* Adds a packed result to another. False when the bytes are none. */
bool check_result_add(CheckResult *result, const Buf *packed);

#endif
