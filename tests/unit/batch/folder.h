/*
 * folder: a folder for a test, removed after it.
 */
#ifndef BANXIN_TESTS_BATCH_FOLDER_H
#define BANXIN_TESTS_BATCH_FOLDER_H

#include <stddef.h>

#include "batch/record.h"

/* Makes it; its path, until folder_remove. */
const char *folder_make(void);
void folder_remove(void);
/* A path in it; of eight, the oldest is forgotten. */
const char *folder_path(const char *name);
void folder_write(const char *name, const char *text);
/* What a file holds, NUL after it; to be freed. */
char *folder_read(const char *name, size_t *length);

/* A record of a PDF with these bytes, or of a failure for NULL. */
Record some_record(const char *name, const char *pdf);

#endif
