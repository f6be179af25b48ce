#include "world.h"

#include <stdio.h>
#include <string.h>

#include "figures/pieces.h"
#include "test.h"

#define FORM_START                                                                                                     \
    "{\"form\": \"f\", \"title\": \"样张\", \"styles\": {\"p\": {\"font\": \"song\", \"size\": \"10pt\"}},"          \
    "\"pages\": {\"b\": {\"area\": {\"width\": \"156mm\", \"height\": \"225mm\"},"                                     \
    "\"margins\": {\"top\": \"37mm\", \"inner\": \"28mm\"}}},"                                                         \
    "\"story\": [{\"section\": [{\"space\": \"1pt\"}], \"page\": \"b\"}],"
#define REPORT_START "{\"form\": \"f\", \"organ\": {\"name\": \"某局\"}, \"year\": 2020,"

static const JsonDoc *parse(World *world, const char *name, const char *start, const char *members) {
    const char *text = arena_printf(world->arena, "%s%s}", start, members);
    const JsonDoc *doc = json_doc_parse(world->arena, name, text, strlen(text), world->diags);
    assert_non_null(doc);
    return doc;
}

static void tell(const World *world) {
    Buf text = {0};
    diag_print_all(world->diags, LANGUAGE_EN, &text);
    fprintf(stderr, "%s", text.bytes ? text.bytes : "");
    buf_free(&text);
}

World world_make(const char *form, const char *report) {
    World world = {.arena = arena_new(), .diags = diag_list_new()};
    world.form = form_read_doc(world.arena, parse(&world, "form", FORM_START, form), world.diags);
    const JsonDoc *doc = parse(&world, "report", REPORT_START, report);
    world.report = world.form ? report_read(world.arena, doc, world.form, world.diags) : NULL;
    if (!world.report) {
        tell(&world);
        fail_msg("the form or the report cannot be read");
    }
    diag_list_clear(world.diags); /* the story prints none of the tables */
    world.figures = figures_make(world.arena, world.report, world.diags);
    if (world.figures)
        world.scope = scope_report(world.figures->report);
    return world;
}

World world_good(const char *form, const char *report) {
    World world = world_make(form, report);
    if (!world.figures || diag_count(world.diags) > 0) {
        tell(&world);
        fail_msg("the cells cannot be reckoned");
    }
    return world;
}

void world_free(World *world) {
    diag_list_free(world->diags);
    arena_free(world->arena);
}

/* A document that is this text alone, so that faults have a column. */
static const JsonNode *node_of(World *world, const char *text) {
    Buf json = {0};
    buf_char(&json, '"');
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\')
            buf_char(&json, '\\');
        buf_char(&json, *at);
    }
    buf_text(&json, "\"");
    const char *copy = arena_strndup(world->arena, json.bytes, json.length);
    const JsonDoc *doc = json_doc_parse(world->arena, "text", copy, json.length, world->diags);
    buf_free(&json);
    assert_non_null(doc);
    return json_doc_root(doc);
}

const Expr *world_expr(World *world, const char *text) {
    const JsonNode *node = node_of(world, text);
    return expr_parse_whole(world->arena, node->text, json_ref(node), world->diags);
}

const char *world_print_in(World *world, const Scope *scope, const char *text) {
    const JsonNode *node = node_of(world, arena_printf(world->arena, "{{%s}}", text));
    const Template *template = template_parse(world->arena, node->text, json_ref(node), world->diags);
    PieceVec pieces = {0};
    Buf out = {0};
    bool good = template && pieces_fill(world->figures, scope, template, /*amounts*/ NULL, &pieces);
    for (size_t i = 0; i < pieces.count; i++)
        buf_push(&out, pieces.items[i].text.text, pieces.items[i].text.length);
    const char *printed = good ? arena_strndup(world->arena, out.bytes ? out.bytes : "", out.length) : NULL;
    VEC_FREE(&pieces);
    buf_free(&out);
    return printed;
}

const char *world_print(World *world, const char *text) { return world_print_in(world, &world->scope, text); }

static void push_origin(const Origin *origin, Buf *out) {
    if (!origin->table) {
        buf_text(out, "data");
        return;
    }
    const ReportRow *row = &origin->table->rows[origin->row];
    if (row->row)
        buf_text(out, row->row);
    else
        buf_printf(out, "%u", origin->row);
    buf_printf(out, ".%s", origin->table->form->leaves[origin->leaf]->key);
}

const char *world_origins(World *world, const Figure *figure) {
    Buf out = {0};
    for (size_t i = 0; i < figure->origin_count; i++) {
        buf_text(&out, i ? " " : "");
        push_origin(&figure->origins[i], &out);
    }
    const char *text = arena_strndup(world->arena, out.bytes ? out.bytes : "", out.length);
    buf_free(&out);
    return text;
}

const char *world_cell(World *world, const char *table, uint32_t row, const char *column) {
    const TableForm *form = form_table(world->form, table);
    const ReportTable *data = figures_table(world->figures, form);
    size_t leaf = 0;
    while (strcmp(form->leaves[leaf]->key, column) != 0)
        leaf++;
    assert_true(row < data->row_count);
    Figure figure = figure_of_value(&data->rows[row].cells[leaf], form->row_fields[leaf].type);
    Buf out = {0};
    assert_true(figure_print(&figure, /*format*/ NULL, column, SOURCE_NONE, &out, world->diags));
    if (figure.kind == FIGURE_AMOUNT)
        buf_text(&out, money_unit_name((MoneyUnit)figure.unit));
    const char *text = arena_strndup(world->arena, out.bytes ? out.bytes : "", out.length);
    buf_free(&out);
    return text;
}

/* ---- cases ---------------------------------------------------------------------------------------------- */

static bool fault_is(const World *world, const WorldCase *expected) {
    const Diag *diag = diag_count(world->diags) > 0 ? diag_item(world->diags, 0) : NULL;
    /* Before it stand a quote and two braces. */
    return diag && diag_count(world->diags) == 1 && diag->code == expected->code &&
           (expected->column == 0 || diag->place.column == expected->column + 3);
}

static bool holds(World *world, const WorldCase *expected) {
    diag_list_clear(world->diags);
    const char *printed = world_print(world, expected->text);
    if (!expected->gives && !printed && fault_is(world, expected))
        return true;
    if (expected->gives && printed && strcmp(printed, expected->gives) == 0 && diag_count(world->diags) == 0)
        return true;
    fprintf(stderr, "%s: expected %s", expected->text,
            expected->gives ? expected->gives : diag_code_name(expected->code));
    if (!expected->gives)
        fprintf(stderr, " at %d", expected->column + 3);
    fprintf(stderr, ", printed %s\n", printed ? printed : "nothing");
    tell(world);
    return false;
}

int world_cases(World *world, const WorldCase *cases, size_t count) {
    int bad = 0;
    for (size_t i = 0; i < count; i++)
        bad += holds(world, &cases[i]) ? 0 : 1;
    return bad;
}
