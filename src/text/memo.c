#include "text/memo.h"

#include <stdlib.h>
#include <string.h>

/* A paragraph with a key or parts beyond a share of a slab is not kept: it would drive out too much. */
#define MEMO_LARGEST_SHARE 16
#define BUCKET_BITS        11
#define ALIGN              sizeof(uint64_t)

/* Followed by the key, then by the parts; each begins at a multiple of ALIGN. */
typedef struct Entry {
    uint64_t hash;
    uint64_t serial;
    size_t key_size, parts_size;
    size_t atom_count, glyph_count, char_count;
    ParaWidths widths;
    uint32_t next; /* in its bucket: place of another entry of the slab and 1; 0 ends the list */
} Entry;

typedef struct Slab {
    char *bytes;
    size_t used;
    uint32_t buckets[1 << BUCKET_BITS]; /* as Entry.next */
} Slab;

struct Memo {
    Slab slabs[2];
    size_t size; /* of either slab */
    int young;
    uint64_t serial; /* last given */
    uint64_t hash;   /* of the key sought last */
    size_t key_size; /* 0: not to be kept */
    char *key;       /* a share of a slab */
};

/* Of a paragraph's style what its glyphs, widths and lines depend on; no padding, or keys would hold chance bytes. */
typedef struct KeyStyle {
    Len lengths[4];
    uint64_t flags;
    uint64_t min_last, run_count;
} KeyStyle;

typedef struct KeyRun {
    Len size;
    uint64_t kind, role, length;
} KeyRun;

static size_t aligned(size_t size) { return (size + ALIGN - 1) / ALIGN * ALIGN; }
static size_t largest(const Memo *memo) { return memo->size / MEMO_LARGEST_SHARE; }

Memo *memo_new(size_t bytes) {
    Memo *memo = calloc(1, sizeof *memo);
    if (!memo)
        return NULL;
    memo->size = aligned(bytes / 2);
    memo->key = malloc(largest(memo) + 1);
    memo->slabs[0].bytes = malloc(memo->size + 1);
    memo->slabs[1].bytes = malloc(memo->size + 1);
    if (memo->key && memo->slabs[0].bytes && memo->slabs[1].bytes)
        return memo;
    memo_free(memo);
    return NULL;
}

void memo_free(Memo *memo) {
    if (!memo)
        return;
    free(memo->slabs[0].bytes);
    free(memo->slabs[1].bytes);
    free(memo->key);
    free(memo);
}

static void empty(Slab *slab) {
    slab->used = 0;
    memset(slab->buckets, 0, sizeof slab->buckets);
}

void memo_clear(Memo *memo) {
    empty(&memo->slabs[0]);
    empty(&memo->slabs[1]);
}

/* ---- keys ----------------------------------------------------------------------------------------------- */

