#include "app/crew.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "test.h"

#define PARTS 50

/* What was taken, in order; and what is to go wrong. */
typedef struct Work {
    Buf taken;
    size_t next, lost, failed;
    size_t size;   /* of each result */
    size_t dies;   /* the part at which its worker is killed */
    size_t starve; /* the part for which memory runs out */
    pid_t foreman;
} Work;

static void work(void *context, size_t part, Buf *result) {
    const Work *w = context;
    if (part == w->dies && getpid() != w->foreman)
        raise(SIGKILL);
    for (size_t i = 0; i < w->size; i++)
        buf_char(result, (char)('a' + part % 26));
    result->failed |= part == w->starve;
}

static void take(void *context, size_t part, const Buf *result) {
    Work *w = context;
    assert_int_equal(part, w->next++);
    w->lost += result == NULL;
    w->failed += result && buf_failed(result);
    if (result && !buf_failed(result))
        buf_push(&w->taken, result->bytes, result->length);
}

static Work run(size_t workers, size_t size, size_t dies, size_t starve) {
    Work w = {.size = size, .dies = dies, .starve = starve, .foreman = getpid()};
    crew_run(&(Crew){workers, PARTS, work, take, &w});
    assert_int_equal(w.next, PARTS);
    return w;
}

TEST(results_are_the_same_for_any_number_of_workers) {
    static const size_t sizes[] = {0, 1, 200000}; /* the last fills a pipe */
    for (size_t i = 0; i < 3; i++) {
        Work one = run(1, sizes[i], PARTS, PARTS);
        for (size_t workers = 0; workers <= PARTS + 10; workers += 7) {
            Work many = run(workers, sizes[i], PARTS, PARTS);
            assert_int_equal(many.taken.length, one.taken.length);
            assert_true(one.taken.length == 0 || memcmp(many.taken.bytes, one.taken.bytes, one.taken.length) == 0);
            assert_int_equal(many.lost + many.failed, 0);
            buf_free(&many.taken);
        }
        buf_free(&one.taken);
    }
}

TEST(a_worker_that_is_killed_loses_its_parts_and_no_other) {
    Work w = run(4, 3, 21, PARTS);
    assert_int_equal(w.lost, 8); /* 21, 25 ... 49 */
    assert_int_equal(w.taken.length, 3 * (PARTS - 8));
    buf_free(&w.taken);
}

TEST(a_result_that_could_not_be_made_is_told_and_work_goes_on) {
    for (size_t workers = 1; workers < 4; workers++) {
        Work w = run(workers, 3, PARTS, 20);
        assert_int_equal(w.failed, 1);
        assert_int_equal(w.lost, 0);
        assert_int_equal(w.taken.length, 3 * (PARTS - 1));
        buf_free(&w.taken);
    }
}

TEST(there_is_a_processor) { assert_true(crew_processors() >= 1); }

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_the_same_for_any_number_of_workers),
        cmocka_unit_test(a_worker_that_is_killed_loses_its_parts_and_no_other),
        cmocka_unit_test(a_result_that_could_not_be_made_is_told_and_work_goes_on),
        cmocka_unit_test(there_is_a_processor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
