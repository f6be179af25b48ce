#include "app/job.h"

#include <string.h>

#include "app/edition.h"
#include "app/inspect.h"
#include "app/pictures.h"
#include "app/reading.h"
#include "base/file.h"
#include "base/shortage.h"
#include "findings/writers.h"
#include "page/dump.h"

/* What was set while memory was short is not written; without a path there is nothing to be done. */
static bool write_buf(const char *path, Buf *out, DiagList *diags) {
    if (!shortage_seen() && !buf_failed(out))
        return !path || file_write(path, out->bytes, out->length, diags);
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

static bool write_dump(const char *path, const PageList *pages, DiagList *diags) {
    Buf out = {0};
    page_list_dump(pages, /*glyphs*/ true, &out);
    bool written = write_buf(path, &out, diags);
    buf_free(&out);
    return written;
}

static bool write_pdf(const Job *job, const PageList *pages, Workshop *workshop, Timings *timings, JobResult *result,
                      DiagList *diags) {
    Buf *out = &result->pdf;
    PdfOptions promise = job->promise;
    promise.standing = job->alone ? NULL : workshop_standing(workshop);
    bool written = edition_write(pages, &promise, workshop, timings, out, diags);
    int64_t from = clock_cpu();
    written = written && write_buf(job->output, out, diags);
    timings_add(timings, STAGE_WRITE, from);
    if (job->output)
        buf_free(out);
    return written;
}

/* What an overview shows. False when memory is out. */
static bool look_at(const Report *report, const PageList *pages, Workshop *workshop, JobResult *result,
                    DiagList *diags) {
    Buf png = {0};
    Proof *proof = workshop_proof(workshop, diags);
    bool drawn = proof && proof_thumbnail(proof, pages->pages[0], &png, diags);
    buf_base64(&result->cover, (Str){png.bytes, png.length});
    buf_text(&result->organ, report->organ.name);
    buf_text(&result->form, report->form->name);
    result->year = report->year;
    buf_free(&png);
    return drawn;
}

static bool write_pages(const Job *job, const PageList *pages, Workshop *workshop, Timings *timings, JobResult *result,
                        DiagList *diags) {
    if (job->pictures)
        return pictures_write(job, pages, workshop, timings, result, diags);
    result->pages = pages->count;
    return write_pdf(job, pages, workshop, timings, result, diags);
}

/* ---- the check ------------------------------------------------------------------------------------------------ */

static bool audit(const Job *job, Arena *arena, const Report *report, Inspection *inspection, Timings *timings,
                  DiagList *diags) {
    int64_t from = clock_cpu();
    bool audited = !job->check || inspect_begin(inspection, arena, report, diags);
    timings_add(timings, STAGE_CHECK, from);
    return audited;
}

/* What was found, with its pages if the report could be set. */
static bool tell(const Job *job, Inspection *inspection, const PageList *pages, Language language, JobResult *result,
                 DiagList *diags) {
    Review review;
    Tally tally = {0};
    if (!job->check)
        return true;
    if ((pages && !inspect_pages(inspection, pages, diags)) ||
        !inspect_review(inspection, job->report, diags, &review, diags))
        return false;
    write_text_report(&review, language, &result->findings);
    review_tally(&review, &tally);
    result->grave = tally_grave(&tally);
    memcpy(result->counts, tally.counts, sizeof result->counts);
    tally_free(&tally);
    if (!arena_failed(inspection->arena) && !buf_failed(&result->findings))
        return true;
    buf_free(&result->findings);
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static bool set_and_write(const Job *job, Arena *arena, const Report *report, Workshop *workshop, Language language,
                          Timings *timings, JobResult *result, DiagList *diags) {
    Inspection inspection = {0};
    bool audited = audit(job, arena, report, &inspection, timings, diags);
    int64_t from = clock_cpu();
    const PageList *list = audited ? edition_set(arena, report, &job->promise, workshop, diags) : NULL;
    timings_add(timings, STAGE_COMPOSE, from);
    bool done = audited && tell(job, &inspection, list, language, result, diags) && list;
    done = done && (!job->dump || write_dump(job->dump, list, diags)) &&
           (!job->look || list->count == 0 || look_at(report, list, workshop, result, diags)) &&
           write_pages(job, list, workshop, timings, result, diags);
    result->pages = done ? result->pages : 0;
    inspect_free(&inspection);
    return done;
}

static const Report *open_report(const Job *job, Arena *arena, Workshop *workshop, Timings *timings, DiagList *diags) {
    Reading reading = reading_open(arena, job->report, workshop, /*fonts*/ true, timings, diags);
    if (job->wanted && reading.form && !job->wanted(job->context, reading.doc, reading.form, diags))
        return NULL;
    return reading_finish(arena, &reading, timings, diags);
}

bool job_run(const Job *job, Workshop *workshop, Language language, Timings *timings, JobResult *result,
             DiagList *diags) {
    Arena *arena = arena_new();
    if (!arena) {
        reading_say_short(diags);
        return false;
    }
    shortage_watch();
    if (job->alone)
        text_engine_forget(workshop_engine(workshop));
    const Report *report = open_report(job, arena, workshop, timings, diags);
    bool done = report && set_and_write(job, arena, report, workshop, language, timings, result, diags);
    if (!done && shortage_seen())
        reading_say_short(diags);
    arena_free(arena);
    return done;
}

void job_result_free(JobResult *result) {
    buf_free(&result->organ);
    buf_free(&result->form);
    buf_free(&result->cover);
    buf_free(&result->names);
    buf_free(&result->findings);
    buf_free(&result->pdf);
}
