/*
 * Paths: every {{path}} of a form leads to something the report will have, and every format fits what it prints.
 *
 * What a path may name depends on where it is printed: a loop's item inside of the loop, table.title around a table,
 * page in a folio. So the story is walked with the names that are known at each place, innermost first; a table's
 * texts are checked where the story prints it. All of it happens before any data is seen.
 */
#include "form/form_read.h"

#include <stdio.h>
#include <string.h>

/* What a loop over an unknown path binds: anything below it is let pass, its path has been reported. */
#define FIELD_ANYTHING ((FieldType)(FIELD_RECORD + 1))

/* Names known at a place, innermost first. */
typedef struct Names {
    const struct Names *outer;
    const Field *fields;
    size_t count;
} Names;

typedef struct Checker {
    FormReader *reader;
    DiagList *diags;
    const Form *form;
    Names data, root; /* the outermost two */
    bool *printed;    /* by table: the story prints it */
} Checker;

/* ---- names built in ------------------------------------------------------------------------------------- */

static const Field organ_fields[] = {{.key = "name"}, {.key = "short"}, {.key = "code"}};
static const Field year_fields[] = {{.key = "last", .type = FIELD_INTEGER}};
static const Field form_fields[] = {{.key = "title"}, {.key = "name"}};
static const Field loop_fields[] = {{.key = "index", .type = FIELD_INTEGER}, {.key = "count", .type = FIELD_INTEGER}};
static const Field table_fields[] = {{.key = "label"}, {.key = "unit"}, {.key = "title"}};
enum { TABLE_FIELDS_WITHOUT_TITLE = 2, TABLE_FIELDS = 3 };

static const Field page_names[] = {{.key = "page"}, {.key = "pages"}};

enum { ROOT_ORGAN, ROOT_YEAR, ROOT_DATE, ROOT_FORM, ROOT_DATA, ROOT_TABLES, ROOT_COUNT };
/* Names of places that come and go; data fields and loops keep off them all the same. */
static const char *const passing_names[] = {"table", "loop", "page", "pages", "n"};
enum { PASSING_COUNT = sizeof passing_names / sizeof *passing_names };

/* tables.KEY: has the data anything for it? Tables over lists of the data are asked for by their list. */
static const Field *table_flags(FormReader *reader, size_t *count) {
    const Form *form = reader->form;
    Field *flags = ARENA_ARRAY(reader->arena, Field, form->table_count);
    *count = 0;
    for (size_t i = 0; flags && i < form->table_count; i++)
        if (!form->tables[i].rows_from)
            flags[(*count)++] = (Field){.key = form->tables[i].key, .type = FIELD_FLAG};
    return flags;
}

static void build_root(Checker *checker) {
    const Form *form = checker->form;
    Field *root = ARENA_ARRAY(checker->reader->arena, Field, ROOT_COUNT);
    if (!root)
        return;
    root[ROOT_ORGAN] = (Field){.key = "organ", .type = FIELD_RECORD, .fields = organ_fields, .field_count = 3};
    root[ROOT_YEAR] = (Field){.key = "year", .type = FIELD_INTEGER, .fields = year_fields, .field_count = 1};
    root[ROOT_DATE] = (Field){.key = "date", .type = FIELD_DATE};
    root[ROOT_FORM] = (Field){.key = "form", .type = FIELD_RECORD, .fields = form_fields, .field_count = 2};
    root[ROOT_DATA] =
        (Field){.key = "data", .type = FIELD_RECORD, .fields = form->data, .field_count = form->data_count};
    root[ROOT_TABLES] = (Field){.key = "tables", .type = FIELD_RECORD};
    root[ROOT_TABLES].fields = table_flags(checker->reader, &root[ROOT_TABLES].field_count);
    checker->data = (Names){.outer = NULL, .fields = form->data, .count = form->data_count};
    checker->root = (Names){.outer = &checker->data, .fields = root, .count = ROOT_COUNT};
}

/* ---- looking up ----------------------------------------------------------------------------------------- */

static const Field *find_field(const Field *fields, size_t count, const char *name) {
    int index = form_find(fields, count, sizeof *fields, name);
    return index < 0 ? NULL : &fields[index];
}

