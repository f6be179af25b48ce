/*
 * Names: every path and expression of a form leads to something the report will have, and every format fits what it
 * prints.
 *
 * The story is walked with the names that are known at each place, innermost first; a table's texts are checked where
 * the story prints it, its computed cells and the form's checks by themselves. All of it happens before any data is
 * seen.
 */
#include <string.h>

#include "form/form_types.h"

typedef struct Checker {
    FormReader *reader;
    DiagList *diags;
    const Form *form;
    Names root[2]; /* of the report itself, the data's fields first */
    bool *printed; /* by table: the story prints it */
} Checker;

enum { TABLE_FIELDS_WITHOUT_TITLE = 2, TABLE_FIELDS = 3 };

/* ---- templates ------------------------------------------------------------------------------------------ */

/* What a value is called in a fault: its path, or the format's name alone says where. */
static const char *value_name(FormReader *reader, const Expr *expr) {
    return expr_is_path(expr) ? path_text(reader->arena, &expr->path) : DIAG_BOTH("this value", "此值");
}

static void check_value(Checker *checker, const Names *names, const TemplatePart *part) {
    FormReader *reader = checker->reader;
    ExprType type = form_type_of(reader, names, part->expr);
    const char *value = value_name(reader, part->expr);
    if (type != TYPE_UNKNOWN && !form_type_prints(type)) {
        diag_ref(checker->diags, DIAG_FORM_PATH_NO_VALUE, part->expr->source, DIAG_ARGS(value));
        type = TYPE_UNKNOWN;
    }
    if (part->format)
        form_check_format(reader, part->format, type, part->expr->source, value);
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
    int at = form_find(record->fields, record->field_count, sizeof *record->fields, column->key);
    return at >= 0 && record->fields[at].type == column->type;
}

/* The list's records must have a field for every column, of the column's type. */
static void check_rows_from(Checker *checker, const Names *names, const TableForm *table) {
    Arena *arena = checker->reader->arena;
    const Field *list = form_names_look_up(checker->reader, names, table->rows_from);
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
        if (format && !form_format_fits(format, form_type_of_field(table->row_fields[i].type)))
            diag_ref(checker->diags, DIAG_FORM_FORMAT_FITS, table->leaves[i]->source,
                     DIAG_ARGS(format->name, table->row_fields[i].key));
    }
    if (table->format && !form_format_fits(table->format, TYPE_AMOUNT))
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
        .key = "table", .type = FIELD_RECORD, .fields = form_table_names, .field_count = TABLE_FIELDS_WITHOUT_TITLE};
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

/* The names inside of a loop: its item and the loop itself. Two fields in `inner`. */
static Names loop_names(Checker *checker, const Names *outer, const Story *story, Field inner[2]) {
    const TableForm *table;
    const Field *item = form_items_of(checker->reader, outer, story->list, &table);
    if (form_names_find(outer, story->as) || form_names_passing(story->as))
        diag_ref(checker->diags, DIAG_FORM_NAME_TAKEN, story->source, DIAG_ARGS(story->as));
    inner[0] = item ? *item : (Field){.type = FIELD_ANYTHING};
    inner[0].key = story->as;
    inner[1] = (Field){.key = "loop", .type = FIELD_RECORD, .fields = form_loop_names, .field_count = 2};
    return (Names){.outer = outer, .fields = inner, .count = 2};
}

static void check_test(Checker *checker, const Names *names, const Test *test) {
    if (test->kind == TEST_HOLDS)
        form_type_of(checker->reader, names, test->expr);
    for (size_t i = 0; i < test->count; i++)
        check_test(checker, names, &test->tests[i]);
}

static void check_blocks_path(Checker *checker, const Names *names, const Story *story) {
    const Field *field = form_names_look_up(checker->reader, names, &story->path);
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

/* ---- computed cells and checks -------------------------------------------------------------------------- */

/* What a cell is where the data leaves it out must be of the column's type. */
static void check_cell_value(Checker *checker, const TableForm *table, size_t leaf, const Expr *value) {
    if (!value || !table->record)
        return;
    const Field *record = table->record;
    Names row = {.outer = &checker->root[1], .fields = record->fields, .count = record->field_count, .table = table};
    ExprType type = form_type_of(checker->reader, &row, value);
    ExprType wanted = form_type_of_field(table->row_fields[leaf].type);
    bool fits = type == wanted || (wanted == TYPE_NUMBER && type == TYPE_INTEGER);
    if (type != TYPE_UNKNOWN && !fits)
        diag_ref(checker->diags, DIAG_FORM_VALUE_TYPE, value->source, DIAG_ARGS(table->row_fields[leaf].key));
}

static void check_fixed_values(Checker *checker, const TableForm *table, const FixedRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t leaf = 0; rows[i].values && leaf < table->leaf_count; leaf++)
            check_cell_value(checker, table, leaf, rows[i].values[leaf]);
}

static void check_values(Checker *checker, const TableForm *table) {
    for (size_t leaf = 0; table->row_fields && leaf < table->leaf_count; leaf++)
        check_cell_value(checker, table, leaf, table->leaves[leaf]->value);
    check_fixed_values(checker, table, table->top, table->top_count);
    check_fixed_values(checker, table, table->foot, table->foot_count);
    for (size_t i = 0; i < table->panel_count; i++)
        check_fixed_values(checker, table, table->panels[i].rows, table->panels[i].row_count);
}

/*
 * The names around a relation: those of a report, and before them its row's, whose columns are named right away or as
 * the field `named`. False when its rows are none.
 */
