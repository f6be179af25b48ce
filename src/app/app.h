/*
 * app: the program from its command line to its exit status.
 */
#ifndef BANXIN_APP_APP_H
#define BANXIN_APP_APP_H

#include "app/exit.h"

/* Runs the program; `argv` is reordered. Never ends the process itself. */
ExitStatus app_run(int argc, char **argv);

#endif
