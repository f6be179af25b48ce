/* A6, A8 to A11, A13: which lines are chosen and how they are filled. */
#include "stage.h"

#include <string.h>

#include "base/utf8.h"

static ParaStyle aligned(ParaAlign align) {
    ParaStyle style = style_plain();
    style.align = align;
    return style;
}

static size_t length_of(const Line *line) {
    const char *text = line_text(line);
    return utf8_count(text, strlen(text));
}

/* From the pen of one character to that of the next. */
static Len step(const Line *line, const char *character) { return spot_of(line, character, 0).glyph->advance; }

/* ---- A8: shrink ----------------------------------------------------------------------------------------- */

TEST(a_line_squeezes_its_marks_to_take_one_more_character) {
    Set set = set_text("一二三，四五六，七八九十", style_plain(), 10 * EM);
    assert_string_equal(set_as_text(&set), "一二三，四五六，七八|九十");
    set = set_text("一二三，四五六，七八，九十百千", style_plain(), 10 * EM);
    assert_string_equal(set_as_text(&set), "一二三，四五六，七八，|九十百千");
    assert_int_equal(set.lines[0].right, 10 * EM);
    assert_int_equal(set.lines[0].shrink, 500); /* half an em of the two halves before it */
}

/* Each line lacks less than the first tier has, so only that tier gives. */
TEST(tiers_are_shrunk_in_their_order) {
    Set set = set_text("一·二（三）四，五。六七八九，十百千万", style_plain(), EM * 142 / 10);
    const Line *line = &set.lines[0];
    assert_string_equal(line_text(line), "一·二（三）四，五。六七八九，");
    assert_int_equal(line->right, EM * 142 / 10); /* 14.5 em by nature */
    assert_int_equal(step(line, "二"), EM);
    assert_int_equal(spot_of(line, "二", 0).x - spot_of(line, "一", 0).x, 2 * EM - EM * 3 / 10);
    assert_int_equal(spot_of(line, "五", 0).x - spot_of(line, "四", 0).x, 2 * EM);
    assert_int_equal(spot_of(line, "六", 0).x - spot_of(line, "五", 0).x, 2 * EM);
}

TEST(brackets_give_before_commas_and_commas_before_stops) {
    Set set = set_text("二（三）四，五。六七八九，\n十百", style_plain(), EM * 113 / 10);
    const Line *line = &set.lines[0];
    assert_string_equal(line_text(line), "二（三）四，五。六七八九，");
    assert_int_equal(line->right, EM * 113 / 10); /* 12.5 em by nature: 1 em from brackets, 0.2 from the comma */
    assert_int_equal(spot_of(line, "三", 0).x - spot_of(line, "二", 0).x, EM + EM / 2);
    assert_int_equal(spot_of(line, "四", 0).x - spot_of(line, "三", 0).x, EM + EM / 2);
    assert_int_equal(spot_of(line, "五", 0).x - spot_of(line, "四", 0).x, EM * 18 / 10);
    assert_int_equal(spot_of(line, "六", 0).x - spot_of(line, "五", 0).x, 2 * EM);
}

TEST(gaps_shrink_to_an_eighth_of_an_em_and_before_stops) {
    Set set = set_text("共20万。人，十百千万", style_plain(), EM * 64 / 10);
    const Line *line = &set.lines[0];
    assert_string_equal(line_text(line), "共20万。人，"); /* 6.5 em less the last half: 1 + 1 + ½ + 1 + 1 + 1 + ½ */
    set = set_text("共20万。人，十百千万", style_plain(), EM * 57 / 10);
    line = &set.lines[0];
    assert_string_equal(line_text(line), "共20万。人，");
    assert_int_equal(line->right, EM * 57 / 10);
    assert_int_equal(step(line, "共"), EM + EM / 8); /* both gaps give a quarter in all, 。 the other 0.05 em */
    assert_int_equal(spot_of(line, "人", 0).x - spot_of(line, "万", 0).x, 2 * EM - EM * 5 / 100);
}

