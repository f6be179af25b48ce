#include "batch/plan.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "batch/naming.h"
#include "json/json_get.h"
#include "json/json_write.h"

#define PLAN_VERSION   1
#define PLAN_NAME      "plan.jsonl"
#define PLAN_BYTES_MAX ((size_t)4 << 30)

void plan_cut(Plan *plan, size_t shards) {
    plan->shards = shards;
    for (size_t i = 0; i < plan->count; i++)
        plan->items[i].shard = i % shards;
}

/* ---- writing -------------------------------------------------------------------------------------------------- */

static void put_text(Buf *out, const char *key, const char *text) {
    if (!text)
        return;
    buf_printf(out, ",\"%s\":", key);
    json_quote(out, str_from(text));
}

static void put_words(const PlanOptions *options, Buf *out) {
    buf_text(out, ",\"sign\":{");
    for (size_t i = 0; i < options->word_count; i++) {
        buf_text(out, i ? "," : "");
        json_quote(out, str_from(options->words[i].name));
        buf_char(out, ':');
        json_quote(out, str_from(options->words[i].value));
    }
    buf_char(out, '}');
}

static void put_head(const Plan *plan, Buf *out) {
    buf_printf(out, "{\"plan\":%d,\"reports\":%zu,\"shards\":%zu", PLAN_VERSION, plan->count, plan->shards);
    put_text(out, "program", plan->program);
    put_text(out, "folder", plan->folder);
    put_text(out, "form", plan->options.form);
    put_text(out, "fonts", plan->options.fonts);
    put_text(out, "conformance", plan->options.conformance);
    put_text(out, "print", plan->options.print);
    put_text(out, "profile", plan->options.profile);
    if (plan->options.check)
        buf_text(out, ",\"check\":true");
    if (plan->options.sign)
        put_words(&plan->options, out);
    buf_text(out, "}\n");
}

static void put_item(const PlanItem *item, Buf *out) {
    buf_printf(out, "{\"shard\":%zu", item->shard);
    put_text(out, "input", item->input);
    put_text(out, "name", item->name);
    put_text(out, "form", item->form);
    put_text(out, "conformance", item->conformance);
    put_text(out, "seen", item->seen);
    put_text(out, "lacks", item->lacks);
    buf_text(out, "}\n");
}

static char *file_path(const Store *store) {
    Buf path = {0};
    buf_printf(&path, "%s/" STORE_NAME "/" PLAN_NAME, store->folder);
    return path.bytes;
}

bool plan_write(const Plan *plan, const Store *store, DiagList *diags) {
    Buf text = {0};
    put_head(plan, &text);
    for (size_t i = 0; i < plan->count; i++)
        put_item(&plan->items[i], &text);
    if (buf_failed(&text))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    bool written =
        !buf_failed(&text) && store_write(store, /*within*/ true, PLAN_NAME, (Str){text.bytes, text.length}, diags);
    buf_free(&text);
    return written;
}

/* ---- a line --------------------------------------------------------------------------------------------------- */

enum { LINE_INPUT, LINE_NAME, LINE_FORM, LINE_CONFORMANCE, LINE_SEEN, LINE_LACKS, LINE_SHARD, LINE_KEYS };
static const JsonKey line_keys[LINE_KEYS] = {{"input", JSON_IS_STRING, true}, {"name", JSON_IS_STRING, false},
                                             {"form", JSON_IS_STRING, false}, {"conformance", JSON_IS_STRING, false},
                                             {"seen", JSON_IS_STRING, false}, {"lacks", JSON_IS_STRING, false},
                                             {"shard", JSON_IS_NUMBER, false}};

static const char *text_of(Arena *arena, const JsonNode *node) {
    return node ? arena_strdup(arena, node->text.text) : NULL;
}

static bool take_line(Arena *arena, const JsonNode *root, PlanItem *item, DiagList *diags) {
    static const char *const conformances[] = {"3a", "2a", "none", NULL};
    const JsonNode *found[LINE_KEYS] = {NULL};
    if (!json_object(root, line_keys, LINE_KEYS, found, diags))
        return false;
    if (found[LINE_CONFORMANCE] && json_choice(found[LINE_CONFORMANCE], conformances, -1, diags) < 0)
        return false;
    *item = (PlanItem){.input = text_of(arena, found[LINE_INPUT]),
                       .name = text_of(arena, found[LINE_NAME]),
                       .form = text_of(arena, found[LINE_FORM]),
                       .conformance = text_of(arena, found[LINE_CONFORMANCE]),
                       .seen = text_of(arena, found[LINE_SEEN]),
                       .lacks = text_of(arena, found[LINE_LACKS]),
                       .shard = (size_t)json_int(found[LINE_SHARD], 0, PLAN_SHARDS_MAX - 1, 0, diags)};
    return !diag_has_errors(diags);
}

