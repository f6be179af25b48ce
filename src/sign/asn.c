#include "sign/asn.h"

/* The length octets (X.690, 10.1: definite, as few as can be); past them, or 0. */
static size_t read_length(Str bytes, size_t *length) {
    unsigned char first = bytes.length > 1 ? (unsigned char)bytes.text[1] : 0x80;
    size_t octets = first & 0x7f;
    *length = first;
    if (first < 0x80)
        return 2;
    if (octets == 0 || octets > 4 || bytes.length < 2 + octets)
        return 0;
    *length = 0;
    for (size_t i = 0; i < octets; i++)
        *length = *length << 8 | (unsigned char)bytes.text[2 + i];
    bool shortest = *length >= 0x80 && *length >> (8 * (octets - 1)) != 0;
    return shortest ? 2 + octets : 0;
}

bool asn_next(Str *rest, Asn *value) {
    size_t length, head = rest->length < 2 ? 0 : read_length(*rest, &length);
    if (head == 0 || length > rest->length - head || (rest->text[0] & 0x1f) == 0x1f)
        return false;
    *value = (Asn){(unsigned char)rest->text[0], {rest->text + head, length}, {rest->text, head + length}};
    rest->text += head + length;
    rest->length -= head + length;
    return true;
}

bool asn_take(Str *rest, int tag, Asn *value) {
    return rest->length > 0 && (unsigned char)rest->text[0] == tag && asn_next(rest, value);
}

size_t asn_length(Str bytes) {
    Asn value;
    return asn_next(&bytes, &value) ? value.whole.length : 0;
}

/* Constructed values (bit 6 of the tag) hold values. The levels still open are kept, so that depth needs no stack. */
bool asn_is_strict(Str bytes) {
    Str open[ASN_DEPTH_MAX];
    size_t depth = 0;
    Asn value;
    if (asn_length(bytes) != bytes.length || bytes.length == 0)
        return false;
    open[depth++] = bytes;
    while (depth > 0) {
        Str *level = &open[depth - 1];
        if (level->length == 0) {
            depth--;
            continue;
        }
        if (!asn_next(level, &value) || (value.tag & 0x20 && depth == ASN_DEPTH_MAX))
            return false;
        if (value.tag & 0x20)
            open[depth++] = value.body;
    }
    return true;
}
