/*
 * Adding. First everything that can be done without the others waiting: each file is read, judged, hashed and put
 * into this addition's own folder, and all are synced. Then, with the archive held alone: the objects are linked and
 * synced, the lines appended to the chain and synced - from here on they are added, whatever happens - and the
 * catalogue committed. Whatever fails before takes back what was done.
 */
#include <stdlib.h>
#include <string.h>

#include "archive/archive.h"
#include "archive/facts.h"
#include "archive/hold.h"
#include "base/file.h"
#include "base/vec.h"

/* A file that is good, and what became of it. */
typedef struct Addition {
    const char *path;
    Entry entry;     /* complete but for what the chain gives it */
    int64_t present; /* the entry that had the same bytes before, or ENTRY_NONE */
    bool lost;       /* that entry's object is not there any more */
    bool linked;
} Addition;

typedef VEC(Addition) Additions;

typedef struct Adding {
    const ArchiveOrder *order;
    const ArchiveAdd *add;
    const VerifyTrust *trust;
    Hold hold;
    Arena *arena; /* what is kept of the files */
    Additions additions;
    Buf lines;    /* of the chain, to be appended */
    ChainEnd end; /* after them */
    size_t refused;
    DiagList *diags;
} Adding;

/* ---- a file ---- */

static bool refuse(Adding *adding, const char *path, const Verdict *verdict) {
    char number[BUF_NUMBER];
    size_t grave = 0;
    for (size_t i = 0; i < verdict->finding_count; i++)
        grave += verdict->findings[i].gravity == VERIFY_GRAVE;
    Place place = {.file = path};
    diag_at(adding->diags, DIAG_ARCHIVE_REFUSED, place, DIAG_ARGS(int_format((int64_t)grave, number)));
    for (size_t i = 0; i < verdict->finding_count; i++)
        if (verdict->findings[i].gravity == VERIFY_GRAVE)
            diag_at(adding->diags, DIAG_ARCHIVE_FINDING, place,
                    DIAG_ARGS(verdict->findings[i].rule, verdict->findings[i].message));
    return false;
}

static bool judge(Adding *adding, Arena *scratch, const char *path, Str bytes, Entry *entry) {
    VerifyOptions options = {.trust = adding->trust,
                             .now = adding->order->now,
                             .level = VERIFY_LEVEL_NONE,
                             .signatures = adding->add->unsigned_too ? 0 : 1};
    const Verdict *verdict = verify_bytes(scratch, path, bytes, &options, adding->diags);
    if (!verdict || !verdict->readable)
        return false;
    if (!verdict->sound)
        return refuse(adding, path, verdict);
    return facts_read(adding->arena, path, bytes, verdict, entry, adding->diags);
}

/* What the clerk says goes before what the file says. */
static void take_said(Arena *arena, const ArchiveAdd *add, Entry *entry) {
    const struct {
        const char *said;
        const char **member;
    } texts[] = {{add->number, &entry->number},
                 {add->organ, &entry->organ},
                 {add->organ_code, &entry->organ_code},
                 {add->form, &entry->form},
                 {add->title, &entry->title}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].said)
            *texts[i].member = entry_trim(arena, str_from(texts[i].said));
    if (add->year != ENTRY_NONE)
        entry->year = add->year;
}

/* Without these nobody would find it again: DA/T 70 asks for all metadata. */
static bool check_said(Adding *adding, const char *path, const Entry *entry) {
    const struct {
        bool there;
        const char *what, *option;
    } wanted[] = {{entry->title, DIAG_BOTH("title", "题名"), "--title"},
                  {entry->organ, DIAG_BOTH("organ", "单位"), "--organ"},
                  {entry->year != ENTRY_NONE, DIAG_BOTH("year", "年度"), "--year"}};
    bool all = true;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (!wanted[i].there)
            diag_at(adding->diags, DIAG_ARCHIVE_UNSAID, (Place){.file = path},
                    DIAG_ARGS(wanted[i].what, wanted[i].option));
        all = all && wanted[i].there;
    }
    return all;
}

static bool digest(Adding *adding, Str bytes, Entry *entry) {
    Hash sha256, sm3;
    char hex[HASH_HEX];
    if (!hash_bytes(HASH_SHA256, bytes.text, bytes.length, &sha256) ||
        !hash_bytes(HASH_SM3, bytes.text, bytes.length, &sm3))
        return false;
    hash_hex(&sha256, hex);
    entry->sha256 = arena_strdup(adding->arena, hex);
    hash_hex(&sm3, hex);
    entry->sm3 = arena_strdup(adding->arena, hex);
    entry->size = (int64_t)bytes.length;
    return !arena_failed(adding->arena);
}

