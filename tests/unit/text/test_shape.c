/* Faces, glyphs, clusters; what is missing. */
#include "stage.h"

#include <hb.h>
#include <string.h>

static Set set_line(const char *text) { return set_text(text, style_plain(), 1000 * EM); }

static void assert_set_in(const char *text, const char *character, const char *face) {
    Set set = set_line(text);
    Spot spot = spot_of(&set.lines[0], character, 0);
    assert_memory_equal(face_of(&spot), face, strlen(face));
    assert_int_not_equal(spot.glyph->id, 0);
}

TEST(han_and_western_text_have_their_faces) {
    assert_set_in("预算2020ABC", "预", "FandolFang");
    assert_set_in("预算2020ABC", "2", "LiberationSerif");
    assert_set_in("预算2020ABC", "A", "LiberationSerif");
    assert_set_in("预算（2020）", "（", "FandolFang");
    assert_set_in("35℃", "℃", "FandolFang");
}

TEST(a_rare_character_comes_from_a_fallback) {
    assert_set_in("张䶮主任", "䶮", "NotoSerifCJK");
    assert_set_in("王𬭎主任", "𬭎", "NotoSerifCJK");
    assert_set_in("张䶮主任", "主", "FandolFang");
}

TEST(a_character_no_face_has_is_reported_with_its_place) {
    TextRun run = run_of("名\xF3\xB0\x80\x81字");
    run.source = (SourceRef){NULL, 7, 0};
    ParaStyle style = style_plain();
    assert_null(para_make(stage.arena, stage.engine, &run, 1, &style, stage.diags));
    assert_int_equal(diag_count(stage.diags), 1);
    const Diag *diag = diag_item(stage.diags, 0);
    assert_int_equal(diag->code, DIAG_GLYPH_MISSING);
    assert_string_equal(diag->args[0], "\xF3\xB0\x80\x81");
    assert_string_equal(diag->args[1], "U+F0001");
    assert_string_equal(diag->args[2], "fang");
    assert_false(arena_failed(stage.arena));
}

TEST(all_missing_characters_come_out_in_one_run_each_once) {
    TextRun run = run_of("\xEE\x80\x80 \xEE\x80\x81 \xEE\x80\x80");
    ParaStyle style = style_plain();
    assert_null(para_make(stage.arena, stage.engine, &run, 1, &style, stage.diags));
    assert_int_equal(diag_count(stage.diags), 2);
}

TEST(figures_are_alike_wide_and_not_kerned) {
    ParaStyle style = style_plain();
    int width = width_in("11111111", style);
    assert_int_equal(width, 4000);
    assert_int_equal(width_in("47474747", style), width);
    assert_int_equal(width_in("1,111.11", style), width_in("4,747.74", style));
}

TEST(words_are_kerned) {
    Set set = set_line("AVAV");
    Set first = set_line("A");
    Set second = set_line("V");
    assert_true(set.lines[0].right < 2 * (first.lines[0].right + second.lines[0].right));
}

/* The short way round HarfBuzz gives what HarfBuzz gives. */
static void expect_as_harfbuzz_does(const char *text, hb_script_t script, const hb_feature_t *features, unsigned some) {
    Set set = set_line(text);
    assert_int_equal(set.lines[0].piece_count, 1);
    const GlyphRun *run = &set.lines[0].pieces[0].run;
    const Font *font = font_set_face(stage.fonts, run->face);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, script);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
    hb_shape(font->font, buffer, features, some);
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    assert_int_equal(count, run->glyph_count);
    for (unsigned i = 0; i < count; i++) {
        assert_int_equal(infos[i].codepoint, run->glyphs[i].id);
        assert_int_equal(infos[i].cluster, run->glyphs[i].cluster);
        if (features) /* Han marks are squeezed */
            assert_int_equal(font_len(font, positions[i].x_advance, EM), run->glyphs[i].advance);
    }
    hb_buffer_destroy(buffer);
}

TEST(text_of_a_face_without_lookups_is_shaped_as_harfbuzz_does) {
    expect_as_harfbuzz_does("自治区社会保险管理局（办公室）“三公”，预算——说明……", HB_SCRIPT_HAN, NULL, 0);
}

