#include "sign/changes.h"

#include <string.h>

#include "sign/change_walk.h"
#include "sign/holder.h"
#include "sign/raw.h"

/* ISO 32000-1, annex C: the largest number an object may have is 8,388,607. */
#define OBJECT_NUMBERS (1 << 23)

bool change_is_allowed(ChangeKind kind) { return kind != CHANGE_OTHER && kind != CHANGE_REMOVED; }

/* ---- telling -------------------------------------------------------------------------------------------------- */

void walk_tell(ChangeWalk *walk, ChangeKind kind, const char *field, const char *what, int page) {
    ChangeList *list = walk->list;
    for (size_t i = 0; i < list->count && !field; i++)
        if (list->items[i].kind == kind && list->items[i].page == page && what && list->items[i].what &&
            strcmp(list->items[i].what, what) == 0)
            return;
    if (list->count < CHANGES_MAX)
        list->items[list->count++] = (Change){kind, field, what, page};
    else
        list->more = true;
}

/* ---- what has been seen --------------------------------------------------------------------------------------- */

bool walk_mark(ChangeWalk *walk, PdfRef ref) {
    size_t number = ref.number > 0 && ref.number < OBJECT_NUMBERS ? (size_t)ref.number : 0;
    if (number == 0)
        return false;
    bool before = walk->seen[number / 8] >> (number % 8) & 1;
    walk->seen[number / 8] |= (unsigned char)(1u << (number % 8));
    return before;
}

void walk_mark_fresh(ChangeWalk *walk, PdfRef ref) {
    int *slot = VEC_PUSH(&walk->fresh);
    if (slot)
        *slot = ref.number;
    else
        arena_fail(walk->arena);
    walk_mark(walk, ref);
}

bool walk_is_fresh(const ChangeWalk *walk, PdfRef ref) {
    for (size_t i = 0; i < walk->fresh.count; i++)
        if (walk->fresh.items[i] == ref.number)
            return true;
    return false;
}

static bool walk_is_marked(const ChangeWalk *walk, PdfRef ref) {
    return walk->seen[ref.number / 8] >> (ref.number % 8) & 1;
}

/* ---- comparing ------------------------------------------------------------------------------------------------ */

typedef void (*WriteValue)(PdfDoc *, PdfValue, Buf *);

static bool write_both(ChangeWalk *walk, PdfValue before, PdfValue after, WriteValue write, Buf *first, Buf *second) {
    write(walk->before, before, first);
    write(walk->after, after, second);
    if (buf_failed(first) || buf_failed(second))
        arena_fail(walk->arena);
    return !buf_failed(first) && !buf_failed(second) &&
           str_equal((Str){first->bytes, first->length}, (Str){second->bytes, second->length});
}

bool walk_same_text(ChangeWalk *walk, PdfValue before, PdfValue after) {
    Buf first = {0}, second = {0};
    bool same = write_both(walk, before, after, pdf_doc_write_ref, &first, &second);
    buf_free(&first);
    buf_free(&second);
    return same;
}

bool walk_same_key(ChangeWalk *walk, PdfValue before, PdfValue after, const char *key) {
    return walk_same_text(walk, pdf_doc_get(walk->before, before, key), pdf_doc_get(walk->after, after, key));
}

void walk_expect_same(ChangeWalk *walk, PdfValue before, PdfValue after, const char *what, int page) {
    PdfRef old = pdf_doc_ref(walk->before, before), now = pdf_doc_ref(walk->after, after);
    if (walk_is_fresh(walk, now))
        walk_tell(walk, CHANGE_OTHER, NULL, what, page);
    if (old.number == now.number && old.generation == now.generation && walk_mark(walk, now))
        return;
    ChangePair *pair = VEC_PUSH(&walk->waiting);
    if (pair)
        *pair = (ChangePair){before, after, what, page};
    else
        arena_fail(walk->arena);
}

/* ---- dictionaries --------------------------------------------------------------------------------------------- */

void walk_may_change(ChangeWalk *walk, PdfValue before, PdfValue after) { (void)walk, (void)before, (void)after; }

static const KeyRow *find_row(const KeyRow *rows, size_t count, const char *key) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].key, key) == 0)
            return &rows[i];
    return NULL;
}

static void walk_key(ChangeWalk *walk, PdfValue before, PdfValue after, const KeyRow *row, const char *words,
                     int page) {
    if (row && row->role)
        row->role(walk, before, after);
    else
        walk_expect_same(walk, before, after, row ? row->what : words, page);
}

void walk_keys(ChangeWalk *walk, PdfValue before, PdfValue after, const KeyRow *rows, size_t row_count,
               const char *otherwise, int page) {
    const char *const *keys;
    size_t count;
    for (int side = 0; side < 2; side++) {
        bool known = side == 0 ? pdf_doc_keys(walk->before, before, &keys, &count)
                               : pdf_doc_keys(walk->after, after, &keys, &count);
        for (size_t i = 0; known && i < count; i++) {
            PdfValue first = pdf_doc_get(walk->before, before, keys[i]);
            if (side == 1 && pdf_doc_kind(walk->before, first) != PDF_KIND_NULL)
                continue;
            const KeyRow *row = find_row(rows, row_count, keys[i]);
            walk_key(walk, first, pdf_doc_get(walk->after, after, keys[i]), row,
                     row ? NULL : WORDS(walk->arena, otherwise, words_of(walk->arena, str_from(keys[i]))), page);
        }
    }
}

