/*
 * Handing on: a BagIt bag of what a search selects.
 *
 *     bagit.txt  bag-info.txt  manifest-sha256.txt  manifest-sm3.txt  tagmanifest-sha256.txt
 *     data/000012-2020-水务局-….pdf ...
 *     metadata/entries.json  metadata/entries.csv     what the archive says of them
 *     metadata/chain.jsonl                            the chain from the first of them to the last
 *     metadata/README                                 how to read all this
 *
 * Every object is hashed on the way, so that a damaged one is not handed on.
 */
#include <errno.h>
#include <string.h>

#include "archive/archive.h"
#include "archive/bag.h"
#include "archive/facts.h"
#include "archive/hold.h"
#include "archive/listing.h"
#include "archive/tree.h"

typedef struct Bagging {
    const ArchiveOrder *order;
    Entry archive;           /* line 0 of the chain */
    char identity[HASH_HEX]; /* its hash */
    Str section;             /* of the chain: from the first entry handed on to the last */
    const ArchiveExport *wanted;
    Hold hold;
    Found found;
    Tree tree;
    Buf sha256, sm3, tags; /* manifests */
    int64_t bytes;         /* of the payload */
    Arena *arena;
    DiagList *diags;
} Bagging;

static bool hash_hex_of(HashKind kind, Str bytes, char hex[HASH_HEX]) {
    Hash hash;
    if (!hash_bytes(kind, bytes.text, bytes.length, &hash))
        return false;
    hash_hex(&hash, hex);
    return true;
}

