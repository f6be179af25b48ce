#include "spread.h"

#include <stdio.h>
#include <stdlib.h>

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double spread_median(double *values, size_t count) {
    if (count == 0)
        return 0;
    qsort(values, count, sizeof *values, compare);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

double spread_print(double *values, size_t count) {
    const double middle = spread_median(values, count);
    printf("  %9.1f %8.1f .. %-8.1f", middle, values[0], values[count - 1]);
    return middle;
}

void goal_print(const char *what, double value, double goal, const char *unit) {
    printf("  %-34s %8.2f %-3s (goal: under %g) %s\n", what, value, unit, goal, value < goal ? "reached" : "MISSED");
}
