#include "sign/verify.h"

#include "sign/changes.h"
#include "sign/claims.h"
#include "sign/embedded.h"
#include "sign/judge.h"
#include "sign/revisions.h"

/* A file and everything that is read of it. */
typedef struct Case {
    Inquiry inquiry;
    const char *name;
    DiagList *diags;
    Layers layers;
    PdfDoc *doc; /* the last revision, which is the file */
    Bench bench;
    VerifyRevision *revisions;
    bool *has_dss;
    PdfDoc **docs; /* by revision; NULL: not opened */
} Case;

/* ---- revisions ------------------------------------------------------------------------------------------------ */

static const char *words_of_fault(LayerFault fault) {
    switch (fault) {
    case LAYERS_NO_XREF: return DIAG_BOTH("is none", "不存在");
    case LAYERS_ORDER: return DIAG_BOTH("stands before the one it builds upon", "位于其所依据的版本之前");
    default: return DIAG_BOTH("is not the one its revision ends with", "与所在版本末尾所指的不符");
    }
}

/* A file whose revisions cannot be told apart counts as one, and is unsound. */
static void say_layers(Case *trial) {
    Inquiry *inquiry = &trial->inquiry;
    Layers *layers = &trial->layers;
    if (layers->fault == LAYERS_MANY)
        inquiry_say(inquiry, RULE_REVISIONS, DIAG_ARGS(words_int(inquiry->arena, VERIFY_REVISIONS_MAX)));
    else if (layers->fault != LAYERS_GOOD)
        inquiry_say(inquiry, RULE_XREF,
                    DIAG_ARGS(words_int(inquiry->arena, (int64_t)layers->at), words_of_fault(layers->fault)));
    if (layers->trailing > 0)
        inquiry_say(inquiry, RULE_TRAILING, DIAG_ARGS(words_int(inquiry->arena, (int64_t)layers->trailing)));
    if (layers->fault == LAYERS_GOOD)
        return;
    layers->items = ARENA_NEW(inquiry->arena, Layer);
    layers->count = layers->items ? 1 : 0;
    if (layers->items)
        *layers->items = (Layer){0, inquiry->bytes.length, 0};
}

static PdfDoc *open_revision(Case *trial, size_t index) {
    if (!trial->docs[index])
        trial->docs[index] =
            pdf_doc_open(trial->inquiry.bytes.text, trial->layers.items[index].end, trial->name, trial->diags);
    return trial->docs[index];
}

/* Each revision must be a file that can be read by itself, for somebody has seen it so. */
static bool open_all(Case *trial) {
    size_t count = trial->layers.count;
    trial->docs = ARENA_ARRAY(trial->inquiry.arena, PdfDoc *, count);
    trial->has_dss = ARENA_ARRAY(trial->inquiry.arena, bool, count);
    trial->revisions = ARENA_ARRAY(trial->inquiry.arena, VerifyRevision, count);
    if (!trial->docs || !trial->has_dss || !trial->revisions)
        return false;
    for (size_t i = 0; i < count; i++) {
        PdfDoc *doc = open_revision(trial, i);
        if (!doc)
            return false;
        trial->has_dss[i] = pdf_doc_kind(doc, pdf_doc_get(doc, pdf_doc_catalog(doc), "DSS")) == PDF_KIND_DICT;
        trial->revisions[i] = (VerifyRevision){
            .start = trial->layers.items[i].start, .end = trial->layers.items[i].end, .signature = VERIFY_NONE};
    }
    trial->doc = trial->docs[count - 1];
    return true;
}

/* ---- what changed --------------------------------------------------------------------------------------------- */

/* Has anybody signed this revision or one before it? The signature, or VERIFY_NONE. */
static int signed_until(const Case *trial, int revision, int from) {
    for (size_t i = (size_t)from; i < trial->bench.count; i++) {
        int covered = trial->bench.items[i].coverage.revision;
        if (covered != VERIFY_NONE && covered <= revision)
            return (int)i;
    }
    return VERIFY_NONE;
}

static bool is_locked_field(PdfDoc *doc, PdfValue rule, const char *field) {
    PdfValue names = pdf_doc_get(doc, rule, "Fields"), action = pdf_doc_get(doc, rule, "Action");
    bool named = false;
    if (pdf_doc_is_name(doc, action, "All"))
        return true;
    for (size_t i = 0; i < pdf_doc_count(doc, names); i++)
        named |= str_equals(pdf_doc_text(doc, pdf_doc_item(doc, names, i)), field);
    return pdf_doc_is_name(doc, action, "Include") ? named : pdf_doc_is_name(doc, action, "Exclude") && !named;
}

