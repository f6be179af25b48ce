#include "price.h"

#include <math.h>

#define PRICE_OPERATOR 30
#define PRICE_LARGE    125 /* of a number of two bytes */
#define PRICE_NUMBER   75
#define PRICE_HANDLE   62
#define PRICE_NOTHING  8 /* a 0 that another operator spares */

static bool is_large(double v) { return fabs(v) > 107; }
static bool is_zero(double v) { return fabs(v) < 0.5; }

int price_step(double step, double grid) {
    if (is_zero(step))
        return 40;
    int price = is_large(step) ? PRICE_LARGE : 90;
    for (double fine = 16 * grid; fine >= 2 * grid; fine /= 2) {
        double times = step / fine;
        if (times <= rint(times) && times >= rint(times))
            return price - 35 + (int)(16 * grid / fine - 1);
    }
    return price;
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
