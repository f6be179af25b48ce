#include "charstring.h"

#include <math.h>
#include <stdint.h>

#define ARGUMENTS_MAX 48 /* the stack an interpreter must have */
#define STEP_MAX      6  /* arguments of one piece */

enum Operator {
    HMOVETO = 22,
    RMOVETO = 21,
    VMOVETO = 4,
    ENDCHAR = 14,
    RLINETO = 5,
    HLINETO = 6,
    VLINETO = 7,
    RRCURVETO = 8,
    RCURVELINE = 24,
    RLINECURVE = 25,
    VVCURVETO = 26,
    HHCURVETO = 27,
    VHCURVETO = 30,
    HVCURVETO = 31,
};

static const uint8_t drawing[] = {RLINETO,    HLINETO,   VLINETO,   RRCURVETO, RCURVELINE,
                                  RLINECURVE, VVCURVETO, HHCURVETO, VHCURVETO, HVCURVETO};

/* A piece by its steps: dx dy of a line, dx dy three times of a curve. */
typedef struct Step {
    bool line;
    int d[STEP_MAX];
    size_t cost;  /* of the cheapest way to draw this piece and all behind it */
    uint8_t op;   /* which begins with this operator, */
    size_t count; /* drawing so many pieces */
} Step;

typedef VEC(Step) StepVec;

/* ---- numbers ---- */

static void put_byte(Buf *out, int byte) { buf_char(out, (char)(uint8_t)byte); }

static void put_number(Buf *out, int v) {
    if (v >= -107 && v <= 107) {
        put_byte(out, v + 139);
    } else if (v >= 108 && v <= 1131) {
        put_byte(out, 247 + ((v - 108) >> 8));
        put_byte(out, (v - 108) & 255);
    } else if (v >= -1131 && v <= -108) {
        put_byte(out, 251 + ((-v - 108) >> 8));
        put_byte(out, (-v - 108) & 255);
    } else {
        put_byte(out, 28);
        put_byte(out, (v >> 8) & 255);
        put_byte(out, v & 255);
    }
}

static size_t number_size(int v) {
    int size = v < 0 ? -v : v;
    return size <= 107 ? 1 : size <= 1131 ? 2 : 3;
}

/* ---- what an operator takes ---- */

/* How piece number `k` of an operator's run stands in its arguments. */
typedef struct Take {
    int arguments[STEP_MAX], count; /* count 0: the operator cannot draw it */
    bool whole;                     /* the run may end with it */
    bool last;                      /* and must */
} Take;

static void take(Take *t, const int *d, const char *order) {
    for (t->count = 0; order[t->count]; t->count++)
        t->arguments[t->count] = d[order[t->count] - '0'];
}

/* hlineto, vlineto: level and upright lines by turns. */
static void take_turns(Take *t, const Step *step, bool level) {
    if (step->line && step->d[level ? 1 : 0] == 0)
        take(t, step->d, level ? "0" : "1");
}

/* hhcurveto, vvcurveto: both ends level or both upright, but for the beginning of the first. */
static void take_alike(Take *t, const Step *step, bool level, bool first) {
    if (step->line || step->d[level ? 5 : 4] != 0)
        return;
    if (step->d[level ? 1 : 0] == 0)
        take(t, step->d, level ? "0234" : "1235");
    else if (first)
        take(t, step->d, level ? "10234" : "01235");
}

/* hvcurveto, vhcurveto: from level to upright and back by turns, but for the end of the last. */
static void take_swings(Take *t, const Step *step, bool level) {
    if (step->line || step->d[level ? 1 : 0] != 0)
        return;
    t->last = step->d[level ? 4 : 5] != 0;
    if (t->last)
        take(t, step->d, level ? "02354" : "12345");
    else
        take(t, step->d, level ? "0235" : "1234");
}

static Take take_piece(int op, const Step *step, size_t k) {
    Take t = {.whole = true};
    bool even = k % 2 == 0;
    switch (op) {
    case RLINETO:
    case RRCURVETO:
        if (step->line == (op == RLINETO))
            take(&t, step->d, step->line ? "01" : "012345");
        break;
    case RCURVELINE:
    case RLINECURVE:
        t.last = t.whole = step->line == (op == RCURVELINE);
        if (k > 0 || !t.last)
            take(&t, step->d, step->line ? "01" : "012345");
        break;
    case HLINETO: take_turns(&t, step, even); break;
    case VLINETO: take_turns(&t, step, !even); break;
    case HHCURVETO: take_alike(&t, step, /*level*/ true, k == 0); break;
    case VVCURVETO: take_alike(&t, step, /*level*/ false, k == 0); break;
    case HVCURVETO: take_swings(&t, step, even); break;
    default: take_swings(&t, step, !even); break;
    }
    return t;
}

/* ---- the cheapest way ---- */

