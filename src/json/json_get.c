#include "json/json_get.h"

#include <stdio.h>
#include <string.h>

#include "json/json_number.h"

/* Names offered in a hint, and looked through for the nearest one. */
#define SHOWN_NAMES    12
#define COMPARED_NAMES 128

/* By bit of JsonKind. */
static const char *const kind_names[][2] = {
    {"null", "null"},       {"a boolean", "布尔值"}, {"a number", "数字"},
    {"a string", "字符串"}, {"an array", "数组"},    {"an object", "对象"},
};
#define KIND_COUNT ((int)(sizeof kind_names / sizeof kind_names[0]))

static unsigned kind_of(const JsonNode *node) {
    static const unsigned kinds[] = {
        [JSON_NULL] = JSON_IS_NULL | JSON_IS_NULL_UNSAID,
        [JSON_FALSE] = JSON_IS_BOOL,
        [JSON_TRUE] = JSON_IS_BOOL,
        [JSON_NUMBER] = JSON_IS_NUMBER,
        [JSON_STRING] = JSON_IS_STRING,
        [JSON_ARRAY] = JSON_IS_ARRAY,
        [JSON_OBJECT] = JSON_IS_OBJECT,
    };
    return kinds[node->type];
}

/* ---- names for messages ---- */

const char *json_type_name(JsonType type) {
    static const char *const names[] = {
        [JSON_NULL] = "null",
        [JSON_FALSE] = "false",
        [JSON_TRUE] = "true",
        [JSON_NUMBER] = DIAG_BOTH("a number", "数字"),
        [JSON_STRING] = DIAG_BOTH("a string", "字符串"),
        [JSON_ARRAY] = DIAG_BOTH("an array", "数组"),
        [JSON_OBJECT] = DIAG_BOTH("an object", "对象"),
    };
    return names[type];
}

static void write_kinds(Buf *out, unsigned kinds, Language language) {
    const char *comma = language == LANGUAGE_ZH ? "、" : ", ";
    const char *last = language == LANGUAGE_ZH ? "或" : " or ";
    bool first = true;
    for (int i = 0; i < KIND_COUNT; i++) {
        unsigned bit = 1u << i;
        if (!(kinds & bit))
            continue;
        if (!first)
            buf_text(out, kinds >> (i + 1) ? comma : last);
        buf_text(out, kind_names[i][language]);
        first = false;
    }
}

/* Text in both languages, as DIAG_BOTH makes it. */
static void write_both_kinds(Buf *out, unsigned kinds) {
    buf_text(out, "\xff");
    write_kinds(out, kinds & JSON_IS_ANY, LANGUAGE_EN);
    buf_text(out, "\xff");
    write_kinds(out, kinds & JSON_IS_ANY, LANGUAGE_ZH);
}

const char *json_kinds_name(Arena *arena, unsigned kinds) {
    Buf out = {0};
    write_both_kinds(&out, kinds);
    if (buf_failed(&out))
        arena_fail(arena);
    const char *name = arena_strdup(arena, out.bytes);
    buf_free(&out);
    return name;
}

/* ---- suggestions ---- */

static void write_list(Buf *out, const char *const *names, size_t count, Language language) {
    for (size_t i = 0; i < count && i < SHOWN_NAMES; i++) {
        if (i > 0)
            buf_text(out, language == LANGUAGE_ZH ? "、" : ", ");
        buf_text(out, names[i]);
    }
    if (count > SHOWN_NAMES)
        buf_text(out, " …");
}

/* "did you mean x?", or what there is to choose from. */
static void write_suggestion(Buf *out, const char *name, const char *const *names, size_t count) {
    const char *nearest = str_nearest(name, names, count);
    if (nearest) {
        buf_printf(out,
                   "\xff"
                   "did you mean %s?"
                   "\xff"
                   "是不是 %s？",
                   nearest, nearest);
        return;
    }
    if (count == 0) {
        buf_text(out, DIAG_BOTH("none is defined", "尚未定义"));
        return;
    }
    buf_text(out, "\xff"
                  "possible here: ");
    write_list(out, names, count, LANGUAGE_EN);
    buf_text(out, "\xff"
                  "此处可用：");
    write_list(out, names, count, LANGUAGE_ZH);
}

/* Past the limit nothing is kept: no use in looking for the nearest name. */
static bool is_full(const DiagList *diags) { return diag_count_at_least(diags, SEVERITY_ERROR) >= DIAG_LIMIT; }

/* The hint of a fault about a name; false, with MEMORY said, when there is no room for it. */
static bool make_hint(Buf *hint, DiagList *diags, const char *name, const char *const *names, size_t count) {
    buf_text(hint, "");
    if (!is_full(diags))
        write_suggestion(hint, name, names, count);
    if (buf_failed(hint))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return !buf_failed(hint);
}

void json_report_name(DiagList *diags, DiagCode code, SourceRef ref, const char *name, const char *const *names,
                      size_t count) {
    Buf hint = {0};
    if (make_hint(&hint, diags, name, names, count))
        diag_ref(diags, code, ref, DIAG_ARGS(name, hint.bytes));
    buf_free(&hint);
}

/* ---- kinds ---- */

/* A number in quotation marks where a number is needed, or the other way round; "" for other mistakes. */
static const char *quotes_hint(const JsonNode *node, unsigned kinds) {
    if (node->type == JSON_NUMBER && kinds & JSON_IS_STRING)
        return DIAG_BOTH("write it in quotation marks", "请加引号");
    if (node->type == JSON_STRING && kinds & JSON_IS_NUMBER && json_number_check(node->text) == JSON_NUMBER_FINE)
        return DIAG_BOTH("write it without quotation marks", "请去掉引号");
    return "";
}

