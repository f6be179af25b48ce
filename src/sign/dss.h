/*
 * dss: the document security store, what validates a file's signatures (ETSI EN 319 142-1, 5.4; ISO 32000-2, 12.8.4.3).
 */
#ifndef BANXIN_SIGN_DSS_H
#define BANXIN_SIGN_DSS_H

#include "sign/material.h"
#include "sign/update.h"

/*
 * Sets `out` to the document with one more update: its store, what it had and the material, with an entry of its own
 * (VRI) for the signature whose Contents those are. False with a fault reported.
 */
bool dss_add(PdfDoc *doc, const Material *material, Str contents, Buf *out, DiagList *diags);

#endif
