#include "batch/plan.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lines.h"
#include "base/vec.h"
#include "batch/fingerprint.h"
#include "batch/naming.h"
#include "json/json_get.h"
#include "json/json_write.h"

#define PLAN_VERSION 1
#define PLAN_NAME    "plan.jsonl"
/* Of so many lines one is found by where it stands, the others by going on from it. */
#define STRIDE 16
#define CHUNK  ((size_t)8 << 10)

struct PlanLines {
    int file;
    VEC(uint64_t) marks; /* where each STRIDEth line begins */
    Spill out;           /* while it is made */
    uint64_t end;        /* of the lines, while it is made */
    bool here;           /* paths are as they are to be used */
    bool stored;         /* it comes out of a store: who knows who has written it */
};

/* ---- lines in a file ------------------------------------------------------------------------------------------ */

static bool open_lines(Plan *plan, int file, DiagList *diags) {
    plan->lines = calloc(1, sizeof *plan->lines);
    if (!plan->lines) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        if (file >= 0)
            close(file);
        return false;
    }
    plan->lines->file = file;
    plan->lines->out.file = file;
    return true;
}

void plan_free(Plan *plan) {
    if (!plan->lines)
        return;
    VEC_FREE(&plan->lines->marks);
    buf_free(&plan->lines->out.text);
    if (plan->lines->file >= 0)
        close(plan->lines->file);
    free(plan->lines);
    plan->lines = NULL;
}

/* Where the next line begins. */
static void mark_line(Plan *plan, uint64_t at) {
    if (plan->count++ % STRIDE)
        return;
    uint64_t *mark = VEC_PUSH(&plan->lines->marks);
    if (mark)
        *mark = at;
}

/* The rest of *text after so many lines; false when it has not so many. */
static bool skip_lines(Str *text, size_t count) {
    Str line;
    while (count > 0 && str_split(*text, '\n', &line, text))
        count--;
    return count == 0;
}

/* A line by its number, read into `text`. */
static bool read_line(const PlanLines *lines, size_t number, Buf *text, Str *line) {
    uint64_t at = lines->marks.items[number / STRIDE];
    for (;;) {
        buf_reserve(text, CHUNK);
        if (buf_failed(text))
            return false;
        ssize_t got = pread(lines->file, text->bytes + text->length, CHUNK, (off_t)(at + text->length));
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        text->length += got > 0 ? (size_t)got : 0;
        Str rest = {text->bytes, text->length};
        if (skip_lines(&rest, number % STRIDE) && str_split(rest, '\n', line, &rest))
            return true;
    }
}

/* ---- making --------------------------------------------------------------------------------------------------- */

/* A file without a name, gone with whoever holds it. */
static int open_nameless(const char *folder) {
    char path[PATH_MAX];
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return file;
    snprintf(path, sizeof path, "%s/banxin-plan-XXXXXX", folder);
    file = mkostemp(path, O_CLOEXEC);
    if (file >= 0)
        unlink(path);
    return file;
}

static bool cannot_write(const char *path, int error, DiagList *diags) {
    diag_at(diags, DIAG_FILE_WRITE, (Place){.file = path}, DIAG_ARGS(path, file_reason(error), ""));
    return false;
}

bool plan_start(Plan *plan, size_t shards, const char *folder, DiagList *diags) {
    *plan = (Plan){.shards = shards};
    int file = open_nameless(folder);
    if (file < 0)
        return cannot_write(folder, errno, diags);
    if (!open_lines(plan, file, diags))
        return false;
    plan->lines->here = true;
    return true;
}

/* ---- a line written
 * -------------------------------------------------------------------------------------------------- */

