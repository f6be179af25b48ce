#include "stage.h"

#include <string.h>

#include "base/file.h"

#define FANDOL(face) SOURCE_DIR "/fonts/Fandol" face "-Regular.otf"
#define NOTO         "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define SERIF        "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
#define NOTO_SC      2

Stage stage;

static FontRole add_role(const char *name, const char *han) {
    FontRole role = font_set_add_role(stage.fonts, name, SOURCE_NONE);
    if (han)
        assert_true(font_set_add_face(stage.fonts, role, FONT_HAN, han, 0, SOURCE_NONE));
    assert_true(font_set_add_face(stage.fonts, role, FONT_HAN, NOTO, NOTO_SC, SOURCE_NONE));
    assert_true(font_set_add_face(stage.fonts, role, FONT_WESTERN, SERIF, 0, SOURCE_NONE));
    return role;
}

int stage_open(void **state __attribute__((unused))) {
    const char *needed[] = {FANDOL("Fang"), FANDOL("Hei"), NOTO, SERIF};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!file_exists(needed[i])) {
            print_error("%s is missing: scripts/setup test brings it\n", needed[i]);
            return -1;
        }
    stage.fonts = font_set_new();
    stage.fang = add_role("fang", FANDOL("Fang"));
    stage.hei = add_role("hei", FANDOL("Hei"));
    stage.noto = add_role("noto", NULL);
    stage.engine = text_engine_new(stage.fonts);
    stage.arena = arena_new();
    stage.diags = diag_list_new();
    return stage.engine && stage.arena && stage.diags ? 0 : -1;
}

int stage_close(void **state __attribute__((unused))) {
    text_engine_free(stage.engine);
    font_set_free(stage.fonts);
    arena_free(stage.arena);
    diag_list_free(stage.diags);
    return 0;
}

int stage_reset(void **state __attribute__((unused))) {
    arena_free(stage.arena);
    diag_list_free(stage.diags);
    stage.arena = arena_new();
    stage.diags = diag_list_new();
    return stage.arena && stage.diags ? 0 : -1;
}

TextRun run_in(const char *text, FontRole role) {
    return (TextRun){.text = str_from(text), .role = role, .size = EM, .color = COLOR_BLACK};
}

TextRun run_of(const char *text) { return run_in(text, stage.fang); }

ParaStyle style_plain(void) { return (ParaStyle){.leading = EM * 3 / 2, .size = EM}; }

Set set_runs(const TextRun *runs, size_t count, ParaStyle style, Len measure) {
    Set set = {0};
    set.para = para_make(stage.arena, stage.engine, runs, count, &style, stage.diags);
    assert_non_null(set.para);
    set.lines = para_break(stage.arena, set.para, measure, &set.count);
    assert_non_null(set.lines);
    assert_true(set.count > 0);
    return set;
}

Set set_text(const char *text, ParaStyle style, Len measure) {
    TextRun run = run_of(text);
    return set_runs(&run, 1, style, measure);
}

const char *line_text(const Line *line) {
    const char *text = "";
    for (size_t i = 0; i < line->piece_count; i++) {
        Str piece = line->pieces[i].run.text;
        text = arena_printf(stage.arena, "%s%.*s", text, (int)piece.length, piece.text);
    }
    return text;
}

const char *set_as_text(const Set *set) {
    const char *text = line_text(&set->lines[0]);
    for (size_t i = 1; i < set->count; i++)
        text = arena_printf(stage.arena, "%s|%s", text, line_text(&set->lines[i]));
    return text;
}

const char *lines_at(const char *text, Len ems) {
    Set set = set_text(text, style_plain(), ems * EM / 1000);
    return set_as_text(&set);
}

int width_in(const char *text, ParaStyle style) {
    Set set = set_text(text, style, 1000 * EM);
    assert_int_equal(set.count, 1);
    assert_int_equal(set.lines[0].right - set.lines[0].left, para_max_width(set.para));
    return (int)((set.lines[0].right - set.lines[0].left) * 1000 / EM);
}

int width_of(const char *text) { return width_in(text, style_plain()); }

Spot spot_of(const Line *line, const char *character, int n) {
    size_t length = strlen(character);
    for (size_t i = 0; i < line->piece_count; i++) {
        const GlyphRun *run = &line->pieces[i].run;
        Len x = line->pieces[i].x;
        for (uint32_t g = 0; g < run->glyph_count; x += run->glyphs[g++].advance) {
            size_t at = run->glyphs[g].cluster;
            bool same = at + length <= run->text.length && memcmp(run->text.text + at, character, length) == 0;
            if (same && n-- == 0)
                return (Spot){run, &run->glyphs[g], x};
        }
    }
    fail_msg("no %s on the line %s", character, line_text(line));
    return (Spot){0};
}

const char *face_of(const Spot *spot) { return font_set_face(stage.fonts, spot->run->face)->postscript; }
