/* Paragraphs and lines as the rooms above use them: widths, places, leaders, fills, pieces, links, memory. */
#include "stage.h"

#include <stdio.h>
#include <string.h>

#include "alloc_fail.h"

static Set set_line(const char *text) { return set_text(text, style_plain(), 1000 * EM); }

/* ---- widths --------------------------------------------------------------------------------------------- */

TEST(the_least_width_is_the_longest_unit) {
    assert_int_equal(para_min_width(set_line("部门预算").para), EM);
    assert_int_equal(para_min_width(set_line("部门，预算").para), EM * 3 / 2);
    assert_int_equal(para_min_width(set_line("部（门）算").para), 2 * EM);
    assert_int_equal(para_min_width(set_line("预算2020年").para), 2 * EM);
    assert_int_equal(para_min_width(set_line("预算——表").para), 3 * EM);
}

TEST(by_sense_the_width_is_that_of_the_widest_part) {
    ParaStyle style = style_plain();
    style.balance = true;
    Set set = set_text("一般公共\u200b预算拨款收入", style, 100 * EM);
    assert_int_equal(para_sense_width(set.para), 6 * EM);
    set = set_text("拨款收入", style, 100 * EM);
    assert_int_equal(para_sense_width(set.para), 4 * EM);
    set = set_line("一般公共\u200b预算拨款收入"); /* not broken there */
    assert_int_equal(para_sense_width(set.para), 10 * EM);
}

TEST(the_least_is_never_more_than_the_most) {
    ParaStyle style = style_plain();
    style.first_indent = -2 * EM;
    style.left_indent = EM;
    Set set = set_text("部门预算", style, 100 * EM);
    assert_int_equal(para_max_width(set.para), 3 * EM);
    assert_int_equal(para_min_width(set.para), 2 * EM);
    set = set_text("部门", style, 100 * EM);
    assert_int_equal(para_max_width(set.para), EM);
    assert_int_equal(para_min_width(set.para), EM);
}

TEST(the_most_is_the_widest_forced_line) {
    Set set = set_line("部门预算\n公开\n");
    assert_int_equal(para_max_width(set.para), 4 * EM);
    ParaStyle style = style_plain();
    style.first_indent = 2 * EM;
    style.left_indent = EM;
    set = set_text("部门\n公开预算", style, 100 * EM);
    assert_int_equal(para_max_width(set.para), 5 * EM);
}

TEST(the_most_width_holds_one_line_and_the_least_breaks_no_unit) {
    const char *texts[] = {"预算“三公”经费：3,245.21万元（含35℃）。", "机关事业单位基本养老保险缴费支出",
                           "ISO 9001 质量"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Set set = set_line(texts[i]);
        size_t count = 0;
        para_break(stage.arena, set.para, para_max_width(set.para), &count);
        assert_int_equal(count, 1);
        const Line *lines = para_break(stage.arena, set.para, para_min_width(set.para), &count);
        for (size_t l = 0; l < count; l++)
            assert_false(lines[l].overfull);
    }
}

TEST(an_empty_paragraph_has_one_empty_line) {
    Set set = set_line("");
    assert_int_equal(set.count, 1);
    assert_int_equal(set.lines[0].piece_count, 0);
    assert_true(set.lines[0].last);
    set = set_runs(NULL, 0, style_plain(), 10 * EM);
    assert_int_equal(set.count, 1);
    set = set_text(ZW, style_plain(), 10 * EM);
    assert_int_equal(set.count, 1);
    assert_int_equal(set.lines[0].end, 1);
    assert_int_equal(para_max_width(set.para), 0);
}

TEST(lines_divide_the_characters_without_gap) {
    Set set = set_text("部门 " ZW "预算\n\n公开 2020 年" ZW ZW "情况", style_plain(), 3 * EM);
    uint32_t at = 0;
    for (size_t i = 0; i < set.count; i++) {
        assert_int_equal(set.lines[i].first, at);
        at = set.lines[i].end;
    }
    size_t count = 0;
    para_codepoints(set.para, &count);
    assert_int_equal(at, count);
}

