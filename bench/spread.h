/*
 * spread: measured values of several runs, and how they are told.
 */
#ifndef BANXIN_BENCH_SPREAD_H
#define BANXIN_BENCH_SPREAD_H

#include <stddef.h>

/* Sorts the values; the middle one, or the mean of the two middle ones; 0 of none. */
double spread_median(double *values, size_t count);
/* Prints the median with the least and the greatest; the median. */
double spread_print(double *values, size_t count);
/* Prints a line that says whether a value is below its goal. */
void goal_print(const char *what, double value, double goal, const char *unit);

#endif
