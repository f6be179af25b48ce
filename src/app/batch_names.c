#include "app/batch_names.h"

#include <string.h>

#include "app/crew.h"
#include "batch/fingerprint.h"
#include "batch/naming.h"

typedef struct Naming {
    Arena *trial; /* of who takes the results */
    const Plan *listing;
    Plan *plan;
    const char *template;
    DiagList *diags;
    bool failed;
} Naming;

static const char *template_of(const Naming *naming, const PlanItem *item) {
    return item->name ? item->name : naming->template;
}

/* ---- by data, in any process: the hash and the name; "?" and what is lacking; nothing of what cannot be read ---- */

/* What naming has missed in the data. */
static void tell_lacking(const DiagList *faults, Buf *result) {
    for (size_t i = 0; i < diag_count(faults); i++) {
        const Diag *fault = diag_item(faults, i);
        if (fault->code != DIAG_BATCH_NO_NAME)
            continue;
        buf_printf(result, "?%s", fault->args[0]);
        return;
    }
}

static void name_by_data(const Naming *naming, const PlanItem *item, Arena *arena, DiagList *unheard, Buf *result) {
    const JsonDoc *doc = json_doc_read(arena, item->input, unheard);
    const char *name =
        doc ? naming_name(arena, template_of(naming, item), item->input, json_doc_root(doc), unheard) : NULL;
    if (!name) {
        tell_lacking(unheard, result);
        return;
    }
    char digits[FINGERPRINT_HEX];
    Str bytes = json_doc_bytes(doc);
    Fingerprint hash = fingerprint_of(bytes.text, bytes.length);
    fingerprint_write(&hash, digits);
    buf_printf(result, "%s%s", digits, name);
}

static void work(void *context, size_t number, Buf *result) {
    const Naming *naming = context;
    PlanItem item;
    Arena *arena = arena_new();
    DiagList *unheard = diag_list_new();
    if (arena && unheard && plan_item(arena, naming->listing, number, &item) &&
        naming_needs_data(template_of(naming, &item)))
        name_by_data(naming, &item, arena, unheard, result);
    diag_list_free(unheard);
    arena_free(arena);
}

/* The name by the file alone; where the data should have named it, by the default: it has that name to fail under, even
 * if it can be read later. */
static void name_by_file(const Naming *naming, PlanItem *item) {
    const char *template = template_of(naming, item);
    if (naming_needs_data(template)) {
        template = NAMING_DEFAULT;
        item->seen = PLAN_UNSEEN;
    }
    item->name = naming_name(naming->trial, template, item->input, NULL, naming->diags);
}

static void name(const Naming *naming, PlanItem *item, const Buf *result) {
    bool there = result && !buf_failed(result) && result->length;
    if (there && result->bytes[0] == '?')
        item->lacks = arena_strndup(naming->trial, result->bytes + 1, result->length - 1);
    if (item->lacks || !there || result->length < FINGERPRINT_HEX) {
        name_by_file(naming, item);
        return;
    }
    item->seen = arena_strndup(naming->trial, result->bytes, FINGERPRINT_HEX - 1);
    item->name =
        arena_strndup(naming->trial, result->bytes + FINGERPRINT_HEX - 1, result->length - (FINGERPRINT_HEX - 1));
}

static void take(void *context, size_t number, const Buf *result) {
    Naming *naming = context;
    PlanItem item;
    ArenaMark mark = arena_mark(naming->trial);
    if (plan_item(naming->trial, naming->listing, number, &item))
        name(naming, &item, result);
    else
        naming->failed = true;
    if (!naming->failed && item.name)
        plan_add(naming->plan, &item);
    arena_rewind(naming->trial, mark);
}

/* ---- all of them ---------------------------------------------------------------------------------------------- */

/* *reads: whether any asks for its report's data. */
static bool check_templates(Naming *naming, bool *reads) {
    bool good = naming_check(naming->template, naming->diags);
    *reads = false;
    for (size_t i = 0; i < naming->listing->count && !naming->failed; i++) {
        ArenaMark mark = arena_mark(naming->trial);
        PlanItem item = {0};
        naming->failed = !plan_item(naming->trial, naming->listing, i, &item);
        good = (!item.name || naming_check(item.name, naming->diags)) && good;
        *reads |= good && !naming->failed && naming_needs_data(template_of(naming, &item));
        arena_rewind(naming->trial, mark);
    }
    return good;
}

bool batch_names(const Plan *listing, Plan *plan, const char *template, size_t workers, DiagList *diags) {
    Naming naming = {arena_new(), listing, plan, template ? template : NAMING_DEFAULT, diags, false};
    bool reads, good = check_templates(&naming, &reads);
    size_t crew = reads ? crew_size(workers, listing->count) : 1;
    if (good && !naming.failed)
        crew_run(&(Crew){crew, listing->count, work, take, &naming});
    if (naming.failed || arena_failed(naming.trial)) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        good = false;
    }
    arena_free(naming.trial);
    return plan_seal(plan, diags) && good && plan_check_names(plan, diags);
}
