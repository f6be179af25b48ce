#include "form/form_names.h"

#include <string.h>

static const Field organ_fields[] = {{.key = "name"}, {.key = "short"}, {.key = "code"}, {.key = "parent"}};
static const Field year_fields[] = {{.key = "last", .type = FIELD_INTEGER}};
static const Field form_fields[] = {{.key = "title"}, {.key = "name"}};

const Field form_loop_names[2] = {{.key = "index", .type = FIELD_INTEGER}, {.key = "count", .type = FIELD_INTEGER}};
const Field form_table_names[3] = {{.key = "label"}, {.key = "unit"}, {.key = "title"}};
const Field form_page_names[2] = {{.key = "page"}, {.key = "pages"}};
const Field form_number_names[1] = {{.key = "n", .type = FIELD_INTEGER}};

enum { ROOT_ORGAN, ROOT_YEAR, ROOT_DATE, ROOT_FORM, ROOT_DATA, ROOT_TABLES, ROOT_COUNT };
static const char *const passing_names[] = {"table", "loop", "page", "pages", "n"};
enum { PASSING_COUNT = sizeof passing_names / sizeof *passing_names };

bool form_names_passing(const char *name) {
    for (size_t i = 0; i < PASSING_COUNT; i++)
        if (strcmp(passing_names[i], name) == 0)
            return true;
    return false;
}

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

bool form_names_root(FormReader *reader, Names names[2]) {
    const Form *form = reader->form;
    Field *root = ARENA_ARRAY(reader->arena, Field, ROOT_COUNT);
    if (!root)
        return false;
    root[ROOT_ORGAN] = (Field){.key = "organ", .type = FIELD_RECORD, .fields = organ_fields, .field_count = 4};
    root[ROOT_YEAR] = (Field){.key = "year", .type = FIELD_INTEGER, .fields = year_fields, .field_count = 1};
    root[ROOT_DATE] = (Field){.key = "date", .type = FIELD_DATE};
    root[ROOT_FORM] = (Field){.key = "form", .type = FIELD_RECORD, .fields = form_fields, .field_count = 2};
    root[ROOT_DATA] =
        (Field){.key = "data", .type = FIELD_RECORD, .fields = form->data, .field_count = form->data_count};
    root[ROOT_TABLES] = (Field){.key = "tables", .type = FIELD_RECORD};
    root[ROOT_TABLES].fields = table_flags(reader, &root[ROOT_TABLES].field_count);
    names[0] = (Names){.fields = form->data, .count = form->data_count};
    names[1] = (Names){.outer = &names[0], .fields = root, .count = ROOT_COUNT};
    return !arena_failed(reader->arena);
}

static const Field *find_field(const Field *fields, size_t count, const char *name) {
    int index = form_find(fields, count, sizeof *fields, name);
    return index < 0 ? NULL : &fields[index];
}

const Field *form_names_find(const Names *names, const char *name) {
    for (; names; names = names->outer) {
        const Field *field = find_field(names->fields, names->count, name);
        if (field)
            return field;
    }
    return NULL;
}

const TableForm *form_names_table(const Names *names) {
    while (names && !names->table)
        names = names->outer;
    return names ? names->table : NULL;
}

/* All names of a place in one array, for the suggestion. */
static void unknown_first_name(FormReader *reader, const Names *names, const Path *path) {
    size_t count = 0, at = 0;
    for (const Names *n = names; n; n = n->outer)
        count += n->count;
    const char **all = ARENA_ARRAY(reader->arena, const char *, count);
    for (const Names *n = names; all && n; n = n->outer)
        for (size_t i = 0; i < n->count; i++)
            all[at++] = n->fields[i].key;
    form_unknown(reader, DIAG_FORM_PATH, path->source, path->names[0], all, at, sizeof *all);
}

static bool has_fields(const Field *field) {
    return field->type == FIELD_RECORD || (field->type != FIELD_LIST && field->field_count > 0);
}

const Field *form_names_look_up(FormReader *reader, const Names *names, const Path *path) {
    if (path->count == 0)
        return NULL; /* reported when it was read */
    const Field *field = form_names_find(names, path->names[0]);
    const TableForm *table = field ? NULL : form_table(reader->form, path->names[0]);
    if (table && !table->rows_from) /* the rows of one over a list are the list's */
        diag_ref(reader->diags, DIAG_EXPR_ROWS_NEEDED, path->source, DIAG_ARGS(path->names[0]));
    else if (!field)
        unknown_first_name(reader, names, path);
    for (int i = 1; field && i < path->count; i++) {
        const Field *above = field;
        if (above->type == FIELD_ANYTHING)
            return NULL;
        if (!has_fields(above)) {
            diag_ref(reader->diags, DIAG_FORM_PATH_BELOW, path->source,
                     DIAG_ARGS(path_text(reader->arena, path), path->names[i - 1]));
            return NULL;
        }
        field = find_field(above->fields, above->field_count, path->names[i]);
        if (!field)
            form_unknown(reader, DIAG_FORM_PATH, path->source, path->names[i], above->fields, above->field_count,
                         sizeof *above->fields);
    }
    return field && field->type != FIELD_ANYTHING ? field : NULL;
}
