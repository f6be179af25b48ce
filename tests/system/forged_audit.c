/*
 * An audit that finds the same in every report, whatever its figures: so that what the program makes of findings can
 * be tested apart from how they are found. Linked in place of figures/audit. Reports of the year 1999 are clean.
 */
#include "figures/audit.h"

#define CLEAN_YEAR 1999

bool __wrap_audit_report(Arena *arena, const Report *report, FindingList *findings, DiagList *diags);
const char *const *__wrap_audit_rules(Arena *arena, const Form *form);

/* The n-th amount of a table that is filled, or blank; the last one when there are fewer. */
static const Value *cell(const ReportTable *table, bool blank, size_t n) {
    const Value *found = NULL;
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t leaf = 0; leaf < table->form->leaf_count; leaf++) {
            const Value *value = &table->rows[i].cells[leaf];
            if ((blank ? value->kind == VALUE_BLANK : value->kind == VALUE_AMOUNT) && (!found || n-- > 0))
                found = value;
        }
    return found;
}

static FindingPlace place_of(const char *name, const char *text, const Value *value) {
    return (FindingPlace){.name = name,
                          .table = "income",
                          .row = "合计",
                          .column = "total",
                          .value = text,
                          .source = value ? value->source : SOURCE_NONE,
                          .page = FINDING_NO_PAGE};
}

static const ReportTable *filled_table(const Report *report, bool last) {
    const ReportTable *found = NULL;
    for (size_t i = 0; i < report->form->table_count; i++)
        if (report->tables[i].row_count && (last || !found))
            found = &report->tables[i];
    return found;
}

static void *copy(FindingList *findings, const void *items, size_t size) {
    return arena_copy(finding_list_arena(findings), items, size);
}

/* Two cells contradict each other; the second side has a blank one as well. */
static void find_totals(const Report *report, FindingList *findings) {
    const ReportTable *first = filled_table(report, false), *last = filled_table(report, true);
    if (!first)
        return;
    FindingPlace left[] = {place_of("表一，合计，收入", "3245.21", cell(first, false, 3))};
    FindingPlace right[] = {place_of("表三，合计，支出", "3108.21", cell(last, false, 5)),
                            place_of("表三，结转，支出", "", cell(last, true, 0))};
    FindingSide sides[] = {
        {DIAG_BOTH("income", "收入合计"), "3245.21万元", copy(findings, left, sizeof left), 1},
        {DIAG_BOTH("expenditure", "支出合计"), "3108.21万元", copy(findings, right, sizeof right), 2}};
    finding_add(findings, &(Finding){.severity = FINDING_ERROR,
                                     .rule = "forged-totals",
                                     .title = DIAG_BOTH("Income equals expenditure", "收入总计等于支出总计"),
                                     .message = DIAG_BOTH("income is not expenditure", "收入合计与支出合计不符"),
                                     .sides = copy(findings, sides, sizeof sides),
                                     .side_count = 2,
                                     .difference = "137.00万元",
                                     .source = left[0].source,
                                     .page = FINDING_NO_PAGE});
}

static const Value *blocks_of(const Value *value) {
    for (size_t i = 0; i < value->record.count; i++)
        if (value->record.values[i].kind == VALUE_BLOCKS)
            return &value->record.values[i];
    return NULL;
}

/* Some words of the first paragraph. */
static void find_prose(const Report *report, FindingList *findings) {
    const Value *blocks = blocks_of(&report->data);
    const Template *text = blocks && blocks->blocks.count ? blocks->blocks.items[0].text : NULL;
    if (!text)
        return;
    finding_add(findings, &(Finding){.severity = FINDING_WARNING,
                                     .rule = "forged-prose",
                                     .title = DIAG_BOTH("Prose says what tables say", "正文与表格一致"),
                                     .message = DIAG_BOTH("the words are in doubt", "此处文字有疑问"),
                                     .source = source_within(text->source, 3),
                                     .page = FINDING_NO_PAGE});
}

#define HOSTILE "</script><script>alert('1')</script> \" \\ &amp; {0} [x](http://e) \x1b[31m \u202e \u2028 <!-- ]]>"

static void find_hostile(FindingList *findings) {
    FindingPlace places[] = {place_of(HOSTILE, HOSTILE, NULL)};
    FindingSide sides[] = {{HOSTILE, HOSTILE, copy(findings, places, sizeof places), 1}, {.label = "无处"}};
    finding_add(findings, &(Finding){.severity = FINDING_NOTE,
                                     .rule = "forged-hostile",
                                     .title = HOSTILE,
                                     .message = HOSTILE,
                                     .sides = copy(findings, sides, sizeof sides),
                                     .side_count = 2,
                                     .difference = HOSTILE,
                                     .page = FINDING_NO_PAGE});
}

bool __wrap_audit_report(Arena *arena, const Report *report, FindingList *findings, DiagList *diags) {
    (void)arena;
    (void)diags;
    if (report->year == CLEAN_YEAR)
        return true;
    find_totals(report, findings);
    find_prose(report, findings);
    find_hostile(findings);
    return finding_list_whole(findings);
}

const char *const *__wrap_audit_rules(Arena *arena, const Form *form) {
    static const char *const rules[] = {"forged-hostile", "forged-prose", "forged-totals", NULL};
    (void)arena;
    (void)form;
    return rules;
}
