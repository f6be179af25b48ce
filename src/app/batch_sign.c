#include "app/batch_sign.h"

#include <string.h>

#include "app/option_sets.h"
#include "app/signing.h"
#include "base/file.h"

/* Names what the signature's part of an id is the hash of; another number for another way of making it. */
#define ID_SCHEME "banxin signature 1"

struct BatchSign {
    Signing signing;
    Fingerprint id;
    const char *by;
    bool gone;
};

/* ---- in the plan ---------------------------------------------------------------------------------------------- */

static bool is_planned(const Option *option) {
    return option->id >= OPTION_KEY && option->id <= OPTION_LOCATION && option->commands & IN(BATCH_PLAN);
}

static bool is_path(const Option *option, const char *value) {
    return (option->kind == OPTION_FILE || option->kind == OPTION_PATH) && strncmp(value, "pkcs11:", 7) != 0;
}

void batch_sign_plan(Arena *arena, const Options *options, PlanOptions *plan) {
    PlanWord *words = ARENA_ARRAY(arena, PlanWord, OPTION_COUNT);
    plan->sign = options->values[OPTION_SIGN] != NULL;
    plan->words = words;
    plan->word_count = 0;
    for (size_t i = 0; words && i < OPTION_COUNT; i++)
        if (is_planned(&option_table[i]) && options->values[i])
            words[plan->word_count++] = (PlanWord){option_table[i].name + strlen("--"), options->values[i]};
}

static const Option *option_of(const PlanWord *word) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (is_planned(&option_table[i]) && strcmp(option_table[i].name + strlen("--"), word->name) == 0)
            return &option_table[i];
    return NULL;
}

/* A plan is a file that somebody may have changed. */
static bool take_word(Arena *arena, const Plan *plan, const PlanWord *word, Options *said, DiagList *diags) {
    const Option *option = option_of(word);
    if (!option || !option_takes(option, word->value)) {
        diag_at(diags, DIAG_BATCH_SIGN_WORD, (Place){0}, DIAG_ARGS(word->name, word->value));
        return false;
    }
    said->values[option->id] = is_path(option, word->value) ? plan_path(arena, plan, word->value) : word->value;
    return true;
}

/* Neither would a plan keep a PIN, nor may it say one. */
static bool tells_pin(const Options *said, DiagList *diags) {
    bool tells = signer_tells_pin(said->values[OPTION_KEY]) || signer_tells_pin(said->values[OPTION_CERT]);
    if (tells)
        diag_at(diags, DIAG_TOKEN_ARGV, (Place){0}, DIAG_NO_ARGS);
    return tells;
}

/* What is said here of this machine's own goes before what the plan says. */
static bool options_of(Arena *arena, const Plan *plan, const Options *here, Options *said, DiagList *diags) {
    bool good = true;
    *said = (Options){.command = here->command};
    for (size_t i = 0; i < plan->options.word_count; i++)
        good = take_word(arena, plan, &plan->options.words[i], said, diags) && good;
    for (int id = OPTION_KEY; id <= OPTION_LOCATION; id++)
        if (here->values[id] && option_table[id].commands & IN(BATCH_RUN))
            said->values[id] = here->values[id];
    if (here->values[OPTION_PASSWORD_FD])
        said->values[OPTION_PASSWORD_FILE] = NULL;
    if (good && !said->values[OPTION_KEY])
        diag_at(diags, DIAG_USAGE_NEEDED, (Place){0}, DIAG_ARGS(option_table[OPTION_KEY].name, "KEY"));
    return good && said->values[OPTION_KEY] && !tells_pin(said, diags);
}

bool batch_sign_check(Arena *arena, const Plan *plan, const Options *options, DiagList *diags) {
    Options said;
    Signing signing;
    return !plan->options.sign ||
           (options_of(arena, plan, options, &said, diags) && signing_read(&signing, &said, LANGUAGE_EN, diags));
}

/* ---- the id --------------------------------------------------------------------------------------------------- */

static void add_text(FingerprintMaker *maker, const char *text) {
    fingerprint_add_part(maker, text ? text : "", text ? strlen(text) + 1 : 0);
}

