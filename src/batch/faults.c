#include "batch/faults.h"

#include <string.h>

#include "json/json_get.h"
#include "json/json_write.h"

static const char *const severities[] = {
    [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"};

static void put_member(Buf *out, const char *key, const char *text) {
    if (!text)
        return;
    buf_printf(out, ",\"%s\":", key);
    json_quote(out, str_from(text));
}

static void put_number(Buf *out, const char *key, int number) {
    if (number > 0)
        buf_printf(out, ",\"%s\":%d", key, number);
}

/* A text that differs by language is an array of two. */
static void put_arg(Buf *out, const char *arg) {
    Str en = diag_half(arg, LANGUAGE_EN), zh = diag_half(arg, LANGUAGE_ZH);
    bool both = arg && arg[0] == '\xff';
    if (both)
        buf_char(out, '[');
    json_quote(out, en);
    if (!both)
        return;
    buf_char(out, ',');
    json_quote(out, zh);
    buf_char(out, ']');
}

static void put_fault(Buf *out, const Diag *fault, Language language) {
    Buf message = {0};
    diag_message(fault, language, &message);
    buf_printf(out, "{\"code\":\"%s\",\"severity\":\"%s\"", diag_code_name(fault->code), severities[fault->severity]);
    put_member(out, "message", buf_failed(&message) ? "" : message.bytes);
    put_member(out, "file", fault->place.file);
    put_number(out, "line", fault->place.line);
    put_number(out, "column", fault->place.column);
    put_member(out, "pointer", fault->place.pointer);
    buf_text(out, ",\"args\":[");
    for (size_t i = 0; i < fault->arg_count; i++) {
        if (i)
            buf_char(out, ',');
        put_arg(out, fault->args[i]);
    }
    buf_text(out, "]}");
    buf_free(&message);
}

void faults_write(const DiagList *faults, Language language, Buf *out) {
    buf_char(out, '[');
    for (size_t i = 0; i < diag_count(faults); i++) {
        if (i)
            buf_char(out, ',');
        put_fault(out, diag_item(faults, i), language);
    }
    buf_char(out, ']');
}

/* ---- and back ------------------------------------------------------------------------------------------------- */

static const char *text_of(const JsonNode *node) { return node && node->type == JSON_STRING ? node->text.text : NULL; }

static int number_of(const JsonNode *node, DiagList *unheard) {
    return node && node->type == JSON_NUMBER ? (int)json_int(node, 0, INT32_MAX, 0, unheard) : 0;
}

static bool code_of(const char *name, DiagCode *code) {
    for (int i = 0; name && i < DIAG_CODE_COUNT; i++) {
        *code = (DiagCode)i;
        if (strcmp(diag_code_name(*code), name) == 0)
            return true;
    }
    return false;
}

/* One argument; `both` has room for a text in both languages. */
static const char *arg_of(const JsonNode *node, Buf *both) {
    const char *en = text_of(node->type == JSON_ARRAY ? node->first : node);
    const char *zh = node->type == JSON_ARRAY && node->first ? text_of(node->first->next) : NULL;
    if (!zh)
        return en ? en : "";
    buf_printf(both, "\xff%s\xff%s", en ? en : "", zh);
    return buf_failed(both) ? "" : both->bytes;
}

static void read_fault(const JsonNode *node, DiagList *out, DiagList *unheard) {
    DiagCode code;
    const char *args[FAULTS_ARGS_MAX];
    Buf texts[FAULTS_ARGS_MAX] = {0};
    size_t count = 0;
    const JsonNode *array = json_member(node, "args");
    if (!code_of(text_of(json_member(node, "code")), &code))
        return;
    for (const JsonNode *arg = array ? array->first : NULL; arg && count < FAULTS_ARGS_MAX; arg = arg->next, count++)
        args[count] = arg_of(arg, &texts[count]);
    Place place = {.file = text_of(json_member(node, "file")),
                   .pointer = text_of(json_member(node, "pointer")),
                   .line = number_of(json_member(node, "line"), unheard),
                   .column = number_of(json_member(node, "column"), unheard)};
    diag_at(out, code, place, args, count);
    for (size_t i = 0; i < count; i++)
        buf_free(&texts[i]);
}

void faults_read(const JsonNode *array, DiagList *out) {
    DiagList *unheard = diag_list_new();
    for (const JsonNode *node = array ? array->first : NULL; node; node = node->next)
        read_fault(node, out, unheard);
    diag_list_free(unheard);
}
