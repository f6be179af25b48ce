#include "app/reading.h"

#include <string.h>

/* Where a report cannot be read by the form of the command line, that it asks for another one may be why. */
static void note_other_form(const JsonDoc *doc, const Form *form, DiagList *diags) {
    const JsonNode *name = json_member(json_doc_root(doc), "form");
    if (name && strcmp(name->text.text, form->name) != 0)
        diag_ref(diags, DIAG_SEARCH_FORM_OTHER, json_ref(name), DIAG_ARGS(name->text.text, form->name));
}

static void choose_form(Reading *reading, Workshop *workshop, bool fonts, DiagList *diags) {
    reading->form = reading->doc ? workshop_form(workshop, reading->doc, diags) : NULL;
    reading->fonts = !fonts || workshop_load_fonts(workshop, diags);
}

Reading reading_open(Arena *arena, const char *path, Workshop *workshop, bool fonts, Timings *timings,
                     DiagList *diags) {
    int64_t from = clock_cpu();
    Reading reading = {.doc = json_doc_read(arena, path, diags)};
    timings_add(timings, STAGE_READ, from);
    choose_form(&reading, workshop, fonts, diags);
    return reading;
}

const Report *reading_finish(Arena *arena, const Reading *reading, Timings *timings, DiagList *diags) {
    int64_t from = clock_cpu();
    const Report *report = reading->form ? report_read(arena, reading->doc, reading->form, diags) : NULL;
    timings_add(timings, STAGE_READ, from);
    if (reading->form && !report)
        note_other_form(reading->doc, reading->form, diags);
    return reading->fonts ? report : NULL;
}

const Report *reading_report(Arena *arena, const char *path, Workshop *workshop, bool fonts, Timings *timings,
                             DiagList *diags) {
    Reading reading = reading_open(arena, path, workshop, fonts, timings, diags);
    return reading_finish(arena, &reading, timings, diags);
}

const Report *reading_bytes(Arena *arena, const char *name, Str bytes, Workshop *workshop, Timings *timings,
                            DiagList *diags) {
    Reading reading = {.doc = json_doc_parse(arena, name, bytes.text, bytes.length, diags)};
    choose_form(&reading, workshop, /*fonts*/ true, diags);
    return reading_finish(arena, &reading, timings, diags);
}

void reading_say_short(DiagList *diags) {
    diag_list_clear(diags);
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
}
