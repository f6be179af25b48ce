/* Any bytes as a JSON file: scanned, refused or made a tree, all of whose places can be told. */
#include "base/arena.h"
#include "fuzz.h"
#include "json/json_doc.h"

static void visit(const JsonNode *node, Arena *arena) {
    json_key_place(node, arena);
    if (node->key && json_member(node->parent, node->key) != node)
        __builtin_trap(); /* a key that does not find its member */
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
    if (diag_has_class(diags, DIAG_CLASS_INTERNAL))
        __builtin_trap(); /* accepted by the scan, refused by cJSON */
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}
