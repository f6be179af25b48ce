/* One object, as layouts/verify.schema.json describes it: for programs, every key always there. */
#include "app/verdict_write.h"
#include "json/json_write.h"

#define VERDICT_VERSION 1

/* ---- names ---------------------------------------------------------------------------------------------------- */

const char *verdict_level_name(VerifyLevel level) {
    static const char *const names[] = {"none", "B", "T", "LT", "LTA"};
    return names[level];
}

const char *verdict_kind_name(VerifyKind kind) {
    static const char *const names[] = {"approval", "certification", "timestamp"};
    return names[kind];
}

const char *verdict_pages_name(VerifyPages pages) {
    static const char *const names[] = {"not-asked", "no-report", "untold", "same-bytes", "same", "differ"};
    return names[pages];
}

const char *verdict_gravity_name(VerifyGravity gravity) {
    static const char *const names[] = {"remark", "doubt", "grave"};
    return names[gravity];
}

const char *verdict_revoked_name(VerifyRevoked revoked) {
    static const char *const names[] = {"unknown", "no", "yes"};
    return names[revoked];
}

/* ---- members -------------------------------------------------------------------------------------------------- */

static void put_words(JsonWriter *json, const char *key, const char *words, Language language) {
    json_write_key(json, key);
    json_write_text(json, diag_half(words, language));
}

static void put_bool(JsonWriter *json, const char *key, bool value) {
    json_write_key(json, key);
    json_write_bool(json, value);
}

/* Counted from 1 for people; null for none. */
static void put_number(JsonWriter *json, const char *key, int index) {
    json_write_key(json, key);
    if (index == VERIFY_NONE)
        json_write_null(json);
    else
        json_write_int(json, index + 1);
}

/* A certificate; null when there is none. */
static void put_signer(JsonWriter *json, const char *key, const VerifySigner *signer) {
    json_write_key(json, key);
    if (!signer->name || !*signer->name) {
        json_write_null(json);
        return;
    }
    json_write_open(json, '{');
    json_write_member(json, "name", signer->name);
    json_write_member(json, "organization", signer->organization);
    json_write_member(json, "subject", signer->subject);
    json_write_member(json, "issuer", signer->issuer);
    json_write_member(json, "serial", signer->serial);
    json_write_member(json, "sha256", signer->fingerprint);
    json_write_member(json, "key", signer->key);
    json_write_member(json, "from", signer->from.text);
    json_write_member(json, "until", signer->until.text);
    put_bool(json, "trusted", signer->trusted);
    json_write_member(json, "revoked", verdict_revoked_name(signer->revoked));
    json_write_close(json, '}');
}

static void put_signature(JsonWriter *json, const VerifySignature *signature) {
    json_write_open(json, '{');
    json_write_member(json, "kind", verdict_kind_name(signature->kind));
    json_write_member(json, "field", signature->field);
    json_write_member(json, "sub-filter", signature->sub_filter);
    json_write_member(json, "reason", signature->reason);
    json_write_member(json, "location", signature->location);
    json_write_member(json, "digest", signature->digest);
    json_write_member(json, "algorithm", signature->algorithm);
    put_number(json, "revision", signature->revision);
    put_number(json, "page", signature->page);
    put_bool(json, "intact", signature->intact);
    put_bool(json, "sound", signature->sound);
    json_write_member(json, "level", verdict_level_name(signature->level));
    json_write_member(json, "time", signature->time.text);
    put_bool(json, "time-proven", signature->time_proven);
    put_number(json, "permissions", signature->permissions ? signature->permissions - 1 : VERIFY_NONE);
    put_signer(json, "signer", &signature->signer);
    put_signer(json, "authority", &signature->authority);
    json_write_close(json, '}');
}

