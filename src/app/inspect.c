#include "app/inspect.h"

#include "figures/audit.h"
#include "findings/accept.h"
#include "page/find.h"

static bool out_of_memory(DiagList *diags) {
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

bool inspect_begin(Inspection *inspection, Arena *arena, const Report *report, DiagList *diags) {
    *inspection = (Inspection){.arena = arena, .report = report, .findings = finding_list_new()};
    bool audited = inspection->findings && audit_report(arena, report, inspection->findings, diags);
    return (audited && finding_list_whole(inspection->findings)) || out_of_memory(diags);
}

void inspect_free(Inspection *inspection) { finding_list_free(inspection->findings); }

/* ---- pages ---------------------------------------------------------------------------------------------------- */

/* The number after the last of a value's own: values are numbered in the order of the file. */
static uint32_t number_after(const JsonNode *node) {
    while (node && !node->next)
        node = node->parent;
    return node ? node->next->index : UINT32_MAX;
}

/* Does it stand in one table, or in one field, so that all of it is printed in one place? */
static bool is_one_place(const JsonNode *node) { return node && node->parent && node->parent->parent; }

static int page_of(const Inspection *inspection, const PageIndex *index, SourceRef ref) {
    int page = ref.map ? page_index_find(index, ref) : FINDING_NO_PAGE;
    const JsonNode *node = page < 0 ? json_node(inspection->report->doc, ref) : NULL;
    for (; page < 0 && is_one_place(node); node = node->parent)
        page = page_index_find_among(index, ref.map, node->index, number_after(node));
    return page;
}

/* A copy of the places, whose pages may be written. */
static const FindingPlace *places_with_pages(const Inspection *inspection, const PageIndex *index,
                                             const FindingSide *side) {
    FindingPlace *places = ARENA_ARRAY(inspection->arena, FindingPlace, side->place_count);
    for (size_t i = 0; places && i < side->place_count; i++) {
        places[i] = side->places[i];
        places[i].page = page_of(inspection, index, places[i].source);
    }
    return places;
}

static void fill_pages(const Inspection *inspection, const PageIndex *index, Finding *finding) {
    FindingSide *sides = ARENA_ARRAY(inspection->arena, FindingSide, finding->side_count);
    if (!sides)
        return;
    for (size_t i = 0; i < finding->side_count; i++) {
        sides[i] = finding->sides[i];
        sides[i].places = places_with_pages(inspection, index, &finding->sides[i]);
    }
    finding->sides = sides;
    finding->page = page_of(inspection, index, finding->source);
}

bool inspect_pages(Inspection *inspection, const PageList *list, DiagList *diags) {
    const PageIndex *index = page_index_make(inspection->arena, list);
    const char **labels = ARENA_ARRAY(inspection->arena, const char *, list->count);
    if (!index || !labels)
        return out_of_memory(diags);
    for (size_t i = 0; i < list->count; i++)
        labels[i] = list->pages[i]->label;
    for (size_t i = 0; i < finding_count(inspection->findings); i++)
        fill_pages(inspection, index, finding_at(inspection->findings, i));
    inspection->labels = labels;
    inspection->page_count = list->count;
    return !arena_failed(inspection->arena) || out_of_memory(diags);
}

/* ---- review --------------------------------------------------------------------------------------------------- */

static bool accept(Inspection *inspection) {
    const Report *report = inspection->report;
    if (report->accept_count == 0)
        return true;
    Acceptance *items = ARENA_ARRAY(inspection->arena, Acceptance, report->accept_count);
    const char *const *rules = audit_rules(inspection->arena, report->form);
    if (!items || !rules)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < report->accept_count; i++) {
        const ReportAccept *accept = &report->accepts[i];
        if (!inspection->across && audit_rule_is_across(report->form, accept->rule))
            continue;
        items[count++] = (Acceptance){accept->rule, accept->reason, accept->at, accept->source, accept->rule_source};
    }
    accept_findings(inspection->findings, items, count, rules);
    return finding_list_whole(inspection->findings);
}

bool inspect_review(Inspection *inspection, const char *file, const DiagList *faults, Review *review, DiagList *diags) {
    const Report *report = inspection->report;
    *review = (Review){.file = file,
                       .checked = true,
                       .form = report->form->name,
                       .organ = report->organ.name,
                       .year = report->year,
                       .faults = faults,
                       .labels = inspection->labels,
                       .page_count = inspection->page_count,
                       .arena = inspection->arena};
    return (accept(inspection) && review_order(review, inspection->findings)) || out_of_memory(diags);
}
