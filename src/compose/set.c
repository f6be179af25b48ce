#include "compose/set.h"

/* A line box must hold its em box and a little white. */
#define SET_LEAST_LEADING ((Em)1150)
#define SET_LOOSE_LEADING ((Em)1500)

Len set_pitch(const PageMaster *master, const Style *style) {
    return master->pitch > 0 ? master->pitch : len_from_em(SET_LOOSE_LEADING, style->size);
}

Len set_lines(const PageMaster *master, const Style *style, int thousandths) {
    return len_scale(set_pitch(master, style), thousandths, 1000);
}

static Len leading_of(const PageMaster *master, const Style *style) {
    if (style->leading > 0)
        return style->leading;
    Len pitch = set_pitch(master, style);
    Len least = len_from_em(SET_LEAST_LEADING, style->size);
    return pitch * ((least + pitch - 1) / pitch);
}

static ParaAlign align_of(StyleAlign align) {
    switch (align) {
    case STYLE_JUSTIFY: return ALIGN_JUSTIFY;
    case STYLE_LEFT: return ALIGN_LEFT;
    case STYLE_CENTER: return ALIGN_CENTER;
    case STYLE_RIGHT: return ALIGN_RIGHT;
    case STYLE_DISTRIBUTE: return ALIGN_DISTRIBUTE;
    }
    return ALIGN_LEFT;
}

static PunctStyle punct_of(StylePunct punct) {
    switch (punct) {
    case STYLE_PUNCT_FULL: return PUNCT_STYLE_FULL;
    case STYLE_PUNCT_KAIMING: return PUNCT_STYLE_KAIMING;
    case STYLE_PUNCT_HALF: return PUNCT_STYLE_HALF;
    case STYLE_PUNCT_NONE: return PUNCT_STYLE_NONE;
    }
    return PUNCT_STYLE_FULL;
}

ParaStyle set_para_style(const PageMaster *master, const Style *style) {
    return (ParaStyle){
        .align = align_of(style->align),
        .leading = leading_of(master, style),
        .size = style->size,
        .first_indent = len_from_em(style->first_indent, style->size),
        .left_indent = len_from_em(style->left_indent, style->size),
        .right_indent = len_from_em(style->right_indent, style->size),
        .punct = punct_of(style->punct),
        .grid = style->grid,
        .hang = style->hang,
        .balance = style->balance,
        .no_squeeze = style->no_squeeze,
        .no_gap = style->no_gap,
        .min_last = style->min_last,
    };
}

Len set_measure(const Composer *composer, const PageMaster *master, const Style *style) {
    const Style *body = composer->form->block_styles[0];
    if (master->grid_chars <= 0 || !body || style->align == STYLE_CENTER || style->align == STYLE_DISTRIBUTE)
        return master->area.width;
    Len grid = body->size * master->grid_chars;
    return grid <= master->area.width ? grid : master->area.width;
}

GalleyText set_text_of(const PageMaster *master, const Style *style) {
    ParaStyle para = set_para_style(master, style);
    return (GalleyText){
        .leading = para.leading,
        .baseline = para_baseline(&para),
        .size = style->size,
        .before = style->before + set_lines(master, style, style->before_lines),
        .after = style->after + set_lines(master, style, style->after_lines),
        .on_grid = style->leading == 0 && master->grid_lines > 0 && style->before == 0 && style->before_lines == 0,
        .keep_next = style->keep_next,
        .keep_whole = style->keep_whole,
        .orphans = style->orphans > 0 ? (size_t)style->orphans : 1,
        .widows = style->widows > 0 ? (size_t)style->widows : 1,
    };
}

bool set_part(Composer *composer, GalleyText *text, const ParaStyle *para_style, const TextRun *runs, size_t count,
              Len measure, Len x) {
    size_t errors = composer_errors(composer);
    Para *para = para_make(composer->arena, composer->engine, runs, count, para_style, composer->diags);
    if (!para) {
        composer_not_made(composer, errors);
        return false;
    }
    GalleyPart *part = &text->parts[text->part_count];
    part->lines = para_break(composer->arena, para, measure, &part->count);
    if (!part->lines) {
        arena_fail(composer->arena);
        return false;
    }
    part->x = x;
    text->part_count++;
    if (part->count > text->count)
        text->count = part->count;
    return true;
}

bool set_paragraph(Composer *composer, const PageMaster *master, const Style *style, const TextRun *runs, size_t count,
                   GalleyText *text) {
    ParaStyle para = set_para_style(master, style);
    *text = set_text_of(master, style);
    return set_part(composer, text, &para, runs, count, set_measure(composer, master, style), /*x*/ 0);
}