static const Field *find_name(const Names *names, const char *name) {
    for (; names; names = names->outer) {
        const Field *field = find_field(names->fields, names->count, name);
        if (field)
            return field;
    }
    return NULL;
}

/* All names of a place in one array, for the suggestion. */
static void unknown_first_name(Checker *checker, const Names *names, const Path *path) {
    size_t count = 0, at = 0;
    for (const Names *n = names; n; n = n->outer)
        count += n->count;
    const char **all = ARENA_ARRAY(checker->reader->arena, const char *, count);
    for (const Names *n = names; all && n; n = n->outer)
        for (size_t i = 0; i < n->count; i++)
            all[at++] = n->fields[i].key;
    form_unknown(checker->reader, DIAG_FORM_PATH, path->source, path->names[0], all, at, sizeof *all);
}

static bool has_fields(const Field *field) {
    return field->type == FIELD_RECORD || (field->type != FIELD_LIST && field->field_count > 0);
}

/* What the path leads to, or NULL: with a fault, or below what a faulty loop binds. */
static const Field *look_up(Checker *checker, const Names *names, const Path *path) {
    if (path->count == 0)
        return NULL; /* reported when it was read */
    const Field *field = find_name(names, path->names[0]);
    if (!field)
        unknown_first_name(checker, names, path);
    for (int i = 1; field && i < path->count; i++) {
        const Field *above = field;
        if (above->type == FIELD_ANYTHING)
            return NULL;
        if (!has_fields(above)) {
            diag_ref(checker->diags, DIAG_FORM_PATH_BELOW, path->source,
                     DIAG_ARGS(path_text(checker->reader->arena, path), path->names[i - 1]));
            return NULL;
        }
        field = find_field(above->fields, above->field_count, path->names[i]);
        if (!field)
            form_unknown(checker->reader, DIAG_FORM_PATH, path->source, path->names[i], above->fields,
                         above->field_count, sizeof *above->fields);
    }
    return field && field->type != FIELD_ANYTHING ? field : NULL;
}

/* ---- templates ------------------------------------------------------------------------------------------ */

static bool can_print(FieldType type) { return type <= FIELD_DATE; }

static bool format_fits(const Format *format, FieldType type) {
    switch (format->kind) {
    case FORMAT_AMOUNT: return type == FIELD_AMOUNT;
    case FORMAT_DATE: return type == FIELD_DATE;
    case FORMAT_PLAIN: return can_print(type);
    case FORMAT_CHINESE_NUMBER:
    case FORMAT_UPPER_ROMAN:
    case FORMAT_LOWER_ROMAN:
    case FORMAT_CIRCLED: return type == FIELD_INTEGER;
    }
    return false;
}

static void check_value(Checker *checker, const Names *names, const TemplatePart *part) {
    FormReader *reader = checker->reader;
    const Form *form = checker->form;
    const Field *field = look_up(checker, names, &part->path);
    const Format *format = part->format ? form_format(form, part->format) : NULL;
    if (part->format && !format)
        form_unknown(reader, DIAG_FORM_UNKNOWN_FORMAT, part->path.source, part->format, form->formats,
                     form->format_count, sizeof *form->formats);
    if (!field)
        return;
    if (!can_print(field->type))
        diag_ref(checker->diags, DIAG_FORM_PATH_NO_VALUE, part->path.source,
                 DIAG_ARGS(path_text(reader->arena, &part->path)));
    else if (format && !format_fits(format, field->type))
        diag_ref(checker->diags, DIAG_FORM_FORMAT_FITS, part->path.source,
                 DIAG_ARGS(part->format, path_text(reader->arena, &part->path)));
}

static void check_template(Checker *checker, const Names *names, const Template *template) {
    for (size_t i = 0; template && i < template->count; i++)
        if (template->parts[i].is_value)
            check_value(checker, names, &template->parts[i]);
}

/* ---- tables --------------------------------------------------------------------------------------------- */

static void check_columns(Checker *checker, const Names *names, const Column *columns, size_t count) {
    for (size_t i = 0; i < count; i++) {
        check_template(checker, names, columns[i].title);
        check_columns(checker, names, columns[i].columns, columns[i].column_count);
    }
}

static void check_line(Checker *checker, const Names *names, const TableLine *line) {
    check_template(checker, names, line->left);
    check_template(checker, names, line->center);
    check_template(checker, names, line->right);
}