static void take_bytes(Adding *adding, Arena *scratch, const char *path, Str bytes) {
    Entry entry = entry_blank();
    bool good = judge(adding, scratch, path, bytes, &entry);
    if (good) {
        take_said(adding->arena, adding->add, &entry);
        good = check_said(adding, path, &entry);
    }
    entry.kind = "record";
    entry.file = entry_trim(adding->arena, str_from(file_name(path)));
    bool hashed = good && digest(adding, bytes, &entry);
    Addition *addition =
        hashed && store_put(&adding->hold.store, entry.sha256, bytes) ? VEC_PUSH(&adding->additions) : NULL;
    if (addition)
        *addition = (Addition){.path = path, .entry = entry, .present = ENTRY_NONE};
    else if (good && !hashed)
        diag_at(adding->diags, DIAG_MEMORY, (Place){.file = path}, DIAG_NO_ARGS);
    adding->refused += !addition;
}

static void take_file(Adding *adding, const char *path) {
    Arena *scratch = arena_new();
    char *bytes;
    size_t length;
    if (file_read(scratch, path, STORE_OBJECT_MAX, &bytes, &length, adding->diags))
        take_bytes(adding, scratch, path, (Str){bytes, length});
    else
        adding->refused++;
    arena_free(scratch);
}

/* ---- all of them together ---- */

/* An entry whose object is gone is no place to point at; what to do then is for a person to say. */
static bool check_present(Adding *adding, Addition *addition) {
    char number[BUF_NUMBER];
    if (!catalogue_of_object(adding->hold.catalogue, addition->entry.sha256, &addition->present))
        return false;
    addition->lost = addition->present != ENTRY_NONE &&
                     !store_has_object(&adding->hold.store, addition->entry.sha256, addition->entry.size);
    if (addition->lost)
        diag_at(adding->diags, DIAG_ARCHIVE_LOST, (Place){.file = addition->path},
                DIAG_ARGS(int_format(addition->present, number)));
    adding->refused += addition->lost;
    return true;
}

/* Entries are added to the catalogue one by one, so that a later one of the same batch finds the earlier. */
static bool enter(Adding *adding, Addition *addition, const char *added, int64_t first, int64_t last) {
    Entry *entry = &addition->entry;
    size_t start = adding->lines.length;
    entry->added = added;
    entry->batch_first = first;
    entry->batch_last = last;
    if (!catalogue_of_edition(adding->hold.catalogue, entry, &entry->former))
        return false;
    if (!chain_append(entry, &adding->end, &adding->lines)) {
        diag_at(adding->diags, buf_failed(&adding->lines) ? DIAG_MEMORY : DIAG_ARCHIVE_LONG,
                (Place){.file = addition->path}, DIAG_NO_ARGS);
        return false;
    }
    Str line = {adding->lines.bytes + start, adding->lines.length - start - 1};
    addition->linked = store_link(&adding->hold.store, adding->arena, entry->sha256);
    return addition->linked && catalogue_add(adding->hold.catalogue, entry, line, &adding->end);
}

static int compare_bytes(const void *a, const void *b) {
    const Addition *left = *(Addition *const *)a, *right = *(Addition *const *)b;
    int order = strcmp(left->entry.sha256, right->entry.sha256);
    return order ? order : (left > right) - (left < right);
}

