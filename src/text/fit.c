#include "text/fit.h"

#include "text/relax.h"

/* Costs; see the header. Squares of thousandths of an em stay below COST_LINE. */
#define COST_JUSTIFIED_LINE ((int64_t)2500)  /* as a line spread by 25 thousandths of an em */
#define COST_KIN            ((int64_t)5000)  /* as a line spread by 35 thousandths of an em */
#define COST_ADDRESS        ((int64_t)20000) /* as a line spread by 70 thousandths of an em */
#define RAGGED_SQUEEZE      1000             /* ragged lines are squeezed to save a line, not to be fuller */
#define COST_LINE           ((int64_t)1000000000)
#define COST_IN_TERM        ((int64_t)4000000) /* as lines 20 em apart in length; never a line more */
#define COST_NOT_BY_SENSE   (4 * COST_LINE)
#define COST_LONELY         (100 * COST_LINE)
#define COST_BROKEN_UNIT    ((int64_t)1000000) /* only units wider than the measure can be broken at all */
#define COST_BROKEN_RULE    (1000000 * COST_LINE)
#define COST_OVERFULL       (10 * COST_BROKEN_RULE)
#define COST_MAX            (INT64_MAX / 4)

/*
 * Ends tried for one line: those within WINDOW_EMS of the measure, CANDIDATES at most. More is tried for the last line
 * but one (LAST_STOPS before the end), which may have to give for a lonely character after it; balanced paragraphs of
 * up to BALANCE_MAX ends try all.
 */
#define WINDOW_EMS  4
#define LAST_STOPS  8
#define LAST_EMS    12
#define CANDIDATES  48
#define BALANCE_MAX 600

#define RULE_MIN_LAST 2

typedef struct Stop {
    int64_t cost;
    uint32_t atom, previous;
} Stop;

typedef struct Fitter {
    const Setting *setting;
    Stop *stops; /* where a line may begin or end, of the part between two forced ends */
    size_t count;
    bool by_sense; /* the part has a U+200B */
    bool balance;
    FitLine *lines;
    size_t line_count;
} Fitter;

Len fit_room(const Setting *setting, size_t from) {
    bool first = from == 0;
    return first ? setting->first_room : setting->room;
}

/* ---- what a line costs ---------------------------------------------------------------------------------- */

/* Price of a tier used to the full, by Tier. */
static const int64_t PRICE[TIER_COUNT] = {0, 20, 30, 40, 60, 60, 120};
#define PRICE_STRETCH 20
#define PRICE_JOINT   4
#define PRICE_CROWDED 2 /* for each percent of the commas' glue past the knee, squared */
#define CROWDED_KNEE  60

static int64_t square_share(Len used, Len most) {
    int64_t percent = used * 100 / most;
    return percent * percent / 100;
}

/* Commas that keep little of their glue crowd a line: past the knee their cost rises steeply. */
static int64_t cost_of_crowding(const Span *span, Len used) {
    int64_t over = used * 100 / span->shrink[TIER_COMMA] - CROWDED_KNEE;
    return over > 0 ? PRICE_CROWDED * over * over : 0;
}

static int64_t cost_of_shrink(const Span *span, Len need) {
    int64_t cost = 0;
    for (int tier = TIER_WORD; tier < TIER_COUNT && need > 0; tier++) {
        Len used = len_min(need, span->shrink[tier]);
        if (used > 0)
            cost += PRICE[tier] * square_share(used, span->shrink[tier]);
        if (used > 0 && tier == TIER_COMMA)
            cost += cost_of_crowding(span, used);
        need -= used;
    }
    return cost;
}

/* Thousandths of an em. */
static int64_t in_ems(const Setting *setting, Len length) { return length * 1000 / len_max(setting->style->size, 1); }

static int64_t cost_of_stretch(const Setting *setting, const Span *span, Len rest) {
    int64_t cost = 0;
    Len word = len_min(rest, span->stretch_word);
    if (word > 0)
        cost += PRICE_STRETCH * square_share(word, span->stretch_word);
    rest -= word;
    Len gap = len_min(rest, span->stretch_gap);
    if (gap > 0)
        cost += PRICE_STRETCH * square_share(gap, span->stretch_gap);
    rest -= gap;
    Len each = rest / (span->joints ? (Len)span->joints : 1);
    int64_t spread = in_ems(setting, each);
    spread = spread > 10000 ? 10000 : spread;
    return cost + PRICE_JOINT * spread * spread;
}

/* Hundredths of an em, squared. */
static int64_t cost_of_rag(const Setting *setting, Len rest) {
    int64_t lack = in_ems(setting, rest) / 10;
    lack = lack > 30000 ? 30000 : lack;
    return lack * lack;
}

static bool is_justified(const Setting *setting) {
    return (setting->style->align == ALIGN_JUSTIFY || setting->style->align == ALIGN_DISTRIBUTE) &&
           !setting->style->balance;
}

