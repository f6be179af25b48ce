/*
 * sign: a PDF signed by PAdES (ETSI EN 319 142-1), as an update behind its bytes.
 */
#ifndef BANXIN_SIGN_SIGN_H
#define BANXIN_SIGN_SIGN_H

#include "sign/material.h"
#include "sign/placement.h"
#include "sign/seal.h"
#include "sign/signer.h"
#include "sign/straddle.h"
#include "sign/timestamp_service.h"

/* Baseline signatures: basic; with a time stamp; with all that validates it; with a time stamp over that. */
typedef enum SignLevel { SIGN_LEVEL_B, SIGN_LEVEL_T, SIGN_LEVEL_LT, SIGN_LEVEL_LTA } SignLevel;

/* What is asked for; texts are UTF-8 and may be NULL. */
typedef struct SignWish {
    SignLevel level;
    const char *field; /* NULL: the first empty field, or a new one */
    const char *name;  /* who signs; NULL: as in the certificate */
    const char *reason, *location;
    const Seal *seal;   /* NULL: nothing is to be seen */
    int64_t seal_width; /* thousandths of a point */
    PlacementWish place;
    StraddleEdge straddle;
    TimestampService service; /* from level T on */
    MaterialWish material;    /* from level LT on */
    int64_t time;             /* seconds since 1970, UTC: when it is said to be signed */
    bool trial;               /* all that is read and written, but no signature: the key is not used */
} SignWish;

/*
 * Signs `file`, whose name is for messages; appends nothing to `out` but sets it to the whole signed file. False with
 * all faults reported. The library's own state is left clean: any number of files can be signed by one signer.
 */
bool sign_pdf(const Signer *signer, const SignWish *wish, const char *name, Str file, Buf *out, DiagList *diags);

#endif
