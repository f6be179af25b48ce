#include "batch/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

void journal_start(Journal *journal, const Store *store, size_t serial) {
    *journal = (Journal){.file = -1, .folder = store->run_folder, .serial = serial};
}

void journal_free(Journal *journal) {
    if (journal->file >= 0)
        close(journal->file);
    buf_free(&journal->waiting);
    journal->file = -1;
}

void journal_add(Journal *journal, const Record *record) { record_line(record, &journal->waiting); }

static int open_file(Journal *journal) {
    char name[64];
    if (journal->file >= 0)
        return 0;
    snprintf(name, sizeof name, "%zu.journal", journal->serial);
    journal->file = openat(journal->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
    if (journal->file < 0)
        return errno;
    fsync(journal->folder); /* the name as well as what it stands for */
    return 0;
}

static int write_bytes(int file, const char *at, size_t left) {
    while (left > 0) {
        ssize_t done = write(file, at, left);
        if (done < 0 && errno != EINTR)
            return errno;
        at += done > 0 ? done : 0;
        left -= done > 0 ? (size_t)done : 0;
    }
    return 0;
}

/* What follows a line of which only a part could be written would be taken for its end: a line feed goes before. */
static int write_lines(Journal *journal) {
    int error = journal->cut ? write_bytes(journal->file, "\n", 1) : 0;
    if (!error) {
        error = write_bytes(journal->file, journal->waiting.bytes, journal->waiting.length);
        journal->cut = error != 0;
    }
    while (!error && fdatasync(journal->file) != 0)
        error = errno == EINTR ? 0 : errno;
    return error == EINVAL ? 0 : error; /* of a file system without fdatasync */
}

int journal_sync(Journal *journal) {
    if (buf_failed(&journal->waiting)) {
        buf_free(&journal->waiting);
        return ENOMEM;
    }
    if (journal->waiting.length == 0)
        return 0;
    int error = open_file(journal);
    if (!error)
        error = write_lines(journal);
    journal->waiting.length = 0;
    return error;
}