static void add_number(FingerprintMaker *maker, int64_t number) {
    char text[BUF_NUMBER];
    add_text(maker, int_format(number, text));
}

static bool add_seal(Arena *arena, FingerprintMaker *maker, const Signing *signing, DiagList *diags) {
    const SignWish *wish = &signing->wish;
    char *bytes;
    size_t length;
    if (!file_read(arena, signing->seal_path, SEAL_FILE_MAX, &bytes, &length, diags))
        return false;
    fingerprint_add_part(maker, bytes, length);
    const int64_t numbers[] = {wish->seal_width,     wish->place.given,    wish->place.page,
                               wish->place.centre.x, wish->place.centre.y, wish->straddle};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        add_number(maker, numbers[i]);
    return true;
}

static bool make_id(Arena *arena, BatchSign *sign, DiagList *diags) {
    const Signing *signing = &sign->signing;
    const SignWish *wish = &signing->wish;
    const char *const texts[] = {signing_level(signing), wish->field, wish->name, wish->reason, wish->location};
    FingerprintMaker maker;
    Buf certificate = {0};
    bool good = signing->record->signer_certificate(signing->signer, &certificate);
    if (!good)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    fingerprint_begin(&maker);
    fingerprint_add_part(&maker, ID_SCHEME, strlen(ID_SCHEME));
    fingerprint_add_part(&maker, certificate.bytes, certificate.length);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add_text(&maker, texts[i]);
    good = good && (!signing->seal_path || add_seal(arena, &maker, signing, diags));
    sign->id = fingerprint_end(&maker);
    buf_free(&certificate);
    return good;
}

/* ---- the key -------------------------------------------------------------------------------------------------- */

/* Who names a key expects a signature. */
static bool says_no_key(const Options *options, DiagList *diags) {
    bool none = true;
    for (int id = OPTION_KEY; id <= OPTION_LOCATION; id++)
        if (options->values[id]) {
            diag_at(diags, DIAG_BATCH_UNSIGNED, (Place){0}, DIAG_ARGS(option_table[id].name));
            none = false;
        }
    return none;
}

bool batch_sign_open(Arena *arena, const Plan *plan, const Options *options, Language language, BatchSign **sign,
                     DiagList *diags) {
    Options said;
    *sign = NULL;
    if (!plan->options.sign)
        return says_no_key(options, diags);
    BatchSign *made = ARENA_NEW(arena, BatchSign);
    if (!made || !options_of(arena, plan, options, &said, diags) ||
        !signing_read(&made->signing, &said, language, diags))
        return false;
    *sign = made;
    if (!signing_open(&made->signing, diags) || !make_id(arena, made, diags))
        return false;
    made->by = arena_strdup(arena, made->signing.record->signer_name(made->signing.signer));
    signing_share(&made->signing);
    return made->by != NULL;
}

void batch_sign_close(BatchSign *sign) {
    if (sign)
        signing_close(&sign->signing);
}

const Fingerprint *batch_sign_id(const BatchSign *sign) { return &sign->id; }

const char *batch_sign_by(const BatchSign *sign) { return sign->by; }

const char *batch_sign_level(const BatchSign *sign) { return signing_level(&sign->signing); }

/* ---- a report ------------------------------------------------------------------------------------------------- */

static bool tells_of_key(const DiagList *diags) {
    static const DiagCode codes[] = {DIAG_TOKEN_GONE, DIAG_SIGN_REVOKED};
    bool found = false;
    for (size_t i = 0; i < diag_count(diags); i++)
        for (size_t j = 0; j < sizeof codes / sizeof *codes; j++)
            found |= diag_item(diags, i)->code == codes[j];
    return found;
}

bool batch_sign_pdf(BatchSign *sign, const char *name, Buf *pdf, DiagList *diags) {
    Buf out = {0};
    bool good = signing_pdf(&sign->signing, name, (Str){pdf->bytes, pdf->length}, &out, diags);
    if (good) {
        buf_free(pdf);
        *pdf = out;
        return true;
    }
    sign->gone = sign->signing.failed || tells_of_key(diags);
    buf_free(&out);
    return false;
}

bool batch_sign_is_gone(const BatchSign *sign) { return sign->gone; }
