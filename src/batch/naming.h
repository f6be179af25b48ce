/*
 * naming: what a report's PDF is called, by a template over the report's own data.
 *
 *     {{year}}-{{organ.code}}-{{organ.name}}.pdf
 *
 * Within the braces stands a path of member names that leads to a text or a number of the report's JSON, or `file`: the
 * name of the report's file without its ending. Whatever the data holds, the name is one that every file system takes
 * and that leads nowhere else.
 */
#ifndef BANXIN_BATCH_NAMING_H
#define BANXIN_BATCH_NAMING_H

#include "json/json_doc.h"

#define NAMING_DEFAULT "{{file}}.pdf"
#define NAMING_ENDING  ".pdf"
/* Bytes of a name; file systems take 255, and whoever copies the files may want to put something before or after. */
#define NAMING_BYTES_MAX 200

/* Whether a template can be one: braces are closed, a path stands between them, no folder. Faults are reported. */
bool naming_check(const char *template, DiagList *diags);
/* Whether it asks for more than `file`. */
bool naming_needs_data(const char *template);

/*
 * The name of the PDF of report `file`, in the arena; `root` is its data, NULL if only `file` is asked for. NULL with a
 * fault reported: the data has no such value, or none that is a text or a number; nothing is left of it.
 */
const char *naming_name(Arena *arena, const char *template, const char *file, const JsonNode *root, DiagList *diags);

/*
 * Any text as a file name, in the arena: what cannot stand in one on Linux or Windows becomes "_", names with a
 * meaning of their own get a "_" before them, and it is cut, at the end of a character, so that the ending fits.
 */
const char *naming_safe(Arena *arena, Str text);

#endif
