#include "model/report.h"

static bool digits(const char *text, size_t count, int *number) {
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

static int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_parse(Str text, Date *out) {
    Date date;
    if (text.length != 10 || text.text[4] != '-' || text.text[7] != '-')
        return false;
    if (!digits(text.text, 4, &date.year) || !digits(text.text + 5, 2, &date.month) ||
        !digits(text.text + 8, 2, &date.day))
        return false;
    if (date.year < 1 || date.month < 1 || date.month > 12)
        return false;
    if (date.day < 1 || date.day > days_in_month(date.year, date.month))
        return false;
    *out = date;
    return true;
}
