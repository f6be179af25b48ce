/* A report set against others, in memory: what is found, and what is asked of a form that does not know it. */
#include "figures/across.h"

#include <string.h>

#include "alloc_fail.h"
#include "test.h"
#include "world.h"

#define TABLE                                                                                                          \
    "\"tables\": [{" WORLD_TABLE("t") ", \"columns\": [{\"key\": \"code\", \"type\": \"code\"},"                       \
                                      "{\"key\": \"last\", \"type\": \"amount\"}, {\"key\": \"now\", \"title\": "      \
                                      "\"本年\", \"type\": \"amount\"}]}]"
#define FORM                                                                                                           \
    TABLE ", \"data\": {\"lead\": {\"type\": \"text\", \"optional\": true},"                                           \
          "\"jobs\": {\"type\": \"list\", \"fields\": {\"name\": \"text\", \"cost\": \"amount\"}, \"optional\": "      \
          "true}}, \"across\": ["
#define LAST(rule, more)  "{\"rule\": \"" rule "\", \"title\": \"须一致\", \"with\": \"last-year\", " more "}"
#define UNITS(rule, more) "{\"rule\": \"" rule "\", \"title\": \"须一致\", \"with\": \"units\", " more "}"

static const char rows_form[] = FORM LAST(
    "rows",
    "\"for\": \"t[*]\", \"as\": \"r\", \"here\": \"r.last\","
    "\"there\": \"sum(t[code = r.code].now)\"") "," UNITS("units",
                                                          "\"here\": \"sum(t[*].now)\"") "," UNITS("rounded",
                                                                                                   "\"here\": "
                                                                                                   "\"round(sum(t[*]."
                                                                                                   "now), 0)\", "
                                                                                                   "\"there\": "
                                                                                                   "\"round(sum(t[*]."
                                                                                                   "now), 0)\", "
                                                                                                   "\"tolerance\": "
                                                                                                   "\"rounding\"") "]";
static const char own[] =
    "\"tables\": {\"t\": [{\"code\": \"01\", \"last\": 5, \"now\": 10}, {\"code\": \"02\", \"last\": 7, \"now\": 20}]}";

/* Another report of the world's form, or of `form`. */
static const Report *other(Arena *arena, const Form *form, const char *organ, int year, const char *members) {
    DiagList *diags = diag_list_new();
    const char *text = arena_printf(arena, "{\"form\": \"f\",\n\"organ\": {\"name\": \"%s\"}, \"year\": %d, %s}", organ,
                                    year, members);
    const JsonDoc *doc = json_doc_parse(arena, organ, text, strlen(text), diags);
    const Report *report = doc ? report_read(arena, doc, form, diags) : NULL;
    assert_non_null(report);
    diag_list_free(diags);
    return report;
}

static const char *text_of(Arena *arena, const char *both) {
    Str half = diag_half(both, LANGUAGE_EN);
    return arena_strndup(arena, half.text, half.length);
}

/* Last year's report given back before anything is asked about what was found. */
static FindingList *against(World *world, const Form *form, const char *members, bool tell) {
    FindingList *findings = finding_list_new();
    Arena *arena = arena_new(), *lent = arena_new();
    Across *across = across_begin(arena, world->report, findings, world->diags);
    assert_non_null(across);
    assert_true(across_last_year(across, lent, other(lent, form, "前身", 2019, members), tell));
    arena_free(lent);
    assert_true(finding_list_whole(findings));
    arena_free(arena);
    return findings;
}

TEST(each_row_is_set_against_last_years_by_its_name) {
    World world = world_good(rows_form, own);
    FindingList *findings =
        against(&world, world.form,
                "\"tables\": {\"t\": [{\"code\": \"02\", \"now\": 9}, {\"code\": \"01\", \"now\": 5}]}", true);
    assert_int_equal(finding_count(findings), 1);
    const Finding *finding = finding_at(findings, 0);
    assert_string_equal(finding->rule, "rows");
    assert_string_equal(text_of(world.arena, finding->difference), "-2万元");
    assert_string_equal(text_of(world.arena, finding->sides[1].label), "report of 2019, t 02 本年");
    const FindingPlace *there = &finding->sides[1].places[0];
    Place place = {0};
    there->source.map->locate(there->source, world.arena, &place);
    assert_string_equal(place.file, "前身");
    assert_string_equal(place.pointer, "/tables/t/0/now");
    assert_int_equal(place.line, 2);
    assert_int_equal(diag_count(world.diags), 0);
    finding_list_free(findings);
    world_free(&world);
}

TEST(a_row_that_last_year_did_not_have_is_blank_there) {
    World world = world_good(rows_form, own);
    FindingList *findings = against(&world, world.form, "\"tables\": {\"t\": [{\"code\": \"01\", \"now\": 5}]}", true);
    assert_int_equal(finding_count(findings), 1);
    assert_string_equal(text_of(world.arena, finding_at(findings, 0)->sides[1].value), "(blank)");
    finding_list_free(findings);
    world_free(&world);
}