bool json_expect(const JsonNode *node, unsigned kinds, DiagList *diags) {
    if (!node)
        return false;
    if (kinds & kind_of(node))
        return true;
    Buf wanted = {0};
    write_both_kinds(&wanted, kinds);
    if (buf_failed(&wanted))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    else
        diag_ref(diags, DIAG_JSON_TYPE, json_ref(node),
                 DIAG_ARGS(wanted.bytes, json_type_name(node->type), quotes_hint(node, kinds)));
    buf_free(&wanted);
    return false;
}

/* ---- objects ---- */

static size_t key_index(const JsonKey *keys, size_t count, const char *name) {
    size_t i = 0;
    while (i < count && strcmp(keys[i].name, name) != 0)
        i++;
    return i;
}

static void report_unknown(const JsonNode *member, const JsonKey *keys, size_t count, DiagList *diags) {
    const char *names[COMPARED_NAMES];
    size_t compared = count < COMPARED_NAMES ? count : COMPARED_NAMES;
    for (size_t i = 0; i < compared; i++)
        names[i] = keys[i].name;
    Arena *arena = arena_new();
    Buf hint = {0};
    Place place = json_key_place(member, arena);
    if (arena_failed(arena))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    else if (make_hint(&hint, diags, member->key, names, compared))
        diag_at(diags, DIAG_JSON_KEY_UNKNOWN, place, DIAG_ARGS(member->key, hint.bytes));
    buf_free(&hint);
    arena_free(arena);
}

bool json_object(const JsonNode *node, const JsonKey *keys, size_t count, const JsonNode **found, DiagList *diags) {
    for (size_t i = 0; i < count; i++)
        found[i] = NULL;
    if (!json_expect(node, JSON_IS_OBJECT, diags))
        return false;
    bool fits = true;
    for (const JsonNode *member = node->first; member; member = member->next) {
        size_t i = key_index(keys, count, member->key);
        if (i < count) {
            found[i] = member;
        } else if (member->key[0] != '$' || node->parent) {
            report_unknown(member, keys, count, diags);
            fits = false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!found[i] && !keys[i].required)
            continue;
        if (!found[i])
            diag_ref(diags, DIAG_JSON_KEY_MISSING, json_ref(node), DIAG_ARGS(keys[i].name));
        if (json_expect(found[i], keys[i].kinds, diags))
            continue;
        found[i] = NULL;
        fits = false;
    }
    return fits;
}

/* ---- values ---- */

const char *json_text(const JsonNode *node, const char *otherwise) {
    return node && node->type == JSON_STRING ? node->text.text : otherwise;
}

bool json_bool(const JsonNode *node, bool otherwise) {
    if (node && node->type == JSON_TRUE)
        return true;
    return node && node->type == JSON_FALSE ? false : otherwise;
}

/* -?digits; false when the text is none. Digits beyond int64 give *fits = false. */
static bool read_int(Str text, int64_t *value, bool *fits) {
    bool negative = text.length && text.text[0] == '-';
    uint64_t limit = negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX, total = 0;
    *fits = true;
    for (size_t i = negative; i < text.length; i++) {
        if (text.text[i] < '0' || text.text[i] > '9')
            return false;
        uint64_t digit = (uint64_t)(text.text[i] - '0');
        *fits = *fits && total <= (limit - digit) / 10;
        total = *fits ? total * 10 + digit : 0;
    }
    *value = negative ? (int64_t)(0 - total) : (int64_t)total;
    return true;
}

int64_t json_int(const JsonNode *node, int64_t low, int64_t high, int64_t otherwise, DiagList *diags) {
    int64_t value;
    bool fits;
    if (!json_expect(node, JSON_IS_NUMBER, diags))
        return otherwise;
    if (!read_int(node->text, &value, &fits)) {
        diag_ref(diags, DIAG_JSON_INT, json_ref(node), DIAG_ARGS(node->text.text));
        return otherwise;
    }
    if (fits && value >= low && value <= high)
        return value;
    char low_text[BUF_NUMBER], high_text[BUF_NUMBER];
    snprintf(low_text, sizeof low_text, "%lld", (long long)low);
    snprintf(high_text, sizeof high_text, "%lld", (long long)high);
    diag_ref(diags, DIAG_JSON_INT_RANGE, json_ref(node), DIAG_ARGS(node->text.text, low_text, high_text));
    return otherwise;
}

int json_choice(const JsonNode *node, const char *const *names, int otherwise, DiagList *diags) {
    if (!json_expect(node, JSON_IS_STRING, diags))
        return otherwise;
    size_t count = 0;
    for (; names[count]; count++)
        if (strcmp(names[count], node->text.text) == 0)
            return (int)count;
    json_report_name(diags, DIAG_JSON_CHOICE, json_ref(node), node->text.text, names, count);
    return otherwise;
}

Len json_len(const JsonNode *node, Len low, Len high, Len otherwise, DiagList *diags) {
    Len len;
    if (!json_expect(node, JSON_IS_STRING, diags))
        return otherwise;
    const char *text = node->text.text;
    if (!len_parse(text, &len)) {
        diag_ref(diags, DIAG_JSON_LEN, json_ref(node), DIAG_ARGS(text));
        return otherwise;
    }
    if (len >= low && len <= high)
        return len;
    char low_text[LEN_TEXT], high_text[LEN_TEXT];
    const char *bounds[] = {text, len_format(low, low_text), len_format(high, high_text)};
    diag_ref(diags, DIAG_JSON_LEN_RANGE, json_ref(node), bounds, 3);
    return otherwise;
}
