/*
 * proof: the command that shows the pages of reports as pictures.
 */
#ifndef BANXIN_APP_PROOF_H
#define BANXIN_APP_PROOF_H

#include "app/exit.h"
#include "app/options.h"

/* As render_run (app/render.h), but each page becomes a PNG instead of all of them a PDF. */
ExitStatus proof_run(const Options *options, Language language);

#endif
