/*
 * json_get: typed reading of a JSON tree that reports what does not fit.
 *
 * An object is read through a table of its keys; one loop checks types, required keys and unknown keys (naming
 * the nearest known one), so that every object of every file is held to the same rules.
 */
#ifndef BANXIN_JSON_JSON_GET_H
#define BANXIN_JSON_JSON_GET_H

#include "base/len.h"
#include "json/json_doc.h"

/* Bits: what a key may hold. */
typedef enum JsonKind {
    JSON_IS_NULL = 1,
    JSON_IS_BOOL = 2,
    JSON_IS_NUMBER = 4,
    JSON_IS_STRING = 8,
    JSON_IS_ARRAY = 16,
    JSON_IS_OBJECT = 32,
    JSON_IS_ANY = 63,
    JSON_IS_NULL_UNSAID = 64 /* null fits, and is not offered: the caller reports it in its own words */
} JsonKind;

typedef struct JsonKey {
    const char *name;
    unsigned kinds; /* JsonKind bits */
    bool required;
} JsonKey;

/*
 * Checks `node` against `keys` (count of them): it is an object, its keys are known, required ones are there,
 * kinds fit. Fills found[i] with the member of keys[i], or NULL when absent or of a wrong kind. Unknown keys that
 * start with "$" are passed over at the top level only ("$schema"). False when anything was reported, and for NULL,
 * which is reported by whoever required it.
 */
bool json_object(const JsonNode *node, const JsonKey *keys, size_t count, const JsonNode **found, DiagList *diags);

/* Checks the kind alone; reports JSON_TYPE when it does not fit. NULL fits nothing and is not reported. */
bool json_expect(const JsonNode *node, unsigned kinds, DiagList *diags);

/*
 * Getters with a default for NULL nodes. Each reports what does not fit and leaves the default; the first two report
 * nothing and are for nodes whose kind has been checked.
 */
const char *json_text(const JsonNode *node, const char *otherwise);
bool json_bool(const JsonNode *node, bool otherwise);
/* Whole number within [low, high], read from the literal digits. */
int64_t json_int(const JsonNode *node, int64_t low, int64_t high, int64_t otherwise, DiagList *diags);
/* One of `names` (NULL-terminated); its position, or `otherwise`. */
int json_choice(const JsonNode *node, const char *const *names, int otherwise, DiagList *diags);
/* A length with unit (base/len.h), in [low, high]. */
Len json_len(const JsonNode *node, Len low, Len high, Len otherwise, DiagList *diags);

/* "a string", "a number" ... as arguments of messages (DIAG_BOTH); of a mask of kinds: "a string or a number". */
const char *json_type_name(JsonType type);
const char *json_kinds_name(Arena *arena, unsigned kinds);

/*
 * Reports at `ref` a name that is none of `names`, by a code of the caller's: {0} is the name, {1} (its hint) which one
 * was meant, or which there are.
 */
void json_report_name(DiagList *diags, DiagCode code, SourceRef ref, const char *name, const char *const *names,
                      size_t count);

#endif
