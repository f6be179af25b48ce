#include "sign/moment.h"

#include <string.h>

#define DAY 86400

/* Days since 1970 of a day of the Gregorian calendar; March begins the year, so that leap days end it. */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
    int64_t shifted = year - (month <= 2), era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int64_t within = shifted - era * 400, since_march = (month + 9) % 12;
    return era * 146097 + within * 365 + within / 4 - within / 100 + (153 * since_march + 2) / 5 + day - 1 - 719468;
}

static void day_of(int64_t days, int64_t *year, int64_t *month, int64_t *day) {
    int64_t shifted = days + 719468, era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t within = shifted - era * 146097;
    int64_t years = (within - within / 1460 + within / 36524 - within / 146096) / 365;
    int64_t rest = within - (365 * years + years / 4 - years / 100), since_march = (5 * rest + 2) / 153;
    *day = rest - (153 * since_march + 2) / 5 + 1;
    *month = since_march < 10 ? since_march + 3 : since_march - 9;
    *year = years + era * 400 + (*month <= 2);
}

VerifyTime moment_of(Arena *arena, int64_t seconds) {
    int64_t days = (seconds >= 0 ? seconds : seconds - DAY + 1) / DAY, within = seconds - days * DAY;
    int64_t year, month, day;
    day_of(days, &year, &month, &day);
    return (VerifyTime){seconds, arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)year, (int)month, (int)day,
                                              (int)(within / 3600), (int)(within / 60 % 60), (int)(within % 60))};
}

VerifyTime moment_of_asn1(Arena *arena, const ASN1_TIME *time) {
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    int days = 0, seconds = 0;
    bool known = epoch && time && ASN1_TIME_diff(&days, &seconds, epoch, time) == 1;
    ASN1_TIME_free(epoch);
    return known ? moment_of(arena, (int64_t)days * DAY + seconds) : (VerifyTime){0, NULL};
}

/* Two or four digits at the front of *rest; what is not there is `missing`. */
static int64_t take_digits(Str *rest, size_t count, int64_t missing) {
    int64_t number = 0;
    for (size_t i = 0; i < count; i++) {
        if (i >= rest->length || rest->text[i] < '0' || rest->text[i] > '9')
            return missing;
        number = number * 10 + (rest->text[i] - '0');
    }
    *rest = (Str){rest->text + count, rest->length - count};
    return number;
}

static int64_t offset_of(Str rest) {
    char sign = rest.length ? *rest.text : 'Z';
    if (sign != '+' && sign != '-')
        return 0;
    rest = (Str){rest.text + 1, rest.length - 1};
    int64_t hours = take_digits(&rest, 2, 0);
    if (rest.length && *rest.text == '\'')
        rest = (Str){rest.text + 1, rest.length - 1};
    int64_t offset = hours * 3600 + take_digits(&rest, 2, 0) * 60;
    return sign == '-' ? -offset : offset;
}

VerifyTime moment_of_pdf(Arena *arena, Str date) {
    Str rest = date.length > 2 && memcmp(date.text, "D:", 2) == 0 ? (Str){date.text + 2, date.length - 2} : date;
    int64_t year = take_digits(&rest, 4, -1);
    if (year < 0)
        return (VerifyTime){0, NULL};
    int64_t month = take_digits(&rest, 2, 1), day = take_digits(&rest, 2, 1);
    int64_t hour = take_digits(&rest, 2, 0), minute = take_digits(&rest, 2, 0), second = take_digits(&rest, 2, 0);
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return (VerifyTime){0, NULL};
    return moment_of(arena, days_of(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset_of(rest));
}