static bool relation_names(FormReader *reader, const Names *root, const FormCheck *check, Field *named, Names *names) {
    const TableForm *table = NULL;
    const Field *item = check->rows ? form_items_of(reader, root, check->rows, &table) : NULL;
    *names = (Names){.outer = root, .table = table};
    *named = item ? *item : (Field){.type = FIELD_ANYTHING};
    if (check->as) {
        named->key = check->as;
        names->fields = named;
        names->count = 1;
    } else if (item && item->type == FIELD_RECORD) {
        names->fields = item->fields;
        names->count = item->field_count;
    }
    return item || !check->rows;
}

static bool is_numeric(ExprType type) { return type >= TYPE_NUMBER && type <= TYPE_AMOUNT; }

static bool is_alike(ExprType a, ExprType b) {
    bool numbers = is_numeric(a) && is_numeric(b) && a != TYPE_AMOUNT && b != TYPE_AMOUNT;
    return a == b || numbers;
}

/* No row is at hand in the other report, though this one's is known by its name. */
static ExprType type_there(FormReader *reader, const Names *names, const FormCheck *check) {
    Names there = *names;
    there.table = NULL;
    return form_type_of(reader, &there, check->test->args[1]);
}

static void check_equation(FormReader *reader, const Names *names, const FormCheck *check) {
    const Expr *const *sides = check->test ? check->test->args : NULL;
    if (!sides)
        return;
    ExprType there = type_there(reader, names, check);
    ExprType here = sides[0] == sides[1] ? there : form_type_of(reader, names, sides[0]);
    bool fits = check->with == CHECK_UNITS ? is_numeric(there) : there <= TYPE_FLAG;
    if (here != TYPE_UNKNOWN && there != TYPE_UNKNOWN && (!fits || !is_alike(here, there)))
        diag_ref(reader->diags, DIAG_FORM_ACROSS_TYPE, sides[1]->source, DIAG_NO_ARGS);
}

static void check_check(Checker *checker, const FormCheck *check) {
    FormReader *reader = checker->reader;
    Field named;
    Names names;
    if (!relation_names(reader, &checker->root[1], check, &named, &names))
        return;
    if (check->as && (form_names_find(&checker->root[1], check->as) || form_names_passing(check->as)))
        diag_ref(checker->diags, DIAG_FORM_NAME_TAKEN, check->source, DIAG_ARGS(check->as));
    if (check->when)
        check_test(checker, &names, check->when);
    if (check->with != CHECK_WITHIN) {
        check_equation(reader, &names, check);
        return;
    }
    ExprType type = form_type_of(reader, &names, check->test);
    if (check->test && type != TYPE_FLAG && type != TYPE_UNKNOWN)
        diag_ref(checker->diags, DIAG_FORM_CHECK_TEST, check->test->source, DIAG_NO_ARGS);
}

bool form_answers(Arena *arena, const Form *other, const Form *form, const FormCheck *check) {
    DiagList *diags = diag_list_new();
    Form ours = *form, theirs = *other; /* readers may write into theirs; nothing here does */
    FormReader here = {.arena = arena, .diags = diags, .form = &ours};
    FormReader there = {.arena = arena, .diags = diags, .form = &theirs};
    Names root[2], other_root[2], names;
    Field named;
    bool answers = form_names_root(&here, root) && form_names_root(&there, other_root) &&
                   relation_names(&here, &root[1], check, &named, &names);
    if (answers) {
        ExprType wanted = type_there(&here, &names, check);
        names.outer = &other_root[1];
        answers = is_alike(type_there(&there, &names, check), wanted);
    }
    answers = answers && !diag_has_errors(diags) && !arena_failed(arena);
    diag_list_free(diags);
    return answers;
}

/* ---- the whole ------------------------------------------------------------------------------------------ */

/* A field of the data may be named right away, so it must not be named like what is built in. */
static void check_data_names(Checker *checker) {
    const Names built_in = {.fields = checker->root[1].fields, .count = checker->root[1].count};
    for (size_t i = 0; i < checker->form->data_count; i++) {
        const Field *field = &checker->form->data[i];
        if (form_names_find(&built_in, field->key) || form_names_passing(field->key))
            diag_ref(checker->diags, DIAG_FORM_NAME_TAKEN, field->source, DIAG_ARGS(field->key));
    }
}

static void check_pages(Checker *checker) {
    const Names names = {.outer = &checker->root[1], .fields = form_page_names, .count = 2};
    for (size_t i = 0; i < checker->form->page_count; i++) {
        const PageMaster *page = &checker->form->pages[i];
        if (page->folio)
            check_template(checker, &names, page->folio->text);
        if (page->head)
            check_template(checker, &names, page->head->text);
    }
}

void form_check_names(FormReader *reader) {
    const Form *form = reader->form;
    Checker checker = {.reader = reader, .diags = reader->diags, .form = form};
    checker.printed = ARENA_ARRAY(reader->arena, bool, form->table_count);
    if (!form_names_root(reader, checker.root))
        return;
    const Names *root = &checker.root[1];
    check_data_names(&checker);
    check_pages(&checker);
    check_template(&checker, root, form->document_title);
    check_story(&checker, root, form->story, form->story_count);
    for (size_t i = 0; i < form->table_count; i++) {
        check_values(&checker, &form->tables[i]);
        if (!checker.printed[i])
            diag_ref(reader->diags, DIAG_FORM_TABLE_UNUSED, form->tables[i].source, DIAG_ARGS(form->tables[i].key));
    }
    for (size_t i = 0; i < form->check_count; i++)
        check_check(&checker, &form->checks[i]);
}
