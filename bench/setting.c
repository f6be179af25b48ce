#include "setting.h"

#include "app/reading.h"
#include "app/say.h"
#include "compose/compose.h"

bool setting_open(Setting *setting, const char *report) {
    DiagList *diags = diag_list_new();
    *setting = (Setting){.arena = arena_new()};
    setting->workshop = workshop_new(/*form*/ NULL, /*fonts*/ NULL, &setting->timings);
    if (diags && setting->arena && setting->workshop)
        setting->report =
            reading_report(setting->arena, report, setting->workshop, /*fonts*/ true, &setting->timings, diags);
    if (setting->report)
        setting->pages = compose_report(setting->arena, workshop_engine(setting->workshop), setting->report, diags);
    say_diags(diags, say_language());
    diag_list_free(diags);
    return setting->pages && !arena_failed(setting->arena);
}

void setting_close(Setting *setting) {
    workshop_free(setting->workshop);
    arena_free(setting->arena);
}
