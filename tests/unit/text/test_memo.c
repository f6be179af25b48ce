/* Paragraphs found again are the ones that would be made anew, whatever was made before and however little is kept. */
#include "stage.h"

#include <string.h>

#include "alloc_fail.h"
#include "text/memo.h"

/* Enough for a paragraph or two, so that nearly all is driven out. */
#define TINY ((size_t)48 << 10)

static const char *const TEXTS[] = {
    "社会保障和就业支出",
    "0.00",
    "1,347.71",
    "2020年，本部门“三公”经费3,245.21万元（含ISO 9001认证费），比上年增长12.5%。",
    "一般公共\u200b预算拨款收入",
    "第一行\n第二行\n",
    "fi-ffi 12-34",
    "e\u0301tude 35℃",
    "",
    " 　 ",
};
#define TEXT_COUNT  (sizeof TEXTS / sizeof *TEXTS)
#define STYLE_COUNT ((size_t)14)

/* One thing different each time. */
static ParaStyle style_number(size_t n) {
    ParaStyle style = style_plain();
    switch (n) {
    case 1: style.size = EM * 2; break;
    case 2: style.first_indent = EM; break;
    case 3: style.left_indent = EM; break;
    case 4: style.right_indent = EM; break;
    case 5: style.punct = PUNCT_STYLE_HALF; break;
    case 6: style.grid = true; break;
    case 7: style.hang = true; break;
    case 8: style.balance = true; break;
    case 9: style.no_squeeze = true; break;
    case 10: style.stacked = true; break;
    case 11: style.no_gap = true; break;
    case 12: style.min_last = 5; break;
    case 13: style.align = ALIGN_LEFT; break;
    default: break;
    }
    return style;
}

static void use_memo(size_t bytes) {
    memo_free(stage.engine->memo);
    stage.engine->memo = memo_new(bytes);
    assert_non_null(stage.engine->memo);
}

/* All that is known of a paragraph set to a measure. */
static const char *describe(const Set *set) {
    const char *text = arena_printf(stage.arena, "%lld %lld %lld", (long long)para_min_width(set->para),
                                    (long long)para_max_width(set->para), (long long)para_sense_width(set->para));
    for (size_t i = 0; i < set->count; i++) {
        const Line *line = &set->lines[i];
        text = arena_printf(stage.arena, "%s\n%lld-%lld %u-%u %d %d", text, (long long)line->left,
                            (long long)line->right, line->first, line->end, line->shrink, line->stretch);
        for (size_t p = 0; p < line->piece_count; p++) {
            const LinePiece *piece = &line->pieces[p];
            text = arena_printf(stage.arena, "%s\n  %lld %d %lld %u/%u %zu %.*s", text, (long long)piece->x,
                                piece->run.face, (long long)piece->run.size, piece->tag, piece->link,
                                (size_t)piece->run.source.within, (int)piece->run.text.length, piece->run.text.text);
            for (uint32_t g = 0; g < piece->run.glyph_count; g++) {
                const Glyph *glyph = &piece->run.glyphs[g];
                text = arena_printf(stage.arena, "%s %u@%u+%d,%d,%d", text, glyph->id, glyph->cluster, glyph->advance,
                                    glyph->x_offset, glyph->y_offset);
            }
        }
    }
    return text;
}

static const char *set_number(size_t text, size_t style, Len measure) {
    Set set = set_text(TEXTS[text], style_number(style), measure);
    return describe(&set);
}

/* Sets every text in every style, `rounds` times, in an order of its own; compares with an engine that keeps nothing.
 */
static void compare(size_t memo, size_t rounds, size_t step) {
    const char *expected[TEXT_COUNT * STYLE_COUNT];
    const size_t count = TEXT_COUNT * STYLE_COUNT;
    use_memo(0);
    for (size_t i = 0; i < count; i++)
        expected[i] = set_number(i % TEXT_COUNT, i / TEXT_COUNT, 7 * EM);
    use_memo(memo);
    for (size_t i = 0; i < rounds * count; i++) {
        size_t n = i * step % count;
        assert_string_equal(set_number(n % TEXT_COUNT, n / TEXT_COUNT, 7 * EM), expected[n]);
    }
}

TEST(found_again_a_paragraph_is_as_made) { compare(MEMO_BYTES, 3, 1); }
TEST(in_any_order) { compare(MEMO_BYTES, 3, 37); }
TEST(also_when_nearly_all_is_driven_out) { compare(TINY, 4, 11); }
TEST(also_when_nothing_fits) { compare(64, 2, 1); }

static bool is_kept(const char *text) {
    TextRun run = run_of(text);
    ParaStyle style = style_plain();
    MemoPara found;
    return memo_find(stage.engine->memo, &run, 1, &style, &found);
}

TEST(what_is_asked_for_stays_and_what_is_not_goes) {
    use_memo(TINY);
    set_text("部门预算", style_plain(), 9 * EM);
    set_text("公开", style_plain(), 9 * EM);
    for (int i = 0; i < 200; i++) {
        set_text(arena_printf(stage.arena, "第%d号", i), style_plain(), 9 * EM);
        set_text("部门预算", style_plain(), 9 * EM);
    }
    assert_true(is_kept("第199号"));
    assert_true(is_kept("部门预算"));
    assert_false(is_kept("公开"));
    assert_false(is_kept("第0号"));
}

