#include "form/form_read.h"

#include <string.h>

static const char *const kinds[] = {"amount", "number", "date", NULL};
static const FormatKind kind_values[] = {FORMAT_AMOUNT, FORMAT_NUMBER, FORMAT_DATE};
static const char *const zeros[] = {"blank", "0", "0.00", "—", NULL};
static const MoneyZero zero_values[] = {MONEY_ZERO_BLANK, MONEY_ZERO_PLAIN, MONEY_ZERO_FULL, MONEY_ZERO_LIKE};
enum { ZERO_DASH = 3 };

#define DATE_PATTERN "{y}年{m}月{d}日"

static const Format built_in[] = {
    {.name = "plain", .kind = FORMAT_PLAIN, .unit = -1, .decimals = MONEY_DECIMALS_GIVEN, .zero = MONEY_ZERO_LIKE},
    {.name = "date", .kind = FORMAT_DATE, .unit = -1, .decimals = MONEY_DECIMALS_GIVEN, .pattern = DATE_PATTERN},
    {.name = "chinese", .kind = FORMAT_CHINESE_NUMBER, .unit = -1, .decimals = MONEY_DECIMALS_GIVEN},
    {.name = "roman", .kind = FORMAT_LOWER_ROMAN, .unit = -1, .decimals = MONEY_DECIMALS_GIVEN},
    {.name = "ROMAN", .kind = FORMAT_UPPER_ROMAN, .unit = -1, .decimals = MONEY_DECIMALS_GIVEN},
    {.name = "circled", .kind = FORMAT_CIRCLED, .unit = -1, .decimals = MONEY_DECIMALS_GIVEN},
};
enum { BUILT_IN_COUNT = sizeof built_in / sizeof *built_in };

const Format *form_format(const Form *form, const char *name) {
    int own = form_find(form->formats, form->format_count, sizeof *form->formats, name);
    if (own >= 0)
        return &form->formats[own];
    int built = form_find(built_in, BUILT_IN_COUNT, sizeof *built_in, name);
    return built < 0 ? NULL : &built_in[built];
}

/* Every brace opens one of the five parts of a date. */
static bool pattern_is_good(const char *pattern) {
    static const char *const parts[] = {"{y}", "{m}", "{d}", "{mm}", "{dd}"};
    for (const char *at = strchr(pattern, '{'); at; at = strchr(at + 1, '{')) {
        bool known = false;
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            known = known || strncmp(at, parts[i], strlen(parts[i])) == 0;
        if (!known)
            return false;
    }
    return true;
}

static void read_decimals(FormReader *reader, const JsonNode *node, Format *format) {
    static const char *const given[] = {"given", NULL};
    if (node && node->type == JSON_STRING)
        json_choice(node, given, 0, reader->diags);
    else
        format->decimals = (int)json_int(node, 0, MONEY_DECIMALS_MAX, MONEY_DECIMALS_GIVEN, reader->diags);
}

static bool key_counts(FormatKind kind, int key) {
    if (kind == FORMAT_NUMBER)
        return key == FORMAT_KEY_DECIMALS || key == FORMAT_KEY_SEPARATORS;
    return (key == FORMAT_KEY_PATTERN) == (kind == FORMAT_DATE);
}

/* Keys of another kind of format would be passed over in silence. */
static void check_kind_keys(FormReader *reader, FormatKind kind, const JsonNode *const *found) {
    for (int key = FORMAT_KEY_UNIT; key < FORMAT_KEY_COUNT; key++)
        if (found[key] && !key_counts(kind, key))
            diag_ref(reader->diags, DIAG_FORM_KEY_IDLE, json_ref(found[key]), DIAG_ARGS(found[key]->key));
}

static Format read_format(FormReader *reader, const JsonNode *node) {
    const JsonNode *found[FORMAT_KEY_COUNT];
    form_object(reader, node, KEYS_FORMAT, found);
    Format format = {.name = node->key, .decimals = MONEY_DECIMALS_GIVEN, .pattern = DATE_PATTERN};
    format.kind = kind_values[json_choice(found[FORMAT_KEY_KIND], kinds, 0, reader->diags)];
    format.unit = form_unit(reader, found[FORMAT_KEY_UNIT], -1);
    format.separators = json_bool(found[FORMAT_KEY_SEPARATORS], false);
    int zero = json_choice(found[FORMAT_KEY_ZERO], zeros, -1, reader->diags);
    format.zero = (int)(zero < 0 ? MONEY_ZERO_LIKE : zero_values[zero]);
    format.dash_zero = zero == ZERO_DASH;
    format.pattern = form_text(reader, found[FORMAT_KEY_PATTERN], DATE_PATTERN);
    read_decimals(reader, found[FORMAT_KEY_DECIMALS], &format);
    if (!pattern_is_good(format.pattern))
        diag_ref(reader->diags, DIAG_FORM_PATTERN, json_ref(found[FORMAT_KEY_PATTERN]), DIAG_ARGS(format.pattern));
    check_kind_keys(reader, format.kind, found);
    return format;
}

void form_read_formats(FormReader *reader, const JsonNode *node) {
    if (!node || !form_limit(reader, node, FORM_NAMES_MAX))
        return;
    Format *formats = ARENA_ARRAY(reader->arena, Format, node->count);
    size_t count = 0;
    for (const JsonNode *child = node->first; formats && child; child = child->next) {
        form_name(reader, child, child->key);
        formats[count++] = read_format(reader, child);
    }
    reader->form->formats = formats;
    reader->form->format_count = count;
}
