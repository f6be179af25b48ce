/* A1, A2: where a line may not end. */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Fails if a line of `text`, set to any measure from `from` to 14 em, begins (or ends) with one of `marks`. */
static void assert_never_at(const char *text, bool start, const char *marks, int from) {
    for (Len measure = from; measure <= 14; measure++) {
        Set set = set_text(text, style_plain(), measure * EM);
        for (size_t i = 0; i < set.count; i++) {
            const char *line = line_text(&set.lines[i]);
            size_t length = strlen(line);
            for (size_t at = 0, size = 0; at < strlen(marks); at += size) {
                utf8_decode(marks + at, strlen(marks) - at, &size);
                bool there = length >= size && !memcmp(start ? line : line + length - size, marks + at, size);
                if (there && i + (start ? 0 : 1) > 0 && (start ? i > 0 : i + 1 < set.count))
                    fail_msg("at %d em: %s", (int)measure, set_as_text(&set));
            }
        }
    }
}

/* `unit` stands whole on one line, at every measure that can hold it. */
static void assert_whole(const char *text, const char *unit, Len from) {
    for (Len measure = from; measure <= 16000; measure += 250) {
        const char *lines = lines_at(text, measure);
        if (!strstr(lines, unit))
            fail_msg("%s is split at %d thousandths of an em: %s", unit, (int)measure, lines);
    }
}

TEST(a_closing_mark_never_begins_a_line) {
    static const char *const marks[] = {"，", "、", "；", "：", "。", "？", "！", "”",  "’", "）", "》", "〉", "」",
                                        "』", "】", "〕", "〗", "］", "｝", "－", "～", "—", "·",  "%",  "‰",  "℃"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *text =
            arena_printf(stage.arena, "预算收支总表%s部门基本支出%s项目一般公共%s管理", marks[i], marks[i], marks[i]);
        assert_never_at(text, true, marks[i], 3);
    }
}

TEST(an_opening_mark_never_ends_a_line) {
    static const char *const marks[] = {"“", "‘", "（", "《", "〈", "「", "『", "【", "〔", "〖", "［", "｛", "／"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *text =
            arena_printf(stage.arena, "预算收支总表%s部门基本支出%s项目一般公共%s管理", marks[i], marks[i], marks[i]);
        assert_never_at(text, false, marks[i], 3);
    }
}

/* typst 3082 */
TEST(brackets_and_a_comma_about_figures_hold_at_every_column) {
    char text[200] = "";
    for (int before = 0; before < 14; before++) {
        strcat(text, "预");
        const char *whole = arena_printf(stage.arena, "%s（8888），其余各项支出合计", text);
        assert_whole(whole, "（8888），", 4000);
    }
}

/* xeCJK 287: the mark in another style, face or colour than what it follows */
TEST(classes_hold_across_style_runs) {
    TextRun runs[] = {run_of("预算收支总表部门"), run_in("，", stage.hei), run_of("基本支出（"),
                      run_in("项目", stage.hei), run_of("一般）公共预算")};
    for (Len measure = 2; measure <= 20; measure++) {
        Set set = set_runs(runs, 5, style_plain(), measure * EM);
        const char *lines = set_as_text(&set);
        if (strstr(lines, "|，") || strstr(lines, "（|") || strstr(lines, "|）"))
            fail_msg("%s", lines);
    }
}

TEST(a_number_with_its_signs_is_one_unit) {
    static const char *const units[] = {"3,245.21", "≥95%", "-12.5%", "+3.2", "35℃", "95％",     "2020-01-16",
                                        "12:30",    "¥100", "12㎡",   "0.5‰", "1/3", "３２．５", "＄100"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const char *text =
            arena_printf(stage.arena, "各项支出合计数为%s其余不计在内的项目共有%s万元", units[i], units[i]);
        assert_whole(text, arena_printf(stage.arena, "%s", units[i]), 6000);
    }
}

TEST(a_line_may_end_between_a_number_and_its_han_unit) {
    assert_string_equal(lines_at("共计637.5万元整", 4700), "共计637.5|万元整");
}

TEST(a_line_may_end_before_a_negative_number) {
    assert_string_equal(lines_at("比上年增长-5.5%", 5000), "比上年增长|-5.5%");
}