/* What is wrong with a line, in the words of its first fault; the line is known, and no place within it. */
static void report_line(const char *file, int line, const DiagList *unheard, DiagList *diags) {
    const Diag *first = diag_count(unheard) ? diag_item(unheard, 0) : NULL;
    Buf why = {0};
    buf_char(&why, '\xff');
    if (first)
        diag_message(first, LANGUAGE_EN, &why);
    buf_char(&why, '\xff');
    if (first)
        diag_message(first, LANGUAGE_ZH, &why);
    diag_at(diags, DIAG_BATCH_LINE, (Place){.file = file, .line = line}, DIAG_ARGS(buf_failed(&why) ? "" : why.bytes));
    buf_free(&why);
}

static bool read_object(Arena *arena, const char *file, int line, Str text, PlanItem *item, DiagList *diags) {
    Arena *trial = arena_new();
    DiagList *unheard = diag_list_new();
    const JsonDoc *doc = trial && unheard ? json_doc_parse(trial, file, text.text, text.length, unheard) : NULL;
    bool read = doc && take_line(arena, json_doc_root(doc), item, unheard);
    if (!read)
        report_line(file, line, unheard, diags);
    diag_list_free(unheard);
    arena_free(trial);
    return read && !arena_failed(arena);
}

bool plan_read_line(Arena *arena, const char *file, int line, Str text, PlanItem *item, DiagList *diags) {
    Str path = str_trim(text);
    if (path.length && path.text[0] == '{')
        return read_object(arena, file, line, path, item, diags);
    *item = (PlanItem){.input = str_dup(arena, path)};
    if (item->input && strlen(item->input) != path.length) {
        diag_at(diags, DIAG_BATCH_LINE, (Place){.file = file, .line = line},
                DIAG_ARGS(DIAG_BOTH("a path holds no NUL", "路径中不能有 NUL")));
        return false;
    }
    return item->input != NULL;
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

enum {
    HEAD_PLAN,
    HEAD_REPORTS,
    HEAD_SHARDS,
    HEAD_PROGRAM,
    HEAD_FOLDER,
    HEAD_FORM,
    HEAD_FONTS,
    HEAD_CONFORMANCE,
    HEAD_PRINT,
    HEAD_PROFILE,
    HEAD_CHECK,
    HEAD_SIGN,
    HEAD_KEYS
};
static const JsonKey head_keys[HEAD_KEYS] = {
    {"plan", JSON_IS_NUMBER, true},     {"reports", JSON_IS_NUMBER, true},      {"shards", JSON_IS_NUMBER, true},
    {"program", JSON_IS_STRING, true},  {"folder", JSON_IS_STRING, true},       {"form", JSON_IS_STRING, false},
    {"fonts", JSON_IS_STRING, false},   {"conformance", JSON_IS_STRING, false}, {"print", JSON_IS_STRING, false},
    {"profile", JSON_IS_STRING, false}, {"check", JSON_IS_BOOL, false},         {"sign", JSON_IS_OBJECT, false}};

/* What the names mean is for who has said them. */
static void take_words(Arena *arena, const JsonNode *object, PlanOptions *options, DiagList *diags) {
    PlanWord *words = object ? ARENA_ARRAY(arena, PlanWord, object->count) : NULL;
    options->sign = object != NULL;
    options->words = words;
    for (const JsonNode *value = words ? object->first : NULL; value; value = value->next)
        if (json_expect(value, JSON_IS_STRING, diags))
            words[options->word_count++] = (PlanWord){arena_strdup(arena, value->key), text_of(arena, value)};
}

static bool take_head(Arena *arena, const JsonNode *root, Plan *plan, size_t *reports, DiagList *diags) {
    const JsonNode *found[HEAD_KEYS] = {NULL};
    if (!json_object(root, head_keys, HEAD_KEYS, found, diags))
        return false;
    json_int(found[HEAD_PLAN], PLAN_VERSION, PLAN_VERSION, PLAN_VERSION, diags);
    *reports = (size_t)json_int(found[HEAD_REPORTS], 0, PLAN_REPORTS_MAX, 0, diags);
    *plan = (Plan){.program = text_of(arena, found[HEAD_PROGRAM]),
                   .folder = text_of(arena, found[HEAD_FOLDER]),
                   .shards = (size_t)json_int(found[HEAD_SHARDS], 1, PLAN_SHARDS_MAX, 1, diags),
                   .options = {.form = text_of(arena, found[HEAD_FORM]),
                               .fonts = text_of(arena, found[HEAD_FONTS]),
                               .conformance = text_of(arena, found[HEAD_CONFORMANCE]),
                               .print = text_of(arena, found[HEAD_PRINT]),
                               .profile = text_of(arena, found[HEAD_PROFILE]),
                               .check = json_bool(found[HEAD_CHECK], false)}};
    take_words(arena, found[HEAD_SIGN], &plan->options, diags);
    return !diag_has_errors(diags);
}

static bool read_head(Arena *arena, const char *file, Str text, Plan *plan, size_t *reports, DiagList *diags) {
    Arena *trial = arena_new();
    DiagList *unheard = diag_list_new();
    const JsonDoc *doc = trial && unheard ? json_doc_parse(trial, file, text.text, text.length, unheard) : NULL;
    bool read = doc && take_head(arena, json_doc_root(doc), plan, reports, unheard);
    if (!read)
        report_line(file, 1, unheard, diags);
    diag_list_free(unheard);
    arena_free(trial);
    return read && !arena_failed(arena);
}

/* A path as it is to be used from where we are. */
static const char *from_here(Arena *arena, const Plan *plan, const char *path, bool here) {
    return !path || here || path[0] == '/' ? path : arena_printf(arena, "%s/%s", plan->folder, path);
}

static bool is_here(const Plan *plan) {
    char folder[PATH_MAX];
    return getcwd(folder, sizeof folder) && strcmp(folder, plan->folder) == 0;
}

const char *plan_path(Arena *arena, const Plan *plan, const char *path) {
    return from_here(arena, plan, path, is_here(plan));
}

static void turn_paths(Arena *arena, Plan *plan) {
    PlanOptions *options = &plan->options;
    bool here = is_here(plan);
    options->form = from_here(arena, plan, options->form, here);
    options->fonts = from_here(arena, plan, options->fonts, here);
    options->profile = from_here(arena, plan, options->profile, here);
    for (size_t i = 0; i < plan->count; i++) {
        plan->items[i].input = from_here(arena, plan, plan->items[i].input, here);
        plan->items[i].form = from_here(arena, plan, plan->items[i].form, here);
    }
}

/* A plan's name is that of a file, whoever has written the plan. */
static bool is_file_name(Arena *arena, const char *name) {
    const char *safe = name ? naming_safe(arena, str_from(name)) : NULL;
    return safe && strcmp(safe, name) == 0;
}

static bool read_items(Arena *arena, const char *file, Str text, Plan *plan, size_t reports, DiagList *diags) {
    Str line;
    bool good = true;
    plan->items = ARENA_ARRAY(arena, PlanItem, reports);
    for (int number = 2; plan->items && str_split(text, '\n', &line, &text); number++) {
        PlanItem item = {0};
        if (!read_object(arena, file, number, line, &item, diags)) {
            good = false;
        } else if (plan->count == reports || item.shard >= plan->shards || !is_file_name(arena, item.name)) {
            diag_at(diags, DIAG_BATCH_LINE, (Place){.file = file, .line = number},
                    DIAG_ARGS(DIAG_BOTH("it is not what a plan says", "与任务清单不符")));
            good = false;
        } else {
            plan->items[plan->count++] = item;
        }
    }
    if (good && plan->items && (plan->count != reports || text.length)) {
        diag_at(diags, DIAG_BATCH_LINE, (Place){.file = file, .line = (int)plan->count + 2},
                DIAG_ARGS(DIAG_BOTH("the plan is cut off here", "任务清单在此处中断")));
        good = false;
    }
    return good && plan->items;
}

bool plan_read(Arena *arena, const Store *store, Plan *plan, DiagList *diags) {
    char *path = file_path(store), *bytes;
    const char *file = path ? arena_strdup(arena, path) : NULL;
    size_t length = 0, reports = 0;
    Str head, rest;
    free(path);
    if (!store_has_plan(store)) {
        diag_at(diags, DIAG_BATCH_NONE, (Place){.file = store->folder}, DIAG_ARGS(store->folder));
        return false;
    }
    bool good = file && file_read(arena, file, PLAN_BYTES_MAX, &bytes, &length, diags);
    if (good && !str_split((Str){bytes, length}, '\n', &head, &rest)) {
        diag_at(diags, DIAG_BATCH_LINE, (Place){.file = file, .line = 1},
                DIAG_ARGS(DIAG_BOTH("the plan is cut off here", "任务清单在此处中断")));
        good = false;
    }
    good = good && read_head(arena, file, head, plan, &reports, diags) &&
           read_items(arena, file, rest, plan, reports, diags);
    if (good)
        turn_paths(arena, plan);
    if (!arena_failed(arena))
        return good;
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

/* ---- names ---------------------------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b) {
    const PlanItem *left = *(const PlanItem *const *)a, *right = *(const PlanItem *const *)b;
    int names = strcmp(left->name, right->name);
    return names ? names : (left > right) - (left < right);
}

bool plan_check_names(Arena *arena, const Plan *plan, DiagList *diags) {
    const PlanItem **items = ARENA_ARRAY(arena, const PlanItem *, plan->count);
    bool good = true;
    if (!items) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return false;
    }
    for (size_t i = 0; i < plan->count; i++)
        items[i] = &plan->items[i];
    if (plan->count)
        qsort(items, plan->count, sizeof *items, compare_names);
    for (size_t i = 1; i < plan->count; i++) {
        if (strcmp(items[i - 1]->name, items[i]->name) != 0)
            continue;
        diag_at(diags, DIAG_BATCH_CLASH, (Place){.file = items[i]->input},
                DIAG_ARGS(items[i - 1]->input, items[i]->input, items[i]->name));
        good = false;
    }
    return good;
}
