/* The whole file: what is refused, what is warned of, what is the same each time. */
#include "pdf/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "specimen.h"
#include "unpack.h"

typedef struct Stage {
    Specimen specimen;
    PdfOptions options;
    Buf out;
} Stage;

static int set_up(void **state) {
    Stage *s = calloc(1, sizeof *s);
    *state = s;
    if (!specimen_open(&s->specimen, BUILD_DIR "/test_write_cut.otf"))
        return -1;
    specimen_fill(&s->specimen);
    return 0;
}

static int tear_down(void **state) {
    Stage *s = *state;
    buf_free(&s->out);
    specimen_close(&s->specimen);
    free(s);
    return 0;
}

static bool write_out(Stage *s) {
    s->out.length = 0;
    return pdf_write(s->specimen.pages, s->specimen.fonts, &s->options, &s->out, NULL, s->specimen.diags);
}

static void expect_fault(const Stage *s, const char *wanted) {
    Buf text = {0};
    assert_int_equal(diag_count(s->specimen.diags), 1);
    diag_message(diag_item(s->specimen.diags, 0), LANGUAGE_EN, &text);
    assert_string_equal(text.bytes, wanted);
    buf_free(&text);
}

static bool holds(const Buf *out, const char *text) { return pdf_holds(out, text); }

/* The identifiers of the file. */
static const char *ids(const Buf *out) { return memmem(out->bytes, out->length, "/ID[", 4); }

static void test_the_same_pages_give_the_same_bytes(void **state) {
    Stage *s = *state;
    assert_true(write_out(s));
    assert_int_equal(diag_count(s->specimen.diags), 0);
    Buf first = s->out;
    s->out = (Buf){0};
    specimen_fill(&s->specimen);
    assert_true(write_out(s));
    assert_int_equal(first.length, s->out.length);
    assert_memory_equal(first.bytes, s->out.bytes, first.length);
    buf_free(&first);
}

/* One of three reports: as it is, with another title, without its last page (and so with other glyphs). */
static bool write_one(Stage *s, int which) {
    specimen_fill(&s->specimen);
    if (which == 1)
        s->specimen.pages->title = "another";
    if (which == 2)
        s->specimen.pages->count--;
    return write_out(s);
}

/* In any order, whatever is kept and whatever has had to give way. */
static void write_in_turns(Stage *s, const Buf alone[3], size_t budget) {
    static const int turns[] = {0, 1, 0, 0, 2, 2, 1, 2, 0, 1, 1, 2};
    s->options.standing = standing_new(budget);
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        const Buf *wanted = &alone[turns[i]];
        assert_true(write_one(s, turns[i]));
        assert_int_equal(s->out.length, wanted->length);
        assert_memory_equal(s->out.bytes, wanted->bytes, wanted->length);
        assert_in_range(standing_kept(s->options.standing), 0, budget);
    }
    assert_int_not_equal(standing_kept(s->options.standing), 0);
    standing_free(s->options.standing);
}

static void test_what_stands_from_other_reports_changes_no_byte(void **state) {
    Stage *s = *state;
    Buf alone[3];
    s->options.conformance = PDF_A_3A;
    for (int i = 0; i < 3; i++) {
        assert_true(write_one(s, i));
        alone[i] = s->out;
        s->out = (Buf){0};
    }
    write_in_turns(s, alone, STANDING_BUDGET);
    write_in_turns(s, alone, 8 << 10);
    for (int i = 0; i < 3; i++)
        buf_free(&alone[i]);
}

