#include "app/batch_work.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include "app/reading.h"
#include "base/file.h"
#include "base/shortage.h"
#include "batch/pool.h"
#include "font/font_set.h"

/* Freed memory that is kept for the next report. */
#define KEPT_MEMORY (64 << 20)
#define MIB         ((size_t)1 << 20)

/* Names what an id is the hash of; another number for another way of making it. */
#define ID_SCHEME "banxin report 1"

/* ---- what a report is made from ------------------------------------------------------------------------------- */

static bool add_file(FingerprintMaker *hasher, const char *path, DiagList *diags) {
    Fingerprint hash;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    int error = file < 0 ? errno : fingerprint_file(file, &hash);
    if (file >= 0)
        close(file);
    if (error)
        diag_at(diags, DIAG_FILE_READ, (Place){.file = path}, DIAG_ARGS(path, file_reason(error)));
    else
        fingerprint_add(hasher, hash.bytes, sizeof hash.bytes);
    return !error;
}

bool batch_work_base(BatchWork *work, DiagList *diags) {
    FingerprintMaker hasher;
    fingerprint_begin(&hasher);
    if (!workshop_load_fonts(work->workshop, diags))
        return false;
    fingerprint_add_part(&hasher, ID_SCHEME, strlen(ID_SCHEME));
    fingerprint_add_part(&hasher, BANXIN_VERSION, strlen(BANXIN_VERSION));
    bool good = add_file(&hasher, workshop_fonts_path(work->workshop), diags);
    const FontSet *fonts = workshop_fonts(work->workshop);
    for (size_t i = 0; i < font_set_face_count(fonts); i++)
        good = add_file(&hasher, font_set_face_path(fonts, (int)i), diags) && good;
    work->base = fingerprint_end(&hasher);
    return good;
}

static const PdfOptions *promise_of(const BatchWork *work, const PlanItem *item) {
    static const struct {
        const char *name;
        PdfConformance conformance;
    } names[] = {{"3a", PDF_A_3A}, {"2a", PDF_A_2A}, {"none", PDF_PLAIN}};
    for (size_t i = 0; item->conformance && i < sizeof names / sizeof *names; i++)
        if (strcmp(item->conformance, names[i].name) == 0)
            return &work->promises[names[i].conformance];
    return &work->promise;
}

static Fingerprint id_of(const BatchWork *work, const PdfOptions *promise, const JsonDoc *report, const Form *form) {
    FingerprintMaker hasher;
    Str input = json_doc_bytes(report), layout = json_doc_bytes(form->doc);
    uint8_t options[2] = {(uint8_t)promise->conformance, work->plan->options.check};
    fingerprint_begin(&hasher);
    fingerprint_add(&hasher, work->base.bytes, sizeof work->base.bytes);
    fingerprint_add(&hasher, options, sizeof options);
    fingerprint_add_part(&hasher, promise->press.text, promise->press.length);
    fingerprint_add_part(&hasher, layout.text, layout.length);
    fingerprint_add_part(&hasher, input.text, input.length);
    return fingerprint_end(&hasher);
}

/* ---- news ----------------------------------------------------------------------------------------------------- */

void batch_news_write(const BatchNews *news, Str said, Str record, Buf *out) {
    BatchNews whole = *news;
    whole.said_length = said.length;
    whole.record_length = record.length;
    buf_push(out, &whole, sizeof whole);
    buf_push(out, said.text, said.length);
    buf_push(out, record.text, record.length);
}

bool batch_news_read(Str bytes, BatchNews *news, Str *said, Str *record) {
    if (bytes.length < sizeof *news)
        return false;
    memcpy(news, bytes.text, sizeof *news);
    size_t left = bytes.length - sizeof *news;
    if (news->said_length > left || news->record_length != left - news->said_length)
        return false;
    *said = (Str){bytes.text + sizeof *news, news->said_length};
    *record = (Str){said->text + said->length, news->record_length};
    return true;
}

