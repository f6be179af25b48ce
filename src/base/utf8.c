#include "base/utf8.h"

/*
 * What the first byte says: the size of the character and the range of its second byte, which is what keeps out
 * overlong forms (E0, F0), surrogates (ED) and values above U+10FFFF (F4). Unicode, table 3-7.
 */
typedef struct Lead {
    size_t size;
    unsigned char low, high;
} Lead;

static Lead lead_of(unsigned char byte) {
    if (byte >= 0xC2 && byte <= 0xDF)
        return (Lead){2, 0x80, 0xBF};
    if (byte == 0xE0)
        return (Lead){3, 0xA0, 0xBF};
    if (byte == 0xED)
        return (Lead){3, 0x80, 0x9F};
    if (byte >= 0xE1 && byte <= 0xEF)
        return (Lead){3, 0x80, 0xBF};
    if (byte == 0xF0)
        return (Lead){4, 0x90, 0xBF};
    if (byte >= 0xF1 && byte <= 0xF3)
        return (Lead){4, 0x80, 0xBF};
    if (byte == 0xF4)
        return (Lead){4, 0x80, 0x8F};
    return (Lead){0, 0, 0};
}

/* Reads a character of two bytes or more; 0 when the bytes are none. */
static uint32_t decode_long(const unsigned char *bytes, size_t length, size_t *size) {
    Lead lead = lead_of(bytes[0]);
    if (lead.size == 0 || lead.size > length || bytes[1] < lead.low || bytes[1] > lead.high)
        return 0;
    uint32_t codepoint = bytes[0] & (0x7Fu >> lead.size);
    codepoint = codepoint << 6 | (bytes[1] & 0x3Fu);
    for (size_t i = 2; i < lead.size; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        codepoint = codepoint << 6 | (bytes[i] & 0x3Fu);
    }
    *size = lead.size;
    return codepoint;
}

uint32_t utf8_decode(const char *bytes, size_t length, size_t *size) {
    unsigned char first = (unsigned char)bytes[0];
    *size = 1;
    if (first < 0x80)
        return first;
    uint32_t codepoint = decode_long((const unsigned char *)bytes, length, size);
    return codepoint ? codepoint : UTF8_REPLACEMENT;
}

size_t utf8_encode(uint32_t codepoint, char out[4]) {
    if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF))
        codepoint = UTF8_REPLACEMENT;
    if (codepoint < 0x80) {
        out[0] = (char)codepoint;
        return 1;
    }
    size_t size = codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (codepoint & 0x3F));
        codepoint >>= 6;
    }
    out[0] = (char)((0xF00u >> size & 0xF0u) | codepoint);
    return size;
}

size_t utf8_check(const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        size_t size;
        if (utf8_decode(bytes + at, length - at, &size) == UTF8_REPLACEMENT && size == 1)
            return at;
        at += size;
    }
    return length;
}

size_t utf8_cut(const char *bytes, size_t length, size_t most) {
    if (length <= most)
        return length;
    /* Back over continuation bytes, three at most: more of them are no character. */
    size_t cut = most;
    while (cut > 0 && most - cut < 3 && ((unsigned char)bytes[cut] & 0xC0) == 0x80)
        cut--;
    return cut;
}

size_t utf8_count(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t at = 0; at < length; count++) {
        size_t size;
        utf8_decode(bytes + at, length - at, &size);
        at += size;
    }
    return count;
}

bool utf8_is_unsafe(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200E && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}