static KeyStyle key_style(const ParaStyle *style, size_t count) {
    const bool flags[] = {style->grid, style->hang, style->balance, style->no_squeeze, style->stacked, style->no_gap};
    KeyStyle key = {
        .lengths = {style->size, style->first_indent, style->left_indent, style->right_indent},
        .flags = (uint64_t)style->punct << 8 | (uint64_t)style->align << 16,
        .min_last = (uint64_t)style->min_last,
        .run_count = count,
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        key.flags |= (uint64_t)flags[i] << i;
    return key;
}

static size_t key_size(const Memo *memo, const TextRun *runs, size_t count) {
    size_t size = sizeof(KeyStyle);
    for (size_t r = 0; r < count && size <= largest(memo); r++)
        size += runs[r].text.length <= largest(memo) ? sizeof(KeyRun) + aligned(runs[r].text.length) : memo->size;
    return size <= largest(memo) ? size : 0;
}

static void write_key(char *to, const TextRun *runs, size_t count, const ParaStyle *style) {
    KeyStyle head = key_style(style, count);
    memcpy(to, &head, sizeof head);
    to += sizeof head;
    for (size_t r = 0; r < count; r++) {
        size_t length = runs[r].text.length, filled = aligned(length);
        KeyRun run = {runs[r].size, (uint64_t)runs[r].kind, (uint64_t)runs[r].role, length};
        memcpy(to, &run, sizeof run);
        to += sizeof run;
        if (filled)
            memset(to + filled - ALIGN, 0, ALIGN);
        if (length)
            memcpy(to, runs[r].text.text, length);
        to += filled;
    }
}

/* Of whole words; their order counts. */
static uint64_t hash_of(const char *key, size_t size) {
    uint64_t hash = size;
    for (size_t at = 0; at < size; at += ALIGN) {
        uint64_t word;
        memcpy(&word, key + at, sizeof word);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    return hash;
}

/* ---- slabs ---------------------------------------------------------------------------------------------- */

static uint32_t *bucket_of(Slab *slab, uint64_t hash) { return &slab->buckets[hash >> (64 - BUCKET_BITS)]; }

static Entry *entry_at(const Slab *slab, uint32_t place) {
    return (Entry *)(void *)(slab->bytes + (place - 1) * ALIGN);
}

static size_t entry_size(size_t key, size_t parts) { return sizeof(Entry) + key + aligned(parts); }

static char *parts_of(Entry *entry) { return (char *)(entry + 1) + entry->key_size; }

/* Room for an entry in the young slab, which may become the other one; the caller has seen that it fits an empty one.
 */
static Entry *push_entry(Memo *memo, size_t size, uint64_t hash) {
    if (memo->slabs[memo->young].used + size > memo->size) {
        memo->young = !memo->young;
        empty(&memo->slabs[memo->young]);
    }
    Slab *slab = &memo->slabs[memo->young];
    Entry *entry = (Entry *)(void *)(slab->bytes + slab->used);
    uint32_t *bucket = bucket_of(slab, hash);
    entry->next = *bucket;
    *bucket = (uint32_t)(slab->used / ALIGN) + 1;
    slab->used += size;
    return entry;
}

static Entry *find_in(const Memo *memo, Slab *slab) {
    for (uint32_t at = *bucket_of(slab, memo->hash); at; at = entry_at(slab, at)->next) {
        Entry *entry = entry_at(slab, at);
        if (entry->hash == memo->hash && entry->key_size == memo->key_size &&
            memcmp(entry + 1, memo->key, memo->key_size) == 0)
            return entry;
    }
    return NULL;
}

/* Moves an entry of the old slab to the young one. If that is full, the old one is to be emptied for it: then it stays
 * where it is, as the first to be kept by an empty slab would be. */
static Entry *renew(Memo *memo, Entry *old) {
    size_t size = entry_size(old->key_size, old->parts_size);
    if (memo->slabs[memo->young].used + size > memo->size)
        return old;
    Entry *entry = push_entry(memo, size, old->hash);
    uint32_t next = entry->next;
    memcpy(entry, old, size);
    entry->next = next;
    return entry;
}

/* ---- paragraphs ----------------------------------------------------------------------------------------- */

bool memo_find(Memo *memo, const TextRun *runs, size_t count, const ParaStyle *style, MemoPara *found) {
    memo->key_size = key_size(memo, runs, count);
    if (!memo->key_size)
        return false;
    write_key(memo->key, runs, count, style);
    memo->hash = hash_of(memo->key, memo->key_size);
    Entry *entry = find_in(memo, &memo->slabs[memo->young]);
    if (!entry) {
        entry = find_in(memo, &memo->slabs[!memo->young]);
        entry = entry ? renew(memo, entry) : NULL;
    }
    if (!entry)
        return false;
    *found = (MemoPara){.ticket = {entry->hash, entry->serial},
                        .widths = entry->widths,
                        .parts = parts_of(entry),
                        .atom_count = entry->atom_count,
                        .glyph_count = entry->glyph_count,
                        .char_count = entry->char_count};
    return true;
}

MemoTicket memo_keep(Memo *memo, const MemoPara *made, size_t bytes) {
    if (!memo->key_size || bytes > largest(memo))
        return (MemoTicket){0, 0};
    size_t size = entry_size(memo->key_size, bytes);
    if (size > memo->size)
        return (MemoTicket){0, 0};
    Entry *entry = push_entry(memo, size, memo->hash);
    uint32_t next = entry->next;
    *entry = (Entry){.hash = memo->hash,
                     .serial = ++memo->serial,
                     .key_size = memo->key_size,
                     .parts_size = bytes,
                     .atom_count = made->atom_count,
                     .glyph_count = made->glyph_count,
                     .char_count = made->char_count,
                     .next = next};
    memcpy(entry + 1, memo->key, memo->key_size);
    memcpy(parts_of(entry), made->parts, bytes);
    return (MemoTicket){entry->hash, entry->serial};
}

void memo_note_widths(Memo *memo, MemoTicket ticket, ParaWidths widths) {
    for (int i = 0; ticket.serial && i < 2; i++) {
        Slab *slab = &memo->slabs[i];
        for (uint32_t at = *bucket_of(slab, ticket.hash); at; at = entry_at(slab, at)->next)
            if (entry_at(slab, at)->serial == ticket.serial)
                entry_at(slab, at)->widths = widths;
    }
}
