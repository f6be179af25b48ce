#include "form/form_read.h"

#include <string.h>

#include "base/file.h"

static const char *const outputs[] = {"print", "screen", NULL};

static void read_identity(FormReader *reader, const JsonNode *const *found) {
    Form *form = reader->form;
    form->name = form_text(reader, found[TOP_FORM], "");
    form->title = form_text(reader, found[TOP_TITLE], "");
    form->language = form_text(reader, found[TOP_LANGUAGE], "zh-CN");
    form->unit = form_unit(reader, found[TOP_UNIT], MONEY_WAN);
    reader->print = json_choice(found[TOP_OUTPUT], outputs, 1, reader->diags) == 0;
    form->document_title =
        found[TOP_DOCUMENT_TITLE]
            ? form_template(reader, found[TOP_DOCUMENT_TITLE])
            : template_parse(reader->arena, STR("{{organ.name}}{{year}}年部门预算公开"), SOURCE_NONE, reader->diags);
    const char *stem = file_stem(reader->arena, json_doc_path(form->doc));
    if (found[TOP_FORM] && stem && strcmp(stem, form->name) != 0)
        diag_ref(reader->diags, DIAG_FORM_FILE_NAME, json_ref(found[TOP_FORM]), DIAG_ARGS(form->name, stem));
}

/* In this order, so that each part finds the names it refers to. */
static void read_parts(FormReader *reader, const JsonNode *const *found) {
    reader->row_lists = found[TOP_ROW_LISTS];
    reader->defaults = found[TOP_TABLE_DEFAULTS];
    read_identity(reader, found);
    form_read_formats(reader, found[TOP_FORMATS]);
    form_read_styles(reader, found[TOP_STYLES]);
    form_read_pages(reader, found[TOP_PAGES]);
    form_read_data(reader, found[TOP_DATA]);
    form_read_block_styles(reader, found[TOP_BLOCK_STYLES], SOURCE_NONE, reader->form->block_styles, NULL);
    form_read_tables(reader, found[TOP_TABLES]);
    form_read_story(reader, found[TOP_STORY]);
    form_read_checks(reader, found[TOP_CHECKS], found[TOP_ACROSS]);
    reader->form->link_figures = json_bool(found[TOP_LINK_FIGURES], false);
    form_check_names(reader);
}

const Form *form_read_doc(Arena *arena, const JsonDoc *doc, DiagList *diags) {
    const JsonNode *found[TOP_COUNT] = {NULL};
    size_t errors = diag_count_at_least(diags, SEVERITY_ERROR);
    FormReader reader = {.arena = arena, .diags = diags, .form = ARENA_NEW(arena, Form)};
    if (reader.form) {
        reader.form->doc = doc;
        form_object(&reader, json_doc_root(doc), KEYS_TOP, found);
        read_parts(&reader, found);
    }
    if (arena_failed(arena))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return diag_count_at_least(diags, SEVERITY_ERROR) == errors ? reader.form : NULL;
}

const Form *form_read(Arena *arena, const char *path, DiagList *diags) {
    const JsonDoc *doc = json_doc_read(arena, path, diags);
    return doc ? form_read_doc(arena, doc, diags) : NULL;
}
