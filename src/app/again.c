#include "app/again.h"

#include "app/edition.h"
#include "app/reading.h"
#include "base/shortage.h"

/* Only what promises PDF/A-3 carries its report, and it was set for the screen: PDF/X-4 carries no files. */
static const PdfOptions promise = {.conformance = PDF_A_3A};

/* The first error in both languages. */
static const char *why_not(Arena *arena, const DiagList *faults) {
    Buf words = {0};
    for (size_t i = 0; i < diag_count(faults); i++) {
        const Diag *fault = diag_item(faults, i);
        if (fault->severity != SEVERITY_ERROR)
            continue;
        buf_char(&words, '\xff');
        diag_message(fault, LANGUAGE_EN, &words);
        buf_char(&words, '\xff');
        diag_message(fault, LANGUAGE_ZH, &words);
        break;
    }
    const char *why = buf_failed(&words) || !words.length ? "" : arena_strndup(arena, words.bytes, words.length);
    buf_free(&words);
    return why;
}

static bool set(Arena *arena, Workshop *workshop, Str report, Buf *out, DiagList *faults) {
    Timings timings = {0};
    shortage_watch();
    const Report *read = reading_bytes(arena, "report.json", report, workshop, &timings, faults);
    const PageList *pages = read ? edition_set(arena, read, &promise, workshop, faults) : NULL;
    return pages && edition_write(pages, &promise, workshop, &timings, out, faults) && !buf_failed(out);
}

static bool compare(Arena *arena, const Record *record, Workshop *workshop, Verdict *verdict, DiagList *faults,
                    DiagList *diags) {
    Buf out = {0};
    bool done = set(arena, workshop, verdict->report, &out, faults);
    bool starved = shortage_seen() || buf_failed(&out) || diag_has_class(faults, DIAG_CLASS_INTERNAL);
    if (starved)
        reading_say_short(diags);
    else if (done)
        record->verify_against(arena, verdict, (Str){out.bytes, out.length}, diags);
    else
        record->verify_pages_untold(arena, verdict, why_not(arena, faults));
    buf_free(&out);
    return !starved && !diag_has_errors(diags);
}

bool again_compare(Arena *arena, const Record *record, Workshop *workshop, Verdict *verdict, DiagList *diags) {
    if (!verdict->report.length)
        return true;
    DiagList *faults = diag_list_new();
    bool done = faults && compare(arena, record, workshop, verdict, faults, diags);
    if (!faults)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    diag_list_free(faults);
    return done;
}
