#include "pdf/fields.h"

#include <string.h>

#include "test.h"
#include "unpack.h"

/* A page with fields, written into a file that holds nothing else. */
typedef struct Bench {
    Arena *arena;
    PageList *pages;
    Page *page;
    Deflate *deflate;
    Haru *haru;
    uint32_t catalog, page_object;
    Buf annotations, fields, out;
} Bench;

static void begin(Bench *bench) {
    *bench = (Bench){.arena = arena_new(), .deflate = deflate_new(NULL)};
    bench->pages = page_list_make(bench->arena);
    bench->page = page_list_add(bench->pages, (Size){600000, 800000});
    bench->haru = haru_new(bench->deflate);
    bench->catalog = haru_reserve(bench->haru);
    bench->page_object = haru_reserve(bench->haru);
}

static void add(Bench *bench, const char *name, Rect box) {
    page_add_field(bench->pages, bench->page, TAG_ID_DOCUMENT, /*turned*/ false, (SignField){box, name});
}

static void save(Bench *bench) {
    uint8_t id[HARU_ID_SIZE];
    DiagList *diags = diag_list_new();
    Buf catalog = {0}, page = {0};
    fields_write(bench->page, bench->page_object, NULL, bench->haru, bench->deflate, &bench->annotations,
                 &bench->fields);
    buf_text(&catalog, "/Type/Catalog");
    fields_put_form(&bench->fields, &catalog);
    buf_text(&page, "/Type/Page");
    haru_dict(bench->haru, bench->catalog, &catalog);
    haru_dict(bench->haru, bench->page_object, &page);
    haru_identify(bench->haru, id);
    assert_true(haru_save(bench->haru, HARU_PDF_1_7, bench->catalog, bench->catalog, id, &bench->out, diags));
    buf_free(&catalog);
    buf_free(&page);
    diag_list_free(diags);
}

static void end(Bench *bench) {
    buf_free(&bench->annotations);
    buf_free(&bench->fields);
    buf_free(&bench->out);
    haru_free(bench->haru);
    deflate_free(bench->deflate);
    arena_free(bench->arena);
}

/* ISO 32000-1, 12.7.4.5 and 12.5.3: one object, printed, where the page has it, counted from below. */
TEST(a_field_is_a_widget_of_its_page_with_nothing_to_be_seen) {
    Bench bench;
    begin(&bench);
    add(&bench, "拟稿", (Rect){100000, 200000, 50000, 20000});
    save(&bench);
    assert_true(pdf_holds(&bench.out, "/Type/Annot/Subtype/Widget/FT/Sig/F 4/T<FEFF62DF7A3F>/TU<FEFF62DF7A3F>"));
    assert_true(pdf_holds(&bench.out, "/Rect[100 580 150 600]/P 2 0 R/AP<</N "));
    assert_true(pdf_holds(&bench.out, "/Type/XObject/Subtype/Form/BBox[0 0 50 20]/Resources<<>>"));
    assert_false(pdf_holds(&bench.out, "StructParent"));
    end(&bench);
}

TEST(the_form_lists_the_fields_in_their_order) {
    Bench bench;
    begin(&bench);
    add(&bench, "a", (Rect){100000, 200000, 50000, 20000});
    add(&bench, "b", (Rect){100000, 300000, 50000, 20000});
    save(&bench);
    assert_int_equal(bench.annotations.length, bench.fields.length);
    assert_memory_equal(bench.annotations.bytes, bench.fields.bytes, bench.fields.length);
    assert_true(pdf_holds(&bench.out, "/AcroForm<</Fields["));
    assert_false(pdf_holds(&bench.out, "NeedAppearances"));
    assert_false(pdf_holds(&bench.out, "SigFlags"));
    end(&bench);
}

TEST(a_page_without_fields_makes_no_form) {
    Bench bench;
    begin(&bench);
    page_add_rule(bench.pages, bench.page, TAG_ID_DOCUMENT, false, (Rule){{0, 0, 1000, 1000}, COLOR_BLACK});
    save(&bench);
    assert_int_equal(bench.annotations.length + bench.fields.length, 0);
    assert_false(pdf_holds(&bench.out, "/AcroForm"));
    assert_false(pdf_holds(&bench.out, "/Widget"));
    end(&bench);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_is_a_widget_of_its_page_with_nothing_to_be_seen),
        cmocka_unit_test(the_form_lists_the_fields_in_their_order),
        cmocka_unit_test(a_page_without_fields_makes_no_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
