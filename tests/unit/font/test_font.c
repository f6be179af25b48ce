/*
 * Faces of the packages the set-up installs, and copies of one with a few bytes changed: what a face must not say.
 */
#include "font/font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

#define LIBERATION "/usr/share/fonts/truetype/liberation/"
#define NOTO       "/usr/share/fonts/opentype/noto/"
#define TEXGYRE    "/usr/share/texmf/fonts/opentype/public/tex-gyre/"
#define FANDOL     SOURCE_DIR "/fonts/"
#define FILE_LIMIT ((size_t)64 << 20)

typedef struct Bench {
    Arena *arena;
    DiagList *diags;
} Bench;

static int set_up(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    bench->arena = arena_new();
    bench->diags = diag_list_new();
    *state = bench;
    return 0;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    diag_list_free(bench->diags);
    arena_free(bench->arena);
    free(bench);
    return 0;
}

static Font *open_good(Bench *bench, const char *path, int index) {
    if (!file_exists(path))
        fail_msg("a file is missing that scripts/setup test puts there");
    Font *font = font_open(bench->arena, path, index, SOURCE_NONE, bench->diags);
    assert_non_null(font);
    assert_int_equal(diag_count(bench->diags), 0);
    return font;
}

static void assert_refused(Bench *bench, const char *path, int index, DiagCode code) {
    assert_null(font_open(bench->arena, path, index, SOURCE_NONE, bench->diags));
    assert_int_equal(diag_count(bench->diags), 1);
    assert_int_equal(diag_item(bench->diags, 0)->code, code);
}

/* ---- faces as they are ---- */

static void test_a_han_face(void **state) {
    Font *font = open_good(*state, FANDOL "FandolFang-Regular.otf", 0);
    assert_string_equal(font->postscript, "FandolFang-Regular");
    assert_int_equal(font->units_per_em, 1000);
    assert_int_equal(font->ascent, 880);
    assert_int_equal(font->descent, -120);
    assert_in_range(font->cap_height, 600, 800);
    assert_int_equal(font->outlines, FONT_CFF_CID);
    assert_int_not_equal(font->embedding, FONT_EMBED_FORBIDDEN);
    assert_true(font->has_halt);
    assert_false(font->bold || font->fixed_pitch || font->no_subsetting);
    assert_true(font->bbox[2] > font->bbox[0] && font->bbox[3] > font->bbox[1]);
    assert_int_not_equal(font_glyph(font, 0x9884), 0);
    assert_int_equal(font_glyph(font, 0x10FFFD), 0);
    font_close(font);
}

static void test_a_western_face(void **state) {
    Font *font = open_good(*state, LIBERATION "LiberationSerif-BoldItalic.ttf", 0);
    assert_string_equal(font->postscript, "LiberationSerif-BoldItalic");
    assert_int_equal(font->units_per_em, 2048);
    assert_int_equal(font->outlines, FONT_TRUETYPE);
    assert_int_equal(font->embedding, FONT_EMBED_INSTALLABLE);
    assert_true(font->bold && font->serif);
    assert_int_equal(font->italic_angle_milli, -16333);
    assert_false(font->has_halt);
    assert_int_equal(font_glyph(font, 0x9884), 0);
    font_close(font);
}

static void test_a_cff_face_with_named_glyphs(void **state) {
    Font *font = open_good(*state, TEXGYRE "texgyretermes-regular.otf", 0);
    assert_string_equal(font->postscript, "TeXGyreTermes-Regular");
    assert_int_equal(font->outlines, FONT_CFF_NAMED);
    font_close(font);
}

static void test_a_face_of_fixed_pitch(void **state) {
    Font *font = open_good(*state, LIBERATION "LiberationMono-Regular.ttf", 0);
    assert_true(font->fixed_pitch && !font->serif && !font->bold);
    font_close(font);
}

static void test_a_face_of_a_collection(void **state) {
    Font *font = open_good(*state, NOTO "NotoSerifCJK-Bold.ttc", 2);
    assert_string_equal(font->postscript, "NotoSerifCJKsc-Bold");
    assert_int_equal(font->index, 2);
    assert_true(font->bold && font->has_halt);
    assert_int_equal(font->outlines, FONT_CFF_CID);
    font_close(font);
}

