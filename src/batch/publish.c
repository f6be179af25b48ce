#include "batch/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool publisher_start(Publisher *publisher, const Store *store, const Ledger *ledger, size_t serial, Language language) {
    *publisher = (Publisher){.store = store, .ledger = ledger, .serial = serial, .language = language};
    journal_start(&publisher->journal, store, serial);
    publisher->drafts = openat(store->run_folder, "drafts", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    publisher->arena = arena_new();
    return publisher->drafts >= 0 && publisher->arena;
}

void publisher_end(Publisher *publisher) {
    journal_free(&publisher->journal);
    if (publisher->drafts >= 0)
        close(publisher->drafts);
    arena_free(publisher->arena);
}

/* ---- drafts --------------------------------------------------------------------------------------------------- */

static void draft_name(const Publisher *publisher, const Draft *draft, char name[STORE_PATH]) {
    size_t number = publisher->made - publisher->count + (size_t)(draft - publisher->waiting);
    snprintf(name, STORE_PATH, "%zu-%zu.pdf", publisher->serial, number);
}

static int write_all(int file, Str bytes) {
    while (bytes.length > 0) {
        ssize_t done = write(file, bytes.text, bytes.length);
        if (done < 0 && errno != EINTR)
            return errno;
        size_t moved = done > 0 ? (size_t)done : 0;
        bytes = (Str){bytes.text + moved, bytes.length - moved};
    }
    return 0;
}

