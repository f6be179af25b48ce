/*
 * pack: dictionaries packed into object streams, and the table that finds every object (ISO 32000-1, 7.5.7, 7.5.8).
 *
 * Used in this order: pack_start, pack_add for every dictionary, pack_end; then the table: pack_table_start,
 * pack_table_packed, pack_table_note for what stands by itself, pack_table_rows and pack_table_entries.
 */
#ifndef BANXIN_PDF_PACK_H
#define BANXIN_PDF_PACK_H

#include "base/vec.h"
#include "pdf/deflate.h"

/* A finished object stream. */
typedef struct PackStream {
    Str bytes;             /* compressed, in the arena */
    uint32_t count, first; /* its N and First */
    size_t number_at;      /* place of its first object's number in Pack.numbers */
} PackStream;

typedef struct Pack {
    Arena *arena;
    Deflate *deflate;
    uint32_t most;         /* dictionaries to a stream */
    Buf head, body;        /* of the stream being filled */
    uint32_t count;        /* of its dictionaries */
    VEC(uint32_t) numbers; /* of all dictionaries, in order */
    VEC(PackStream) streams;
    bool failed; /* memory ran out */
} Pack;

void pack_start(Pack *pack, Arena *arena, Deflate *deflate, uint32_t most);
void pack_free(Pack *pack);
/* Adds "<<" `entries` ">>" as object `number`. */
void pack_add(Pack *pack, uint32_t number, Str entries);
/* Ends the last stream. */
void pack_end(Pack *pack);

/* Where every object stands: a byte offset, or a stream's number and a place in it. */
typedef struct PackTable {
    struct PackRow {
        uint8_t type; /* 0 free, 1 by itself, 2 packed */
        uint32_t where, index;
    } * rows;
    size_t size;  /* rows there is room for */
    size_t count; /* one more than the greatest number noted */
    bool failed;  /* memory ran out */
} PackTable;

void pack_table_start(PackTable *table, size_t size);
void pack_table_free(PackTable *table);
/* Notes an object that stands at `offset`. */
void pack_table_note(PackTable *table, uint32_t number, uint32_t offset);
/* Notes all that is packed; the pack's streams are numbered from `first` on. */
void pack_table_packed(PackTable *table, const Pack *pack, uint32_t first);
/* Appends the rows, each filtered by the one above (predictor 12): most differ from it by one. */
void pack_table_rows(const PackTable *table, Buf *out);
/* Appends Size, W and DecodeParms. */
void pack_table_entries(const PackTable *table, Buf *out);

#endif
