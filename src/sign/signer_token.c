/*
 * A key that lies on a token: PKCS#11 through OpenSSL's engine (libengine-pkcs11-openssl), which is why the engine
 * calls, deprecated in OpenSSL 3.0, stand here; Debian 12 has no PKCS#11 provider.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <dlfcn.h>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/ui.h>
#include <string.h>

#include "sign/crypto.h"
#include "sign/signer_parts.h"

bool signer_is_uri(const char *name) { return name && strncmp(name, "pkcs11:", 7) == 0; }

/* PKCS#11's return values (CKR_...) arrive as the engine's reasons. */
enum { PIN_INCORRECT = 0xA0, PIN_INVALID = 0xA1, PIN_LENGTH = 0xA2, PIN_LOCKED = 0xA4 };

static DiagCode fault_of(unsigned long error) {
    const char *library = ERR_lib_error_string(error);
    if (!library || strncmp(library, "PKCS#11", 7) != 0)
        return DIAG_TOKEN_KEY;
    switch (ERR_GET_REASON(error)) {
    case PIN_INCORRECT:
    case PIN_INVALID:
    case PIN_LENGTH: return DIAG_TOKEN_PIN;
    case PIN_LOCKED: return DIAG_TOKEN_LOCKED;
    default: return DIAG_TOKEN_KEY;
    }
}

static void report_key(SignerAsk *ask) {
    DiagCode code = fault_of(ERR_peek_error());
    char words[CRYPTO_WORDS];
    crypto_words(words);
    diag_at(ask->diags, code, (Place){0}, DIAG_ARGS(ask->source->key, words));
}

/* ---- the engine ----------------------------------------------------------------------------------------------- */

/* Loaded here first, for the engine says on standard error what it cannot load. */
static bool has_module(const SignerSource *source, DiagList *diags) {
    void *module = source->module ? dlopen(source->module, RTLD_NOW | RTLD_LOCAL) : NULL;
    bool found = !source->module || (module && dlsym(module, "C_GetFunctionList"));
    const char *words = found ? "" : dlerror();
    if (!found)
        diag_at(diags, DIAG_TOKEN_MODULE, (Place){0}, DIAG_ARGS(source->module, words ? words : ""));
    if (module)
        dlclose(module);
    return found;
}

static ENGINE *start_engine(const SignerSource *source, DiagList *diags) {
    char words[CRYPTO_WORDS];
    if (!has_module(source, diags))
        return NULL;
    ENGINE_load_dynamic();
    ENGINE *engine = ENGINE_by_id("pkcs11");
    if (!engine) {
        diag_at(diags, DIAG_TOKEN_ENGINE, (Place){0}, DIAG_ARGS(crypto_words(words)));
        return NULL;
    }
    bool ready = ENGINE_ctrl_cmd_string(engine, "QUIET", NULL, 0) &&
                 (!source->module || ENGINE_ctrl_cmd_string(engine, "MODULE_PATH", source->module, 0)) &&
                 ENGINE_init(engine);
    if (ready)
        return engine;
    diag_at(diags, DIAG_TOKEN_MODULE, (Place){0},
            DIAG_ARGS(source->module ? source->module : "p11-kit", crypto_words(words)));
    ENGINE_free(engine);
    return NULL;
}

static bool give_pin(ENGINE *engine, SignerAsk *ask) {
    const SignerSource *source = ask->source;
    Secret secret = {0};
    if (!source->ask)
        diag_at(ask->diags, DIAG_SIGN_PASSWORD_NONE, (Place){0}, DIAG_ARGS(source->key));
    bool given = source->ask && source->ask(source->context, source->key, &secret, ask->diags) &&
                 ENGINE_ctrl_cmd_string(engine, "PIN", secret.text, 0);
    secret_wipe(&secret);
    return given;
}

bool signer_token_key(Signer *signer, SignerAsk *ask) {
    if (signer_tells_pin(ask->source->key)) {
        diag_at(ask->diags, DIAG_TOKEN_ARGV, (Place){0}, DIAG_NO_ARGS);
        return false;
    }
    ENGINE *engine = start_engine(ask->source, ask->diags);
    if (!engine)
        return false;
    signer->token = engine;
    if (!give_pin(engine, ask))
        return false;
    signer->key = ENGINE_load_private_key(engine, ask->source->key, (UI_METHOD *)UI_null(), NULL);
    if (!signer->key)
        report_key(ask);
    ERR_clear_error();
    return signer->key != NULL;
}

/* The engine's own command: what it looks for, and what it has found. */
typedef struct TokenCertificate {
    const char *uri;
    X509 *certificate;
} TokenCertificate;

bool signer_token_certificate(Signer *signer, const char *uri, DiagList *diags) {
    TokenCertificate wanted = {uri, NULL};
    if (signer->token)
        ENGINE_ctrl_cmd(signer->token, "LOAD_CERT_CTRL", 0, &wanted, NULL, 1);
    signer->certificate = wanted.certificate;
    ERR_clear_error();
    if (!signer->certificate)
        diag_at(diags, DIAG_TOKEN_CERT, (Place){0}, DIAG_ARGS(uri));
    return signer->certificate != NULL;
}

void signer_token_close(Signer *signer) {
    if (!signer->token)
        return;
    ENGINE_finish(signer->token);
    ENGINE_free(signer->token);
    signer->token = NULL;
    ERR_clear_error();
}