/* One report at work, and what is kept of it until it is published. */
typedef struct Making {
    Arena *arena; /* texts of item and record */
    BatchWork *work;
    const PlanItem *item;
    const PdfOptions *promise;
    Record record;
    bool kept, starved;
    bool again; /* what is kept is to be recorded again: a later run has said otherwise */
} Making;

static void send_news(const BatchNews *news, const Buf *said, const Record *record) {
    Buf json = {0}, out = {0};
    record_write(record, &json);
    batch_news_write(news, (Str){said->bytes, said->length}, (Str){json.bytes, json.length}, &out);
    if (!buf_failed(&out) && !buf_failed(&json) && !buf_failed(said))
        pool_send((Str){out.bytes, out.length});
    buf_free(&json);
    buf_free(&out);
}

/* ---- once it is known what is read ---------------------------------------------------------------------------- */

static void fault(const Making *making, DiagCode code, const char *what, DiagList *diags) {
    diag_at(diags, code, (Place){.file = making->item->input}, DIAG_ARGS(what));
}

static bool is_as_named(const Making *making, const JsonDoc *report, DiagList *diags) {
    Fingerprint seen;
    Str bytes = json_doc_bytes(report);
    Fingerprint hash = fingerprint_of(bytes.text, bytes.length);
    if (making->item->lacks)
        fault(making, DIAG_BATCH_NO_NAME, making->item->lacks, diags);
    else if (making->item->seen && (!fingerprint_read(making->item->seen, &seen) || !fingerprint_equal(&hash, &seen)))
        fault(making, DIAG_BATCH_CHANGED, making->item->input, diags);
    else
        return true;
    return false;
}

/* What an earlier run has made from the same is kept if it is there as it was; if it is otherwise, somebody is told. */
static bool wanted(void *context, const JsonDoc *report, const Form *form, DiagList *diags) {
    Making *making = context;
    LedgerEntry entry;
    making->record.id = id_of(making->work, making->promise, report, form);
    if (!is_as_named(making, report, diags))
        return false;
    if (!ledger_find(making->work->ledger, making->arena, making->item->name, &entry) || !entry.done ||
        !fingerprint_equal(&entry.done->id, &making->record.id))
        return true;
    int error = publish_verify(making->work->store, making->item->name, entry.done->size, &entry.done->bytes);
    if (error == ENOENT)
        return true;
    making->kept = error == 0;
    making->again = entry.latest != entry.done;
    if (making->kept)
        making->record = *entry.done;
    else if (error == EEXIST)
        fault(making, DIAG_BATCH_OTHER_BYTES, making->item->name, diags);
    else
        diag_at(diags, DIAG_FILE_READ, (Place){.file = making->item->name},
                DIAG_ARGS(making->item->name, file_reason(error)));
    return false;
}

/* ---- the report ----------------------------------------------------------------------------------------------- */

static bool is_short(const DiagList *diags) {
    bool found = !diags || shortage_seen();
    for (size_t i = 0; i < diag_count(diags); i++)
        found |= diag_item(diags, i)->code == DIAG_MEMORY;
    return found;
}

/* Memory that was short is the limit's doing: nothing else takes memory here. */
static void blame_limit(const Making *making, DiagList *diags) {
    char limit[BUF_NUMBER];
    diag_list_clear(diags);
    fault(making, DIAG_BATCH_MEMORY, int_format(making->work->limits.memory_mib, limit), diags);
}

static bool fits(const Making *making, const JobResult *result, DiagList *diags) {
    char limit[BUF_NUMBER];
    if (result->pdf.length <= (size_t)making->work->limits.size_mib * MIB)
        return true;
    fault(making, DIAG_BATCH_SIZE, int_format(making->work->limits.size_mib, limit), diags);
    return false;
}

static void fill_record(Making *making, const JobResult *result, const DiagList *diags) {
    making->record.pages = (int64_t)result->pages;
    making->record.warnings = (int64_t)diag_count_at_least(diags, SEVERITY_WARNING);
    making->record.findings = (RecordFindings){.checked = making->work->plan->options.check,
                                               .errors = (int64_t)result->counts[FINDING_ERROR],
                                               .warnings = (int64_t)result->counts[FINDING_WARNING],
                                               .notes = (int64_t)result->counts[FINDING_NOTE]};
}

