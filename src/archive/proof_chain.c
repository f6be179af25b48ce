/* The chain is followed from its first line; a catalogue made of it in memory is what that on the disk should be. */
#include <string.h>

#include "archive/proof.h"
#include "base/vec.h"

typedef VEC(Entry) Entries;

typedef struct Following {
    Proof *proof;
    Entries entries;
    Catalogue *should;
    DiagList *unheard; /* of what a broken chain does to that catalogue */
} Following;

static void found(const Proof *proof, DiagCode code, const char *a, const char *b) {
    diag_at(proof->found, code, (Place){.file = proof->order->folder}, DIAG_ARGS(a, b));
}

/* Want of memory speaks against nobody. */
static bool is_starved(const Following *following) {
    return !following->unheard || diag_has_class(following->unheard, DIAG_CLASS_INTERNAL);
}

static void tell_line(const Proof *proof, ChainFault fault, int64_t expected, const ChainEnd *end) {
    char here[BUF_NUMBER], other[BUF_NUMBER];
    const char *number = int_format(end->sequence, here);
    if (fault == CHAIN_UNREAD)
        found(proof, DIAG_PROOF_LINE, int_format(expected, other), "");
    else if (fault == CHAIN_SEQUENCE)
        found(proof, DIAG_PROOF_SEQUENCE, number, int_format(expected, other));
    else
        found(proof, DIAG_PROOF_LINK, number, int_format(end->sequence - 1, other));
}

static bool take_entry(Following *following, const Entry *entry) {
    Proof *proof = following->proof;
    if (strcmp(entry->kind, "archive") == 0) {
        proof->archive = *entry;
        return true;
    }
    Entry *place = VEC_PUSH(&following->entries);
    if (place)
        *place = *entry;
    return place != NULL;
}

static bool take_line(Following *following, Str line) {
    Proof *proof = following->proof;
    Entry entry;
    int64_t expected = proof->end.sequence + 1;
    ChainFault fault = chain_follow(proof->arena, line, &proof->end, &entry);
    if (fault == CHAIN_MEMORY)
        return false;
    if (fault != CHAIN_FINE)
        tell_line(proof, fault, expected, &proof->end);
    if (proof->wanted->head && strcmp(proof->wanted->head, proof->end.hash) == 0)
        proof->head_found = true;
    if (fault == CHAIN_UNREAD)
        return true;
    if (following->should)
        catalogue_add(following->should, &entry, line, &proof->end);
    if (is_starved(following))
        return false;
    diag_list_clear(following->unheard);
    return take_entry(following, &entry);
}

/* ---- metadata ---- */

static void check_said(const Proof *proof, const Entry *entry) {
    const struct {
        bool there;
        const char *what;
    } wanted[] = {{entry->title, DIAG_BOTH("title", "题名")},
                  {entry->organ, DIAG_BOTH("organ", "单位")},
                  {entry->year != ENTRY_NONE, DIAG_BOTH("year", "年度")},
                  {entry->date, DIAG_BOTH("date", "日期")},
                  {entry->pages > 0, DIAG_BOTH("pages", "页数")}};
    char number[BUF_NUMBER];
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!wanted[i].there)
            found(proof, DIAG_PROOF_UNSAID, int_format(entry->sequence, number), wanted[i].what);
}

/* ---- the catalogue ---- */

static void tell_row(void *context, CatalogueFault fault, int64_t sequence) {
    static const DiagCode codes[] = {[CATALOGUE_LACKS] = DIAG_PROOF_CATALOGUE_LACKS,
                                     [CATALOGUE_ADDS] = DIAG_PROOF_CATALOGUE_ADDS,
                                     [CATALOGUE_DIFFERS] = DIAG_PROOF_CATALOGUE_DIFFERS,
                                     [CATALOGUE_INDEX] = DIAG_PROOF_CATALOGUE_INDEX};
    char number[BUF_NUMBER];
    found(context, codes[fault], int_format(sequence, number), "");
}

/* A row that differs in four tables is one fault: equal ones are dropped when the list is put in order. */
static void compare(Following *following) {
    Proof *proof = following->proof;
    char *path = hold_catalogue_path(proof->arena, proof->order->folder);
    Catalogue *here = path ? catalogue_open(path, true, proof->order->wait, following->unheard) : NULL;
    bool done = here && following->should && catalogue_compare(here, following->should, tell_row, proof);
    if (is_starved(following) || !path || !following->should)
        diag_at(proof->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    else if (!done)
        found(proof, DIAG_PROOF_CATALOGUE, "", "");
    catalogue_close(here);
}

/* ---- all ---- */

static bool follow(Following *following) {
    Proof *proof = following->proof;
    Str rest, line;
    char number[BUF_NUMBER];
    proof->end = CHAIN_BEGIN;
    if (!store_read_chain(&proof->store, proof->arena, 0, &rest))
        return false;
    if (following->should)
        catalogue_begin(following->should);
    while (chain_split(&rest, &line))
        if (!take_line(following, line))
            return false;
    if (following->should)
        catalogue_commit(following->should);
    if (rest.length > 0)
        found(proof, DIAG_PROOF_TAIL, int_format(proof->end.sequence, number), "");
    if (proof->end.sequence == ENTRY_NONE)
        found(proof, DIAG_PROOF_LINE, "0", "");
    return true;
}

static void judge(Following *following) {
    Proof *proof = following->proof;
    for (size_t i = 0; i < proof->count; i++)
        check_said(proof, &proof->entries[i]);
    if (proof->wanted->head && !proof->head_found)
        found(proof, DIAG_PROOF_HEAD, proof->wanted->head, "");
    compare(following);
}

bool proof_chain(Proof *proof) {
    Following following = {.proof = proof, .unheard = diag_list_new()};
    following.should = catalogue_new(":memory:", following.unheard);
    bool done = follow(&following);
    proof->count = following.entries.count;
    proof->entries = VEC_TAKE(proof->arena, &following.entries);
    done = done && !arena_failed(proof->arena);
    if (done)
        judge(&following);
    else
        diag_at(proof->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    catalogue_close(following.should);
    diag_list_free(following.unheard);
    return done;
}
