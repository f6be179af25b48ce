#include "trace.h"

#include <math.h>

/* In thousandths of an em. */
#define TRACE_SPACING   16.0 /* between samples, at most */
#define TRACE_SAG       0.1  /* of the outline between two samples, at most */
#define TRACE_WINDOW    10.0 /* a corner is one from this distance, too */
#define TRACE_STROKE    25.0 /* level and upright lines from this length on are strokes */
#define TRACE_PIECE_MAX 64   /* samples of one piece */

#define TRACE_CORNER 0.9063 /* cosine of 25 degrees: what turns more is a corner */

void trace_free(Trace *trace) {
    VEC_FREE(&trace->nodes);
    VEC_FREE(&trace->samples);
}

static Spot direction(Spot from, Spot to) {
    Spot d = spot_minus(to, from);
    double length = spot_length(d);
    return length > 0 ? (Spot){d.x / length, d.y / length} : (Spot){0, 0};
}

static double distance(Spot a, Spot b) { return spot_length(spot_minus(b, a)); }

/* ---- samples ---- */

static void add_sample(Trace *trace, Spot at) {
    double along = 0;
    if (trace->samples.count) {
        const TraceSample *last = &trace->samples.items[trace->samples.count - 1];
        along = last->along + distance(last->at, at);
    }
    TraceSample *sample = VEC_PUSH(&trace->samples);
    if (sample)
        *sample = (TraceSample){at, along};
}

/* Into how many parts a piece is divided: more where it bends, two at least. */
static int parts_of(Spot start, const Piece *piece, double unit) {
    double length = distance(start, piece->end), bend = 0;
    if (!piece->line) {
        length =
            distance(start, piece->first) + distance(piece->first, piece->second) + distance(piece->second, piece->end);
        Path path = path_of(start, piece);
        bend = larger(spot_length(path_bend(&path, 0)), spot_length(path_bend(&path, 1)));
    }
    double parts = larger(ceil(length / (TRACE_SPACING * unit)), ceil(sqrt(bend / (8 * TRACE_SAG * unit))));
    return (int)smaller(larger(parts, piece->line ? 2 : 3), TRACE_PIECE_MAX);
}

static void add_piece(Trace *trace, Spot start, const Piece *piece, double unit) {
    int parts = parts_of(start, piece, unit);
    Path path = path_of(start, piece);
    for (int i = 1; i < parts; i++) {
        double t = (double)i / parts;
        Spot on_line = {start.x + (piece->end.x - start.x) * t, start.y + (piece->end.y - start.y) * t};
        add_sample(trace, piece->line ? on_line : path_at(&path, t));
    }
}

/* ---- nodes ---- */

static Spot leaving(Spot start, const Piece *piece) {
    if (!piece->line && !spot_same(start, piece->first))
        return direction(start, piece->first);
    return direction(start, piece->line || spot_same(start, piece->second) ? piece->end : piece->second);
}

static Spot arriving(Spot start, const Piece *piece) {
    if (!piece->line && !spot_same(piece->second, piece->end))
        return direction(piece->second, piece->end);
    return direction(piece->line || spot_same(piece->first, piece->end) ? start : piece->first, piece->end);
}

static bool is_stroke(Spot start, const Piece *piece, double unit) {
    Spot d = spot_minus(piece->end, start);
    bool straight = spot_same((Spot){d.x, 0}, (Spot){0, 0}) || spot_same((Spot){0, d.y}, (Spot){0, 0});
    return piece->line && straight && spot_dot(d, d) >= TRACE_STROKE * TRACE_STROKE * unit * unit;
}

/* The first sample at least `way` before (-1) or after (1) that of a node, around the contour. */
static Spot look(const Trace *trace, size_t from, int step, double way) {
    size_t last = trace->samples.count - 1, at = from;
    double gone = 0;
    for (size_t i = 0; i < last && gone < way; i++) {
        size_t next = step > 0 ? (at == last ? 1 : at + 1) : (at == 0 ? last - 1 : at - 1);
        Spot before = trace->samples.items[at == last ? 0 : at].at;
        gone += distance(before, trace->samples.items[next].at);
        at = next;
    }
    return trace->samples.items[at].at;
}

static bool turns(Spot in, Spot out) { return spot_dot(in, out) < TRACE_CORNER; }

static void judge_node(const Trace *trace, TraceNode *node, Spot in, Spot out, double unit) {
    Spot here = trace->samples.items[node->sample].at;
    bool local = turns(in, out);
    if (local) {
        in = direction(look(trace, node->sample, -1, TRACE_WINDOW * unit), here);
        out = direction(here, look(trace, node->sample, 1, TRACE_WINDOW * unit));
    }
    node->smooth = !turns(in, out);
    node->stop = !node->smooth;
    node->tangent = direction((Spot){-in.x, -in.y}, out);
}

static void judge_nodes(Trace *trace, const Contour *contour, const Piece *pieces, double unit) {
    size_t count = contour->count;
    for (size_t i = 0; i < count; i++) {
        size_t before = i ? i - 1 : count - 1;
        Spot start = i ? pieces[i - 1].end : contour->start,
             start_before = before ? pieces[before - 1].end : contour->start;
        Spot in = arriving(start_before, &pieces[before]), out = leaving(start, &pieces[i]);
        TraceNode *node = &trace->nodes.items[i];
        judge_node(trace, node, in, out, unit);
        bool stroke = is_stroke(start_before, &pieces[before], unit) || is_stroke(start, &pieces[i], unit);
        node->stop |= stroke && !spot_same(in, out);
    }
    size_t sample = trace->nodes.items[count].sample;
    trace->nodes.items[count] = trace->nodes.items[0];
    trace->nodes.items[count].sample = sample;
}

bool trace_contour(Trace *trace, const Contour *contour, const Piece *pieces, double grid, double unit) {
    Spot start = contour->start;
    trace->nodes.count = trace->samples.count = 0;
    for (size_t i = 0; i <= contour->count; i++) {
        add_sample(trace, start);
        TraceNode *node = VEC_PUSH(&trace->nodes);
        if (!node || trace->samples.failed)
            return false;
        *node = (TraceNode){.at = {grid * rint(start.x / grid), grid * rint(start.y / grid)},
                            .sample = trace->samples.count - 1};
        if (i == contour->count)
            break;
        add_piece(trace, start, &pieces[i], unit);
        start = pieces[i].end;
    }
    judge_nodes(trace, contour, pieces, unit);
    return !trace->samples.failed;
}
