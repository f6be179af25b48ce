#include "text/shape.h"

#include <hb-aat.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "text/itemize.h"

typedef enum ShapePlan { SHAPE_HAN, SHAPE_WESTERN, SHAPE_FIGURES, SHAPE_PLAN_COUNT } ShapePlan;

static const hb_feature_t FIGURES[] = {
    {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('l', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

static const struct PlanSpec {
    hb_script_t script;
    const hb_feature_t *features;
    unsigned feature_count;
} PLANS[SHAPE_PLAN_COUNT] = {
    [SHAPE_HAN] = {HB_SCRIPT_HAN, NULL, 0},
    [SHAPE_WESTERN] = {HB_SCRIPT_LATIN, NULL, 0},
    [SHAPE_FIGURES] = {HB_SCRIPT_LATIN, FIGURES, sizeof FIGURES / sizeof *FIGURES},
};

/* Whether a face's lookups leave a plan's text alone. */
typedef enum Plainness { PLAIN_UNKNOWN, PLAIN_YES, PLAIN_NO } Plainness;

/* Short items shaped before, in font units. */
#define WORD_CHARS 16
#define WORD_BITS  9

typedef struct WordGlyph {
    uint16_t id, cluster;
    int32_t advance, x_offset, y_offset;
} WordGlyph;

typedef struct Word {
    uint32_t codepoints[WORD_CHARS];
    WordGlyph glyphs[WORD_CHARS];
    int16_t face;
    uint8_t plan, char_count, glyph_count;
} Word;

#define MARK_BITS 8

typedef struct MarkEntry {
    uint32_t key; /* 0 is an empty place */
    ShapeMark mark;
} MarkEntry;

struct Shaper {
    hb_buffer_t *buffer;
    hb_language_t language;
    uint8_t plain[FONT_FACE_MAX][SHAPE_PLAN_COUNT]; /* Plainness */
    Word words[1 << WORD_BITS];
    MarkEntry marks[1 << MARK_BITS];
};

Shaper *shaper_new(void) {
    Shaper *shaper = calloc(1, sizeof *shaper);
    if (!shaper)
        return NULL;
    shaper->buffer = hb_buffer_create();
    shaper->language = hb_language_from_string("zh-Hans", -1);
    if (hb_buffer_allocation_successful(shaper->buffer))
        return shaper;
    shaper_free(shaper);
    return NULL;
}

void shaper_free(Shaper *shaper) {
    if (!shaper)
        return;
    hb_buffer_destroy(shaper->buffer);
    free(shaper);
}

/* ---- what a face does to a plan's text ------------------------------------------------------------------ */

static bool has_table(hb_face_t *face, hb_tag_t tag) {
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool found = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return found;
}

static bool plan_has_lookups(hb_face_t *face, const Shaper *shaper, const struct PlanSpec *spec) {
    hb_segment_properties_t properties = {
        .direction = HB_DIRECTION_LTR, .script = spec->script, .language = shaper->language};
    hb_shape_plan_t *plan = hb_shape_plan_create_cached(face, &properties, spec->features, spec->feature_count, NULL);
    hb_set_t *lookups = hb_set_create();
    hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GSUB, lookups);
    hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GPOS, lookups);
    bool any = !hb_set_is_empty(lookups) || !hb_set_allocation_successful(lookups);
    hb_set_destroy(lookups);
    hb_shape_plan_destroy(plan);
    return any;
}

static bool find_plain(const Shaper *shaper, const Font *font, ShapePlan plan) {
    hb_face_t *face = font->face;
    if (hb_aat_layout_has_substitution(face) || hb_aat_layout_has_positioning(face))
        return false;
    if (plan != SHAPE_FIGURES && has_table(face, HB_TAG('k', 'e', 'r', 'n')))
        return false;
    return !plan_has_lookups(face, shaper, &PLANS[plan]);
}

static bool is_plain(TextEngine *engine, int face, ShapePlan plan) {
    Shaper *shaper = engine->shaper;
    if (shaper->plain[face][plan] == PLAIN_UNKNOWN) {
        bool plain = find_plain(shaper, font_set_face(engine->fonts, face), plan);
        shaper->plain[face][plan] = plain ? PLAIN_YES : PLAIN_NO;
    }
    return shaper->plain[face][plan] == PLAIN_YES;
}

/* ---- items ---------------------------------------------------------------------------------------------- */

typedef struct Item {
    size_t at, end;
    const Font *font;
    int face;
    Len size;
    ShapePlan plan;
    bool clustered; /* holds a cluster of several characters */
} Item;

static ShapePlan plan_of(const TextChar *c) {
    if (c->kind == CHAR_HAN)
        return SHAPE_HAN;
    return c->flags & CHAR_IN_NUMBER ? SHAPE_FIGURES : SHAPE_WESTERN;
}

static bool is_item_char(const TextChar *c) {
    return c->kind == CHAR_HAN || c->kind == CHAR_WESTERN || c->kind == CHAR_EXTEND;
}

static Item item_at(TextEngine *engine, size_t at, const TextRun *runs) {
    const TextChar *chars = engine->chars;
    const TextChar *first = &chars[at];
    Item item = {.at = at, .face = first->face, .plan = plan_of(first), .clustered = first->clustered};
    item.font = font_set_face(engine->fonts, item.face);
    item.size = runs[first->run].size;
    size_t end = at + 1;
    for (; end < engine->char_count && is_item_char(&chars[end]); end++) {
        const TextChar *c = &chars[end];
        if (c->run != first->run || c->face != first->face || (c->kind != CHAR_EXTEND && plan_of(c) != item.plan))
            break;
        item.clustered |= c->clustered;
    }
    item.end = end;
    return item;
}

static ShapedGlyph *push_glyphs(TextEngine *engine, size_t count) {
    engine->glyphs = scratch_reserve(&engine->glyphs_scratch, engine->glyph_count + count, sizeof *engine->glyphs);
    if (!engine->glyphs)
        return NULL;
    ShapedGlyph *pushed = engine->glyphs + engine->glyph_count;
    engine->glyph_count += count;
    return pushed;
}

static bool shape_plain(TextEngine *engine, const Item *item) {
    ShapedGlyph *glyphs = push_glyphs(engine, item->end - item->at);
    if (!glyphs)
        return false;
    for (size_t i = item->at; i < item->end; i++) {
        const TextChar *c = &engine->chars[i];
        *glyphs++ = (ShapedGlyph){
            .id = c->glyph, .cluster = (uint32_t)i, .advance = (int32_t)font_len(item->font, c->advance, item->size)};
    }
    return true;
}

static bool run_harfbuzz(TextEngine *engine, const Item *item) {
    hb_buffer_t *buffer = engine->shaper->buffer;
    const struct PlanSpec *spec = &PLANS[item->plan];
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, spec->script);
    hb_buffer_set_language(buffer, engine->shaper->language);
    for (size_t i = item->at; i < item->end; i++)
        hb_buffer_add(buffer, engine->chars[i].codepoint, (unsigned)(i - item->at));
    hb_shape(item->font->font, buffer, spec->features, spec->feature_count);
    return hb_buffer_allocation_successful(buffer);
}