TEST(a_line_is_rather_spread_than_crowded) {
    const char *text = "一二三四五六七八九十，一二三四五六七八九十百千万";
    Set set = set_text(text, style_plain(), EM * 2055 / 100); /* 九十 would take 90 % of the comma's glue */
    assert_string_equal(set_as_text(&set), "一二三四五六七八九十，一二三四五六七八九|十百千万");
    set = set_text(text, style_plain(), EM * 207 / 10); /* 60 % */
    assert_string_equal(set_as_text(&set), "一二三四五六七八九十，一二三四五六七八九十|百千万");
}

TEST(a_line_is_rather_crowded_than_one_more_begun) {
    const char *text = "一二三四五六七八九十一二三四五六七八九，一二三四五六七八九十一二三四五六七八九十";
    Set set = set_text(text, style_plain(), EM * 3953 / 100);
    assert_string_equal(set_as_text(&set), text); /* nearly all of the comma, for a last line of two */
}

/* typst 7643 */
TEST(a_paragraph_may_refuse_to_be_squeezed) {
    ParaStyle style = style_plain();
    style.no_squeeze = true;
    Set set = set_text("一二三，四五六，七八，九十百千", style, 10 * EM);
    assert_string_equal(set_as_text(&set), "一二三，四五六，七|八，九十百千");
    assert_int_equal(set.lines[0].shrink, 0);
    assert_int_equal(set.lines[0].right, 10 * EM);
}

/* ---- A8: stretch ---------------------------------------------------------------------------------------- */

TEST(word_spaces_stretch_first_then_gaps_then_all_joints) {
    ParaStyle style = style_plain();
    Set set = set_text("ab cd 中20文大大大大", style, EM * 90 / 10);
    Len natural = 0;
    {
        Set ragged = set_text("ab cd 中20文大大大", style, 100 * EM);
        natural = ragged.lines[0].right;
    }
    set = set_text("ab cd 中20文大大大甲乙", style, natural + EM / 2);
    const Line *line = &set.lines[0];
    assert_string_equal(line_text(line), "ab cd 中20文大大大");
    assert_int_equal(step(line, " "), EM / 2); /* two spaces, a quarter of an em each */
    assert_int_equal(step(line, "中"), EM + EM / 4);
    set = set_text("ab cd 中20文大大大甲乙", style, natural + EM / 2 + EM / 10);
    line = &set.lines[0];
    assert_int_equal(step(line, "中"), EM + EM / 4 + EM / 20);
    assert_int_equal(step(line, "文"), EM);
    assert_int_equal(line->right, natural + EM / 2 + EM / 10);
}

TEST(letterspacing_is_alike_everywhere_but_in_units) {
    Set set = set_text("一二3456三四——五六七八九十百", style_plain(), EM * 108 / 10);
    const Line *line = &set.lines[0];
    assert_string_equal(line_text(line), "一二3456三四——五六");
    assert_int_equal(line->right, EM * 108 / 10);
    assert_true(line->stretch > 1000);
    Len spread = step(line, "一") - EM;
    assert_true(spread > 0);
    assert_in_range(step(line, "三") - EM, spread - 1, spread + 1);
    assert_int_equal(step(line, "3"), EM / 2);
    assert_int_equal(step(line, "—"), EM);
}

TEST(a_justified_line_ends_exactly_at_the_measure) {
    for (Len measure = 7003; measure < 9000; measure += 131) {
        Set set =
            set_text("自治区社会保险管理局，编制数122人；“实有人数”126人（在职76人）。", style_plain(), measure * 11);
        for (size_t i = 0; i + 1 < set.count; i++) {
            assert_int_equal(set.lines[i].right, measure * 11);
            const LinePiece *last = &set.lines[i].pieces[set.lines[i].piece_count - 1];
            assert_int_equal(last->x + glyph_run_width(&last->run), measure * 11);
        }
    }
}

TEST(a_line_without_joints_stays_short_and_says_so) {
    Set set = set_text("ABC（DEFGHIJ", style_plain(), 5 * EM);
    assert_true(set.count > 1);
    assert_true(set.lines[0].rigid);
    assert_true(set.lines[0].right < 5 * EM);
}

TEST(a_line_that_would_be_torn_stays_short_and_says_so) {
    Set set = set_text("电子邮箱ABCDEFGHIJKLMNOPQRSTUVWXYZ", style_plain(), 18 * EM);
    assert_string_equal(line_text(&set.lines[0]), "电子邮箱");
    assert_true(set.lines[0].rigid);
    assert_true(set.lines[0].right < 5 * EM);
}

