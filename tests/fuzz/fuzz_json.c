/* Any bytes as a JSON file: scanned, refused or made a tree, all of whose places can be told. */
#include "base/arena.h"
#include "fuzz.h"
#include "json/json_doc.h"

static void visit(const JsonNode *node, Arena *arena) {
    json_place(node, arena);
    for (const JsonNode *child = node->first; child; child = child->next)
        visit(child, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *doc = json_doc_parse(arena, "fuzz.json", (const char *)bytes, length, diags);
    if (doc && length < 10000)
        visit(json_doc_root(doc), arena);
    if (!doc && !diag_has_errors(diags))
        __builtin_trap(); /* refused without a word */
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}
