/*
 * What holds for every paragraph: random mixes of Chinese, Latin, figures and marks, at every measure from 1 to 40 em,
 * in every style. The mixes are the same on every machine.
 */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "unicode/classes.h"

#define TEXTS     60
#define PARTS_MAX 60

static uint64_t seed;

static size_t random_below(size_t limit) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed % limit);
}

static const char *const HAN[] = {"部", "门", "预", "算", "公开", "一般公共", "收支", "社会保险管理局", "䶮"};
static const char *const UNITS[] = {"3,245.21", "≥95%", "2020", "-5.5%", "35℃", "Microsoft", "GDP",
                                    "10×20",    "12㎡", "——",   "……",    "5％", "1/3"};
static const char *const MARKS[] = {"，", "。", "、", "；",   "：",  "？",   "！",
                                    "·",  "～", "％", "？！", "。”", "），", "）。"};
static const char *const OPENS[] = {"（", "“", "《", "〔", "‘", "，“", "（《"};
static const char *const CLOSES[] = {"）", "”", "》", "〕", "’", "”，", "》）"};

#define PICK(list) list[random_below(sizeof list / sizeof *list)]

static const char *add(const char *text, const char *part) { return arena_printf(stage.arena, "%s%s", text, part); }

static const char *random_text(void) {
    const char *text = "";
    size_t parts = 1 + random_below(PARTS_MAX);
    for (size_t i = 0; i < parts; i++) {
        size_t kind = random_below(20);
        if (kind < 10) {
            text = add(text, PICK(HAN));
        } else if (kind < 13) {
            text = add(add(text, PICK(UNITS)), random_below(3) ? PICK(HAN) : " ");
        } else if (kind < 17) {
            text = add(add(text, PICK(HAN)), PICK(MARKS));
        } else {
            size_t which = random_below(sizeof OPENS / sizeof *OPENS);
            text = add(add(add(text, OPENS[which]), random_below(2) ? PICK(HAN) : PICK(UNITS)), CLOSES[which]);
        }
    }
    return text;
}

static ParaStyle random_style(void) {
    ParaStyle style = style_plain();
    style.align = (ParaAlign)random_below(5);
    style.punct = (PunctStyle)random_below(4);
    style.grid = random_below(5) == 0;
    style.hang = random_below(4) == 0;
    style.no_squeeze = random_below(4) == 0;
    style.no_gap = random_below(4) == 0;
    style.balance = random_below(6) == 0;
    style.first_indent = random_below(2) ? 2 * EM : 0;
    return style;
}

/* ---- what is held against a line ------------------------------------------------------------------------ */

static uint32_t at(const Set *set, size_t index) {
    size_t count = 0;
    const uint32_t *codepoints = para_codepoints(set->para, &count);
    return index < count ? codepoints[index] : 0;
}

static bool is_space(uint32_t cp) { return cp == ' ' || cp == 0x3000; }

static bool forbids_start(uint32_t cp) {
    PunctClass punct = unicode_punct(cp);
    return (punct != PUNCT_NONE && punct != PUNCT_OPEN) || cp == '%' || cp == 0xFF05 || cp == 0x2103;
}

static void assert_prohibition(const Set *set, const Line *line) {
    uint32_t end = line->end;
    while (end > line->first && is_space(at(set, end - 1)))
        end--;
    if (line->first > 0 && forbids_start(at(set, line->first)))
        fail_msg("begins with a closing mark: %s", set_as_text(set));
    if (!line->last && end > line->first && unicode_punct(at(set, end - 1)) == PUNCT_OPEN)
        fail_msg("ends with an opening mark: %s", set_as_text(set));
}