/* Tries the operator on the pieces from `at` on, in runs of every length. */
static void try_operator(StepVec *steps, size_t at, uint8_t op) {
    Step *head = &steps->items[at];
    int arguments = 0;
    size_t cost = 1;
    bool last = false;
    for (size_t i = at; i < steps->count && !last; i++) {
        Take t = take_piece(op, &steps->items[i], i - at);
        arguments += t.count;
        if (!t.count || arguments > ARGUMENTS_MAX)
            return;
        for (int k = 0; k < t.count; k++)
            cost += number_size(t.arguments[k]);
        size_t rest = i + 1 < steps->count ? steps->items[i + 1].cost : 0;
        if (t.whole && (!head->count || cost + rest < head->cost)) {
            head->cost = cost + rest;
            head->op = op;
            head->count = i + 1 - at;
        }
        last = t.last;
    }
}

static void put_steps(Buf *out, StepVec *steps) {
    for (size_t at = steps->count; at-- > 0;)
        for (size_t o = 0; o < sizeof drawing; o++)
            try_operator(steps, at, drawing[o]);
    for (size_t at = 0; at < steps->count; at += steps->items[at].count) {
        const Step *head = &steps->items[at];
        for (size_t k = 0; k < head->count; k++) {
            Take t = take_piece(head->op, head + k, k);
            for (int i = 0; i < t.count; i++)
                put_number(out, t.arguments[i]);
        }
        put_byte(out, head->op);
    }
}

/* ---- outlines ---- */

static bool step_between(Spot from, Spot to, int d[2]) {
    double dx = round(to.x - from.x), dy = round(to.y - from.y);
    if (fabs(dx) > INT16_MAX || fabs(dy) > INT16_MAX)
        return false;
    d[0] = (int)dx;
    d[1] = (int)dy;
    return true;
}

static bool add_step(StepVec *steps, Spot from, const Piece *piece) {
    Step step = {.line = piece->line};
    bool fine = piece->line ? step_between(from, piece->end, step.d)
                            : step_between(from, piece->first, step.d) &&
                                  step_between(piece->first, piece->second, step.d + 2) &&
                                  step_between(piece->second, piece->end, step.d + 4);
    Step *place = fine ? VEC_PUSH(steps) : NULL;
    if (!place)
        return false;
    *place = step;
    return true;
}

/* What a step takes, a 0 nothing. */
static size_t step_size(Spot from, Spot to) {
    double dx = fabs(to.x - from.x), dy = fabs(to.y - from.y);
    return (dx < 0.5 ? 0 : number_size((int)smaller(dx, INT16_MAX))) +
           (dy < 0.5 ? 0 : number_size((int)smaller(dy, INT16_MAX)));
}

/*
 * A closed contour may begin anywhere, and a line that ends it need not be written: it begins where that and a near pen
 * spare most. Gives the piece to begin with.
 */
static size_t best_start(const Contour *contour, const Piece *pieces, Spot pen) {
    size_t best = 0, spared = 0, count = contour->count;
    for (size_t first = 0; first < count; first++) {
        const Piece *last = &pieces[(first + count - 1) % count];
        Spot before = count > 1 ? pieces[(first + count - 2) % count].end : contour->start;
        size_t sum = 6 - step_size(pen, last->end) + (last->line ? step_size(before, last->end) : 0);
        if (sum > spared) {
            spared = sum;
            best = first;
        }
    }
    return best;
}

/* The steps from the contour's piece `first` around to it; a last line is drawn by closing. Moves the pen. */
static bool collect(StepVec *steps, const Contour *contour, const Piece *pieces, size_t first, Spot *pen) {
    size_t last = (first + contour->count - 1) % contour->count;
    size_t count = contour->count > 1 && pieces[last].line ? contour->count - 1 : contour->count;
    steps->count = 0;
    for (size_t i = 0; i < count; i++) {
        const Piece *piece = &pieces[(first + i) % contour->count];
        if (!add_step(steps, *pen, piece))
            return false;
        *pen = piece->end;
    }
    return true;
}

static bool put_move(Buf *out, Spot from, Spot to) {
    int d[2];
    if (!step_between(from, to, d))
        return false;
    if (d[0] || !d[1])
        put_number(out, d[0]);
    if (d[1])
        put_number(out, d[1]);
    put_byte(out, !d[1] ? HMOVETO : d[0] ? RMOVETO : VMOVETO);
    return true;
}

bool charstring_write(Buf *out, const Outline *outline, bool has_width, int width) {
    StepVec steps = {0};
    Spot pen = {0, 0};
    bool fine = true;
    if (has_width)
        put_number(out, width);
    for (size_t i = 0; fine && i < outline->contours.count; i++) {
        const Contour *contour = &outline->contours.items[i];
        const Piece *pieces = outline->pieces.items + contour->first;
        size_t first = best_start(contour, pieces, pen);
        Spot start = first ? pieces[first - 1].end : contour->start;
        fine = put_move(out, pen, start);
        pen = start;
        fine = fine && collect(&steps, contour, pieces, first, &pen);
        if (fine)
            put_steps(out, &steps);
    }
    put_byte(out, ENDCHAR);
    out->failed |= steps.failed;
    VEC_FREE(&steps);
    return fine && !buf_failed(out);
}
