/* Any bytes as a report by the form it names, of those that ship, and taken all the way (print.h). */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "print.h"

static const char *const NAMES[] = {"xinjiang-2020", "hubei-2020", "shanghai-2025"};
#define COUNT (sizeof NAMES / sizeof *NAMES)

static struct {
    Arena *arena;
    const Form *forms[COUNT];
} shelf;

static void close_shelf(void) { arena_free(shelf.arena); }

static void open_shelf(void) {
    DiagList *diags = diag_list_new();
    shelf.arena = arena_new();
    for (size_t i = 0; i < COUNT; i++) {
        const char *path = arena_printf(shelf.arena, SOURCE_DIR "/layouts/%s.json", NAMES[i]);
        shelf.forms[i] = form_read(shelf.arena, path, diags);
        if (!shelf.forms[i])
            abort();
    }
    diag_list_free(diags);
    atexit(close_shelf);
}

/* The first stands for those that are not known. */
static const Form *form_of(const JsonDoc *doc) {
    const JsonNode *name = json_member(json_doc_root(doc), "form");
    for (size_t i = 1; name && name->type == JSON_STRING && i < COUNT; i++)
        if (strcmp(name->text.text, NAMES[i]) == 0)
            return shelf.forms[i];
    return shelf.forms[0];
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    if (!shelf.arena)
        open_shelf();
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *doc = json_doc_parse(arena, "fuzz.json", (const char *)bytes, length, diags);
    if (doc)
        print_report(arena, doc, form_of(doc), diags);
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}
