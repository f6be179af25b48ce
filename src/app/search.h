/*
 * search: where the form a report names, and the font list, are looked for.
 *
 * Forms: the folder `layouts` beside the report, beside its folder, in the current folder, in the source tree the
 * program was built in, in the installed data. The font list: fonts/fonts.json in the last two, then in the current
 * folder. A form's name is a plain name, so that no report reaches a file outside of these folders.
 */
#ifndef BANXIN_APP_SEARCH_H
#define BANXIN_APP_SEARCH_H

#include "base/diag.h"

/* Letters, digits, "_", "-" and ".", not beginning with a dot, at most 128. */
bool search_name_is_plain(const char *name);

/* The path of the form `name` in the arena; NULL with a fault reported at `ref`. */
const char *search_form(Arena *arena, const char *name, const char *report, SourceRef ref, DiagList *diags);

/* The path of the font list; NULL with a fault reported. */
const char *search_fonts(Arena *arena, DiagList *diags);

#endif
