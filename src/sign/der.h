/*
 * der: writing ASN.1 in its distinguished encoding (ITU-T X.690), as CMS needs it.
 *
 *     size_t sequence = der_open(out, DER_SEQUENCE);
 *     der_oid(out, OID_DATA);
 *     der_close(out, sequence);
 *
 * Failure is the buffer's (base/str.h) and asked for once, at the end.
 */
#ifndef BANXIN_SIGN_DER_H
#define BANXIN_SIGN_DER_H

#include "base/str.h"

enum {
    DER_INTEGER = 0x02,
    DER_OCTETS = 0x04,
    DER_NULL = 0x05,
    DER_SEQUENCE = 0x30,
    DER_SET = 0x31,
    DER_CONTEXT = 0xA0 /* + number: constructed, context-specific */
};

/* Begins a value; der_close, with what it gave, ends it and puts its length in. They nest. */
size_t der_open(Buf *out, int tag);
void der_close(Buf *out, size_t mark);

/* A value whose content is at hand. */
void der_put(Buf *out, int tag, Str content);
/* A whole number from 0 to 127. */
void der_small(Buf *out, int number);
/* An object identifier, "1.2.840.113549.1.7.2"; at most 8 numbers after the first two, each below 2^28. */
void der_oid(Buf *out, const char *dotted);
/* An AlgorithmIdentifier; with NULL as its parameters, or without any. */
void der_algorithm(Buf *out, const char *dotted, bool null);

/*
 * Length of the whole value at the start of `bytes`, head included; 0 if there is none, it is longer than `bytes`, or
 * its length is indefinite. A signature's Contents have noughts after it.
 */
size_t der_length(Str bytes);

#endif
