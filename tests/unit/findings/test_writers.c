#include "findings/writers.h"

#include <string.h>

#include "alloc_fail.h"
#include "fixture.h"
#include "test.h"

static const char *const formats[] = {"text", "json", "sarif", "html"};
enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

#define HOSTILE "</script>\"'&{0}[a](b)\x1b\u202e\xff\\"

/* An error with two sides, a hostile note, and an accepted warning. */
static FindingList *some_findings(void) {
    static const FindingPlace left[] = {{"表一，合计", "a", "合计", "x", "3245.21", {&report_map, 3, 0}, 2}};
    static const FindingPlace right[] = {{"表三，支出", "c", "支出", "y", "", {&report_map, 12, 0}, 0},
                                         {NULL, NULL, NULL, NULL, NULL, {&form_map, 4, 0}, -1}};
    static const FindingSide sides[] = {{DIAG_BOTH("income", "收入"), "3245.21万元", left, 1},
                                        {DIAG_BOTH("expenditure", "支出"), NULL, right, 2}};
    FindingList *list = finding_list_new();
    Finding error = plain_finding(FINDING_ERROR, "totals", in_report(3));
    Finding note = plain_finding(FINDING_NOTE, HOSTILE, SOURCE_NONE);
    Finding accepted = plain_finding(FINDING_WARNING, "sums", in_report(7));
    error.sides = sides;
    error.side_count = 2;
    error.difference = "137.00万元";
    error.page = 2;
    note.message = HOSTILE;
    accepted.reason = "调剂\n追加";
    accepted.accepted = in_report(80);
    finding_add(list, &error);
    finding_add(list, &note);
    finding_add(list, &accepted);
    return list;
}

/* The findings of one report, and of one that could not be read, as a writer writes them. False without memory. */
static bool write_all(const char *format, Language language, Buf *out) {
    static const char *const labels[] = {"", "i", "1"};
    const FindingWriter *writer = finding_writer(format);
    Arena *arena = arena_new();
    FindingList *list = some_findings();
    DiagList *none = diag_list_new(), *faults = diag_list_new();
    Piece piece = {0};
    Tally tally = {0};
    diag_at(faults, DIAG_FILE_MISSING, (Place){.file = "no.json"}, DIAG_ARGS(HOSTILE));
    Review good = {.file = "r.json",
                   .checked = true,
                   .form = "f",
                   .organ = "某局<b>",
                   .year = 2020,
                   .faults = none,
                   .labels = labels,
                   .page_count = 3,
                   .arena = arena};
    Review bad = {.file = "no.json", .faults = faults, .arena = arena};
    bool ordered = none && faults && finding_list_whole(list) && review_order(&good, list);
    if (ordered) {
        writer->report(&good, 0, language, &piece);
        writer->report(&bad, 1, language, &piece);
        review_tally(&good, &tally);
        review_tally(&bad, &tally);
        writer->whole(&tally, &piece, language, out);
    }
    bool whole = ordered && !piece_failed(&piece) && !tally.failed && !buf_failed(out) && !arena_failed(arena);
    tally_free(&tally);
    piece_free(&piece);
    diag_list_free(faults);
    diag_list_free(none);
    finding_list_free(list);
    arena_free(arena);
    return whole;
}

static void expect_in(const char *format, Language language, const char *const *expected, size_t count) {
    Buf out = {0};
    assert_true(write_all(format, language, &out));
    const char *at = out.bytes;
    for (size_t i = 0; i < count; i++) {
        const char *found = strstr(at, expected[i]);
        if (!found)
            print_error("not in order: %s\n", expected[i]);
        assert_non_null(found);
        at = found + strlen(expected[i]);
    }
    buf_free(&out);
}

