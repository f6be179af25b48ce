#include "sign/page_text.h"

#include <stdio.h>
#include <string.h>

#include "sign/to_unicode.h"
#include "small_pdf.h"
#include "test.h"

#define CMAP                                                                                                           \
    "2 beginbfchar <0001> <4E2D> <0002> <D842DFB7> endbfchar\n"                                                        \
    "2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<56FD> <006600660069>] endbfrange"

static void assert_code(const ToUnicode *map, uint32_t code, const char *text) {
    Buf out = {0};
    assert_int_equal(to_unicode_push(map, code, &out), text != NULL);
    if (text)
        assert_string_equal(out.bytes, text);
    buf_free(&out);
}

TEST(codes_stand_for_text) {
    Arena *arena = arena_new();
    ToUnicode map = to_unicode_read(arena, STR(CMAP));
    assert_code(&map, 1, "中");
    assert_code(&map, 2, "𠮷");
    assert_code(&map, 0x11, "B");
    assert_code(&map, 0x20, "国");
    assert_code(&map, 0x21, "ffi");
    assert_code(&map, 3, NULL);
    assert_code(&map, 0x13, NULL);
    assert_code(&map, 0, NULL);
    arena_free(arena);
}

TEST(what_is_no_map_is_empty) {
    static const char *const cases[] = {"", "beginbfchar", "1 beginbfchar <00", "1 beginbfrange <00> <05>",
                                        "1 beginbfchar <0000000001> <41>"};
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(to_unicode_read(arena, str_from(cases[i])).count, 0);
    arena_free(arena);
}

/* The text of a page whose font F is composite with the map above, and G is plain. */
static void assert_page(const char *content, const char *expected) {
    char stream[600], cmap[600];
    snprintf(stream, sizeof stream, "<</Length %zu>>\nstream\n%s\nendstream", strlen(content), content);
    snprintf(cmap, sizeof cmap, "<</Length %zu>>\nstream\n%s\nendstream", strlen(CMAP), CMAP);
    const char *objects[] = {
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 9 9]/Resources<</Font<</F 5 0 R/G 6 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents[4 0 R 4 0 R]>>",
        stream,
        "<</Type/Font/Subtype/Type0/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/Type1>>",
        cmap};
    Buf bytes = {0}, out = {0};
    DiagList *diags = diag_list_new();
    const PdfPage *pages;
    size_t count;
    Str joined;
    small_pdf(objects, 7, NULL, &bytes);
    PdfDoc *doc = pdf_doc_open(bytes.bytes, bytes.length, "a.pdf", diags);
    assert_true(pdf_doc_pages(doc, &pages, &count, diags));
    assert_true(page_content(doc, pages, &joined));
    assert_true(joined.length > 2 * strlen(content)); /* both streams */
    page_text(doc, pages, (Str){joined.text, joined.length / 2}, &out);
    assert_string_equal(out.bytes ? out.bytes : "", expected);
    pdf_doc_close(doc);
    diag_list_free(diags);
    buf_free(&bytes);
    buf_free(&out);
}

TEST(a_page_shows_the_text_of_its_fonts) {
    assert_page("BT /F 9 Tf <0001 0010> Tj [<0020> -120 <0021>] TJ ET ", "中A\n国ffi\n");
    assert_page("BT /F 9 Tf (\\000\\001) Tj /G 9 Tf (a\\)b) ' ET ", "中\n<0061><0029><0062>\n");
    assert_page("BT /F 9 Tf (no) Td <0001> Tj /F 9 Tf <00> Tj ET ", "中\n\n");
    assert_page("BI /W 1 ID (not text) Tj \x01 EI BT /F 9 Tf <0001> Tj ET ", "中\n");
    assert_page("<</A (b)>> BDC /F 9 Tf <0099> Tj EMC ", "<0099>\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_stand_for_text),
        cmocka_unit_test(what_is_no_map_is_empty),
        cmocka_unit_test(a_page_shows_the_text_of_its_fonts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
