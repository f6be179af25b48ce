#include "archive/chain.h"

#include <string.h>

bool chain_split(Str *rest, Str *line) {
    const char *end = rest->length ? memchr(rest->text, '\n', rest->length) : NULL;
    if (!end)
        return false;
    *line = (Str){rest->text, (size_t)(end - rest->text)};
    *rest = (Str){end + 1, rest->length - line->length - 1};
    return true;
}

bool chain_hash(Str line, char hash[HASH_HEX]) {
    Hash digest;
    if (!hash_bytes(HASH_SHA256, line.text, line.length, &digest))
        return false;
    hash_hex(&digest, hash);
    return true;
}

static bool move(ChainEnd *end, int64_t sequence, Str line) {
    end->sequence = sequence;
    end->length += (int64_t)line.length + 1;
    return chain_hash(line, end->hash);
}

ChainFault chain_follow(Arena *arena, Str line, ChainEnd *end, Entry *entry) {
    ChainEnd before = *end;
    if (!entry_read(arena, line, entry))
        return move(end, before.sequence + 1, line) && !arena_failed(arena) ? CHAIN_UNREAD : CHAIN_MEMORY;
    if (!move(end, entry->sequence, line))
        return CHAIN_MEMORY;
    if (entry->sequence != before.sequence + 1)
        return CHAIN_SEQUENCE;
    return strcmp(entry->previous, before.hash) == 0 ? CHAIN_FINE : CHAIN_LINK;
}

bool chain_append(Entry *entry, ChainEnd *end, Buf *lines) {
    char previous[HASH_HEX];
    memcpy(previous, end->hash, sizeof previous);
    entry->sequence = end->sequence + 1;
    entry->previous = previous;
    size_t start = lines->length;
    entry_write(entry, lines);
    entry->previous = NULL;
    Str line = {lines->bytes + start, lines->length - start};
    if (buf_failed(lines) || line.length > ENTRY_LINE_MAX)
        return false;
    bool moved = move(end, entry->sequence, line);
    buf_char(lines, '\n');
    return moved && !buf_failed(lines);
}
