#include "app/workshop.h"

#include <string.h>

#include "app/fonts_file.h"
#include "app/search.h"
#include "base/vec.h"
#include "model/report.h"

typedef struct LoadedForm {
    const char *path;
    const Form *form;
} LoadedForm;

struct Workshop {
    Arena *arena;
    const char *form_path, *fonts_path;
    Timings *timings;
    FontSet *fonts;
    TextEngine *engine;
    Proof *proof;
    Standing *standing;
    bool written; /* one PDF has asked for what is standing */
    bool fonts_tried;
    VEC(LoadedForm) forms;
};

Workshop *workshop_new(const char *form_path, const char *fonts_path, Timings *timings) {
    Arena *arena = arena_new();
    Workshop *workshop = arena ? ARENA_NEW(arena, Workshop) : NULL;
    if (!workshop) {
        arena_free(arena);
        return NULL;
    }
    *workshop = (Workshop){.arena = arena, .form_path = form_path, .fonts_path = fonts_path, .timings = timings};
    return workshop;
}

void workshop_free(Workshop *workshop) {
    if (!workshop)
        return;
    Arena *arena = workshop->arena;
    proof_free(workshop->proof);
    standing_free(workshop->standing);
    text_engine_free(workshop->engine);
    font_set_free(workshop->fonts);
    VEC_FREE(&workshop->forms);
    arena_free(arena);
}

static bool load_fonts(Workshop *workshop, DiagList *diags) {
    if (!workshop->fonts_path)
        workshop->fonts_path = search_fonts(workshop->arena, diags);
    const char *path = workshop->fonts_path;
    if (!path)
        return false;
    workshop->fonts = fonts_file_read(workshop->arena, path, diags);
    if (!workshop->fonts)
        return false;
    workshop->engine = text_engine_new(workshop->fonts);
    if (!workshop->engine)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return workshop->engine != NULL;
}

bool workshop_load_fonts(Workshop *workshop, DiagList *diags) {
    if (workshop->fonts_tried)
        return workshop->engine != NULL;
    int64_t from = clock_cpu();
    workshop->fonts_tried = true;
    bool loaded = load_fonts(workshop, diags);
    timings_add(workshop->timings, STAGE_FONTS, from);
    return loaded;
}

void workshop_use_form(Workshop *workshop, const char *form_path) { workshop->form_path = form_path; }

const char *workshop_fonts_path(const Workshop *workshop) { return workshop->fonts_path; }
TextEngine *workshop_engine(const Workshop *workshop) { return workshop->engine; }
FontSet *workshop_fonts(const Workshop *workshop) { return workshop->fonts; }

Standing *workshop_standing(Workshop *workshop) {
    if (workshop->written && !workshop->standing)
        workshop->standing = standing_new(STANDING_BUDGET);
    workshop->written = true;
    return workshop->standing;
}

Proof *workshop_proof(Workshop *workshop, DiagList *diags) {
    if (!workshop->proof)
        workshop->proof = proof_new(workshop->fonts);
    if (!workshop->proof)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return workshop->proof;
}

static const Form *kept_form(const Workshop *workshop, const char *path) {
    for (size_t i = 0; i < workshop->forms.count; i++)
        if (strcmp(workshop->forms.items[i].path, path) == 0)
            return workshop->forms.items[i].form;
    return NULL;
}

static const Form *read_form(Workshop *workshop, const char *path, DiagList *diags) {
    const Form *form = form_read(workshop->arena, path, diags);
    const char *kept = form ? arena_strdup(workshop->arena, path) : NULL;
    LoadedForm *loaded = kept ? VEC_PUSH(&workshop->forms) : NULL;
    if (loaded)
        *loaded = (LoadedForm){kept, form};
    return form;
}

/* What the search and a broken form took is given back: however many reports ask, the workshop does not grow. */
const Form *workshop_form(Workshop *workshop, const JsonDoc *report, DiagList *diags) {
    int64_t from = clock_cpu();
    ArenaMark mark = arena_mark(workshop->arena);
    const char *path = workshop->form_path;
    const char *name = report_form_name(report, diags);
    if (name && !path) {
        SourceRef ref = json_ref(json_member(json_doc_root(report), "form"));
        path = search_form(workshop->arena, name, json_doc_path(report), ref, diags);
    }
    const Form *kept = name && path ? kept_form(workshop, path) : NULL;
    const Form *form = kept || !name || !path ? kept : read_form(workshop, path, diags);
    if (kept || !form)
        arena_rewind(workshop->arena, mark);
    timings_add(workshop->timings, STAGE_FORM, from);
    return form;
}
