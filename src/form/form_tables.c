#include "form/form_read.h"

#include <string.h>

static const char *const widths[] = {"full", "content", NULL};
static const char *const heads[] = {"repeat", "once", "none", NULL};
enum { HEAD_REPEAT, HEAD_ONCE, HEAD_NONE };

const TableForm *form_table(const Form *form, const char *key) {
    int index = form_find(form->tables, form->table_count, sizeof *form->tables, key);
    return index < 0 ? NULL : &form->tables[index];
}

static void read_key(FormReader *reader, const JsonNode *node, TableForm *table, size_t before) {
    table->key = "";
    if (!node)
        return;
    form_name(reader, node, node->text.text);
    if (form_find(reader->form->tables, before, sizeof *table, node->text.text) >= 0)
        diag_ref(reader->diags, DIAG_FORM_NAME_TAKEN, json_ref(node), DIAG_ARGS(node->text.text));
    table->key = node->text.text;
}

static void read_names(FormReader *reader, const JsonNode *const *found, TableForm *table) {
    const JsonNode *page = found[TABLE_KEY_PAGE];
    table->label = form_text(reader, found[TABLE_KEY_LABEL], "");
    table->title = form_template_or_empty(reader, found[TABLE_KEY_TITLE]);
    table->contents = form_template(reader, found[TABLE_KEY_CONTENTS]);
    table->page = page && page->type == JSON_STRING ? form_named_page(reader, page, NULL) : NULL;
    table->unit = form_unit(reader, found[TABLE_KEY_UNIT], reader->form->unit);
    table->format = form_named_format(reader, found[TABLE_KEY_FORMAT], form_format(reader->form, "plain"));
    table->shown_unit = table->format && table->format->unit >= 0 ? table->format->unit : table->unit;
}

/* Cells need a style; the head's is the body's unless it has its own. */
static void read_table_styles(FormReader *reader, const JsonNode *where, const JsonNode *const *found,
                              TableForm *table) {
    table->style = form_named_style(reader, found[TABLE_KEY_STYLE], NULL);
    table->head_style = form_named_style(reader, found[TABLE_KEY_HEAD_STYLE], table->style);
    if (!found[TABLE_KEY_STYLE])
        diag_ref(reader->diags, DIAG_FORM_STYLE_NEEDED, json_ref(where), DIAG_NO_ARGS);
}

static void read_strokes(FormReader *reader, const JsonNode *node, TableForm *table) {
    const JsonNode *found[RULES_KEY_COUNT] = {NULL};
    if (node)
        form_object(reader, node, KEYS_RULES, found);
    table->outer_rule = form_weight(reader, found[RULES_KEY_OUTER], LEN_PT * 3 / 4);
    table->inner_rule = form_weight(reader, found[RULES_KEY_INNER], LEN_PT / 2);
    table->head_rule = form_weight(reader, found[RULES_KEY_HEAD], table->inner_rule);
}

static void read_sizes(FormReader *reader, const JsonNode *const *found, TableForm *table) {
    const JsonNode *padding[PADDING_KEY_COUNT] = {NULL};
    DiagList *diags = reader->diags;
    if (found[TABLE_KEY_PADDING])
        form_object(reader, found[TABLE_KEY_PADDING], KEYS_PADDING, padding);
    table->pad_x = json_len(padding[PADDING_KEY_X], 0, FORM_LENGTH_MAX, LEN_PT * 5 / 2, diags);
    table->pad_y = json_len(padding[PADDING_KEY_Y], 0, FORM_LENGTH_MAX, LEN_PT * 3 / 2, diags);
    table->min_size = json_len(found[TABLE_KEY_MIN_SIZE], LEN_PT, 500 * LEN_PT, 6 * LEN_PT, diags);
    table->one_page = json_bool(found[TABLE_KEY_ONE_PAGE], false);
    table->row_height = json_len(found[TABLE_KEY_ROW_HEIGHT], 0, FORM_LENGTH_MAX, 0, diags);
    table->head_height = json_len(found[TABLE_KEY_HEAD_HEIGHT], 0, FORM_LENGTH_MAX, 0, diags);
    table->full_width = json_choice(found[TABLE_KEY_WIDTH], widths, 0, diags) == 0;
}

static void read_head(FormReader *reader, const JsonNode *node, TableForm *table) {
    int head = json_choice(node, heads, HEAD_REPEAT, reader->diags);
    table->head_repeat = head == HEAD_REPEAT;
    if (head == HEAD_NONE)
        table->head_levels = 0;
}

static void read_empty(FormReader *reader, const JsonNode *node, TableForm *table) {
    const JsonNode *found[EMPTY_KEY_COUNT] = {NULL};
    if (node)
        form_object(reader, node, KEYS_EMPTY, found);
    table->empty_rows = (int)json_int(found[EMPTY_KEY_ROWS], 0, FORM_ROWS_MAX, 1, reader->diags);
    table->empty_text = form_text(reader, found[EMPTY_KEY_TEXT], NULL);
}

static int read_kind_name(FormReader *reader, const JsonNode *node, const TableForm *table) {
    int kind = form_find(table->kinds, table->kind_count, sizeof *table->kinds, node->text.text);
    if (kind < 0)
        form_unknown(reader, DIAG_FORM_UNKNOWN_KIND, json_ref(node), node->text.text, table->kinds, table->kind_count,
                     sizeof *table->kinds);
    return kind;
}

static void read_default_kind(FormReader *reader, const JsonNode *node, TableForm *table) {
    table->default_kind = node ? read_kind_name(reader, node, table) : -1;
}

