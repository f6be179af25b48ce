#include "app/record_module.h"

#include <dlfcn.h>
#include <string.h>

#include "app/search.h"
#include "base/file.h"

static bool fits(const Record *record) {
    return strcmp(record->version, BANXIN_VERSION) == 0 && record->size == sizeof(Record);
}

static const Record *load(const char *path, DiagList *diags) {
    /* the module itself is bound at once, as it is linked to be; the libraries below it need not be, and there are many
     */
    void *module = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    const Record *record = module ? dlsym(module, RECORD_SYMBOL) : NULL;
    const char *words = record ? NULL : dlerror();
    if (record && fits(record))
        return record;
    if (record)
        diag_at(diags, DIAG_RECORD_VERSION, (Place){0}, DIAG_ARGS(path));
    else
        diag_at(diags, DIAG_RECORD_LOAD, (Place){0}, DIAG_ARGS(path, words ? words : ""));
    return NULL;
}

const Record *record_load(DiagList *diags) {
    static const Record *loaded;
    if (loaded)
        return loaded;
    Arena *arena = arena_new();
    const char *path = search_module(arena, RECORD_FILE, diags);
    loaded = path ? load(path, diags) : NULL;
    arena_free(arena);
    return loaded;
}
