#include "app/check_report.h"

#include <string.h>

#include "app/inspect.h"
#include "app/reading.h"
#include "base/shortage.h"
#include "compose/compose.h"

/* ---- checking ------------------------------------------------------------------------------------------------- */

/*
 * Sets the report for the sake of its pages. That it cannot be set is no fault here: `render` says why. Memory that
 * was short is.
 */
static const PageList *set_pages(const CheckTools *tools, Arena *arena, const Report *report, DiagList *diags) {
    DiagList *faults = diag_list_new();
    shortage_watch();
    bool fonts = workshop_load_fonts(tools->workshop, faults);
    const PageList *pages = fonts ? compose_report(arena, workshop_engine(tools->workshop), report, faults) : NULL;
    if (shortage_seen() || !faults || diag_has_class(faults, DIAG_CLASS_INTERNAL)) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        pages = NULL;
    } else if (!pages) {
        diag_at(diags, DIAG_CHECK_PAGES, (Place){.file = json_doc_path(report->doc)}, DIAG_NO_ARGS);
    }
    diag_list_free(faults);
    return pages;
}

/* Only what has findings needs pages: a clean report is never set. */
static bool find_pages(const CheckTools *tools, Arena *arena, Inspection *inspection, DiagList *diags) {
    if (finding_count(inspection->findings) == 0)
        return true;
    const PageList *pages = set_pages(tools, arena, inspection->report, diags);
    return !pages || inspect_pages(inspection, pages, diags);
}

static bool see_together(const CheckTools *tools, size_t number, Inspection *inspection, DiagList *diags) {
    return !tools->together ||
           together_inspect(tools->together, number, tools->workshop, tools->timings, inspection, diags);
}

static bool inspect(const CheckTools *tools, Arena *arena, const char *file, size_t number, Inspection *inspection,
                    Review *review, DiagList *diags) {
    const Report *report = reading_report(arena, file, tools->workshop, /*fonts*/ false, tools->timings, diags);
    return report && inspect_begin(inspection, arena, report, diags) &&
           see_together(tools, number, inspection, diags) && find_pages(tools, arena, inspection, diags) &&
           inspect_review(inspection, file, diags, review, diags);
}

/* Warnings about the files are worth a status where findings are. */
static ExitStatus status_of(const CheckTools *tools, const Tally *tally, const DiagList *diags) {
    ExitStatus status = exit_from_diags(diags);
    if (status == EXIT_WITH_WARNINGS && !tools->strict)
        status = EXIT_WRITTEN;
    return exit_worse(status, tools->strict && tally_grave(tally) > 0 ? EXIT_WITH_WARNINGS : EXIT_WRITTEN);
}

static void check_in(Arena *arena, const CheckTools *tools, const char *file, size_t number, DiagList *diags,
                     CheckResult *result) {
    Inspection inspection = {0};
    Review review;
    bool checked = inspect(tools, arena, file, number, &inspection, &review, diags);
    if (!checked && shortage_seen())
        reading_say_short(diags);
    diag_sort(diags);
    if (!checked)
        review = (Review){.file = file, .arena = arena, .faults = diags};
    tools->writer->report(&review, number, tools->language, &result->piece);
    review_tally(&review, &result->tally);
    diag_print_all(diags, tools->language, &result->said);
    result->said.failed |= arena_failed(arena);
    result->status = status_of(tools, &result->tally, diags);
    inspect_free(&inspection);
}

void check_report(const CheckTools *tools, const char *file, size_t number, CheckResult *result) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    if (arena && diags)
        check_in(arena, tools, file, number, diags, result);
    else
        result->said.failed = true;
    diag_list_free(diags);
    arena_free(arena);
}

/* ---- results -------------------------------------------------------------------------------------------------- */

void check_result_free(CheckResult *result) {
    buf_free(&result->said);
    piece_free(&result->piece);
    tally_free(&result->tally);
}

bool check_result_failed(const CheckResult *result) {
    return buf_failed(&result->said) || piece_failed(&result->piece) || result->tally.failed;
}

static void pack_number(Buf *out, uint64_t number) { buf_push(out, &number, sizeof number); }

static void pack_bytes(Buf *out, const char *bytes, size_t length) {
    pack_number(out, length);
    buf_push(out, bytes, length);
}

void check_result_pack(const CheckResult *result, Buf *out) {
    const Tally *tally = &result->tally;
    pack_number(out, (uint64_t)result->status);
    pack_number(out, tally->reports);
    pack_number(out, tally->unchecked);
    pack_number(out, tally->faulty);
    for (int i = 0; i < FINDING_SEVERITIES; i++)
        pack_number(out, tally->counts[i]);
    pack_number(out, tally->accepted);
    pack_bytes(out, result->said.bytes, result->said.length);
    pack_bytes(out, result->piece.body.bytes, result->piece.body.length);
    pack_bytes(out, result->piece.aside.bytes, result->piece.aside.length);
    pack_number(out, tally->rule_count);
    for (size_t i = 0; i < tally->rule_count; i++) {
        pack_bytes(out, tally->rules[i].id, strlen(tally->rules[i].id) + 1);
        pack_bytes(out, tally->rules[i].title, strlen(tally->rules[i].title) + 1);
    }
    out->failed |= check_result_failed(result);
}

/* Reads packed bytes from the front; what is not there is empty and makes it bad. */
typedef struct Unpacker {
    const char *at;
    size_t left;
    bool bad;
} Unpacker;

static const char *unpack(Unpacker *unpacker, size_t length) {
    const char *bytes = unpacker->at;
    unpacker->bad |= length > unpacker->left;
    if (unpacker->bad)
        return NULL;
    unpacker->at += length;
    unpacker->left -= length;
    return bytes;
}

static size_t unpack_number(Unpacker *unpacker) {
    uint64_t number = 0;
    const char *bytes = unpack(unpacker, sizeof number);
    if (bytes)
        memcpy(&number, bytes, sizeof number);
    return number;
}

static void unpack_bytes(Unpacker *unpacker, Buf *out) {
    size_t length = unpack_number(unpacker);
    const char *bytes = unpack(unpacker, length);
    if (bytes)
        buf_push(out, bytes, length);
}

/* A text that was packed with its NUL. */
static const char *unpack_text(Unpacker *unpacker) {
    size_t length = unpack_number(unpacker);
    const char *text = unpack(unpacker, length);
    return text && length ? text : "";
}

bool check_result_add(CheckResult *result, const Buf *packed) {
    Unpacker unpacker = {packed->bytes, packed->length, false};
    Tally *tally = &result->tally;
    result->status = exit_worse(result->status, (ExitStatus)unpack_number(&unpacker));
    tally->reports += unpack_number(&unpacker);
    tally->unchecked += unpack_number(&unpacker);
    tally->faulty += unpack_number(&unpacker);
    for (int i = 0; i < FINDING_SEVERITIES; i++)
        tally->counts[i] += unpack_number(&unpacker);
    tally->accepted += unpack_number(&unpacker);
    unpack_bytes(&unpacker, &result->said);
    unpack_bytes(&unpacker, &result->piece.body);
    unpack_bytes(&unpacker, &result->piece.aside);
    for (size_t rules = unpack_number(&unpacker); rules > 0 && !unpacker.bad; rules--) {
        const char *id = unpack_text(&unpacker);
        const char *title = unpack_text(&unpacker);
        tally_rule(tally, id, title);
    }
    return !unpacker.bad;
}
