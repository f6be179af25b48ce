#include "pdf/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A face of three glyphs: 1 is an em wide and means 预, 2 half an em and x, 3 has no meaning of its own. */
typedef struct Stage {
    Arena *arena;
    PageList *pages;
    Page *page;
    PdfGlyph glyphs[3];
    uint16_t slots[4];
    PdfFont font;
    PdfFonts fonts;
    ContentKit kit;
    Buf out;
} Stage;

static int set_up(void **state) {
    Stage *s = calloc(1, sizeof *s);
    s->arena = arena_new();
    s->pages = page_list_make(s->arena);
    s->page = page_list_add(s->pages, (Size){600000, 800000});
    s->glyphs[0] = (PdfGlyph){.id = 1, .code = 0x4142, .width = 1000000, .source = STR("预")};
    s->glyphs[1] = (PdfGlyph){.id = 2, .code = 0x4344, .width = 500000, .source = STR("x")};
    s->glyphs[2] = (PdfGlyph){.id = 3, .code = 0x4546, .width = 333333};
    memcpy(s->slots, (const uint16_t[]){0, 1, 2, 3}, sizeof s->slots);
    s->font.glyphs.items = s->glyphs;
    s->font.glyphs.count = 3;
    s->font.slots = s->slots;
    s->font.slot_count = 4;
    s->fonts.fonts[0] = s->fonts.fonts[1] = &s->font;
    s->kit.fonts = &s->fonts;
    *state = s;
    return 0;
}

static int tear_down(void **state) {
    Stage *s = *state;
    buf_free(&s->out);
    arena_free(s->arena);
    free(s);
    return 0;
}

static void expect(Stage *s, const char *wanted) {
    content_write(s->page, &s->kit, &s->out);
    assert_false(buf_failed(&s->out));
    assert_string_equal(s->out.bytes ? s->out.bytes : "", wanted);
}

static void set(Stage *s, Point at, bool turned, const Glyph *glyphs, uint32_t count, const char *text) {
    GlyphRun run = {0, 10000, COLOR_BLACK, glyphs, count, str_from(text), SOURCE_NONE};
    page_add_glyphs(s->pages, s->page, TAG_ID_DOCUMENT, turned, at, &run);
}

static void test_an_empty_page_has_no_content(void **state) { expect(*state, ""); }

static void test_a_run_with_its_own_widths_is_one_string(void **state) {
    const Glyph glyphs[] = {{1, 0, 10000, 0, 0}, {2, 3, 5000, 0, 0}};
    set(*state, (Point){100000, 200000}, false, glyphs, 2, "预x");
    expect(*state, "0 g\nBT\n/F0 10 Tf\n100 600 Td\n(ABCD)Tj\nET\n");
}

static void test_advances_become_gaps_and_never_add_up(void **state) {
    Stage *s = *state;
    enum { COUNT = 300 };
    Glyph glyphs[COUNT];
    char text[COUNT + 1] = {0};
    for (uint32_t i = 0; i < COUNT; i++) {
        glyphs[i] = (Glyph){2, i, i % 2 ? 5004 : 5000 + (int32_t)(i / 2 % 9), 0,
                            0}; /* 0.4 thousandths of an em on the average */
        text[i] = 'x';
    }
    set(s, (Point){0, 800000}, false, glyphs, COUNT, text);
    content_write(s->page, &s->kit, &s->out);
    int64_t wanted = 0, gaps = 0;
    for (uint32_t i = 0; i < COUNT - 1; i++)
        wanted += glyphs[i].advance - 5000;
    for (const char *at = strchr(s->out.bytes, '['); *at != ']'; at++)
        if (*at == ')' && at[1] != ']')
            gaps += strtol(at + 1, NULL, 10);
    assert_non_null(strstr(s->out.bytes, "\n0.004 Tc\n"));
    /* a gap is a hundredth of a point; what is left is less than half of one */
    assert_in_range(wanted - (4 * (COUNT - 1) - 10 * gaps) + 5, 0, 10);
}

