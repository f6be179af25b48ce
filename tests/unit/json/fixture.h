/*
 * fixture: a JSON text, its document and its faults.
 */
#ifndef BANXIN_TESTS_JSON_FIXTURE_H
#define BANXIN_TESTS_JSON_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "json/json_doc.h"

typedef struct Fixture {
    Arena *arena;
    DiagList *diags;
    const JsonDoc *doc;
} Fixture;

static inline Fixture fixture_parse(const char *text, size_t length) {
    Fixture f = {arena_new(), diag_list_new(), NULL};
    char *exact = malloc(length + !length); /* so that a read past the end is seen */
    memcpy(exact, text, length);
    f.doc = json_doc_parse(f.arena, "t.json", exact, length, f.diags);
    free(exact);
    diag_sort(f.diags);
    return f;
}

static inline Fixture fixture_text(const char *text) { return fixture_parse(text, strlen(text)); }

static inline void fixture_free(Fixture *f) {
    diag_list_free(f->diags);
    arena_free(f->arena);
}

#endif