TEST(items_texts_and_conditions) {
    static const char form[] = FORM LAST("jobs", "\"for\": \"jobs[*]\", \"as\": \"job\", \"if\": \"job.cost > 1元\","
                                                 "\"here\": \"job.cost\", \"there\": \"sum(jobs[name = "
                                                 "job.name].cost)\"") "," LAST("leads", "\"here\": \"lead\", "
                                                                                        "\"severity\": \"note\"") "]";
    World world = world_good(form, "\"tables\": {\"t\": []}, \"data\": {\"lead\": \"甲\", \"jobs\": [{\"name\": \"a\", "
                                   "\"cost\": 3}, {\"name\": \"b\", \"cost\": 0}]}");
    FindingList *findings = against(&world, world.form,
                                    "\"tables\": {\"t\": []}, \"data\": {\"lead\": \"乙\", \"jobs\": [{\"name\": "
                                    "\"a\", \"cost\": 4}, {\"name\": \"b\", \"cost\": 4}]}",
                                    true);
    assert_int_equal(finding_count(findings), 2);
    assert_string_equal(finding_at(findings, 0)->rule, "jobs");
    assert_string_equal(finding_at(findings, 1)->rule, "leads");
    assert_int_equal(finding_at(findings, 1)->severity, FINDING_NOTE);
    assert_null(finding_at(findings, 1)->difference);
    finding_list_free(findings);
    world_free(&world);
}

/* What the other report holds too many of is a fault at the form's expression, as in a check. */
TEST(a_fault_in_there_is_told_at_its_expression) {
    World world = world_good(FORM LAST("many", "\"here\": \"sum(t[*].last)\", \"there\": \"t[now > 0].now\"") "]", own);
    FindingList *findings = against(&world, world.form, own, true);
    assert_int_equal(finding_count(findings), 0);
    assert_int_equal(diag_count(world.diags), 1);
    assert_int_equal(diag_item(world.diags, 0)->code, DIAG_FIGURE_MANY);
    assert_string_equal(diag_item(world.diags, 0)->place.pointer, "/across/0/there");
    finding_list_free(findings);
    world_free(&world);
}

/* The other form lacks the column, or has it of another type. */
TEST(a_form_that_cannot_answer_is_told_once) {
    static const char *const forms[] = {
        "\"tables\": [{" WORLD_TABLE(
            "t") ", \"columns\": [{\"key\": \"code\", \"type\": \"code\"}, {\"key\": \"sum\", \"type\": \"amount\"}]}]",
        "\"tables\": [{" WORLD_TABLE(
            "t") ", \"columns\": [{\"key\": \"code\", \"type\": \"code\"}, {\"key\": \"now\", \"type\": \"number\"}]}]",
        "\"tables\": []"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        World world = world_good(rows_form, own),
              old = world_good(forms[i], i < 2 ? "\"tables\": {\"t\": []}" : "\"data\": {}");
        FindingList *told = against(&world, old.form, i < 2 ? "\"tables\": {\"t\": []}" : "\"data\": {}", true);
        FindingList *quiet = against(&world, old.form, i < 2 ? "\"tables\": {\"t\": []}" : "\"data\": {}", false);
        assert_int_equal(finding_count(told), 1);
        assert_string_equal(finding_at(told, 0)->rule, RULE_ID_ACROSS_FORM);
        assert_int_equal(finding_count(quiet), 0);
        assert_int_equal(diag_count(world.diags), 0);
        finding_list_free(told);
        finding_list_free(quiet);
        world_free(&world);
        world_free(&old);
    }
}

/* Rows of this report are known in a form of another shape, as long as it knows what is asked of itself. */
TEST(another_form_that_knows_the_names_answers) {
    World world = world_good(rows_form, own);
    World old = world_good(
        "\"tables\": [{" WORLD_TABLE("x") ", \"columns\": [{\"key\": \"a\"}]}, {" WORLD_TABLE(
            "t") ", \"columns\": [{\"key\": \"now\", \"type\": \"amount\"}, {\"key\": \"code\", \"type\": \"code\"}]}]",
        "\"tables\": {\"x\": [], \"t\": []}");
    FindingList *findings = against(
        &world, old.form,
        "\"tables\": {\"x\": [], \"t\": [{\"code\": \"01\", \"now\": 5}, {\"code\": \"02\", \"now\": 8}]}", true);
    assert_int_equal(finding_count(findings), 1);
    assert_string_equal(text_of(world.arena, finding_at(findings, 0)->difference), "-1万元");
    finding_list_free(findings);
    world_free(&world);
    world_free(&old);
}

/* ---- units ------------------------------------------------------------------------------------------------------- */