static void test_variants(void **state) {
    Font *font = open_good(*state, NOTO "NotoSerifCJK-Bold.ttc", 0);
    /* U+845B 葛 with the two forms of the Adobe-Japan1 collection */
    assert_true(font_has_variation(font, 0x845B, 0xE0100));
    assert_true(font_has_variation(font, 0x845B, 0xE0101));
    assert_false(font_has_variation(font, 0x845B, 0xE01EF));
    font_close(font);
}

static void test_units_to_lengths(void **state) {
    (void)state;
    const Font font = {.units_per_em = 2048};
    assert_int_equal(font_len(&font, 2048, 10500), 10500);
    assert_int_equal(font_len(&font, 1024, 10500), 5250);
    assert_int_equal(font_len(&font, 1, 1024), 1); /* a half goes away from zero */
    assert_int_equal(font_len(&font, -1, 1024), -1);
    assert_int_equal(font_len(&font, 0, 10500), 0);
}

/* ---- files that are no faces ---- */

static void test_no_file(void **state) { assert_refused(*state, "/nowhere/face.otf", 0, DIAG_FONT_READ); }
static void test_a_folder(void **state) { assert_refused(*state, "/tmp", 0, DIAG_FONT_READ); }
static void test_a_device(void **state) { assert_refused(*state, "/dev/zero", 0, DIAG_FONT_READ); }
static void test_a_text(void **state) { assert_refused(*state, SOURCE_DIR "/CMakeLists.txt", 0, DIAG_FONT_BAD); }

static void test_no_such_face(void **state) {
    Bench *bench = *state;
    assert_refused(bench, LIBERATION "LiberationSerif-Regular.ttf", 1, DIAG_FONT_BAD);
    assert_null(font_open(bench->arena, LIBERATION "LiberationSerif-Regular.ttf", -1, SOURCE_NONE, bench->diags));
}

static void test_no_memory(void **state) {
    Bench *bench = *state;
    arena_fail(bench->arena);
    assert_refused(bench, LIBERATION "LiberationSerif-Regular.ttf", 0, DIAG_MEMORY);
}

static void test_closing_nothing(void **state) {
    (void)state;
    font_close(NULL);
}

/* ---- copies with changed bytes ---- */

static unsigned read16(const char *bytes) { return (unsigned)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1]; }

static void write16(char *bytes, unsigned value) {
    bytes[0] = (char)(value >> 8);
    bytes[1] = (char)value;
}

/* The 16 bytes of the table's entry in the directory: tag, checksum, offset, length. */
static char *entry_of(char *bytes, const char *tag) {
    unsigned count = read16(bytes + 4);
    for (unsigned i = 0; i < count; i++)
        if (memcmp(bytes + 12 + 16 * i, tag, 4) == 0)
            return bytes + 12 + 16 * i;
    fail_msg("no table %s", tag);
    return NULL;
}

static char *table_of(char *bytes, const char *tag) {
    const char *entry = entry_of(bytes, tag);
    return bytes + (read16(entry + 8) << 16 | read16(entry + 10));
}

static char *load(Bench *bench, size_t *length) {
    char *bytes = NULL;
    if (!file_exists(LIBERATION "LiberationSerif-Regular.ttf"))
        fail_msg("a file is missing that scripts/setup test puts there");
    assert_true(
        file_read(bench->arena, LIBERATION "LiberationSerif-Regular.ttf", FILE_LIMIT, &bytes, length, bench->diags));
    return bytes;
}

/* Opens the bytes as a file of their own. */
static Font *open_copy(Bench *bench, const char *bytes, size_t length) {
    char path[] = "/tmp/banxin-face-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, length), length);
    close(fd);
    Font *font = font_open(bench->arena, path, 0, SOURCE_NONE, bench->diags);
    unlink(path);
    return font;
}

static void assert_copy_refused(Bench *bench, const char *bytes, size_t length, DiagCode code) {
    assert_null(open_copy(bench, bytes, length));
    assert_int_equal(diag_count(bench->diags), 1);
    assert_int_equal(diag_item(bench->diags, 0)->code, code);
}

