/*
 * path: names with dots between, "project.amount".
 */
#ifndef BANXIN_FORM_PATH_H
#define BANXIN_FORM_PATH_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define PATH_MAX_NAMES 16
#define NAME_MAX_BYTES 96

typedef struct Path {
    const char *names[PATH_MAX_NAMES];
    int count;
    SourceRef source;
} Path;

/* False with TEMPLATE_PATH reported, or when memory is out. */
bool path_parse(Arena *arena, Str text, SourceRef source, Path *path, DiagList *diags);

/* "project.amount", in the arena. */
const char *path_text(Arena *arena, const Path *path);

/*
 * May `name` stand in a path? Letters, digits, - and _ and everything beyond ASCII, 1 to NAME_MAX_BYTES bytes: what
 * expressions need as signs is kept out of names.
 */
bool name_is_valid(Str name);
bool name_has_byte(unsigned char c);

#endif
