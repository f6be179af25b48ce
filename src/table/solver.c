#include "table/solver.h"

Len solver_sum(const Len *values, size_t count) {
    Len total = 0;
    for (size_t i = 0; i < count; i++)
        total += values[i];
    return total;
}

bool solver_deal(const Solver *s, Len *values, const Len *weights, size_t col, size_t cols, Len amount) {
    Len total = 0, open = 0;
    for (size_t i = col; i < col + cols; i++) {
        total += solver_is(s, i, TRACK_FIXED) ? 0 : weights[i];
        open += solver_is(s, i, TRACK_FIXED) ? 0 : 1;
    }
    if (open == 0)
        return false;
    Len passed = 0, given = 0;
    for (size_t i = col; i < col + cols; i++) {
        if (solver_is(s, i, TRACK_FIXED))
            continue;
        passed += total ? weights[i] : 1;
        Len upto = len_scale(amount, passed, total ? total : open);
        values[i] += upto - given;
        given = upto;
    }
    return true;
}
