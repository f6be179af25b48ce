/*
 * batch: the commands that set many reports as PDF, each once: batch, batch plan, batch run, batch status, batch
 * collect.
 */
#ifndef BANXIN_APP_BATCH_H
#define BANXIN_APP_BATCH_H

#include "app/exit.h"
#include "app/options.h"

ExitStatus batch_command(const Options *options, Language language);

#endif
