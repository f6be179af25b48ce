/*
 * fonts_file: reads fonts.json, the list of type roles and the font files they may use (fonts/README.md).
 *
 *     "folders": [".", "/usr/share/fonts/opentype/noto"]      where files are looked for, in this order
 *     "roles": {"fang": {"title": "仿宋",
 *                        "han": [["simfang.ttf", "FandolFang-Regular.otf"], "NotoSerifCJK-Regular.ttc#2"],
 *                        "western": ["LiberationSerif-Regular.ttf"]}}
 *
 * An entry of a list is a file name, with "#" and a number for a face of a collection, or a list of such names, of
 * which the first that exists is taken. The first entry gives the role its look, the others help out with characters
 * it lacks.
 */
#ifndef BANXIN_APP_FONTS_FILE_H
#define BANXIN_APP_FONTS_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "font/font_set.h"

#define FONTS_FOLDER_MAX 16
#define FONTS_INDEX_MAX  999

/*
 * The set of roles, freed by font_set_free. NULL when the file has a fault; all of them have been reported. Files that
 * are not on this machine are no fault here: the set speaks up when a role that needs them is used. `arena` holds the
 * places later faults name and must outlive the set.
 */
FontSet *fonts_file_read(Arena *arena, const char *path, DiagList *diags);

#endif
