/* Reports gathered from a folder and seen together, and what happens when memory runs out on the way. */
#include "app/together.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "alloc_fail.h"
#include "test.h"

static char folder[] = "/tmp/test_together_XXXXXX";
static const char *const files[] = {"a.json", "b/a.json", "b/c.json", "form.json", "list", "odd.json"};
static const char *const texts[] = {
    "{\"form\": \"f\", \"organ\": {\"name\": \"甲\", \"code\": \"1\"}, \"year\": 2020}",
    "{\"form\": \"f\", \"organ\": {\"name\": \"甲\", \"code\": \"1\"}, \"year\": 2019}",
    "{\"form\": \"f\", \"organ\": {\"name\": \" \", \"code\": 3, \"parent\": \"1\"}, \"year\": 20200}",
    "{\"form\": \"f\", \"story\": [], \"styles\": {}}",
    "1,甲\n乙\n",
    "{}"};

static const char *path_of(Arena *arena, const char *name) { return arena_printf(arena, "%s/%s", folder, name); }

static int make_folder(void **state) {
    (void)state;
    Arena *arena = arena_new();
    if (!mkdtemp(folder) || mkdir(path_of(arena, "b"), 0700) != 0)
        return 1;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        FILE *file = fopen(path_of(arena, files[i]), "w");
        fputs(texts[i], file);
        fclose(file);
    }
    arena_free(arena);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(path_of(arena, files[i]));
    rmdir(path_of(arena, "b"));
    rmdir(folder);
    arena_free(arena);
    return 0;
}

TEST(whose_reports_they_are) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const char *named[] = {path_of(arena, "b/a.json")};
    const Together *together = together_make(arena, named, 1, folder, path_of(arena, "list"), 1, diags);
    assert_non_null(together);
    assert_int_equal(together->reports.count, 3);
    assert_string_equal(together->files[0], named[0]);
    assert_string_equal(together->files[1], path_of(arena, "a.json"));
    assert_int_equal(roster_last_year(&together->reports, 1), 0);
    const Identity *bare = &together->reports.entries[2].identity;
    assert_true(!bare->name && !bare->code && bare->year == 0);
    assert_int_equal(together->year_count, 2);
    assert_int_equal(diag_count(diags), 1);
    assert_int_equal(diag_item(diags, 0)->code, DIAG_ACROSS_PASSED);
    FindingList *findings = finding_list_new();
    together_missing(together, findings);
    assert_int_equal(finding_count(findings), 2); /* 乙, of each year */
    finding_list_free(findings);
    diag_list_free(diags);
    arena_free(arena);
}

TEST(memory_that_is_short_is_said_so) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        char list[64];
        snprintf(list, sizeof list, "%s/list", folder);
        Arena *arena = arena_new();
        DiagList *diags = diag_list_new();
        const Together *together = arena ? together_make(arena, NULL, 0, folder, list, 1, diags) : NULL;
        bool happened = alloc_fail_happened(), told = diag_has_class(diags, DIAG_CLASS_INTERNAL);
        assert_true(happened || (together && !told));
        assert_true(!happened || !together || told || together->reports.count == 3);
        assert_true(together || told || !arena);
        FindingList *findings = finding_list_new();
        if (together)
            together_missing(together, findings);
        finding_list_free(findings);
        diag_list_free(diags);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whose_reports_they_are),
        cmocka_unit_test(memory_that_is_short_is_said_so),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
