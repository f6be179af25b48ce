/*
 * chain: the lines of chain.jsonl, each bound to the one before by its hash. This file is the truth of an archive: the
 * catalogue is made from it, and what stands in it has been acknowledged or will be found by the next addition.
 *
 * A hash is the SHA-256 of a line without its line feed, in small hexadecimal digits; the hash of the last line is the
 * head, which stands for all that came before it.
 */
#ifndef BANXIN_ARCHIVE_CHAIN_H
#define BANXIN_ARCHIVE_CHAIN_H

#include "archive/entry.h"
#include "sign/hash.h"

#define CHAIN_FILE      "chain.jsonl"
#define CHAIN_BYTES_MAX ((size_t)1 << 30)

/* How far a chain has been followed; CHAIN_BEGIN is before its first line. */
typedef struct ChainEnd {
    int64_t sequence;    /* of the last line; ENTRY_NONE before the first */
    char hash[HASH_HEX]; /* of the last line */
    int64_t length;      /* bytes up to there, its line feed included */
} ChainEnd;

#define CHAIN_BEGIN ((ChainEnd){.sequence = ENTRY_NONE, .hash = ENTRY_NO_HASH})

typedef enum ChainFault {
    CHAIN_FINE,
    CHAIN_UNREAD,   /* no entry in canonical form */
    CHAIN_SEQUENCE, /* not the number that follows */
    CHAIN_LINK,     /* it names another line before it */
    CHAIN_MEMORY
} ChainFault;

/* Takes the next line off `rest`, without its line feed; false when no whole line is left. */
bool chain_split(Str *rest, Str *line);
/*
 * Reads a line that stands behind `end` and moves `end` behind it. After CHAIN_SEQUENCE and CHAIN_LINK the entry is
 * filled and `end` is moved all the same, by what the line says of itself, so that the fault is told once. After
 * CHAIN_UNREAD the number is taken to have gone on by one.
 */
ChainFault chain_follow(Arena *arena, Str line, ChainEnd *end, Entry *entry);
/* Makes an entry follow `end`: sets sequence and previous, appends its line with line feed, and moves `end`. */
bool chain_append(Entry *entry, ChainEnd *end, Buf *lines);
/* The hash of a line; false when the library fails. */
bool chain_hash(Str line, char hash[HASH_HEX]);

#endif
