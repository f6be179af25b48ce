#include "text/itemize.h"

#include <hb.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

/* The cache is a table of fixed size; a newcomer takes the place of what hashes alike. */
#define CACHE_BITS  13
#define CACHE_COUNT ((size_t)1 << CACHE_BITS)
/* Different missing characters reported of one paragraph, and characters looked up as one cluster. */
#define MISSING_MAX 64
#define CLUSTER_MAX 40

typedef struct CacheEntry {
    uint32_t key; /* 0 is an empty place */
    ItemizePlace place;
} CacheEntry;

struct ItemizeCache {
    CacheEntry entries[CACHE_COUNT];
};

ItemizeCache *itemize_cache_new(void) { return calloc(1, sizeof(ItemizeCache)); }
void itemize_cache_free(ItemizeCache *cache) { free(cache); }
void itemize_cache_clear(ItemizeCache *cache) { *cache = (ItemizeCache){0}; }

static uint32_t cache_key(FontRole role, FontScript script, uint32_t codepoint) {
    _Static_assert(FONT_ROLE_MAX <= 256, "a role takes eight bits of the key");
    return ((uint32_t)role << 23 | (uint32_t)(script == FONT_HAN) << 22 | codepoint) + 1;
}

/* Lines run from left to right: what is written the other way would come out backwards, so no face has it. */
static bool runs_leftwards(uint32_t codepoint) {
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), codepoint);
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

static ItemizePlace look_up(TextEngine *engine, FontRole role, FontScript script, uint32_t codepoint, DiagList *diags) {
    ItemizePlace place = {.face = -1};
    if (!runs_leftwards(codepoint))
        place.face = (int16_t)font_set_pick(engine->fonts, role, script, &codepoint, 1, diags);
    if (place.face < 0)
        return place;
    const Font *font = font_set_face(engine->fonts, place.face);
    place.glyph = font_glyph(font, codepoint);
    place.advance = hb_font_get_glyph_h_advance(font->font, place.glyph);
    return place;
}

ItemizePlace itemize_lookup(TextEngine *engine, FontRole role, FontScript script, uint32_t codepoint, DiagList *diags) {
    if (role < 0 || role >= FONT_ROLE_MAX)
        return (ItemizePlace){.face = -1};
    uint32_t key = cache_key(role, script, codepoint);
    CacheEntry *entry = &engine->cache->entries[key * 2654435761u >> (32 - CACHE_BITS)];
    if (entry->key != key) {
        ItemizePlace place = look_up(engine, role, script, codepoint, diags);
        if (place.face < 0)
            return place;
        *entry = (CacheEntry){key, place};
    }
    return entry->place;
}

static FontScript script_of(const TextChar *c) {
    return c->kind == CHAR_HAN || c->kind == CHAR_WIDE_SPACE ? FONT_HAN : FONT_WESTERN;
}

void itemize_report_missing(TextEngine *engine, const TextRun *run, size_t byte, uint32_t codepoint, DiagList *diags) {
    if (font_set_failed(engine->fonts)) /* not missing: memory is out */
        return;
    if (font_set_report_spoilt(engine->fonts, run->role, diags))
        return;
    char character[5] = {0};
    char name[16];
    utf8_encode(codepoint, character);
    snprintf(name, sizeof name, "U+%04X", (unsigned)codepoint);
    const char *role = run->role < 0 ? NULL : font_set_role_name(engine->fonts, run->role);
    SourceRef place = run->source.within ? source_within(run->source, byte) : run->source;
    diag_ref(diags, DIAG_GLYPH_MISSING, place, DIAG_ARGS(character, name, role ? role : "?"));
}

/* A letter and its marks as one character where Unicode has it: HarfBuzz draws é with that glyph. */
static uint32_t composed(const TextChar *chars, size_t count) {
    uint32_t whole = chars[0].codepoint;
    for (size_t i = 1; i < count; i++)
        if (!hb_unicode_compose(hb_unicode_funcs_get_default(), whole, chars[i].codepoint, &whole))
            return 0;
    return whole;
}

/* The face that has the character whole, or all its parts; else its base decides. */
static int pick_cluster(TextEngine *engine, const TextRun *run, size_t at, size_t end, DiagList *diags) {
    uint32_t codepoints[CLUSTER_MAX];
    size_t count = 0;
    if (runs_leftwards(engine->chars[at].codepoint))
        return -1;
    for (size_t i = at; i < end && count < CLUSTER_MAX; i++)
        codepoints[count++] = engine->chars[i].codepoint;
    FontScript script = script_of(&engine->chars[at]);
    uint32_t whole = composed(&engine->chars[at], end - at);
    int face = whole ? font_set_pick(engine->fonts, run->role, script, &whole, 1, diags) : -1;
    if (face < 0)
        face = font_set_pick(engine->fonts, run->role, script, codepoints, count, diags);
    return face < 0 ? font_set_pick(engine->fonts, run->role, script, codepoints, 1, diags) : face;
}

/* Spaces of every width are drawn with the glyph of U+0020, which every face has. */
static uint32_t looked_up_as(const TextChar *c) { return c->kind == CHAR_SPACE ? ' ' : c->codepoint; }

static bool find_face(TextEngine *engine, const TextRun *run, size_t at, size_t end, DiagList *diags) {
    TextChar *c = &engine->chars[at];
    if (end > at + 1) {
        int face = pick_cluster(engine, run, at, end, diags);
        for (size_t i = at; i < end; i++) {
            engine->chars[i].face = (int16_t)face;
            engine->chars[i].clustered = true;
        }
        return face >= 0;
    }
    ItemizePlace place = itemize_lookup(engine, run->role, script_of(c), looked_up_as(c), diags);
    if (place.face < 0 && c->kind == CHAR_WIDE_SPACE)
        place = itemize_lookup(engine, run->role, FONT_HAN, ' ', diags);
    c->face = place.face;
    c->glyph = place.glyph;
    c->advance = place.advance;
    return place.face >= 0;
}

typedef struct Missing {
    uint32_t codepoints[MISSING_MAX];
    size_t count;
} Missing;

static void note_missing(TextEngine *engine, Missing *missing, const TextRun *run, const TextChar *c, DiagList *diags) {
    for (size_t i = 0; i < missing->count; i++)
        if (missing->codepoints[i] == c->codepoint)
            return;
    if (missing->count == MISSING_MAX)
        return;
    missing->codepoints[missing->count++] = c->codepoint;
    itemize_report_missing(engine, run, c->byte, c->codepoint, diags);
}

bool itemize_faces(TextEngine *engine, const TextRun *runs, DiagList *diags) {
    Missing missing = {.count = 0};
    size_t end = 0;
    for (size_t at = 0; at < engine->char_count; at = end) {
        end = at + 1;
        const TextChar *c = &engine->chars[at];
        if (!chars_is_drawn(c))
            continue;
        while (end < engine->char_count && engine->chars[end].kind == CHAR_EXTEND)
            end++;
        if (!find_face(engine, &runs[c->run], at, end, diags))
            note_missing(engine, &missing, &runs[c->run], c, diags);
    }
    return missing.count == 0;
}
