/*
 * inquiry: one file being judged: what all of verify's questions share, and how their findings are said.
 */
#ifndef BANXIN_SIGN_INQUIRY_H
#define BANXIN_SIGN_INQUIRY_H

#include "base/vec.h"
#include "sign/verify.h"

typedef enum VerifyRule {
#define RULE(identifier, id, gravity, en, zh) RULE_##identifier,
#include "sign/verify_rules.h"
#undef RULE
    VERIFY_RULE_COUNT
} VerifyRule;

typedef struct Inquiry {
    Arena *arena; /* all that is found lives here */
    Str bytes;    /* the file */
    const VerifyOptions *options;
    Verdict *verdict;
    /* what is being looked at; findings are said of it. VERIFY_NONE: of the file */
    int revision, signature;
} Inquiry;

/*
 * Libraries that run out of memory often only say that something is not so. Begins to watch for that; and has memory
 * been short since? Then the arena has failed, and whatever was found is not to be believed. Asked with every finding.
 */
void inquiry_watch(void);
bool inquiry_is_short(Inquiry *inquiry);

/* Says that a rule is broken; arguments fill {0} {1} ... and may be DIAG_BOTH. */
void inquiry_say(Inquiry *inquiry, VerifyRule rule, const char *const *args, size_t arg_count);
/* The same of a page. */
void inquiry_say_page(Inquiry *inquiry, VerifyRule rule, int page, const char *const *args, size_t arg_count);

/* A sentence of both languages with its arguments filled in, in the arena; `text` may be DIAG_BOTH. */
const char *words_fill(Arena *arena, const char *text, const char *const *args, size_t arg_count);
#define WORDS(arena, text, ...) words_fill((arena), (text), DIAG_ARGS(__VA_ARGS__))
/* A number as an argument, in the arena. */
const char *words_int(Arena *arena, int64_t number);

/* "B", "T", "LT", "LTA"; "none". Static. */
const char *verify_level_name(VerifyLevel level);

/* The id and the gravity of a rule; for the tests and the documentation. */
const char *verify_rule_id(VerifyRule rule);
VerifyGravity verify_rule_gravity(VerifyRule rule);

#endif