TEST(spaces_at_a_lines_end_are_kept_without_width) {
    ParaStyle style = style_plain();
    style.align = ALIGN_LEFT;
    Set set = set_text("ab cd", style, EM * 3 / 2);
    assert_string_equal(set_as_text(&set), "ab |cd");
    const GlyphRun *run = &set.lines[0].pieces[0].run;
    assert_int_equal(run->glyphs[2].advance, 0);
    assert_int_equal(glyph_run_width(run), set.lines[0].right);
    set = set_text("中文　　", style, 10 * EM);
    assert_int_equal(set.lines[0].right, 2 * EM);
    set = set_text("　　中文", style, 10 * EM);
    assert_int_equal(set.lines[0].right, 4 * EM);
}

TEST(the_em_box_is_centred_in_the_leading) {
    ParaStyle style = {.size = 10000, .leading = 16000};
    assert_int_equal(para_baseline(&style), 3000 + 8800);
}

TEST(the_place_of_a_decimal_point_is_told) {
    ParaStyle style = style_plain();
    style.no_gap = true;
    Set set = set_text("3,245.21", style, 100 * EM);
    assert_int_equal(para_offset_x(set.para, 0, 0), 0);
    assert_int_equal(para_offset_x(set.para, 0, 5), 4 * EM / 2 + EM / 4);
    assert_int_equal(para_offset_x(set.para, 0, 8), set.lines[0].right);
    TextRun runs[] = {run_of("共（"), run_of("12.5")};
    set = set_runs(runs, 2, style, 100 * EM);
    assert_int_equal(para_offset_x(set.para, 1, 0), 2 * EM);
    assert_int_equal(para_offset_x(set.para, 1, 2), 3 * EM);
}

/* ---- leaders and fills ---------------------------------------------------------------------------------- */

static Set set_entry(const char *title, const char *dots, const char *page, Len measure) {
    TextRun runs[] = {run_of(title), run_of(dots), run_of(page)};
    runs[1].kind = TEXT_LEADER;
    return set_runs(runs, 3, style_plain(), measure);
}

static const LinePiece *leader_of(const Set *set) {
    const Line *line = &set->lines[set->count - 1];
    return &line->pieces[line->piece_count - 2];
}

TEST(what_follows_a_leader_stands_flush_right) {
    const char *pages[] = {"1", "12", "105"};
    for (size_t i = 0; i < 3; i++) {
        Set set = set_entry("单位概况", ".", pages[i], 20 * EM);
        assert_int_equal(set.count, 1);
        assert_int_equal(set.lines[0].right, 20 * EM);
        const LinePiece *last = &set.lines[0].pieces[set.lines[0].piece_count - 1];
        assert_int_equal(last->x + glyph_run_width(&last->run), 20 * EM);
    }
}

TEST(dots_of_all_entries_stand_in_columns) {
    const char *titles[] = {"单位概况", "一、2020年收支", "（一）总体说明AB"};
    const char *dots[] = {".", "·", "…", ". "};
    for (size_t d = 0; d < 4; d++)
        for (size_t i = 0; i < 3; i++) {
            Set set = set_entry(titles[i], dots[d], "12", 20 * EM);
            const LinePiece *leader = leader_of(&set);
            Len step = glyph_run_width(&leader->run) / (Len)(leader->run.text.length / strlen(dots[d]));
            assert_int_equal(leader->x % step, 0);
            assert_true(leader->run.glyph_count > 5);
        }
}

TEST(dots_keep_clear_of_the_text) {
    Set set = set_entry("单位概况", ".", "12", 20 * EM);
    const LinePiece *leader = leader_of(&set);
    assert_true(leader->x >= 4 * EM + EM / 4);
    assert_true(leader->end <= 19 * EM - EM / 4);
}