static bool starve(Bagging *bagging) {
    diag_at(bagging->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

/* ---- the chain ---- */

static bool refuse(Bagging *bagging, DiagCode code, int64_t sequence) {
    char number[BUF_NUMBER];
    diag_at(bagging->diags, code, (Place){.file = bagging->order->folder},
            DIAG_ARGS(bagging->order->folder, int_format(sequence, number)));
    return false;
}

/* Takes one line: into the section if it is within, and against what the catalogue has said of it. */
static bool take_line(Bagging *bagging, Str line, const ChainEnd *end, size_t *next) {
    const Found *found = &bagging->found;
    const Entry *first = &found->entries[0], *last = &found->entries[found->count - 1];
    if (end->sequence == 0)
        memcpy(bagging->identity, end->hash, HASH_HEX);
    if (end->sequence == first->sequence)
        bagging->section.text = line.text;
    if (end->sequence == last->sequence)
        bagging->section.length = (size_t)(line.text + line.length + 1 - bagging->section.text);
    if (*next == found->count || found->entries[*next].sequence != end->sequence)
        return true;
    return str_equal(found->lines[(*next)++], line) || refuse(bagging, DIAG_ARCHIVE_STEP, end->sequence);
}

/*
 * What is handed on is what the chain says: it is followed from its first line to its last, and whatever the catalogue
 * has found must stand in it so. All between the first entry and the last goes along, for only so can hashes be
 * followed.
 */
static bool follow_chain(Bagging *bagging) {
    Str rest, line;
    ChainEnd end = CHAIN_BEGIN;
    Entry entry;
    size_t next = 0;
    Arena *scratch = arena_new();
    ArenaMark mark = arena_mark(scratch);
    bool good = store_read_chain(&bagging->hold.store, bagging->arena, 0, &rest);
    while (good && chain_split(&rest, &line)) {
        ChainFault fault = chain_follow(end.sequence < 0 ? bagging->arena : scratch, line, &end,
                                        end.sequence < 0 ? &bagging->archive : &entry);
        good = fault == CHAIN_MEMORY ? starve(bagging)
               : fault != CHAIN_FINE ? refuse(bagging, DIAG_ARCHIVE_CHAIN, end.sequence)
                                     : take_line(bagging, line, &end, &next);
        arena_rewind(scratch, mark);
    }
    arena_free(scratch);
    return good && (next == bagging->found.count || refuse(bagging, DIAG_ARCHIVE_STEP, end.sequence));
}

/* ---- payload ---- */

static bool lose(Bagging *bagging, const Entry *entry, int error) {
    char number[BUF_NUMBER], path[STORE_PATH_MAX];
    if (error == ENOMEM)
        return starve(bagging);
    store_object(entry->sha256, path);
    diag_at(bagging->diags, error ? DIAG_PROOF_MISSING : DIAG_PROOF_CHANGED, (Place){.file = bagging->order->folder},
            DIAG_ARGS(int_format(entry->sequence, number), error ? path : "SHA-256",
                      DIAG_BOTH("another than its name", "与名称不符"), path));
    return false;
}

static bool is_itself(const Entry *entry, Str bytes) {
    char sha256[HASH_HEX], sm3[HASH_HEX];
    return hash_hex_of(HASH_SHA256, bytes, sha256) && hash_hex_of(HASH_SM3, bytes, sm3) &&
           strcmp(sha256, entry->sha256) == 0 && strcmp(sm3, entry->sm3) == 0;
}

static bool put_object(Bagging *bagging, const Entry *entry) {
    Arena *scratch = arena_new();
    Str bytes;
    int error = store_read_object(&bagging->hold.store, scratch, entry->sha256, &bytes);
    bool good = !error && is_itself(entry, bytes);
    const char *name = good ? bag_name(scratch, entry) : NULL;
    char *path = name ? arena_printf(scratch, "data/%s", name) : NULL;
    if (path) {
        tree_file(&bagging->tree, path, bytes);
        bag_manifest_line(entry->sha256, path, &bagging->sha256);
        bag_manifest_line(entry->sm3, path, &bagging->sm3);
        bagging->bytes += (int64_t)bytes.length;
    } else if (good) {
        starve(bagging);
    } else {
        lose(bagging, entry, error);
    }
    arena_free(scratch);
    return path && !bagging->tree.failed;
}

/* All damaged ones are told in one run. */
static bool put_payload(Bagging *bagging) {
    bool good = true;
    tree_folder(&bagging->tree, "data");
    for (size_t i = 0; i < bagging->found.count && !bagging->tree.failed; i++)
        good = put_object(bagging, &bagging->found.entries[i]) && good;
    return good && !bagging->tree.failed;
}

/* ---- tags ---- */

static bool put_tag(Bagging *bagging, const char *name, const Buf *text) {
    char hex[HASH_HEX];
    Str bytes = {text->bytes ? text->bytes : "", text->length};
    if (buf_failed(text) || !hash_hex_of(HASH_SHA256, bytes, hex))
        return starve(bagging);
    tree_file(&bagging->tree, name, bytes);
    bag_manifest_line(hex, name, &bagging->tags);
    return !bagging->tree.failed;
}

static void write_info(Bagging *bagging, Buf *out) {
    const ArchiveExport *wanted = bagging->wanted;
    Arena *arena = bagging->arena;
    const Found *found = &bagging->found;
    const char *moment = facts_moment(arena, bagging->order->now);
    bag_info("Source-Organization", wanted->organization ? wanted->organization : bagging->archive.title, out);
    bag_info("External-Description",
             arena_printf(arena, "%zu signed copies of official reports, entries %lld to %lld of an archive",
                          found->count, (long long)found->entries[0].sequence,
                          (long long)found->entries[found->count - 1].sequence),
             out);
    bag_info("Bagging-Date", wanted->date ? wanted->date : arena_strndup(arena, moment ? moment : "", 10), out);
    bag_info("External-Identifier", arena_printf(arena, "banxin-archive:%s", bagging->identity), out);
    bag_info("Payload-Oxum", arena_printf(arena, "%lld.%zu", (long long)bagging->bytes, found->count), out);
    bag_info("Bag-Software-Agent", "banxin " BANXIN_VERSION, out);
}

static bool put_chain(Bagging *bagging) {
    Buf text = {0};
    buf_push(&text, bagging->section.text, bagging->section.length);
    bool put = put_tag(bagging, "metadata/chain.jsonl", &text);
    buf_free(&text);
    return put;
}

static bool put_text(Bagging *bagging, const char *name, const char *text) {
    Buf out = {0};
    buf_text(&out, text);
    bool put = put_tag(bagging, name, &out);
    buf_free(&out);
    return put;
}

static bool put_listing(Bagging *bagging, const char *name, void (*list)(const Found *found, Buf *out)) {
    Buf out = {0};
    list(&bagging->found, &out);
    bool put = put_tag(bagging, name, &out);
    buf_free(&out);
    return put;
}

static bool put_info(Bagging *bagging) {
    Buf out = {0};
    write_info(bagging, &out);
    out.failed |= arena_failed(bagging->arena);
    bool put = put_tag(bagging, "bag-info.txt", &out);
    buf_free(&out);
    return put;
}

static bool put_tags(Bagging *bagging) {
    tree_folder(&bagging->tree, "metadata");
    bool good = put_text(bagging, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n") &&
                put_info(bagging) && put_tag(bagging, "manifest-sha256.txt", &bagging->sha256) &&
                put_tag(bagging, "manifest-sm3.txt", &bagging->sm3) && put_chain(bagging) &&
                put_listing(bagging, "metadata/entries.json", listing_json) &&
                put_listing(bagging, "metadata/entries.csv", listing_csv) &&
                put_text(bagging, "metadata/README", store_readme);
    if (good && buf_failed(&bagging->tags))
        good = starve(bagging);
    if (good)
        tree_file(&bagging->tree, "tagmanifest-sha256.txt", (Str){bagging->tags.bytes, bagging->tags.length});
    return good && !bagging->tree.failed;
}

/* ---- the command ---- */

static bool make_bag(Bagging *bagging) {
    if (!tree_begin(&bagging->tree, bagging->arena, bagging->wanted->output, bagging->diags))
        return false;
    if (put_payload(bagging) && put_tags(bagging))
        return tree_commit(&bagging->tree, /*over_empty*/ false);
    tree_drop(&bagging->tree);
    return false;
}

static bool select_entries(Bagging *bagging) {
    if (!catalogue_find(bagging->hold.catalogue, bagging->arena, &bagging->wanted->query, &bagging->found))
        return false;
    if (bagging->found.count == 0)
        diag_at(bagging->diags, DIAG_ARCHIVE_NOTHING, (Place){.file = bagging->order->folder}, DIAG_NO_ARGS);
    return bagging->found.count > 0;
}

static void tell(const Bagging *bagging, Buf *answer) {
    bool chinese = bagging->order->language == LANGUAGE_ZH;
    buf_printf(answer,
               chinese ? "已导出 %zu 件，%lld 字节：" : "exported %zu entries, %lld bytes: ", bagging->found.count,
               (long long)bagging->bytes);
    diag_push(str_from(bagging->wanted->output), answer);
    buf_char(answer, '\n');
}

bool archive_export(const ArchiveOrder *order, const ArchiveExport *export, Buf *answer, DiagList *diags) {
    Bagging bagging = {.order = order, .wanted = export, .arena = arena_new(), .diags = diags};
    if (!bagging.arena) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return false;
    }
    bool done = hold_open(&bagging.hold, bagging.arena, order->folder, order->wait, diags) &&
                select_entries(&bagging) && follow_chain(&bagging) && make_bag(&bagging);
    if (done)
        tell(&bagging, answer);
    hold_close(&bagging.hold);
    buf_free(&bagging.sha256);
    buf_free(&bagging.sm3);
    buf_free(&bagging.tags);
    arena_free(bagging.arena);
    return done;
}
