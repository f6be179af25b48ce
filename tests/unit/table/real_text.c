/* The text room as it is, with the shipped faces. Tests that need it are skipped where the faces are missing. */
#include "base/file.h"
#include "fixture.h"

#define SONG  SOURCE_DIR "/fonts/FandolSong-Regular.otf"
#define SERIF "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"

TextEngine *fixture_engine_open(void) {
    if (!file_exists(SONG) || !file_exists(SERIF))
        fail_msg("a file is missing that scripts/setup test puts there");
    FontSet *fonts = font_set_new();
    FontRole song = font_set_add_role(fonts, "song", SOURCE_NONE);
    assert_int_equal(song, 0);
    assert_true(font_set_add_face(fonts, song, FONT_HAN, SONG, 0, SOURCE_NONE));
    assert_true(font_set_add_face(fonts, song, FONT_WESTERN, SERIF, 0, SOURCE_NONE));
    return text_engine_new(fonts);
}

void fixture_engine_close(TextEngine *engine) {
    if (!engine)
        return;
    FontSet *fonts = text_engine_fonts(engine);
    text_engine_free(engine);
    font_set_free(fonts);
}
