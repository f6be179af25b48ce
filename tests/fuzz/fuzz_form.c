/* Any bytes as a form: read whole or refused with a reason. */
#include "base/arena.h"
#include "form/form.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *doc = json_doc_parse(arena, "fuzz.json", (const char *)bytes, length, diags);
    const Form *form = doc ? form_read_doc(arena, doc, diags) : NULL;
    if (!form && !diag_has_errors(diags))
        __builtin_trap(); /* refused without a word */
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}
