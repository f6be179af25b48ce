/*
 * font_set: type roles (宋 黑 楷 仿 小标宋) as ordered lists of faces.
 *
 * fonts/fonts.json says which files a role may use: for Han text and for Western text an ordered list of
 * candidates; the first file that exists on this machine wins for each entry, the later entries of a role are its
 * fallbacks for characters the earlier ones lack. Faces are opened when first needed, so that a report that uses
 * four faces opens four files.
 */
#ifndef BANXIN_FONT_FONT_SET_H
#define BANXIN_FONT_FONT_SET_H

#include "base/arena.h"
#include "base/diag.h"
#include "font/font.h"

#define FONT_ROLE_MAX 32
#define FONT_FALLBACK_MAX 12
#define FONT_FACE_MAX 64

typedef struct FontSet FontSet;

/* A role's number in the set; -1 when unknown. */
typedef int FontRole;

/* Which list of a role a character is looked up in first (the other follows). */
typedef enum FontScript { FONT_HAN, FONT_WESTERN } FontScript;

/*
 * A set is filled by its reader (app/fonts_file.c reads fonts.json) through font_set_add_role and
 * font_set_add_face, then used. font_set_free closes all faces.
 */
FontSet *font_set_new(void);
void font_set_free(FontSet *set);

FontRole font_set_add_role(FontSet *set, const char *name, SourceRef ref);
/* Adds a fallback to a role's list. The file is checked for existence only; NULL-existing files are skipped by the
 * reader before. `ref` names the place in fonts.json for later faults. False when a limit is reached. */
bool font_set_add_face(FontSet *set, FontRole role, FontScript script, const char *path, int index, SourceRef ref);

FontRole font_set_role(const FontSet *set, const char *name);
const char *font_set_role_name(const FontSet *set, FontRole role);
size_t font_set_role_count(const FontSet *set);

/*
 * The face for a cluster of `count` characters: the first of the role's faces (lists in the order script, other)
 * that has them all; its face index, or -1 when none has. Faces that cannot be opened are reported once and passed
 * over.
 */
int font_set_pick(FontSet *set, FontRole role, FontScript script, const uint32_t *codepoints, size_t count, DiagList *diags);
/* The role's first usable face in a list, for metrics; -1 when there is none. */
int font_set_first(FontSet *set, FontRole role, FontScript script, DiagList *diags);

/* An opened face by index; its PostScript name for dumps is Font.postscript. */
const Font *font_set_face(const FontSet *set, int face);
size_t font_set_face_count(const FontSet *set);

#endif
