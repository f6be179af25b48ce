/*
 * patch: a fixture with one thing wrong, and what is reported of it.
 *
 * A case replaces a piece of a fixture and says which code must be reported and where: `place` is a piece of the
 * patched text with @ before the character that line and column must point at, so that the expected place is found
 * by counting in the text, not by the code under test.
 */
#ifndef BANXIN_TESTS_DIAG_PATCH_H
#define BANXIN_TESTS_DIAG_PATCH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct PatchCase {
    DiagCode code;
    const char *find; /* once in the fixture; "from…to" is all from one piece to the next other */
    const char *replace;
    const char *place;
    const char *pointer;
    bool more; /* other codes may be reported with it */
} PatchCase;

/* The fixture's text with its one `find` replaced; the test fails when it is not there exactly once. */
const char *patch_text(Arena *arena, const char *fixture, const char *find, const char *replace);

/* True when the case's code is reported at its place in `text`, and no other code is; else says on stderr what is. */
bool patch_expect(const PatchCase *expected, const char *text, DiagList *diags);

/* Fails for every code named PREFIX... that is the code of no case. */
void patch_expect_all_codes(const char *prefix, const PatchCase *cases, size_t count);

#endif
