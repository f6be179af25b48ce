/*
 * entry: what the archive says of one signed copy, and its one line in the chain.
 *
 * A line is a JSON object in canonical form (canon.h) without a line end; its hash is the SHA-256 of these bytes, and
 * every line carries the hash of the one before. Line 0 is the archive itself (kind "archive": its name, its beginning,
 * the version of the format), every other one an addition (kind "record"). All members are rows of one table, by
 * which lines are written and read, the catalogue is filled, and CSV and JSON are made. docs/archive-format.md tells
 * what each means.
 */
#ifndef BANXIN_ARCHIVE_ENTRY_H
#define BANXIN_ARCHIVE_ENTRY_H

#include "base/arena.h"
#include "base/str.h"

#define ENTRY_FORMAT     1     /* version of the store's format */
#define ENTRY_NONE       (-1)  /* a number that is not known */
#define ENTRY_LINE_MAX   65536 /* bytes of a line */
#define ENTRY_TEXT_MAX   2048  /* bytes of a member; longer ones are cut before they are written */
#define ENTRY_SIGNATURES 64    /* signatures that are listed */
#define ENTRY_HASH       64    /* hexadecimal digits of SHA-256 and of SM3 */
#define ENTRY_NO_HASH    "0000000000000000000000000000000000000000000000000000000000000000"

typedef struct EntrySignature {
    const char *field, *level, *signer, *time; /* "time" as the signature states it, RFC 3339; any may be NULL */
} EntrySignature;

/* Texts are NULL and numbers ENTRY_NONE where nothing is known. */
typedef struct Entry {
    const char *added;               /* RFC 3339, UTC */
    int64_t batch_first, batch_last; /* the additions that were made together with this one, itself included */
    const char *conformance;         /* what the file claims: "PDF/A-3a PDF/UA-1" */
    const char *date;                /* of the document */
    const char *file;                /* how it was called when it was added */
    const char *form;                /* the report's form */
    int64_t format;                  /* line 0 only */
    int64_t former;                  /* the edition before of the same organ, year and form */
    const char *kind;                /* "archive" or "record" */
    const char *number;              /* of the document or the file (文号, 件号) */
    const char *organ, *organ_code;
    int64_t pages;
    const char *previous; /* hash of the line before */
    int64_t sequence;     /* 0, 1, 2 ... without a gap */
    const char *sha256, *sm3;
    EntrySignature *signatures;
    size_t signature_count;
    int64_t size;              /* bytes */
    const char *software;      /* that made the PDF */
    const char *source_sha256; /* of the report's data within the PDF */
    const char *title;
    const char *verdict; /* "sound" or "unsigned" */
    int64_t year;
} Entry;

typedef enum EntryKind { ENTRY_TEXT, ENTRY_NUMBER, ENTRY_LIST } EntryKind;

typedef struct EntryField {
    const char *key;
    EntryKind kind;
    size_t offset;  /* within Entry */
    bool catalogue; /* a column of the catalogue's table `record` */
} EntryField;

/* In the order of their keys, ended by a row without key. */
extern const EntryField entry_fields[];

/* An entry of which nothing is known. */
Entry entry_blank(void);
const char *entry_text(const Entry *entry, const EntryField *field);
int64_t entry_number(const Entry *entry, const EntryField *field);

/* Appends the line, without its end. */
void entry_write(const Entry *entry, Buf *out);
/*
 * Reads a line; texts are copied into the arena. False when it is no entry in canonical form: broken JSON, unknown or
 * missing members, another spelling of the same; also when memory is out, which the arena then says.
 */
bool entry_read(Arena *arena, Str line, Entry *entry);
/* A text made fit for an entry: not longer than ENTRY_TEXT_MAX, blanks trimmed, NULL when nothing is left. */
const char *entry_trim(Arena *arena, Str text);
/* Are these exactly ENTRY_HASH small hexadecimal digits? */
bool entry_is_hash(const char *text);

#endif
