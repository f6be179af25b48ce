#include "archive/archive.h"
#include "archive/hold.h"
#include "archive/listing.h"

static bool search(const ArchiveOrder *order, const Query *query, bool json, size_t *count, Arena *arena, Buf *answer,
                   DiagList *diags) {
    Hold hold;
    Found found;
    bool done = hold_open(&hold, arena, order->folder, order->wait, diags) &&
                catalogue_find(hold.catalogue, arena, query, &found);
    hold_close(&hold);
    if (!done)
        return false;
    *count = found.count;
    if (json)
        listing_json(&found, answer);
    else
        listing_table(&found, order->language, answer);
    if (buf_failed(answer))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return !buf_failed(answer);
}

bool archive_find(const ArchiveOrder *order, const Query *query, bool json, size_t *count, Buf *answer,
                  DiagList *diags) {
    Arena *arena = arena_new();
    if (!arena)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    bool done = arena && search(order, query, json, count, arena, answer, diags);
    arena_free(arena);
    return done;
}