static void test_a_stretched_line_is_one_string(void **state) {
    const Glyph stretched[] = {{1, 0, 10123, 0, 0}, {1, 3, 10123, 0, 0},  {1, 6, 10123, 0, 0},
                               {1, 9, 7623, 0, 0},  {1, 12, 10123, 0, 0}, {1, 15, 10123, 0, 0}};
    const Glyph plain[] = {{1, 0, 10000, 0, 0}, {1, 3, 10000, 0, 0}, {1, 6, 10000, 0, 0}, {1, 9, 10000, 0, 0}};
    set(*state, (Point){0, 800000}, false, stretched, 6, "预预预预预预");
    set(*state, (Point){0, 820000}, false, plain, 3, "预预预"); /* too short for a change */
    set(*state, (Point){0, 840000}, false, plain, 4, "预预预预");
    expect(*state, "0 g\nBT\n/F0 10 Tf\n0.123 Tc\n[(ABABABAB)250(ABAB)]TJ\n"
                   "0 -20 Td\n[(AB)12(AB)13(AB)]TJ\n0 Tc\n0 -20 Td\n(ABABABAB)Tj\nET\n");
}

static void test_a_run_goes_on_where_the_last_one_ended(void **state) {
    Stage *s = *state;
    const Glyph glyph = {1, 0, 10000, 0, 0};
    set(s, (Point){100000, 800000}, false, &glyph, 1, "预");
    set(s, (Point){110000, 800000}, false, &glyph, 1, "预"); /* where the pen stands */
    set(s, (Point){122500, 800000}, false, &glyph, 1, "预"); /* a quarter on */
    set(s, (Point){132500, 800000}, false, &glyph, 1, "预");
    s->page->items[3].run.face = 1;
    set(s, (Point){142500, 800001}, false, &glyph, 1, "预"); /* on another line */
    set(s, (Point){157501, 800001}, false, &glyph, 1, "预"); /* farther than half an em */
    set(s, (Point){162501, 800001}, false, &glyph, 1, "预"); /* and half an em back */
    expect(s, "0 g\nBT\n/F0 10 Tf\n100 0 Td\n[(ABAB)-250(AB)]TJ\n/F1 10 Tf\n(AB)Tj\n"
              "/F0 10 Tf\n42.5 -0.001 Td\n(AB)Tj\n15.001 0 Td\n[(AB)500(AB)]TJ\nET\n");
}

static void test_offsets_move_the_glyph_but_not_the_pen(void **state) {
    const Glyph glyphs[] = {{1, 0, 10000, 250, 0}, {2, 3, 5000, 0, 1500}, {1, 4, 10000, 0, 0}};
    set(*state, (Point){0, 800000}, false, glyphs, 3, "预x预");
    expect(*state, "0 g\nBT\n/F0 10 Tf\n[-25(AB)]TJ\n1.5 Ts\n[25(CD)]TJ\n0 Ts\n(AB)Tj\nET\n");
}

static void test_state_is_said_once(void **state) {
    Stage *s = *state;
    const Glyph glyph = {1, 0, 10000, 0, 0};
    set(s, (Point){10000, 100000}, false, &glyph, 1, "预");
    set(s, (Point){10000, 120500}, false, &glyph, 1, "预");
    page_add_rule(s->pages, s->page, 0, false, (Rule){{1000, 2000, 3000, 500}, COLOR_BLACK});
    page_add_rule(s->pages, s->page, 0, false, (Rule){{1000, 4000, 3000, 500}, COLOR_BLACK});
    page_add_rule(s->pages, s->page, 0, false, (Rule){{1000, 4000, 0, 500}, COLOR_BLACK});
    page_add_rule(s->pages, s->page, 0, false, (Rule){{1000, 6000, 3000, 750}, COLOR_RED});
    set(s, (Point){10000, 100000}, false, &glyph, 1, "预");
    expect(s, "0 g\nBT\n/F0 10 Tf\n10 700 Td\n(AB)Tj\n0 -20.5 Td\n(AB)Tj\nET\n"
              "1 797.5 3 0.5 re\n1 795.5 3 0.5 re\nf\n0 0.8 0.8 0 k\n1 793.25 3 0.75 re\nf\n"
              "0 g\nBT\n10 700 Td\n(AB)Tj\nET\n");
}

static void test_turned_items_stand_in_one_matrix(void **state) {
    Stage *s = *state;
    const Glyph glyph = {1, 0, 10000, 0, 0};
    set(s, (Point){0, 0}, false, &glyph, 1, "预");
    set(s, (Point){30000, 40000}, true, &glyph, 1, "预");
    page_add_rule(s->pages, s->page, 0, true, (Rule){{30000, 50000, 700000, 500}, COLOR_BLACK});
    set(s, (Point){0, 0}, false, &glyph, 1, "预");
    expect(s, "0 g\nBT\n/F0 10 Tf\n0 800 Td\n(AB)Tj\nET\n"
              "q 0 1 -1 0 600 0 cm\nBT\n30 560 Td\n(AB)Tj\nET\n30 549.5 700 0.5 re\nf\nQ\n"
              "BT\n0 800 Td\n(AB)Tj\nET\n");
}

