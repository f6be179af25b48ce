/*
 * render: the command that sets reports as PDF.
 */
#ifndef BANXIN_APP_RENDER_H
#define BANXIN_APP_RENDER_H

#include "app/exit.h"
#include "app/options.h"

/*
 * Sets every report of the command line, each on its own: a bad one is reported and the rest go on. Faults go
 * to standard error, what was written is told on standard output. The status is the worst of all.
 */
ExitStatus render_run(const Options *options, Language language);

#endif
