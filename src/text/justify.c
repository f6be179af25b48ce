#include "text/justify.h"

#include "text/raster.h"

/* An amount dealt out along a line in proportion to weights, without a remainder. */
typedef struct Deal {
    Len amount, weight; /* in all */
    Len seen, dealt;
} Deal;

static Len deal(Deal *d, Len weight) {
    if (!d->amount || !weight)
        return 0;
    d->seen += weight;
    Len share = d->amount * d->seen / d->weight - d->dealt;
    d->dealt += share;
    return share;
}

static Len size_of(const Setting *setting, const Atom *atom) { return setting->para->runs[atom->run].size; }

/* The glue before atom `at` that belongs to the atom itself; dropped at the line's edges as span_of has it. */
static bool keeps_lead(const Span *span, const Atom *atom, size_t at) {
    if (at == span->from && atom->punct == PUNCT_OPEN)
        return false;
    return at + 1 != span->end || atom->punct == PUNCT_OPEN;
}

static void natural_glue(const Setting *setting, const Span *span, Len *glue) {
    for (size_t at = span->from; at < span->end; at++) {
        const Atom *atom = &setting->atoms[at];
        Len before = at > span->from ? atom[-1].trail : 0;
        glue[at - span->from] = before + (keeps_lead(span, atom, at) ? atom->lead : 0);
    }
}

static void shrink_glue(const Setting *setting, Justified *out, Len need) {
    const Span *span = &out->span;
    Deal deals[TIER_COUNT] = {{0}};
    Len left = need;
    for (int tier = TIER_WORD; tier < TIER_COUNT; tier++) {
        deals[tier].weight = span->shrink[tier];
        deals[tier].amount = len_min(left, span->shrink[tier]);
        left -= deals[tier].amount;
    }
    for (size_t at = span->from; at < span->end; at++) {
        const Atom *atom = &setting->atoms[at];
        Len *glue = &out->glue[at - span->from];
        if (at > span->from) {
            Len most = span_trail_shrink(setting->style, &atom[-1], size_of(setting, &atom[-1]));
            *glue -= deal(&deals[atom[-1].trail_tier], most);
        }
        if (keeps_lead(span, atom, at))
            *glue -= deal(&deals[atom->lead_tier], span_lead_shrink(setting->style, atom));
    }
    Len taken = need - left;
    out->width -= taken;
    out->shrink = (int32_t)(taken * 1000 / len_max(span->shrink[TIER_NONE], 1));
}

static int32_t stretch_share(const Setting *setting, const Span *span, const Deal *word, const Deal *gap, Len rest) {
    if (rest > 0 && span->joints)
        return 1000 + (int32_t)len_min(rest / span->joints * 1000 / len_max(setting->style->size, 1), 1000000);
    Len most = span->stretch_word + span->stretch_gap;
    return most ? (int32_t)((word->amount + gap->amount) * 1000 / most) : 0;
}

/* Letters further apart than this are no longer read as words: such a line is left short (beyond A8). */
static Len most_letterspace(const Setting *setting) {
    return setting->style->align == ALIGN_DISTRIBUTE ? TEXT_LEN_MAX : setting->style->size / 2;
}

static bool is_torn(const Setting *setting, const Span *span, Len rest) {
    Len letterspace = rest - span->stretch_word - span->stretch_gap;
    return span->joints && letterspace / span->joints > most_letterspace(setting);
}

static void stretch_glue(const Setting *setting, Justified *out, Len rest) {
    const Span *span = &out->span;
    Deal word = {.amount = len_min(rest, span->stretch_word), .weight = span->stretch_word};
    rest -= word.amount;
    Deal gap = {.amount = len_min(rest, span->stretch_gap), .weight = span->stretch_gap};
    rest -= gap.amount;
    Deal joint = {.amount = span->joints ? rest : 0, .weight = span->joints};
    for (size_t at = span->from + 1; at < span->end; at++) {
        const Atom *before = &setting->atoms[at - 1];
        Len *glue = &out->glue[at - span->from];
        *glue += deal(&word, span_word_stretch(before, size_of(setting, before)));
        *glue += deal(&gap, span_gap_stretch(before));
        *glue += deal(&joint, !(before->flags & ATOM_GLUED));
    }
    out->width += word.amount + gap.amount + joint.amount;
    out->stretch = stretch_share(setting, span, &word, &gap, joint.amount);
    out->rigid = rest > 0 && !span->joints;
}

/* Each group of the raster in the middle of its cells, but flush at the line's start. */
static void raster_glue(const Setting *setting, Justified *out) {
    const Span *span = &out->span;
    size_t end = 0;
    Len pad = 0;
    for (size_t at = span->from; at < span->end; at = end) {
        end = raster_group_end(setting, at, span->end);
        Len slack = raster_width(setting, at, end) - (setting->sums[end].width - setting->sums[at].width);
        Len before = at == span->from ? 0 : slack / 2;
        out->glue[at - span->from] += pad + before;
        pad = slack - before;
    }
}

static bool is_stretched(const Setting *setting, const FitLine *line, const Span *span) {
    const ParaStyle *style = setting->style;
    if (style->grid || style->stacked || span->fills)
        return false;
    if (style->align == ALIGN_DISTRIBUTE)
        return true;
    return style->align == ALIGN_JUSTIFY && !style->balance && !line->last;
}

static Len aligned(const Setting *setting, Len rest, bool rigid) {
    switch (setting->style->align) {
    case ALIGN_CENTER: return rest / 2;
    case ALIGN_RIGHT: return rest;
    case ALIGN_DISTRIBUTE: return rigid ? rest / 2 : 0;
    default: return 0;
    }
}

static void set_width(const Setting *setting, const FitLine *line, Len room, Justified *out) {
    Len rest = room - out->width;
    if (setting->style->grid)
        raster_glue(setting, out);
    if (rest < 0)
        shrink_glue(setting, out, -rest);
    else if (out->span.fills)
        out->fill = rest;
    else if (is_stretched(setting, line, &out->span)) {
        out->rigid = is_torn(setting, &out->span, rest);
        if (!out->rigid)
            stretch_glue(setting, out, rest);
    }
    out->width += out->fill;
}

bool justify_line(const Setting *setting, const FitLine *line, Justified *out) {
    const ParaStyle *style = setting->style;
    Len room = fit_room(setting, line->from);
    *out = (Justified){.span = span_of(setting, line->from, line->to)};
    out->x = style->left_indent + (line->from == 0 ? style->first_indent : 0);
    size_t count = out->span.end - out->span.from;
    out->glue = scratch_reserve(&setting->para->engine->glue_scratch, count + 1, sizeof *out->glue);
    if (!out->glue)
        return false;
    natural_glue(setting, &out->span, out->glue);
    out->hung = span_settle(&out->span, room);
    out->width = out->span.width;
    if (count)
        set_width(setting, line, room, out);
    Len rest = room - out->width;
    out->overfull = rest < 0;
    if (rest > 0)
        out->x += aligned(setting, rest, out->rigid);
    return true;
}
