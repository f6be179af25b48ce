#include "sign/update.h"

#include <string.h>

#include "small_pdf.h"
#include "test.h"

static void assert_written(const char *expected, Buf *out) {
    assert_false(buf_failed(out));
    assert_string_equal(out->bytes, expected);
    buf_free(out);
}

TEST(names_and_texts_are_written_as_a_file_has_them) {
    Buf out = {0};
    update_name(&out, STR("A b/(c)#"));
    assert_written("/A#20b#2F#28c#29#23", &out);
    update_text(&out, STR("a(b)\\c"));
    assert_written("(a\\(b\\)\\\\c)", &out);
    update_text(&out, STR("版𠀀"));
    assert_written("<FEFF7248D840DC00>", &out);
    update_hex(&out, STR("\x00\xff"));
    assert_written("<00FF>", &out);
}

/* A small file, changed once: object 3 gets an entry, object 4 is new. */
TEST(a_change_stands_behind_the_file_and_is_found) {
    static const char *const objects[] = {SMALL_PDF_PAGE};
    Buf before = {0}, after = {0}, value = {0};
    DiagList *diags = diag_list_new();
    small_pdf(objects, 3, "/ID[<01><01>]", &before);
    PdfDoc *doc = pdf_doc_open(before.bytes, before.length, "a.pdf", diags);
    Update update;
    assert_true(update_start(&update, doc, &after, diags));
    assert_false(update.stream);
    PdfRef fresh = update_reserve(&update);
    assert_int_equal(fresh.number, 4);
    update_open(&update, fresh);
    buf_text(update.out, "(new)");
    update_close(&update);
    update_ref(&value, fresh);
    UpdateEntry entries[] = {{"Thing", &value}, {"Parent", NULL}};
    PdfValue page = pdf_doc_object(doc, (PdfRef){3, 0});
    update_object(&update, pdf_doc_ref(doc, page), page, entries, 2);
    assert_true(update_finish(&update, diags));
    pdf_doc_close(doc);
    assert_memory_equal(after.bytes, before.bytes, before.length);
    doc = pdf_doc_open(after.bytes, after.length, "b.pdf", diags);
    assert_non_null(doc);
    page = pdf_doc_object(doc, (PdfRef){3, 0});
    assert_true(str_equals(pdf_doc_string(doc, pdf_doc_get(doc, page, "Thing")), "new"));
    assert_int_equal(pdf_doc_kind(doc, pdf_doc_get(doc, page, "Parent")), PDF_KIND_NULL);
    assert_true(pdf_doc_is_name(doc, pdf_doc_get(doc, page, "Type"), "Page"));
    assert_false(str_equal(pdf_doc_string(doc, pdf_doc_path(doc, pdf_doc_trailer(doc), "ID/0")),
                           pdf_doc_string(doc, pdf_doc_path(doc, pdf_doc_trailer(doc), "ID/1"))));
    pdf_doc_close(doc);
    diag_list_free(diags);
    buf_free(&before);
    buf_free(&after);
    buf_free(&value);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_texts_are_written_as_a_file_has_them),
        cmocka_unit_test(a_change_stands_behind_the_file_and_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
