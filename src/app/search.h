/*
 * search: where the form a report names, and the font list, are looked for.
 *
 * Forms: the folder `layouts` beside the report, beside its folder, in the current folder, in the source tree the
 * program was built in, in the installed data. The font list: fonts/fonts.json in the last two, then in the current
 * folder. No form's name leads out of these folders, nor does a link. A press's profile: where Debian's packages put
 * it. A module: beside the program, in the library folder of its installation, in that of the installation it was
 * built for.
 */
#ifndef BANXIN_APP_SEARCH_H
#define BANXIN_APP_SEARCH_H

#include "base/diag.h"

/* The path of the form `name` (report_form_name's) in the arena; NULL with a fault reported at `ref`, which names
 * the nearest form there is. */
const char *search_form(Arena *arena, const char *name, const char *report, SourceRef ref, DiagList *diags);

/* The path of the font list; NULL with a fault reported. */
const char *search_fonts(Arena *arena, DiagList *diags);

/* The path of the module in this file; NULL with a fault reported. */
const char *search_module(Arena *arena, const char *file, DiagList *diags);

/* The path of an ICC profile of a CMYK press; NULL with a fault reported. */
const char *search_profile(DiagList *diags);

#endif