static void put_text(Buf *out, const char *key, const char *text) {
    if (!text)
        return;
    buf_printf(out, ",\"%s\":", key);
    json_quote(out, str_from(text));
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

void plan_add(Plan *plan, const PlanItem *item) {
    PlanLines *lines = plan->lines;
    PlanItem added = *item;
    size_t before = lines->out.text.length;
    added.shard = plan->count % plan->shards;
    mark_line(plan, lines->end);
    put_item(&added, &lines->out.text);
    lines->end += lines->out.text.length - before;
    spill_turn(&lines->out);
}

bool plan_seal(Plan *plan, DiagList *diags) {
    int error = spill_end(&plan->lines->out);
    if (!error && plan->lines->marks.failed)
        error = ENOMEM;
    return !error || cannot_write(PLAN_NAME, error, diags);
}

/* ---- into the store ------------------------------------------------------------------------------------------- */

static void copy_lines(const PlanLines *lines, Spill *out) {
    for (uint64_t at = 0; at < lines->end && !out->error;) {
        size_t wanted = lines->end - at < CHUNK ? (size_t)(lines->end - at) : CHUNK;
        buf_reserve(&out->text, wanted);
        ssize_t got =
            buf_failed(&out->text) ? 0 : pread(lines->file, out->text.bytes + out->text.length, wanted, (off_t)at);
        if (got <= 0 && errno != EINTR)
            out->error = buf_failed(&out->text) ? ENOMEM : got < 0 ? errno : EIO;
        out->text.length += got > 0 ? (size_t)got : 0;
        at += got > 0 ? (uint64_t)got : 0;
        spill_turn(out);
    }
}

bool plan_write(const Plan *plan, const Store *store, DiagList *diags) {
    StoreFile file;
    store_file_begin(&file, store, /*within*/ true, PLAN_NAME);
    put_head(plan, &file.out.text);
    copy_lines(plan->lines, &file.out);
    return store_file_end(&file, diags);
}

/* ---- a line read ---------------------------------------------------------------------------------------------------
 */

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
    HEAD_KEYS
};
static const JsonKey head_keys[HEAD_KEYS] = {
    {"plan", JSON_IS_NUMBER, true},     {"reports", JSON_IS_NUMBER, true},      {"shards", JSON_IS_NUMBER, true},
    {"program", JSON_IS_STRING, true},  {"folder", JSON_IS_STRING, true},       {"form", JSON_IS_STRING, false},
    {"fonts", JSON_IS_STRING, false},   {"conformance", JSON_IS_STRING, false}, {"print", JSON_IS_STRING, false},
    {"profile", JSON_IS_STRING, false}, {"check", JSON_IS_BOOL, false}};

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

static void turn_options(Arena *arena, Plan *plan) {
    char folder[PATH_MAX];
    PlanOptions *options = &plan->options;
    bool here = getcwd(folder, sizeof folder) && strcmp(folder, plan->folder) == 0;
    plan->lines->here = here;
    plan->lines->stored = true;
    options->form = from_here(arena, plan, options->form, here);
    options->fonts = from_here(arena, plan, options->fonts, here);
    options->profile = from_here(arena, plan, options->profile, here);
}

/* A plan's name is that of a file, whoever has written the plan. */
static bool is_file_name(Arena *arena, const char *name) {
    const char *safe = name ? naming_safe(arena, str_from(name)) : NULL;
    return safe && strcmp(safe, name) == 0;
}

/* Whether a line is what a plan says; `number` is the line's. */
static bool check_line(const Plan *plan, Arena *trial, const char *file, int number, Str line, DiagList *diags) {
    PlanItem item = {0};
    if (!read_object(trial, file, number, line, &item, diags))
        return false;
    if (item.shard < plan->shards && is_file_name(trial, item.name))
        return true;
    diag_at(diags, DIAG_BATCH_LINE, (Place){.file = file, .line = number},
            DIAG_ARGS(DIAG_BOTH("it is not what a plan says", "与任务清单不符")));
    return false;
}

static bool cut_off(const char *file, size_t line, DiagList *diags) {
    diag_at(diags, DIAG_BATCH_LINE, (Place){.file = file, .line = (int)line},
            DIAG_ARGS(DIAG_BOTH("the plan is cut off here", "任务清单在此处中断")));
    return false;
}

/* Looks through all lines, after the head. */
static bool check_lines(Plan *plan, Lines *lines, const char *file, size_t reports, DiagList *diags) {
    Arena *trial = arena_new();
    Str line;
    bool good = true, whole = true;
    while (trial && plan->count < reports && lines_next(lines, &line, &whole) && whole) {
        ArenaMark mark = arena_mark(trial);
        mark_line(plan, lines->begin);
        good = check_line(plan, trial, file, (int)plan->count + 1, line, diags) && good;
        arena_rewind(trial, mark);
    }
    if (good && !lines->error && (plan->count < reports || lines_next(lines, &line, &whole)))
        good = cut_off(file, plan->count + 2, diags);
    if (!trial || plan->lines->marks.failed || lines->error == ENOMEM)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    arena_free(trial);
    return good && !diag_has_errors(diags);
}

static bool read_all(Arena *arena, const char *file, Plan *plan, DiagList *diags) {
    Lines lines;
    Str head;
    bool whole;
    size_t reports = 0;
    PlanLines *kept = plan->lines;
    lines_start(&lines, kept->file);
    bool good = lines_next(&lines, &head, &whole) && whole;
    if (!good && !lines.error)
        cut_off(file, 1, diags);
    good = good && read_head(arena, file, head, plan, &reports, diags);
    plan->lines = kept;
    good = good && check_lines(plan, &lines, file, reports, diags);
    if (lines.error)
        diag_at(diags, DIAG_FILE_READ, (Place){.file = file}, DIAG_ARGS(file, file_reason(lines.error)));
    lines_free(&lines);
    return good && !lines.error;
}

