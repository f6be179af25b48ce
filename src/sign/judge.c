#include "sign/judge.h"

#include <stdlib.h>
#include <string.h>

#include "sign/chain.h"
#include "sign/cms_value.h"
#include "sign/holder.h"
#include "sign/moment.h"
#include "sign/trust.h"

#define ID_ARCHIVAL "1.2.840.113583.1.1.8" /* adbe-revocationInfoArchival */

static void look_at(Bench *bench, size_t index) {
    bench->inquiry->signature = (int)index;
    bench->inquiry->revision = bench->items[index].coverage.revision;
}

static void look_away(Bench *bench) { bench->inquiry->signature = bench->inquiry->revision = VERIFY_NONE; }

bool bench_is_sound(const Bench *bench, size_t index) {
    const Verdict *verdict = bench->inquiry->verdict;
    for (size_t i = 0; i < verdict->finding_count; i++)
        if (verdict->findings[i].signature == (int)index && verdict->findings[i].gravity == VERIFY_GRAVE)
            return false;
    return true;
}

/* ---- what the dictionary says --------------------------------------------------------------------------------- */

static bool is_cades(const PdfSignature *source) { return str_equals(source->sub_filter, "ETSI.CAdES.detached"); }

/* DocMDP's P of a certification (ISO 32000-1, 12.8.2.2), 2 when it is left out; 0 when there is none. */
static int permissions_of(PdfDoc *doc, PdfValue value) {
    PdfValue references = pdf_doc_get(doc, value, "Reference");
    for (size_t i = 0; i < pdf_doc_count(doc, references) && i < VERIFY_SIGNATURES_MAX; i++) {
        PdfValue reference = pdf_doc_item(doc, references, i);
        int64_t number;
        if (!pdf_doc_is_name(doc, pdf_doc_get(doc, reference, "TransformMethod"), "DocMDP"))
            continue;
        bool given = pdf_doc_integer(doc, pdf_doc_path(doc, reference, "TransformParams/P"), &number);
        return given && number >= 1 && number <= 3 ? (int)number : 2;
    }
    return 0;
}

static const char *optional(Arena *arena, Str text) { return text.length ? words_of(arena, text) : NULL; }

static void describe(Bench *bench, Judged *judged) {
    const PdfSignature *source = judged->source;
    Arena *arena = bench->inquiry->arena;
    int permissions = permissions_of(bench->doc, source->value);
    *judged->fact = (VerifySignature){
        .kind = source->timestamp ? VERIFY_TIMESTAMP
                : permissions     ? VERIFY_CERTIFICATION
                                  : VERIFY_APPROVAL,
        .field = words_of(arena, str_from(source->field)),
        .sub_filter = words_of(arena, source->sub_filter),
        .reason = optional(arena, source->reason),
        .location = optional(arena, source->location),
        .revision = judged->coverage.revision,
        .signer = {.name = ""},
        .authority = {.name = ""},
        .time = moment_of_pdf(arena, source->date),
        .permissions = permissions,
        .page = source->page,
    };
}