static void test_the_file_begins_and_ends_as_an_archive_asks(void **state) {
    Stage *s = *state;
    assert_true(write_out(s));
    assert_memory_equal(s->out.bytes, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", 15);
    assert_memory_equal(s->out.bytes + s->out.length - 6, "%%EOF\n", 6);
    assert_false(holds(&s->out, "/Encrypt"));
    assert_false(holds(&s->out, "/CIDSet"));
}

static void test_another_content_has_another_identifier(void **state) {
    Stage *s = *state;
    char first[64];
    assert_true(write_out(s));
    memcpy(first, ids(&s->out), sizeof first);
    assert_memory_equal(first + 4, first + 38, 26); /* both are equal */
    s->specimen.pages->title = "another";
    assert_true(write_out(s));
    assert_memory_not_equal(first, ids(&s->out), sizeof first);
}

static void test_a_missing_glyph_is_refused(void **state) {
    Stage *s = *state;
    Glyph glyph = {0, 0, 1000, 0, 0};
    GlyphRun run = {(uint16_t)s->specimen.faces[FACE_WEST], 10000, COLOR_BLACK, &glyph, 1, STR("x"), SOURCE_NONE};
    page_add_glyphs(s->specimen.pages, s->specimen.pages->pages[2], 0, false, (Point){0, 0}, &run);
    assert_false(write_out(s));
    expect_fault(s, "page 3: the face LiberationSerif has no glyph 0");
    glyph.id = 1000000;
    assert_false(write_out(s));
}

static void test_a_face_the_set_lacks_is_refused(void **state) {
    Stage *s = *state;
    const Glyph glyph = {1, 0, 1000, 0, 0};
    GlyphRun run = {60000, 10000, COLOR_BLACK, &glyph, 1, STR("x"), SOURCE_NONE};
    page_add_glyphs(s->specimen.pages, s->specimen.pages->pages[0], 0, false, (Point){0, 0}, &run);
    assert_false(write_out(s));
    expect_fault(s, "page 1: the face ? has no glyph 1");
}

/* A copy of the cut face whose CFF table is spoilt behind its head; its index in the set. */
static int add_spoilt_face(Specimen *specimen) {
    const char *path = BUILD_DIR "/test_write_spoilt.otf";
    char *bytes;
    size_t length;
    assert_true(file_read(specimen->arena, BUILD_DIR "/test_write_cut.otf", 1 << 24, &bytes, &length, specimen->diags));
    const char *table = memmem(bytes, length, "CFF ", 4);
    const uint8_t *entry = (const uint8_t *)table + 8;
    size_t offset = (size_t)entry[0] << 24 | (size_t)entry[1] << 16 | (size_t)entry[2] << 8 | entry[3];
    memset(bytes + offset + 120, 0xFF, 2000);
    assert_true(file_write(path, bytes, length, specimen->diags));
    FontRole role = font_set_add_role(specimen->fonts, "spoilt", SOURCE_NONE);
    assert_true(font_set_add_face(specimen->fonts, role, FONT_HAN, path, 0, SOURCE_NONE));
    return font_set_pick(specimen->fonts, role, FONT_HAN, NULL, 0, specimen->diags);
}

static void test_a_face_that_cannot_be_cut_is_refused(void **state) {
    Stage *s = *state;
    int face = add_spoilt_face(&s->specimen);
    assert_true(face >= 0);
    const Glyph glyph = {1, 0, 1000, 0, 0};
    GlyphRun run = {(uint16_t)face, 10000, COLOR_BLACK, &glyph, 1, STR("x"), SOURCE_NONE};
    page_add_glyphs(s->specimen.pages, s->specimen.pages->pages[0], 0, false, (Point){0, 0}, &run);
    assert_false(write_out(s));
    expect_fault(s, "the face FandolHei-Regular cannot be cut to the glyphs used");
}

static void test_sheets_a_pdf_cannot_have_are_refused(void **state) {
    Stage *s = *state;
    s->specimen.pages->pages[1]->sheet = (Size){2999, 841890};
    assert_false(write_out(s));
    expect_fault(s, "page 2 is 2.999 x 841.89 pt; a PDF page measures 3 to 14400 pt");
}

static void test_items_beyond_all_reach_are_refused(void **state) {
    Stage *s = *state;
    page_add_rule(s->specimen.pages, s->specimen.pages->pages[3], 0, false, (Rule){{LEN_MAX, 0, 1, 1}, COLOR_BLACK});
    assert_false(write_out(s));
    expect_fault(s, "page 4 holds an item outside of what a PDF can place");
}

static void test_a_link_to_nothing_printed_is_left_out(void **state) {
    Stage *s = *state;
    TagId nowhere = tag_add(s->specimen.pages->tags, TAG_ID_DOCUMENT, TAG_PARAGRAPH);
    page_add_link(s->specimen.pages, s->specimen.pages->pages[0], 0, false, (Link){{0, 0, 1000, 1000}, nowhere, NULL});
    assert_true(write_out(s));
    expect_fault(s, "a link on page 1 leads to nothing printed and is left out");
}

static void test_a_link_without_a_node_of_its_own_is_left_out_of_a_structure(void **state) {
    Stage *s = *state;
    s->options.conformance = PDF_A_2A;
    page_add_link(s->specimen.pages, s->specimen.pages->pages[0], TAG_ID_DOCUMENT, false,
                  (Link){{0, 0, 1000, 1000}, TAG_ID_DOCUMENT, NULL});
    assert_true(write_out(s));
    expect_fault(s, "a link on page 1 leads to nothing printed and is left out");
}

static void test_a_date_that_is_none_is_not_written(void **state) {
    Stage *s = *state;
    const char *const dates[] = {NULL, "", "2020-2-25", "2020-02-25T00:00:00", "2020年02月25日"};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        s->specimen.pages->date = dates[i];
        assert_true(write_out(s));
        assert_false(holds(&s->out, "/CreationDate"));
    }
}

static void test_stages_are_timed(void **state) {
    Stage *s = *state;
    PdfTimings timings;
    assert_true(pdf_write(s->specimen.pages, s->specimen.fonts, &s->options, &s->out, &timings, s->specimen.diags));
    assert_true(timings.subset > 0 && timings.content > 0 && timings.compress > 0 && timings.save > 0);
}

