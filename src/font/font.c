#include "font/font.h"

#include <errno.h>
#include <hb-ot.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/shortage.h"
#include "font/font_tables.h"

#define FONT_NAME_BYTES 128
/* Without an H, capitals are taken to be as high as this, thousandths of an em. */
#define FONT_CAP_HEIGHT 700

static Font *refuse(DiagList *diags, DiagCode code, SourceRef ref, const char *path, const char *why) {
    diag_ref(diags, code, ref, DIAG_ARGS(path, why));
    return NULL;
}

static Font *out_of_memory(DiagList *diags) {
    diag_ref(diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
    return NULL;
}

/* 0, or the errno value that says why the file cannot be a font. Asked before opening: a FIFO would hold us. */
static int file_fault(const char *path) {
    struct stat info;
    if (stat(path, &info) != 0)
        return errno;
    if (S_ISDIR(info.st_mode))
        return EISDIR;
    if (!S_ISREG(info.st_mode))
        return EINVAL;
    return info.st_size > FONT_FILE_MAX ? EFBIG : 0;
}

/* The file's bytes by memory map, or NULL with a fault. */
static hb_blob_t *open_blob(const char *path, SourceRef ref, DiagList *diags) {
    int error = file_fault(path);
    hb_blob_t *blob = NULL;
    if (!error) {
        errno = ENOMEM; /* what HarfBuzz fails of without setting errno */
        blob = hb_blob_create_from_file_or_fail(path);
        error = errno;
    }
    if (blob)
        errno = 0;
    else if (error == ENOMEM)
        out_of_memory(diags);
    else
        refuse(diags, DIAG_FONT_READ, ref, path, file_reason(error));
    return blob;
}

/* A face of the file, or NULL with a fault. The blob is given up in either case. */
static hb_face_t *open_face(hb_blob_t *blob, const char *path, int index, SourceRef ref, DiagList *diags) {
    unsigned count = hb_face_count(blob);
    hb_face_t *face = NULL;
    if (count == 0)
        refuse(diags, DIAG_FONT_BAD, ref, path, DIAG_BOTH("it is no OpenType font", "它不是 OpenType 字体"));
    else if (index < 0 || (unsigned)index >= count)
        refuse(diags, DIAG_FONT_BAD, ref, path, DIAG_BOTH("it has no face of that index", "没有该序号的字体"));
    else
        face = hb_face_create(blob, (unsigned)index);
    hb_blob_destroy(blob);
    if (face == hb_face_get_empty()) {
        out_of_memory(diags);
        return NULL;
    }
    return face;
}

/* A PDF name may hold any of these as it is; faces with stranger names are known by their file. */
static bool is_plain_name(const char *name) {
    static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+";
    return name[0] && !name[strspn(name, PLAIN)];
}

static const char *plain_stem(Arena *arena, const char *path) {
    char *stem = file_stem(arena, path);
    for (char *c = stem; c && *c; c++)
        if (!is_plain_name((const char[]){*c, '\0'}))
            *c = '_';
    return stem && !stem[0] ? "face" : stem;
}

static const char *postscript_name(Arena *arena, hb_face_t *face, const char *path) {
    char name[FONT_NAME_BYTES];
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
    return is_plain_name(name) ? arena_strdup(arena, name) : plain_stem(arena, path);
}

static int cap_height(const Font *font) {
    uint32_t glyph = font_glyph(font, 'H');
    hb_glyph_extents_t extents;
    if (glyph && hb_font_get_glyph_extents(font->font, glyph, &extents) && extents.y_bearing > 0)
        return extents.y_bearing;
    return (int)len_scale(font->units_per_em, FONT_CAP_HEIGHT, EM_ONE);
}

/* Reads all about the face; false with a fault. */
static bool fill(Arena *arena, Font *font, SourceRef ref, DiagList *diags) {
    const char *fault = font_tables_read(font);
    if (fault) {
        refuse(diags, DIAG_FONT_BAD, ref, font->path, fault);
        return false;
    }
    if (font->embedding == FONT_EMBED_FORBIDDEN) {
        diag_ref(diags, DIAG_FONT_FORBIDDEN, ref, DIAG_ARGS(font->path));
        return false;
    }
    font->postscript = postscript_name(arena, font->face, font->path);
    font->font = hb_font_create(font->face);
    if (!font->path || !font->postscript || font->font == hb_font_get_empty()) {
        out_of_memory(diags);
        return false;
    }
    hb_font_set_scale(font->font, font->units_per_em, font->units_per_em);
    hb_face_make_immutable(font->face);
    hb_font_make_immutable(font->font);
    if (font->cap_height <= 0)
        font->cap_height = cap_height(font);
    return true;
}

Font *font_open(Arena *arena, const char *path, int index, SourceRef ref, DiagList *diags) {
    shortage_none(); /* before files use errno */
    Font *font = ARENA_NEW(arena, Font);
    if (!font)
        return out_of_memory(diags);
    hb_blob_t *blob = open_blob(path, ref, diags);
    if (!blob)
        return NULL;
    font->face = open_face(blob, path, index, ref, diags);
    if (!font->face)
        return NULL;
    font->path = arena_strdup(arena, path);
    font->index = index;
    bool filled = fill(arena, font, ref, diags);
    if (filled && shortage_none())
        return font;
    font_close(font);
    return filled ? out_of_memory(diags) : NULL;
}

void font_close(Font *font) {
    if (!font)
        return;
    hb_font_destroy(font->font);
    hb_face_destroy(font->face);
    font->font = NULL;
    font->face = NULL;
}

uint32_t font_glyph(const Font *font, uint32_t codepoint) {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font->font, codepoint, &glyph) ? glyph : 0;
}

bool font_has_variation(const Font *font, uint32_t codepoint, uint32_t selector) {
    hb_codepoint_t glyph;
    return hb_font_get_variation_glyph(font->font, codepoint, selector, &glyph);
}

Len font_len(const Font *font, int64_t units, Len size) { return len_scale(units, size, font->units_per_em); }
