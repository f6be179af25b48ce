#include "app/promise.h"

#include <string.h>

#include "app/search.h"
#include "base/file.h"
#include "pdf/icc.h"

static PdfConformance conformance_of(const Options *options) {
    static const struct {
        const char *name;
        PdfConformance conformance;
    } names[] = {{"3a", PDF_A_3A}, {"2a", PDF_A_2A}, {"none", PDF_PLAIN}};
    const char *asked = options->values[OPTION_CONFORMANCE];
    for (size_t i = 0; asked && i < sizeof names / sizeof *names; i++)
        if (strcmp(asked, names[i].name) == 0)
            return names[i].conformance;
    return options->values[OPTION_PRINT] ? PDF_A_2A : PDF_A_3A;
}

static bool read_profile(Arena *arena, const char *path, Str *profile, DiagList *diags) {
    char *bytes;
    size_t length;
    if (!file_read(arena, path, PROFILE_BYTES_MAX, &bytes, &length, diags))
        return false;
    *profile = (Str){bytes, length};
    if (icc_is_press(*profile))
        return true;
    diag_at(diags, DIAG_PROFILE_KIND, (Place){0}, DIAG_ARGS(path));
    return false;
}

bool promise_make(Arena *arena, const Options *options, PdfOptions *promise, DiagList *diags) {
    *promise = (PdfOptions){.conformance = conformance_of(options)};
    if (!options->values[OPTION_PRINT])
        return true;
    const char *path = options->values[OPTION_PROFILE];
    if (!path)
        path = search_profile(diags);
    return path && read_profile(arena, path, &promise->press, diags);
}