/* The disk may begin with it: when it is synced, most is there. */
static int write_draft(const Publisher *publisher, Draft *draft, Str pdf) {
    char name[STORE_PATH];
    draft_name(publisher, draft, name);
    draft->file = openat(publisher->drafts, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (draft->file < 0)
        return errno;
    int error = write_all(draft->file, pdf);
    if (!error)
        sync_file_range(draft->file, 0, 0, SYNC_FILE_RANGE_WRITE);
    return error;
}

static Draft *add(Publisher *publisher, const Record *record, uint64_t tag) {
    Draft *draft = &publisher->waiting[publisher->count++];
    publisher->made++;
    *draft = (Draft){.record = *record, .tag = tag, .file = -1};
    draft->record.name = arena_strdup(publisher->arena, record->name);
    draft->record.input = arena_strdup(publisher->arena, record->input);
    draft->record.faults = arena_strdup(publisher->arena, record->faults);
    if (arena_failed(publisher->arena))
        draft->error = ENOMEM;
    return draft;
}

void publisher_add(Publisher *publisher, const Record *record, Str pdf, uint64_t tag) {
    Draft *draft = add(publisher, record, tag);
    draft->record.bytes = fingerprint_of(pdf.text, pdf.length);
    draft->record.size = (int64_t)pdf.length;
    if (!draft->error)
        draft->error = write_draft(publisher, draft, pdf);
}

void publisher_add_kept(Publisher *publisher, const Record *record, uint64_t tag) {
    add(publisher, record, tag)->kept = true;
}

void publisher_add_failure(Publisher *publisher, const Record *record, uint64_t tag) { add(publisher, record, tag); }

static int sync_draft(const Draft *draft) {
    while (fsync(draft->file) != 0)
        if (errno != EINTR)
            return errno == EINVAL ? 0 : errno;
    return 0;
}

static int close_draft(Draft *draft) {
    int error = draft->file >= 0 && close(draft->file) != 0 && errno != EINTR ? errno : 0;
    return draft->error ? draft->error : error;
}

/* ---- what stands at a name ------------------------------------------------------------------------------------ */

int publish_verify(const Store *store, const char *name, int64_t size, const Fingerprint *hash) {
    struct stat info;
    Fingerprint found;
    int file = openat(store->published, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return errno == ELOOP ? EEXIST : errno;
    int error = fstat(file, &info) != 0 ? errno : !S_ISREG(info.st_mode) || info.st_size != size ? EEXIST : 0;
    if (!error)
        error = fingerprint_file(file, &found);
    close(file);
    return error ? error : fingerprint_equal(&found, hash) ? 0 : EEXIST;
}

/* ---- the commit ----------------------------------------------------------------------------------------------- */

static void sync_drafts(Publisher *publisher) {
    for (size_t i = 0; i < publisher->count; i++) {
        Draft *draft = &publisher->waiting[i];
        if (draft->file >= 0 && !draft->error)
            draft->error = sync_draft(draft);
        draft->error = close_draft(draft);
    }
}

static bool has_draft(const Draft *draft) { return draft->record.state == RECORD_DONE && !draft->kept; }

/* Why a name cannot be had. */
static DiagCode taken_by(const Publisher *publisher, const Record *record) {
    LedgerEntry entry;
    if (!ledger_find(publisher->ledger, publisher->arena, record->name, &entry) || !entry.done)
        return DIAG_BATCH_FOREIGN;
    return fingerprint_equal(&entry.done->id, &record->id) ? DIAG_BATCH_OTHER_BYTES : DIAG_BATCH_STALE;
}

/* A failure, for want of the name. */
static void record_taken(Publisher *publisher, const Draft *draft) {
    DiagList *faults = diag_list_new();
    Buf text = {0};
    Record record = draft->record;
    diag_at(faults, draft->why, (Place){.file = record.input}, DIAG_ARGS(record.name));
    faults_write(faults, publisher->language, &text);
    record.state = RECORD_FAILED;
    record.faults = buf_failed(&text) ? NULL : text.bytes;
    journal_add(&publisher->journal, &record);
    buf_free(&text);
    diag_list_free(faults);
}

/* Of names that are taken by other bytes nothing is to be recorded as done. */
static void look_at_names(Publisher *publisher) {
    const Store *store = publisher->store;
    for (size_t i = 0; i < publisher->count; i++) {
        Draft *draft = &publisher->waiting[i];
        const Record *record = &draft->record;
        if (!has_draft(draft) || draft->error || faccessat(store->published, record->name, F_OK, AT_SYMLINK_NOFOLLOW))
            continue;
        draft->taken = publish_verify(store, record->name, record->size, &record->bytes) == EEXIST;
        draft->why = taken_by(publisher, record);
    }
}

static void write_records(Publisher *publisher) {
    for (size_t i = 0; i < publisher->count; i++) {
        const Draft *draft = &publisher->waiting[i];
        if (!draft->error && draft->taken)
            record_taken(publisher, draft);
        else if (!draft->error)
            journal_add(&publisher->journal, &draft->record);
    }
    int error = journal_sync(&publisher->journal);
    for (size_t i = 0; error && i < publisher->count; i++)
        if (!publisher->waiting[i].error)
            publisher->waiting[i].error = error;
}

/* 0, EEXIST when other bytes stand there, or what hinders. */
static int link_draft(const Publisher *publisher, const char *draft, const Record *record) {
    const Store *store = publisher->store;
    if (linkat(publisher->drafts, draft, store->published, record->name, 0) == 0)
        return 0;
    return errno == EEXIST ? publish_verify(store, record->name, record->size, &record->bytes) : errno;
}

static void give_name(Publisher *publisher, Draft *draft) {
    char name[STORE_PATH];
    const Record *record = &draft->record;
    draft_name(publisher, draft, name);
    if (!draft->error && !draft->taken) {
        int error = link_draft(publisher, name, record);
        draft->done = !error;
        draft->error = error == EEXIST ? 0 : error;
    }
    unlinkat(publisher->drafts, name, 0);
}

/* A name that was taken since it was looked at: the journal has it as done, and so is told better. */
static void give_names(Publisher *publisher) {
    bool linked = false;
    for (size_t i = 0; i < publisher->count; i++) {
        Draft *draft = &publisher->waiting[i];
        draft->done = draft->kept && !draft->error;
        if (!has_draft(draft))
            continue;
        give_name(publisher, draft);
        linked |= draft->done;
        if (draft->done || draft->error || draft->taken)
            continue;
        draft->why = taken_by(publisher, &draft->record);
        record_taken(publisher, draft);
    }
    if (linked)
        fsync(publisher->store->published);
    journal_sync(&publisher->journal);
}

void publisher_commit(Publisher *publisher, PublishedFn tell, void *context) {
    if (publisher->count == 0)
        return;
    sync_drafts(publisher);
    look_at_names(publisher);
    write_records(publisher);
    give_names(publisher);
    for (size_t i = 0; i < publisher->count; i++)
        tell(context, &publisher->waiting[i]);
    publisher->count = 0;
    arena_free(publisher->arena);
    publisher->arena = arena_new();
}