/* What is printed of a report, kept until its news go out. */
typedef struct Waiting {
    Buf said;
    ExitStatus status;
} Waiting;

static Waiting waiting[PUBLISH_GROUP];
static size_t waiting_count;

/* What was made well and is not published is told as a failure. */
static void spoil(const BatchWork *work, const Draft *draft, Waiting *with, Record *shown, Buf *faults) {
    DiagList *diags = diag_list_new();
    Place place = {.file = shown->input};
    if (draft->error)
        diag_at(diags, DIAG_FILE_WRITE, place, DIAG_ARGS(shown->name, file_reason(draft->error), ""));
    else
        diag_at(diags, draft->why, place, DIAG_ARGS(shown->name));
    diag_print_all(diags, work->language, &with->said);
    faults_write(diags, work->language, faults);
    with->status = exit_worse(with->status, exit_from_diags(diags));
    shown->state = RECORD_FAILED;
    shown->faults = buf_failed(faults) ? NULL : faults->bytes;
    diag_list_free(diags);
}

/* One of the publisher's drafts has been published, or not. */
static void tell_one(void *context, const Draft *draft) {
    const BatchWork *work = context;
    Waiting *with = &waiting[draft->tag & 0xff];
    Record shown = draft->record;
    Buf faults = {0};
    if (!draft->done && (draft->error || shown.state == RECORD_DONE))
        spoil(work, draft, with, &shown, &faults);
    BatchNews news = {.number = (uint32_t)(draft->tag >> 8), .error = draft->error, .status = (int32_t)with->status};
    news.state = draft->error ? BATCH_REFUSED : draft->kept ? BATCH_KEPT : draft->done ? BATCH_DONE : BATCH_FAILED;
    if (draft->done) {
        news.pages = shown.pages;
        news.size = shown.size;
        news.warnings = shown.warnings;
    }
    send_news(&news, &with->said, &shown);
    buf_free(&faults);
    buf_free(&with->said);
}

static const char *text_of(const Buf *text) { return text->length && !buf_failed(text) ? text->bytes : ""; }

static void keep_look(Making *making, const JobResult *result) {
    if (result->cover.length)
        looks_add(&making->work->looks, &(Look){.id = making->record.id,
                                                .organ = text_of(&result->organ),
                                                .form = text_of(&result->form),
                                                .year = result->year,
                                                .cover = text_of(&result->cover)});
}

static void publish(Making *making, const JobResult *result, bool done, const DiagList *diags, uint32_t number) {
    BatchWork *work = making->work;
    Waiting *with = &waiting[waiting_count];
    Buf faults = {0};
    uint64_t tag = (uint64_t)number << 8 | waiting_count++;
    *with = (Waiting){.status = exit_worse(exit_from_diags(diags), result->grave ? EXIT_WITH_WARNINGS : EXIT_WRITTEN)};
    diag_print_all(diags, work->language, &with->said);
    buf_push(&with->said, result->findings.bytes, result->findings.length);
    faults_write(diags, work->language, &faults);
    making->record.state = done ? RECORD_DONE : RECORD_FAILED;
    making->record.faults = buf_failed(&faults) ? NULL : faults.bytes;
    if (done)
        keep_look(making, result);
    if (done)
        publisher_add(&work->publisher, &making->record, (Str){result->pdf.bytes, result->pdf.length}, tag);
    else
        publisher_add_failure(&work->publisher, &making->record, tag);
    buf_free(&faults);
}

static void keep(const Making *making, uint32_t number) {
    Buf none = {0};
    const Record *record = &making->record;
    if (making->again) {
        waiting[waiting_count] = (Waiting){.status = EXIT_WRITTEN};
        publisher_add_kept(&making->work->publisher, record, (uint64_t)number << 8 | waiting_count++);
        return;
    }
    send_news(&(BatchNews){.number = number,
                           .state = BATCH_KEPT,
                           .pages = record->pages,
                           .size = record->size,
                           .warnings = record->warnings},
              &none, record);
}

