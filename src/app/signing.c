#include "app/signing.h"

#include <stdlib.h>
#include <string.h>

#include "app/record_module.h"
#include "base/clock.h"

/* ---- what is asked for ---------------------------------------------------------------------------------------- */

static int number_of(const char *text, int otherwise) { return text ? (int)strtol(text, NULL, 10) : otherwise; }

static const char *const levels[] = {
    [SIGN_LEVEL_B] = "b", [SIGN_LEVEL_T] = "t", [SIGN_LEVEL_LT] = "lt", [SIGN_LEVEL_LTA] = "lta"};

static SignLevel level_of(const Options *options) {
    const char *asked = options->values[OPTION_LEVEL];
    for (size_t i = 0; asked && i < sizeof levels / sizeof *levels; i++)
        if (strcmp(asked, levels[i]) == 0)
            return (SignLevel)i;
    return options->values[OPTION_TSA] ? SIGN_LEVEL_T : SIGN_LEVEL_B;
}

static SignWish wish_of(const Options *options) {
    const char *const *values = options->values;
    int timeout = number_of(values[OPTION_TSA_TIMEOUT], 10), retries = number_of(values[OPTION_TSA_RETRIES], 2);
    return (SignWish){.level = level_of(options),
                      .field = values[OPTION_FIELD],
                      .name = values[OPTION_NAME] ? values[OPTION_NAME] : values[OPTION_SIGNED_BY],
                      .reason = values[OPTION_REASON],
                      .location = values[OPTION_LOCATION],
                      .service = {values[OPTION_TSA], values[OPTION_TSA_TRUST], timeout, retries},
                      .material = {values[OPTION_REVOCATION], values[OPTION_FETCH_ISSUERS] != NULL, timeout, retries}};
}

/* ---- the seal ------------------------------------------------------------------------------------------------- */

/* A millimetre in thousandths of a point, as nearly as a whole number can be. */
static int64_t of_mm(int64_t thousandths) { return (thousandths * 7200 + 1270) / 2540; }

/* "210" or "210.5", in thousandths; up to the next comma or the end. */
static bool take_mm(const char **text, int64_t *value) {
    int64_t number = 0;
    int decimals = -1;
    const char *at = *text;
    for (; (*at >= '0' && *at <= '9') || (*at == '.' && decimals < 0); at++) {
        if (*at == '.') {
            decimals = 0;
            continue;
        }
        if (number > 100000000 || decimals == 3)
            return false;
        number = number * 10 + (*at - '0');
        decimals += decimals >= 0;
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++)
        number *= 10;
    bool good = at > *text && (*at == ',' || *at == '\0');
    *text = *at ? at + 1 : at;
    *value = number;
    return good;
}

static bool read_place(const char *text, PlacementWish *wish) {
    int64_t page, x, y;
    const char *at = text;
    if (!take_mm(&at, &page) || !take_mm(&at, &x) || !take_mm(&at, &y) || *at || page % 1000 || page > 1000000000)
        return false;
    *wish = (PlacementWish){true, (int)(page / 1000), {of_mm(x), of_mm(y)}};
    return true;
}

/* What the options say of the seal and of the password; false with what is misused reported. */
static bool take_words(Signing *signing, const Options *options, DiagList *diags) {
    const char *const *values = options->values;
    const char *edge = values[OPTION_STRADDLE], *width = values[OPTION_SEAL_MM], *place = values[OPTION_SEAL_AT];
    SignWish *wish = &signing->wish;
    wish->straddle = !edge ? STRADDLE_NONE : strcmp(edge, "outer") == 0 ? STRADDLE_OUTER : STRADDLE_RIGHT;
    wish->seal_width = of_mm(1000 * (int64_t)number_of(width, 42));
    if (wish->seal_width < SEAL_WIDTH_MIN || wish->seal_width > SEAL_WIDTH_MAX)
        diag_at(diags, DIAG_USAGE_SEAL_MM, (Place){0}, DIAG_ARGS(width ? width : ""));
    if (place && !read_place(place, &wish->place))
        diag_at(diags, DIAG_USAGE_SEAL_AT, (Place){0}, DIAG_ARGS(place));
    password_check(&signing->password, diags);
    return !diag_has_errors(diags);
}

static bool take_seal(Signing *signing, DiagList *diags) {
    if (signing->seal_path)
        signing->wish.seal = signing->seal = signing->record->seal_open(signing->seal_path, diags);
    return !signing->seal_path || signing->seal;
}

/* ---- the key -------------------------------------------------------------------------------------------------- */

bool signing_read(Signing *signing, const Options *options, Language language, DiagList *diags) {
    const char *const *values = options->values;
    *signing = (Signing){.source = {.key = values[OPTION_KEY],
                                    .certificate = values[OPTION_CERT],
                                    .chain = values[OPTION_CHAIN],
                                    .module = values[OPTION_PKCS11_MODULE],
                                    .ask = password_ask,
                                    .context = &signing->password},
                         .wish = wish_of(options),
                         .seal_path = values[OPTION_SEAL],
                         .password = {.file = values[OPTION_PASSWORD_FILE],
                                      .descriptor = values[OPTION_PASSWORD_FD],
                                      .language = language}};
    return take_words(signing, options, diags);
}

static Signer *signer_of(Signing *signing, DiagList *diags) {
    if (!signing->signer && !signing->failed) {
        signing->signer = signing->record->signer_open(&signing->source, diags);
        signing->failed = !signing->signer;
    }
    return signing->signer;
}

bool signing_open(Signing *signing, DiagList *diags) {
    signing->record = record_load(diags);
    bool sealed = signing->record && take_seal(signing, diags);
    bool good = signing->record && signer_of(signing, diags) && sealed;
    signing->token = good && signing->record->signer_is_token(signing->signer);
    if (!signing->token)
        password_wipe(&signing->password);
    return good;
}

static void close_signer(Signing *signing) {
    if (signing->signer)
        signing->record->signer_close(signing->signer);
    signing->signer = NULL;
}

void signing_share(Signing *signing) {
    if (signing->token)
        close_signer(signing);
}

bool signing_ready(Signing *signing, DiagList *diags) { return signer_of(signing, diags) != NULL; }

void signing_close(Signing *signing) {
    password_wipe(&signing->password);
    close_signer(signing);
    if (signing->seal)
        signing->record->seal_close(signing->seal);
    signing->seal = NULL;
}

bool signing_pdf(Signing *signing, const char *name, Str file, Buf *out, DiagList *diags) {
    Signer *signer = signer_of(signing, diags);
    signing->wish.time = clock_now();
    return signer && signing->record->sign_pdf(signer, &signing->wish, name, file, out, diags);
}

const char *signing_level(const Signing *signing) { return levels[signing->wish.level]; }