TEST(middle_dots_stand_half_an_em_apart) {
    Set set = set_entry("单位概况", "·", "12", 20 * EM);
    assert_int_equal(leader_of(&set)->run.glyphs[0].advance, EM / 2);
}

TEST(a_long_entry_keeps_its_number_with_its_last_words) {
    Set set = set_entry("关于自治区社会保险管理局收支预算情况的总体说明", ".", "12", 12 * EM);
    assert_int_equal(set.count, 3);
    assert_int_equal(set.lines[2].right, 12 * EM);
    set = set_entry("关于自治区社会保险管理局", ".", "12", 12 * EM);
    assert_int_equal(set.count, 2);
    assert_memory_equal(line_text(&set.lines[1]), "理局", strlen("理局"));
}

TEST(a_fill_pushes_what_follows_to_the_right) {
    TextRun runs[] = {run_of("编制部门"), {.kind = TEXT_FILL, .role = stage.fang, .size = EM}, run_of("单位：万元")};
    Set set = set_runs(runs, 3, style_plain(), 20 * EM);
    assert_int_equal(set.count, 1);
    assert_int_equal(set.lines[0].pieces[1].x, 15 * EM);
    assert_int_equal(set.lines[0].right, 20 * EM);
    size_t count = 0;
    assert_int_equal(para_codepoints(set.para, &count)[4], 0xFFFC);
}

TEST(fills_share_what_is_left) {
    TextRun fill = {.kind = TEXT_FILL, .role = stage.fang, .size = EM};
    TextRun runs[] = {run_of("左"), fill, run_of("中"), fill, run_of("右")};
    Set set = set_runs(runs, 5, style_plain(), 20 * EM);
    assert_int_equal(set.lines[0].pieces[1].x, EM + 17 * EM / 2);
    assert_int_equal(set.lines[0].right, 20 * EM);
}

TEST(a_leader_whose_dot_is_missing_is_reported) {
    TextRun runs[] = {run_of("中"), run_of("\xEE\x80\x80"), run_of("1")};
    runs[1].kind = TEXT_LEADER;
    ParaStyle style = style_plain();
    assert_null(para_make(stage.arena, stage.engine, runs, 3, &style, stage.diags));
    assert_int_equal(diag_item(stage.diags, 0)->code, DIAG_GLYPH_MISSING);
}

/* ---- drawing -------------------------------------------------------------------------------------------- */

TEST(pieces_carry_tag_link_size_and_colour) {
    TextRun runs[] = {run_of("部门"), run_of("预算"), run_of("公开")};
    runs[0].tag = 3;
    runs[1].tag = 4;
    runs[1].link = 9;
    runs[2].color = COLOR_RED;
    runs[2].size = EM / 2;
    Set set = set_runs(runs, 3, style_plain(), 100 * EM);
    const LinePiece *pieces = set.lines[0].pieces;
    assert_int_equal(set.lines[0].piece_count, 3);
    assert_int_equal(pieces[0].tag, 3);
    assert_int_equal(pieces[1].tag, 4);
    assert_int_equal(pieces[1].link, 9);
    assert_int_equal(pieces[2].run.size, EM / 2);
    assert_int_equal(pieces[2].run.color.m, 800);
    assert_int_equal(set.lines[0].right, 5 * EM);
}

TEST(a_line_is_drawn_where_it_is_told_with_one_area_a_link) {
    TextRun runs[] = {run_of("（一）"), run_of("."), run_of("12"), run_of("后")};
    runs[1].kind = TEXT_LEADER;
    runs[0].link = runs[1].link = runs[2].link = 5;
    Set set = set_runs(runs, 4, style_plain(), 20 * EM);
    PageList *list = page_list_make(stage.arena);
    Page *page = page_list_add(list, (Size){100 * EM, 100 * EM});
    line_draw(&set.lines[0], list, page, false, (Point){3 * EM, 7 * EM}, EM);
    size_t links = 0;
    for (size_t i = 0; i < page->count; i++) {
        const PageItem *item = &page->items[i];
        if (item->kind == PAGE_GLYPHS)
            assert_int_equal(item->at.y, 7 * EM);
        if (item->kind != PAGE_LINK)
            continue;
        links++;
        assert_int_equal(item->link.target, 5);
        assert_int_equal(item->link.box.x, 3 * EM);
        assert_int_equal(item->link.box.y, 7 * EM - EM * 88 / 100);
        assert_int_equal(item->link.box.height, EM);
        assert_int_equal(item->link.box.x + item->link.box.width, 3 * EM + 19 * EM - EM / 4);
    }
    assert_int_equal(links, 1);
    assert_int_equal(page->items[0].at.x, 3 * EM - EM / 2);
}

