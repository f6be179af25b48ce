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

/* ---- payload ---- */

static bool starve(Bagging *bagging) {
    diag_at(bagging->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

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

/* The first line of the chain: the archive itself. */
static bool read_archive(Bagging *bagging, Entry *archive, char hash[HASH_HEX]) {
    Str bytes, line;
    ChainEnd end = CHAIN_BEGIN;
    if (!store_read_chain(&bagging->hold.store, bagging->arena, 0, &bytes))
        return false;
    bool good = chain_split(&bytes, &line) && chain_follow(bagging->arena, line, &end, archive) == CHAIN_FINE;
    if (arena_failed(bagging->arena))
        return starve(bagging);
    if (!good)
        diag_at(bagging->diags, DIAG_PROOF_LINE, (Place){.file = bagging->order->folder}, DIAG_ARGS("0"));
    memcpy(hash, end.hash, HASH_HEX);
    return good;
}

static void write_info(Bagging *bagging, const Entry *archive, const char *hash, Buf *out) {
    const ArchiveExport *wanted = bagging->wanted;
    Arena *arena = bagging->arena;
    const Found *found = &bagging->found;
    const char *moment = facts_moment(arena, bagging->order->now);
    bag_info("Source-Organization", wanted->organization ? wanted->organization : archive->title, out);
    bag_info("External-Description",
             arena_printf(arena, "%zu signed copies of official reports, entries %lld to %lld of an archive", found->count,
                          (long long)found->entries[0].sequence,
                          (long long)found->entries[found->count - 1].sequence),
             out);
    bag_info("Bagging-Date", wanted->date ? wanted->date : arena_strndup(arena, moment ? moment : "", 10), out);
    bag_info("External-Identifier", arena_printf(arena, "banxin-archive:%s", hash), out);
    bag_info("Payload-Oxum", arena_printf(arena, "%lld.%zu", (long long)bagging->bytes, found->count), out);
    bag_info("Bag-Software-Agent", "banxin " BANXIN_VERSION, out);
}

/* From the first entry handed on to the last, whatever stands between: only so can their hashes be followed. */
static bool put_chain(Bagging *bagging) {
    const Found *found = &bagging->found;
    Found section;
    Query all = {.year = ENTRY_NONE, .limit = ENTRY_NONE};
    if (!catalogue_find(bagging->hold.catalogue, bagging->arena, &all, &section))
        return false;
    Buf text = {0};
    for (size_t i = 0; i < section.count; i++) {
        int64_t sequence = section.entries[i].sequence;
        if (sequence < found->entries[0].sequence || sequence > found->entries[found->count - 1].sequence)
            continue;
        buf_push(&text, section.lines[i].text, section.lines[i].length);
        buf_char(&text, '\n');
    }
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
    Entry archive;
    char hash[HASH_HEX];
    if (!read_archive(bagging, &archive, hash))
        return false;
    Buf out = {0};
    write_info(bagging, &archive, hash, &out);
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
    buf_printf(answer, chinese ? "已导出 %zu 件，%lld 字节：" : "exported %zu entries, %lld bytes: ", bagging->found.count,
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
                select_entries(&bagging) && make_bag(&bagging);
    if (done)
        tell(&bagging, answer);
    hold_close(&bagging.hold);
    buf_free(&bagging.sha256);
    buf_free(&bagging.sm3);
    buf_free(&bagging.tags);
    arena_free(bagging.arena);
    return done;
}
