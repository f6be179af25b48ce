/*
 * claims: what a file says it conforms to, and whether that can be so.
 *
 * Held to what can be told without reading every page: version, identifiers, output intent, tags, attached files,
 * actions. A file that passes is not thereby valid; one that does not cannot be.
 */
#ifndef BANXIN_SIGN_CLAIMS_H
#define BANXIN_SIGN_CLAIMS_H

#include "sign/inquiry.h"
#include "sign/pdf_doc.h"

/* Fills the verdict's claims and its version; says what is against them. */
void claims_judge(Inquiry *inquiry, PdfDoc *doc);

/* Whether the file says it is for a press (PDF/X of any part: in XMP, or in Info as the first parts have it). */
bool claims_press(PdfDoc *doc);

#endif