/* Does FieldMDP of a signature (ISO 32000-1, 12.8.2.4) lock the field? */
static bool locks(PdfDoc *doc, PdfValue signature, const char *field) {
    PdfValue references = pdf_doc_get(doc, signature, "Reference");
    for (size_t i = 0; i < pdf_doc_count(doc, references); i++) {
        PdfValue reference = pdf_doc_item(doc, references, i);
        if (pdf_doc_is_name(doc, pdf_doc_get(doc, reference, "TransformMethod"), "FieldMDP") &&
            is_locked_field(doc, pdf_doc_get(doc, reference, "TransformParams"), field))
            return true;
    }
    return false;
}

/* P of 1 forbids all but validation data and document time stamps (ISO 32000-2, 12.8.2.2). */
static bool forbids(Case *trial, const Judged *judged, const Change *change) {
    bool signs = change->kind == CHANGE_SIGNATURE || change->kind == CHANGE_SIGNED || change->kind == CHANGE_FIELD;
    return signs && (judged->fact->permissions == 1 ||
                     (change->kind == CHANGE_SIGNED && locks(trial->doc, judged->source->value, change->field)));
}

static void judge_change(Case *trial, int revision, const Change *change) {
    Inquiry *inquiry = &trial->inquiry;
    const char *number = words_int(inquiry->arena, revision + 1);
    if (change->kind == CHANGE_OTHER || change->kind == CHANGE_SEAL) {
        inquiry_say_page(inquiry, RULE_CHANGED, change->page, DIAG_ARGS(number, change->what));
        return;
    }
    for (int i = 0; (i = signed_until(trial, revision - 1, i)) != VERIFY_NONE; i++)
        if (forbids(trial, &trial->bench.items[i], change))
            inquiry_say_page(inquiry, RULE_NOT_PERMITTED, change->page,
                             DIAG_ARGS(number, trial->bench.items[i].fact->field, change->what));
}

static bool find_changes(Case *trial, int revision) {
    Inquiry *inquiry = &trial->inquiry;
    ChangeList list;
    VerifyRevision *told = &trial->revisions[revision];
    if (!changes_find(inquiry->arena, trial->docs[revision - 1], trial->docs[revision], &list, trial->diags))
        return false;
    VerifyChange *changes = ARENA_ARRAY(inquiry->arena, VerifyChange, list.count);
    inquiry->revision = revision;
    for (size_t i = 0; changes && i < list.count; i++) {
        const Change *change = &list.items[i];
        bool late = change->kind == CHANGE_SEAL && signed_until(trial, revision - 1, 0) != VERIFY_NONE;
        changes[i] = (VerifyChange){change->what, change_is_allowed(change->kind) && !late, change->page};
        if (change->kind == CHANGE_REMOVED)
            inquiry_say_page(inquiry, RULE_REMOVED, change->page,
                             DIAG_ARGS(words_int(inquiry->arena, revision + 1), change->field));
        else if (signed_until(trial, revision - 1, 0) != VERIFY_NONE)
            judge_change(trial, revision, change);
    }
    if (list.more && signed_until(trial, revision - 1, 0) != VERIFY_NONE)
        inquiry_say(inquiry, RULE_CHANGES, DIAG_ARGS(words_int(inquiry->arena, revision + 1)));
    told->changes = changes;
    told->change_count = changes ? list.count : 0;
    inquiry->revision = VERIFY_NONE;
    return true;
}

/* ---- the verdict ---------------------------------------------------------------------------------------------- */

/* Whatever a later revision takes away it takes from all who signed before. */
static bool is_spoilt(const Case *trial, int revision) {
    for (size_t i = (size_t)(revision + 1); i < trial->layers.count; i++)
        for (size_t k = 0; k < trial->revisions[i].change_count; k++)
            if (!trial->revisions[i].changes[k].allowed)
                return true;
    return false;
}

static void count_signatures(Case *trial) {
    Inquiry *inquiry = &trial->inquiry;
    Verdict *verdict = inquiry->verdict;
    size_t approvals = 0, wanted = inquiry->options->signatures > 0 ? (size_t)inquiry->options->signatures : 0;
    for (size_t i = 0; i < trial->bench.count; i++) {
        VerifySignature *fact = trial->bench.items[i].fact;
        fact->sound = bench_is_sound(&trial->bench, i) && !is_spoilt(trial, fact->revision);
        approvals += fact->kind != VERIFY_TIMESTAMP;
        verdict->approvals += fact->kind != VERIFY_TIMESTAMP && fact->sound;
        if (fact->revision != VERIFY_NONE)
            trial->revisions[fact->revision].signature = (int)i;
    }
    const char *want = words_int(inquiry->arena, (int64_t)wanted);
    if (approvals == 0)
        inquiry_say(inquiry, wanted ? RULE_NO_SIGNATURE : RULE_UNSIGNED, DIAG_ARGS(want));
    else if (verdict->approvals < wanted)
        inquiry_say(inquiry, RULE_FEW_SIGNATURES,
                    DIAG_ARGS(words_int(inquiry->arena, (int64_t)verdict->approvals), want));
}

