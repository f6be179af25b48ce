/*
 * asn: ASN.1 values as they stand in a file (X.690, distinguished encoding).
 *
 * What is signed is signed as bytes, and OpenSSL keeps no bytes of what it has read. So the few structures whose very
 * bytes matter are walked here; everything below them (certificates, algorithms) is OpenSSL's.
 */
#ifndef BANXIN_SIGN_ASN_H
#define BANXIN_SIGN_ASN_H

#include "base/str.h"

#define ASN_INTEGER   0x02
#define ASN_OCTETS    0x04
#define ASN_NULL      0x05
#define ASN_OID       0x06
#define ASN_SEQUENCE  0x30
#define ASN_SET       0x31
#define ASN_TAGGED(n) (0xa0 + (n)) /* [n], constructed */

#define ASN_DEPTH_MAX 64

typedef struct Asn {
    int tag;   /* the identifier octet; values with tags above 30 are read as none */
    Str body;  /* the contents */
    Str whole; /* with tag and length */
} Asn;

/* Takes the next value off the front of *rest. False at the end, or where no value in DER stands. */
bool asn_next(Str *rest, Asn *value);
/* The same if its tag is this one; otherwise *rest stays as it is. */
bool asn_take(Str *rest, int tag, Asn *value);
/* Are these bytes one value and nothing else, with every length in it as short as can be? */
bool asn_is_strict(Str bytes);
/* The length of the value that begins here, tag and length included; 0 if there is none. */
size_t asn_length(Str bytes);

#endif