/* GB/T 9704, 7.3.1 */
TEST(a_balanced_title_is_not_parted_within_a_word_of_budgets) {
    ParaStyle style = style_plain();
    style.balance = true;
    Set set = set_text("石羊县2024年度一般公共预算支出决算表", style, 12 * EM);
    assert_string_equal(set_as_text(&set), "石羊县2024年度|一般公共预算支出决算表");
    set = set_text("功能分类科目编码", style, 5 * EM);
    assert_string_equal(set_as_text(&set), "功能分类|科目编码");
    style.balance = false;
    set = set_text("本年度一般公共预算", style, 5 * EM);
    assert_string_equal(set_as_text(&set), "本年度一般|公共预算");
}

TEST(a_word_too_long_for_the_measure_is_parted_without_a_further_line) {
    ParaStyle style = style_plain();
    style.balance = true;
    Set set = set_text("国有资本经营预算", style, 4 * EM);
    assert_int_equal(set.count, 2);
}

/* ---- A9 ------------------------------------------------------------------------------------------------- */

TEST(the_last_line_is_not_stretched) {
    Set set = set_text("部门预算公开情况说明书", style_plain(), 4 * EM);
    assert_true(set.lines[set.count - 1].last);
    assert_int_equal(set.lines[set.count - 1].right, 3 * EM);
    assert_int_equal(set.lines[set.count - 1].stretch, 0);
}

/* xeCJK 102, 565 */
TEST(the_last_line_holds_two_characters_marks_aside) {
    assert_string_equal(lines_at("部门预算公开情况说", 4000), "部门预算|公开情|况说");
    assert_string_equal(lines_at("部门预算公开情况了。", 8000), "部门预算公开情|况了。");
    for (Len measure = 4; measure <= 20; measure++) {
        Set set = set_text("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九。", style_plain(), measure * EM);
        assert_true(length_of(&set.lines[set.count - 1]) >= 3);
    }
}

TEST(a_figure_rather_keeps_its_unit) {
    const char *text = "一二三四五六七八九十一二三四五六七八九十一二三四五增加5人，其余不变照旧执行";
    Set set = set_text(text, style_plain(), EM * 2775 / 100); /* as wide as all up to the figure */
    assert_memory_equal(line_text(&set.lines[1]), "5人，", strlen("5人，"));
    const char *many = "一二三四五六七八九十一二三四五六七八九十一二三增加5万人，其余不变照旧执行";
    set = set_text(many, style_plain(), EM * 27);
    assert_memory_equal(line_text(&set.lines[1]), "人，",
                        strlen("人，")); /* to keep it would spread the line too far */
}

TEST(a_figure_may_stand_alone_on_the_last_line) {
    assert_string_equal(lines_at("部门预算共计2020", 6000), "部门预算共计|2020");
}

TEST(the_rule_of_two_can_be_changed) {
    ParaStyle style = style_plain();
    style.min_last = 1;
    Set set = set_text("部门预算公开情况说", style, 4 * EM);
    assert_string_equal(set_as_text(&set), "部门预算|公开情况|说");
    style.min_last = 3;
    set = set_text("部门预算公开情况说明", style, 4 * EM);
    assert_string_equal(set_as_text(&set), "部门预算|公开情|况说明");
}

/* ---- A6 ------------------------------------------------------------------------------------------------- */

TEST(nothing_hangs_unless_asked) {
    ParaStyle style = style_plain();
    style.no_squeeze = true;
    Set set = set_text("一二三四五六七八，九十百千", style, 8 * EM);
    for (size_t i = 0; i < set.count; i++)
        assert_int_equal(set.lines[i].hung, 0);
    assert_string_equal(line_text(&set.lines[0]), "一二三四五六七");
}

