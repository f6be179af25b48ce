#include "form/form_read.h"

#include <string.h>

#include "base/vec.h"

static const char *const types[] = {"text", "code", "amount", "number", "integer", "date", NULL};
static const char *const aligns[] = {"left", "center", "right", "decimal", "justify", NULL};
static const char *const merges[] = {"none", "same", NULL};

/* What a column of a type looks like unless it says otherwise, and the field its cells are. */
static const struct TypeLook {
    ColumnAlign align;
    ColumnWidth width;
    FieldType field;
} looks[] = {
    [COLUMN_TEXT] = {COLUMN_LEFT, COLUMN_SHARE, FIELD_TEXT},
    [COLUMN_CODE] = {COLUMN_CENTER, COLUMN_CONTENT, FIELD_TEXT},
    [COLUMN_AMOUNT] = {COLUMN_DECIMAL, COLUMN_CONTENT, FIELD_AMOUNT},
    [COLUMN_NUMBER] = {COLUMN_DECIMAL, COLUMN_CONTENT, FIELD_NUMBER},
    [COLUMN_INTEGER] = {COLUMN_DECIMAL, COLUMN_CONTENT, FIELD_INTEGER},
    [COLUMN_DATE] = {COLUMN_CENTER, COLUMN_CONTENT, FIELD_DATE},
};

typedef VEC(Column *) LeafVec;

typedef struct ColumnReader {
    FormReader *form;
    LeafVec leaves;
    int tracks;
    int levels;
} ColumnReader;

#define SHARE_MAX 1000000

/* "2fr", "1.5fr": thousandths of a share. */
static bool share_parse(const char *text, int32_t *share) {
    int64_t value;
    const char *unit;
    if (!thousandths_read(text, &value, &unit) || strcmp(unit, "fr") != 0 || value <= 0 || value > SHARE_MAX)
        return false;
    *share = (int32_t)value;
    return true;
}

static TrackWidth read_width(FormReader *reader, const JsonNode *node, ColumnWidth otherwise) {
    TrackWidth width = {.kind = otherwise, .share = otherwise == COLUMN_SHARE ? 1000 : 0};
    if (!node || !json_expect(node, JSON_IS_STRING, reader->diags))
        return width;
    if (str_equals(node->text, "auto"))
        return (TrackWidth){.kind = COLUMN_CONTENT};
    if (share_parse(node->text.text, &width.share))
        width.kind = COLUMN_SHARE;
    else if (len_parse(node->text.text, &width.width) && width.width > 0 && width.width <= FORM_LENGTH_MAX)
        width.kind = COLUMN_FIXED;
    else
        diag_ref(reader->diags, DIAG_FORM_WIDTH, json_ref(node), DIAG_ARGS(node->text.text));
    return width;
}

/* One width, or one for each of the grid tracks the column covers. */
static void read_tracks(ColumnReader *reader, const JsonNode *node, Column *column) {
    FormReader *form = reader->form;
    bool several = node && node->type == JSON_ARRAY;
    size_t count = several ? node->count : 1, i = 0;
    if (count == 0 || count > FORM_COLUMNS_MAX) {
        diag_ref(form->diags, DIAG_FORM_WIDTH, json_ref(node), DIAG_ARGS("[]"));
        several = false;
        count = 1;
        node = NULL;
    }
    TrackWidth *tracks = ARENA_ARRAY(form->arena, TrackWidth, count);
    for (const JsonNode *child = several ? node->first : node; tracks && i < count; i++) {
        tracks[i] = read_width(form, child, looks[column->type].width);
        child = child ? child->next : NULL;
    }
    column->tracks = tracks;
    column->track_count = tracks ? (int)count : 0;
    column->first_track = reader->tracks;
    reader->tracks += column->track_count;
}

/* What a row knows of itself, by RowOwn. */
static const Field own_fields[ROW_OWN_FIELDS] = {
    [ROW_OWN_KIND] = {.key = "kind", .type = FIELD_TEXT},
    [ROW_OWN_ROW] = {.key = "row", .type = FIELD_TEXT},
    [ROW_OWN_LEAF] = {.key = "leaf", .type = FIELD_FLAG},
    [ROW_OWN_AGAIN] = {.key = "again", .type = FIELD_FLAG},
};

static bool is_reserved(const char *key) { return form_find(own_fields, ROW_OWN_FIELDS, sizeof *own_fields, key) >= 0; }

/* A leaf's key names its cell in the rows of the data. */
static void read_leaf_key(ColumnReader *reader, const JsonNode *node, Column *column) {
    FormReader *form = reader->form;
    if (!node)
        return;
    column->key = node->text.text;
    form_name(form, node, column->key);
    bool taken = is_reserved(column->key);
    for (size_t i = 0; !taken && i < reader->leaves.count; i++)
        taken = reader->leaves.items[i]->key && strcmp(reader->leaves.items[i]->key, column->key) == 0;
    if (taken)
        diag_ref(form->diags, DIAG_FORM_NAME_TAKEN, json_ref(node), DIAG_ARGS(column->key));
}

