/* Lightening with the n-th allocation failing: it says so, and leaks nothing. */
#include "lighten.h"

#include "../../support/alloc_fail.h"
#include "../../support/test.h"
#include "range.h"

TEST(running_out_of_memory_is_said) {
    hb_blob_t *blob = cut_range(CUT_FANG, 0x4E8C, 0x4E8C, HB_SUBSET_FLAGS_DEFAULT);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    size_t rounds = 0;
    for (size_t n = 1; alloc_fail_next(&n); n++, rounds++) {
        Buf out = {0};
        FitTally tally = {0};
        LightenOrder order = {.source = {bytes, length}, .tolerance = 200};
        LightenFault fault = lighten_face(&order, &out, &tally);
        assert_int_equal(fault, alloc_fail_happened() ? LIGHTEN_NO_MEMORY : LIGHTEN_FINE);
        buf_free(&out);
    }
    assert_true(rounds > 20);
    hb_blob_destroy(blob);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(running_out_of_memory_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