static bool make(Making *making, JobResult *result, DiagList *diags) {
    BatchWork *work = making->work;
    Job job = {.report = making->item->input,
               .check = work->plan->options.check,
               .promise = *making->promise,
               .look = work->plan->count <= LOOKS_MAX,
               .wanted = wanted,
               .context = making};
    const char *form = making->item->form;
    workshop_use_form(work->workshop, form ? form : work->plan->options.form);
    if (font_set_say_again(workshop_fonts(work->workshop)))
        text_engine_forget(workshop_engine(work->workshop));
    bool done = job_run(&job, work->workshop, work->language, &work->timings, result, diags);
    making->starved = !done && is_short(diags);
    if (making->starved && work->limits.memory_mib)
        blame_limit(making, diags);
    return done && fits(making, result, diags);
}

static void make_and_publish(Making *making, uint32_t number) {
    JobResult result = {0};
    DiagList *diags = diag_list_new();
    making->promise = promise_of(making->work, making->item);
    making->record = (Record){.name = making->item->name, .input = making->item->input};
    bool done = make(making, &result, diags);
    diag_sort(diags);
    if (making->kept) {
        keep(making, number);
    } else {
        fill_record(making, &result, diags);
        publish(making, &result, done, diags, number);
    }
    job_result_free(&result);
    diag_list_free(diags);
}

bool batch_work_report(void *context, uint32_t number) {
    BatchWork *work = context;
    PlanItem item;
    Making making = {.arena = arena_new(), .work = work, .item = &item};
    bool read = plan_item(making.arena, work->plan, number, &item);
    if (read)
        make_and_publish(&making, number);
    arena_free(making.arena);
    if (publisher_is_full(&work->publisher))
        batch_work_flush(work);
    /* what libraries remember is not to be trusted (base/shortage.h) */
    return read && !making.starved && !shortage_seen();
}

bool batch_work_flush(void *context) {
    BatchWork *work = context;
    looks_write(&work->looks);
    publisher_commit(&work->publisher, tell_one, work);
    waiting_count = 0;
    return true;
}

bool batch_work_start(void *context, size_t serial) {
    BatchWork *work = context;
    mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
    mallopt(M_MMAP_THRESHOLD, KEPT_MEMORY);
    looks_start(&work->looks, work->store, serial);
    return publisher_start(&work->publisher, work->store, work->ledger, serial, work->language);
}

void batch_work_end(void *context) {
    BatchWork *work = context;
    publisher_end(&work->publisher);
    looks_end(&work->looks);
}

/* ---- a report whose process is gone --------------------------------------------------------------------------- */

/* 0 or errno. `record` has no name when not even the plan can be read any more: it is in no journal, and missing. */
static int journal_loss(BatchWork *work, const Record *record) {
    if (!record->name)
        return EIO;
    journal_add(&work->publisher.journal, record);
    return journal_sync(&work->publisher.journal);
}

/* Told by the process that oversees the others, which has a journal of its own. */
void batch_work_lost(BatchWork *work, uint32_t number, const PlanItem *item, const DiagList *diags, Buf *news) {
    Record record = {.state = RECORD_FAILED, .name = item ? item->name : NULL, .input = item ? item->input : NULL};
    Buf faults = {0}, said = {0}, json = {0};
    faults_write(diags, work->language, &faults);
    diag_print_all(diags, work->language, &said);
    record.faults = buf_failed(&faults) ? NULL : faults.bytes;
    int error = journal_loss(work, &record);
    if (item)
        record_write(&record, &json);
    batch_news_write(&(BatchNews){.number = number,
                                  .state = error ? BATCH_REFUSED : BATCH_FAILED,
                                  .status = (int32_t)exit_from_diags(diags),
                                  .error = error},
                     (Str){said.bytes, said.length}, (Str){json.bytes, json.length}, news);
    buf_free(&json);
    buf_free(&said);
    buf_free(&faults);
}
