/* compare_faces OLD.otf LIGHT.otf: what holds of every lighter face, held against one of fonts/light/. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "faces.h"

#define STEP      25
#define TOLERANCE 2.05 /* the tool's, and what other points along the curves may add */

static bool read_face(Arena *arena, const char *path, Str *face) {
    char *bytes;
    DiagList *diags = diag_list_new();
    bool fine = file_read(arena, path, (size_t)64 << 20, &bytes, &face->length, diags);
    diag_list_free(diags);
    face->text = bytes;
    return fine;
}

int main(int argc, char **argv) {
    Arena *arena = arena_new();
    Str old, light;
    if (argc != 3 || !read_face(arena, argv[1], &old) || !read_face(arena, argv[2], &light)) {
        puts("the set-up has not made this face");
        arena_free(arena);
        return EXIT_FAILURE;
    }
    FacesReport r = faces_compare(old, light, STEP, TOLERANCE);
    arena_free(arena);
    printf(
        "%zu glyphs, CFF %zu KB instead of %zu; %zu outlines: apart by at most %.2f units, %.2f in the mean; drawn as "
        "三号 at 300 dpi: ink %+.2f %%, pixels off by %.2f %% of it, at most %d of 255\n",
        r.glyphs, r.bytes_after / 1000, r.bytes_before / 1000, r.outlines, r.most, r.mean, 100 * (r.ink - 1),
        100 * r.grey_mean, r.grey_most);
    if (r.fault)
        printf("glyph %u: %s differ\n", r.glyph, r.fault);
    bool looks = r.grey_most < 96 && r.grey_mean < 0.06 && r.ink > 0.98 && r.ink < 1.02;
    return r.fault || !looks || r.bytes_after > r.bytes_before * 3 / 4;
}
