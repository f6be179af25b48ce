#include "sign/straddle.h"

#include <string.h>

#include "small_pdf.h"
#include "test.h"

/* A sheet of 210 x 297 mm, about. */
static const PdfPage upright = {.media = {0, 0, 595276, 841890}, .crop = {0, 0, 595276, 841890}};

/* What straddle_page writes for a page, as the slice's stream. */
static Str slice_of(PdfDoc *doc, const PdfPage *page, size_t index, size_t count, StraddleEdge edge, Buf *file) {
    Update update;
    Straddle straddle;
    Buf contents = {0}, resources = {0};
    DiagList *diags = diag_list_new();
    assert_true(update_start(&update, doc, file, diags));
    straddle_start(&straddle, &update, edge, (PdfRef){77, 0}, (SheetPoint){119055, 119055});
    straddle_page(&straddle, &update, page, index, count, &contents, &resources);
    update_abandon(&update);
    diag_list_free(diags);
    buf_free(&contents);
    buf_free(&resources);
    const char *last = NULL, *word = "stream\n";
    for (const char *at = file->bytes; (at = strstr(at, "\nstream\n")) != NULL; at++)
        last = at + 1;
    assert_non_null(last);
    last += strlen(word);
    return (Str){last, (size_t)(strstr(last, "\nendstream") - last)};
}

TEST(what_is_written_is_read_back_on_pages_turned_any_way) {
    static const char *const objects[] = {SMALL_PDF_PAGE};
    Buf bytes = {0};
    DiagList *diags = diag_list_new();
    small_pdf(objects, 3, NULL, &bytes);
    PdfDoc *doc = pdf_doc_open(bytes.bytes, bytes.length, "a.pdf", diags);
    for (int rotate = 0; rotate < 360; rotate += 90)
        for (size_t index = 0; index < 39; index++) {
            Buf file = {0};
            PdfPage page = upright;
            page.rotate = rotate;
            Str slice = slice_of(doc, &page, index, 39, index % 3 ? STRADDLE_OUTER : STRADDLE_RIGHT, &file);
            assert_true(straddle_is_slice(&page, slice, STR("BanxinSeal77")));
            assert_false(straddle_is_slice(&page, slice, STR("BanxinSeal7")));
            buf_free(&file);
        }
    pdf_doc_close(doc);
    diag_list_free(diags);
    buf_free(&bytes);
}

#define SLICE(strip)                                                                                                   \
    STR("Q\n/Artifact BMC\nq\n" strip " re W n\n119.055 0 0 119.055 580 361.4 cm\n/BanxinSeal77 Do\nQ\nEMC")

TEST(a_strip_lies_at_an_edge_and_is_narrow) {
    assert_true(straddle_is_slice(&upright, SLICE("580 361.4 15.276 119.055"), STR("BanxinSeal77")));
    assert_true(straddle_is_slice(&upright, SLICE("0 361.4 70.866 119.055"), STR("BanxinSeal77")));
    assert_false(straddle_is_slice(&upright, SLICE("0 361.4 70.867 119.055"), STR("BanxinSeal77")));
    assert_false(straddle_is_slice(&upright, SLICE("100 361.4 15 119.055"), STR("BanxinSeal77")));
    assert_false(straddle_is_slice(&upright, SLICE("600 900 -600 -900"), STR("BanxinSeal77")));
    assert_false(straddle_is_slice(&upright, SLICE("0 0 595.276 841.89"), STR("BanxinSeal77")));
}

TEST(nothing_else_may_be_drawn) {
    static const char *const others[] = {
        "",
        "q",
        "Q\n/Artifact BMC\nq\n580 361 15 119 re W n\n1 0 0 1 0 0 cm\n/BanxinSeal77 Do\nQ\nEMC\n0 0 9 9 re f",
        "Q\n0 0 9 9 re f\n/Artifact BMC\nq\n580 361 15 119 re W n\n1 0 0 1 0 0 cm\n/BanxinSeal77 Do\nQ\nEMC",
        "Q\n/Artifact BMC\nq\n580 361 15 119 re f\n580 361 15 119 re W n\n1 0 0 1 0 0 cm\n/BanxinSeal77 Do\nQ\nEMC",
        "Q\n/Artifact BMC\nq\n580 361 15 119 re W n\n1 0 0 1 0 0 cm\n/Other Do\nQ\nEMC",
        "Q\n/Artifact BMC\nq\n580 361 15 re W n\n1 0 0 1 0 0 cm\n/BanxinSeal77 Do\nQ\nEMC",
        "Q\n/Artifact BMC\nq\n580 361 15 1e9 re W n\n1 0 0 1 0 0 cm\n/BanxinSeal77 Do\nQ\nEMC"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(straddle_is_slice(&upright, str_from(others[i]), STR("BanxinSeal77")));
    assert_true(straddle_is_save(STR("q")));
    assert_false(straddle_is_save(STR("q 1 0 0 1 9 9 cm")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back_on_pages_turned_any_way),
        cmocka_unit_test(a_strip_lies_at_an_edge_and_is_narrow),
        cmocka_unit_test(nothing_else_may_be_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