/* ---- everything else ------------------------------------------------------------------------------------------ */

static bool same_stream(ChangeWalk *walk, PdfValue before, PdfValue after) {
    Str first, second;
    return pdf_doc_stream_raw(walk->before, before, &first) && pdf_doc_stream_raw(walk->after, after, &second) &&
           str_equal(first, second);
}

/* An object of either revision by its number, to be compared as part of the same thing. */
static void follow(ChangeWalk *walk, const ChangePair *part, int number, int generation) {
    PdfRef ref = {number, generation};
    if (number >= OBJECT_NUMBERS || (walk_is_marked(walk, ref) && walk_is_fresh(walk, ref)))
        walk_tell(walk, CHANGE_OTHER, NULL, part->what, part->page);
    else if (number > 0 && !walk_is_marked(walk, ref))
        walk_expect_same(walk, pdf_doc_object(walk->before, ref), pdf_doc_object(walk->after, ref), part->what,
                         part->page);
}

/* Past a string in round or angle brackets, as libqpdf writes it; a dictionary's brackets are no string. */
static size_t skip_string(Str text, size_t at) {
    if (text.text[at] == '<')
        return raw_word(text, at, "<<") != RAW_NONE ? at + 2 : raw_find(text, at, ">");
    for (at++; at < text.length && text.text[at] != ')'; at++)
        if (text.text[at] == '\\')
            at++;
    return at + 1;
}

/* Past a name: it may hold digits that are no number. */
static size_t skip_name(Str text, size_t at) {
    at++;
    while (at < text.length && !raw_is_space(text.text[at]) && !strchr("()<>[]{}/%", text.text[at]))
        at++;
    return at;
}

/* "12 0 R": past it, or RAW_NONE. */
static size_t read_ref(Str text, size_t at, uint64_t *number, uint64_t *generation) {
    at = raw_number(text, at, number);
    at = at != RAW_NONE ? raw_word(text, at, " ") : at;
    at = at != RAW_NONE ? raw_number(text, at, generation) : at;
    at = at != RAW_NONE ? raw_word(text, at, " R") : at;
    return at != RAW_NONE && *number <= INT32_MAX && *generation <= INT32_MAX ? at : RAW_NONE;
}

/* Past a number that is no reference, with its sign and decimals. */
static size_t skip_number(Str text, size_t at) {
    while (at < text.length && text.text[at] != '\0' && strchr("+-.0123456789", text.text[at]))
        at++;
    return at;
}

/* All references within a value as written, which both revisions have alike. */
static void follow_all(ChangeWalk *walk, const ChangePair *part, Str text) {
    uint64_t number, generation;
    for (size_t at = 0; at < text.length;) {
        char c = text.text[at];
        size_t end = RAW_NONE;
        if (c == '(' || c == '<')
            at = skip_string(text, at);
        else if (c == '/')
            at = skip_name(text, at);
        else if (c == '\0' || !strchr("+-.0123456789", c))
            at++;
        else if ((end = read_ref(text, at, &number, &generation)) != RAW_NONE)
            follow(walk, part, (int)number, (int)generation);
        else
            end = skip_number(text, at);
        at = end != RAW_NONE ? end : at;
    }
}

static void compare(ChangeWalk *walk, const ChangePair *pair) {
    Buf before = {0}, after = {0};
    bool same = write_both(walk, pair->before, pair->after, pdf_doc_write, &before, &after);
    PdfKind kind = pdf_doc_kind(walk->before, pair->before);
    bool stream = kind == PDF_KIND_STREAM;
    if (kind != pdf_doc_kind(walk->after, pair->after) ||
        (stream && same && !same_stream(walk, pair->before, pair->after)))
        same = false;
    if (same)
        follow_all(walk, pair, (Str){after.bytes, after.length});
    else if (!roles_allow_tags(walk, pair->before, pair->after))
        walk_tell(walk, CHANGE_OTHER, NULL, pair->what, pair->page);
    buf_free(&before);
    buf_free(&after);
}

void walk_finish(ChangeWalk *walk) {
    for (size_t i = 0; i < walk->waiting.count && !walk->list->more && !arena_failed(walk->arena); i++) {
        ChangePair pair = walk->waiting.items[i];
        compare(walk, &pair);
    }
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

bool changes_find(Arena *arena, PdfDoc *before, PdfDoc *after, ChangeList *list, DiagList *diags) {
    ChangeWalk walk = {.arena = arena, .before = before, .after = after, .list = list};
    *list = (ChangeList){.items = ARENA_ARRAY(arena, Change, CHANGES_MAX)};
    walk.seen = arena_alloc(arena, OBJECT_NUMBERS / 8);
    if (list->items && walk.seen) {
        roles_walk(&walk);
        walk_finish(&walk);
    }
    VEC_FREE(&walk.waiting);
    VEC_FREE(&walk.fields);
    VEC_FREE(&walk.widgets);
    VEC_FREE(&walk.fresh);
    if (!arena_failed(arena))
        return pdf_doc_sound(before, diags) && pdf_doc_sound(after, diags);
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}