TEST(a_gap_before_another_piece_is_in_the_advance_before_it) {
    Set set = set_line("中20");
    const LinePiece *pieces = set.lines[0].pieces;
    assert_int_equal(pieces[0].x + glyph_run_width(&pieces[0].run), pieces[1].x);
    assert_int_equal(pieces[0].end, EM);
}

/* ---- limits --------------------------------------------------------------------------------------------- */

TEST(a_paragraph_of_too_many_characters_is_refused) {
    TextRun run = {.text = {"", (size_t)1 << 25}, .role = stage.fang, .size = EM};
    ParaStyle style = style_plain();
    assert_null(para_make(stage.arena, stage.engine, &run, 1, &style, stage.diags));
    assert_int_equal(diag_item(stage.diags, 0)->code, DIAG_TEXT_TOO_LONG);
    assert_false(arena_failed(stage.arena));
}

TEST(a_paragraph_of_a_hundred_thousand_characters_is_set_eleven_of_them_are_too_long) {
    const size_t count = 100000;
    char *text = arena_alloc(stage.arena, 3 * count);
    for (size_t i = 0; i < count; i++)
        memcpy(text + 3 * i, i % 9 == 8 ? "，" : "预", 3);
    TextRun run = {.text = {text, 3 * count}, .role = stage.fang, .size = EM};
    Set set = set_runs(&run, 1, style_plain(), 28 * EM);
    assert_int_equal(set.lines[set.count - 1].end, count);
    TextRun runs[] = {run, run, run, run, run, run, run, run, run, run, run};
    ParaStyle style = style_plain();
    assert_null(para_make(stage.arena, stage.engine, runs, 11, &style, stage.diags));
    assert_int_equal(diag_item(stage.diags, 0)->code, DIAG_TEXT_TOO_LONG);
}

TEST(absurd_lengths_do_no_harm) {
    ParaStyle style = style_plain();
    style.first_indent = LEN_MAX;
    style.left_indent = -LEN_MAX;
    style.size = -5;
    TextRun run = run_of("中文ABC，（）");
    run.size = LEN_MAX;
    Len measures[] = {-LEN_MAX, -1, 0, 1, LEN_MAX};
    for (size_t i = 0; i < 5; i++)
        set_runs(&run, 1, style, measures[i]);
    run.size = 0;
    for (size_t i = 0; i < 5; i++)
        set_runs(&run, 1, style, measures[i]);
}

TEST(results_do_not_depend_on_what_was_set_before) {
    TextEngine *fresh = text_engine_new(stage.fonts);
    ParaStyle style = style_plain();
    TextRun run = run_of("自治区“三公”经费AVAT 3,245.21万元，占≥95%。");
    for (int i = 0; i < 300; i++)
        set_line(arena_printf(stage.arena, "预算%d词W%dA，“引%d”", i, i, i));
    Set used = set_runs(&run, 1, style, 9 * EM);
    Para *para = para_make(stage.arena, fresh, &run, 1, &style, stage.diags);
    size_t count = 0;
    const Line *lines = para_break(stage.arena, para, 9 * EM, &count);
    assert_int_equal(count, used.count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(lines[i].piece_count, used.lines[i].piece_count);
        for (size_t p = 0; p < lines[i].piece_count; p++)
            assert_memory_equal(lines[i].pieces[p].run.glyphs, used.lines[i].pieces[p].run.glyphs,
                                lines[i].pieces[p].run.glyph_count * sizeof(Glyph));
    }
    text_engine_free(fresh);
}

