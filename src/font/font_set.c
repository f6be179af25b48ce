#include "font/font_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "unicode/classes.h"

enum { SCRIPTS = 2 };

typedef struct List {
    int faces[FONT_FALLBACK_MAX]; /* numbers in FontSet.faces */
    int count;
    const char *missing; /* files of the entries before the first face there is, or NULL */
    bool checked;        /* what is missing has been reported */
} List;

typedef struct Role {
    const char *name;
    SourceRef ref;
    List lists[SCRIPTS]; /* by FontScript */
} Role;

typedef struct Face {
    const char *path;
    int index;
    SourceRef ref;
    Font *font;
    const char *wrong; /* characters that it draws as others, or NULL */
    bool tried;        /* opened, or failed and reported */
} Face;

/*
 * A pick remembered: most clusters are one character, and most characters come again. Direct-mapped; a key is never 0.
 * It takes a pick from 60 ns to a few.
 */
#define PICKS 2048
typedef struct Pick {
    uint32_t key;
    int face;
} Pick;

struct FontSet {
    Arena *arena;
    Pick picks[PICKS];
    Role roles[FONT_ROLE_MAX];
    int role_count;
    Face faces[FONT_FACE_MAX];
    int face_count;
};

FontSet *font_set_new(void) {
    FontSet *set = calloc(1, sizeof *set);
    if (!set)
        return NULL;
    set->arena = arena_new();
    if (!set->arena) {
        free(set);
        return NULL;
    }
    return set;
}

void font_set_free(FontSet *set) {
    if (!set)
        return;
    for (int i = 0; i < set->face_count; i++)
        font_close(set->faces[i].font);
    arena_free(set->arena);
    free(set);
}

bool font_set_failed(const FontSet *set) { return arena_failed(set->arena); }

/* ---- filling ---- */

FontRole font_set_add_role(FontSet *set, const char *name, SourceRef ref) {
    if (set->role_count == FONT_ROLE_MAX || font_set_role(set, name) >= 0)
        return -1;
    const char *copy = arena_strdup(set->arena, name);
    if (!copy)
        return -1;
    set->roles[set->role_count] = (Role){.name = copy, .ref = ref};
    return set->role_count++;
}

static List *list_of(FontSet *set, FontRole role, FontScript script) {
    return role >= 0 && role < set->role_count ? &set->roles[role].lists[script] : NULL;
}

/* The number of a file's face, a new one if no role has named it; -1 at the limit or out of memory. */
static int face_number(FontSet *set, const char *path, int index, SourceRef ref) {
    for (int i = 0; i < set->face_count; i++)
        if (set->faces[i].index == index && strcmp(set->faces[i].path, path) == 0)
            return i;
    const char *copy = set->face_count < FONT_FACE_MAX ? arena_strdup(set->arena, path) : NULL;
    if (!copy)
        return -1;
    set->faces[set->face_count] = (Face){.path = copy, .index = index, .ref = ref};
    return set->face_count++;
}

bool font_set_add_face(FontSet *set, FontRole role, FontScript script, const char *path, int index, SourceRef ref) {
    List *list = list_of(set, role, script);
    if (!list || list->count == FONT_FALLBACK_MAX)
        return false;
    int number = face_number(set, path, index, ref);
    if (number < 0)
        return false;
    list->faces[list->count++] = number;
    return true;
}

bool font_set_add_missing(FontSet *set, FontRole role, FontScript script, const char *files) {
    List *list = list_of(set, role, script);
    if (!list)
        return false;
    if (list->count > 0) /* a fallback: what it would have held is missed only if a character is */
        return true;
    const char *all =
        list->missing ? arena_printf(set->arena, "%s, %s", list->missing, files) : arena_strdup(set->arena, files);
    if (all)
        list->missing = all;
    return all != NULL;
}

bool font_set_add_wrong(FontSet *set, const char *file, const char *characters) {
    const char *copy = arena_strdup(set->arena, characters);
    for (int i = 0; copy && i < set->face_count; i++)
        if (strcmp(file_name(set->faces[i].path), file) == 0)
            set->faces[i].wrong = copy;
    return copy != NULL;
}

/* ---- use ---- */

FontRole font_set_role(const FontSet *set, const char *name) {
    for (int i = 0; i < set->role_count; i++)
        if (strcmp(set->roles[i].name, name) == 0)
            return i;
    return -1;
}

const char *font_set_role_name(const FontSet *set, FontRole role) {
    return role >= 0 && role < set->role_count ? set->roles[role].name : NULL;
}

static bool is_spoilt(const FontSet *set, const List *list) {
    for (int i = 0; i < list->count; i++)
        if (set->faces[list->faces[i]].tried && !set->faces[list->faces[i]].font)
            return true;
    return list->count == 0 && list->missing;
}

bool font_set_report_spoilt(const FontSet *set, FontRole number, DiagList *diags) {
    if (number < 0 || number >= set->role_count)
        return false;
    const Role *role = &set->roles[number];
    if (!is_spoilt(set, &role->lists[FONT_HAN]) && !is_spoilt(set, &role->lists[FONT_WESTERN]))
        return false;
    diag_ref(diags, DIAG_FONT_ROLE_SPOILT, role->ref, DIAG_ARGS(role->name));
    return true;
}

/* Opens a face when it is first needed; NULL if it cannot be used. */
static const Font *open_face(FontSet *set, int number, DiagList *diags) {
    Face *face = &set->faces[number];
    if (!face->tried) {
        face->tried = true;
        face->font = font_open(set->arena, face->path, face->index, face->ref, diags);
    }
    return face->font;
}

