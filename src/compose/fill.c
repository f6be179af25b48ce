#include "compose/fill.h"

#include <string.h>

#include "compose/cell_links.h"

#define ZERO_WIDTH_SPACE "\xE2\x80\x8B"

Ink ink_of(const Composer *composer, const Style *style, TagId tag) {
    return (Ink){.role = composer_role(composer, style->font),
                 .size = style->size,
                 .color = composer_color(style),
                 .tag = tag,
                 .balanced = style->balance};
}

void fill_add(RunVec *runs, Str text, Ink ink, SourceRef source) {
    if (text.length == 0)
        return;
    TextRun *run = VEC_PUSH(runs);
    if (run)
        *run = (TextRun){.kind = TEXT_RUN,
                         .text = text,
                         .role = ink.role,
                         .size = ink.size,
                         .color = ink.color,
                         .tag = ink.tag,
                         .link = ink.link,
                         .source = source};
}

/* A name filled into a title is a part of its sense: the title is broken behind it rather than within it. */
static bool ends_a_name(const PieceVec *pieces, size_t i) {
    return pieces->items[i].is_value && pieces->items[i].figure.kind == FIGURE_TEXT && i + 1 < pieces->count;
}

bool fill_runs(Composer *composer, const Template *text, const Scope *scope, const Format *amounts, Ink ink,
               RunVec *runs) {
    PieceVec pieces = {0};
    bool good = !text || pieces_fill(composer->figures, scope, text, amounts, &pieces);
    for (size_t i = 0; i < pieces.count; i++) {
        const Piece *piece = &pieces.items[i];
        Ink own = ink;
        if (ink.links && piece->is_value)
            own.link = cell_links_number(composer, &piece->figure);
        fill_add(runs, piece->text, own, piece->source);
        if (ink.balanced && ends_a_name(&pieces, i))
            fill_add(runs, STR(ZERO_WIDTH_SPACE), ink, piece->source);
    }
    VEC_FREE(&pieces);
    if (runs->failed)
        arena_fail(composer->arena);
    return good;
}

bool fill_text(Composer *composer, const Template *text, const Scope *scope, Str *out) {
    RunVec runs = {0};
    bool good = fill_runs(composer, text, scope, NULL, (Ink){0}, &runs);
    for (size_t i = 0; i < runs.count; i++)
        buf_push(&composer->text, runs.items[i].text.text, runs.items[i].text.length);
    VEC_FREE(&runs);
    *out = composer_take_text(composer);
    return good;
}

static void push_title(Buf *out, Str text) {
    size_t mark = strlen(ZERO_WIDTH_SPACE);
    for (size_t i = 0; i < text.length; i++) {
        if (text.length - i >= mark && memcmp(text.text + i, ZERO_WIDTH_SPACE, mark) == 0)
            i += mark - 1;
        else if (text.text[i] != '\n')
            buf_char(out, text.text[i]);
    }
}

const char *fill_title(Composer *composer, const TextRun *runs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (runs[i].kind == TEXT_RUN)
            push_title(&composer->text, runs[i].text);
    return composer_take_text(composer).text;
}
