/*
 * password: the password or PIN of a key: the first line of a file or of an open descriptor, or asked for at the
 * terminal without showing it. Never out of argv or the environment, which other processes can read.
 */
#ifndef BANXIN_APP_PASSWORD_H
#define BANXIN_APP_PASSWORD_H

#include "base/diag.h"
#include "sign/signer.h"

typedef struct Password {
    const char *file, *descriptor; /* as given, or NULL */
    Language language;
    bool known; /* it has been read; kept, for a token is opened anew in every process */
    Secret secret;
} Password;

/* Whether the descriptor, if one is given, can be one; false with a fault reported. */
bool password_check(const Password *password, DiagList *diags);
/* A SignerSource's `ask`, with a Password as its context. */
bool password_ask(void *password, const char *what, Secret *secret, DiagList *diags);
void password_wipe(Password *password);

#endif
