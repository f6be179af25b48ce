/*
 * completion: scripts that let a shell complete the command line, made from the option table.
 */
#ifndef BANXIN_APP_COMPLETION_H
#define BANXIN_APP_COMPLETION_H

#include "base/str.h"

/* Appends the script of a shell, "bash" or "zsh". */
void completion_print(const char *shell, Buf *out);

#endif
