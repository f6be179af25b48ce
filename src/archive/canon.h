/*
 * canon: JSON of which there is only one spelling (RFC 8785): members in the order of their keys, no spaces, only the
 * escapes that must be. What is hashed is written so, and anybody can write it again.
 */
#ifndef BANXIN_ARCHIVE_CANON_H
#define BANXIN_ARCHIVE_CANON_H

#include "base/str.h"

/* Appends a text in quotes (RFC 8785, 3.2.2.2); bytes that are not UTF-8 become U+FFFD. */
void canon_quote(Buf *out, Str text);

#endif
