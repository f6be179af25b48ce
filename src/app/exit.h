/*
 * exit: how a run of the program ends. Few, fixed, documented in banxin(1); 65, 70 and 74 as in sysexits.h.
 */
#ifndef BANXIN_APP_EXIT_H
#define BANXIN_APP_EXIT_H

#include "base/diag.h"

typedef enum ExitStatus {
    EXIT_WRITTEN = 0,
    EXIT_WITH_WARNINGS = 1, /* written, but look at the warnings */
    EXIT_USAGE = 2,
    EXIT_DATA = 65,      /* the data or the form is at fault */
    EXIT_OWN_FAULT = 70, /* memory, or a fault of ours */
    EXIT_IO = 74,        /* something could not be read or written */
    EXIT_STOPPED = 75    /* somebody has stopped it: it can be gone on with */
} ExitStatus;

/* The status a list of faults asks for: of several kinds of error the one with the highest number. */
ExitStatus exit_from_diags(const DiagList *diags);
/* Of two runs the worse. */
ExitStatus exit_worse(ExitStatus a, ExitStatus b);

#endif