static void test_embedding_bits(void **state) {
    static const struct {
        unsigned type;
        FontEmbedding embedding;
    } CASES[] = {
        {0x0000, FONT_EMBED_INSTALLABLE}, {0x0004, FONT_EMBED_PREVIEW}, {0x0008, FONT_EMBED_EDITABLE},
        {0x000C, FONT_EMBED_EDITABLE},    {0x0006, FONT_EMBED_PREVIEW},
    };
    Bench *bench = *state;
    size_t length;
    char *bytes = load(bench, &length);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        write16(table_of(bytes, "OS/2") + 8, CASES[i].type | 0x0100);
        Font *font = open_copy(bench, bytes, length);
        assert_non_null(font);
        assert_int_equal(font->embedding, CASES[i].embedding);
        assert_true(font->no_subsetting);
        font_close(font);
    }
}

static void test_embedding_forbidden(void **state) {
    Bench *bench = *state;
    size_t length;
    char *bytes = load(bench, &length);
    write16(table_of(bytes, "OS/2") + 8, 0x0002);
    assert_copy_refused(bench, bytes, length, DIAG_FONT_FORBIDDEN);
}

static void test_bitmaps_only(void **state) {
    Bench *bench = *state;
    size_t length;
    char *bytes = load(bench, &length);
    write16(table_of(bytes, "OS/2") + 8, 0x0200);
    assert_copy_refused(bench, bytes, length, DIAG_FONT_FORBIDDEN);
}

static void test_a_variable_face(void **state) {
    Bench *bench = *state;
    size_t length;
    char *bytes = load(bench, &length);
    memcpy(entry_of(bytes, "gasp"), "fvar", 4);
    assert_copy_refused(bench, bytes, length, DIAG_FONT_BAD);
}

static void test_no_outlines(void **state) {
    Bench *bench = *state;
    size_t length;
    char *bytes = load(bench, &length);
    memcpy(entry_of(bytes, "glyf"), "glxx", 4);
    assert_copy_refused(bench, bytes, length, DIAG_FONT_BAD);
}

static void test_no_character_map(void **state) {
    Bench *bench = *state;
    size_t length;
    char *bytes = load(bench, &length);
    memcpy(entry_of(bytes, "cmap"), "cmxx", 4);
    assert_copy_refused(bench, bytes, length, DIAG_FONT_BAD);
}

static void test_an_em_of_nothing(void **state) {
    Bench *bench = *state;
    size_t length;
    char *bytes = load(bench, &length);
    write16(table_of(bytes, "head") + 18, 0);
    assert_copy_refused(bench, bytes, length, DIAG_FONT_BAD);
}

static void test_no_os2_falls_back_to_hhea(void **state) {
    Bench *bench = *state;
    size_t length;
    char *bytes = load(bench, &length);
    memcpy(entry_of(bytes, "OS/2"), "OSxx", 4);
    memcpy(entry_of(bytes, "name"), "naxx", 4);
    Font *font = open_copy(bench, bytes, length);
    assert_non_null(font);
    assert_int_equal(font->ascent, 1825);
    assert_int_equal(font->descent, -443);
    assert_in_range(font->cap_height, 1300, 1400); /* measured off the H */
    assert_int_equal(strncmp(font->postscript, "banxin-face-", 12), 0);
    font_close(font);
}

/* Cut anywhere, a file is opened or refused; never read past its end (ASan watches). */
static void test_truncated_files(void **state) {
    Bench *bench = *state;
    size_t length;
    char *bytes = load(bench, &length);
    for (size_t cut = 0; cut < length; cut += cut < 600 ? 7 : 9973) {
        Font *font = open_copy(bench, bytes, cut);
        if (font)
            font_glyph(font, 'A');
        font_close(font);
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_han_face),
        TEST(test_a_western_face),
        TEST(test_a_cff_face_with_named_glyphs),
        TEST(test_a_face_of_fixed_pitch),
        TEST(test_a_face_of_a_collection),
        TEST(test_variants),
        TEST(test_units_to_lengths),
        TEST(test_no_file),
        TEST(test_a_folder),
        TEST(test_a_device),
        TEST(test_a_text),
        TEST(test_no_such_face),
        TEST(test_no_memory),
        TEST(test_closing_nothing),
        TEST(test_embedding_bits),
        TEST(test_embedding_forbidden),
        TEST(test_bitmaps_only),
        TEST(test_a_variable_face),
        TEST(test_no_outlines),
        TEST(test_no_character_map),
        TEST(test_an_em_of_nothing),
        TEST(test_no_os2_falls_back_to_hhea),
        TEST(test_truncated_files),
    };
    return cmocka_run_group_tests_name("font", tests, NULL, NULL);
}
