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

/* Does one become the other when two digits change places? */
static bool swapped(const char a[SLIP_DIGITS], const char b[SLIP_DIGITS]) {
    int places[2] = {0}, count = 0;
    for (int i = 0; i < SLIP_DIGITS; i++) {
        if (a[i] == b[i])
            continue;
        if (count == 2)
            return false;
        places[count++] = i;
    }
    return count == 2 && a[places[0]] == b[places[1]] && a[places[1]] == b[places[0]];
}

bool slip_is(Ratio said, Ratio right, Ratio step) {
    char a[SLIP_DIGITS], b[SLIP_DIGITS];
    Ratio difference;
    if (!digits_of(said, step, a) || !digits_of(right, step, b) || !ratio_subtract(said, right, &difference))
        return false;
    const bool large = ratio_compare(right, step) > 0;
    return (large && ratio_compare(ratio_abs(difference), step) == 0) || swapped(a, b);
}