/* Everything once, with an engine of its own. */
static void work(void) {
    TextEngine *engine = text_engine_new(stage.fonts);
    Arena *arena = arena_new();
    if (engine && arena) {
        TextRun runs[] = {run_of("自治区“三公”经费AVAT 3,245.21万元"), run_of("."), run_of("ABCDEFGHIJKLMNOP\n12")};
        runs[1].kind = TEXT_LEADER;
        ParaStyle style = style_plain();
        Para *para = para_make(arena, engine, runs, 3, &style, stage.diags);
        size_t count = 0;
        const Line *lines = para ? para_break(arena, para, 4 * EM, &count) : NULL;
        if (!lines)
            assert_true(arena_failed(arena));
        if (para)
            para_min_width(para);
    }
    text_engine_free(engine);
    arena_free(arena);
}

TEST(memory_may_run_out_anywhere) {
    work(); /* faces are open from here on */
    for (size_t n = 1; alloc_fail_next(&n); n++)
        work();
    assert_int_equal(diag_count_at_least(stage.diags, SEVERITY_ERROR), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_least_width_is_the_longest_unit, stage_reset),
        cmocka_unit_test_setup(by_sense_the_width_is_that_of_the_widest_part, stage_reset),
        cmocka_unit_test_setup(the_least_is_never_more_than_the_most, stage_reset),
        cmocka_unit_test_setup(the_most_is_the_widest_forced_line, stage_reset),
        cmocka_unit_test_setup(the_most_width_holds_one_line_and_the_least_breaks_no_unit, stage_reset),
        cmocka_unit_test_setup(an_empty_paragraph_has_one_empty_line, stage_reset),
        cmocka_unit_test_setup(lines_divide_the_characters_without_gap, stage_reset),
        cmocka_unit_test_setup(spaces_at_a_lines_end_are_kept_without_width, stage_reset),
        cmocka_unit_test_setup(the_em_box_is_centred_in_the_leading, stage_reset),
        cmocka_unit_test_setup(the_place_of_a_decimal_point_is_told, stage_reset),
        cmocka_unit_test_setup(what_follows_a_leader_stands_flush_right, stage_reset),
        cmocka_unit_test_setup(dots_of_all_entries_stand_in_columns, stage_reset),
        cmocka_unit_test_setup(dots_keep_clear_of_the_text, stage_reset),
        cmocka_unit_test_setup(middle_dots_stand_half_an_em_apart, stage_reset),
        cmocka_unit_test_setup(a_long_entry_keeps_its_number_with_its_last_words, stage_reset),
        cmocka_unit_test_setup(a_fill_pushes_what_follows_to_the_right, stage_reset),
        cmocka_unit_test_setup(fills_share_what_is_left, stage_reset),
        cmocka_unit_test_setup(a_leader_whose_dot_is_missing_is_reported, stage_reset),
        cmocka_unit_test_setup(pieces_carry_tag_link_size_and_colour, stage_reset),
        cmocka_unit_test_setup(a_line_is_drawn_where_it_is_told_with_one_area_a_link, stage_reset),
        cmocka_unit_test_setup(a_gap_before_another_piece_is_in_the_advance_before_it, stage_reset),
        cmocka_unit_test_setup(a_paragraph_of_too_many_characters_is_refused, stage_reset),
        cmocka_unit_test_setup(a_paragraph_of_a_hundred_thousand_characters_is_set_eleven_of_them_are_too_long,
                               stage_reset),
        cmocka_unit_test_setup(absurd_lengths_do_no_harm, stage_reset),
        cmocka_unit_test_setup(results_do_not_depend_on_what_was_set_before, stage_reset),
        cmocka_unit_test_setup(memory_may_run_out_anywhere, stage_reset),
    };
    return cmocka_run_group_tests(tests, stage_open, stage_close);
}
