/*
 * Any bytes as a form and its report, [form, report], taken all the way (print.h); what follows in the array are other
 * reports of that form, which the first is set against.
 */
#include "fuzz.h"
#include "print.h"

/* The text of one item of the array, parted from what follows it, as a document of its own. */
static const JsonDoc *part(Arena *arena, const JsonDoc *whole, const JsonNode *item, const char *name,
                           DiagList *diags) {
    const Str bytes = json_doc_bytes(whole);
    size_t end = item->next ? item->next->offset : bytes.length;
    for (bool parted = false; end > item->offset && !parted;)
        parted = bytes.text[--end] == (item->next ? ',' : ']');
    return json_doc_parse(arena, name, bytes.text + item->offset, end - item->offset, diags);
}

static void print(Arena *arena, const JsonDoc *whole, DiagList *diags) {
    const JsonNode *first = json_doc_root(whole)->first;
    const JsonDoc *form_doc = first ? part(arena, whole, first, "form.json", diags) : NULL;
    const Form *form = form_doc ? form_read_doc(arena, form_doc, diags) : NULL;
    const JsonDoc *doc = form && first->next ? part(arena, whole, first->next, "report.json", diags) : NULL;
    const Report *report = doc ? print_report(arena, doc, form, diags) : NULL;
    const JsonNode *rest = report ? first->next->next : NULL;
    for (; rest; rest = rest->next) {
        const JsonDoc *other_doc = part(arena, whole, rest, "other.json", diags);
        const Report *other = other_doc ? report_read(arena, other_doc, form, diags) : NULL;
        if (other)
            print_across(arena, report, other, diags);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *whole = json_doc_parse(arena, "fuzz.json", (const char *)bytes, length, diags);
    if (whole && json_doc_root(whole)->type == JSON_ARRAY)
        print(arena, whole, diags);
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}