static void test_what_to_unicode_cannot_say_is_said_in_a_span(void **state) {
    const Glyph glyphs[] = {
        {1, 0, 10000, 0, 0}, {1, 3, 10000, 0, 0}, {2, 6, 5000, 0, 0}, {2, 6, 5000, 0, 0}, {3, 9, 3333, 0, 0}};
    set(*state, (Point){0, 800000}, false, glyphs, 5, "预⼒𬭎");
    ((Stage *)*state)->page->items[0].run.text = STR("预⼒ABCz");
    expect(*state, "0 g\nBT\n/F0 10 Tf\n(AB)Tj\n"
                   "/Span<</ActualText<FEFF2F12>>>BDC\n(AB)Tj\nEMC\n"
                   "/Span<</ActualText<FEFF004100420043>>>BDC\n(CDCD)Tj\nEMC\n"
                   "/Span<</ActualText<FEFF007A>>>BDC\n(EF)Tj\nEMC\nET\n");
}

static void test_long_runs_keep_their_strings_short(void **state) {
    Stage *s = *state;
    enum { COUNT = 40000 };
    Glyph *glyphs = ARENA_ARRAY(s->arena, Glyph, COUNT);
    char *text = arena_alloc(s->arena, COUNT + 1);
    s->glyphs[1].width = 0;
    for (uint32_t i = 0; i < COUNT; i++)
        glyphs[i] = (Glyph){2, i, 0, 0, 0};
    memset(text, 'x', COUNT);
    set(s, (Point){0, 0}, false, glyphs, COUNT, text);
    content_write(s->page, &s->kit, &s->out);
    size_t longest = 0, length = 0;
    for (size_t i = 0; i < s->out.length; i++) {
        length = s->out.bytes[i] == '(' ? 0 : length + 1;
        if (s->out.bytes[i] == ')' && length > longest)
            longest = length;
    }
    assert_in_range(longest, 1000, 32767);
    assert_non_null(strstr(s->out.bytes, "]TJ"));
}

static void test_what_a_pdf_cannot_place_does_not_fit(void **state) {
    Stage *s = *state;
    const Glyph fine = {1, 0, 10000, 0, 0}, wide = {1, 0, INT32_MAX, 0, 0};
    set(s, (Point){0, 0}, false, &fine, 1, "预");
    assert_true(content_fits(s->page));
    set(s, (Point){0, 0}, false, &wide, 1, "预");
    assert_false(content_fits(s->page));
    s->page->count = 0;
    page_add_rule(s->pages, s->page, 0, false, (Rule){{0, INT64_MIN, 1, 1}, COLOR_BLACK});
    assert_false(content_fits(s->page));
    s->page->count = 0;
    page_add_link(s->pages, s->page, 0, false, (Link){{0, 0, CONTENT_LEN_MAX + 1, 1}, 1, NULL});
    assert_false(content_fits(s->page));
    s->page->count = 0;
    set(s, (Point){0, 0}, false, &fine, 1, "预");
    s->page->items[0].run.size = 0;
    assert_false(content_fits(s->page));
}

/* ---- marks and inks ---- */

static void mark(Stage *s, Marks *marks) {
    marks_start(marks, s->pages);
    s->kit.marks = marks;
}

static void test_runs_of_a_node_are_one_mark_and_all_else_is_an_artifact(void **state) {
    Stage *s = *state;
    const Glyph glyph = {1, 0, 10000, 0, 0};
    Marks marks;
    TagId cell = tag_add(s->pages->tags, TAG_ID_DOCUMENT, TAG_CELL);
    set(s, (Point){0, 800000}, false, &glyph, 1, "预");
    s->page->items[0].tag = cell;
    set(s, (Point){0, 810000}, false, &glyph, 1, "预");
    s->page->items[1].tag = cell;
    page_add_rule(s->pages, s->page, TAG_ID_ARTIFACT, false, (Rule){{1000, 2000, 3000, 500}, COLOR_BLACK});
    s->page->artifact = ARTIFACT_FOOTER;
    page_add_glyphs(s->pages, s->page, TAG_ID_ARTIFACT, false, (Point){0, 800000}, &s->page->items[0].run);
    s->page->artifact = ARTIFACT_REPEAT;
    page_add_glyphs(s->pages, s->page, TAG_ID_ARTIFACT, false, (Point){0, 800000}, &s->page->items[0].run);
    set(s, (Point){0, 800000}, true, &glyph, 1, "预");
    s->page->items[5].tag = cell;
    mark(s, &marks);
    expect(s, "0 g\nBT\n/F0 10 Tf\n/TD<</MCID 0>>BDC\n(AB)Tj\n0 -10 Td\n(AB)Tj\nEMC\nET\n"
              "/Artifact BMC\n1 797.5 3 0.5 re\nf\nEMC\n"
              "BT\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n(AB)Tj\n"
              "0 0 Td\nEMC\n/Artifact<</Type/Pagination>>BDC\n(AB)Tj\nEMC\nET\n"
              "q 0 1 -1 0 600 0 cm\nBT\n0 -200 Td\n/TD<</MCID 1>>BDC\n(AB)Tj\nEMC\nET\nQ\n");
    assert_int_equal(marks.items.count, 2);
    assert_int_equal(marks.first[cell], 1);
    assert_int_equal(marks.items.items[0].next, 2);
    assert_true(marks_any(&marks, 0));
    marks_free(&marks);
}

