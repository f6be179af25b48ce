/*
 * child: one run of a program as a whole process, and what it cost.
 */
#ifndef BANXIN_BENCH_CHILD_H
#define BANXIN_BENCH_CHILD_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ChildCost {
    int status;      /* exit status, or 128 + the signal that ended it */
    double cpu_ms;   /* user and system time of the process */
    double wall_ms;  /* from fork to its end */
    double peak_mib; /* largest resident set */
} ChildCost;

/*
 * Runs argv[0] with `argv` (NULL at its end). What it prints on `stream` (1 or 2) is kept in `text`, cut to `size`
 * bytes with a NUL; what it prints on the other goes nowhere. False when it could not be started or waited for.
 */
bool child_run(const char *const *argv, int stream, char *text, size_t size, ChildCost *cost);

#endif
