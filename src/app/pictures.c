#include "app/pictures.h"

#include "app/ranges.h"
#include "base/file.h"
#include "base/shortage.h"

#define DIGITS_LEAST 3

static int digits_of(size_t number) {
    int digits = 1;
    for (; number > 9; number /= 10)
        digits++;
    return digits;
}

const char *pictures_name(Arena *arena, const char *output, size_t page, size_t count) {
    int digits = digits_of(count);
    return arena_printf(arena, "%s-%0*zu.png", output, digits < DIGITS_LEAST ? DIGITS_LEAST : digits, page);
}

/* ---- which pages ---------------------------------------------------------------------------------------------- */

static size_t count_chosen(const Pictures *pictures, size_t count) {
    size_t chosen = 0;
    for (size_t page = 1; page <= count; page++)
        chosen += ranges_hold(pictures->pages, page);
    return chosen;
}

/* Pages that the list names and the report lacks. */
static void report_beyond(const Job *job, size_t count, DiagList *diags) {
    const char *list = job->pictures->pages;
    PageRange range;
    while (list && ranges_next(&list, &range)) {
        char page[BUF_NUMBER], pages[BUF_NUMBER];
        size_t asked = range.open ? range.first : range.last;
        if (asked > count)
            diag_at(diags, DIAG_PROOF_BEYOND, (Place){.file = job->report},
                    DIAG_ARGS(int_format((int64_t)asked, page), int_format((int64_t)count, pages)));
    }
}

static bool choose(const Job *job, size_t count, DiagList *diags) {
    char pages[BUF_NUMBER];
    if (count_chosen(job->pictures, count)) {
        report_beyond(job, count, diags);
        return true;
    }
    diag_at(diags, DIAG_PROOF_NO_PAGE, (Place){.file = job->report},
            DIAG_ARGS(job->pictures->pages ? job->pictures->pages : "", int_format((int64_t)count, pages)));
    return false;
}

/* ---- one page ------------------------------------------------------------------------------------------------- */

static bool write_file(const Pictures *pictures, const char *path, const Buf *png, DiagList *diags) {
    if (shortage_seen() || !path) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return false;
    }
    return orders_spare(pictures->orders, path, diags) && file_write(path, png->bytes, png->length, diags);
}

static bool write_page(const Job *job, Proof *proof, const Page *page, const char *path, Timings *timings,
                       DiagList *diags) {
    Buf png = {0};
    ProofTimings stages = {0};
    bool drawn = proof_page(proof, page, job->pictures->dpi, &png, &stages, diags);
    timings->spent[STAGE_DRAW] += stages.draw;
    timings->spent[STAGE_COMPRESS] += stages.compress;
    int64_t from = clock_cpu();
    bool written = drawn && write_file(job->pictures, path, &png, diags);
    timings_add(timings, STAGE_WRITE, from);
    buf_free(&png);
    return written;
}

/* ---- all of them ---------------------------------------------------------------------------------------------- */

/* "DIR/STEM-001.png ... STEM-034.png", or the one name. */
static void tell_names(const char *first, const char *last, size_t count, Buf *names) {
    buf_text(names, first);
    if (count > 1)
        buf_printf(names, " ... %s", file_name(last));
}

bool pictures_write(const Job *job, const PageList *pages, Workshop *workshop, Timings *timings, JobResult *result,
                    DiagList *diags) {
    const char *first = NULL, *path = NULL;
    Proof *proof = workshop_proof(workshop, diags);
    bool done = proof && choose(job, pages->count, diags);
    for (size_t i = 0; done && i < pages->count; i++) {
        if (!ranges_hold(job->pictures->pages, i + 1))
            continue;
        path = pictures_name(pages->arena, job->output, i + 1, pages->count);
        first = first ? first : path;
        done = write_page(job, proof, pages->pages[i], path, timings, diags);
        result->pages += done;
    }
    if (done)
        tell_names(first, path, result->pages, &result->names);
    return done;
}
