#include "batch/pool.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test.h"

#define JOBS 60

/* What workers do at a job, by its number; all else is well. */
enum { WELL, CRASH, LOOP, LEAVE, KILL, KILL_ONCE, QUIT };

typedef struct Work {
    uint8_t deeds[JOBS];
    bool settled[JOBS];
    size_t taken[JOBS];
    PoolLoss losses[JOBS];
    int details[JOBS];
    size_t lost;
    size_t waiting; /* in a worker */
    uint32_t kept[JOBS];
    bool barren;
    size_t stop_after, ticks;
    struct Shared {
        int killed[JOBS], starts;
    } * shared;
} Work;

static bool start(void *context, size_t serial) {
    Work *w = context;
    assert_true(serial > 0);
    __atomic_fetch_add(&w->shared->starts, 1, __ATOMIC_RELAXED);
    return !w->barren;
}

static bool work(void *context, uint32_t job) {
    Work *w = context;
    switch (w->deeds[job]) {
    case CRASH: raise(SIGABRT); break;
    case LOOP:
        for (;;)
            pause();
    case LEAVE: _exit(5);
    case KILL_ONCE:
        if (w->shared->killed[job]++)
            break;
        raise(SIGKILL);
        break;
    case KILL: raise(SIGKILL); break;
    default: break;
    }
    w->kept[w->waiting++] = job;
    return w->deeds[job] != QUIT;
}

static bool flush(void *context) {
    Work *w = context;
    for (size_t i = 0; i < w->waiting; i++)
        pool_send((Str){(const char *)&w->kept[i], sizeof w->kept[i]});
    w->waiting = 0;
    return true;
}

static void end(void *context) { (void)context; }

static void take(void *context, Str result) {
    Work *w = context;
    uint32_t job;
    assert_int_equal(result.length, sizeof job);
    memcpy(&job, result.text, sizeof job);
    w->taken[job]++;
    w->settled[job] = true;
}

static void lose(void *context, uint32_t job, PoolLoss loss, int detail) {
    Work *w = context;
    assert_false(w->settled[job]);
    w->settled[job] = true;
    w->losses[job] = loss;
    w->details[job] = detail;
    w->lost++;
}

static bool tick(void *context) {
    Work *w = context;
    return !w->stop_after || ++w->ticks < w->stop_after;
}

static bool settled(void *context, uint32_t job) { return ((Work *)context)->settled[job]; }

static Work new_work(void) {
    Work w = {0};
    w.shared = mmap(NULL, sizeof *w.shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(w.shared != MAP_FAILED);
    return w;
}

static void run(Work *w, size_t workers) {
    uint32_t jobs[JOBS];
    for (uint32_t i = 0; i < JOBS; i++)
        jobs[i] = i;
    pool_run(&(Pool){.workers = workers,
                     .jobs = jobs,
                     .count = JOBS,
                     .seconds = 1,
                     .context = w,
                     .start = start,
                     .work = work,
                     .flush = flush,
                     .end = end,
                     .take = take,
                     .lose = lose,
                     .tick = tick,
                     .settled = settled});
}

static void expect_all_but(const Work *w, size_t lost) {
    assert_int_equal(w->lost, lost);
    for (size_t i = 0; i < JOBS; i++)
        assert_true(w->settled[i]);
}

TEST(every_job_is_done_once) {
    for (size_t workers = 1; workers <= 5; workers += 2) {
        Work w = new_work();
        run(&w, workers);
        expect_all_but(&w, 0);
        for (size_t i = 0; i < JOBS; i++)
            assert_int_equal(w.taken[i], 1);
        assert_int_equal(w.shared->starts, workers);
    }
}

TEST(a_job_that_ends_its_worker_is_lost_and_the_others_are_done) {
    Work w = new_work();
    w.deeds[0] = CRASH;
    w.deeds[7] = LEAVE;
    w.deeds[8] = CRASH;
    w.deeds[JOBS - 1] = CRASH;
    run(&w, 2);
    expect_all_but(&w, 4);
    assert_int_equal(w.losses[0], POOL_CRASHED);
    assert_int_equal(w.details[0], SIGABRT);
    assert_int_equal(w.losses[7], POOL_EXITED);
    assert_int_equal(w.details[7], 5);
}

TEST(a_job_that_takes_too_long_is_ended) {
    Work w = new_work();
    w.deeds[3] = LOOP;
    run(&w, 2);
    expect_all_but(&w, 1);
    assert_int_equal(w.losses[3], POOL_TIMEOUT);
    assert_int_equal(w.details[3], 1);
}

TEST(a_worker_killed_by_somebody_gets_a_second_chance) {
    Work w = new_work();
    w.deeds[3] = KILL_ONCE;
    w.deeds[9] = KILL;
    run(&w, 2);
    expect_all_but(&w, 1);
    assert_int_equal(w.taken[3], 1);
    assert_int_equal(w.losses[9], POOL_CRASHED);
    assert_int_equal(w.details[9], SIGKILL);
}

TEST(a_worker_that_wants_to_be_replaced_is) {
    Work w = new_work();
    for (size_t i = 0; i < JOBS; i += 10)
        w.deeds[i] = QUIT;
    run(&w, 1);
    expect_all_but(&w, 0);
    assert_in_range(w.shared->starts, JOBS / 10, JOBS / 10 + 1);
}

TEST(workers_that_cannot_begin_are_not_tried_for_ever) {
    Work w = new_work();
    w.barren = true;
    run(&w, 3);
    expect_all_but(&w, JOBS);
    assert_int_equal(w.losses[0], POOL_NO_START);
    assert_in_range(w.shared->starts, 3, 30);
}

TEST(when_it_is_stopped_no_more_are_begun) {
    Work w = new_work();
    for (size_t i = 0; i < JOBS; i++)
        w.deeds[i] = LOOP;
    w.stop_after = 2;
    run(&w, 2); /* those begun end by their time */
    assert_int_equal(w.lost, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_is_done_once),
        cmocka_unit_test(a_job_that_ends_its_worker_is_lost_and_the_others_are_done),
        cmocka_unit_test(a_job_that_takes_too_long_is_ended),
        cmocka_unit_test(a_worker_killed_by_somebody_gets_a_second_chance),
        cmocka_unit_test(a_worker_that_wants_to_be_replaced_is),
        cmocka_unit_test(workers_that_cannot_begin_are_not_tried_for_ever),
        cmocka_unit_test(when_it_is_stopped_no_more_are_begun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
