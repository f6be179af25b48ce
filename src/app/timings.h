/*
 * timings: CPU time by stage, for --timings.
 */
#ifndef BANXIN_APP_TIMINGS_H
#define BANXIN_APP_TIMINGS_H

#include "base/clock.h"
#include "base/str.h"

typedef enum Stage {
    STAGE_FORM,
    STAGE_FONTS,
    STAGE_READ,
    STAGE_CHECK,
    STAGE_COMPOSE,
    STAGE_DRAW, /* pages as pictures */
    STAGE_SUBSET,
    STAGE_CONTENT,
    STAGE_COMPRESS,
    STAGE_SAVE,
    STAGE_WRITE,
    STAGE_TOTAL,
    STAGE_COUNT
} Stage;

/* Nanoseconds of CPU by stage. Zero-initialise. */
typedef struct Timings {
    int64_t spent[STAGE_COUNT];
} Timings;

/* Adds what was spent since `from` (base/clock.h) to a stage. */
void timings_add(Timings *timings, Stage stage, int64_t from);
/* What a stage is called. */
const char *timings_name(Stage stage);
/* Appends a line "stage milliseconds" for each stage. */
void timings_print(const Timings *timings, Buf *out);

#endif
