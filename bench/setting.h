/*
 * setting: a report read and composed in this process, for programs that look at its pages.
 */
#ifndef BANXIN_BENCH_SETTING_H
#define BANXIN_BENCH_SETTING_H

#include "app/workshop.h"
#include "model/report.h"

typedef struct Setting {
    Workshop *workshop;
    Arena *arena;
    const Report *report;
    const PageList *pages;
    Timings timings;
} Setting;

/* False after saying on standard error what is at fault; freed by setting_close in either case. */
bool setting_open(Setting *setting, const char *report);
void setting_close(Setting *setting);

#endif