static int64_t cost_of_width(const Fitter *fitter, Span *span, bool last) {
    const Setting *setting = fitter->setting;
    Len room = fit_room(setting, span->from);
    span_settle(span, room);
    Len rest = room - span->width;
    bool justified = is_justified(setting) && !setting->style->grid;
    if (rest < 0)
        span_add_shrink(setting, span);
    if (rest < 0)
        return cost_of_shrink(span, -rest) * (justified ? 1 : RAGGED_SQUEEZE);
    if (span->fills || (last && !fitter->balance))
        return 0;
    return justified ? cost_of_stretch(setting, span, rest) : cost_of_rag(setting, rest);
}

static uint32_t least_last(const Setting *setting) {
    return setting->style->min_last > 0 ? (uint32_t)setting->style->min_last : RULE_MIN_LAST;
}

static int64_t cost_of_end(const Fitter *fitter, size_t to, bool last) {
    if (last)
        return 0;
    const Atom *atom = &fitter->setting->atoms[to - 1];
    int64_t cost = 0;
    if (fitter->by_sense && !(atom->flags & ATOM_SENSE))
        cost += COST_NOT_BY_SENSE;
    if (fitter->balance && atom->flags & (ATOM_TERM | ATOM_KIN))
        cost += COST_IN_TERM;
    if (atom->flags & ATOM_KIN)
        cost += COST_KIN;
    if (atom->flags & ATOM_ADDRESS)
        cost += COST_ADDRESS;
    if (atom->break_after == ATOM_BREAK_UNIT)
        cost += COST_BROKEN_UNIT;
    if (atom->break_after == ATOM_BREAK_ANY)
        cost += COST_BROKEN_RULE;
    return cost;
}

static bool is_under(const Setting *setting, int ems) { return setting->room < ems * setting->style->size; }

/* In a measure of fewer than twice the rule's characters no line can give some without being short of them itself; in
 * one a little wider what stands in brackets may stand alone: 期限/（年）. */
static bool is_free(const Setting *setting, const Span *span) {
    return is_under(setting, 2 * RULE_MIN_LAST) ||
           (is_under(setting, 3 * RULE_MIN_LAST) && setting->atoms[span->from].punct == PUNCT_OPEN);
}

/* The number behind a leader does not keep a lonely character company. */
static bool is_lonely(const Setting *setting, const Span *span) {
    uint32_t letters = span->letters;
    if (is_free(setting, span))
        return false;
    if (span->fills) {
        size_t at = span->from;
        while (setting->atoms[at].kind != ATOM_LEADER && setting->atoms[at].kind != ATOM_FILL)
            at++;
        letters = setting->sums[at].letters - setting->sums[span->from].letters;
    }
    return letters < least_last(setting);
}

/*
 * Cost of the way to a stop by a line from another. Of a way that is dearer than `most`, only so much as shows it: no
 * part of a cost is negative, so what costs more already by its beginning and its end need not be measured.
 */
static int64_t cost_of_way(const Fitter *fitter, size_t from_stop, size_t to_stop, int64_t most) {
    const Setting *setting = fitter->setting;
    size_t from = fitter->stops[from_stop].atom;
    size_t to = fitter->stops[to_stop].atom;
    bool last = to_stop + 1 == fitter->count;
    int64_t cost = fitter->stops[from_stop].cost + (is_justified(setting) ? COST_JUSTIFIED_LINE : COST_LINE) +
                   cost_of_end(fitter, to, last);
    if (cost > most)
        return cost;
    Span span = span_open(setting, from, to);
    cost += cost_of_width(fitter, &span, last);
    if (last && from_stop > 0 && is_lonely(setting, &span))
        cost += COST_LONELY;
    const Len room = fit_room(setting, from);
    if (span.width > room && span_least(setting, from, to) > room) /* the least width is no more than the natural */
        cost += COST_OVERFULL;
    return cost;
}

/* ---- the least sum -------------------------------------------------------------------------------------- */

static bool fits(const Fitter *fitter, size_t from_stop, size_t to_stop) {
    const Setting *setting = fitter->setting;
    size_t from = fitter->stops[from_stop].atom, to = fitter->stops[to_stop].atom;
    Len room = fit_room(setting, from);
    return (!setting->style->grid && span_raw(setting, from, to) <= room) || span_least(setting, from, to) <= room;
}

/* The furthest stop a line from `from` reaches; `hint` is that of the line begun one stop earlier. */
static size_t furthest(const Fitter *fitter, size_t from, size_t hint) {
    size_t to = hint > from ? hint : from + 1;
    while (to > from + 1 && !fits(fitter, from, to))
        to--;
    while (to + 1 < fitter->count && fits(fitter, from, to + 1))
        to++;
    return to;
}

static void try_line(Fitter *fitter, size_t from, size_t to) {
    Stop *stop = &fitter->stops[to];
    int64_t most = stop->cost >= 0 ? stop->cost : COST_MAX;
    int64_t cost = cost_of_way(fitter, from, to, most);
    if (cost > COST_MAX)
        cost = COST_MAX;
    if (stop->cost >= 0 && stop->cost < cost)
        return;
    stop->cost = cost;
    stop->previous = (uint32_t)from;
}

