/*
 * schema_match: a reader's key table against a JSON Schema.
 *
 * The definition of the table's name ("" is the root) must have the same properties, the same required ones, no others
 * allowed, and for every property the same kinds of JSON values.
 */
#ifndef BANXIN_TESTS_SCHEMA_MATCH_H
#define BANXIN_TESTS_SCHEMA_MATCH_H

#include "form/form_keys.h"

/* How many differences there are, each said on stderr. */
int schema_match(const JsonNode *schema, const KeyTable *table);

#endif
