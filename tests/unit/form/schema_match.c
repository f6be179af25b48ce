#include "schema_match.h"

#include <stdio.h>
#include <string.h>

static const JsonNode *definition(const JsonNode *schema, const char *name) {
    return name[0] ? json_member(json_member(schema, "$defs"), name) : schema;
}

static unsigned kind_of_value(const JsonNode *node) {
    static const unsigned kinds[] = {
        [JSON_NULL] = JSON_IS_NULL,     [JSON_FALSE] = JSON_IS_BOOL,    [JSON_TRUE] = JSON_IS_BOOL,
        [JSON_NUMBER] = JSON_IS_NUMBER, [JSON_STRING] = JSON_IS_STRING, [JSON_ARRAY] = JSON_IS_ARRAY,
        [JSON_OBJECT] = JSON_IS_OBJECT};
    return kinds[node->type];
}

static unsigned kind_by_name(const char *name) {
    static const struct {
        const char *name;
        unsigned kind;
    } names[] = {{"null", JSON_IS_NULL},      {"boolean", JSON_IS_BOOL},  {"number", JSON_IS_NUMBER},
                 {"integer", JSON_IS_NUMBER}, {"string", JSON_IS_STRING}, {"array", JSON_IS_ARRAY},
                 {"object", JSON_IS_OBJECT}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, name) == 0)
            return names[i].kind;
    return 0;
}

/* The kinds of values a subschema lets pass. */
static unsigned kinds_of(const JsonNode *schema, const JsonNode *node) {
    const JsonNode *ref = json_member(node, "$ref"), *any = json_member(node, "anyOf"),
                   *values = json_member(node, "enum");
    const JsonNode *type = json_member(node, "type"), *constant = json_member(node, "const");
    unsigned kinds = 0;
    if (ref)
        return kinds_of(schema, definition(schema, strrchr(ref->text.text, '/') + 1));
    if (constant)
        return kind_of_value(constant);
    if (type && type->type == JSON_STRING)
        return kind_by_name(type->text.text);
    if (type)
        for (const JsonNode *child = type->first; child; child = child->next)
            kinds |= kind_by_name(child->text.text);
    for (const JsonNode *child = values ? values->first : NULL; child; child = child->next)
        kinds |= kind_of_value(child);
    for (const JsonNode *child = any ? any->first : NULL; child; child = child->next)
        kinds |= kinds_of(schema, child);
    return kinds;
}

static bool requires(const JsonNode *object, const char *name) {
    const JsonNode *required = json_member(object, "required");
    for (const JsonNode *child = required ? required->first : NULL; child; child = child->next)
        if (strcmp(child->text.text, name) == 0)
            return true;
    return false;
}

static int differ(const KeyTable *table, const char *key, const char *how) {
    fprintf(stderr, "%s: %s: %s\n", table->name[0] ? table->name : "(root)", key, how);
    return 1;
}

static int match_key(const JsonNode *schema, const JsonNode *object, const KeyTable *table, const JsonKey *key) {
    const JsonNode *property = json_member(json_member(object, "properties"), key->name);
    if (!property)
        return differ(table, key->name, "not in the schema");
    int faults = 0;
    if (kinds_of(schema, property) != key->kinds)
        faults += differ(table, key->name, "other kinds in the schema");
    if (requires(object, key->name) != key->required)
        faults += differ(table, key->name, "required in one of them alone");
    if (!json_member(property, "description") && !json_member(property, "$ref") && !json_member(property, "anyOf"))
        faults += differ(table, key->name, "no description");
    return faults;
}

int schema_match(const JsonNode *schema, const KeyTable *table) {
    const JsonNode *object = definition(schema, table->name);
    if (!object)
        return differ(table, "$defs", "no such definition");
    int faults = 0;
    const JsonNode *closed = json_member(object, "additionalProperties");
    if (!closed || closed->type != JSON_FALSE)
        faults += differ(table, "additionalProperties", "not false");
    for (size_t i = 0; i < table->count; i++)
        faults += match_key(schema, object, table, &table->keys[i]);
    const JsonNode *properties = json_member(object, "properties");
    for (const JsonNode *child = properties ? properties->first : NULL; child; child = child->next) {
        bool known = child->key[0] == '$';
        for (size_t i = 0; i < table->count; i++)
            known = known || strcmp(table->keys[i].name, child->key) == 0;
        if (!known)
            faults += differ(table, child->key, "not known to the reader");
    }
    return faults;
}
