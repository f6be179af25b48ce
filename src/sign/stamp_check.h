/*
 * stamp_check: time stamp tokens (RFC 3161): what they vouch for, when, and who does.
 */
#ifndef BANXIN_SIGN_STAMP_CHECK_H
#define BANXIN_SIGN_STAMP_CHECK_H

#include "sign/cms_check.h"
#include "sign/evidence.h"

typedef struct StampCheck {
    bool intact;   /* the token is whole, and of the bytes it should be of */
    bool sound;    /* and its authority may be believed: after stamp_judge */
    bool complete; /* what is known of its chain's revocation is all there is to know */
    VerifyTime time;
    VerifySigner authority;
    const char *digest; /* of the imprint */
    CmsCheck cms;
} StampCheck;

/*
 * Reads a token and compares its imprint with the bytes it should be of; says what is wrong as findings. The check is
 * to be freed by stamp_free.
 */
void stamp_check(Inquiry *inquiry, Str token, const CmsContent *stamped, StampCheck *check);
/* Judges the authority's chain: at `when` if a later time stamp is `proven` to vouch for it, otherwise today. */
void stamp_judge(Inquiry *inquiry, StampCheck *check, const Evidence *evidence, int64_t when, bool proven);
void stamp_free(StampCheck *check);

#endif
