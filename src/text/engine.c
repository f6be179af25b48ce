#include "text/engine.h"

#include <stdlib.h>

#include "base/shortage.h"
#include "text/itemize.h"
#include "text/memo.h"
#include "text/shape.h"

#define SCRATCH_FIRST ((size_t)1024)

void *scratch_grow(Scratch *scratch, size_t count, size_t size) {
    if (count > SIZE_MAX / 4 / size)
        return NULL;
    size_t wanted = count * size;
    size_t grown = scratch->bytes ? scratch->bytes : SCRATCH_FIRST;
    while (grown < wanted)
        grown *= 2;
    void *items = realloc(scratch->items, grown);
    if (!items)
        return NULL;
    scratch->items = items;
    scratch->bytes = grown;
    return items;
}

void scratch_free(Scratch *scratch) {
    free(scratch->items);
    *scratch = (Scratch){0};
}

TextEngine *text_engine_new(FontSet *fonts) {
    TextEngine *engine = calloc(1, sizeof *engine);
    if (!engine)
        return NULL;
    shortage_watch();
    engine->fonts = fonts;
    engine->cache = itemize_cache_new();
    engine->shaper = shaper_new();
    engine->memo = memo_new(MEMO_BYTES);
    if (engine->cache && engine->shaper && engine->memo && shortage_none())
        return engine;
    text_engine_free(engine);
    return NULL;
}

void text_engine_free(TextEngine *engine) {
    if (!engine)
        return;
    itemize_cache_free(engine->cache);
    shaper_free(engine->shaper);
    memo_free(engine->memo);
    Scratch *all[] = {&engine->runs_scratch,   &engine->chars_scratch,      &engine->glyphs_scratch,
                      &engine->atoms_scratch,  &engine->sides_scratch,      &engine->kinds_scratch,
                      &engine->split_scratch,  &engine->codepoints_scratch, &engine->sums_scratch,
                      &engine->stops_scratch,  &engine->lines_scratch,      &engine->glue_scratch,
                      &engine->pieces_scratch, &engine->set_glyphs_scratch};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        scratch_free(all[i]);
    free(engine);
}

void text_engine_forget(TextEngine *engine) {
    itemize_cache_clear(engine->cache);
    memo_clear(engine->memo);
}

FontSet *text_engine_fonts(const TextEngine *engine) { return engine->fonts; }
