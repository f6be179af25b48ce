#include "text/span.h"

#include "text/raster.h"

static bool is_mark_tier(uint8_t tier) { return tier != TIER_NONE && tier != TIER_WORD && tier != TIER_GAP; }

/* Marks and middle dots give all their glue; a paragraph may forbid it. */
static Len mark_shrink(const ParaStyle *style, uint8_t tier, Len glue) {
    return is_mark_tier(tier) && !style->no_squeeze ? glue : 0;
}

Len span_lead_shrink(const ParaStyle *style, const Atom *atom) {
    return mark_shrink(style, atom->lead_tier, atom->lead);
}

/* Word spaces shrink to ¼ em, gaps from ¼ to ⅛ em. */
Len span_trail_shrink(const ParaStyle *style, const Atom *atom, Len size) {
    if (atom->trail_tier == TIER_WORD)
        return len_max(0, atom->trail - size / 4);
    if (atom->trail_tier == TIER_GAP)
        return atom->trail / 2;
    return mark_shrink(style, atom->trail_tier, atom->trail);
}

/* Word spaces stretch to ½ em, gaps from ¼ to ⅓ em. */
Len span_word_stretch(const Atom *atom, Len size) {
    return atom->trail_tier == TIER_WORD ? len_max(0, size / 2 - atom->trail) : 0;
}

Len span_gap_stretch(const Atom *atom) { return atom->trail_tier == TIER_GAP ? atom->trail / 3 : 0; }

static uint32_t letters_of(const Atom *atom) {
    if (atom->kind == ATOM_HAN)
        return 1;
    return atom->kind == ATOM_WESTERN ? atom[1].glyph - atom->glyph : 0;
}

static void add_atom(const Setting *setting, const Atom *atom, SpanSums *sums) {
    const ParaStyle *style = setting->style;
    Len size = setting->para->runs[atom->run].size;
    Len lead = span_lead_shrink(style, atom);
    Len trail = span_trail_shrink(style, atom, size);
    sums->width += atom->lead + atom->width + atom->trail;
    sums->shrink[TIER_NONE] += lead + trail;
    if (lead)
        sums->shrink[atom->lead_tier] += lead;
    if (trail)
        sums->shrink[atom->trail_tier] += trail;
    sums->stretch_word += span_word_stretch(atom, size);
    sums->stretch_gap += span_gap_stretch(atom);
    sums->joints += !(atom->flags & ATOM_GLUED);
    sums->letters += letters_of(atom);
    sums->fills += atom->kind == ATOM_LEADER || atom->kind == ATOM_FILL;
}

bool span_sum(Setting *setting) {
    TextEngine *engine = setting->para->engine;
    setting->sums = scratch_reserve(&engine->sums_scratch, setting->count + 1, sizeof *setting->sums);
    if (!setting->sums)
        return false;
    setting->sums[0] = (SpanSums){0};
    for (size_t i = 0; i < setting->count; i++) {
        setting->sums[i + 1] = setting->sums[i];
        add_atom(setting, &setting->atoms[i], &setting->sums[i + 1]);
    }
    if (setting->style->grid)
        raster_sum(setting);
    return true;
}

Len span_start_trim(const Atom *atom) { return atom->punct == PUNCT_OPEN ? atom->lead : 0; }

/* A mark at the end takes half an em: a centred one loses both its sides. */
Len span_end_trim(const Atom *atom) { return atom->trail + (atom->punct == PUNCT_OPEN ? 0 : atom->lead); }

bool span_vanishes(const Atom *atom) {
    return atom->kind == ATOM_SPACE || atom->kind == ATOM_WIDE_SPACE || atom->kind == ATOM_BREAK;
}

static size_t seen_end(const Setting *setting, size_t from, size_t to) {
    while (to > from && span_vanishes(&setting->atoms[to - 1]))
        to--;
    return to;
}

