#include "app/batch_summary.h"

#include "batch/looks.h"
#include "overview/overview.h"

/* A row about which only its name and state are known. */
static OverviewRow row_of(OverviewState state, const char *name) {
    return (OverviewRow){.state = state,
                         .name = name,
                         .year = OVERVIEW_UNKNOWN,
                         .pages = OVERVIEW_UNKNOWN,
                         .size = OVERVIEW_UNKNOWN,
                         .errors = OVERVIEW_UNKNOWN,
                         .warnings = OVERVIEW_UNKNOWN,
                         .notes = OVERVIEW_UNKNOWN};
}

static void fill_record(OverviewRow *row, const Record *record) {
    row->link = row->name;
    row->pages = record->pages;
    row->size = record->size;
    if (!record->findings.checked)
        return;
    row->errors = record->findings.errors;
    row->warnings = record->findings.warnings;
    row->notes = record->findings.notes;
}

static void fill_look(OverviewRow *row, const Look *look) {
    if (!look)
        return;
    row->organ = look->organ;
    row->form = look->form;
    row->year = look->year;
    row->cover = look->cover;
}

void summary_page_add(const StandReport *report, const Looks *looks, Arena *arena, Language language, Buf *out) {
    static const OverviewState states[] = {
        [STAND_PUBLISHED] = OVERVIEW_DONE, [STAND_FAILED] = OVERVIEW_FAILED, [STAND_MISSING] = OVERVIEW_MISSING};
    OverviewRow row = row_of(states[report->state], report->item.name);
    Buf reason = {0};
    if (report->state == STAND_PUBLISHED)
        fill_record(&row, report->record);
    if (report->record)
        fill_look(&row, looks_find(looks, arena, &report->record->id));
    summary_reason(report, language, &reason);
    row.fault = reason.length && !buf_failed(&reason) ? reason.bytes : NULL;
    overview_add(&row, out);
    buf_free(&reason);
}

void summary_page_begin(const Store *store, Language language, Buf *out) {
    const OverviewHead head = {store->folder, language};
    overview_begin(&head, out);
}

void summary_page_end(const Stand *stand, Spill *out) {
    for (size_t i = 0; i < stand->foreign_count; i++) {
        OverviewRow row = row_of(OVERVIEW_FOREIGN, stand->foreign[i]);
        row.link = row.name;
        overview_add(&row, &out->text);
        spill_turn(out);
    }
    overview_end(&out->text);
}
