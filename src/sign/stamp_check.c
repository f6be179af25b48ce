#include "sign/stamp_check.h"

#include <openssl/ts.h>

#include "sign/chain.h"
#include "sign/cms_value.h"
#include "sign/holder.h"
#include "sign/moment.h"

static bool imprint_fits(const EVP_MD *digest, const ASN1_OCTET_STRING *imprint, const CmsContent *stamped) {
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool done = context && EVP_DigestInit_ex(context, digest, NULL) == 1;
    for (size_t i = 0; done && i < stamped->count; i++)
        done = EVP_DigestUpdate(context, stamped->pieces[i].text, stamped->pieces[i].length) == 1;
    done = done && EVP_DigestFinal_ex(context, bytes, &length) == 1;
    EVP_MD_CTX_free(context);
    return done && str_equal((Str){(const char *)bytes, length},
                             (Str){(const char *)ASN1_STRING_get0_data(imprint), (size_t)ASN1_STRING_length(imprint)});
}

static const EVP_MD *digest_of_imprint(TS_MSG_IMPRINT *imprint) {
    unsigned char *der = NULL;
    int length = i2d_X509_ALGOR(TS_MSG_IMPRINT_get_algo(imprint), &der);
    const EVP_MD *digest = length > 0 ? digest_of((Str){(const char *)der, (size_t)length}) : NULL;
    OPENSSL_free(der);
    return digest;
}

static bool fail(Inquiry *inquiry, const char *why) {
    inquiry_say(inquiry, RULE_STAMP, DIAG_ARGS(why));
    return false;
}

static bool check_info(Inquiry *inquiry, TS_TST_INFO *info, const CmsContent *stamped, StampCheck *check) {
    TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);
    const EVP_MD *digest = digest_of_imprint(imprint);
    check->time = moment_of_asn1(inquiry->arena, TS_TST_INFO_get_time(info));
    if (!check->time.text)
        return fail(inquiry, DIAG_BOTH("it names no time", "其中没有时间"));
    if (!digest)
        return fail(inquiry, DIAG_BOTH("the digest it is made of is unknown", "所用的摘要算法未知"));
    if (!digest_is_strong(digest))
        return fail(inquiry, DIAG_BOTH("it is made of a weak digest", "所用的摘要算法过弱"));
    if (!imprint_fits(digest, TS_MSG_IMPRINT_get_msg(imprint), stamped))
        return fail(inquiry, DIAG_BOTH("it was made for other bytes", "它所盖的是另外的字节"));
    return true;
}

void stamp_check(Inquiry *inquiry, Str token, const CmsContent *stamped, StampCheck *check) {
    *check = (StampCheck){.authority = {.name = ""}};
    if (!cms_check(inquiry, token, NULL, &check->cms)) {
        fail(inquiry, DIAG_BOTH("it cannot be read", "无法读取"));
        return;
    }
    const unsigned char *at = (const unsigned char *)check->cms.content.text;
    TS_TST_INFO *info = d2i_TS_TST_INFO(NULL, &at, (long)check->cms.content.length);
    bool read = info && (const char *)at == check->cms.content.text + check->cms.content.length;
    bool good = read ? check_info(inquiry, info, stamped, check)
                     : fail(inquiry, DIAG_BOTH("what it says cannot be read", "其内容无法读取"));
    check->intact = good && check->cms.faults == 0;
    if (check->cms.signer)
        holder_describe(inquiry->arena, check->cms.signer, &check->authority);
    TS_TST_INFO_free(info);
}

void stamp_judge(Inquiry *inquiry, StampCheck *check, const Evidence *evidence, int64_t when, bool proven) {
    if (!check->intact)
        return;
    ChainQuery query = {check->cms.signer, evidence, CHAIN_STAMPING, when, proven};
    ChainAnswer answer = chain_judge(inquiry, &query);
    check->authority.trusted = answer.trusted;
    check->authority.revoked = answer.revoked;
    check->complete = answer.complete;
    check->sound = answer.trusted && answer.revoked != VERIFY_REVOKED_YES;
}

void stamp_free(StampCheck *check) { cms_check_free(&check->cms); }
