/*
 * json_members: the members of large objects, in the order of their keys, to be found by bisection. Sorting bounds
 * the work for any choice of keys, which hashing would not.
 */
#ifndef BANXIN_JSON_JSON_MEMBERS_H
#define BANXIN_JSON_JSON_MEMBERS_H

#include "json/json_doc.h"

/* Objects with no more members than this are searched one by one. */
#define JSON_FEW_MEMBERS 16

typedef struct JsonMembers JsonMembers;

/* Indexes all large objects among the nodes of a document (in pre-order). NULL when memory is out. */
const JsonMembers *json_members_make(Arena *arena, const JsonNode *nodes, size_t count);
/* The member of a large object, or NULL. */
const JsonNode *json_members_find(const JsonMembers *members, const JsonNode *object, const char *key);

#endif
