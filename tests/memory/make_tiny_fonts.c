/*
 * make_tiny_fonts FOLDER REPORT FORM: faces of a few KB with the characters of a report and its form, cut from those
 * the report would be printed with, and a fonts.json that names them. Of each role the Han face, the Western face and
 * one fallback are kept.
 */
#include <hb-subset.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

typedef struct Cut {
    const char *from, *to;
    unsigned index;
} Cut;

static const Cut CUTS[] = {
    {SOURCE_DIR "/fonts/FandolSong-Regular.otf", "han.otf", 0},
    {"/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf", "western.ttf", 0},
    {"/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "fallback.otf", 2},
};
#define CUT_COUNT (sizeof CUTS / sizeof *CUTS)

static const char LIST[] = "{\"folders\": [\".\"], \"roles\": {\n"
                           "  \"song\": {\"han\": [\"han.otf\", \"fallback.otf\"], \"western\": [\"western.ttf\"]},\n"
                           "  \"hei\": {\"han\": [\"han.otf\"], \"western\": [\"western.ttf\"]},\n"
                           "  \"kai\": {\"han\": [\"han.otf\"], \"western\": [\"western.ttf\"]},\n"
                           "  \"fang\": {\"han\": [\"han.otf\", \"fallback.otf\"], \"western\": [\"western.ttf\"]}}}\n";

static void fail(const char *what) {
    fprintf(stderr, "make_tiny_fonts: %s\n", what);
    exit(1);
}

/* Every character that stands in the file. */
static void add_characters(hb_set_t *set, const char *path) {
    DiagList *diags = diag_list_new();
    Arena *arena = arena_new();
    char *bytes = NULL;
    size_t length = 0;
    if (!file_read(arena, path, 1 << 20, &bytes, &length, diags))
        fail(path);
    for (size_t at = 0, size = 0; at < length; at += size)
        hb_set_add(set, utf8_decode(bytes + at, length - at, &size));
    arena_free(arena);
    diag_list_free(diags);
}

static hb_face_t *cut_face(const Cut *cut, const hb_set_t *characters) {
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(cut->from);
    if (!blob)
        fail(cut->from);
    hb_face_t *whole = hb_face_create(blob, cut->index);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_union(hb_subset_input_unicode_set(input), characters);
    hb_face_t *face = hb_subset_or_fail(whole, input);
    if (!face)
        fail("a face cannot be cut");
    hb_subset_input_destroy(input);
    hb_face_destroy(whole);
    hb_blob_destroy(blob);
    return face;
}

static void write_bytes(const char *folder, const char *name, const char *bytes, size_t length) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        fail(path);
}

static void write_face(const char *folder, const Cut *cut, const hb_set_t *characters) {
    hb_face_t *face = cut_face(cut, characters);
    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(blob, &length);
    write_bytes(folder, cut->to, bytes, length);
    hb_blob_destroy(blob);
    hb_face_destroy(face);
}

int main(int argc, char **argv) {
    if (argc < 4)
        fail("make_tiny_fonts FOLDER REPORT FORM");
    hb_set_t *characters = hb_set_create();
    hb_set_add_range(characters, 0x20, 0x7E);
    for (int i = 2; i < argc; i++)
        add_characters(characters, argv[i]);
    for (size_t i = 0; i < CUT_COUNT; i++)
        write_face(argv[1], &CUTS[i], characters);
    write_bytes(argv[1], "fonts.json", LIST, sizeof LIST - 1);
    hb_set_destroy(characters);
    return 0;
}