static void check_fixed(Checker *checker, const Names *names, const TableForm *table, const FixedRow *rows,
                        size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t leaf = 0; rows[i].cells && leaf < table->leaf_count; leaf++)
            check_template(checker, names, rows[i].cells[leaf]);
}

static bool has_column(const Field *record, const Field *column) {
    const Field *field = find_field(record->fields, record->field_count, column->key);
    return field && field->type == column->type;
}

/* The list's records must have a field for every column, of the column's type. */
static void check_rows_from(Checker *checker, const Names *names, const TableForm *table) {
    Arena *arena = checker->reader->arena;
    const Field *list = look_up(checker, names, table->rows_from);
    if (!list)
        return;
    if (list->type != FIELD_LIST || !list->fields || list->fields[0].type != FIELD_RECORD) {
        diag_ref(checker->diags, DIAG_FORM_PATH_NO_LIST, table->rows_from->source,
                 DIAG_ARGS(path_text(arena, table->rows_from)));
        return;
    }
    for (size_t i = 0; table->row_fields && i < table->leaf_count; i++)
        if (!has_column(&list->fields[0], &table->row_fields[i]))
            diag_ref(checker->diags, DIAG_FORM_ROWS_FIELD, table->row_fields[i].source,
                     DIAG_ARGS(table->row_fields[i].key, path_text(arena, table->rows_from)));
}

static void check_column_formats(Checker *checker, const TableForm *table) {
    for (size_t i = 0; table->row_fields && i < table->leaf_count; i++) {
        const Format *format = table->leaves[i]->format;
        if (format && !format_fits(format, table->row_fields[i].type))
            diag_ref(checker->diags, DIAG_FORM_FORMAT_FITS, table->leaves[i]->source,
                     DIAG_ARGS(format->name, table->row_fields[i].key));
    }
    if (table->format && !format_fits(table->format, FIELD_AMOUNT))
        diag_ref(checker->diags, DIAG_FORM_FORMAT_FITS, table->source, DIAG_ARGS(table->format->name, table->key));
}

static void check_lead(Checker *checker, const Names *names, const LeadRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < rows[i].cell_count; c++)
            check_template(checker, names, rows[i].cells[c].text);
}

/* `names` are those of the place in the story. */
static void check_table(Checker *checker, const Names *outer, const TableForm *table) {
    Field own = {
        .key = "table", .type = FIELD_RECORD, .fields = table_fields, .field_count = TABLE_FIELDS_WITHOUT_TITLE};
    Names names = {.outer = outer, .fields = &own, .count = 1};
    check_template(checker, &names, table->title);
    own.field_count = TABLE_FIELDS;
    check_template(checker, &names, table->contents);
    check_columns(checker, &names, table->columns, table->column_count);
    check_column_formats(checker, table);
    check_lead(checker, &names, table->lead, table->lead_count);
    check_lead(checker, &names, table->head_rows, table->head_row_count);
    for (size_t i = 0; i < table->panel_count; i++)
        check_fixed(checker, &names, table, table->panels[i].rows, table->panels[i].row_count);
    check_fixed(checker, &names, table, table->top, table->top_count);
    check_fixed(checker, &names, table, table->foot, table->foot_count);
    for (size_t i = 0; i < table->above_count; i++)
        check_line(checker, &names, &table->above[i]);
    for (size_t i = 0; i < table->below_count; i++)
        check_line(checker, &names, &table->below[i]);
    if (table->rows_from)
        check_rows_from(checker, outer, table);
}

/* ---- the story ------------------------------------------------------------------------------------------ */

static void check_story(Checker *checker, const Names *names, const Story *story, size_t count);

static bool is_passing(const char *name) {
    for (size_t i = 0; i < PASSING_COUNT; i++)
        if (strcmp(passing_names[i], name) == 0)
            return true;
    return false;
}

