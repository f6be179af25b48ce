#include "folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

static char folder[64];

const char *folder_make(void) {
    strcpy(folder, "/tmp/banxin-batch-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return folder;
}

void folder_remove(void) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
}

const char *folder_path(const char *name) {
    static char paths[8][256];
    static size_t next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

void folder_write(const char *name, const char *text) {
    FILE *file = fopen(folder_path(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

char *folder_read(const char *name, size_t *length) {
    FILE *file = fopen(folder_path(name), "r");
    char *text = calloc(1, 1 << 16);
    assert_true(file && text);
    *length = fread(text, 1, (1 << 16) - 1, file);
    fclose(file);
    return text;
}

Record some_record(const char *name, const char *pdf) {
    Record record = {.state = pdf ? RECORD_DONE : RECORD_FAILED, .name = name, .input = "in.json"};
    record.id = fingerprint_of(name, strlen(name));
    if (pdf) {
        record.bytes = fingerprint_of(pdf, strlen(pdf));
        record.size = (int64_t)strlen(pdf);
        record.pages = 2;
    }
    return record;
}
