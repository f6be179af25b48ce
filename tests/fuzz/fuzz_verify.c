/*
 * Any bytes, or what a sketch describes, as a signed PDF, judged, and its pages set against another revision's; what
 * does not begin as a PDF as a signature and as a time stamp. Whatever they are, there is a verdict, and what is sound
 * has been signed.
 */
#include <string.h>

#include "fuzz.h"
#include "sign/asn.h"
#include "sign/cms_check.h"
#include "sign/stamp_check.h"
#include "sign/verify.h"
#include "sketch.h"

#define NOW 1800000000 /* always the same */

/* The authority that the seeds are signed under, if they have been made. */
static const VerifyTrust *trust(void) {
    static VerifyTrust *read;
    static bool tried;
    if (!tried) {
        DiagList *diags = diag_list_new();
        read = verify_trust_read(VERIFY_SEEDS "/root.pem", diags);
        diag_list_free(diags);
    }
    tried = true;
    return read;
}

static void judge(Arena *arena, Str bytes, const VerifyOptions *options, DiagList *diags) {
    Verdict *verdict = verify_bytes(arena, "fuzz.pdf", bytes, options, diags);
    if (!verdict || !verdict->readable)
        return;
    if (verdict->sound && (verdict->approvals == 0 || !options->trust))
        __builtin_trap();
    for (size_t i = 0; i < verdict->finding_count; i++)
        if (!verdict->findings[i].message || (verdict->findings[i].gravity == VERIFY_GRAVE && verdict->sound))
            __builtin_trap();
    verify_against(arena, verdict, verdict->whole, diags);
    if (verdict->revision_count > 1)
        verify_against(arena, verdict, verdict->first, diags);
}

static void check_messages(Arena *arena, Str bytes, const VerifyOptions *options) {
    static const Str covered = {"abc", 3};
    Verdict verdict = {.sound = true};
    Inquiry inquiry = {arena, bytes, options, &verdict, VERIFY_NONE, VERIFY_NONE};
    CmsCheck check;
    StampCheck stamp;
    cms_check(&inquiry, bytes, &(CmsContent){&covered, 1}, &check);
    cms_check_free(&check);
    stamp_check(&inquiry, bytes, &(CmsContent){&covered, 1}, &stamp);
    stamp_free(&stamp);
    if (bytes.length > 0 && asn_length(bytes) > bytes.length)
        __builtin_trap();
}

static void try_bytes(Str text) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    VerifyOptions options = {.trust = trust(), .now = NOW, .signatures = 1};
    if (text.length >= 5 && memcmp(text.text, "%PDF-", 5) == 0)
        judge(arena, text, &options, diags);
    else
        check_messages(arena, text, &options);
    diag_list_free(diags);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    const Str text = {(const char *)bytes, length};
    Buf made = {0};
    if (sketch_pdf(text, &made) || sketch_der(text, &made))
        try_bytes((Str){made.bytes, made.length});
    else
        try_bytes(text);
    buf_free(&made);
    return 0;
}