TEST(only_commas_and_full_stops_hang) {
    ParaStyle style = style_plain();
    style.no_squeeze = true;
    style.hang = true;
    static const char *const hanging[] = {"，", "、", "。"};
    for (size_t i = 0; i < 3; i++) {
        Set set = set_text(arena_printf(stage.arena, "一二三四五六七八%s九十百千", hanging[i]), style, 8 * EM);
        assert_int_equal(length_of(&set.lines[0]), 9);
        assert_int_equal(set.lines[0].right, 8 * EM);
        assert_int_equal(set.lines[0].hung, EM / 2);
    }
    static const char *const others[] = {"；", "：", "）", "”", "！", "？"};
    for (size_t i = 0; i < 6; i++) {
        Set set = set_text(arena_printf(stage.arena, "一二三四五六七八%s九十百千", others[i]), style, 8 * EM);
        assert_int_equal(set.lines[0].hung, 0);
    }
}

/* ---- A10 ------------------------------------------------------------------------------------------------ */

TEST(indents_count_on_the_first_line_only) {
    ParaStyle style = style_plain();
    style.first_indent = 2 * EM;
    style.left_indent = EM;
    style.right_indent = EM / 2;
    Set set = set_text("一二三四五六七八九十一二三四五六七八九十", style, 10 * EM);
    assert_int_equal(set.lines[0].left, 3 * EM);
    assert_int_equal(set.lines[1].left, EM);
    assert_int_equal(set.lines[0].right, 10 * EM - EM / 2);
    assert_int_equal(set.lines[1].right, 10 * EM - EM / 2);
}

TEST(a_first_indent_may_hang_out) {
    ParaStyle style = style_plain();
    style.left_indent = 2 * EM;
    style.first_indent = -2 * EM;
    Set set = set_text("一二三四五六七八九十一二三四五六七八九十", style, 10 * EM);
    assert_int_equal(set.lines[0].left, 0);
    assert_int_equal(length_of(&set.lines[0]), 10);
    assert_int_equal(set.lines[1].left, 2 * EM);
    assert_int_equal(length_of(&set.lines[1]), 8);
}

/* ---- A11 ------------------------------------------------------------------------------------------------ */

TEST(on_the_grid_every_character_stands_on_a_cell) {
    ParaStyle style = style_plain();
    style.grid = true;
    style.first_indent = 2 * EM;
    const char *text = "自治区（社保局）编制122人，“实有”126.5人；使用Excel制表。真的？！是，的确如此——没有别的了";
    for (Len measure = 6; measure <= 28; measure++) {
        Set set = set_text(text, style, measure * EM);
        for (size_t i = 0; i < set.count; i++)
            for (size_t p = 0; p < set.lines[i].piece_count; p++) {
                const LinePiece *piece = &set.lines[i].pieces[p];
                Len x = piece->x;
                for (uint32_t g = 0; g < piece->run.glyph_count; x += piece->run.glyphs[g++].advance) {
                    bool han = (unsigned char)piece->run.text.text[piece->run.glyphs[g].cluster] >= 0xE3;
                    bool shared = strncmp(piece->run.text.text + piece->run.glyphs[g].cluster, "！", 3) == 0;
                    bool doubt = strncmp(piece->run.text.text + piece->run.glyphs[g].cluster, "？", 3) == 0;
                    if (han && !shared && !doubt)
                        assert_int_equal(x % EM, 0);
                }
            }
    }
}

