#include "app/reading.h"

#include <string.h>

/* Where a report cannot be read by the form of the command line, that it asks for another one may be why. */
static void note_other_form(const JsonDoc *doc, const Form *form, DiagList *diags) {
    const JsonNode *name = json_member(json_doc_root(doc), "form");
    if (name && strcmp(name->text.text, form->name) != 0)
        diag_ref(diags, DIAG_SEARCH_FORM_OTHER, json_ref(name), DIAG_ARGS(name->text.text, form->name));
}

static const Report *read_by_form(Arena *arena, const JsonDoc *doc, Workshop *workshop, bool fonts, Timings *timings,
                                  DiagList *diags) {
    const Form *form = doc ? workshop_form(workshop, doc, diags) : NULL;
    bool loaded = !fonts || workshop_load_fonts(workshop, diags);
    int64_t from = clock_cpu();
    const Report *report = form ? report_read(arena, doc, form, diags) : NULL;
    timings_add(timings, STAGE_READ, from);
    if (form && !report)
        note_other_form(doc, form, diags);
    return loaded ? report : NULL;
}

const Report *reading_report(Arena *arena, const char *path, Workshop *workshop, bool fonts, Timings *timings,
                             DiagList *diags) {
    int64_t from = clock_cpu();
    const JsonDoc *doc = json_doc_read(arena, path, diags);
    timings_add(timings, STAGE_READ, from);
    return read_by_form(arena, doc, workshop, fonts, timings, diags);
}

const Report *reading_bytes(Arena *arena, const char *name, Str bytes, Workshop *workshop, Timings *timings,
                            DiagList *diags) {
    const JsonDoc *doc = json_doc_parse(arena, name, bytes.text, bytes.length, diags);
    return read_by_form(arena, doc, workshop, /*fonts*/ true, timings, diags);
}

void reading_say_short(DiagList *diags) {
    diag_list_clear(diags);
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
}
