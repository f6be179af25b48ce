#include "samples.h"

#include <stdio.h>

#include "app/workshop.h"
#include "compose/compose.h"
#include "model/report.h"

const char *const SAMPLE_NAMES[SAMPLE_COUNT] = {"xinjiang-social-insurance-2020", "hubei-water-2020",
                                                "shanghai-health-2025"};

struct Sample {
    Arena *arena;
    Timings timings;
    Workshop *workshop;
    DiagList *diags;
    const Report *report;
};

static void print_faults(const Sample *sample) {
    Buf text = {0};
    diag_print_all(sample->diags, LANGUAGE_EN, &text);
    fwrite(text.bytes, 1, text.length, stderr);
    buf_free(&text);
}

Sample *sample_open(const char *name) {
    Arena *arena = arena_new();
    Sample *sample = ARENA_NEW(arena, Sample);
    if (!sample)
        return NULL;
    *sample = (Sample){.arena = arena, .diags = diag_list_new()};
    sample->workshop = workshop_new(NULL, SOURCE_DIR "/fonts/fonts.json", &sample->timings);
    const char *path = arena_printf(arena, "%s/input/%s.json", SOURCE_DIR, name);
    const JsonDoc *doc = json_doc_read(arena, path, sample->diags);
    const Form *form = doc ? workshop_form(sample->workshop, doc, sample->diags) : NULL;
    if (form && workshop_load_fonts(sample->workshop, sample->diags))
        sample->report = report_read(arena, doc, form, sample->diags);
    if (sample->report)
        return sample;
    print_faults(sample);
    sample_close(sample);
    return NULL;
}

void sample_close(Sample *sample) {
    workshop_free(sample->workshop);
    diag_list_free(sample->diags);
    arena_free(sample->arena);
}

const Form *sample_form(const Sample *sample) { return sample->report->form; }
const FontSet *sample_fonts(const Sample *sample) { return workshop_fonts(sample->workshop); }

const PageList *sample_compose(Sample *sample) {
    const PageList *list =
        compose_report(sample->arena, workshop_engine(sample->workshop), sample->report, sample->diags);
    if (!list || diag_count(sample->diags))
        print_faults(sample);
    return list;
}
