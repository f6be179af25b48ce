#include "app/exit.h"

ExitStatus exit_from_diags(const DiagList *diags) {
    static const struct {
        DiagClass class;
        ExitStatus status;
    } classes[] = {{DIAG_CLASS_IO, EXIT_IO}, {DIAG_CLASS_INTERNAL, EXIT_OWN_FAULT}, {DIAG_CLASS_DATA, EXIT_DATA}};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (diag_has_class(diags, classes[i].class))
            return classes[i].status;
    return diag_count_at_least(diags, SEVERITY_WARNING) > 0 ? EXIT_WITH_WARNINGS : EXIT_WRITTEN;
}

ExitStatus exit_worse(ExitStatus a, ExitStatus b) { return a > b ? a : b; }