/* How much a line may lack to be tried at all. */
static Len window_of(const Fitter *fitter, size_t reach) {
    if (fitter->balance && fitter->count <= BALANCE_MAX)
        return TEXT_LEN_MAX;
    return (reach + LAST_STOPS >= fitter->count ? LAST_EMS : WINDOW_EMS) * fitter->setting->style->size;
}

static void try_lines_from(Fitter *fitter, size_t from, size_t reach) {
    Len window = window_of(fitter, reach);
    const Setting *setting = fitter->setting;
    size_t begin = fitter->stops[from].atom;
    Len least = fit_room(setting, begin) - window;
    size_t most = window == TEXT_LEN_MAX ? BALANCE_MAX : CANDIDATES;
    for (size_t to = reach; to > from && reach - to < most; to--) {
        if (to < reach && span_raw(setting, begin, fitter->stops[to].atom) < least)
            break;
        try_line(fitter, from, to);
    }
}

static void find_best(Fitter *fitter) {
    size_t reach = 1;
    for (size_t from = 0; from + 1 < fitter->count; from++) {
        if (fitter->stops[from].cost < 0)
            continue;
        reach = furthest(fitter, from, reach);
        try_lines_from(fitter, from, reach);
    }
}

/* ---- parts between forced ends -------------------------------------------------------------------------- */

static bool find_stops(Fitter *fitter, size_t from, size_t end) {
    const Setting *setting = fitter->setting;
    Scratch *scratch = &setting->para->engine->stops_scratch;
    fitter->stops = scratch_reserve(scratch, end - from + 1, sizeof *fitter->stops);
    if (!fitter->stops)
        return false;
    fitter->by_sense = false;
    fitter->count = 0;
    fitter->stops[fitter->count++] = (Stop){.cost = 0, .atom = (uint32_t)from};
    for (size_t i = from; i < end; i++) {
        const Atom *atom = &setting->atoms[i];
        fitter->by_sense |= setting->style->balance && (atom->flags & ATOM_SENSE) && i + 1 < end;
        if (i + 1 == end || atom->break_after != ATOM_KEEP)
            fitter->stops[fitter->count++] = (Stop){.cost = -1, .atom = (uint32_t)i + 1};
    }
    return true;
}

static bool push_line(Fitter *fitter, size_t from, size_t to, bool last) {
    Scratch *scratch = &fitter->setting->para->engine->lines_scratch;
    fitter->lines = scratch_reserve(scratch, fitter->line_count + 1, sizeof *fitter->lines);
    if (!fitter->lines)
        return false;
    fitter->lines[fitter->line_count++] = (FitLine){(uint32_t)from, (uint32_t)to, last};
    return true;
}

/* The chosen stops from last to first, put in order. */
static bool push_best(Fitter *fitter) {
    size_t first = fitter->line_count;
    for (size_t to = fitter->count - 1; to > 0; to = fitter->stops[to].previous) {
        size_t from = fitter->stops[to].previous;
        if (!push_line(fitter, fitter->stops[from].atom, fitter->stops[to].atom, to + 1 == fitter->count))
            return false;
    }
    for (size_t a = first, b = fitter->line_count; a + 1 < b; a++) {
        b--;
        FitLine line = fitter->lines[a];
        fitter->lines[a] = fitter->lines[b];
        fitter->lines[b] = line;
    }
    return true;
}

static bool push_stacked(Fitter *fitter, size_t from, size_t end) {
    size_t next = 0;
    for (size_t at = from; at < end; at = next) {
        next = relax_chunk_end(fitter->setting, at);
        if (!push_line(fitter, at, next, next == end))
            return false;
    }
    return true;
}

static bool fit_part(Fitter *fitter, size_t from, size_t end) {
    if (fitter->setting->style->stacked)
        return push_stacked(fitter, from, end);
    Span span = span_of(fitter->setting, from, end);
    if (span.width <= fit_room(fitter->setting, from))
        return push_line(fitter, from, end, true);
    if (!find_stops(fitter, from, end))
        return false;
    find_best(fitter);
    return push_best(fitter);
}

static size_t part_end(const Setting *setting, size_t from) {
    while (from < setting->count && setting->atoms[from].kind != ATOM_BREAK)
        from++;
    return from < setting->count ? from + 1 : from;
}

const FitLine *fit_lines(const Setting *setting, size_t *count) {
    Fitter fitter = {.setting = setting, .balance = setting->style->balance};
    size_t end = 0;
    for (size_t at = 0; at < setting->count; at = end) {
        end = part_end(setting, at);
        if (!fit_part(&fitter, at, end))
            return NULL;
    }
    if (!fitter.line_count && !push_line(&fitter, 0, 0, true))
        return NULL;
    *count = fitter.line_count;
    return fitter.lines;
}
