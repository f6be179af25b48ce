/*
 * archive: the commands of an archive, from their options to their exit status; the work is the module's
 * (archive/archive.h).
 */
#ifndef BANXIN_APP_ARCHIVE_H
#define BANXIN_APP_ARCHIVE_H

#include "app/exit.h"
#include "app/options.h"

ExitStatus archive_run(const Options *options, Language language);

#endif
