#include "app/together.h"

#include <stdlib.h>
#include <string.h>

#include "app/crew.h"
#include "app/gather.h"
#include "app/reading.h"
#include "base/shortage.h"
#include "figures/across.h"
#include "findings/spot.h"

static bool out_of_memory(DiagList *diags) {
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

/* ---- the first pass ------------------------------------------------------------------------------------------- */

typedef struct FirstPass {
    Arena *arena;
    const Gathered *files;
    RosterEntry *entries; /* reports only */
    size_t count;
    size_t named, found; /* of the files; of reports beyond them, in the folder */
    DiagList *diags;
} FirstPass;

static void read_one(void *context, size_t part, Buf *packed) {
    const FirstPass *pass = context;
    Arena *arena = arena_new();
    Identity identity;
    if (identity_read(arena, pass->files->files[part], &identity))
        identity_pack(&identity, packed);
    else
        packed->failed = true;
    arena_free(arena);
}

/* One of which nothing came back is still to be checked. */
static void take_one(void *context, size_t part, const Buf *packed) {
    FirstPass *pass = context;
    const char *file = pass->files->files[part];
    Identity identity = {.kind = FILE_IS_REPORT};
    if (!packed)
        diag_at(pass->diags, DIAG_CHECK_WORKER, (Place){0}, DIAG_ARGS(file));
    else if (!identity_unpack(pass->arena, packed, &identity))
        out_of_memory(pass->diags);
    bool named = part < pass->named;
    if (identity.kind == FILE_IS_STRANGE && !named)
        diag_at(pass->diags, DIAG_ACROSS_PASSED, (Place){.file = file}, DIAG_NO_ARGS);
    if (identity.kind != FILE_IS_REPORT && !named)
        return;
    identity.kind = FILE_IS_REPORT;
    pass->found += named ? 0 : 1;
    pass->entries[pass->count++] = (RosterEntry){.file = file, .identity = identity};
}

static int compare_years(const void *a, const void *b) {
    int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

static bool list_years(Arena *arena, Together *together) {
    const Roster *reports = &together->reports;
    size_t count = 0;
    together->years = ARENA_ARRAY(arena, int, reports->count);
    together->files = ARENA_ARRAY(arena, const char *, reports->count);
    if (!together->years || !together->files)
        return false;
    for (size_t i = 0; i < reports->count; i++) {
        together->files[i] = reports->entries[i].file;
        if (reports->entries[i].identity.year)
            together->years[count++] = reports->entries[i].identity.year;
    }
    if (count)
        qsort(together->years, count, sizeof *together->years, compare_years);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || together->years[i] != together->years[together->year_count - 1])
            together->years[together->year_count++] = together->years[i];
    return true;
}

static bool make(Arena *arena, const Gathered *files, size_t named, const char *folder, size_t workers,
                 Together *together, DiagList *diags) {
    FirstPass pass = {.arena = arena, .files = files, .named = named, .diags = diags};
    pass.entries = ARENA_ARRAY(arena, RosterEntry, files->count);
    if (!pass.entries)
        return out_of_memory(diags);
    crew_run(&(Crew){crew_size(workers, files->count), files->count, read_one, take_one, &pass});
    if (pass.found == 0 && files->again == 0)
        diag_at(diags, DIAG_ACROSS_EMPTY, (Place){0}, DIAG_ARGS(folder));
    bool made = roster_make(arena, pass.entries, pass.count, &together->reports) && list_years(arena, together);
    return (made && !arena_failed(arena)) || out_of_memory(diags);
}

const Together *together_make(Arena *arena, const char *const *files, size_t count, const char *folder,
                              const char *list, size_t workers, DiagList *diags) {
    Gathered gathered;
    Together *together = ARENA_NEW(arena, Together);
    if (!together) {
        out_of_memory(diags);
        return NULL;
    }
    together->list = list ? organ_list_read(arena, list, diags) : NULL;
    bool good = (!list || together->list) && gather_files(arena, files, count, folder, &gathered, diags);
    return good && make(arena, &gathered, gathered.named, folder, workers, together, diags) ? together : NULL;
}

/* ---- findings ------------------------------------------------------------------------------------------------- */

/* One report with the others, its findings being added to. */
typedef struct Look {
    const Together *together;
    size_t report;
    Workshop *workshop;
    Timings *timings;
    Inspection *inspection;
    Arena *texts; /* the findings' */
    DiagList *diags;
} Look;

typedef struct RunRule {
    const char *id, *title;
    FindingSeverity severity;
} RunRule;

static const RunRule organ_twice = {RULE_ID_ORGAN_TWICE,
                                    DIAG_BOTH("An organ has one report a year", "一个单位一年一份报告"), FINDING_ERROR};
static const RunRule organ_unlisted = {
    RULE_ID_ORGAN_UNLISTED, DIAG_BOTH("Reports are of organs in the list", "报告的单位都在名单中"), FINDING_NOTE};
static const RunRule parent_missing = {
    RULE_ID_PARENT_MISSING, DIAG_BOTH("A unit's department has a report", "单位所属部门有报告"), FINDING_NOTE};
static const RunRule across_unread = {
    RULE_ID_ACROSS_UNREAD, DIAG_BOTH("Reports that another is set against can be read", "用以核对的报告能够读取"),
    FINDING_NOTE};
static const RunRule organ_missing = {
    RULE_ID_ORGAN_MISSING, DIAG_BOTH("Every organ in the list has a report", "名单中的单位都有报告"), FINDING_ERROR};

static const char *or_empty(const char *text) { return text ? text : ""; }

/* Another report, by its file and organ. */
static FindingSide side_of(const Look *look, const char *label, size_t report) {
    const RosterEntry *entry = &look->together->reports.entries[report];
    const Identity *identity = &entry->identity;
    Place place = {.file = entry->file, .pointer = "/organ", .line = identity->line, .column = identity->column};
    FindingPlace *at = ARENA_NEW(look->texts, FindingPlace);
    if (!at)
        return (FindingSide){0};
    *at = (FindingPlace){.name = arena_strdup(look->texts, or_empty(identity->name)),
                         .value = arena_strdup(look->texts, identity->code),
                         .source = spot_of(look->texts, &place),
                         .page = FINDING_NO_PAGE};
    return (FindingSide){.label = label, .places = at, .place_count = 1};
}

static void add(const Look *look, const RunRule *rule, const char *message, SourceRef source, const FindingSide *side) {
    FindingSide *sides = side ? arena_copy(look->texts, side, sizeof *side) : NULL;
    finding_add(look->inspection->findings, &(Finding){.severity = rule->severity,
                                                       .rule = rule->id,
                                                       .title = rule->title,
                                                       .message = message,
                                                       .sides = sides,
                                                       .side_count = sides ? 1 : 0,
                                                       .source = source,
                                                       .page = FINDING_NO_PAGE});
}

static void look_for_twice(const Look *look, size_t first) {
    const Report *report = look->inspection->report;
    const char *file = look->together->files[first], *name = report->organ.name;
    FindingSide side = side_of(look, DIAG_BOTH("the other report", "另一份报告"), first);
    add(look, &organ_twice,
        arena_printf(look->texts, DIAG_BOTH("%s has another report of %d, %s", "%s %d 年度另有一份报告：%s"), name,
                     report->year, file, name, report->year, file),
        report->organ.source, &side);
}

static void look_for_unlisted(const Look *look) {
    const Report *report = look->inspection->report;
    const OrganList *list = look->together->list;
    const char *name = report->organ.name;
    if (!list || organ_list_has(list, report->organ.code, name))
        return;
    add(look, &organ_unlisted,
        arena_printf(look->texts, DIAG_BOTH("%s is not in the list %s", "%s 不在名单 %s 中"), name, list->file, name,
                     list->file),
        report->organ.source, NULL);
}

static void look_for_parent(const Look *look) {
    const Report *report = look->inspection->report;
    const char *parent = report->organ.parent;
    if (roster_has_parent(&look->together->reports, look->report))
        return;
    const JsonNode *organ = json_member(json_doc_root(report->doc), "organ");
    add(look, &parent_missing,
        arena_printf(look->texts,
                     DIAG_BOTH("there is no report of %d of the department %s", "没有所属部门的 %d 年度报告：%s"),
                     report->year, or_empty(parent), report->year, or_empty(parent)),
        json_ref(json_member(organ, "parent")), NULL);
}

/* ---- borrowing ------------------------------------------------------------------------------------------------ */

/* Another report, with memory of its own. */
typedef struct Loan {
    Arena *arena;
    const Report *report; /* NULL: it cannot be read */
} Loan;

/* False when memory is out. What is wrong with the file is told where it is checked itself. */
static bool borrow(const Look *look, size_t report, Loan *loan) {
    DiagList *unheard = diag_list_new();
    *loan = (Loan){.arena = arena_new()};
    if (loan->arena && unheard)
        loan->report = reading_report(loan->arena, look->together->files[report], look->workshop, /*fonts*/ false,
                                      look->timings, unheard);
    bool whole = !arena_failed(loan->arena) && !shortage_seen() && !diag_has_class(unheard, DIAG_CLASS_INTERNAL);
    diag_list_free(unheard);
    return whole;
}

static void give_back(Loan *loan) { arena_free(loan->arena); }

static void tell_unread(const Look *look, size_t report) {
    const char *file = look->together->files[report];
    FindingSide side = side_of(look, DIAG_BOTH("the other report", "另一份报告"), report);
    add(look, &across_unread,
        arena_printf(look->texts,
                     DIAG_BOTH("%s cannot be reckoned with: what it would be set against is not checked",
                               "%s 无法读取或计算，与之相关的核对未进行"),
                     file, file),
        look->inspection->report->organ.source, &side);
}

static bool look_at_last_year(const Look *look, Across *across, size_t last) {
    Loan loan;
    bool whole = borrow(look, last, &loan);
    bool tells = look->together->reports.entries[look->report].tells_last_year;
    if (whole && (!loan.report || !across_last_year(across, loan.arena, loan.report, tells)))
        tell_unread(look, last);
    whole = whole && !arena_failed(loan.arena);
    give_back(&loan);
    return whole;
}

/* False when memory is out. `complete` becomes false with a finding for a unit that cannot be reckoned with. */
static bool look_at_unit(const Look *look, Across *across, size_t unit, bool *complete) {
    Loan loan;
    bool whole = borrow(look, unit, &loan);
    bool tells = look->together->reports.entries[unit].tells_unit;
    if (whole && (!loan.report || !across_unit(across, loan.arena, loan.report, tells))) {
        *complete = false;
        tell_unread(look, unit);
    }
    whole = whole && !arena_failed(loan.arena);
    give_back(&loan);
    return whole;
}

static bool look_at_units(const Look *look, Across *across, const size_t *units, size_t count) {
    bool whole = true, complete = true;
    for (size_t i = 0; whole && i < count; i++)
        whole = look_at_unit(look, across, units[i], &complete);
    if (!whole || !complete || !across_units_differ(across))
        return whole;
    for (size_t i = 0; whole && complete && i < count; i++)
        whole = look_at_unit(look, across, units[i], &complete);
    if (whole && complete)
        across_units_tell(across);
    return whole;
}

/* Its own figures that cannot be reckoned have been told: there is nothing to set against others then. */
static bool look_across(const Look *look) {
    const Roster *reports = &look->together->reports;
    const Report *report = look->inspection->report;
    Arena *arena = look->inspection->arena;
    size_t last = across_asks(report->form, CHECK_LAST_YEAR) ? roster_last_year(reports, look->report) : ROSTER_NONE;
    size_t count = 0;
    const size_t *units =
        across_asks(report->form, CHECK_UNITS) ? roster_units(reports, arena, look->report, &count) : NULL;
    if (last == ROSTER_NONE && count == 0)
        return !arena_failed(arena);
    Across *across = across_begin(arena, report, look->inspection->findings, look->diags);
    if (!across)
        return !arena_failed(arena);
    return (last == ROSTER_NONE || look_at_last_year(look, across, last)) &&
           (count == 0 || look_at_units(look, across, units, count));
}

bool together_inspect(const Together *together, size_t report, Workshop *workshop, Timings *timings,
                      Inspection *inspection, DiagList *diags) {
    Look look = {.together = together,
                 .report = report,
                 .workshop = workshop,
                 .timings = timings,
                 .inspection = inspection,
                 .texts = finding_list_arena(inspection->findings),
                 .diags = diags};
    size_t first = roster_first(&together->reports, report);
    bool stands = first == report || first == ROSTER_NONE;
    inspection->across = true;
    look_for_unlisted(&look);
    look_for_parent(&look);
    if (!stands)
        look_for_twice(&look, first);
    bool whole = !stands || look_across(&look);
    whole = whole && finding_list_whole(inspection->findings) && !arena_failed(inspection->arena);
    return whole || out_of_memory(diags);
}

/* ---- the list ------------------------------------------------------------------------------------------------- */

/* Of the latest year a missing report is an error; of those before, which are there for comparison, worth a look. */
static void add_missing(const ListedOrgan *organ, int year, bool latest, FindingList *findings) {
    Arena *texts = finding_list_arena(findings);
    const char *code = or_empty(organ->code), *blank = organ->code ? " " : "", *name = organ->name;
    const char *message =
        year ? arena_printf(texts, DIAG_BOTH("there is no report of %d of %s%s%s", "没有 %d 年度报告：%s%s%s"), year,
                            code, blank, name, year, code, blank, name)
             : arena_printf(texts, DIAG_BOTH("there is no report of %s%s%s", "没有报告：%s%s%s"), code, blank, name,
                            code, blank, name);
    finding_add(findings, &(Finding){.severity = latest ? organ_missing.severity : FINDING_NOTE,
                                     .rule = organ_missing.id,
                                     .title = organ_missing.title,
                                     .message = message,
                                     .source = organ->source,
                                     .page = FINDING_NO_PAGE});
}

void together_missing(const Together *together, FindingList *findings) {
    const OrganList *list = together->list;
    for (size_t i = 0; list && i < list->count; i++) {
        const ListedOrgan *organ = &list->items[i];
        for (size_t y = 0; y < together->year_count; y++)
            if (!roster_has(&together->reports, organ->code, organ->name, together->years[y]))
                add_missing(organ, together->years[y], y + 1 == together->year_count, findings);
        if (together->year_count == 0)
            add_missing(organ, 0, /*latest*/ true, findings);
    }
}