TEST(a_paragraph_too_large_is_made_each_time) {
    char *text = arena_alloc(stage.arena, 3001);
    for (size_t i = 0; i < 3000; i += 3)
        memcpy(text + i, "预", 3);
    use_memo(TINY);
    set_text(text, style_plain(), 20 * EM);
    assert_false(is_kept(text));
    use_memo(MEMO_BYTES);
    set_text(text, style_plain(), 20 * EM);
    assert_true(is_kept(text));
}

TEST(tags_links_and_places_are_the_new_ones) {
    use_memo(MEMO_BYTES);
    for (TagId tag = 1; tag < 4; tag++) {
        TextRun run = run_of(arena_strdup(stage.arena, "部门预算 2020"));
        run.tag = tag;
        run.link = tag + 10;
        run.color = (Color){.c = (uint16_t)tag};
        Set set = set_runs(&run, 1, style_plain(), 20 * EM);
        for (size_t p = 0; p < set.lines[0].piece_count; p++) {
            const LinePiece *piece = &set.lines[0].pieces[p];
            assert_int_equal(piece->tag, tag);
            assert_int_equal(piece->link, tag + 10);
            assert_memory_equal(&piece->run.color, &run.color, sizeof run.color);
            assert_in_range((uintptr_t)piece->run.text.text, (uintptr_t)run.text.text,
                            (uintptr_t)run.text.text + run.text.length);
        }
    }
}

/* The same letters as one run and as two, in two faces and two sizes. */
TEST(runs_are_told_apart) {
    use_memo(MEMO_BYTES);
    TextRun one = run_of("部门AB预算");
    TextRun two[] = {run_of("部门A"), run_of("B预算")};
    TextRun hei = run_in("部门AB预算", stage.hei);
    TextRun large = one;
    large.size = 2 * EM;
    for (int round = 0; round < 2; round++) {
        Set a = set_runs(&one, 1, style_plain(), 20 * EM), b = set_runs(two, 2, style_plain(), 20 * EM);
        Set c = set_runs(&hei, 1, style_plain(), 20 * EM), d = set_runs(&large, 1, style_plain(), 20 * EM);
        assert_int_equal(a.lines[0].piece_count + 1, b.lines[0].piece_count);
        assert_int_not_equal(a.lines[0].pieces[0].run.face, c.lines[0].pieces[0].run.face);
        assert_true(para_max_width(d.para) > para_max_width(a.para) * 3 / 2);
    }
}

TEST(a_fault_is_told_each_time) {
    TextRun run = run_of("部\U00010C00门");
    ParaStyle style = style_plain();
    use_memo(MEMO_BYTES);
    for (size_t i = 1; i < 4; i++) {
        assert_null(para_make(stage.arena, stage.engine, &run, 1, &style, stage.diags));
        assert_int_equal(diag_count_at_least(stage.diags, SEVERITY_ERROR), i);
    }
}

TEST(forgetting_forgets_paragraphs) {
    use_memo(MEMO_BYTES);
    set_text("部门预算", style_plain(), 9 * EM);
    assert_true(is_kept("部门预算"));
    text_engine_forget(stage.engine);
    assert_false(is_kept("部门预算"));
}

/* However long it goes on, it asks for no memory. */
TEST(no_memory_is_asked_for_but_at_first) {
    use_memo(TINY);
    set_number(3, 0, 7 * EM);
    arena_free(stage.arena);
    stage.arena = arena_new();
    void *room = arena_alloc(stage.arena, 1 << 19);
    assert_non_null(room);
    alloc_fail_at(0);
    for (int i = 0; i < 300; i++) {
        ArenaMark mark = arena_mark(stage.arena);
        char text[] = "第000号 1,234.00";
        text[3] = (char)('0' + i / 100);
        text[4] = (char)('0' + i / 10 % 10);
        text[5] = (char)('0' + i % 10);
        set_text(text, style_plain(), 7 * EM);
        arena_rewind(stage.arena, mark);
    }
    assert_in_range(alloc_fail_count(), 0, 8); /* chunks of the arena, HarfBuzz apart */
}

TEST(memory_may_run_out_at_first) {
    for (size_t n = 1; alloc_fail_next(&n); n++)
        memo_free(memo_new(TINY));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(found_again_a_paragraph_is_as_made, stage_reset),
        cmocka_unit_test_setup(in_any_order, stage_reset),
        cmocka_unit_test_setup(also_when_nearly_all_is_driven_out, stage_reset),
        cmocka_unit_test_setup(also_when_nothing_fits, stage_reset),
        cmocka_unit_test_setup(what_is_asked_for_stays_and_what_is_not_goes, stage_reset),
        cmocka_unit_test_setup(a_paragraph_too_large_is_made_each_time, stage_reset),
        cmocka_unit_test_setup(tags_links_and_places_are_the_new_ones, stage_reset),
        cmocka_unit_test_setup(runs_are_told_apart, stage_reset),
        cmocka_unit_test_setup(a_fault_is_told_each_time, stage_reset),
        cmocka_unit_test_setup(forgetting_forgets_paragraphs, stage_reset),
        cmocka_unit_test_setup(no_memory_is_asked_for_but_at_first, stage_reset),
        cmocka_unit_test_setup(memory_may_run_out_at_first, stage_reset),
    };
    return cmocka_run_group_tests(tests, stage_open, stage_close);
}
