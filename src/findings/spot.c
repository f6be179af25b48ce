#include "findings/spot.h"

/* One document of one place. */
typedef struct Spot {
    SourceMap map;
    Place place;
} Spot;

static void locate(SourceRef ref, Arena *arena, Place *place) {
    const Place *kept = &((const Spot *)ref.map)->place;
    *place = *kept;
    place->file = arena_strdup(arena, kept->file);
    place->pointer = arena_strdup(arena, kept->pointer);
}

SourceRef spot_of(Arena *arena, const Place *place) {
    Spot *spot = ARENA_NEW(arena, Spot);
    if (!spot)
        return SOURCE_NONE;
    *spot = (Spot){.map = {locate}, .place = *place};
    spot->place.file = arena_strdup(arena, place->file);
    spot->place.pointer = arena_strdup(arena, place->pointer);
    return (SourceRef){.map = &spot->map};
}

SourceRef spot_keep(Arena *arena, SourceRef ref) {
    Place place = {0};
    if (!ref.map)
        return SOURCE_NONE;
    ref.map->locate(ref, arena, &place);
    return spot_of(arena, &place);
}
