#include "compose/fill.h"

#include <string.h>

#include "figures/quote.h"

#define ZERO_WIDTH_SPACE "\xE2\x80\x8B"

Ink ink_of(const Composer *composer, const Style *style, TagId tag) {
    return (Ink){composer_role(composer, style->font), style->size, composer_color(style), tag, TAG_ID_ARTIFACT};
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

/* The format a value is printed by; false when the name is nobody's. */
static bool part_format(Composer *composer, const TemplatePart *part, const Value *value, const Format *amounts,
                        const Format **format) {
    *format = value->kind == VALUE_AMOUNT ? amounts : NULL;
    if (!part->format)
        return true;
    *format = form_format(composer->form, part->format);
    if (!*format)
        diag_ref(composer->diags, DIAG_FILL_FORMAT, part->path.source, DIAG_ARGS(part->format));
    return *format != NULL;
}

/* Leaves the text of one value in composer->text, its place in *source. */
static bool part_value(Composer *composer, const TemplatePart *part, const Scope *scope, const Format *amounts,
                       SourceRef *source) {
    ScopeValue found;
    const Format *format;
    if (!scope_lookup(composer->arena, scope, &part->path, &found, composer->diags) ||
        !part_format(composer, part, &found.value, amounts, &format))
        return false;
    *source = found.value.source.map ? found.value.source : part->path.source;
    const char *name = part->path.names[part->path.count - 1];
    return quote_value(&found.value, format, name, part->path.source, &composer->text, composer->diags);
}

bool fill_runs(Composer *composer, const Template *text, const Scope *scope, const Format *amounts, Ink ink,
               RunVec *runs) {
    bool good = true;
    for (size_t i = 0; text && i < text->count; i++) {
        const TemplatePart *part = &text->parts[i];
        SourceRef source = text->source;
        if (!part->is_value) {
            fill_add(runs, part->text, ink, source_within(source, part->at));
            continue;
        }
        good &= part_value(composer, part, scope, amounts, &source);
        fill_add(runs, composer_take_text(composer), ink, source);
    }
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
