#include "pdf/haru.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/syntax.h"
#include "unpack.h"

typedef struct Stage {
    Deflate *deflate;
    Haru *haru;
    DiagList *diags;
    Buf entries, out;
} Stage;

static Stage stage;

static int set_up(void **state) {
    stage = (Stage){.deflate = deflate_new(NULL), .diags = diag_list_new()};
    stage.haru = haru_new(stage.deflate);
    *state = &stage;
    return stage.haru && stage.diags ? 0 : -1;
}

static int tear_down(void **state) {
    Stage *s = *state;
    haru_free(s->haru);
    deflate_free(s->deflate);
    diag_list_free(s->diags);
    buf_free(&s->entries);
    buf_free(&s->out);
    return 0;
}

static void fill(Stage *s, uint32_t object, const char *entries) {
    s->entries.length = 0;
    buf_text(&s->entries, entries);
    haru_dict(s->haru, object, &s->entries);
}

static void expect_fault(const Stage *s, const char *wanted) {
    Buf text = {0};
    assert_int_equal(diag_count(s->diags), 1);
    diag_message(diag_item(s->diags, 0), LANGUAGE_EN, &text);
    assert_string_equal(text.bytes, wanted);
    buf_free(&text);
}

static bool save(Stage *s, uint32_t catalog, uint32_t info) {
    uint8_t id[HARU_ID_SIZE];
    haru_identify(s->haru, id);
    return haru_save(s->haru, HARU_PDF_1_7, catalog, info, id, &s->out, s->diags);
}

static void test_streams_stand_as_they_were_given(void **state) {
    Stage *s = *state;
    uint32_t catalog = haru_reserve(s->haru), info = haru_reserve(s->haru), stream = haru_reserve(s->haru);
    fill(s, info, "/Producer(x)");
    fill(s, catalog, "/Type/Catalog");
    s->entries.length = 0;
    haru_stream(s->haru, stream, &s->entries, (Str){"ab\0cd", 5});
    assert_true(save(s, catalog, info));
    static const char body[] = "3 0 obj\n<<\n/Length 5>>\nstream\nab\0cd\nendstream\nendobj\n";
    assert_memory_equal(s->out.bytes + 15, body, sizeof body - 1);
    assert_non_null(memmem(s->out.bytes, s->out.length, "/Root 1 0 R/Info 2 0 R/ID[<", 27));
}

static void test_dictionaries_are_packed_in_their_order(void **state) {
    Stage *s = *state;
    uint32_t catalog = haru_reserve(s->haru), info = haru_reserve(s->haru), block = haru_block(s->haru, 2);
    Buf packed = {0};
    assert_int_equal(block, 3);
    fill(s, info, "/Producer(x)");
    fill(s, catalog, "/Type/Catalog");
    for (int i = 0; i < 2; i++) {
        s->entries.length = 0;
        pdf_key_int(&s->entries, "X", i);
        haru_add(s->haru, &s->entries);
    }
    assert_true(save(s, catalog, info));
    pdf_unpack(&s->out, "/Type/ObjStm", &packed);
    assert_string_equal(packed.bytes, "3 0 4 8 <</X 0>><</X 1>>1 0 2 17 <</Type/Catalog>><</Producer(x)>>");
    assert_non_null(memmem(s->out.bytes, s->out.length, "/N 2/First 8/", 13));
    buf_free(&packed);
}

static void test_the_table_says_where_each_stands(void **state) {
    Stage *s = *state;
    uint32_t catalog = haru_reserve(s->haru), stream = haru_reserve(s->haru);
    fill(s, catalog, "/Type/Catalog");
    s->entries.length = 0;
    haru_stream(s->haru, stream, &s->entries, (Str){"", 0});
    Buf rows = {0};
    assert_true(save(s, catalog, catalog));
    pdf_unpack(&s->out, "/Type/XRef", &rows);
    static const uint8_t first[] = {2, 0, 0, 0, 0, 0, 255, 255, 2, 2, 0, 0, 0, 3, 1, 1, 2, 255, 0, 0, 0, 12, 0, 0};
    assert_int_equal(rows.length, 5 * 8);
    assert_memory_equal(rows.bytes, first, sizeof first);
    assert_non_null(memmem(s->out.bytes, s->out.length, "/Size 5/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>", 54));
    buf_free(&rows);
}

static void test_many_objects(void **state) {
    Stage *s = *state;
    for (uint32_t i = 1; i <= 5000; i++) {
        assert_int_equal(haru_reserve(s->haru), i);
        fill(s, i, "/X 1");
    }
    assert_true(save(s, 1, 2));
    assert_non_null(memmem(s->out.bytes, s->out.length, "/Size 5009/", 11)); /* 7 streams of 800, and the table */
}

static void test_a_block_not_filled_or_overfilled_is_refused(void **state) {
    Stage *s = *state;
    fill(s, haru_reserve(s->haru), "/Type/Catalog");
    haru_block(s->haru, 1);
    assert_false(save(s, 1, 1));
    expect_fault(s, "libharu refuses to write: fault 0x1033");
}

static void test_nothing_is_reserved_behind_a_block(void **state) {
    Stage *s = *state;
    haru_block(s->haru, 1);
    assert_int_equal(haru_reserve(s->haru), 0);
    assert_false(save(s, 1, 1));
}

static void test_more_objects_than_an_archive_takes_are_refused(void **state) {
    Stage *s = *state;
    fill(s, haru_reserve(s->haru), "/Type/Catalog");
    assert_int_equal(haru_block(s->haru, HARU_OBJECTS_MAX), 0);
    assert_false(save(s, 1, 1));
    expect_fault(s, "the PDF would have more than 8388607 objects");
}

static void test_an_object_left_open_is_refused(void **state) {
    Stage *s = *state;
    fill(s, haru_reserve(s->haru), "/Type/Catalog");
    haru_reserve(s->haru);
    assert_false(save(s, 1, 1));
    expect_fault(s, "libharu refuses to write: fault 0x1033");
}

static void test_a_file_too_large_is_refused(void **state) {
    Stage *s = *state;
    uint32_t object = haru_reserve(s->haru);
    haru_stream(s->haru, object, &s->entries, (Str){"", (size_t)HARU_BYTES_MAX});
    assert_int_equal(haru_reserve(s->haru), 0);
    assert_false(save(s, object, object));
    expect_fault(s, "the PDF would be larger than 2147483647 bytes");
}

static void test_a_failure_elsewhere_is_out_of_memory(void **state) {
    Stage *s = *state;
    haru_fail(s->haru);
    fill(s, 1, "");
    assert_false(save(s, 1, 1));
    expect_fault(s, "out of memory");
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        STAGED(test_streams_stand_as_they_were_given),
        STAGED(test_dictionaries_are_packed_in_their_order),
        STAGED(test_the_table_says_where_each_stands),
        STAGED(test_many_objects),
        STAGED(test_a_block_not_filled_or_overfilled_is_refused),
        STAGED(test_nothing_is_reserved_behind_a_block),
        STAGED(test_more_objects_than_an_archive_takes_are_refused),
        STAGED(test_an_object_left_open_is_refused),
        STAGED(test_a_file_too_large_is_refused),
        STAGED(test_a_failure_elsewhere_is_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
