#include "app/timings.h"

static const char *const stage_names[STAGE_COUNT] = {"form",   "fonts",   "read",     "check", "compose", "draw",
                                                     "subset", "content", "compress", "save",  "write",   "total"};

void timings_add(Timings *timings, Stage stage, int64_t from) { clock_take(&timings->spent[stage], &from); }

const char *timings_name(Stage stage) { return stage_names[stage]; }

void timings_print(const Timings *timings, Buf *out) {
    for (int i = 0; i < STAGE_COUNT; i++) {
        int64_t micros = timings->spent[i] / 1000;
        buf_printf(out, "%s %lld.%03d\n", stage_names[i], (long long)(micros / 1000), (int)(micros % 1000));
    }
}