/* 类 款 项: kinds, each of whose rows is the sum of the rows of the next below it; and the kind that sums up all. */
static void read_levels(FormReader *reader, const JsonNode *node, const JsonNode *total, TableForm *table) {
    table->total = total ? read_kind_name(reader, total, table) : -1;
    if (!node || !form_limit(reader, node, FORM_COLUMN_DEPTH))
        return;
    int *levels = ARENA_ARRAY(reader->arena, int, node->count);
    for (const JsonNode *child = node->first; levels && child; child = child->next) {
        int kind = json_expect(child, JSON_IS_STRING, reader->diags) ? read_kind_name(reader, child, table) : -1;
        bool taken = kind >= 0 && kind == table->total;
        for (size_t i = 0; i < table->level_count; i++)
            taken = taken || levels[i] == kind;
        if (taken)
            diag_ref(reader->diags, DIAG_FORM_NAME_TAKEN, json_ref(child), DIAG_ARGS(child->text.text));
        levels[table->level_count++] = kind;
    }
    table->levels = levels;
}

static void report_idle(FormReader *reader, SourceRef ref, const char *key) {
    diag_ref(reader->diags, DIAG_FORM_KEY_IDLE, ref, DIAG_ARGS(key));
}

static void report_listed(FormReader *reader, SourceRef ref, const char *key) {
    diag_ref(reader->diags, DIAG_FORM_KEY_LISTED, ref, DIAG_ARGS(key));
}

/* Rows of a list of the data are printed as they stand there: nothing of them is reckoned. */
static void check_idle_sums(FormReader *reader, const JsonNode *node, const TableForm *table) {
    static const char *const keys[] = {"levels", "total"}; /* its own: the defaults' are for other tables */
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (json_member(node, keys[i]))
            report_listed(reader, json_ref(json_member(node, keys[i])), keys[i]);
    for (size_t leaf = 0; leaf < table->leaf_count; leaf++)
        if (table->leaves[leaf]->value)
            report_listed(reader, table->leaves[leaf]->value->source, "value");
}

/* Rows out of a list of the data; what list it is, is checked where the story prints the table. */
static void read_rows_from(FormReader *reader, const JsonNode *node, TableForm *table) {
    if (!node)
        return;
    Path *path = ARENA_NEW(reader->arena, Path);
    if (path && form_path(reader, node, path))
        table->rows_from = path;
    if (table->panel_count > 0)
        report_idle(reader, json_ref(node), "rows-from");
}

static void read_table(FormReader *reader, const JsonNode *node, const JsonNode *const *defaults, TableForm *table,
                       size_t before) {
    const JsonNode *found[TABLE_KEY_COUNT];
    form_object(reader, node, KEYS_TABLE, found);
    for (int key = TABLE_OWN_KEYS; key < TABLE_KEY_COUNT; key++)
        found[key] = found[key] ? found[key] : defaults[key];
    table->source = json_ref(node);
    read_key(reader, found[TABLE_KEY_KEY], table, before);
    read_names(reader, found, table);
    read_table_styles(reader, node, found, table);
    read_strokes(reader, found[TABLE_KEY_RULES], table);
    read_sizes(reader, found, table);
    if (found[TABLE_KEY_COLUMNS])
        form_read_columns(reader, found[TABLE_KEY_COLUMNS], table);
    read_head(reader, found[TABLE_KEY_HEAD], table);
    form_read_kinds(reader, found[TABLE_KEY_KINDS], table);
    read_default_kind(reader, found[TABLE_KEY_DEFAULT_KIND], table);
    read_levels(reader, found[TABLE_KEY_LEVELS], found[TABLE_KEY_TOTAL], table);
    form_read_lead(reader, found[TABLE_KEY_LEAD], table);
    form_read_head_rows(reader, found[TABLE_KEY_HEAD_ROWS], table);
    form_read_fixed_rows(reader, found, table);
    read_rows_from(reader, found[TABLE_KEY_ROWS_FROM], table);
    if (found[TABLE_KEY_ROWS_FROM])
        check_idle_sums(reader, node, table);
    if (table->one_page && !table->page && json_member(node, "one-page"))
        report_idle(reader, json_ref(found[TABLE_KEY_ONE_PAGE]), "one-page");
    table->optional = json_bool(found[TABLE_KEY_OPTIONAL], false);
    read_empty(reader, found[TABLE_KEY_EMPTY], table);
    table->above = form_read_lines(reader, found[TABLE_KEY_ABOVE], table, &table->above_count);
    if (found[TABLE_KEY_BELOW])
        table->below = form_read_lines(reader, found[TABLE_KEY_BELOW], table, &table->below_count);
}

/* Lists of fixed rows are read where a table uses them; here only that they are arrays. */
static void check_row_lists(FormReader *reader) {
    if (!reader->row_lists || !form_limit(reader, reader->row_lists, FORM_NAMES_MAX))
        return;
    for (const JsonNode *child = reader->row_lists->first; child; child = child->next)
        json_expect(child, JSON_IS_ARRAY, reader->diags);
}

void form_read_tables(FormReader *reader, const JsonNode *node) {
    const JsonNode *defaults[TABLE_KEY_COUNT] = {NULL};
    if (reader->defaults)
        form_object(reader, reader->defaults, KEYS_TABLE_DEFAULTS, defaults + TABLE_OWN_KEYS);
    check_row_lists(reader);
    if (!node || !form_limit(reader, node, FORM_NAMES_MAX))
        return;
    TableForm *tables = ARENA_ARRAY(reader->arena, TableForm, node->count);
    size_t count = 0;
    reader->form->tables = tables;
    for (const JsonNode *child = node->first; tables && child; child = child->next, count++)
        read_table(reader, child, defaults, &tables[count], count);
    reader->form->table_count = count;
}