static void read_leaf(ColumnReader *reader, const JsonNode *node, Column *column) {
    FormReader *form = reader->form;
    const JsonNode *found[COLUMN_KEY_COUNT];
    form_object(form, node, KEYS_COLUMN, found);
    read_leaf_key(reader, found[COLUMN_KEY_KEY], column);
    column->title = form_template_or_empty(form, found[COLUMN_KEY_TITLE]);
    column->type = (ColumnType)json_choice(found[COLUMN_KEY_TYPE], types, COLUMN_TEXT, form->diags);
    column->align =
        (ColumnAlign)json_choice(found[COLUMN_KEY_ALIGN], aligns, (int)looks[column->type].align, form->diags);
    column->format = form_named_format(form, found[COLUMN_KEY_FORMAT], NULL);
    column->style = form_named_style(form, found[COLUMN_KEY_STYLE], NULL);
    column->required = json_bool(found[COLUMN_KEY_REQUIRED], false);
    column->merge_same = json_choice(found[COLUMN_KEY_MERGE], merges, 0, form->diags) == 1;
    column->value = form_expr(form, found[COLUMN_KEY_VALUE]);
    column->sum = json_bool(found[COLUMN_KEY_SUM], column->type == COLUMN_AMOUNT);
    column->head_stack = json_bool(found[COLUMN_KEY_STACK], true);
    column->row_head = json_bool(found[COLUMN_KEY_ROW_HEAD], false);
    read_tracks(reader, found[COLUMN_KEY_WIDTH], column);
    Column **leaf = VEC_PUSH(&reader->leaves);
    if (leaf)
        *leaf = column;
}

static const Column *read_level(ColumnReader *reader, const JsonNode *node, size_t *count, int level);

static void read_group(ColumnReader *reader, const JsonNode *node, Column *column, int level) {
    const JsonNode *found[GROUP_KEY_COUNT];
    form_object(reader->form, node, KEYS_GROUP, found);
    column->title = form_template_or_empty(reader->form, found[GROUP_KEY_TITLE]);
    column->first_track = reader->tracks;
    column->columns = read_level(reader, found[GROUP_KEY_COLUMNS], &column->column_count, level + 1);
    column->track_count = reader->tracks - column->first_track;
}

static const Column *read_level(ColumnReader *reader, const JsonNode *node, size_t *count, int level) {
    FormReader *form = reader->form;
    *count = 0;
    if (!node || !form_limit(form, node, FORM_COLUMNS_MAX))
        return NULL;
    if (level > FORM_COLUMN_DEPTH || node->count == 0) {
        diag_ref(form->diags, level > FORM_COLUMN_DEPTH ? DIAG_FORM_TOO_DEEP : DIAG_FORM_NO_COLUMNS, json_ref(node),
                 DIAG_NO_ARGS);
        return NULL;
    }
    Column *columns = ARENA_ARRAY(form->arena, Column, node->count);
    reader->levels = level > reader->levels ? level : reader->levels;
    for (const JsonNode *child = node->first; columns && child; child = child->next) {
        Column *column = &columns[(*count)++];
        column->source = json_ref(child);
        if (child->type == JSON_OBJECT && json_member(child, "columns"))
            read_group(reader, child, column, level);
        else
            read_leaf(reader, child, column);
    }
    return columns;
}

/* The leaves as fields of a record, so that a row can be read, and named in paths, like any other record. */
static const Field *leaf_fields(FormReader *reader, const TableForm *table) {
    Field *fields = ARENA_ARRAY(reader->arena, Field, table->leaf_count);
    for (size_t i = 0; fields && i < table->leaf_count; i++) {
        const Column *leaf = table->leaves[i];
        fields[i] = (Field){.key = leaf->key ? leaf->key : "", .type = looks[leaf->type].field, .unit = table->unit};
        fields[i].optional = !leaf->required;
        fields[i].source = leaf->source;
    }
    return fields;
}

/* A row as expressions see it. */
static const Field *row_record(FormReader *reader, const TableForm *table) {
    Field *record = ARENA_NEW(reader->arena, Field);
    Field *fields = ARENA_ARRAY(reader->arena, Field, table->leaf_count + ROW_OWN_FIELDS);
    if (!record || !fields || !table->row_fields)
        return NULL;
    memcpy(fields, table->row_fields, table->leaf_count * sizeof *fields);
    memcpy(fields + table->leaf_count, own_fields, sizeof own_fields);
    *record = (Field){.key = "row", .type = FIELD_RECORD, .fields = fields, .source = table->source};
    record->field_count = table->leaf_count + ROW_OWN_FIELDS;
    return record;
}

void form_read_columns(FormReader *reader, const JsonNode *node, TableForm *table) {
    ColumnReader columns = {.form = reader};
    table->columns = read_level(&columns, node, &table->column_count, 1);
    size_t leaf_count = columns.leaves.count;
    const Column **leaves = (const Column **)VEC_TAKE(reader->arena, &columns.leaves);
    table->leaves = leaves;
    table->leaf_count = leaves ? leaf_count : 0;
    table->track_count = columns.tracks;
    table->head_levels = columns.levels;
    table->row_fields = leaf_fields(reader, table);
    table->record = row_record(reader, table);
    if (columns.tracks > FORM_COLUMNS_MAX)
        form_too_many(reader, node, FORM_COLUMNS_MAX);
}

int form_leaf(FormReader *reader, const TableForm *table, const JsonNode *node, const char *key) {
    int leaf = form_find(table->row_fields, table->row_fields ? table->leaf_count : 0, sizeof(Field), key);
    if (leaf < 0)
        form_unknown(reader, DIAG_FORM_UNKNOWN_COLUMN, json_ref(node), key, table->row_fields,
                     table->row_fields ? table->leaf_count : 0, sizeof(Field));
    return leaf;
}
