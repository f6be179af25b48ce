/*
 * Signing while memory runs out: the n-th allocation of this program and all after it fail, for every n. No crash, no
 * leak for the sanitizers to see, a fault reported; and what is said to be signed is whole.
 */
#include <string.h>

#include "alloc_fail.h"
#include "sign/sign.h"
#include "small_pdf.h"
#include "test.h"

#define CA BUILD_DIR "/tests/sign/ground/ca/"

/* A tagged page, so that the structure is written as well. */
static const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /Lang (zh-CN) /StructTreeRoot 4 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
    "<< /Type /Page /Parent 2 0 R >>",
    "<< /Type /StructTreeRoot /K 5 0 R /ParentTree << /Nums [] >> >>",
    "<< /S /Document /P 4 0 R >>",
};

static bool sign(const Signer *signer, const Buf *file, Buf *out, DiagList *diags) {
    SignWish wish = {.reason = "批准", .location = "Urumqi", .time = 1606363636};
    return sign_pdf(signer, &wish, "a.pdf", (Str){file->bytes, file->length}, out, diags);
}

static Signer *open_signer(DiagList *diags) {
    SignerSource source = {.key = CA "p256.key", .certificate = CA "p256.pem", .chain = CA "chain.pem"};
    return signer_open(&source, diags);
}

TEST(signing_says_that_memory_is_out_or_signs) {
    Buf file = {0}, whole = {0};
    DiagList *diags = diag_list_new();
    small_pdf(objects, sizeof objects / sizeof *objects, NULL, &file);
    Signer *signer = open_signer(diags);
    assert_non_null(signer);
    assert_true(sign(signer, &file, &whole, diags));
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Buf out = {0};
        DiagList *faults = diag_list_new();
        bool good = sign(signer, &file, &out, faults);
        bool told = !faults || diag_has_errors(faults);
        bool same = out.length == whole.length;
        diag_list_free(faults);
        buf_free(&out);
        assert_true(good ? same : told);
    }
    signer_close(signer);
    diag_list_free(diags);
    buf_free(&file);
    buf_free(&whole);
}

TEST(a_signer_says_that_memory_is_out_or_opens) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        DiagList *faults = diag_list_new();
        Signer *signer = open_signer(faults);
        assert_true(signer || !faults || diag_has_errors(faults));
        signer_close(signer);
        diag_list_free(faults);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signing_says_that_memory_is_out_or_signs),
        cmocka_unit_test(a_signer_says_that_memory_is_out_or_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
