/*
 * check: the command that audits reports and writes what it finds.
 */
#ifndef BANXIN_APP_CHECK_H
#define BANXIN_APP_CHECK_H

#include "app/exit.h"
#include "app/options.h"

/*
 * Checks every report of the command line, each on its own: a bad one is reported and the rest go on. Faults go to
 * standard error, findings to standard output or the file of --output, all of them or none.
 */
ExitStatus check_run(const Options *options, Language language);

#endif