static void test_many_pages_hang_in_a_tree(void **state) {
    Stage *s = *state;
    for (int i = 0; i < 1500; i++)
        page_list_add(s->specimen.pages, (Size){595276, 841890});
    assert_true(write_out(s));
    assert_true(holds(&s->out, "/Type/Pages/Count 1506/Kids["));
    assert_true(holds(&s->out, "/Count 1024/Kids["));
    assert_true(holds(&s->out, "/Count 482/Kids["));
}

static void test_bookmarks_hold_no_break_hints(void **state) {
    Stage *s = *state;
    for (TagId id = 1; tag_at(s->specimen.pages->tags, id); id++) {
        Tag *tag = tag_at(s->specimen.pages->tags, id);
        if (tag->title && strcmp(tag->title, "附表") == 0)
            tag->title = "附\u200B\u2060\u00AD表";
    }
    assert_true(write_out(s));
    assert_true(holds(&s->out, "/Title<FEFF96448868>"));
}

/* Levels 1, 2, 4, 3: both of the last hang below the second. */
static void test_a_level_of_bookmarks_that_is_skipped_is_closed_up(void **state) {
    Stage *s = *state;
    for (TagId id = 1; tag_at(s->specimen.pages->tags, id); id++) {
        Tag *tag = tag_at(s->specimen.pages->tags, id);
        if (tag->title && strcmp(tag->title, "表三") == 0)
            tag->level = 4;
        if (tag->title && strcmp(tag->title, "附表") == 0)
            tag->level = 3;
    }
    assert_true(write_out(s));
    assert_true(holds(&s->out, "/Count -2"));
}

static void test_a_press_needs_the_document_s_date(void **state) {
    Stage *s = *state;
    s->options.press = STR("profile");
    assert_true(write_out(s));
    assert_memory_equal(s->out.bytes, "%PDF-1.6\n", 9);
    assert_true(holds(&s->out, "/S/GTS_PDFX/"));
    assert_true(holds(&s->out, "/MediaBox[-8.504 -8.504 603.78 850.394]/TrimBox[0 0 595.276 841.89]/BleedBox[-8.504 "));
    assert_false(holds(&s->out, "/Annots"));
    s->specimen.pages->date = NULL;
    assert_false(write_out(s));
    expect_fault(s, "PDF/X-4 needs the document's date, and the report has none");
}

static void test_only_an_archive_of_part_3_carries_files(void **state) {
    Stage *s = *state;
    for (int i = PDF_PLAIN; i <= PDF_A_3A; i++) {
        s->options.conformance = (PdfConformance)i;
        assert_true(write_out(s));
        assert_int_equal(holds(&s->out, "/Type/Filespec"), i == PDF_A_3A);
        assert_int_equal(holds(&s->out, "/StructTreeRoot"), i != PDF_PLAIN);
    }
}

static void test_a_document_without_a_title_is_called_by_its_author(void **state) {
    Stage *s = *state;
    s->options.conformance = PDF_A_2A;
    s->specimen.pages->title = "";
    s->specimen.pages->author = "A&<B>\u200B";
    assert_true(write_out(s));
    assert_true(holds(&s->out, "/Title(A&<B>)"));
    assert_true(holds(&s->out, "\"x-default\">A&amp;&lt;B&gt;</rdf:li>"));
    s->specimen.pages->author = NULL;
    assert_true(write_out(s));
    assert_true(holds(&s->out, "\"x-default\">PDF</rdf:li>"));
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        STAGED(test_what_stands_from_other_reports_changes_no_byte),
        STAGED(test_the_same_pages_give_the_same_bytes),
        STAGED(test_the_file_begins_and_ends_as_an_archive_asks),
        STAGED(test_another_content_has_another_identifier),
        STAGED(test_a_missing_glyph_is_refused),
        STAGED(test_a_face_the_set_lacks_is_refused),
        STAGED(test_a_face_that_cannot_be_cut_is_refused),
        STAGED(test_sheets_a_pdf_cannot_have_are_refused),
        STAGED(test_items_beyond_all_reach_are_refused),
        STAGED(test_a_link_to_nothing_printed_is_left_out),
        STAGED(test_a_link_without_a_node_of_its_own_is_left_out_of_a_structure),
        STAGED(test_a_date_that_is_none_is_not_written),
        STAGED(test_bookmarks_hold_no_break_hints),
        STAGED(test_a_level_of_bookmarks_that_is_skipped_is_closed_up),
        STAGED(test_a_press_needs_the_document_s_date),
        STAGED(test_only_an_archive_of_part_3_carries_files),
        STAGED(test_a_document_without_a_title_is_called_by_its_author),
        STAGED(test_stages_are_timed),
        STAGED(test_many_pages_hang_in_a_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
