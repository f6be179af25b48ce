/*
 * folder: a folder of a test's own, removed with all that is in it.
 */
#ifndef BANXIN_TESTS_ARCHIVE_FOLDER_H
#define BANXIN_TESTS_ARCHIVE_FOLDER_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/disk.h"

static char folder[64];

static int folder_make(void **state) {
    (void)state;
    strcpy(folder, "/tmp/banxin-unit-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_remove(void **state) {
    (void)state;
    disk_step = NULL;
    return disk_remove(AT_FDCWD, folder) == 0 ? 0 : -1;
}

/* "FOLDER/name"; the last four stay. */
static const char *in_folder(const char *name) {
    static char paths[4][256];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

#endif