static bool in_number(uint32_t cp) { return cp < 0x80 && cp != ' ' && strchr("0123456789.,%", (int)cp); }
static bool in_word(uint32_t cp) { return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z'); }

static void assert_units(const Set *set, const Line *line) {
    if (line->end == 0 || line->last)
        return;
    uint32_t left = at(set, line->end - 1);
    uint32_t right = at(set, line->end);
    bool number = in_number(left) && in_number(right);
    bool word = in_word(left) && in_word(right);
    bool dots = (left == 0x2014 || left == 0x2026) && left == right;
    bool unit = (left >= '0' && left <= '9') && (right == 0x2103 || right == 0xFF05 || right == 0x33A1);
    if (number || word || dots || unit)
        fail_msg("splits a unit: %s", set_as_text(set));
}

static void assert_drawn(const Set *set) {
    Buf drawn = {0};
    for (size_t i = 0; i < set->count; i++)
        buf_text(&drawn, line_text(&set->lines[i]));
    buf_char(&drawn, '\0');
    assert_false(buf_failed(&drawn));
    size_t index = 0;
    for (size_t byte = 0, size = 0; drawn.bytes[byte]; byte += size, index++) {
        uint32_t cp = utf8_decode(drawn.bytes + byte, drawn.length - byte, &size);
        assert_int_equal(cp, at(set, index));
    }
    size_t count = 0;
    para_codepoints(set->para, &count);
    assert_int_equal(index, count);
    buf_free(&drawn);
}

static void assert_edges(const Set *set, const Line *line, ParaStyle style, Len measure) {
    assert_true(line->overfull || line->right <= measure);
    Len end = line->left;
    for (size_t i = 0; i < line->piece_count; i++) {
        const LinePiece *piece = &line->pieces[i];
        if (i > 0)
            assert_int_equal(piece->x, line->pieces[i - 1].x + glyph_run_width(&line->pieces[i - 1].run));
        end = piece->x + glyph_run_width(&piece->run);
    }
    if (!style.grid && line->piece_count)
        assert_int_equal(end, line->right + line->hung);
    bool filled = style.align == ALIGN_DISTRIBUTE || (style.align == ALIGN_JUSTIFY && !line->last && !style.balance);
    if (filled && !style.grid && !line->rigid && !line->overfull && line->right != measure)
        fail_msg("ends at %d, not %d: %s", (int)line->right, (int)measure, set_as_text(set));
}

static size_t letters_on(const Set *set, const Line *line) {
    size_t letters = 0;
    for (uint32_t i = line->first; i < line->end; i++)
        letters += !is_space(at(set, i)) && unicode_punct(at(set, i)) == PUNCT_NONE;
    return letters;
}

/* ---- properties ----------------------------------------------------------------------------------------- */

static void assert_lines(const Set *set, ParaStyle style, Len measure, bool roomy) {
    uint32_t index = 0;
    for (size_t i = 0; i < set->count; i++) {
        const Line *line = &set->lines[i];
        assert_int_equal(line->first, index);
        index = line->end;
        assert_edges(set, line, style, measure);
        if (roomy) {
            assert_false(line->overfull);
            assert_prohibition(set, line);
            assert_units(set, line);
        }
    }
    assert_drawn(set);
    const Line *last = &set->lines[set->count - 1];
    if (roomy && set->count > 1 && measure >= 12 * EM && letters_on(set, last) < 2)
        fail_msg("a lonely character at %d em: %s", (int)(measure / EM), set_as_text(set));
}

static void test_lines(ParaStyle style, const char *text) {
    Set set = set_text(text, style, 40 * EM);
    Len least = para_min_width(set.para);
    for (Len measure = EM; measure <= 40 * EM; measure += EM) {
        set.lines = para_break(stage.arena, set.para, measure, &set.count);
        assert_non_null(set.lines);
        assert_lines(&set, style, measure, measure >= least);
    }
    set.lines = para_break(stage.arena, set.para, para_max_width(set.para), &set.count);
    assert_int_equal(set.count, 1);
}

TEST(lines_of_plain_paragraphs_keep_all_rules) {
    seed = 88172645463325252u;
    for (int i = 0; i < TEXTS; i++) {
        stage_reset(NULL);
        test_lines(style_plain(), random_text());
    }
}

TEST(lines_of_every_style_keep_all_rules) {
    seed = 1234567890123457u;
    for (int i = 0; i < 3 * TEXTS; i++) {
        stage_reset(NULL);
        ParaStyle style = random_style();
        test_lines(style, random_text());
    }
}

/* The same text in one run, and cut into runs of other faces: the same line ends where the widths are the same. */
TEST(cutting_a_text_into_runs_moves_no_line_end) {
    seed = 987654321987654321u;
    for (int i = 0; i < TEXTS; i++) {
        stage_reset(NULL);
        const char *text = random_text();
        TextRun runs[600];
        size_t count = 0;
        size_t size = 0;
        for (size_t byte = 0; byte < strlen(text) && count < 600; byte += size, count++) {
            utf8_decode(text + byte, strlen(text) - byte, &size);
            runs[count] = run_of(text);
            runs[count].text = (Str){text + byte, size};
            runs[count].tag = (TagId)count;
        }
        Len measure = (Len)(6 + random_below(20)) * EM;
        Set cut = set_runs(runs, count, style_plain(), measure);
        Set whole = set_text(text, style_plain(), measure);
        assert_string_equal(set_as_text(&cut), set_as_text(&whole));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(lines_of_plain_paragraphs_keep_all_rules, stage_reset),
        cmocka_unit_test_setup(lines_of_every_style_keep_all_rules, stage_reset),
        cmocka_unit_test_setup(cutting_a_text_into_runs_moves_no_line_end, stage_reset),
    };
    return cmocka_run_group_tests(tests, stage_open, stage_close);
}