#define EXPECT_IN(format, language, ...)                                                                               \
    expect_in(format, language, (const char *const[]){__VA_ARGS__},                                                    \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

TEST(text_is_a_line_for_people_with_what_belongs_to_it_below) {
    Buf out = {0};
    assert_true(write_all("text", LANGUAGE_EN, &out));
    assert_string_equal(out.bytes, "r.json: note[</script>\"'&{0}[a](b)\\u001b\\u202e\\xff\\]: "
                                   "</script>\"'&{0}[a](b)\\u001b\\u202e\\xff\\\n"
                                   "r.json:3:5: error[totals]: it is wrong (/tables/a/3/x, page 1)\n"
                                   "    income: 3245.21万元\n"
                                   "        表一，合计: 3245.21 (r.json:3:5, page 1)\n"
                                   "    expenditure\n"
                                   "        表三，支出: (blank) (r.json:12:5, sheet 1)\n"
                                   "        /tables/a (f.json:4:1)\n"
                                   "    difference: 137.00万元\n"
                                   "r.json:7:5: accepted[sums]: it is wrong (/tables/a/7/x)\n"
                                   "    reason: 调剂 追加 (r.json:80:5)\n"
                                   "no.json: not checked\n"
                                   "1 report checked: 1 error, 0 warnings, 1 note; 1 accepted; 1 not checked.\n");
    buf_free(&out);
}

TEST(text_is_chinese_where_the_reader_is) {
    EXPECT_IN("text", LANGUAGE_ZH, "r.json:3:5: 错误[totals]: 此处有误（/tables/a/3/x，第1页）\n",
              "    收入：3245.21万元\n", "        表一，合计：3245.21（r.json:3:5，第1页）\n", "    支出\n",
              "        表三，支出：（空）（r.json:12:5，文件第1页）\n", "    相差：137.00万元\n",
              "r.json:7:5: 已说明[sums]: 此处有误", "    说明：调剂 追加（r.json:80:5）\n", "no.json: 未能检查\n",
              "已检查 1 份报告：");
}

TEST(json_has_both_sides_and_where_they_stand) {
    EXPECT_IN("json", LANGUAGE_EN, "\"version\": 1", "\"language\": \"en\"", "\"file\": \"r.json\"",
              "\"checked\": true", "\"year\": 2020", "\"findings\": [",
              "\"message\": \"</script>\\\"'&{0}[a](b)\\u001b\\u202e\\ufffd\\\\\"", "\"severity\": \"error\"",
              "\"pointer\": \"/tables/a/3/x\"", "\"sheet\": 3", "\"label\": \"1\"", "\"value\": \"3245.21\"",
              "\"sheet\": 1", "\"label\": null", "\"difference\": \"137.00万元\"", "\"accepted\": [",
              "\"reason\": \"调剂\\n追加\"", "\"line\": 80", "\"checked\": false", "\"year\": null", "\"FILE_MISSING\"",
              "\"reports\": 2", "\"unchecked\": 1", "\"errors\": 1");
}

TEST(sarif_escapes_slots_and_links_and_suppresses_what_is_accepted) {
    EXPECT_IN("sarif", LANGUAGE_ZH, "\"2.1.0\"", "\"id\": \"sums\"", "\"id\": \"totals\"", "\"zh-CN\"",
              "\"executionSuccessful\": false", "\"FILE_MISSING\"", "\"results\": [", "{{0}}[a\\\\](b)",
              "\"ruleId\": \"totals\"", "\"startLine\": 3", "\"relatedLocations\": [", "\"id\": 1",
              "收入：3245.21万元；表一，合计：3245.21，第1页", "\"id\": 3", "\"suppressions\": []",
              "\"kind\": \"inSource\"", "\"justification\": \"调剂\\n追加\"", "\"startLine\": 80");
}

TEST(html_is_one_page_in_which_no_data_is_markup) {
    EXPECT_IN("html", LANGUAGE_ZH, "<html lang=\"zh-CN\">", "<dt>错误</dt><dd>1</dd>", "href=\"#r1\"",
              "某局&#60;b&#62;2020年", "href=\"#r2\"", "data-kind=\"note\"",
              "&#60;/script&#62;&#34;&#39;&#38;{0}[a](b)\\u001b\\u202e\\xff\\", "data-kind=\"error\"",
              "<div class=\"side\"><h4>收入</h4><p class=\"value\">3245.21万元</p>", "137.00万元",
              "data-kind=\"accepted\"", "已说明 · 警告", "说明：调剂\n追加", "class=\"fault error\"", "<script>");
    Buf out = {0};
    assert_true(write_all("html", LANGUAGE_EN, &out));
    const char *script = strstr(out.bytes, "</script>");
    assert_non_null(script);
    assert_null(strstr(script + 1, "</script>"));
    assert_null(strstr(out.bytes, "://"));
    assert_null(strstr(out.bytes, "url("));
    assert_null(strchr(out.bytes, '\x1b'));
    buf_free(&out);
}

TEST(pieces_made_apart_come_to_the_same) {
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        Buf one = {0}, again = {0};
        assert_true(write_all(formats[i], LANGUAGE_ZH, &one));
        assert_true(write_all(formats[i], LANGUAGE_ZH, &again));
        assert_string_equal(one.bytes, again.bytes);
        buf_free(&one);
        buf_free(&again);
    }
}

TEST(an_unknown_format_has_no_writer) { assert_null(finding_writer("xml")); }

TEST(no_writer_loses_anything_silently) {
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        Buf good = {0};
        assert_true(write_all(formats[i], LANGUAGE_EN, &good));
        for (size_t n = 1; alloc_fail_next(&n); n++) {
            Buf out = {0};
            bool whole = write_all(formats[i], LANGUAGE_EN, &out);
            assert_true(whole || alloc_fail_happened());
            assert_true(!whole || strcmp(out.bytes, good.bytes) == 0 || strstr(out.bytes, "out of memory"));
            buf_free(&out);
        }
        buf_free(&good);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_a_line_for_people_with_what_belongs_to_it_below),
        cmocka_unit_test(text_is_chinese_where_the_reader_is),
        cmocka_unit_test(json_has_both_sides_and_where_they_stand),
        cmocka_unit_test(sarif_escapes_slots_and_links_and_suppresses_what_is_accepted),
        cmocka_unit_test(html_is_one_page_in_which_no_data_is_markup),
        cmocka_unit_test(pieces_made_apart_come_to_the_same),
        cmocka_unit_test(an_unknown_format_has_no_writer),
        cmocka_unit_test(no_writer_loses_anything_silently),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
