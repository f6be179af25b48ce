#include "sign/changes.h"

#include <string.h>

#include "small_pdf.h"
#include "test.h"

#define CATALOG "<</Type/Catalog/Pages 2 0 R>>"
#define PAGES   "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 9 9]>>"
#define PAGE    "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
#define STREAM  "<</Length 3>>\nstream\nq Q\nendstream"
#define FONT    "<</Type/Font/Widths[1 2 3]/FontDescriptor 6 0 R>>"
#define PROGRAM "<</FontFile 7 0 R>>"
#define FILE    "<</Length 2>>\nstream\nab\nendstream"

static const char *const objects[] = {CATALOG, PAGES, PAGE, STREAM, FONT, PROGRAM, FILE};
#define COUNT (sizeof objects / sizeof *objects)

/* How many changes the objects `changed`, COUNT and one more, make of those above; the first of them. */
static size_t changes_to(const char *const *changed, Change *first) {
    Buf before = {0}, after = {0};
    DiagList *diags = diag_list_new();
    Arena *arena = arena_new();
    ChangeList list;
    small_pdf(objects, COUNT, NULL, &before);
    small_pdf(changed, COUNT + 1, NULL, &after);
    PdfDoc *old = pdf_doc_open(before.bytes, before.length, "before", diags);
    PdfDoc *now = pdf_doc_open(after.bytes, after.length, "after", diags);
    assert_true(changes_find(arena, old, now, &list, diags));
    size_t count = list.count;
    if (count && first)
        *first = (Change){list.items[0].kind, NULL, NULL, list.items[0].page};
    pdf_doc_close(old);
    pdf_doc_close(now);
    diag_list_free(diags);
    arena_free(arena);
    buf_free(&before);
    buf_free(&after);
    return count;
}

/* The same when object `number` becomes another one, with `extra` as object 8. */
static size_t changes_of(size_t number, const char *body, const char *extra, Change *first) {
    const char *changed[COUNT + 1];
    memcpy(changed, objects, sizeof objects);
    changed[COUNT] = extra ? extra : "null";
    if (number)
        changed[number - 1] = body;
    return changes_to(changed, first);
}

static void assert_change(size_t number, const char *body, const char *extra, ChangeKind kind, int page) {
    Change first;
    assert_int_equal(changes_of(number, body, extra, &first), 1);
    assert_int_equal(first.kind, kind);
    assert_int_equal(first.page, page);
}

TEST(the_same_is_no_change) {
    assert_int_equal(changes_of(0, NULL, NULL, NULL), 0);
    assert_int_equal(changes_of(0, NULL, "<</Nothing(leads here)>>", NULL), 0);
    assert_int_equal(changes_of(2, "<</Count 1/Kids[3 0 R]/Type/Pages/MediaBox [ 0 0 9 9 ]>>", NULL, NULL), 0);
}

TEST(every_part_of_a_page_counts) {
    assert_int_equal(
        changes_of(3, "<</Type/Page/Parent 2 0 R/Contents 8 0 R/Resources<</Font<</F 5 0 R>>>>>>", STREAM, NULL),
        0); /* another number, the same content */
    assert_change(4, "<</Length 3>>\nstream\nq q\nendstream", NULL, CHANGE_OTHER, 0);
    assert_change(3, "<</Type/Page/Parent 2 0 R/Contents 8 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                  "<</Length 3>>\nstream\nn q\nendstream", CHANGE_OTHER, 0);
    assert_change(3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Rotate 90>>", NULL,
                  CHANGE_OTHER, 0);
    assert_change(5, "<</Type/Font/Widths[1 2 4]/FontDescriptor 6 0 R>>", NULL, CHANGE_OTHER, 0);
    assert_change(7, "<</Length 2>>\nstream\nac\nendstream", NULL, CHANGE_OTHER, 0);
    assert_change(2, "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2/MediaBox[0 0 9 9]>>", NULL, CHANGE_OTHER, VERIFY_NONE);
}

TEST(the_catalogue_may_gain_validation_data_alone) {
    assert_change(1, "<</Type/Catalog/Pages 2 0 R/DSS<</Certs[]>>>>", NULL, CHANGE_VALIDATION, VERIFY_NONE);
    assert_change(1, "<</Type/Catalog/Pages 2 0 R/OpenAction[3 0 R/Fit]>>", NULL, CHANGE_OTHER, VERIFY_NONE);
    assert_int_equal(changes_of(1, "<</Type/Catalog/Pages 2 0 R/Extensions<</ADBE<<>>>>>>", NULL, NULL), 0);
}

/* Validation data may be anything, but what something else is may not change by that: the font's program here. */
TEST(what_may_change_lends_nothing_to_what_may_not) {
    const char *changed[COUNT + 1] = {"<</Type/Catalog/Pages 2 0 R/DSS 7 0 R>>", PAGES, PAGE, STREAM, FONT, PROGRAM,
                                      "<</Length 2>>\nstream\nxx\nendstream",    "null"};
    assert_int_equal(changes_to(changed, NULL), 2); /* validation data, and page 1 */
}

TEST(fields_that_are_no_signatures_are_not_allowed) {
    assert_change(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>", "<</FT/Tx/T(a)/Subtype/Widget>>",
                  CHANGE_OTHER, VERIFY_NONE);
    assert_change(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>", "<</FT/Sig/T(a)/Subtype/Widget>>",
                  CHANGE_FIELD, VERIFY_NONE);
    assert_change(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>",
                  "<</FT/Sig/T(a)/Subtype/Widget/V<</Type/Sig>>>>", CHANGE_SIGNATURE, VERIFY_NONE);
    assert_int_not_equal(changes_of(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>",
                                    "<</FT/Sig/T(a)/Subtype/Widget/V<</Type/Sig>>/A<</S/JavaScript>>>>", NULL),
                         0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_is_no_change),
        cmocka_unit_test(every_part_of_a_page_counts),
        cmocka_unit_test(the_catalogue_may_gain_validation_data_alone),
        cmocka_unit_test(what_may_change_lends_nothing_to_what_may_not),
        cmocka_unit_test(fields_that_are_no_signatures_are_not_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