static void put_revision(JsonWriter *json, const VerifyRevision *revision, Language language) {
    json_write_open(json, '{');
    json_write_count(json, "start", (int64_t)revision->start);
    json_write_count(json, "end", (int64_t)revision->end);
    put_number(json, "signature", revision->signature);
    json_write_key(json, "changes");
    json_write_open(json, '[');
    for (size_t i = 0; i < revision->change_count; i++) {
        json_write_open(json, '{');
        put_words(json, "what", revision->changes[i].what, language);
        put_bool(json, "allowed", revision->changes[i].allowed);
        put_number(json, "page", revision->changes[i].page);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
    json_write_close(json, '}');
}

static void put_claims(JsonWriter *json, const VerifyClaims *claims) {
    json_write_key(json, "claims");
    json_write_open(json, '{');
    put_number(json, "pdfa-part", claims->pdfa_part ? claims->pdfa_part - 1 : VERIFY_NONE);
    json_write_member(json, "pdfa-level", claims->pdfa_level);
    put_bool(json, "pdfua", claims->pdfua);
    json_write_member(json, "pdfx", claims->pdfx);
    json_write_member(json, "producer", claims->producer);
    put_bool(json, "hold", claims->hold);
    json_write_close(json, '}');
}

static void put_finding(JsonWriter *json, const VerifyFinding *finding, Language language) {
    json_write_open(json, '{');
    json_write_member(json, "gravity", verdict_gravity_name(finding->gravity));
    json_write_member(json, "rule", finding->rule);
    put_words(json, "message", finding->message, language);
    put_number(json, "revision", finding->revision);
    put_number(json, "signature", finding->signature);
    put_number(json, "page", finding->page);
    json_write_close(json, '}');
}

static void put_fault(JsonWriter *json, const Diag *fault, Language language) {
    Buf words = {0};
    diag_message(fault, language, &words);
    json_write_open(json, '{');
    json_write_member(json, "code", diag_code_name(fault->code));
    json_write_key(json, "message");
    json_write_text(json, (Str){words.bytes, words.length});
    json_write_close(json, '}');
    json->out->failed |= buf_failed(&words);
    buf_free(&words);
}

/* ---- the file ------------------------------------------------------------------------------------------------- */

static void put_verdict(JsonWriter *json, const Verdict *verdict, Language language) {
    json_write_member(json, "version", verdict->version);
    json_write_count(json, "pages", verdict->page_count);
    json_write_count(json, "approvals", (int64_t)verdict->approvals);
    json_write_member(json, "level", verdict_level_name(verdict->level));
    json_write_member(json, "report-pages", verdict_pages_name(verdict->pages));
    put_claims(json, &verdict->claims);
    json_write_key(json, "revisions");
    json_write_open(json, '[');
    for (size_t i = 0; i < verdict->revision_count; i++)
        put_revision(json, &verdict->revisions[i], language);
    json_write_close(json, ']');
    json_write_key(json, "signatures");
    json_write_open(json, '[');
    for (size_t i = 0; i < verdict->signature_count; i++)
        put_signature(json, &verdict->signatures[i]);
    json_write_close(json, ']');
    json_write_key(json, "findings");
    json_write_open(json, '[');
    for (size_t i = 0; i < verdict->finding_count; i++)
        put_finding(json, &verdict->findings[i], language);
    json_write_close(json, ']');
}

void verdict_json_file(const char *file, const Verdict *verdict, const DiagList *faults, Language language, Buf *out) {
    static const Verdict none = {.claims = {.hold = true}};
    JsonWriter json = {.out = out, .depth = 2, .going_on = true};
    bool readable = verdict && verdict->readable;
    json_write_open(&json, '{');
    json_write_member(&json, "file", file);
    put_bool(&json, "readable", readable);
    put_bool(&json, "sound", readable && verdict->sound);
    put_verdict(&json, readable ? verdict : &none, language);
    json_write_key(&json, "faults");
    json_write_open(&json, '[');
    for (size_t i = 0; i < diag_count(faults); i++)
        put_fault(&json, diag_item(faults, i), language);
    json_write_close(&json, ']');
    json_write_close(&json, '}');
}

void verdict_json(const Buf *items, const VerdictCounts *counts, Language language, Buf *out) {
    JsonWriter json = {.out = out};
    json_write_open(&json, '{');
    json_write_count(&json, "version", VERDICT_VERSION);
    json_write_member(&json, "language", language == LANGUAGE_ZH ? "zh" : "en");
    json_write_key(&json, "files");
    json_write_open(&json, '[');
    json_write_items(&json, (Str){items->bytes, items->length});
    json_write_close(&json, ']');
    json_write_key(&json, "counts");
    json_write_open(&json, '{');
    json_write_count(&json, "files", (int64_t)counts->files);
    json_write_count(&json, "sound", (int64_t)counts->sound);
    json_write_count(&json, "unsound", (int64_t)counts->unsound);
    json_write_count(&json, "unreadable", (int64_t)counts->unreadable);
    json_write_close(&json, '}');
    json_write_close(&json, '}');
    buf_char(out, '\n');
}