static void add_unit(Across *across, const World *world, const char *organ, const char *amount) {
    Arena *lent = arena_new();
    const char *members =
        arena_printf(lent, "\"tables\": {\"t\": [{\"code\": \"01\", \"now\": %s}, {\"code\": \"02\"}]}", amount);
    assert_true(across_unit(across, lent, other(lent, world->form, organ, 2020, members), true));
    arena_free(lent);
}

static FindingList *sum_of(World *world, const char *first, const char *second) {
    FindingList *findings = finding_list_new();
    Arena *arena = arena_new();
    Across *across = across_begin(arena, world->report, findings, world->diags);
    assert_non_null(across);
    add_unit(across, world, "甲院", first);
    add_unit(across, world, "乙院", second);
    if (across_units_differ(across)) {
        add_unit(across, world, "甲院", first);
        add_unit(across, world, "乙院", second);
        across_units_tell(across);
    }
    assert_true(finding_list_whole(findings));
    arena_free(arena);
    return findings;
}

TEST(units_are_added_up) {
    World world = world_good(rows_form, own);
    FindingList *findings = sum_of(&world, "12.5", "17.50");
    assert_int_equal(finding_count(findings), 1); /* 13 and 18 are 31: rounding's */
    assert_string_equal(finding_at(findings, 0)->rule, "rounded");
    assert_int_equal(finding_at(findings, 0)->severity, FINDING_NOTE);
    finding_list_free(findings);
    findings = sum_of(&world, "12.5", "17.51");
    assert_int_equal(finding_count(findings), 2);
    const Finding *finding = finding_at(findings, 0);
    assert_string_equal(finding->rule, "units");
    assert_string_equal(text_of(world.arena, finding->sides[1].label), "sum of its 2 units");
    assert_string_equal(text_of(world.arena, finding->sides[1].value), "30.01万元");
    assert_string_equal(text_of(world.arena, finding->difference), "-0.01万元");
    assert_int_equal(finding->sides[1].place_count, 2);
    assert_string_equal(text_of(world.arena, finding->sides[1].places[1].name), "乙院 t 01 本年");
    assert_int_equal(finding_at(findings, 1)->severity, FINDING_NOTE);
    assert_int_equal(diag_count(world.diags), 0);
    finding_list_free(findings);
    world_free(&world);
}

TEST(sorts_are_asked_for_by_the_form) {
    World within = world_good("\"tables\": []", "\"data\": {}"), world = world_good(rows_form, own);
    assert_false(across_asks(within.form, CHECK_LAST_YEAR));
    assert_true(across_asks(world.form, CHECK_LAST_YEAR) && across_asks(world.form, CHECK_UNITS));
    world_free(&within);
    world_free(&world);
}

/* ---- memory ------------------------------------------------------------------------------------------------------ */

static bool try_all(World *world, Arena *lent[4], const Report *others[4]) {
    FindingList *findings = finding_list_new();
    Arena *arena = arena_new();
    Across *across = across_begin(arena, world->report, findings, world->diags);
    bool good = across && across_last_year(across, lent[0], others[0], true) &&
                across_last_year(across, lent[3], others[3], true) && across_unit(across, lent[1], others[1], true) &&
                across_units_differ(across) && across_unit(across, lent[2], others[1], true);
    if (good)
        across_units_tell(across);
    good = good && finding_list_whole(findings) && !arena_failed(arena) && finding_count(findings) == 4;
    finding_list_free(findings);
    arena_free(arena);
    return good;
}

TEST(memory_that_is_short_is_never_a_finding) {
    World world = world_good(rows_form, own);
    World old = world_good("\"tables\": []", "\"data\": {}");
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        alloc_fail_at(0);
        Arena *lent[4];
        const Report *others[4];
        for (size_t i = 0; i < 4; i++) {
            lent[i] = arena_new();
            others[i] =
                i < 3 ? other(lent[i], world.form, "丙", 2019,
                              "\"tables\": {\"t\": [{\"code\": \"01\", \"now\": 5}, {\"code\": \"02\", \"now\": 8}]}")
                      : other(lent[i], old.form, "丁", 2019, "\"data\": {}");
        }
        alloc_fail_at(n);
        bool good = try_all(&world, lent, others), happened = alloc_fail_happened();
        assert_true(good || happened);
        for (size_t i = 0; i < 4; i++)
            arena_free(lent[i]);
    }
    alloc_fail_at(0);
    world_free(&world);
    world_free(&old);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_set_against_last_years_by_its_name),
        cmocka_unit_test(a_row_that_last_year_did_not_have_is_blank_there),
        cmocka_unit_test(items_texts_and_conditions),
        cmocka_unit_test(a_fault_in_there_is_told_at_its_expression),
        cmocka_unit_test(a_form_that_cannot_answer_is_told_once),
        cmocka_unit_test(another_form_that_knows_the_names_answers),
        cmocka_unit_test(units_are_added_up),
        cmocka_unit_test(sorts_are_asked_for_by_the_form),
        cmocka_unit_test(memory_that_is_short_is_never_a_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
