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
    row->signer = record->signature.by;
    row->level = record->signature.level;
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

static void put_report(const Stand *stand, size_t number, const Looks *looks, Language language, Buf *out) {
    static const OverviewState states[] = {
        [STAND_PUBLISHED] = OVERVIEW_DONE, [STAND_FAILED] = OVERVIEW_FAILED, [STAND_MISSING] = OVERVIEW_MISSING};
    const StandItem *item = &stand->items[number];
    OverviewRow row = row_of(states[item->state], stand->plan->items[number].name);
    Buf reason = {0};
    if (item->state == STAND_PUBLISHED)
        fill_record(&row, item->record);
    if (item->record)
        fill_look(&row, looks_find(looks, &item->record->id));
    summary_reason(stand, number, language, &reason);
    row.fault = reason.length && !buf_failed(&reason) ? reason.bytes : NULL;
    overview_add(&row, out);
    buf_free(&reason);
}

void summary_html(const Stand *stand, const Store *store, Language language, Buf *out) {
    const OverviewHead head = {store->folder, language};
    Looks *looks = stand->plan->count <= LOOKS_MAX ? looks_read(store) : NULL;
    overview_begin(&head, out);
    for (size_t i = 0; i < stand->plan->count; i++)
        put_report(stand, i, looks, language, out);
    for (size_t i = 0; i < stand->foreign_count; i++) {
        OverviewRow row = row_of(OVERVIEW_FOREIGN, stand->foreign[i]);
        row.link = row.name;
        overview_add(&row, out);
    }
    overview_end(out);
    looks_free(looks);
}