TEST(the_grid_holds_28_characters_in_28_ems) {
    ParaStyle style = {.size = 15750, .leading = 29530, .grid = true};
    TextRun run = run_of("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
    run.size = 15750;
    Set set = set_runs(&run, 1, style, 442200);
    assert_int_equal(length_of(&set.lines[0]), 28);
    assert_int_equal(set.lines[0].right, 441000);
}

TEST(western_text_on_the_grid_is_padded_to_whole_cells) {
    ParaStyle style = style_plain();
    style.grid = true;
    Set set = set_text("中122文", style, 20 * EM);
    assert_int_equal(spot_of(&set.lines[0], "文", 0).x, 3 * EM);
    assert_int_equal(spot_of(&set.lines[0], "1", 0).x, EM + EM / 4);
}

/* ---- A13 ------------------------------------------------------------------------------------------------ */

TEST(a_balanced_head_has_lines_of_like_length) {
    ParaStyle style = aligned(ALIGN_CENTER);
    style.balance = true;
    Set set = set_text("部门预算公开情况说明书", style, 10 * EM);
    assert_string_equal(set_as_text(&set), "部门预算公开|情况说明书");
    assert_int_equal(set.lines[0].left, 2 * EM);
    for (Len measure = 3; measure < 11; measure++) {
        set = set_text("部门预算公开情况说明书", style, measure * EM);
        assert_true(length_of(&set.lines[set.count - 1]) >= 2);
        for (size_t i = 1; i < set.count; i++)
            assert_in_range(length_of(&set.lines[i]) + 1, length_of(&set.lines[i - 1]),
                            length_of(&set.lines[i - 1]) + 2);
    }
}

TEST(a_title_is_broken_by_sense_first) {
    ParaStyle style = aligned(ALIGN_CENTER);
    style.balance = true;
    const char *title = "某某自治区社会保险管理局" ZW "2020年" ZW "部门预算公开";
    Set set = set_text(title, style, 16 * EM);
    assert_string_equal(set_as_text(&set), "某某自治区社会保险管理局|2020年部门预算公开");
    set = set_text(title, style, 13 * EM);
    assert_string_equal(set_as_text(&set), "某某自治区社会保险管理局|2020年部门预算公开");
    set = set_text(title, style, 40 * EM);
    assert_int_equal(set.count, 1);
    set = set_text(title, style, 8 * EM);
    assert_string_equal(set_as_text(&set), "某某自治区社会保|险管理局2020年|部门预算公开");
}

TEST(a_stacked_head_has_a_character_a_line) {
    ParaStyle style = aligned(ALIGN_CENTER);
    style.stacked = true;
    Set set = set_text("事业收入", style, EM);
    assert_string_equal(set_as_text(&set), "事|业|收|入");
    assert_int_equal(para_min_width(set.para), EM);
    assert_int_equal(para_max_width(set.para), EM);
}

TEST(a_stacked_head_obeys_the_prohibition_where_there_is_room) {
    ParaStyle style = aligned(ALIGN_CENTER);
    style.stacked = true;
    Set set = set_text("结余（不含）额", style, EM * 3 / 2);
    assert_string_equal(set_as_text(&set), "结|余|（不|含）|额");
    assert_int_equal(para_min_width(set.para), EM * 3 / 2);
    set = set_text("结余（不含）额", style, EM);
    assert_string_equal(set_as_text(&set), "结|余|（|不|含|）|额");
}

TEST(figures_of_a_stacked_head_stay_together_if_they_fit_an_em) {
    ParaStyle style = aligned(ALIGN_CENTER);
    style.stacked = true;
    Set set = set_text("12月2020年", style, EM);
    assert_string_equal(set_as_text(&set), "12|月|2|0|2|0|年");
}

TEST(a_stacked_head_may_hold_empty_lines) {
    ParaStyle style = aligned(ALIGN_CENTER);
    style.stacked = true;
    Set set = set_text("收入\n\n支出", style, EM);
    assert_string_equal(set_as_text(&set), "收|入||支|出");
    assert_int_equal(set.lines[2].end, 4);
}

/* ---- alignment ------------------------------------------------------------------------------------------ */

TEST(ragged_lines_are_full_and_not_stretched) {
    Set set = set_text("一二三四五六七八九十一二", aligned(ALIGN_LEFT), EM * 55 / 10);
    assert_string_equal(set_as_text(&set), "一二三四五|六七八九十|一二");
    assert_int_equal(set.lines[0].right, 5 * EM);
    set = set_text("一二三四五六七", aligned(ALIGN_RIGHT), EM * 55 / 10);
    assert_int_equal(set.lines[0].left, EM / 2);
    assert_int_equal(set.lines[1].left, EM * 35 / 10);
    set = set_text("一二三", aligned(ALIGN_CENTER), 5 * EM);
    assert_int_equal(set.lines[0].left, EM);
}

TEST(ragged_lines_are_squeezed_only_to_save_a_line) {
    const char *name = "单位上年结余（不包括国库集中支付额度结余）";
    Set set = set_text(name, aligned(ALIGN_LEFT), EM * 125 / 10);
    assert_string_equal(set_as_text(&set), "单位上年结余（不包括国库|集中支付额度结余）");
    assert_int_equal(set.lines[0].shrink, 0);
    set = set_text("结余（不包括）合", aligned(ALIGN_LEFT), EM * 75 / 10);
    assert_int_equal(set.count, 1);
    assert_true(set.lines[0].shrink > 0);
}

TEST(a_name_is_distributed_over_the_measure) {
    Set set = set_text("张三", aligned(ALIGN_DISTRIBUTE), 4 * EM);
    assert_int_equal(spot_of(&set.lines[0], "三", 0).x, 3 * EM);
    assert_int_equal(set.lines[0].right, 4 * EM);
    set = set_text("李", aligned(ALIGN_DISTRIBUTE), 4 * EM);
    assert_int_equal(set.lines[0].left, EM * 3 / 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_line_squeezes_its_marks_to_take_one_more_character, stage_reset),
        cmocka_unit_test_setup(tiers_are_shrunk_in_their_order, stage_reset),
        cmocka_unit_test_setup(brackets_give_before_commas_and_commas_before_stops, stage_reset),
        cmocka_unit_test_setup(gaps_shrink_to_an_eighth_of_an_em_and_before_stops, stage_reset),
        cmocka_unit_test_setup(a_line_is_rather_spread_than_crowded, stage_reset),
        cmocka_unit_test_setup(a_line_is_rather_crowded_than_one_more_begun, stage_reset),
        cmocka_unit_test_setup(a_paragraph_may_refuse_to_be_squeezed, stage_reset),
        cmocka_unit_test_setup(word_spaces_stretch_first_then_gaps_then_all_joints, stage_reset),
        cmocka_unit_test_setup(letterspacing_is_alike_everywhere_but_in_units, stage_reset),
        cmocka_unit_test_setup(a_justified_line_ends_exactly_at_the_measure, stage_reset),
        cmocka_unit_test_setup(a_line_without_joints_stays_short_and_says_so, stage_reset),
        cmocka_unit_test_setup(a_line_that_would_be_torn_stays_short_and_says_so, stage_reset),
        cmocka_unit_test_setup(the_last_line_is_not_stretched, stage_reset),
        cmocka_unit_test_setup(the_last_line_holds_two_characters_marks_aside, stage_reset),
        cmocka_unit_test_setup(a_figure_rather_keeps_its_unit, stage_reset),
        cmocka_unit_test_setup(a_figure_may_stand_alone_on_the_last_line, stage_reset),
        cmocka_unit_test_setup(the_rule_of_two_can_be_changed, stage_reset),
        cmocka_unit_test_setup(nothing_hangs_unless_asked, stage_reset),
        cmocka_unit_test_setup(only_commas_and_full_stops_hang, stage_reset),
        cmocka_unit_test_setup(indents_count_on_the_first_line_only, stage_reset),
        cmocka_unit_test_setup(a_first_indent_may_hang_out, stage_reset),
        cmocka_unit_test_setup(on_the_grid_every_character_stands_on_a_cell, stage_reset),
        cmocka_unit_test_setup(the_grid_holds_28_characters_in_28_ems, stage_reset),
        cmocka_unit_test_setup(western_text_on_the_grid_is_padded_to_whole_cells, stage_reset),
        cmocka_unit_test_setup(a_balanced_title_is_not_parted_within_a_word_of_budgets, stage_reset),
        cmocka_unit_test_setup(a_word_too_long_for_the_measure_is_parted_without_a_further_line, stage_reset),
        cmocka_unit_test_setup(a_balanced_head_has_lines_of_like_length, stage_reset),
        cmocka_unit_test_setup(a_title_is_broken_by_sense_first, stage_reset),
        cmocka_unit_test_setup(a_stacked_head_has_a_character_a_line, stage_reset),
        cmocka_unit_test_setup(a_stacked_head_obeys_the_prohibition_where_there_is_room, stage_reset),
        cmocka_unit_test_setup(figures_of_a_stacked_head_stay_together_if_they_fit_an_em, stage_reset),
        cmocka_unit_test_setup(a_stacked_head_may_hold_empty_lines, stage_reset),
        cmocka_unit_test_setup(ragged_lines_are_full_and_not_stretched, stage_reset),
        cmocka_unit_test_setup(ragged_lines_are_squeezed_only_to_save_a_line, stage_reset),
        cmocka_unit_test_setup(a_name_is_distributed_over_the_measure, stage_reset),
    };
    return cmocka_run_group_tests(tests, stage_open, stage_close);
}
