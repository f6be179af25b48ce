#include "app/timings.h"

#include <time.h>

static const char *const stage_names[STAGE_COUNT] = {"form",    "fonts",    "read", "compose", "subset",
                                                     "content", "compress", "save", "write",   "total"};

int64_t timings_now(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t timings_add(Timings *timings, Stage stage, int64_t from) {
    int64_t now = timings_now();
    timings->spent[stage] += now - from;
    return now;
}

void timings_print(const Timings *timings, Buf *out) {
    for (int i = 0; i < STAGE_COUNT; i++) {
        int64_t micros = timings->spent[i] / 1000;
        buf_printf(out, "%s %lld.%03d\n", stage_names[i], (long long)(micros / 1000), (int)(micros % 1000));
    }
}