/* Equal files of one batch are one: all but the first are there already, with number 0 until that one has its own. */
static bool mark_equal(Adding *adding) {
    size_t count = adding->additions.count;
    Addition **sorted = ARENA_ARRAY(adding->arena, Addition *, count);
    if (!sorted) {
        diag_at(adding->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        sorted[i] = &adding->additions.items[i];
    qsort(sorted, count, sizeof *sorted, compare_bytes);
    for (size_t i = 1; i < count; i++)
        if (sorted[i]->present == ENTRY_NONE && strcmp(sorted[i]->entry.sha256, sorted[i - 1]->entry.sha256) == 0)
            sorted[i]->present = 0;
    return true;
}

/* The last number of the batch stands in each of its lines, so they are counted first. */
static bool count_new(Adding *adding, size_t *count) {
    *count = 0;
    for (size_t i = 0; i < adding->additions.count; i++)
        if (!check_present(adding, &adding->additions.items[i]))
            return false;
    if (!mark_equal(adding))
        return false;
    for (size_t i = 0; i < adding->additions.count; i++)
        *count += adding->additions.items[i].present == ENTRY_NONE;
    return true;
}

static bool enter_all(Adding *adding, size_t count) {
    const char *added = facts_moment(adding->arena, adding->order->now);
    int64_t first = adding->hold.end.sequence + 1;
    bool good = added != NULL;
    for (size_t i = 0; i < adding->additions.count && good; i++)
        if (adding->additions.items[i].present == ENTRY_NONE)
            good = enter(adding, &adding->additions.items[i], added, first, first + (int64_t)count - 1);
    return good;
}

static void take_back(Adding *adding) {
    catalogue_rollback(adding->hold.catalogue);
    for (size_t i = 0; i < adding->additions.count; i++)
        if (adding->additions.items[i].linked)
            store_unlink(&adding->hold.store, adding->additions.items[i].entry.sha256);
}

/* The chain is appended before the catalogue is committed; if that fails, it is cut back. */
static bool commit(Adding *adding) {
    Store *store = &adding->hold.store;
    if (!store_sync_objects(store) || !store_append_chain(store, (Str){adding->lines.bytes, adding->lines.length}))
        return false;
    disk_take_step("commit catalogue");
    if (catalogue_commit(adding->hold.catalogue))
        return true;
    store_cut_chain(store, adding->hold.end.length);
    return false;
}

static bool add_new(Adding *adding, size_t count) {
    if (!catalogue_begin(adding->hold.catalogue))
        return false;
    if (enter_all(adding, count) && commit(adding)) {
        adding->hold.end = adding->end;
        return true;
    }
    take_back(adding);
    return false;
}

static bool add_all(Adding *adding) {
    size_t count = 0;
    bool good = hold_alone(&adding->hold) && hold_step(&adding->hold) && count_new(adding, &count);
    adding->end = adding->hold.end;
    if (good && count > 0)
        good = add_new(adding, count);
    store_end_work(&adding->hold.store);
    store_let_go(&adding->hold.store);
    return good;
}

/* ---- what is said ---- */

static void push_shown(const char *text, Buf *answer) { diag_push(str_from(text ? text : ""), answer); }

static int64_t number_of(const Adding *adding, const char *sha256) {
    for (size_t i = 0; i < adding->additions.count; i++)
        if (strcmp(adding->additions.items[i].entry.sha256, sha256) == 0)
            return adding->additions.items[i].entry.sequence;
    return ENTRY_NONE;
}

static void tell(const Adding *adding, const Addition *addition, Buf *answer) {
    const Entry *entry = &addition->entry;
    bool chinese = adding->order->language == LANGUAGE_ZH;
    int64_t before = addition->present == 0 ? number_of(adding, entry->sha256) : addition->present;
    if (before != ENTRY_NONE)
        buf_printf(answer, chinese ? "已在库中，为第 %lld 件：" : "there already as %lld: ", (long long)before);
    else
        buf_printf(answer, chinese ? "已归档，为第 %lld 件" : "added as %lld", (long long)entry->sequence);
    if (before == ENTRY_NONE && entry->former != ENTRY_NONE)
        buf_printf(answer, chinese ? "（取代第 %lld 件）" : " (a later edition of %lld)", (long long)entry->former);
    if (before == ENTRY_NONE)
        buf_text(answer, chinese ? "：" : ": ");
    push_shown(addition->path, answer);
    buf_char(answer, '\n');
}

static void tell_all(const Adding *adding, Buf *answer) {
    for (size_t i = 0; i < adding->additions.count; i++)
        if (!adding->additions.items[i].lost)
            tell(adding, &adding->additions.items[i], answer);
    hold_tell_head(&adding->hold.end, adding->order->language, answer);
}

/* ---- the command ---- */

static bool add_files(Adding *adding, Buf *answer) {
    adding->hold.store.few = adding->add->count <= STORE_FEW;
    if (!store_begin_work(&adding->hold.store))
        return false;
    for (size_t i = 0; i < adding->add->count; i++)
        take_file(adding, adding->add->files[i]);
    if (adding->additions.failed || arena_failed(adding->arena)) {
        diag_at(adding->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return false;
    }
    if (adding->additions.count == 0 || !store_sync_work(&adding->hold.store) || !add_all(adding))
        return false;
    tell_all(adding, answer);
    return adding->refused == 0;
}

bool archive_add(const ArchiveOrder *order, const ArchiveAdd *add, Buf *answer, DiagList *diags) {
    Adding adding = {.order = order, .add = add, .arena = arena_new(), .diags = diags};
    VerifyTrust *trust = add->trust ? verify_trust_read(add->trust, diags) : NULL;
    bool ready = adding.arena && (trust || !add->trust);
    if (!adding.arena)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    adding.trust = trust;
    bool done =
        ready && hold_open(&adding.hold, adding.arena, order->folder, order->wait, diags) && add_files(&adding, answer);
    if (ready)
        hold_close(&adding.hold);
    verify_trust_free(trust);
    buf_free(&adding.lines);
    VEC_FREE(&adding.additions);
    arena_free(adding.arena);
    return done;
}