/* GB 3102.11-1993 */
TEST(a_formula_is_divided_behind_its_signs) {
    static const char *const signs[] = {"=", "＝", "≈", "÷", "×"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        assert_never_at(arena_printf(stage.arena, "生均经费%s全年经费%s在园人数%s（本年", signs[i], signs[i], signs[i]),
                        true, signs[i], 3);
    assert_string_equal(lines_at("经费=185400÷309=600", 7000), "经费=185400÷|309=600");
    assert_string_equal(lines_at("经费=185400÷309=600", 4000), "经费=|185400÷|309=600");
    assert_whole("面积为2.0×3.5米", "2.0×3.5", 4000);
    assert_whole("样本（n=500）", "n=500", 4000);
}

/* GB/T 15835 */
TEST(thousands_that_stand_apart_stay_on_one_line) {
    assert_whole("惠及学生共计1 300 000人次", "1 300 000", 6000);
    assert_whole("总面积约1 500㎡左右", "1 500㎡", 4500);
    assert_string_equal(lines_at("自2024 100所", 3500), "自2024 |100所");
    assert_string_equal(lines_at("编号12 3456号", 4000), "编号12 |3456号");
}

TEST(an_address_is_divided_before_its_marks_but_not_close_to_its_ends) {
    assert_string_equal(lines_at("来信寄budget_open@example.com.cn", 9000), "来信寄budget_open|@example.com.cn");
    assert_string_equal(lines_at("www.example.gov.cn", 7000), "www.example|.gov.cn");
    assert_whole("比例见a@b处与第3.14159265节", "3.14159265", 6000);
    assert_whole("版本为file_name.extension者", "file_name.extension", 8500);
}

TEST(dashes_and_ellipses_are_not_split) {
    assert_whole("收支预算总表——部门预算公开——说明", "——", 4000);
    assert_whole("收支预算总表……部门预算公开……说明", "……", 4000);
    assert_never_at("收支预算——总表……部门预算", true, "—…", 3);
}

TEST(a_latin_word_is_not_split) {
    assert_whole("使用Microsoft软件的单位Excel表格", "Microsoft", 5000);
    assert_whole("使用Microsoft软件的单位Excel表格", "Excel", 5000);
}

TEST(a_latin_word_may_be_broken_after_its_hyphen_or_slash) {
    assert_string_equal(lines_at("well-known", 3500), "well-|known");
    assert_string_equal(lines_at("input/output", 3000), "input/|output");
}

TEST(straight_quotes_beside_han_open_and_close_by_turns) {
    assert_never_at("关于\"三公\"经费\"预算\"情况的说明", true, "", 2);
    assert_string_equal(lines_at("关于一般\"三公\"经费", 4200), "关于一般|\"三公\"|经费");
    assert_string_equal(lines_at("关于一\"三公\"经费", 6000), "关于一\"三公\"|经费");
}

TEST(a_word_wider_than_the_measure_is_broken_between_letters) {
    Set set = set_text("登记号ABCDEFGHIJKLMNOPQRSTUVWXYZ完", style_plain(), 5 * EM);
    for (size_t i = 0; i < set.count; i++) {
        assert_false(set.lines[i].overfull);
        assert_true(set.lines[i].right <= 5 * EM);
    }
    assert_memory_equal(set_as_text(&set), "登记号A", strlen("登记号A"));
}

TEST(a_word_in_two_runs_is_broken_only_if_no_line_holds_it) {
    TextRun runs[] = {run_of("编码ABCD"), run_in("EFGH", stage.hei)};
    Set set = set_runs(runs, 2, style_plain(), 8 * EM);
    assert_string_equal(set_as_text(&set), "编码ABCDEFGH");
    set = set_runs(runs, 2, style_plain(), 6 * EM);
    assert_string_equal(set_as_text(&set), "编码|ABCDEFGH");
    set = set_runs(runs, 2, style_plain(), 3 * EM);
    for (size_t i = 0; i < set.count; i++)
        assert_false(set.lines[i].overfull);
}

TEST(a_word_as_wide_as_the_measure_is_not_broken) {
    Set set = set_text("编码ABCDEFGH", style_plain(), 1000 * EM);
    Len word = para_min_width(set.para);
    const Line *lines = para_break(stage.arena, set.para, word, &set.count);
    set.lines = lines;
    assert_string_equal(set_as_text(&set), "编码|ABCDEFGH");
    set.lines = para_break(stage.arena, set.para, word - 1, &set.count);
    assert_string_not_equal(set_as_text(&set), "编码|ABCDEFGH");
}

TEST(at_one_em_the_prohibition_yields_before_text_overflows) {
    Set set = set_text("中，（文）。", style_plain(), EM);
    assert_string_equal(set_as_text(&set), "中|，（|文|）。");
    for (size_t i = 0; i < set.count; i++)
        assert_false(set.lines[i].overfull);
}

TEST(what_cannot_fit_is_marked_overfull) {
    Set set = set_text("中文", style_plain(), EM / 2);
    assert_int_equal(set.count, 2);
    assert_true(set.lines[0].overfull && set.lines[1].overfull);
}

TEST(a_forced_end_breaks_even_after_an_opening_mark) {
    assert_string_equal(lines_at("甲（\n乙\r\n丙", 10000), "甲（|乙|丙");
    Set set = set_text("甲\n\n乙\n", style_plain(), 10 * EM);
    assert_int_equal(set.count, 3);
    assert_true(set.lines[0].last && set.lines[1].last && set.lines[2].last);
    assert_int_equal(set.lines[1].piece_count, 0);
}

TEST(a_place_to_break_by_sense_is_not_drawn_and_no_part_of_a_run) {
    Set set = set_text("部门" ZW "预算", style_plain(), 10 * EM);
    assert_string_equal(set_as_text(&set), "部门预算");
    for (size_t i = 0; i < set.lines[0].piece_count; i++)
        assert_null(strstr(
            arena_strndup(stage.arena, set.lines[0].pieces[i].run.text.text, set.lines[0].pieces[i].run.text.length),
            ZW));
    assert_int_equal(set.lines[0].end, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_closing_mark_never_begins_a_line, stage_reset),
        cmocka_unit_test_setup(an_opening_mark_never_ends_a_line, stage_reset),
        cmocka_unit_test_setup(brackets_and_a_comma_about_figures_hold_at_every_column, stage_reset),
        cmocka_unit_test_setup(classes_hold_across_style_runs, stage_reset),
        cmocka_unit_test_setup(a_number_with_its_signs_is_one_unit, stage_reset),
        cmocka_unit_test_setup(a_line_may_end_between_a_number_and_its_han_unit, stage_reset),
        cmocka_unit_test_setup(a_line_may_end_before_a_negative_number, stage_reset),
        cmocka_unit_test_setup(a_formula_is_divided_behind_its_signs, stage_reset),
        cmocka_unit_test_setup(thousands_that_stand_apart_stay_on_one_line, stage_reset),
        cmocka_unit_test_setup(an_address_is_divided_before_its_marks_but_not_close_to_its_ends, stage_reset),
        cmocka_unit_test_setup(dashes_and_ellipses_are_not_split, stage_reset),
        cmocka_unit_test_setup(a_latin_word_is_not_split, stage_reset),
        cmocka_unit_test_setup(a_latin_word_may_be_broken_after_its_hyphen_or_slash, stage_reset),
        cmocka_unit_test_setup(straight_quotes_beside_han_open_and_close_by_turns, stage_reset),
        cmocka_unit_test_setup(a_word_wider_than_the_measure_is_broken_between_letters, stage_reset),
        cmocka_unit_test_setup(a_word_in_two_runs_is_broken_only_if_no_line_holds_it, stage_reset),
        cmocka_unit_test_setup(a_word_as_wide_as_the_measure_is_not_broken, stage_reset),
        cmocka_unit_test_setup(at_one_em_the_prohibition_yields_before_text_overflows, stage_reset),
        cmocka_unit_test_setup(what_cannot_fit_is_marked_overfull, stage_reset),
        cmocka_unit_test_setup(a_forced_end_breaks_even_after_an_opening_mark, stage_reset),
        cmocka_unit_test_setup(a_place_to_break_by_sense_is_not_drawn_and_no_part_of_a_run, stage_reset),
    };
    return cmocka_run_group_tests(tests, stage_open, stage_close);
}