static bool take_harfbuzz(TextEngine *engine, const Item *item) {
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(engine->shaper->buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(engine->shaper->buffer, NULL);
    ShapedGlyph *glyphs = push_glyphs(engine, count);
    if (!glyphs)
        return false;
    for (unsigned i = 0; i < count; i++)
        glyphs[i] = (ShapedGlyph){
            .id = infos[i].codepoint,
            .cluster = (uint32_t)item->at + infos[i].cluster,
            .advance = (int32_t)font_len(item->font, positions[i].x_advance, item->size),
            .x_offset = (int32_t)font_len(item->font, positions[i].x_offset, item->size),
            .y_offset = (int32_t)font_len(item->font, positions[i].y_offset, item->size),
        };
    return true;
}

/* ---- short items ---------------------------------------------------------------------------------------- */

static Word *word_place(const TextEngine *engine, const Item *item) {
    uint32_t hash = (uint32_t)item->face * 31u + (uint32_t)item->plan;
    for (size_t i = item->at; i < item->end; i++)
        hash = (hash ^ engine->chars[i].codepoint) * 16777619u;
    return &engine->shaper->words[hash * 2654435761u >> (32 - WORD_BITS)];
}

static bool word_matches(const TextEngine *engine, const Item *item, const Word *word) {
    if (word->char_count != item->end - item->at || word->face != item->face || word->plan != item->plan)
        return false;
    for (size_t i = 0; i < word->char_count; i++)
        if (word->codepoints[i] != engine->chars[item->at + i].codepoint)
            return false;
    return true;
}

static void word_learn(const TextEngine *engine, const Item *item, Word *word) {
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(engine->shaper->buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(engine->shaper->buffer, NULL);
    word->char_count = 0;
    if (count > WORD_CHARS)
        return;
    for (size_t i = item->at; i < item->end; i++)
        word->codepoints[i - item->at] = engine->chars[i].codepoint;
    for (unsigned i = 0; i < count; i++)
        word->glyphs[i] = (WordGlyph){(uint16_t)infos[i].codepoint, (uint16_t)infos[i].cluster, positions[i].x_advance,
                                      positions[i].x_offset, positions[i].y_offset};
    word->face = (int16_t)item->face;
    word->plan = (uint8_t)item->plan;
    word->glyph_count = (uint8_t)count;
    word->char_count = (uint8_t)(item->end - item->at);
}

static bool word_take(TextEngine *engine, const Item *item, const Word *word) {
    ShapedGlyph *glyphs = push_glyphs(engine, word->glyph_count);
    if (!glyphs)
        return false;
    for (size_t i = 0; i < word->glyph_count; i++) {
        const WordGlyph *glyph = &word->glyphs[i];
        glyphs[i] = (ShapedGlyph){
            .id = glyph->id,
            .cluster = (uint32_t)(item->at + glyph->cluster),
            .advance = (int32_t)font_len(item->font, glyph->advance, item->size),
            .x_offset = (int32_t)font_len(item->font, glyph->x_offset, item->size),
            .y_offset = (int32_t)font_len(item->font, glyph->y_offset, item->size),
        };
    }
    return true;
}

static bool shape_item(TextEngine *engine, const Item *item) {
    if (!item->clustered && is_plain(engine, item->face, item->plan))
        return shape_plain(engine, item);
    Word *word = item->end - item->at <= WORD_CHARS ? word_place(engine, item) : NULL;
    if (word && word_matches(engine, item, word))
        return word_take(engine, item, word);
    if (!run_harfbuzz(engine, item))
        return false;
    if (word)
        word_learn(engine, item, word);
    return take_harfbuzz(engine, item);
}

/* ---- spaces --------------------------------------------------------------------------------------------- */

/* Widths of U+2000 to U+200A (The Unicode Standard, table 6-2); 0 is that of U+0020. */
static const Em SPACES[] = {500, 1000, 500, 1000, 333, 250, 167, 500, 250, 200, 100};

static Len space_width(const TextChar *c, const Font *font, Len size) {
    uint32_t cp = c->codepoint;
    if (c->kind == CHAR_WIDE_SPACE)
        return size;
    if (cp >= 0x2000 && cp <= 0x200A)
        return len_from_em(SPACES[cp - 0x2000], size);
    return font_len(font, c->advance, size);
}

static bool shape_space(TextEngine *engine, size_t at, const TextRun *runs) {
    const TextChar *c = &engine->chars[at];
    ShapedGlyph *glyph = push_glyphs(engine, 1);
    if (!glyph)
        return false;
    Len width = space_width(c, font_set_face(engine->fonts, c->face), runs[c->run].size);
    *glyph = (ShapedGlyph){.id = c->glyph, .cluster = (uint32_t)at, .advance = (int32_t)width};
    return true;
}

/* A cluster whose characters the face has one by one but cannot set together comes out as glyph 0. */
static bool report_missing(TextEngine *engine, size_t from, const TextRun *runs, DiagList *diags) {
    bool complete = true;
    for (size_t i = from; i < engine->glyph_count; i++) {
        if (engine->glyphs[i].id != 0 && engine->glyphs[i].id <= UINT16_MAX)
            continue;
        const TextChar *c = &engine->chars[engine->glyphs[i].cluster];
        itemize_report_missing(engine, &runs[c->run], c->byte, c->codepoint, diags);
        complete = false;
    }
    return complete;
}

bool shape_chars(TextEngine *engine, const TextRun *runs, DiagList *diags) {
    bool complete = true;
    engine->glyph_count = 0;
    for (size_t at = 0; at < engine->char_count;) {
        const TextChar *c = &engine->chars[at];
        if (!chars_is_drawn(c)) {
            at++;
            continue;
        }
        if (!is_item_char(c)) {
            if (!shape_space(engine, at++, runs))
                return false;
            continue;
        }
        Item item = item_at(engine, at, runs);
        size_t first = engine->glyph_count;
        if (!shape_item(engine, &item))
            return false;
        complete &= report_missing(engine, first, runs, diags);
        at = item.end;
    }
    return complete;
}

/* ---- full-width marks ----------------------------------------------------------------------------------- */

#define HALF_EM   ((Em)500)
#define TOLERANCE ((Em)40) /* ink may stick out of its half by this much */

static Em window_by_class(PunctClass punct) {
    if (punct == PUNCT_OPEN)
        return HALF_EM;
    return punct == PUNCT_MIDDLE ? HALF_EM / 2 : 0;
}

static Em em_of(const Font *font, int64_t units) { return (Em)font_len(font, units, EM_ONE); }

/* What the face's `halt` makes of the glyph's character: its window if the result is half an em wide, else -1. */
static Em window_by_halt(TextEngine *engine, const Font *font, uint32_t codepoint) {
    static const hb_feature_t halt = {HB_TAG('h', 'a', 'l', 't'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    hb_buffer_t *buffer = engine->shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, engine->shaper->language);
    hb_buffer_add(buffer, codepoint, 0);
    hb_shape(font->font, buffer, &halt, 1);
    unsigned count = 0;
    const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(buffer, &count);
    if (count != 1 || em_of(font, position->x_advance) != HALF_EM)
        return -1;
    Em window = em_of(font, -(int64_t)position->x_offset);
    return window >= 0 && window <= HALF_EM ? window : -1;
}

/* Half an em about the ink, if the ink does not stand in the half expected. */
static Em window_by_ink(const Font *font, uint32_t glyph, Em expected) {
    hb_glyph_extents_t extents;
    if (!hb_font_get_glyph_extents(font->font, glyph, &extents) || extents.width <= 0)
        return expected;
    Em left = em_of(font, extents.x_bearing);
    Em right = em_of(font, (int64_t)extents.x_bearing + extents.width);
    if (left >= expected - TOLERANCE && right <= expected + HALF_EM + TOLERANCE)
        return expected;
    Em centred = (left + right - HALF_EM) / 2;
    return centred < 0 ? 0 : centred > HALF_EM ? HALF_EM : centred;
}

static ShapeMark measure_mark(TextEngine *engine, int face, uint32_t glyph, uint32_t codepoint, PunctClass punct) {
    const Font *font = font_set_face(engine->fonts, face);
    Em window = window_by_class(punct);
    Em advance = em_of(font, hb_font_get_glyph_h_advance(font->font, glyph));
    if (advance < EM_ONE - TOLERANCE) /* a narrow glyph, centred in the half its class stands in */
        return (ShapeMark){window, window + (HALF_EM - advance) / 2};
    Em halved = font->has_halt ? window_by_halt(engine, font, codepoint) : -1;
    return (ShapeMark){window_by_ink(font, glyph, halved < 0 ? window : halved), 0};
}

ShapeMark shape_mark(TextEngine *engine, int face, uint32_t glyph, uint32_t codepoint, PunctClass punct) {
    uint32_t key = ((uint32_t)face << 20 | (uint32_t)punct << 16 | glyph) + 1;
    MarkEntry *entry = &engine->shaper->marks[key * 2654435761u >> (32 - MARK_BITS)];
    if (entry->key != key)
        *entry = (MarkEntry){key, measure_mark(engine, face, glyph, codepoint, punct)};
    return entry->mark;
}
