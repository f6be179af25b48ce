/*
 * slips: what a hand does to a number: the last digit one off, or two digits in each other's place.
 */
#include "prose/audit.h"

#define SLIP_DIGITS 18

/* The digits of a value counted in steps; false when it is not a whole number of them, or too long. */
static bool digits_of(Ratio value, Ratio step, char out[SLIP_DIGITS]) {
    Ratio steps;
    int64_t whole;
    if (!ratio_divide(value, step, &steps) || !ratio_whole(steps, &whole) || whole < 0)
        return false;
    for (int i = 0; i < SLIP_DIGITS; i++, whole /= 10)
        out[i] = (char)(whole % 10);
    return whole == 0;
}

/* Does one become the other when two digits change places? `written`: of them; the noughts before are no digits. */
static bool swapped(const char a[SLIP_DIGITS], const char b[SLIP_DIGITS], int written) {
    int places[2] = {0}, count = 0;
    for (int i = 0; i < SLIP_DIGITS; i++) {
        if (a[i] == b[i])
            continue;
        if (count == 2)
            return false;
        places[count++] = i;
    }
    return count == 2 && places[1] < written && a[places[0]] == b[places[1]] && a[places[1]] == b[places[0]];
}

/* How many digits are written of a number with so many decimals: 0.64 has three. */
static int written_of(const char digits[SLIP_DIGITS], int decimals) {
    int count = SLIP_DIGITS;
    while (count > decimals + 1 && digits[count - 1] == 0)
        count--;
    return count;
}

bool slip_is(const Number *n, Ratio right) {
    char a[SLIP_DIGITS], b[SLIP_DIGITS];
    Ratio difference;
    if (!digits_of(n->value, n->step, a) || !digits_of(right, n->step, b) ||
        !ratio_subtract(n->value, right, &difference))
        return false;
    const bool large = ratio_compare(right, n->step) > 0;
    const int one = written_of(a, n->decimals), other = written_of(b, n->decimals);
    return (large && ratio_compare(ratio_abs(difference), n->step) == 0) || swapped(a, b, one < other ? one : other);
}
