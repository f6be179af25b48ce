/* Many reports in one process: each comes out as it would alone, whatever was set before and whatever is kept of it. */
#include "test.h"

#include <string.h>

#include "app/job.h"
#include "text/engine.h"
#include "text/memo.h"

#define REPORTS 3
#define TINY    ((size_t)64 << 10) /* all but the last few paragraphs are driven out */

static const char *const NAMES[REPORTS] = {
    SOURCE_DIR "/input/xinjiang-social-insurance-2020.json",
    SOURCE_DIR "/input/hubei-water-2020.json",
    SOURCE_DIR "/input/shanghai-health-2025.json",
};

static Buf alone[REPORTS];

static Workshop *open_workshop(Timings *timings, size_t memo) {
    DiagList *diags = diag_list_new();
    Workshop *workshop = workshop_new(/*form*/ NULL, SOURCE_DIR "/fonts/fonts.json", timings);
    assert_true(workshop && workshop_load_fonts(workshop, diags));
    TextEngine *engine = workshop_engine(workshop);
    memo_free(engine->memo);
    engine->memo = memo_new(memo);
    assert_non_null(engine->memo);
    diag_list_free(diags);
    return workshop;
}

static Buf set(Workshop *workshop, Timings *timings, size_t report) {
    DiagList *diags = diag_list_new();
    JobResult result = {0};
    const Job job = {.report = NAMES[report], .promise = {.conformance = PDF_A_3A}};
    assert_true(job_run(&job, workshop, LANGUAGE_EN, timings, &result, diags));
    Buf pdf = result.pdf;
    result.pdf = (Buf){0};
    job_result_free(&result);
    diag_list_free(diags);
    return pdf;
}

/* By a process that keeps nothing, one workshop a report. */
static int set_alone(void **state __attribute__((unused))) {
    for (size_t i = 0; i < REPORTS; i++) {
        Timings timings = {0};
        Workshop *workshop = open_workshop(&timings, 0);
        alone[i] = set(workshop, &timings, i);
        workshop_free(workshop);
    }
    return 0;
}

static int forget(void **state __attribute__((unused))) {
    for (size_t i = 0; i < REPORTS; i++)
        buf_free(&alone[i]);
    return 0;
}

static void compare(size_t memo, const char *order) {
    Timings timings = {0};
    Workshop *workshop = open_workshop(&timings, memo);
    for (; *order; order++) {
        const size_t report = (size_t)(*order - '0');
        Buf pdf = set(workshop, &timings, report);
        assert_int_equal(pdf.length, alone[report].length);
        assert_memory_equal(pdf.bytes, alone[report].bytes, pdf.length);
        buf_free(&pdf);
    }
    workshop_free(workshop);
}

TEST(one_after_another) { compare(MEMO_BYTES, "012"); }
TEST(in_another_order_and_again) { compare(MEMO_BYTES, "21002"); }
TEST(with_little_room_to_keep_anything) { compare(TINY, "0120"); }

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_after_another),
        cmocka_unit_test(in_another_order_and_again),
        cmocka_unit_test(with_little_room_to_keep_anything),
    };
    return cmocka_run_group_tests(tests, set_alone, forget);
}
