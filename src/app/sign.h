/*
 * sign: PDFs signed, one after the other or by several processes side by side.
 */
#ifndef BANXIN_APP_SIGN_H
#define BANXIN_APP_SIGN_H

#include "app/exit.h"
#include "app/options.h"

ExitStatus sign_run(const Options *options, Language language);

#endif
