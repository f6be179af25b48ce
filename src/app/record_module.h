/*
 * record_module: the module that signs, verifies and archives, loaded when a command needs it.
 *
 * Looked for beside the program, then in lib/banxin beside the folder it is installed in, then where the installation
 * that the program was built for has it.
 */
#ifndef BANXIN_APP_RECORD_MODULE_H
#define BANXIN_APP_RECORD_MODULE_H

#include "base/diag.h"
#include "record/record.h"

/* Its functions, for the life of the process; NULL with a fault reported: it is missing, or of another version. */
const Record *record_load(DiagList *diags);

#endif
