/*
 * coverage: what a signature's ByteRange covers, and what it leaves out (ISO 32000-1, 12.8.1; EN 319 142-1, 4.1).
 *
 * It must cover one revision of the file from the file's first byte to the revision's last, but for the hexadecimal
 * digits of its own Contents with their brackets. Anything looser can be made to vouch for a file it was not made for.
 */
#ifndef BANXIN_SIGN_COVERAGE_H
#define BANXIN_SIGN_COVERAGE_H

#include "sign/cms_check.h"
#include "sign/inquiry.h"
#include "sign/revisions.h"
#include "sign/signatures.h"

typedef struct Coverage {
    bool good;     /* the range is as it must be; said as findings otherwise */
    int revision;  /* the one covered, or VERIFY_NONE */
    Str pieces[2]; /* the bytes covered, before and after the gap; empty if they lie outside of the file */
    Str der;       /* of the Contents without the noughts that fill them up */
} Coverage;

void coverage_check(Inquiry *inquiry, const Layers *layers, const PdfSignature *signature, Coverage *coverage);

#endif
