/*
 * verify: the command that judges signed reports.
 */
#ifndef BANXIN_APP_VERIFY_H
#define BANXIN_APP_VERIFY_H

#include "app/exit.h"
#include "app/options.h"

/*
 * Judges the files of the command line and writes what is found to standard output. The worst status of all: sound,
 * unsound, no PDF that can be read.
 */
ExitStatus verify_run(const Options *options, Language language);

#endif