/* 、，。 hang where the paragraph lets them (A6). */
static Len hang_of(const Setting *setting, const Atom *last) {
    if (!setting->style->hang || last->kind != ATOM_MARK)
        return 0;
    uint32_t cp = setting->para->codepoints[last->first];
    return cp == 0x3001 || cp == 0x3002 || cp == 0xFF0C ? last->width : 0;
}

Len span_settle(Span *span, Len room) {
    if (span->width <= room)
        return 0;
    span->width -= span->hang;
    return span->hang;
}

/* Takes the trimmed glue of the outer atoms off what the sums gave. */
static void trim_shrink(const Setting *setting, Span *span) {
    const Atom *first = &setting->atoms[span->from];
    const Atom *last = &setting->atoms[span->end - 1];
    Len lead = first->punct == PUNCT_OPEN ? span_lead_shrink(setting->style, first) : 0;
    Len end_lead = last->punct == PUNCT_OPEN ? 0 : span_lead_shrink(setting->style, last);
    span->shrink[first->lead_tier] -= lead;
    span->shrink[last->lead_tier] -= end_lead;
    span->shrink[last->trail_tier] -= span_trail_shrink(setting->style, last, setting->para->runs[last->run].size);
}

void span_add_shrink(const Setting *setting, Span *span) {
    if (span->end == span->from || setting->style->grid)
        return;
    const SpanSums *a = &setting->sums[span->from];
    const SpanSums *b = &setting->sums[span->end];
    for (int tier = TIER_WORD; tier < TIER_COUNT; tier++)
        span->shrink[tier] = b->shrink[tier] - a->shrink[tier];
    trim_shrink(setting, span);
    span->shrink[TIER_NONE] = 0;
    for (int tier = TIER_WORD; tier < TIER_COUNT; tier++)
        span->shrink[TIER_NONE] += span->shrink[tier];
}

Span span_open(const Setting *setting, size_t from, size_t to) {
    size_t end = seen_end(setting, from, to);
    if (end == from)
        return (Span){.from = from, .end = end};
    const SpanSums *a = &setting->sums[from];
    const SpanSums *b = &setting->sums[end];
    const Atom *last = &setting->atoms[end - 1];
    Span span = {.from = from, .end = end, .hang = hang_of(setting, last)};
    span.letters = b->letters - a->letters;
    span.fills = b->fills - a->fills;
    if (setting->style->grid) {
        span.width = raster_width(setting, from, end);
        return span;
    }
    Len size = setting->para->runs[last->run].size;
    span.width = b->width - a->width - span_start_trim(&setting->atoms[from]) - span_end_trim(last);
    span.stretch_word = b->stretch_word - a->stretch_word - span_word_stretch(last, size);
    span.stretch_gap = b->stretch_gap - a->stretch_gap - span_gap_stretch(last);
    span.joints = setting->sums[end - 1].joints - a->joints;
    return span;
}

Span span_of(const Setting *setting, size_t from, size_t to) {
    Span span = span_open(setting, from, to);
    span_add_shrink(setting, &span);
    return span;
}

Len span_raw(const Setting *setting, size_t from, size_t to) {
    return setting->sums[to].width - setting->sums[from].width;
}

Len span_least(const Setting *setting, size_t from, size_t to) {
    size_t end = seen_end(setting, from, to);
    if (end == from)
        return 0;
    if (setting->style->grid)
        return raster_width(setting, from, end) - hang_of(setting, &setting->atoms[end - 1]);
    const Atom *first = &setting->atoms[from];
    const Atom *last = &setting->atoms[end - 1];
    Len least = setting->sums[end].width - setting->sums[from].width - setting->sums[end].shrink[TIER_NONE] +
                setting->sums[from].shrink[TIER_NONE];
    least -= span_start_trim(first) + span_end_trim(last) + hang_of(setting, last);
    if (first->punct == PUNCT_OPEN)
        least += span_lead_shrink(setting->style, first);
    if (last->punct != PUNCT_OPEN)
        least += span_lead_shrink(setting->style, last);
    return least + span_trail_shrink(setting->style, last, setting->para->runs[last->run].size);
}