static void test_a_span_is_a_mark_of_the_node_itself(void **state) {
    Stage *s = *state;
    const Glyph glyphs[] = {{1, 0, 10000, 0, 0}, {3, 3, 3333, 0, 0}, {1, 4, 10000, 0, 0}};
    Marks marks;
    set(s, (Point){0, 800000}, false, glyphs, 3, "预z预");
    mark(s, &marks);
    expect(s, "0 g\nBT\n/F0 10 Tf\n/Document<</MCID 0>>BDC\n(AB)Tj\nEMC\n"
              "/Span<</MCID 1/ActualText<FEFF007A>>>BDC\n(EF)Tj\nEMC\n"
              "/Document<</MCID 2>>BDC\n(AB)Tj\nEMC\nET\n");
    marks_free(&marks);
}

static void test_blanks_are_alike_and_private_characters_are_said(void **state) {
    Stage *s = *state;
    const Glyph blanks[] = {{2, 0, 5000, 0, 0}, {2, 2, 5000, 0, 0}}, private = {1, 0, 10000, 0, 0};
    s->glyphs[1].source = STR(" ");
    s->glyphs[0].source = STR("\uE000");
    s->glyphs[0].own_making = true;
    set(s, (Point){0, 800000}, false, blanks, 2, "\u00A0\u2005");
    set(s, (Point){0, 800000}, false, &private, 1, "\uE000");
    expect(s, "0 g\nBT\n/F0 10 Tf\n(CDCD)Tj\n0 0 Td\n/Span<</ActualText<FEFFE000>>>BDC\n(AB)Tj\nEMC\nET\n");
}

static void test_colours_are_calibrated_for_screens_and_inks_for_a_press(void **state) {
    Stage *s = *state;
    page_add_rule(s->pages, s->page, 0, false, (Rule){{0, 799000, 1000, 1000}, COLOR_RED});
    page_add_rule(s->pages, s->page, 0, false, (Rule){{0, 799000, 1000, 1000}, COLOR_BLACK});
    s->kit.inks = INKS_SCREEN;
    expect(s, "/C cs 0.94 0.192 0.128 sc\n0 0 1 1 re\nf\n0 g\n0 0 1 1 re\nf\n");
    assert_true(s->kit.calibrated);
    s->out.length = 0;
    s->kit = (ContentKit){.fonts = &s->fonts, .inks = INKS_PRESS};
    expect(s, "0 0.8 0.8 0 k\n0 0 1 1 re\nf\n0 0 0 1 k\n0 0 1 1 re\nf\n");
    assert_false(s->kit.calibrated);
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        STAGED(test_an_empty_page_has_no_content),
        STAGED(test_a_run_with_its_own_widths_is_one_string),
        STAGED(test_advances_become_gaps_and_never_add_up),
        STAGED(test_a_stretched_line_is_one_string),
        STAGED(test_a_run_goes_on_where_the_last_one_ended),
        STAGED(test_offsets_move_the_glyph_but_not_the_pen),
        STAGED(test_state_is_said_once),
        STAGED(test_turned_items_stand_in_one_matrix),
        STAGED(test_what_to_unicode_cannot_say_is_said_in_a_span),
        STAGED(test_long_runs_keep_their_strings_short),
        STAGED(test_what_a_pdf_cannot_place_does_not_fit),
        STAGED(test_runs_of_a_node_are_one_mark_and_all_else_is_an_artifact),
        STAGED(test_a_span_is_a_mark_of_the_node_itself),
        STAGED(test_blanks_are_alike_and_private_characters_are_said),
        STAGED(test_colours_are_calibrated_for_screens_and_inks_for_a_press),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
