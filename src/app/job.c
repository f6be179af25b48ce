#include "app/job.h"

#include <string.h>

#include "base/file.h"
#include "base/shortage.h"
#include "compose/compose.h"
#include "model/report.h"
#include "page/dump.h"
#include "pdf/pdf.h"

/* Where a report cannot be read by the form of the command line, that it asks for another one may be why. */
static void note_other_form(const JsonDoc *doc, const Form *form, DiagList *diags) {
    const JsonNode *name = json_member(json_doc_root(doc), "form");
    if (name && strcmp(name->text.text, form->name) != 0)
        diag_ref(diags, DIAG_SEARCH_FORM_OTHER, json_ref(name), DIAG_ARGS(name->text.text, form->name));
}

/* The report as read by its form; faults of the file, its form and the font list come out in one run. */
static const Report *read_report(Arena *arena, const Job *job, Workshop *workshop, Timings *timings, DiagList *diags) {
    int64_t from = clock_cpu();
    const JsonDoc *doc = json_doc_read(arena, job->report, diags);
    timings_add(timings, STAGE_READ, from);
    const Form *form = doc ? workshop_form(workshop, doc, diags) : NULL;
    bool fonts = workshop_load_fonts(workshop, diags);
    from = clock_cpu();
    const Report *report = form ? report_read(arena, doc, form, diags) : NULL;
    timings_add(timings, STAGE_READ, from);
    if (form && !report)
        note_other_form(doc, form, diags);
    return fonts ? report : NULL;
}

/* What was set while memory was short is not written. */
static bool write_buf(const char *path, Buf *out, DiagList *diags) {
    if (!shortage_seen() && !buf_failed(out))
        return file_write(path, out->bytes, out->length, diags);
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

static bool write_pdf(const Job *job, const PageList *pages, Workshop *workshop, Timings *timings, DiagList *diags) {
    Buf out = {0};
    PdfTimings stages = {0};
    bool written = pdf_write(pages, workshop_fonts(workshop), &out, &stages, diags);
    timings->spent[STAGE_SUBSET] += stages.subset;
    timings->spent[STAGE_CONTENT] += stages.content;
    timings->spent[STAGE_COMPRESS] += stages.compress;
    timings->spent[STAGE_SAVE] += stages.save;
    int64_t from = clock_cpu();
    written = written && write_buf(job->output, &out, diags);
    timings_add(timings, STAGE_WRITE, from);
    buf_free(&out);
    return written;
}

/* Faults found while memory was short are not to be believed: a face seems to lack what it could not look up. */
static void say_short(DiagList *diags) {
    diag_list_clear(diags);
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
}

bool job_run(const Job *job, Workshop *workshop, Timings *timings, size_t *pages, DiagList *diags) {
    Arena *arena = arena_new();
    if (!arena) {
        say_short(diags);
        return false;
    }
    shortage_watch();
    const Report *report = read_report(arena, job, workshop, timings, diags);
    int64_t from = clock_cpu();
    const PageList *list = report ? compose_report(arena, workshop_engine(workshop), report, diags) : NULL;
    timings_add(timings, STAGE_COMPOSE, from);
    bool done =
        list && (!job->dump || write_dump(job->dump, list, diags)) && write_pdf(job, list, workshop, timings, diags);
    *pages = done ? list->count : 0;
    if (!done && shortage_seen())
        say_short(diags);
    arena_free(arena);
    return done;
}