bool plan_read(Arena *arena, const Store *store, Plan *plan, DiagList *diags) {
    *plan = (Plan){0};
    const char *file = arena_printf(arena, "%s/" STORE_NAME "/" PLAN_NAME, store->folder);
    int opened = openat(store->state, PLAN_NAME, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY);
    if (opened < 0 && errno == ENOENT)
        diag_at(diags, DIAG_BATCH_NONE, (Place){.file = store->folder}, DIAG_ARGS(store->folder));
    else if (opened < 0)
        diag_at(diags, DIAG_FILE_READ, (Place){.file = file}, DIAG_ARGS(file, file_reason(errno)));
    if (opened < 0 || !open_lines(plan, opened, diags))
        return false;
    bool good = file && read_all(arena, file, plan, diags);
    if (good)
        turn_options(arena, plan);
    if (!arena_failed(arena))
        return good;
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

/* ---- a report ------------------------------------------------------------------------------------------------- */

bool plan_item(Arena *arena, const Plan *plan, size_t number, PlanItem *item) {
    Buf text = {0};
    Str line;
    DiagList *unheard = diag_list_new();
    bool read = number < plan->count && unheard && read_line(plan->lines, number, &text, &line) &&
                read_object(arena, PLAN_NAME, 0, line, item, unheard) &&
                (!plan->lines->stored || is_file_name(arena, item->name));
    diag_list_free(unheard);
    buf_free(&text);
    if (!read)
        return false;
    item->input = from_here(arena, plan, item->input, plan->lines->here);
    item->form = from_here(arena, plan, item->form, plan->lines->here);
    return !arena_failed(arena);
}

/* ---- names ---------------------------------------------------------------------------------------------------- */

/* A name, by its hash. */
typedef struct NameOf {
    uint64_t hash;
    size_t number;
} NameOf;

typedef struct Clash {
    size_t first, second;
} Clash;

typedef VEC(Clash) Clashes;

static int compare_hashes(const void *a, const void *b) {
    const NameOf *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return (left->number > right->number) - (left->number < right->number);
}

static int compare_clashes(const void *a, const void *b) {
    const Clash *left = a, *right = b;
    return (left->second > right->second) - (left->second < right->second);
}

static bool hash_names(const Plan *plan, Arena *trial, NameOf *names) {
    for (size_t i = 0; i < plan->count; i++) {
        ArenaMark mark = arena_mark(trial);
        PlanItem item;
        if (!plan_item(trial, plan, i, &item) || !item.name)
            return false;
        Fingerprint hash = fingerprint_of(item.name, strlen(item.name));
        names[i].number = i;
        memcpy(&names[i].hash, hash.bytes, sizeof names[i].hash);
        arena_rewind(trial, mark);
    }
    return true;
}

/* Of names with the same hash the nearest before it that is the same. */
static bool find_clash(const Plan *plan, Arena *trial, const NameOf *names, size_t at, Clash *clash) {
    PlanItem one, other;
    bool found = false;
    ArenaMark mark = arena_mark(trial);
    for (size_t i = at; !found && i > 0 && names[i - 1].hash == names[at].hash; i--) {
        found = plan_item(trial, plan, names[i - 1].number, &one) && plan_item(trial, plan, names[at].number, &other) &&
                strcmp(one.name, other.name) == 0;
        *clash = (Clash){names[i - 1].number, names[at].number};
    }
    arena_rewind(trial, mark);
    return found;
}

static void tell_clash(const Plan *plan, const Clash *clash, Arena *trial, DiagList *diags) {
    PlanItem one, other;
    ArenaMark mark = arena_mark(trial);
    if (plan_item(trial, plan, clash->first, &one) && plan_item(trial, plan, clash->second, &other))
        diag_at(diags, DIAG_BATCH_CLASH, (Place){.file = other.input}, DIAG_ARGS(one.input, other.input, other.name));
    arena_rewind(trial, mark);
}

static void tell_clashes(const Plan *plan, Arena *trial, NameOf *names, Clashes *clashes, DiagList *diags) {
    Clash clash;
    if (plan->count)
        qsort(names, plan->count, sizeof *names, compare_hashes);
    for (size_t i = 1; i < plan->count; i++) {
        Clash *slot = find_clash(plan, trial, names, i, &clash) ? VEC_PUSH(clashes) : NULL;
        if (slot)
            *slot = clash;
    }
    if (clashes->count)
        qsort(clashes->items, clashes->count, sizeof *clashes->items, compare_clashes);
    for (size_t i = 0; i < clashes->count; i++)
        tell_clash(plan, &clashes->items[i], trial, diags);
}

bool plan_check_names(const Plan *plan, DiagList *diags) {
    Arena *trial = arena_new();
    NameOf *names = calloc(plan->count + 1, sizeof *names);
    Clashes clashes = {0};
    bool read = trial && names && hash_names(plan, trial, names);
    if (read)
        tell_clashes(plan, trial, names, &clashes, diags);
    bool good = read && clashes.count == 0 && !clashes.failed && !arena_failed(trial);
    if (!good && clashes.count == 0)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    VEC_FREE(&clashes);
    free(names);
    arena_free(trial);
    return good;
}
