#include "overview/overview.h"

#include <string.h>

#include "alloc_fail.h"
#include "test.h"

static const OverviewRow blank = {.state = OVERVIEW_MISSING,
                                  .year = OVERVIEW_UNKNOWN,
                                  .pages = OVERVIEW_UNKNOWN,
                                  .size = OVERVIEW_UNKNOWN,
                                  .errors = OVERVIEW_UNKNOWN,
                                  .warnings = OVERVIEW_UNKNOWN,
                                  .notes = OVERVIEW_UNKNOWN};

static void expect(OverviewRow row, const char *wanted) {
    Buf out = {0};
    overview_add(&row, &out);
    assert_string_equal(out.bytes, wanted);
    buf_free(&out);
}

TEST(a_row_is_an_array_with_everything_in_its_place) {
    expect((OverviewRow){.state = OVERVIEW_DONE,
                         .name = "a.pdf",
                         .link = "a.pdf",
                         .organ = "水务局",
                         .form = "f",
                         .year = 2020,
                         .pages = 16,
                         .size = 1234,
                         .errors = 1,
                         .warnings = 2,
                         .notes = 3,
                         .signer = "临江县财政局",
                         .level = "lta",
                         .cover = "YWJj"},
           "[0,\"a.pdf\",\"./a.pdf\",\"水务局\",2020,\"f\",16,1234,1,2,3,\"\",\"YWJj\",\"临江县财政局\",\"lta\"],\n");
    expect(blank, "[2,\"\",\"\",\"\",-1,\"\",-1,-1,-1,-1,-1,\"\",\"\",\"\",\"\"],\n");
}

TEST(texts_cannot_become_markup) {
    OverviewRow row = blank;
    row.organ = "</script>&<!--\"\\";
    expect(row, "[2,\"\",\"\",\"\\u003c/"
                "script\\u003e\\u0026\\u003c!--\\\"\\\\\",-1,\"\",-1,-1,-1,-1,-1,\"\",\"\",\"\",\"\"],\n");
    row.organ = "a\u202Eb\xFF\n";
    expect(row, "[2,\"\",\"\",\"a\\\\u202eb\\\\xff\\\\u000a\",-1,\"\",-1,-1,-1,-1,-1,\"\",\"\",\"\",\"\"],\n");
}

TEST(links_stay_in_the_page_s_own_folder) {
    OverviewRow row = blank;
    row.link = "javascript:alert(1)";
    expect(row, "[2,\"\",\"./javascript%3Aalert%281%29\",\"\",-1,\"\",-1,-1,-1,-1,-1,\"\",\"\",\"\",\"\"],\n");
    row.link = "局/a b#c?.pdf";
    expect(row, "[2,\"\",\"./%E5%B1%80/a%20b%23c%3F.pdf\",\"\",-1,\"\",-1,-1,-1,-1,-1,\"\",\"\",\"\",\"\"],\n");
}

TEST(what_is_no_base64_is_no_picture) {
    OverviewRow row = blank;
    row.cover = "YWJj\" onerror=\"x";
    expect(row, "[2,\"\",\"\",\"\",-1,\"\",-1,-1,-1,-1,-1,\"\",\"\",\"\",\"\"],\n");
}

TEST(the_page_escapes_its_title_and_speaks_its_language) {
    for (int language = 0; language < 2; language++) {
        Buf out = {0};
        overview_begin(&(OverviewHead){"<2020> & \"x\"\u202E", (Language)language}, &out);
        overview_end(&out);
        assert_null(strstr(out.bytes, "<2020>"));
        assert_non_null(strstr(out.bytes, "&#60;2020&#62; &#38; &#34;x&#34;\\u202e"));
        assert_non_null(strstr(out.bytes, language ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">"));
        assert_non_null(strstr(out.bytes, "id=\"rows\">[\nnull]</script>"));
        buf_free(&out);
    }
}

TEST(running_out_of_memory_is_told) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Buf out = {0};
        OverviewRow row = blank;
        row.name = "a fairly long name of a report, so that it needs memory of its own";
        row.cover = "cGljdHVyZQ==";
        overview_begin(&(OverviewHead){0}, &out);
        overview_add(&row, &out);
        overview_end(&out);
        assert_int_equal(buf_failed(&out), alloc_fail_happened());
        buf_free(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_an_array_with_everything_in_its_place),
        cmocka_unit_test(texts_cannot_become_markup),
        cmocka_unit_test(links_stay_in_the_page_s_own_folder),
        cmocka_unit_test(what_is_no_base64_is_no_picture),
        cmocka_unit_test(the_page_escapes_its_title_and_speaks_its_language),
        cmocka_unit_test(running_out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
