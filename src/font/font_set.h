/*
 * font_set: type roles (宋 黑 楷 仿 小标宋) as ordered lists of faces.
 *
 * fonts/fonts.json says which faces a role uses for Han and for Western text. The first face of a list gives the role
 * its look, the later ones are fallbacks for characters the earlier ones lack. Faces are opened when first needed, so
 * that a report that uses four faces opens four files; a face that two roles name is one face.
 *
 * A role may be used on a machine that lacks its first face; then the set warns once that the role is set in a
 * fallback (FONT_SUBSTITUTE), or reports that there is no face for it at all (FONT_ROLE_EMPTY). Roles that no report
 * asks for are never complained about.
 */
#ifndef BANXIN_FONT_FONT_SET_H
#define BANXIN_FONT_FONT_SET_H

#include "base/arena.h"
#include "base/diag.h"
#include "font/font.h"

#define FONT_ROLE_MAX     32
#define FONT_FALLBACK_MAX 12
#define FONT_FACE_MAX     64

typedef struct FontSet FontSet;

/* A role's number in the set, from 0; -1 when unknown. */
typedef int FontRole;

/* Which list of a role a character is looked up in first (the other follows). */
typedef enum FontScript { FONT_HAN, FONT_WESTERN } FontScript;

/* A new, empty set; NULL when memory is out. font_set_free closes all faces; it takes NULL. */
FontSet *font_set_new(void);
void font_set_free(FontSet *set);
/* True once memory ran out while filling the set: it is then not to be used. */
bool font_set_failed(const FontSet *set);

/*
 * Filling, by the reader of fonts.json (app/fonts_file.c). Texts are copied; `ref` is the place in fonts.json that
 * later faults name. -1 and false: a limit above is reached, the role's name is taken, or memory is out.
 */
FontRole font_set_add_role(FontSet *set, const char *name, SourceRef ref);
/* Adds a face to the end of a role's list. The file exists; it is opened when first needed. */
bool font_set_add_face(FontSet *set, FontRole role, FontScript script, const char *path, int index, SourceRef ref);
/* Notes that an entry of the list has none of its files on this machine; `files` names them for a message. */
bool font_set_add_missing(FontSet *set, FontRole role, FontScript script, const char *files);

/*
 * Notes characters (UTF-8) that the faces of a file, added before, draw as others: they count as lacking. `file` is a
 * name without folders; of one that no role uses there is nothing to note. False: memory is out.
 */
bool font_set_add_wrong(FontSet *set, const char *file, const char *characters);

/* A role by name, or -1; its name, or NULL. */
FontRole font_set_role(const FontSet *set, const char *name);
const char *font_set_role_name(const FontSet *set, FontRole role);

/*
 * The face for a cluster of `count` characters: the first of the role's faces (lists in the order script, other) that
 * has them all; its face index, or -1 when none has. Characters that draw nothing (unicode_is_ignorable) need no
 * glyph; a variation selector prefers a face that knows the variant, and is passed over when none does. Faces that
 * cannot be opened are reported once and passed over. A cluster of nothing (`count` 0) every face has.
 */
int font_set_pick(FontSet *set, FontRole role, FontScript script, const uint32_t *codepoints, size_t count,
                  DiagList *diags);

/*
 * Whether a role has lost a face that could not be opened, or all of a list: what no face of it has may be the lost
 * one's. Reports FONT_ROLE_SPOILT if so, always in the same words: of repeats one is printed.
 */
bool font_set_report_spoilt(const FontSet *set, FontRole role, DiagList *diags);

/*
 * What is said once is said again from now on, for another report: each of many reports set by one process is told all
 * that concerns it, whichever was set before it. True if there is something to be said: who remembers picks then has to
 * forget them.
 */
bool font_set_say_again(FontSet *set);

/* The file of a face; NULL beyond the last. */
const char *font_set_face_path(const FontSet *set, int face);
/* Opens the faces that give a role its look: the first of either list. Faults are told again when they matter. */
void font_set_open_role(FontSet *set, FontRole role);
/* A face by index, or NULL while nobody has needed it. Faces keep their numbers; they are those of GlyphRun.face. */
const Font *font_set_face(const FontSet *set, int face);
size_t font_set_face_count(const FontSet *set);

#endif
