/*
 * json_doc: a JSON file as a tree that knows where each value stands.
 *
 * A strict scan (RFC 8259) finds every fault of syntax and the position of every value; cJSON then builds the
 * tree. Both walk in pre-order, so the n-th value scanned is the n-th node. What cJSON would let pass (01, 1., a
 * NUL in a string, duplicate keys, bytes that are not UTF-8) the scan refuses; a BOM both pass over. Numbers are kept
 * as their literal digits: nothing is ever read through a double.
 */
#ifndef BANXIN_JSON_JSON_DOC_H
#define BANXIN_JSON_JSON_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define JSON_MAX_BYTES  ((size_t)256 << 20)
#define JSON_MAX_DEPTH  64
#define JSON_MAX_NODES  ((size_t)64 << 20)
#define JSON_MAX_FAULTS DIAG_LIMIT /* of syntax; the scan stops there */

typedef enum JsonType { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonType;

typedef struct JsonDoc JsonDoc;

typedef struct JsonNode {
    JsonType type;
    uint32_t count;               /* array: items; object: members */
    Str text;                     /* string: unescaped UTF-8; number: its literal; both NUL-terminated */
    const char *key;              /* member name within its object, else NULL */
    const struct JsonNode *first; /* first child */
    const struct JsonNode *next;  /* next sibling */
    const struct JsonNode *parent;
    const JsonDoc *doc;
    uint32_t index;   /* pre-order number */
    uint32_t ordinal; /* place among its siblings, from 0 */
    uint32_t offset;  /* byte offset of the value in the file */
} JsonNode;

/*
 * Reads a file / a text named `name`. NULL when it has any fault; every fault has been reported (the scan goes on
 * after faults it can step over, such as a leading zero or a duplicate key). The doc lives in `arena`.
 */
const JsonDoc *json_doc_read(Arena *arena, const char *path, DiagList *diags);
const JsonDoc *json_doc_parse(Arena *arena, const char *name, const char *bytes, size_t length, DiagList *diags);

const JsonNode *json_doc_root(const JsonDoc *doc);
const char *json_doc_path(const JsonDoc *doc);
/* The bytes as read; for embedding the source. */
Str json_doc_bytes(const JsonDoc *doc);

/* The reference to a node's place that other rooms carry; NULL gives SOURCE_NONE. */
SourceRef json_ref(const JsonNode *node);
/* The node a reference of this document means; NULL for another's. */
const JsonNode *json_node(const JsonDoc *doc, SourceRef ref);
/* The node's place (line, column, pointer), texts in `arena`. */
Place json_place(const JsonNode *node, Arena *arena);
/* The same, but pointing at the key of an object's member. */
Place json_key_place(const JsonNode *member, Arena *arena);

/* Member of an object by name, or NULL; also NULL for what is no object. Bisects large objects. */
const JsonNode *json_member(const JsonNode *object, const char *key);

#endif