/* Reports once, on first use, that the role has no face for a script or not the one it should have. */
static void check_list(FontSet *set, Role *role, FontScript script, DiagList *diags) {
    List *list = &role->lists[script];
    if (list->checked)
        return;
    list->checked = true;
    if (!list->missing)
        return;
    if (list->count == 0) {
        const char *kind = script == FONT_HAN ? DIAG_BOTH("Han", "汉字") : DIAG_BOTH("Western", "西文");
        diag_ref(diags, DIAG_FONT_ROLE_EMPTY, role->ref, DIAG_ARGS(role->name, kind, list->missing));
        return;
    }
    const char *used = file_name(set->faces[list->faces[0]].path);
    diag_ref(diags, DIAG_FONT_SUBSTITUTE, role->ref, DIAG_ARGS(role->name, used, list->missing));
}

/* Whether the face draws one of the characters as another. */
static bool is_wrong(const Face *face, const uint32_t *codepoints, size_t count) {
    size_t length = face->wrong ? strlen(face->wrong) : 0;
    for (size_t at = 0, size = 0; at < length; at += size) {
        uint32_t wrong = utf8_decode(face->wrong + at, length - at, &size);
        for (size_t i = 0; i < count; i++)
            if (codepoints[i] == wrong)
                return true;
    }
    return false;
}

/* Whether the face has every character that draws something; `exact`: and every variant asked for. */
static bool has_all(const Font *font, const uint32_t *codepoints, size_t count, bool exact) {
    for (size_t i = 0; i < count; i++) {
        if (exact && i > 0 && unicode_is_variation_selector(codepoints[i]) &&
            !font_has_variation(font, codepoints[i - 1], codepoints[i]))
            return false;
        if (!font_glyph(font, codepoints[i]) && !unicode_is_ignorable(codepoints[i]))
            return false;
    }
    return true;
}

static int pick_from(FontSet *set, const List *list, const uint32_t *codepoints, size_t count, bool exact,
                     DiagList *diags) {
    for (int i = 0; i < list->count; i++) {
        const Font *font = open_face(set, list->faces[i], diags);
        if (font && has_all(font, codepoints, count, exact) && !is_wrong(&set->faces[list->faces[i]], codepoints, count))
            return list->faces[i];
    }
    return -1;
}

static int pick(FontSet *set, Role *role, FontScript script, const uint32_t *codepoints, size_t count, bool exact,
                DiagList *diags) {
    int face = pick_from(set, &role->lists[script], codepoints, count, exact, diags);
    if (face < 0)
        face =
            pick_from(set, &role->lists[script == FONT_HAN ? FONT_WESTERN : FONT_HAN], codepoints, count, exact, diags);
    return face;
}

static bool has_selector(const uint32_t *codepoints, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (unicode_is_variation_selector(codepoints[i]))
            return true;
    return false;
}

static int pick_cluster(FontSet *set, Role *role, FontScript script, const uint32_t *codepoints, size_t count,
                        DiagList *diags) {
    check_list(set, role, script, diags);
    int face = -1;
    if (has_selector(codepoints, count))
        face = pick(set, role, script, codepoints, count, /*exact*/ true, diags);
    if (face < 0)
        face = pick(set, role, script, codepoints, count, /*exact*/ false, diags);
    return face;
}

_Static_assert(FONT_ROLE_MAX <= 32, "a role has five bits of a key");

int font_set_pick(FontSet *set, FontRole role, FontScript script, const uint32_t *codepoints, size_t count,
                  DiagList *diags) {
    if (role < 0 || role >= set->role_count)
        return -1;
    if (count != 1 || codepoints[0] > 0x10FFFF)
        return pick_cluster(set, &set->roles[role], script, codepoints, count, diags);
    uint32_t key = 1u << 31 | (uint32_t)role << 22 | (uint32_t)script << 21 | codepoints[0];
    Pick *known = &set->picks[(codepoints[0] + (uint32_t)role * 64) % PICKS];
    if (known->key == key)
        return known->face;
    int face = pick_cluster(set, &set->roles[role], script, codepoints, count, diags);
    if (face >= 0)
        *known = (Pick){key, face};
    return face;
}

/* The picks remembered would pass the lists by. Where nothing is missing there is nothing to be said. */
bool font_set_say_again(FontSet *set) {
    bool spoilt = false;
    for (int i = 0; i < set->face_count; i++) {
        bool failed = set->faces[i].tried && !set->faces[i].font;
        set->faces[i].tried &= !failed;
        spoilt |= failed;
    }
    for (int i = 0; i < set->role_count; i++)
        for (int script = 0; script < SCRIPTS; script++) {
            List *list = &set->roles[i].lists[script];
            list->checked &= !list->missing;
            spoilt |= list->missing != NULL;
        }
    if (spoilt)
        memset(set->picks, 0, sizeof set->picks);
    return spoilt;
}

const char *font_set_face_path(const FontSet *set, int face) {
    return face >= 0 && face < set->face_count ? set->faces[face].path : NULL;
}

void font_set_open_role(FontSet *set, FontRole number) {
    DiagList *unheard = diag_list_new();
    for (int script = 0; number >= 0 && number < set->role_count && script < SCRIPTS; script++) {
        const List *list = &set->roles[number].lists[script];
        if (list->count > 0)
            open_face(set, list->faces[0], unheard);
    }
    diag_list_free(unheard);
}

const Font *font_set_face(const FontSet *set, int face) {
    return face >= 0 && face < set->face_count ? set->faces[face].font : NULL;
}

size_t font_set_face_count(const FontSet *set) { return (size_t)set->face_count; }
