/*
 * One object: read once, hashed twice, judged as banxin verify would, and held against its entry. Work of many
 * processes: what is found goes home as bytes - code, number of arguments, arguments with their NULs.
 */
#include <errno.h>
#include <string.h>

#include "archive/facts.h"
#include "archive/proof.h"
#include "base/file.h"

#define ARGS_MAX 4

typedef struct Looking {
    const Proof *proof;
    const Entry *entry;
    const char *number; /* the entry's, as text */
    Buf *result;
} Looking;

static void found(const Looking *looking, DiagCode code, const char *a, const char *b, const char *c) {
    const char *args[ARGS_MAX] = {looking->number, a, b, c};
    uint16_t number = (uint16_t)code;
    buf_push(looking->result, &number, sizeof number);
    for (int i = 0; i < ARGS_MAX; i++)
        buf_push(looking->result, args[i], strlen(args[i]) + 1);
}

/* ---- digests ---- */

static void check_digest(const Looking *looking, HashKind kind, Str bytes, const char *wanted, const char *path) {
    static const char *const names[] = {[HASH_SHA256] = "SHA-256", [HASH_SM3] = "SM3"};
    Hash hash;
    char hex[HASH_HEX] = "?";
    if (hash_bytes(kind, bytes.text, bytes.length, &hash))
        hash_hex(&hash, hex);
    if (strcmp(hex, wanted) != 0)
        found(looking, DIAG_PROOF_CHANGED, names[kind], hex, path);
}

static bool check_bytes(const Looking *looking, Str bytes) {
    char path[STORE_PATH_MAX];
    size_t before = looking->result->length;
    store_object(looking->entry->sha256, path);
    check_digest(looking, HASH_SHA256, bytes, looking->entry->sha256, path);
    check_digest(looking, HASH_SM3, bytes, looking->entry->sm3, path);
    return looking->result->length == before;
}

/* ---- signatures ---- */

/* Unsigned copies were taken by somebody's word; whatever else is grave now speaks against them all the same. */
static void check_verdict(const Looking *looking, const Verdict *verdict) {
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const VerifyFinding *finding = &verdict->findings[i];
        if (finding->gravity == VERIFY_GRAVE)
            found(looking, DIAG_PROOF_SIGNATURE, finding->rule, finding->message, "");
    }
}

static void check_claims(const Looking *looking, const Verdict *verdict) {
    if (!verdict->claims.pdfa_part)
        found(looking, DIAG_PROOF_CLAIM, "", "", "");
    else if (!verdict->claims.hold)
        found(looking, DIAG_PROOF_CLAIM_FALSE, looking->entry->conformance ? looking->entry->conformance : "PDF/A", "",
              "");
}

/* ---- the entry ---- */

static bool same(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

static bool same_signers(const Entry *a, const Entry *b) {
    bool all = a->signature_count == b->signature_count;
    for (size_t i = 0; i < a->signature_count && all; i++)
        all = same(a->signatures[i].signer, b->signatures[i].signer) &&
              same(a->signatures[i].field, b->signatures[i].field);
    return all;
}

/* What a clerk may have said otherwise (title, organ, year, form, number) is not compared. */
static void check_entry(const Looking *looking, const Entry *said) {
    const Entry *entry = looking->entry;
    const struct {
        bool same;
        const char *what;
    } members[] = {
        {entry->size == said->size, DIAG_BOTH("size", "大小")},
        {entry->pages == said->pages, DIAG_BOTH("pages", "页数")},
        {same(entry->date, said->date), DIAG_BOTH("date", "日期")},
        {same(entry->conformance, said->conformance), DIAG_BOTH("conformance", "所声明的标准")},
        {same(entry->source_sha256, said->source_sha256), DIAG_BOTH("source-sha256", "所附数据")},
        {!same(entry->verdict, "unsigned") || same(said->verdict, "unsigned"), DIAG_BOTH("verdict", "签名情况")},
        {same_signers(entry, said), DIAG_BOTH("signatures", "签名")}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (!members[i].same)
            found(looking, DIAG_PROOF_METADATA, members[i].what, "", "");
}

/*
 * Signatures are judged as of the moment the file was added: that they held then is what the chain attests. A
 * certificate that has run out since takes nothing away, or no archive would outlast its certificates.
 */
static void check_file(const Looking *looking, Arena *arena, Str bytes, DiagList *unheard) {
    const ArchiveOrder *order = looking->proof->order;
    VerifyOptions options = {.trust = looking->proof->trust,
                             .now = facts_seconds(looking->entry->added, order->now),
                             .level = VERIFY_LEVEL_NONE,
                             .signatures = same(looking->entry->verdict, "unsigned") ? 0 : 1};
    Entry said = entry_blank();
    said.size = (int64_t)bytes.length;
    const Verdict *verdict = verify_bytes(arena, order->folder, bytes, &options, unheard);
    if (diag_has_class(unheard, DIAG_CLASS_INTERNAL))
        return; /* want of memory speaks against no file */
    if (!verdict || !verdict->readable || !facts_read(arena, order->folder, bytes, verdict, &said, unheard)) {
        found(looking, DIAG_PROOF_UNREADABLE, "", "", "");
        return;
    }
    check_verdict(looking, verdict);
    check_claims(looking, verdict);
    check_entry(looking, &said);
}

static void read_object(const Looking *looking, Arena *arena, DiagList *unheard) {
    Str bytes;
    char path[STORE_PATH_MAX];
    store_object(looking->entry->sha256, path);
    int error = store_read_object(&looking->proof->store, arena, looking->entry->sha256, &bytes);
    if (error == ENOENT || error == ENOTDIR || error == ELOOP || error == EINVAL)
        found(looking, DIAG_PROOF_MISSING, path, "", "");
    else if (error == ENOMEM)
        looking->result->failed = true;
    else if (error)
        found(looking, DIAG_PROOF_READ, file_reason(error), "", "");
    else if (check_bytes(looking, bytes))
        check_file(looking, arena, bytes, unheard);
}

void proof_object(const Proof *proof, size_t index, Buf *result) {
    Looking looking = {.proof = proof, .entry = &proof->entries[index], .result = result};
    Arena *arena = arena_new();
    DiagList *unheard = diag_list_new();
    char number[BUF_NUMBER];
    looking.number = int_format(looking.entry->sequence, number);
    if (arena && unheard)
        read_object(&looking, arena, unheard);
    else
        result->failed = true;
    result->failed |= arena_failed(arena) || diag_has_class(unheard, DIAG_CLASS_INTERNAL);
    diag_list_free(unheard);
    arena_free(arena);
}

/* ---- at home ---- */

void proof_take(Proof *proof, size_t index, const Buf *result) {
    char number[BUF_NUMBER];
    Place place = {.file = proof->order->folder};
    if (!result || buf_failed(result)) {
        diag_at(proof->diags, result ? DIAG_MEMORY : DIAG_PROOF_WORKER, place,
                DIAG_ARGS(int_format(proof->entries[index].sequence, number)));
        return;
    }
    for (size_t at = 0; at + sizeof(uint16_t) < result->length;) {
        const char *args[ARGS_MAX];
        uint16_t code;
        memcpy(&code, result->bytes + at, sizeof code);
        at += sizeof code;
        for (int i = 0; i < ARGS_MAX; i++) {
            args[i] = result->bytes + at;
            at += strlen(args[i]) + 1;
        }
        diag_at(proof->found, (DiagCode)code, place, args, ARGS_MAX);
    }
}
