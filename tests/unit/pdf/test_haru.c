#include "pdf/haru.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

typedef struct Stage {
    Haru *haru;
    DiagList *diags;
    Buf entries, out;
} Stage;

static Stage stage;

static int set_up(void **state) {
    stage = (Stage){.haru = haru_new(), .diags = diag_list_new()};
    *state = &stage;
    return stage.haru && stage.diags ? 0 : -1;
}

static int tear_down(void **state) {
    Stage *s = *state;
    haru_free(s->haru);
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

static void test_objects_stand_as_they_were_given(void **state) {
    Stage *s = *state;
    uint32_t catalog = haru_reserve(s->haru), info = haru_reserve(s->haru), stream = haru_reserve(s->haru);
    fill(s, info, "/Producer(x)");
    fill(s, catalog, "/Type/Catalog");
    s->entries.length = 0;
    haru_stream(s->haru, stream, &s->entries, (Str){"ab\0cd", 5});
    assert_true(haru_save(s->haru, catalog, info, &s->out, s->diags));
    static const char body[] = "1 0 obj\n<<\n/Type/Catalog>>\nendobj\n2 0 obj\n<<\n/Producer(x)>>\nendobj\n"
                               "3 0 obj\n<<\n/Length 5>>\nstream\nab\0cd\nendstream\nendobj\nxref\n0 4\n";
    assert_memory_equal(s->out.bytes + 15, body, sizeof body - 1);
    assert_non_null(memmem(s->out.bytes, s->out.length, "/Root 1 0 R/Info 2 0 R/ID[<", 27));
}

static void test_many_objects(void **state) {
    Stage *s = *state;
    for (uint32_t i = 1; i <= 5000; i++) {
        assert_int_equal(haru_reserve(s->haru), i);
        fill(s, i, "/X 1");
    }
    assert_true(haru_save(s->haru, 1, 2, &s->out, s->diags));
    assert_non_null(memmem(s->out.bytes, s->out.length, "xref\n0 5001\n", 12));
}

static void test_an_object_left_open_is_refused(void **state) {
    Stage *s = *state;
    fill(s, haru_reserve(s->haru), "/Type/Catalog");
    haru_reserve(s->haru);
    assert_false(haru_save(s->haru, 1, 1, &s->out, s->diags));
    expect_fault(s, "libharu refuses to write: fault 0x1033");
}

static void test_a_file_too_large_is_refused(void **state) {
    Stage *s = *state;
    uint32_t object = haru_reserve(s->haru);
    haru_stream(s->haru, object, &s->entries, (Str){"", (size_t)HARU_BYTES_MAX});
    assert_int_equal(haru_reserve(s->haru), 0);
    assert_false(haru_save(s->haru, object, object, &s->out, s->diags));
    expect_fault(s, "the PDF would be larger than 2147483647 bytes");
}

static void test_a_failure_elsewhere_is_out_of_memory(void **state) {
    Stage *s = *state;
    haru_fail(s->haru);
    fill(s, 1, "");
    assert_false(haru_save(s->haru, 1, 1, &s->out, s->diags));
    expect_fault(s, "out of memory");
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        STAGED(test_objects_stand_as_they_were_given),     STAGED(test_many_objects),
        STAGED(test_an_object_left_open_is_refused),       STAGED(test_a_file_too_large_is_refused),
        STAGED(test_a_failure_elsewhere_is_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
