#include "sign/pdf_doc.h"

#include <string.h>

#include "sign/embedded.h"
#include "sign/signatures.h"
#include "small_pdf.h"
#include "test.h"

typedef struct Opened {
    Buf bytes;
    DiagList *diags;
    PdfDoc *doc;
} Opened;

static Opened open_objects(const char *const *objects, size_t count, const char *trailer) {
    Opened opened = {.diags = diag_list_new()};
    small_pdf(objects, count, trailer, &opened.bytes);
    opened.doc = pdf_doc_open(opened.bytes.bytes, opened.bytes.length, "a.pdf", opened.diags);
    return opened;
}

#define OPEN(...)                                                                                                      \
    open_objects((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), NULL)

static void close_it(Opened *opened) {
    pdf_doc_close(opened->doc);
    diag_list_free(opened->diags);
    buf_free(&opened->bytes);
}

static void assert_text(Str text, const char *expected) {
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.text, expected, text.length);
}

TEST(values_are_read_by_key_path_and_kind) {
    Opened it =
        OPEN("<< /Type /Catalog /Pages 2 0 R /A [1 -2.5 (x\\000y) <FEFF7248> /N#20m true 4 0 R] >>",
             "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R >>", "<< /B << /C 7 >> >>");
    PdfValue root = pdf_doc_catalog(it.doc);
    int64_t number = 0;
    assert_int_equal(pdf_doc_kind(it.doc, root), PDF_KIND_DICT);
    assert_true(pdf_doc_integer(it.doc, pdf_doc_path(it.doc, root, "A/6/B/C"), &number));
    assert_int_equal(number, 7);
    assert_true(pdf_doc_length(it.doc, pdf_doc_path(it.doc, root, "A/1"), &number));
    assert_int_equal(number, -2500);
    assert_int_equal(pdf_doc_string(it.doc, pdf_doc_path(it.doc, root, "A/2")).length, 3);
    assert_text(pdf_doc_text(it.doc, pdf_doc_path(it.doc, root, "A/3")), "版");
    assert_text(pdf_doc_name_of(it.doc, pdf_doc_path(it.doc, root, "A/4")), "N m");
    assert_true(pdf_doc_is_true(it.doc, pdf_doc_path(it.doc, root, "A/5")));
    assert_int_equal(pdf_doc_ref(it.doc, pdf_doc_path(it.doc, root, "A/6")).number, 4);
    assert_int_equal(pdf_doc_kind(it.doc, pdf_doc_path(it.doc, root, "A/7/B/Nothing")), PDF_KIND_NULL);
    assert_true(pdf_doc_sound(it.doc, it.diags));
    close_it(&it);
}

TEST(a_value_is_written_as_in_a_file) {
    Opened it = OPEN("<< /Type /Catalog /Pages 2 0 R /A [ 4 0 R ] >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                     "<< /Type /Page /Parent 2 0 R >>", "[ 1 (a\\)b) ]");
    Buf whole = {0}, ref = {0};
    PdfValue item = pdf_doc_path(it.doc, pdf_doc_catalog(it.doc), "A/0");
    pdf_doc_write(it.doc, item, &whole);
    pdf_doc_write_ref(it.doc, item, &ref);
    assert_string_equal(whole.bytes, "[ 1 (a\\)b) ]");
    assert_string_equal(ref.bytes, "4 0 R");
    buf_free(&whole);
    buf_free(&ref);
    close_it(&it);
}

TEST(pages_have_their_inherited_boxes) {
    Opened it =
        OPEN("<< /Type /Catalog /Pages 2 0 R >>",
             "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [595.28 841.89 0 0] /Rotate -90 >>",
             "<< /Type /Page /Parent 2 0 R >>", "<< /Type /Page /Parent 2 0 R /CropBox [10 10 20 20] /Rotate 0 >>");
    const PdfPage *pages;
    size_t count;
    assert_true(pdf_doc_pages(it.doc, &pages, &count, it.diags));
    assert_int_equal(count, 2);
    assert_int_equal(pages[0].media.right, 595280);
    assert_int_equal(pages[0].rotate, 270);
    assert_int_equal(pages[1].crop.left, 10000);
    assert_int_equal(pages[1].rotate, 0);
    close_it(&it);
}

