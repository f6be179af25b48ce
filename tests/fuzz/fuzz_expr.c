/*
 * Any bytes as expressions, one a line, over the figures of the small report: a fault is told once and where it is, and
 * what is no fault prints. What the form's check of types lets pass is of that type in the report.
 */
#include <stdlib.h>
#include <string.h>

#include "figures/pieces.h"
#include "form/form_types.h"
#include "fuzz.h"

static struct {
    Arena *arena;
    DiagList *diags;
    Figures *figures;
    const Form *form;
} shop;

static void close_shop(void) {
    diag_list_free(shop.diags);
    arena_free(shop.arena);
}

static void open_shop(void) {
    shop.arena = arena_new();
    shop.diags = diag_list_new();
    shop.form = form_read(shop.arena, SOURCE_DIR "/tests/fixtures/tiny-form.json", shop.diags);
    const JsonDoc *doc = json_doc_read(shop.arena, SOURCE_DIR "/tests/fixtures/tiny-report.json", shop.diags);
    const Report *report = shop.form && doc ? report_read(shop.arena, doc, shop.form, shop.diags) : NULL;
    shop.figures = report ? figures_make(shop.arena, report, shop.diags) : NULL;
    atexit(close_shop);
    if (!shop.figures)
        abort();
    for (size_t i = 0; i < shop.form->table_count; i++) /* kept in the shop's memory, not in a line's */
        figures_levels(shop.figures, &shop.figures->report->tables[i]);
}

/* Kinds of figures that a type may come out as; nothing may stand for anything. */
static bool is_of_type(const Figure *figure, ExprType type) {
    switch (figure->kind) {
    case FIGURE_BLANK: return true;
    case FIGURE_AMOUNT: return type == TYPE_AMOUNT;
    case FIGURE_NUMBER: return type == TYPE_NUMBER || type == TYPE_INTEGER || ratio_sign(figure->number) == 0;
    case FIGURE_TEXT: return type == TYPE_TEXT;
    case FIGURE_DATE: return type == TYPE_DATE;
    case FIGURE_FLAG: return type == TYPE_FLAG;
    case FIGURE_GROUP: return type == TYPE_ROWS || type == TYPE_OTHER;
    }
    return false;
}

static ExprType type_of(Arena *arena, const Expr *expr, DiagList *diags) {
    FormReader reader = {.arena = arena, .diags = diags, .form = (Form *)shop.form};
    Names names[2];
    return form_names_root(&reader, names) ? form_type_of(&reader, &names[1], expr) : TYPE_UNKNOWN;
}

static void try_eval(Arena *arena, const Expr *expr) {
    DiagList *faults = diag_list_new(), *types = diag_list_new();
    Figures figures = *shop.figures;
    Scope scope = scope_report(figures.report);
    Figure figure;
    figures.arena = arena;
    figures.diags = faults;
    bool known = figures_eval(&figures, &scope, expr, &figure);
    if (known == diag_has_errors(faults))
        __builtin_trap();
    ExprType type = type_of(arena, expr, types);
    if (known && !diag_has_errors(types) && type != TYPE_UNKNOWN && !is_of_type(&figure, type))
        __builtin_trap();
    diag_list_free(types);
    diag_list_free(faults);
}

static void try_text(Arena *arena, Str text) {
    DiagList *diags = diag_list_new();
    Figures figures = *shop.figures;
    Scope scope = scope_report(figures.report);
    PieceVec pieces = {0};
    figures.arena = arena;
    figures.diags = diags;
    const Template *template = template_parse(arena, text, SOURCE_NONE, diags);
    bool filled = template && pieces_fill(&figures, &scope, template, /*amounts*/ NULL, &pieces);
    if (filled == diag_has_errors(diags))
        __builtin_trap();
    VEC_FREE(&pieces);
    diag_list_free(diags);
}

static void try_line(Str line) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const Expr *expr = expr_parse_whole(arena, line, SOURCE_NONE, diags);
    if ((expr != NULL) != (diag_count(diags) == 0))
        __builtin_trap();
    if (expr)
        try_eval(arena, expr);
    try_text(arena, line);
    diag_list_free(diags);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    if (!shop.arena)
        open_shop();
    Str rest = {(const char *)bytes, length}, line, tail;
    for (bool more = true; more; rest = tail) {
        more = str_split(rest, '\n', &line, &tail);
        try_line(more ? line : rest);
        if (!more)
            break;
    }
    return 0;
}
