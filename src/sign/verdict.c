#include <errno.h>
#include <string.h>

#include "sign/crypto.h"
#include "sign/inquiry.h"

typedef struct Rule {
    const char *id;
    VerifyGravity gravity;
    const char *message; /* DIAG_BOTH */
} Rule;

static const Rule rules[VERIFY_RULE_COUNT] = {
#define RULE(identifier, id, gravity, en, zh) {id, VERIFY_##gravity, DIAG_BOTH(en, zh)},
#include "sign/verify_rules.h"
#undef RULE
};

const char *verify_rule_id(VerifyRule rule) { return rules[rule].id; }
VerifyGravity verify_rule_gravity(VerifyRule rule) { return rules[rule].gravity; }

const char *verify_level_name(VerifyLevel level) {
    static const char *const names[] = {"none", "B", "T", "LT", "LTA"};
    return names[level];
}

/* ---- words ---------------------------------------------------------------------------------------------------- */

/* One language's half; {n} without an argument stays as it is. */
static void fill_half(Str text, const char *const *args, size_t arg_count, Language language, Buf *out) {
    for (size_t i = 0; i < text.length; i++) {
        size_t number = i + 2 < text.length && text.text[i] == '{' && text.text[i + 2] == '}'
                            ? (size_t)(unsigned char)text.text[i + 1] - '0'
                            : arg_count;
        if (number >= arg_count) {
            buf_char(out, text.text[i]);
            continue;
        }
        Str half = diag_half(args[number], language);
        buf_push(out, half.text, half.length);
        i += 2;
    }
}

const char *words_fill(Arena *arena, const char *text, const char *const *args, size_t arg_count) {
    Buf out = {0};
    buf_char(&out, '\xff');
    fill_half(diag_half(text, LANGUAGE_EN), args, arg_count, LANGUAGE_EN, &out);
    buf_char(&out, '\xff');
    fill_half(diag_half(text, LANGUAGE_ZH), args, arg_count, LANGUAGE_ZH, &out);
    const char *filled = buf_failed(&out) ? NULL : arena_strndup(arena, out.bytes, out.length);
    if (buf_failed(&out))
        arena_fail(arena);
    buf_free(&out);
    return filled;
}

const char *words_int(Arena *arena, int64_t number) { return arena_printf(arena, "%lld", (long long)number); }

/* ---- findings ------------------------------------------------------------------------------------------------- */

/* Room for one more; what there was is copied as the list doubles. */
static bool make_room(Arena *arena, Verdict *verdict) {
    size_t count = verdict->finding_count;
    bool full = count == 0 || (count >= 8 && (count & (count - 1)) == 0);
    if (!full)
        return true;
    VerifyFinding *grown = ARENA_ARRAY(arena, VerifyFinding, count < 8 ? 8 : 2 * count);
    if (!grown)
        return false;
    if (count > 0)
        memcpy(grown, verdict->findings, count * sizeof *grown);
    verdict->findings = grown;
    return true;
}

void verdict_add(Arena *arena, Verdict *verdict, VerifyFinding finding) {
    verdict->sound &= finding.gravity != VERIFY_GRAVE;
    if (verdict->finding_count < VERIFY_FINDINGS_MAX && make_room(arena, verdict))
        verdict->findings[verdict->finding_count++] = finding;
}

void inquiry_watch(void) {
    (void)crypto_short_of_memory();
    errno = 0;
}

/* OpenSSL notes it mostly; malloc does always (POSIX), and nothing sets errno back. */
bool inquiry_is_short(Inquiry *inquiry) {
    bool noted = crypto_short_of_memory();
    if (noted || errno == ENOMEM)
        arena_fail(inquiry->arena);
    return arena_failed(inquiry->arena);
}

void inquiry_say_page(Inquiry *inquiry, VerifyRule rule, int page, const char *const *args, size_t arg_count) {
    if (inquiry_is_short(inquiry))
        return;
    verdict_add(inquiry->arena, inquiry->verdict,
                (VerifyFinding){.gravity = rules[rule].gravity,
                                .rule = rules[rule].id,
                                .message = words_fill(inquiry->arena, rules[rule].message, args, arg_count),
                                .revision = inquiry->revision,
                                .signature = inquiry->signature,
                                .page = page});
}

void inquiry_say(Inquiry *inquiry, VerifyRule rule, const char *const *args, size_t arg_count) {
    inquiry_say_page(inquiry, rule, VERIFY_NONE, args, arg_count);
}