TEST(figures_are_shaped_as_harfbuzz_does) {
    const hb_feature_t features[] = {{HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
                                     {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
                                     {HB_TAG('l', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
    const char *figures[] = {"1,147.11%", "2020-01-16", "1/4", "3/8", "12:30:56", "7474.11", "0.00"};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        expect_as_harfbuzz_does(figures[i], HB_SCRIPT_LATIN, features, 3);
}

TEST(a_remembered_word_is_shaped_like_a_new_one) {
    Set once = set_line("Waffle AVAT");
    Set again = set_line("Waffle AVAT");
    assert_int_equal(once.lines[0].pieces[0].run.glyph_count, again.lines[0].pieces[0].run.glyph_count);
    assert_memory_equal(once.lines[0].pieces[0].run.glyphs, again.lines[0].pieces[0].run.glyphs,
                        once.lines[0].pieces[0].run.glyph_count * sizeof(Glyph));
}

TEST(clusters_are_offsets_in_the_pieces_text) {
    Set set = set_line("预算（一）表");
    const GlyphRun *run = &set.lines[0].pieces[0].run;
    assert_int_equal(run->glyph_count, 6);
    for (uint32_t i = 0; i < 6; i++)
        assert_int_equal(run->glyphs[i].cluster, 3 * i);
    assert_int_equal(run->text.length, 18);
}

TEST(a_joined_dash_is_one_cluster_of_both_characters) {
    TextRun run = run_in("中——文", stage.noto);
    Set set = set_runs(&run, 1, style_plain(), 1000 * EM);
    const GlyphRun *glyphs = &set.lines[0].pieces[0].run;
    assert_int_equal(glyphs->glyph_count, 3);
    assert_int_equal(glyphs->glyphs[1].cluster, 3);
    assert_int_equal(glyphs->glyphs[2].cluster, 9);
}

TEST(a_variation_selector_stays_with_its_character) {
    Set set = set_line("葛\xF3\xA0\x84\x80城市");
    assert_int_equal(set.lines[0].end, 4);
    Spot spot = spot_of(&set.lines[0], "葛", 0);
    assert_int_equal(spot.glyph->cluster, 0);
    Set narrow = set_text("市葛\xF3\xA0\x84\x80城", style_plain(), EM);
    assert_int_equal(narrow.count, 3);
}

TEST(combining_marks_stay_with_their_letter) {
    Set plain = set_line("e");
    Set set = set_line("e\xCC\x81");
    assert_int_equal(set.lines[0].right, plain.lines[0].right);
    Set pinyin = set_line("ǎ中ü");
    assert_string_equal(line_text(&pinyin.lines[0]), "ǎ中ü");
}

TEST(a_mark_without_a_letter_and_right_to_left_text_do_no_harm) {
    const char *texts[] = {"\xCC\x81",     "\xF3\xA0\x84\x80", "שלום",          "\xE2\x80\x8F中\xE2\x80\xAE文",
                           "\xE2\x80\x8D", "\xEF\xBB\xBF中",   "👨\xE2\x80\x8D👩"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        TextRun run = run_of(texts[i]);
        ParaStyle style = style_plain();
        size_t count = 0;
        const Para *para = para_make(stage.arena, stage.engine, &run, 1, &style, stage.diags);
        if (para)
            assert_non_null(para_break(stage.arena, para, 2 * EM, &count));
    }
    assert_false(arena_failed(stage.arena));
}

TEST(bad_bytes_are_reported_as_replacement_characters) {
    TextRun run = {.text = {"中\xFF\xFE文", 8}, .role = stage.fang, .size = EM};
    ParaStyle style = style_plain();
    assert_null(para_make(stage.arena, stage.engine, &run, 1, &style, stage.diags));
    assert_int_equal(diag_count(stage.diags), 1);
    assert_string_equal(diag_item(stage.diags, 0)->args[1], "U+FFFD");
}

TEST(an_unknown_role_is_a_missing_character) {
    TextRun run = run_in("中", -1);
    ParaStyle style = style_plain();
    assert_null(para_make(stage.arena, stage.engine, &run, 1, &style, stage.diags));
    assert_int_equal(diag_item(stage.diags, 0)->code, DIAG_GLYPH_MISSING);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(han_and_western_text_have_their_faces, stage_reset),
        cmocka_unit_test_setup(a_rare_character_comes_from_a_fallback, stage_reset),
        cmocka_unit_test_setup(a_character_no_face_has_is_reported_with_its_place, stage_reset),
        cmocka_unit_test_setup(all_missing_characters_come_out_in_one_run_each_once, stage_reset),
        cmocka_unit_test_setup(figures_are_alike_wide_and_not_kerned, stage_reset),
        cmocka_unit_test_setup(figures_are_shaped_as_harfbuzz_does, stage_reset),
        cmocka_unit_test_setup(words_are_kerned, stage_reset),
        cmocka_unit_test_setup(text_of_a_face_without_lookups_is_shaped_as_harfbuzz_does, stage_reset),
        cmocka_unit_test_setup(a_remembered_word_is_shaped_like_a_new_one, stage_reset),
        cmocka_unit_test_setup(clusters_are_offsets_in_the_pieces_text, stage_reset),
        cmocka_unit_test_setup(a_joined_dash_is_one_cluster_of_both_characters, stage_reset),
        cmocka_unit_test_setup(a_variation_selector_stays_with_its_character, stage_reset),
        cmocka_unit_test_setup(combining_marks_stay_with_their_letter, stage_reset),
        cmocka_unit_test_setup(a_mark_without_a_letter_and_right_to_left_text_do_no_harm, stage_reset),
        cmocka_unit_test_setup(bad_bytes_are_reported_as_replacement_characters, stage_reset),
        cmocka_unit_test_setup(an_unknown_role_is_a_missing_character, stage_reset),
    };
    return cmocka_run_group_tests(tests, stage_open, stage_close);
}
