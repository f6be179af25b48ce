/*
 * json_scanner: the state of a scan, shared by json_scan.c (structure) and json_token.c (strings, numbers, words).
 */
#ifndef BANXIN_JSON_JSON_SCANNER_H
#define BANXIN_JSON_JSON_SCANNER_H

#include "json/json_doc.h"
#include "json/json_scan.h"

/* What may stand next. */
typedef enum ScanState { SCAN_VALUE, SCAN_KEY, SCAN_COLON, SCAN_COMMA, SCAN_DONE } ScanState;

/* A key of an object not yet closed. */
typedef struct ScanKey {
    Str name; /* unescaped; of the source or of scratch */
    uint32_t offset;
} ScanKey;

typedef VEC(ScanKey) ScanKeys;

/* An array or object not yet closed. */
typedef struct ScanFrame {
    bool object;
    bool has_comma; /* a comma has been read since the last item */
    uint32_t open, comma;
    uint32_t items;   /* complete ones */
    Str key;          /* the last one read */
    size_t first_key; /* the object's keys are keys.items[first_key ...] */
} ScanFrame;

typedef struct Scanner {
    const JsonSource *source;
    size_t at;
    size_t value_end;  /* where the last value ended: the place of a missing comma */
    bool text_is_utf8; /* all of it: strings need no second look */
    bool stopped;      /* nothing sensible can be read any more */
    bool touched;      /* something other than space was read */
    ScanState state;
    ScanFrame frames[JSON_MAX_DEPTH];
    int depth;
    ScanKeys keys;
    Arena *scratch; /* unescaped keys, arguments */
    JsonOffsets *offsets;
    size_t faults;
    DiagList *diags;
} Scanner;

/* Reports a fault at an offset, with the pointer of the value being read. */
void scanner_fault(Scanner *scanner, DiagCode code, size_t offset, const char *const *args, size_t arg_count);

static inline bool scanner_at_end(const Scanner *scanner) { return scanner->at >= scanner->source->length; }
/* The byte `ahead` of the one at hand; 0 beyond the end. */
static inline char scanner_peek(const Scanner *scanner, size_t ahead) {
    size_t at = scanner->at + ahead;
    return at < scanner->source->length ? scanner->source->bytes[at] : '\0';
}

#endif