TEST(a_page_tree_that_leads_into_itself_is_damage) {
    Opened it = OPEN("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>");
    const PdfPage *pages;
    size_t count;
    assert_false(pdf_doc_pages(it.doc, &pages, &count, it.diags));
    assert_int_equal(diag_item(it.diags, 0)->code, DIAG_PDF_DAMAGED);
    close_it(&it);
}

TEST(signature_fields_are_found_with_full_names) {
    Opened it = OPEN("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
                     "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R >>",
                     "<< /T (a) /FT /Sig /Kids [5 0 R 6 0 R] >>",
                     "<< /T (b) /Parent 4 0 R /P 3 0 R /V << /Type /Sig /ByteRange [0 1 2 3] /Contents <3000> >> >>",
                     "<< /T (c) /Parent 4 0 R >>");
    const PdfSignature *found;
    size_t count;
    assert_true(pdf_signatures(it.doc, &found, &count, it.diags));
    assert_int_equal(count, 2);
    assert_string_equal(found[0].field, "a.b");
    assert_int_equal(found[0].page, 0);
    assert_true(found[0].has_range);
    assert_int_equal(found[0].range[3], 3);
    assert_int_equal(found[0].contents.length, 2);
    assert_string_equal(found[1].field, "a.c");
    assert_int_equal(found[1].value.handle, 0);
    close_it(&it);
}

TEST(embedded_files_are_found_with_their_bytes) {
    Opened it = OPEN("<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(x) 4 0 R] >> >> >>",
                     "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R >>",
                     "<< /Type /Filespec /UF (r.json) /AFRelationship /Source /EF << /UF 5 0 R >> >>",
                     "<< /Length 5 /Filter /ASCIIHexDecode >>\nstream\n7b7d>\nendstream");
    const PdfEmbedded *files;
    size_t count;
    Str bytes;
    assert_true(pdf_embedded(it.doc, &files, &count, it.diags));
    assert_int_equal(count, 1);
    assert_text(files[0].name, "r.json");
    assert_text(files[0].relationship, "Source");
    assert_true(pdf_doc_stream(it.doc, files[0].stream, &bytes));
    assert_text(bytes, "{}");
    assert_true(pdf_doc_stream_raw(it.doc, files[0].stream, &bytes));
    assert_text(bytes, "7b7d>");
    close_it(&it);
}

static void assert_refused(const char *bytes, size_t length, DiagCode code) {
    DiagList *diags = diag_list_new();
    assert_null(pdf_doc_open(bytes, length, "a.pdf", diags));
    assert_int_equal(diag_count(diags), 1);
    assert_int_equal(diag_item(diags, 0)->code, code);
    assert_string_equal(diag_item(diags, 0)->place.file, "a.pdf");
    diag_list_free(diags);
}

TEST(what_is_no_pdf_damaged_or_encrypted_is_refused) {
    static const char *const plain[] = {SMALL_PDF_PAGE};
    static const char *const locked[] = {
        SMALL_PDF_PAGE,
        "<< /Filter /Standard /V 1 /R 2 /P -4 /O <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> "
        "/U <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> >>"};
    Buf whole = {0}, encrypted = {0};
    small_pdf(plain, 3, NULL, &whole);
    small_pdf(locked, 4, "/Encrypt 4 0 R /ID [<00> <00>]", &encrypted);
    assert_refused("", 0, DIAG_PDF_NONE);
    assert_refused("{\"form\": 1}", 11, DIAG_PDF_NONE);
    assert_refused("%PDF-x.7\n%PDF-1.7\n", 18, DIAG_PDF_NONE); /* offsets would count from the second */
    assert_refused(whole.bytes, whole.length / 2, DIAG_PDF_DAMAGED);
    assert_refused(encrypted.bytes, encrypted.length, DIAG_PDF_ENCRYPTED);
    buf_free(&whole);
    buf_free(&encrypted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_by_key_path_and_kind),
        cmocka_unit_test(a_value_is_written_as_in_a_file),
        cmocka_unit_test(pages_have_their_inherited_boxes),
        cmocka_unit_test(a_page_tree_that_leads_into_itself_is_damage),
        cmocka_unit_test(signature_fields_are_found_with_full_names),
        cmocka_unit_test(embedded_files_are_found_with_their_bytes),
        cmocka_unit_test(what_is_no_pdf_damaged_or_encrypted_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