/* The last revisions may be covered by none: validation data without a time stamp over it. */
static void say_uncovered(Case *trial) {
    Inquiry *inquiry = &trial->inquiry;
    int last = VERIFY_NONE;
    for (size_t i = 0; i < trial->bench.count; i++)
        if (trial->bench.items[i].coverage.revision > last)
            last = trial->bench.items[i].coverage.revision;
    if (trial->bench.count == 0 || last + 1 >= (int)trial->layers.count)
        return;
    size_t start = trial->layers.items[last + 1].start;
    inquiry_say(inquiry, RULE_UNCOVERED,
                DIAG_ARGS(words_int(inquiry->arena, (int64_t)(inquiry->bytes.length - start)),
                          words_int(inquiry->arena, last + 2)));
}

static void find_report(Case *trial) {
    Verdict *verdict = trial->inquiry.verdict;
    const PdfEmbedded *files;
    size_t count;
    Str bytes;
    DiagList *faults = diag_list_new();
    PdfDoc *first = trial->docs[0];
    if (pdf_embedded(first, &files, &count, faults))
        for (size_t i = 0; i < count; i++)
            if (str_equals(files[i].relationship, "Source") && str_equals(files[i].type, "application/json") &&
                pdf_doc_stream(first, files[i].stream, &bytes))
                verdict->report = (Str){arena_strndup(trial->inquiry.arena, bytes.text, bytes.length), bytes.length};
    diag_list_free(faults);
    verdict->pages = verdict->report.length ? VERIFY_PAGES_NOT_ASKED : VERIFY_PAGES_NO_REPORT;
}

static bool judge_all(Case *trial) {
    Inquiry *inquiry = &trial->inquiry;
    const PdfSignature *sources;
    const PdfPage *pages;
    size_t count, page_count;
    if (!pdf_signatures(trial->doc, &sources, &count, trial->diags) ||
        !pdf_doc_pages(trial->doc, &pages, &page_count, trial->diags))
        return false;
    trial->bench = (Bench){.inquiry = inquiry, .doc = trial->doc, .layers = &trial->layers, .has_dss = trial->has_dss};
    inquiry->verdict->page_count = (int)page_count;
    if (!bench_read(&trial->bench, sources, count))
        return false;
    bool compared = true;
    for (size_t i = 1; i < trial->layers.count && compared; i++)
        compared = find_changes(trial, (int)i);
    if (!compared)
        return false;
    bench_judge(&trial->bench);
    count_signatures(trial);
    say_uncovered(trial);
    claims_judge(inquiry, trial->doc);
    find_report(trial);
    return pdf_doc_sound(trial->doc, trial->diags);
}

static void fill(Case *trial) {
    Verdict *verdict = trial->inquiry.verdict;
    verdict->revisions = trial->revisions;
    verdict->revision_count = trial->layers.count;
    verdict->whole = trial->inquiry.bytes;
    verdict->first = (Str){trial->inquiry.bytes.text, trial->layers.items[0].end};
    size_t past = trial->layers.count > 1 ? trial->layers.items[1].start : trial->inquiry.bytes.length;
    if (past <= verdict->first.length + 2)
        verdict->first.length = past;
    verdict->readable = true;
}

static bool read_and_judge(Case *trial) {
    layers_read(trial->inquiry.arena, trial->inquiry.bytes, &trial->layers);
    if (trial->layers.fault == LAYERS_NO_END) {
        PdfDoc *doc = pdf_doc_open(trial->inquiry.bytes.text, trial->inquiry.bytes.length, trial->name, trial->diags);
        if (doc)
            diag_at(trial->diags, DIAG_PDF_DAMAGED, (Place){.file = trial->name}, DIAG_ARGS("startxref, %%EOF"));
        pdf_doc_close(doc);
        return false;
    }
    say_layers(trial);
    return trial->layers.count > 0 && open_all(trial) && judge_all(trial);
}

static void close_all(Case *trial) {
    for (size_t i = 0; trial->docs && i < trial->layers.count; i++)
        pdf_doc_close(trial->docs[i]);
    bench_free(&trial->bench);
}

Verdict *verify_bytes(Arena *arena, const char *name, Str bytes, const VerifyOptions *options, DiagList *diags) {
    Verdict *verdict = ARENA_NEW(arena, Verdict);
    Case trial = {.inquiry = {arena, bytes, options, verdict, VERIFY_NONE, VERIFY_NONE}, .name = name, .diags = diags};
    inquiry_watch();
    if (verdict) {
        verdict->sound = true;
        if (read_and_judge(&trial))
            fill(&trial);
        else
            *verdict = (Verdict){.readable = false};
        close_all(&trial);
    }
    if (verdict && !inquiry_is_short(&trial.inquiry))
        return verdict;
    diag_at(diags, DIAG_MEMORY, (Place){.file = name}, DIAG_NO_ARGS);
    return NULL;
}
