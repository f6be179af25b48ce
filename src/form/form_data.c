#include "form/form_read.h"

#include <string.h>

static const char *const types[] = {"text", "amount", "number", "integer", "date",
                                    "flag", "blocks", "list",   "record",  NULL};

static void read_field(FormReader *reader, const JsonNode *node, const char *key, Field *field, int depth);

static const Field *read_record(FormReader *reader, const JsonNode *node, size_t *count, int depth) {
    *count = 0;
    if (!node || !form_limit(reader, node, FORM_NAMES_MAX))
        return NULL;
    Field *fields = ARENA_ARRAY(reader->arena, Field, node->count);
    for (const JsonNode *child = node->first; fields && child; child = child->next) {
        form_name(reader, child, child->key);
        read_field(reader, child, child->key, &fields[(*count)++], depth);
    }
    return fields;
}

/* A list has one field, its item: a record of `fields`, or what `item` says. */
static void read_item(FormReader *reader, const JsonNode *const *found, Field *list, int depth) {
    Field *item = ARENA_NEW(reader->arena, Field);
    if (!item)
        return;
    if (found[FIELD_KEY_ITEM]) {
        read_field(reader, found[FIELD_KEY_ITEM], "item", item, depth);
    } else {
        *item = (Field){.key = "item", .type = FIELD_RECORD, .source = list->source};
        item->fields = read_record(reader, found[FIELD_KEY_FIELDS], &item->field_count, depth);
    }
    list->fields = item;
    list->field_count = 1;
}

/* A list is of `fields` or of `item`, a record has `fields`, nothing else has either; only amounts have a unit. */
static void check_parts(FormReader *reader, const JsonNode *node, const JsonNode *const *found, FieldType type) {
    bool fields = found[FIELD_KEY_FIELDS] != NULL, item = found[FIELD_KEY_ITEM] != NULL;
    bool good = type == FIELD_LIST ? fields != item : type == FIELD_RECORD ? fields && !item : !fields && !item;
    if (!good)
        diag_ref(reader->diags, DIAG_FORM_FIELD_PARTS, json_ref(node), DIAG_ARGS(types[type]));
    if (found[FIELD_KEY_UNIT] && type != FIELD_AMOUNT)
        diag_ref(reader->diags, DIAG_FORM_KEY_IDLE, json_ref(found[FIELD_KEY_UNIT]), DIAG_ARGS("unit"));
}

static void read_field_object(FormReader *reader, const JsonNode *node, Field *field, int depth) {
    const JsonNode *found[FIELD_KEY_COUNT];
    form_object(reader, node, KEYS_FIELD, found);
    field->type = (FieldType)json_choice(found[FIELD_KEY_TYPE], types, FIELD_TEXT, reader->diags);
    field->optional = json_bool(found[FIELD_KEY_OPTIONAL], false);
    field->unit = form_unit(reader, found[FIELD_KEY_UNIT], reader->form->unit);
    field->title = form_text(reader, found[FIELD_KEY_TITLE], NULL);
    if (!found[FIELD_KEY_TYPE])
        return;
    check_parts(reader, node, found, field->type);
    if (field->type == FIELD_LIST)
        read_item(reader, found, field, depth + 1);
    else if (field->type == FIELD_RECORD)
        field->fields = read_record(reader, found[FIELD_KEY_FIELDS], &field->field_count, depth + 1);
}

/* A type's name, or an object that says more. */
static void read_field(FormReader *reader, const JsonNode *node, const char *key, Field *field, int depth) {
    *field = (Field){.key = key, .type = FIELD_TEXT, .unit = reader->form->unit, .source = json_ref(node)};
    if (!json_expect(node, JSON_IS_STRING | JSON_IS_OBJECT, reader->diags))
        return;
    if (depth > FORM_FIELD_DEPTH) {
        diag_ref(reader->diags, DIAG_FORM_TOO_DEEP, json_ref(node), DIAG_NO_ARGS);
    } else if (node->type == JSON_OBJECT) {
        read_field_object(reader, node, field, depth);
    } else {
        field->type = (FieldType)json_choice(node, types, FIELD_TEXT, reader->diags);
        if (field->type == FIELD_LIST || field->type == FIELD_RECORD)
            diag_ref(reader->diags, DIAG_FORM_FIELD_PARTS, json_ref(node), DIAG_ARGS(types[field->type]));
    }
}

void form_read_data(FormReader *reader, const JsonNode *node) {
    size_t count;
    const Field *fields = read_record(reader, node, &count, 1);
    reader->form->data = fields;
    reader->form->data_count = count;
}