static void check_dictionary(Inquiry *inquiry, const PdfSignature *source) {
    bool older = str_equals(source->sub_filter, "adbe.pkcs7.detached");
    if (!source->filter.length)
        inquiry_say(inquiry, RULE_DICTIONARY, DIAG_ARGS(DIAG_BOTH("it has no Filter", "缺少 Filter")));
    if (source->timestamp != str_equals(source->sub_filter, "ETSI.RFC3161") ||
        (!source->timestamp && !older && !is_cades(source)))
        inquiry_say(inquiry, RULE_DICTIONARY,
                    DIAG_ARGS(WORDS(inquiry->arena, DIAG_BOTH("its kind {0} is not known", "种类 {0} 未知"),
                                    words_of(inquiry->arena, source->sub_filter))));
    else if (older)
        inquiry_say(inquiry, RULE_CADES,
                    DIAG_ARGS(DIAG_BOTH("its SubFilter is the older adbe.pkcs7.detached",
                                        "其 SubFilter 是较早的 adbe.pkcs7.detached")));
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

static void read_stamp_within(Bench *bench, Judged *judged) {
    Str token = cms_attribute(judged->cms.unsigned_attributes, ID_TIME_STAMP);
    judged->has_stamp = token.length > 0;
    if (judged->has_stamp)
        stamp_check(bench->inquiry, token, &(CmsContent){&judged->cms.value, 1}, &judged->stamp);
    judged->fact->authority = judged->has_stamp ? judged->stamp.authority : judged->fact->authority;
}

static void read_signature(Bench *bench, Judged *judged, const CmsContent *covered) {
    Inquiry *inquiry = bench->inquiry;
    VerifySignature *fact = judged->fact;
    bool read = cms_check(inquiry, judged->coverage.der, covered, &judged->cms);
    fact->digest = judged->cms.digest_name;
    fact->algorithm = judged->cms.algorithm_name;
    fact->intact = read && judged->cms.faults == 0 && judged->coverage.good;
    if (judged->cms.signer)
        holder_describe(inquiry->arena, judged->cms.signer, &fact->signer);
    if (!read)
        return;
    read_stamp_within(bench, judged);
    if (is_cades(judged->source) && judged->cms.claims_time)
        inquiry_say(inquiry, RULE_OWN_TIME, DIAG_NO_ARGS);
    if (is_cades(judged->source) && judged->cms.signer && !judged->cms.cades)
        inquiry_say(inquiry, RULE_CADES,
                    DIAG_ARGS(DIAG_BOTH("signing-certificate is not among its signed attributes",
                                        "已签属性中没有 signing-certificate")));
}

static void read_document_stamp(Bench *bench, Judged *judged, const CmsContent *covered) {
    VerifySignature *fact = judged->fact;
    judged->has_stamp = true;
    stamp_check(bench->inquiry, judged->coverage.der, covered, &judged->stamp);
    fact->digest = judged->stamp.cms.digest_name;
    fact->algorithm = judged->stamp.cms.algorithm_name;
    fact->intact = judged->stamp.intact && judged->coverage.good;
    fact->signer = judged->stamp.authority;
    fact->time = judged->stamp.time;
}

static void read_one(Bench *bench, size_t index) {
    Judged *judged = &bench->items[index];
    CmsContent covered = {judged->coverage.pieces, 2};
    look_at(bench, index);
    coverage_check(bench->inquiry, bench->layers, judged->source, &judged->coverage);
    bench->inquiry->revision = judged->coverage.revision;
    describe(bench, judged);
    check_dictionary(bench->inquiry, judged->source);
    if (!judged->coverage.der.length)
        return;
    if (judged->source->timestamp)
        read_document_stamp(bench, judged, &covered);
    else
        read_signature(bench, judged, &covered);
}

static int64_t end_of(const PdfSignature *source) {
    return source->has_range && source->range[2] <= INT64_MAX - source->range[3] ? source->range[2] + source->range[3]
                                                                                 : INT64_MAX;
}

static int by_end(const void *a, const void *b) {
    const Judged *first = a, *second = b;
    int64_t one = end_of(first->source), other = end_of(second->source);
    if (one != other)
        return one < other ? -1 : 1;
    return first->source < second->source ? -1 : first->source > second->source;
}

/* Two that cover the same revision: the later field has taken the earlier one's value. */
static void check_shared(Bench *bench) {
    for (size_t i = 1; i < bench->count; i++) {
        int revision = bench->items[i].coverage.revision;
        look_at(bench, i);
        if (revision != VERIFY_NONE && revision == bench->items[i - 1].coverage.revision)
            inquiry_say(bench->inquiry, RULE_SHARED, DIAG_ARGS(words_int(bench->inquiry->arena, (int64_t)i)));
    }
    look_away(bench);
}

static size_t choose(Bench *bench, const PdfSignature *sources, size_t count) {
    size_t chosen = 0;
    for (size_t i = 0; i < count && chosen < VERIFY_SIGNATURES_MAX; i++)
        if (pdf_doc_kind(bench->doc, sources[i].value) == PDF_KIND_DICT)
            bench->items[chosen++].source = &sources[i];
    return chosen;
}

bool bench_read(Bench *bench, const PdfSignature *sources, size_t count) {
    Inquiry *inquiry = bench->inquiry;
    size_t room = count < VERIFY_SIGNATURES_MAX ? count : VERIFY_SIGNATURES_MAX;
    VerifySignature *facts = ARENA_ARRAY(inquiry->arena, VerifySignature, room);
    bench->items = ARENA_ARRAY(inquiry->arena, Judged, room);
    if (!facts || !bench->items || !evidence_new(&bench->evidence))
        return false;
    bench->count = choose(bench, sources, count);
    if (count > VERIFY_SIGNATURES_MAX)
        inquiry_say(inquiry, RULE_SIGNATURES, DIAG_ARGS(words_int(inquiry->arena, VERIFY_SIGNATURES_MAX)));
    if (bench->count > 1)
        qsort(bench->items, bench->count, sizeof *bench->items, by_end);
    for (size_t i = 0; i < bench->count; i++) {
        bench->items[i].fact = &facts[i];
        read_one(bench, i);
    }
    check_shared(bench);
    inquiry->verdict->signatures = facts;
    inquiry->verdict->signature_count = bench->count;
    return true;
}

void bench_free(Bench *bench) {
    for (size_t i = 0; i < bench->count; i++) {
        cms_check_free(&bench->items[i].cms);
        stamp_free(&bench->items[i].stamp);
    }
    evidence_free(&bench->evidence);
}

/* ---- judging -------------------------------------------------------------------------------------------------- */

static void gather_evidence(Bench *bench) {
    Evidence *evidence = &bench->evidence;
    for (size_t i = 0; i < bench->count; i++) {
        const Judged *judged = &bench->items[i];
        evidence_add(evidence, judged->cms.certificates, judged->cms.lists);
        evidence_add(evidence, judged->stamp.cms.certificates, judged->stamp.cms.lists);
        evidence_add_archival(evidence, cms_attribute(judged->cms.signed_attributes, ID_ARCHIVAL));
    }
    if (!evidence_add_dss(evidence, bench->doc))
        inquiry_say(bench->inquiry, RULE_DSS, DIAG_NO_ARGS);
}

/* By those that have the issuer's name: signed by one of them, or by none; no such one is known. */
typedef enum Descent { DESCENT_UNKNOWN, DESCENT_FALSE, DESCENT_TRUE } Descent;

static Descent descent_of(X509 *certificate, const STACK_OF(X509) * issuers) {
    Descent descent = DESCENT_UNKNOWN;
    for (int i = 0; i < sk_X509_num(issuers) && descent != DESCENT_TRUE; i++) {
        X509 *issuer = sk_X509_value(issuers, i);
        if (X509_NAME_cmp(X509_get_subject_name(issuer), X509_get_issuer_name(certificate)) == 0)
            descent = certificate_is_signed_by(certificate, issuer) ? DESCENT_TRUE : DESCENT_FALSE;
    }
    return descent;
}

/* Certificates are no part of what is signed: each must be somebody's. */
static void check_certificates(Bench *bench, const STACK_OF(X509) * certificates) {
    Inquiry *inquiry = bench->inquiry;
    const VerifyTrust *trust = inquiry->options->trust;
    for (int i = 0; trust && i < sk_X509_num(certificates); i++) {
        X509 *certificate = sk_X509_value(certificates, i);
        Descent known = descent_of(certificate, bench->evidence.certificates);
        Descent trusted = descent_of(certificate, trust_certificates(trust));
        const char *name = holder_name(inquiry->arena, certificate);
        if (known == DESCENT_TRUE || trusted == DESCENT_TRUE)
            continue;
        if (known == DESCENT_UNKNOWN && trusted == DESCENT_UNKNOWN)
            inquiry_say(inquiry, RULE_STRAY, DIAG_ARGS(name));
        else
            inquiry_say(inquiry, RULE_LEFTOVER,
                        DIAG_ARGS(DIAG_BOTH("a certificate in it is damaged", "其中有损坏的证书")));
    }
}

/* A time that is vouched for, and whose it is. */
typedef struct Vouched {
    int64_t when;
    const char *by; /* NULL: today */
} Vouched;

static void check_order(Bench *bench, const Judged *judged, const Vouched *later) {
    if (later->by && judged->stamp.time.seconds > later->when)
        inquiry_say(bench->inquiry, RULE_STAMP_ORDER, DIAG_ARGS(judged->stamp.authority.name, later->by));
}

/* The stamp's authority by what is vouched for later; a sound document time stamp then vouches for what is earlier. */
static void judge_stamp(Bench *bench, Judged *judged, Vouched *later) {
    stamp_judge(bench->inquiry, &judged->stamp, &bench->evidence, later->when, later->by != NULL);
    if (!judged->stamp.sound || !judged->coverage.good)
        return;
    check_order(bench, judged, later);
    if (judged->source->timestamp)
        *later = (Vouched){judged->stamp.time.seconds, judged->stamp.authority.name};
}

static void judge_signer(Bench *bench, Judged *judged, const Vouched *later) {
    VerifySignature *fact = judged->fact;
    bool own = judged->has_stamp && judged->stamp.sound;
    fact->time_proven = own || later->by;
    judged->when = own ? judged->stamp.time.seconds : later->when;
    if (fact->time_proven)
        fact->time = moment_of(bench->inquiry->arena, judged->when);
    else
        inquiry_say(bench->inquiry, RULE_TIME, DIAG_NO_ARGS);
    if (!judged->cms.signer)
        return;
    ChainQuery query = {judged->cms.signer, &bench->evidence, CHAIN_SIGNING, judged->when, fact->time_proven};
    ChainAnswer answer = chain_judge(bench->inquiry, &query);
    fact->signer.trusted = answer.trusted;
    fact->signer.revoked = answer.revoked;
    judged->complete = answer.complete && (!judged->has_stamp || judged->stamp.complete);
}

static void judge_one(Bench *bench, size_t index, Vouched *later) {
    Judged *judged = &bench->items[index];
    look_at(bench, index);
    check_certificates(bench, judged->cms.certificates);
    check_certificates(bench, judged->stamp.cms.certificates);
    if (judged->has_stamp)
        judge_stamp(bench, judged, later);
    if (judged->source->timestamp) {
        judged->fact->signer = judged->stamp.authority;
        judged->fact->time_proven = judged->stamp.sound;
        judged->complete = judged->stamp.complete;
    } else {
        judged->fact->authority = judged->stamp.authority.name ? judged->stamp.authority : judged->fact->authority;
        judge_signer(bench, judged, later);
    }
}

/* ---- levels --------------------------------------------------------------------------------------------------- */

/* Has a sound document time stamp sealed validation data that came after the signature? */
static bool is_sealed(const Bench *bench, size_t index) {
    for (size_t i = index + 1; i < bench->count; i++) {
        const Judged *later = &bench->items[i];
        if (later->source->timestamp && later->stamp.sound && later->coverage.good && later->coverage.revision >= 0 &&
            bench->has_dss[later->coverage.revision])
            return true;
    }
    return false;
}

/* The level, and what is missing for the next one. */
static VerifyLevel level_of(const Bench *bench, size_t index, const char **missing) {
    const Judged *judged = &bench->items[index];
    *missing = DIAG_BOTH("it is not a sound PAdES signature", "不是有效的 PAdES 签名");
    if (!bench_is_sound(bench, index) || !is_cades(judged->source) || !judged->cms.cades)
        return VERIFY_LEVEL_NONE;
    *missing = DIAG_BOTH("it has no time stamp", "没有时间戳");
    if (!judged->fact->time_proven)
        return VERIFY_LEVEL_B;
    *missing = DIAG_BOTH("the file does not hold all that is needed to judge its certificates",
                         "文件中没有判断其证书所需的全部资料");
    if (!judged->complete || !bench->has_dss[bench->layers->count - 1])
        return VERIFY_LEVEL_T;
    *missing = DIAG_BOTH("no document time stamp seals these data", "没有文档时间戳封存这些资料");
    return is_sealed(bench, index) ? VERIFY_LEVEL_LTA : VERIFY_LEVEL_LT;
}

static void judge_level(Bench *bench, size_t index, VerifyLevel *lowest) {
    Inquiry *inquiry = bench->inquiry;
    const char *missing;
    VerifySignature *fact = bench->items[index].fact;
    VerifyLevel wanted = inquiry->options->level;
    look_at(bench, index);
    fact->level = level_of(bench, index, &missing);
    if (fact->level < *lowest)
        *lowest = fact->level;
    if (fact->level < wanted)
        inquiry_say(inquiry, RULE_LEVEL, DIAG_ARGS(verify_level_name(fact->level), verify_level_name(wanted), missing));
}

void bench_judge(Bench *bench) {
    Vouched later = {bench->inquiry->options->now, NULL};
    VerifyLevel lowest = VERIFY_LEVEL_LTA;
    bool any = false;
    gather_evidence(bench);
    for (size_t i = bench->count; i-- > 0;)
        judge_one(bench, i, &later);
    for (size_t i = 0; i < bench->count; i++)
        if (!bench->items[i].source->timestamp) {
            judge_level(bench, i, &lowest);
            any = true;
        }
    bench->inquiry->verdict->level = any ? lowest : VERIFY_LEVEL_NONE;
    look_away(bench);
}
