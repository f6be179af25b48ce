#include "figures/pieces.h"

/* The format a value is printed by; false when the name is nobody's. */
static bool format_of(Figures *figures, const TemplatePart *part, const Figure *figure, const Format *amounts,
                      const Format **format) {
    *format = figure->kind == FIGURE_AMOUNT ? amounts : NULL;
    if (!part->format)
        return true;
    *format = form_format(figures->report->form, part->format);
    if (!*format)
        diag_ref(figures->diags, DIAG_FILL_FORMAT, part->expr->source, DIAG_ARGS(part->format));
    return *format != NULL;
}

/* What a fault calls the value: the last name of a path. */
static const char *name_of(const Expr *expr) {
    const Path *path = expr->column.count > 0 ? &expr->column : &expr->path;
    return expr->kind == EXPR_REFERENCE && path->count > 0 ? path->names[path->count - 1]
                                                           : DIAG_BOTH("this value", "此值");
}

static bool fill_value(Figures *figures, const Scope *scope, const TemplatePart *part, const Format *amounts, Buf *text,
                       Figure *figure) {
    const Format *format;
    return figures_eval(figures, scope, part->expr, figure) && format_of(figures, part, figure, amounts, &format) &&
           figure_print(figure, format, name_of(part->expr), part->expr->source, text, figures->diags);
}

static void push_piece(const TemplatePart *part, Str text, const Figure *figure, PieceVec *out) {
    Piece *piece = text.length > 0 ? VEC_PUSH(out) : NULL;
    SourceRef from = figure->source.map ? figure->source : part->expr->source;
    if (piece)
        *piece = (Piece){.text = text, .source = from, .is_value = true, .figure = *figure};
}

/* A text that was put together piece by piece: each number in it is of its own cell. */
static void push_parts(const TemplatePart *part, Str text, const Figure *figure, PieceVec *out) {
    size_t at = 0;
    Figure words = *figure;
    words.parts = NULL;
    words.part_count = 0;
    for (size_t i = 0; i < figure->part_count; i++) {
        const FigurePart *number = &figure->parts[i];
        push_piece(part, (Str){text.text + at, number->from - at}, &words, out);
        push_piece(part, (Str){text.text + number->from, number->to - number->from}, &number->figure, out);
        at = number->to;
    }
    push_piece(part, (Str){text.text + at, text.length - at}, &words, out);
}

static void push_value(Figures *figures, const TemplatePart *part, const Buf *printed, const Figure *figure,
                       PieceVec *out) {
    const char *copy = arena_strndup(figures->arena, printed->bytes, printed->length);
    if (!copy)
        return;
    const Str text = {copy, printed->length};
    if (figure->part_count > 0 && str_equal(text, figure->text))
        push_parts(part, text, figure, out);
    else
        push_piece(part, text, figure, out);
}

bool pieces_fill(Figures *figures, const Scope *scope, const Template *text, const Format *amounts, PieceVec *out) {
    bool good = true;
    Buf value = {0};
    for (size_t i = 0; text && i < text->count; i++) {
        const TemplatePart *part = &text->parts[i];
        Figure figure;
        if (!part->is_value) {
            Piece *piece = part->text.length ? VEC_PUSH(out) : NULL;
            if (piece)
                *piece = (Piece){.text = part->text, .source = source_within(text->source, part->at)};
            continue;
        }
        value.length = 0;
        good &= fill_value(figures, scope, part, amounts, &value, &figure);
        if (value.length > 0)
            push_value(figures, part, &value, &figure, out);
    }
    if (out->failed || buf_failed(&value))
        arena_fail(figures->arena);
    buf_free(&value);
    return good;
}
