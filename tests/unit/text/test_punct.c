/* A3 to A7, A12: how wide marks are, what they lose beside each other and at a line's ends, gaps, shared marks. */
#include "stage.h"

#include <string.h>

/* The shaping of a mark shows between two characters: what it takes is the width less two ems. */
static int between(const char *marks) { return width_of(arena_printf(stage.arena, "中%s文", marks)) - 2000; }

static int between_in(const char *marks, PunctStyle punct) {
    ParaStyle style = style_plain();
    style.punct = punct;
    return width_in(arena_printf(stage.arena, "中%s文", marks), style) - 2000;
}

/* ---- A3 ------------------------------------------------------------------------------------------------- */

TEST(a_mark_between_characters_takes_an_em) {
    static const char *const marks[] = {"，", "、", "；", "：", "。", "？", "！", "（", "）", "《",
                                        "》", "“",  "”",  "‘",  "’",  "·",  "～", "－", "—",  "…"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        assert_int_equal(between(marks[i]), 1000);
}

TEST(styles_of_mark_width_are_those_users_know) {
    assert_int_equal(between_in("，", PUNCT_STYLE_KAIMING), 500);
    assert_int_equal(between_in("）", PUNCT_STYLE_KAIMING), 500);
    assert_int_equal(between_in("。", PUNCT_STYLE_KAIMING), 1000);
    assert_int_equal(between_in("！", PUNCT_STYLE_KAIMING), 1000);
    assert_int_equal(between_in("。", PUNCT_STYLE_HALF), 500);
    assert_int_equal(between_in("（", PUNCT_STYLE_HALF), 500);
    assert_int_equal(between_in("。”（", PUNCT_STYLE_NONE), 3000);
    ParaStyle none = {.size = EM, .leading = EM, .punct = PUNCT_STYLE_NONE};
    assert_int_equal(width_in("（中文）", none), 4000);
}

TEST(the_ink_of_a_halved_mark_stands_in_its_box) {
    Set set = set_text("（中）", style_plain(), 20 * EM);
    Spot open = spot_of(&set.lines[0], "（", 0);
    assert_int_equal(open.x, -EM / 2); /* the pen stands half an em left of the box */
    assert_int_equal(spot_of(&set.lines[0], "中", 0).x, EM / 2);
    assert_int_equal(set.lines[0].left, 0);
    assert_int_equal(set.lines[0].right, 2 * EM);
}

/* Fandol draws ？ in the middle of its em, but its `halt` would cut it like a comma. */
TEST(a_centred_question_mark_is_halved_about_its_ink) {
    Set set = set_text("中？", style_plain(), 20 * EM);
    assert_int_equal(set.lines[0].right, EM * 3 / 2);
    assert_int_equal(spot_of(&set.lines[0], "？", 0).x, EM - EM / 4);
    TextRun noto = run_in("中？", stage.noto);
    set = set_runs(&noto, 1, style_plain(), 20 * EM);
    assert_int_equal(set.lines[0].right, EM * 3 / 2);
    assert_int_equal(spot_of(&set.lines[0], "？", 0).x, EM);
}

/* ---- A4 ------------------------------------------------------------------------------------------------- */

TEST(two_marks_side_by_side_take_one_and_a_half_ems) {
    static const char *const pairs[] = {"》，", "，“",  "。”",  "”（", "）（", "“《",  "：“", "）。", "》《",
                                        "？”",  "！）", "》、", "”，", "（“",  "〕（", "》·", "·《"};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (between(pairs[i]) != 1500)
            fail_msg("%s takes %d", pairs[i], between(pairs[i]));
}

TEST(three_marks_side_by_side_take_two_ems) {
    assert_int_equal(between("。”）"), 2000);
    assert_int_equal(between("》），"), 2000);
    assert_int_equal(between("）：“"), 2000);
}

TEST(brackets_about_a_text_keep_their_outer_half) {
    assert_int_equal(width_of("前（中）后"), 5000);
    assert_int_equal(width_of("前“中文”后"), 6000);
}

/* xeCJK 488 */
TEST(a_question_mark_alone_in_brackets_keeps_its_em) {
    assert_int_equal(width_of("中（？）文"), 5000);
    assert_int_equal(width_of("中（！）文"), 5000);
}

/* xeCJK 259 */
TEST(dashes_beside_marks_are_not_squeezed) {
    assert_int_equal(between("。——"), 3000);
    assert_int_equal(between("——“"), 3000);
    assert_int_equal(between("……。"), 3000);
}

TEST(two_of_question_and_exclamation_marks_share_an_em) {
    assert_int_equal(between("？！"), 1000);
    assert_int_equal(between("！！"), 1000);
    assert_int_equal(between("！！！"), 2000);
    assert_int_equal(between("？？！！"), 2000);
}

TEST(marks_meet_across_runs_and_faces) {
    TextRun runs[] = {run_of("中》"), run_in("，", stage.hei), run_of("文")};
    Set set = set_runs(runs, 3, style_plain(), 100 * EM);
    assert_int_equal(set.lines[0].right, 2 * EM + EM * 3 / 2);
}

/* ---- A5 ------------------------------------------------------------------------------------------------- */

TEST(a_mark_at_a_lines_end_takes_half_an_em) {
    static const char *const marks[] = {"，", "。", "）", "”", "！", "？", "》", "·"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        assert_int_equal(width_of(arena_printf(stage.arena, "中文%s", marks[i])), 2500);
}

TEST(an_opening_bracket_at_a_lines_start_is_trimmed) {
    assert_int_equal(width_of("（中文"), 2500);
    assert_int_equal(width_of("“中文"), 2500);
    Set set = set_text("一二三四五（六七八）九", style_plain(), 5 * EM);
    assert_int_equal(set.lines[1].left, 0);
    assert_int_equal(spot_of(&set.lines[1], "六", 0).x, EM / 2);
}

/* A10 too */
TEST(an_opening_bracket_is_trimmed_after_the_indent) {
    ParaStyle style = style_plain();
    style.first_indent = 2 * EM;
    Set set = set_text("（一）部门预算收支总体情况说明", style, 10 * EM);
    assert_int_equal(set.lines[0].left, 2 * EM);
    assert_int_equal(spot_of(&set.lines[0], "一", 0).x, 2 * EM + EM / 2);
    assert_int_equal(set.lines[1].left, 0);
}

/* ---- A7 ------------------------------------------------------------------------------------------------- */

TEST(a_quarter_em_stands_between_han_and_western) {
    assert_int_equal(width_of("中2020年"), 2000 + 2000 + 500);
    assert_int_equal(width_of("2020年"), 2000 + 1000 + 250);
    int word = width_of("ABC");
    assert_int_equal(width_of("中ABC文"), word + 2500);
}

TEST(no_gap_stands_beside_marks_or_spaces_or_western_points) {
    assert_int_equal(width_of("（2020）"), 3000);
    assert_int_equal(width_of("中，2020，文"), 2000 + 2000 + 2000);
    assert_int_equal(width_of("中 20"), 1000 + 250 + 1000);
    assert_int_equal(width_of("中(20)文"), 2000 + 1000 + 2 * 333);
    assert_int_equal(width_of("2020"), 2000);
}

/* typst 7475, 6062, 2538: the gap is glue, so none is left where the line ends */
TEST(no_gap_is_left_at_a_lines_end) {
    Set set = set_text("中文2020年度", (ParaStyle){.size = EM, .leading = EM, .align = ALIGN_LEFT}, 2 * EM);
    assert_string_equal(set_as_text(&set), "中文|2020|年度");
    for (size_t i = 0; i < set.count; i++)
        assert_int_equal(set.lines[i].right, 2 * EM);
}

TEST(a_gap_is_part_of_the_advance_before_it) {
    Set set = set_text("中20文", style_plain(), 100 * EM);
    assert_int_equal(spot_of(&set.lines[0], "中", 0).glyph->advance, EM + EM / 4);
    assert_int_equal(spot_of(&set.lines[0], "0", 0).glyph->advance, EM / 2 + EM / 4);
    assert_int_equal(spot_of(&set.lines[0], "文", 0).glyph->advance, EM);
}

TEST(a_gap_stands_across_runs) {
    TextRun runs[] = {run_of("中"), run_in("20", stage.hei)};
    Set set = set_runs(runs, 2, style_plain(), 100 * EM);
    assert_int_equal(set.lines[0].right, 2 * EM + EM / 4);
}

TEST(signs_of_a_number_stand_close_to_it) {
    assert_int_equal(width_of("35℃") - width_of("℃"), 1000);
    assert_int_equal(width_of("95％"), 2000);
    assert_int_equal(width_of("增减%") - width_of("%"), 2000);
    assert_int_equal(width_of("中-5"), 1000 + 250 + 333 + 500);
}

TEST(operators_stand_evenly) {
    int times = width_of("×"), equals = width_of("=");
    assert_int_equal(width_of("5×5") - times, 1000);
    assert_int_equal(width_of("人×5") - times, 1000 + 500);
    assert_int_equal(width_of("5×人") - times, 500 + 1000);
    assert_int_equal(width_of("元=7") - equals, 1000 + 500);
    assert_int_equal(width_of("人=人") - equals, 2000 + 500);
}

TEST(codes_and_figures_can_go_without_gaps) {
    ParaStyle style = style_plain();
    style.no_gap = true;
    assert_int_equal(width_in("中2020年", style), 4000);
}

/* ---- A12 ------------------------------------------------------------------------------------------------ */

static void assert_face(const char *text, const char *character, const char *face) {
    Set set = set_text(text, style_plain(), 1000 * EM);
    Spot spot = spot_of(&set.lines[0], character, 0);
    if (strncmp(face_of(&spot), face, strlen(face)) != 0)
        fail_msg("%s in %s is set in %s", character, text, face_of(&spot));
}

TEST(shared_marks_beside_han_are_chinese) {
    assert_face("称“三公”经费", "“", "Fandol");
    assert_face("称“GDP”增长", "“", "Fandol");
    assert_face("称“GDP”增长", "”", "Fandol");
    assert_face("“GDP”指标", "“", "Fandol");
    assert_face("预算——说明", "—", "Fandol");
    assert_face("等等……", "…", "Fandol");
    assert_face("阿凡提·买买提", "·", "Fandol");
    assert_face("2018—2020年", "—", "Fandol");
    assert_face("使用“Excel 2016”", "”", "Fandol");
    assert_face("甲×乙", "×", "Fandol");
}

TEST(shared_marks_in_western_text_are_western) {
    assert_face("He said “yes” at last", "“", "Liberation");
    assert_face("it’s", "’", "Liberation");
    assert_face("中文 don’t 中文", "’", "Liberation");
    assert_face("a—b", "—", "Liberation");
    assert_face("A·B", "·", "Liberation");
    assert_face("预算≥95%", "≥", "Liberation");
    assert_face("中10×20文", "×", "Liberation");
    assert_face("中2018–2020文", "–", "Liberation");
}

TEST(shared_marks_are_read_across_runs) {
    TextRun runs[] = {run_of("称"), run_in("“", stage.hei), run_in("GDP", stage.hei), run_of("”"), run_of("为")};
    Set set = set_runs(runs, 5, style_plain(), 1000 * EM);
    Spot open = spot_of(&set.lines[0], "“", 0);
    Spot close = spot_of(&set.lines[0], "”", 0);
    assert_string_equal(face_of(&open), "FandolHei-Regular");
    assert_string_equal(face_of(&close), "FandolFang-Regular");
}

TEST(a_narrow_middle_dot_is_centred_in_an_em) {
    TextRun run = run_in("中·文", stage.noto);
    Set set = set_runs(&run, 1, style_plain(), 1000 * EM);
    assert_int_equal(set.lines[0].right, 3 * EM);
    Len pen = spot_of(&set.lines[0], "·", 0).x;
    assert_true(pen > EM + EM / 4 && pen < EM + EM / 2); /* 327 units wide: from 336 */
}

TEST(two_dashes_are_two_ems_also_where_a_face_joins_them) {
    TextRun run = run_in("中——文", stage.noto);
    Set set = set_runs(&run, 1, style_plain(), 1000 * EM);
    assert_int_equal(set.lines[0].right, 4 * EM);
    assert_int_equal(between("——"), 2000);
}

TEST(quotes_without_partner_and_crossed_quotes_are_read_by_their_neighbours) {
    assert_face("中”文", "”", "Fandol");
    assert_face("yes” no", "”", "Liberation");
    assert_face("“中‘文”", "‘", "Fandol");
    assert_face("“甲‘乙”丙’", "”", "Fandol");
    assert_face("“Ω”", "“", "Liberation");
    assert_face("\"word\"", "\"", "Liberation");
}

TEST(half_width_marks_are_half_an_em) {
    TextRun run = run_in("中｡文", stage.noto);
    Set set = set_runs(&run, 1, style_plain(), 1000 * EM);
    assert_int_equal(set.lines[0].right, 2 * EM + EM / 2);
}

TEST(a_narrow_connector_between_han_is_centred_in_an_em) {
    Set set = set_text("北京–上海", style_plain(), 1000 * EM); /* half an em wide in Fandol */
    assert_int_equal(set.lines[0].right, 5 * EM);
    assert_int_equal(spot_of(&set.lines[0], "–", 0).x, 2 * EM + EM / 4);
}

TEST(spaces_have_their_own_widths) {
    assert_int_equal(between("　"), 1000);
    assert_int_equal(between("\xE2\x80\x83"), 1000); /* U+2003 */
    assert_int_equal(between("\xE2\x80\x82"), 500);  /* U+2002 */
    assert_int_equal(between("\xC2\xA0"), 250);
    assert_int_equal(between("\t"), 250);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_mark_between_characters_takes_an_em, stage_reset),
        cmocka_unit_test_setup(styles_of_mark_width_are_those_users_know, stage_reset),
        cmocka_unit_test_setup(the_ink_of_a_halved_mark_stands_in_its_box, stage_reset),
        cmocka_unit_test_setup(a_centred_question_mark_is_halved_about_its_ink, stage_reset),
        cmocka_unit_test_setup(two_marks_side_by_side_take_one_and_a_half_ems, stage_reset),
        cmocka_unit_test_setup(three_marks_side_by_side_take_two_ems, stage_reset),
        cmocka_unit_test_setup(brackets_about_a_text_keep_their_outer_half, stage_reset),
        cmocka_unit_test_setup(a_question_mark_alone_in_brackets_keeps_its_em, stage_reset),
        cmocka_unit_test_setup(dashes_beside_marks_are_not_squeezed, stage_reset),
        cmocka_unit_test_setup(two_of_question_and_exclamation_marks_share_an_em, stage_reset),
        cmocka_unit_test_setup(marks_meet_across_runs_and_faces, stage_reset),
        cmocka_unit_test_setup(a_mark_at_a_lines_end_takes_half_an_em, stage_reset),
        cmocka_unit_test_setup(an_opening_bracket_at_a_lines_start_is_trimmed, stage_reset),
        cmocka_unit_test_setup(an_opening_bracket_is_trimmed_after_the_indent, stage_reset),
        cmocka_unit_test_setup(a_quarter_em_stands_between_han_and_western, stage_reset),
        cmocka_unit_test_setup(no_gap_stands_beside_marks_or_spaces_or_western_points, stage_reset),
        cmocka_unit_test_setup(no_gap_is_left_at_a_lines_end, stage_reset),
        cmocka_unit_test_setup(a_gap_is_part_of_the_advance_before_it, stage_reset),
        cmocka_unit_test_setup(a_gap_stands_across_runs, stage_reset),
        cmocka_unit_test_setup(signs_of_a_number_stand_close_to_it, stage_reset),
        cmocka_unit_test_setup(operators_stand_evenly, stage_reset),
        cmocka_unit_test_setup(codes_and_figures_can_go_without_gaps, stage_reset),
        cmocka_unit_test_setup(shared_marks_beside_han_are_chinese, stage_reset),
        cmocka_unit_test_setup(shared_marks_in_western_text_are_western, stage_reset),
        cmocka_unit_test_setup(shared_marks_are_read_across_runs, stage_reset),
        cmocka_unit_test_setup(a_narrow_middle_dot_is_centred_in_an_em, stage_reset),
        cmocka_unit_test_setup(quotes_without_partner_and_crossed_quotes_are_read_by_their_neighbours, stage_reset),
        cmocka_unit_test_setup(half_width_marks_are_half_an_em, stage_reset),
        cmocka_unit_test_setup(a_narrow_connector_between_han_is_centred_in_an_em, stage_reset),
        cmocka_unit_test_setup(spaces_have_their_own_widths, stage_reset),
        cmocka_unit_test_setup(two_dashes_are_two_ems_also_where_a_face_joins_them, stage_reset),
    };
    return cmocka_run_group_tests(tests, stage_open, stage_close);
}
