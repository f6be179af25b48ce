#include "price.h"

#include <math.h>

/* Found by trial over the four Fandol faces. */
#define PRICE_OPERATOR 30
#define PRICE_LARGE    125 /* of a number of two bytes */
#define PRICE_NUMBER   75
#define PRICE_HANDLE   62 /* of a handle's number once it is a round one */
#define PRICE_NOTHING  8  /* of a 0 that another operator spares */

/* Of steps: of none, of any, and of multiples of 16 times the grid; 8 times costs 1 more, 4 times 3, 2 times 7. */
#define PRICE_ZERO   40
#define PRICE_ODD    90
#define PRICE_ROUND  55
#define PRICE_COARSE 16

static bool is_large(double v) { return fabs(v) > 107; }
static bool is_zero(double v) { return fabs(v) < 0.5; }

int price_step(double step, double grid) {
    if (is_zero(step))
        return PRICE_ZERO;
    int extra = is_large(step) ? PRICE_LARGE - PRICE_ODD : 0;
    for (int coarse = PRICE_COARSE; coarse >= 2; coarse /= 2) {
        double times = step / (coarse * grid);
        if (times <= rint(times) && times >= rint(times))
            return PRICE_ROUND + PRICE_COARSE / coarse - 1 + extra;
    }
    return PRICE_ODD + extra;
}

static int number(double v, int small) { return is_zero(v) ? PRICE_NOTHING : is_large(v) ? PRICE_LARGE : small; }

int price_line(Spot start, Spot end) {
    return PRICE_OPERATOR + number(end.x - start.x, PRICE_NUMBER) + number(end.y - start.y, PRICE_NUMBER);
}

int price_curve(Spot start, const Piece *curve) {
    Spot a = spot_minus(curve->first, start), b = spot_minus(curve->second, curve->first),
         c = spot_minus(curve->end, curve->second);
    return PRICE_OPERATOR + number(a.x, PRICE_HANDLE) + number(a.y, PRICE_HANDLE) + number(b.x, PRICE_NUMBER) +
           number(b.y, PRICE_NUMBER) + number(c.x, PRICE_HANDLE) + number(c.y, PRICE_HANDLE);
}