/* The names inside of a loop: its item and the loop itself. Two fields in `inner`. */
static Names loop_names(Checker *checker, const Names *outer, const Story *story, Field inner[2]) {
    const Field *list = look_up(checker, outer, &story->path);
    if (list && list->type != FIELD_LIST) {
        diag_ref(checker->diags, DIAG_FORM_PATH_NO_LIST, story->path.source,
                 DIAG_ARGS(path_text(checker->reader->arena, &story->path)));
        list = NULL;
    }
    if (find_name(outer, story->as) || is_passing(story->as))
        diag_ref(checker->diags, DIAG_FORM_NAME_TAKEN, story->source, DIAG_ARGS(story->as));
    inner[0] = list && list->fields ? list->fields[0] : (Field){.type = FIELD_ANYTHING};
    inner[0].key = story->as;
    inner[1] = (Field){.key = "loop", .type = FIELD_RECORD, .fields = loop_fields, .field_count = 2};
    return (Names){.outer = outer, .fields = inner, .count = 2};
}

static void check_test(Checker *checker, const Names *names, const Test *test) {
    if (test->kind == TEST_PRESENT)
        look_up(checker, names, &test->path);
    for (size_t i = 0; i < test->count; i++)
        check_test(checker, names, &test->tests[i]);
}

static void check_blocks_path(Checker *checker, const Names *names, const Story *story) {
    const Field *field = look_up(checker, names, &story->path);
    if (field && field->type != FIELD_BLOCKS)
        diag_ref(checker->diags, DIAG_FORM_PATH_NO_BLOCKS, story->path.source,
                 DIAG_ARGS(path_text(checker->reader->arena, &story->path)));
}

/* What has its own names inside: loops, and tables. */
static void check_inside(Checker *checker, const Names *names, const Story *story) {
    Field inner[2];
    Names loop = *names;
    if (story->kind == STORY_EACH || story->kind == STORY_LIST)
        loop = loop_names(checker, names, story, inner);
    check_template(checker, &loop, story->text);
    check_template(checker, &loop, story->label);
    check_story(checker, &loop, story->then, story->then_count);
    check_story(checker, names, story->otherwise, story->otherwise_count);
    if (story->kind == STORY_TABLE && story->table) {
        checker->printed[story->table - checker->form->tables] = true;
        check_table(checker, names, story->table);
    }
}

static void check_story(Checker *checker, const Names *names, const Story *story, size_t count) {
    for (size_t i = 0; i < count; i++) {
        check_template(checker, names, story[i].lead);
        check_template(checker, names, story[i].contents);
        check_template(checker, names, story[i].organ);
        check_template(checker, names, story[i].date);
        if (story[i].line)
            check_line(checker, names, story[i].line);
        if (story[i].test)
            check_test(checker, names, story[i].test);
        if (story[i].kind == STORY_BLOCKS)
            check_blocks_path(checker, names, &story[i]);
        check_inside(checker, names, &story[i]);
    }
}

/* A field of the data may be named right away, so it must not be named like what is built in. */
static void check_data_names(Checker *checker) {
    const Names built_in = {.fields = checker->root.fields, .count = checker->root.count};
    for (size_t i = 0; i < checker->form->data_count; i++) {
        const Field *field = &checker->form->data[i];
        if (find_name(&built_in, field->key) || is_passing(field->key))
            diag_ref(checker->diags, DIAG_FORM_NAME_TAKEN, field->source, DIAG_ARGS(field->key));
    }
}

static void check_pages(Checker *checker) {
    const Names names = {.outer = &checker->root, .fields = page_names, .count = 2};
    for (size_t i = 0; i < checker->form->page_count; i++) {
        const PageMaster *page = &checker->form->pages[i];
        if (page->folio)
            check_template(checker, &names, page->folio->text);
        if (page->head)
            check_template(checker, &names, page->head->text);
    }
}

void form_check_paths(FormReader *reader) {
    const Form *form = reader->form;
    Checker checker = {.reader = reader, .diags = reader->diags, .form = form};
    checker.printed = ARENA_ARRAY(reader->arena, bool, form->table_count);
    build_root(&checker);
    if (arena_failed(reader->arena))
        return;
    check_data_names(&checker);
    check_pages(&checker);
    check_template(&checker, &checker.root, form->document_title);
    check_story(&checker, &checker.root, form->story, form->story_count);
    for (size_t i = 0; i < form->table_count; i++)
        if (!checker.printed[i])
            diag_ref(reader->diags, DIAG_FORM_TABLE_UNUSED, form->tables[i].source, DIAG_ARGS(form->tables[i].key));
}
