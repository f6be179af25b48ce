#include "app/batch_names.h"

#include <string.h>

#include "app/crew.h"
#include "batch/fingerprint.h"
#include "batch/naming.h"

typedef struct Naming {
    Arena *arena;
    Plan *plan;
    const char *template;
    DiagList *diags;
} Naming;

static const char *template_of(const Naming *naming, size_t number) {
    const char *own = naming->plan->items[number].name;
    return own ? own : naming->template;
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

static void name_by_data(const Naming *naming, size_t number, Arena *arena, DiagList *unheard, Buf *result) {
    const char *input = naming->plan->items[number].input;
    const JsonDoc *doc = json_doc_read(arena, input, unheard);
    const char *name = doc ? naming_name(arena, template_of(naming, number), input, json_doc_root(doc), unheard) : NULL;
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
    if (!naming_needs_data(template_of(naming, number)))
        return;
    Arena *arena = arena_new();
    DiagList *unheard = diag_list_new();
    if (arena && unheard)
        name_by_data(naming, number, arena, unheard, result);
    diag_list_free(unheard);
    arena_free(arena);
}

/* The name by the file alone; where the data should have named it, by the default: it has that name to fail under, even
 * if it can be read later. */
static void name_by_file(Naming *naming, size_t number) {
    PlanItem *item = &naming->plan->items[number];
    const char *template = template_of(naming, number);
    if (naming_needs_data(template)) {
        template = NAMING_DEFAULT;
        item->seen = PLAN_UNSEEN;
    }
    item->name = naming_name(naming->arena, template, item->input, NULL, naming->diags);
}

static void take(void *context, size_t number, const Buf *result) {
    Naming *naming = context;
    PlanItem *item = &naming->plan->items[number];
    bool lacks = result && !buf_failed(result) && result->length && result->bytes[0] == '?';
    if (lacks)
        item->lacks = arena_strndup(naming->arena, result->bytes + 1, result->length - 1);
    if (lacks || !result || buf_failed(result) || result->length < FINGERPRINT_HEX) {
        name_by_file(naming, number);
        return;
    }
    item->seen = arena_strndup(naming->arena, result->bytes, FINGERPRINT_HEX - 1);
    item->name =
        arena_strndup(naming->arena, result->bytes + FINGERPRINT_HEX - 1, result->length - (FINGERPRINT_HEX - 1));
}

/* ---- all of them ---------------------------------------------------------------------------------------------- */

static bool check_templates(const Naming *naming) {
    bool good = naming_check(naming->template, naming->diags);
    for (size_t i = 0; i < naming->plan->count; i++)
        if (naming->plan->items[i].name)
            good = naming_check(naming->plan->items[i].name, naming->diags) && good;
    return good;
}

bool batch_names(Arena *arena, Plan *plan, const char *template, size_t workers, DiagList *diags) {
    Naming naming = {arena, plan, template ? template : NAMING_DEFAULT, diags};
    bool reads = false;
    if (!check_templates(&naming))
        return false;
    for (size_t i = 0; i < plan->count && !reads; i++)
        reads = naming_needs_data(template_of(&naming, i));
    crew_run(&(Crew){reads ? crew_size(workers, plan->count) : 1, plan->count, work, take, &naming});
    if (!arena_failed(arena))
        return plan_check_names(arena, plan, diags);
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}
