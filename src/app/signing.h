/*
 * signing: who signs and how, as the options of sign and of batch say it; the key, opened once before any work.
 *
 *     signing_read(&signing, options, language, diags)
 *     signing_open(&signing, diags)      a wrong password or PIN is tried once, and nothing is done after it
 *     signing_share(&signing)            before processes are forked
 *     signing_pdf(&signing, ...)         in any of them
 *     signing_close(&signing)
 *
 * A key out of a file is shared by forked processes, and its password is wiped as soon as it is open. A token is opened
 * anew by each process, for a session does not outlive a fork; so its PIN is kept, in memory that no core file and no
 * other process shows (sign/signer.h), until the end. It comes to the processes by the fork and no other way.
 */
#ifndef BANXIN_APP_SIGNING_H
#define BANXIN_APP_SIGNING_H

#include "app/options.h"
#include "app/password.h"
#include "record/record.h"

/* Not to be moved once it has been read. */
typedef struct Signing {
    const Record *record;
    SignerSource source;
    SignWish wish;
    const char *seal_path; /* or NULL */
    Password password;
    Seal *seal;     /* or NULL */
    Signer *signer; /* of this process; NULL: not opened, or not to be opened */
    bool failed;    /* this process could not open it, and has said so */
    bool token;     /* the key lies on one; known once it was opened */
} Signing;

/* What the options say. False with what is misused reported; texts are the options'. */
bool signing_read(Signing *signing, const Options *options, Language language, DiagList *diags);

/* Loads the module, opens seal and key. False with all faults reported: see signer_open. */
bool signing_open(Signing *signing, DiagList *diags);
/* What cannot be shared with a forked process is closed, to be opened there when it is needed. */
void signing_share(Signing *signing);
/* Opens in this process what was closed; false with faults reported, once: when it is tried again, nothing is. */
bool signing_ready(Signing *signing, DiagList *diags);
/* Wipes and closes all, whether it was opened or not. */
void signing_close(Signing *signing);

/* Signs `file`, whose name is for messages, as of now; `out` becomes the signed file. False with all faults reported,
 * but for a key that this process could not open: that is said once. */
bool signing_pdf(Signing *signing, const char *name, Str file, Buf *out, DiagList *diags);

/* "b", "t", "lt", "lta". */
const char *signing_level(const Signing *signing);

#endif
