#include "pdf/icc.h"

#include <string.h>

#include "base/utf8.h"

/* The header: where its fields stand. */
enum { ICC_VERSION = 8, ICC_CLASS = 12, ICC_SPACE = 16, ICC_MAGIC = 36, ICC_TAGS = 128, ICC_TAG_SIZE = 12 };
/* The white every profile refers to, D50, in parts of 65,536. */
enum { WHITE_X = 0xF6D6, WHITE_Y = 0x10000, WHITE_Z = 0xD32D };
/* 2.2 in parts of 256. */
#define GAMMA_2_2 0x0233
/* Bytes of a description in version 2 behind its ASCII text: no Unicode, no script. */
#define DESC_TAIL 78
#define TAGS_MAX  100

static void put16(Buf *out, uint32_t value) {
    buf_char(out, (char)(value >> 8 & 0xFF));
    buf_char(out, (char)(value & 0xFF));
}

static void put32(Buf *out, uint32_t value) {
    put16(out, value >> 16);
    put16(out, value & 0xFFFF);
}

static void put_zeros(Buf *out, size_t count) {
    while (count--)
        buf_char(out, '\0');
}

static void put_white(Buf *out) {
    put32(out, WHITE_X);
    put32(out, WHITE_Y);
    put32(out, WHITE_Z);
}

/* ---- grey ---- */

static void put_description(Buf *out) {
    buf_text(out, "desc");
    put32(out, 0);
    put32(out, sizeof ICC_GRAY_NAME);
    buf_push(out, ICC_GRAY_NAME, sizeof ICC_GRAY_NAME);
    put_zeros(out, DESC_TAIL);
}

static void put_copyright(Buf *out) {
    static const char text[] = "No copyright, use freely";
    buf_text(out, "text");
    put32(out, 0);
    buf_push(out, text, sizeof text);
}

static void put_white_point(Buf *out) {
    buf_text(out, "XYZ ");
    put32(out, 0);
    put_white(out);
}

static void put_curve(Buf *out) {
    buf_text(out, "curv");
    put32(out, 0);
    put32(out, 1);
    put16(out, GAMMA_2_2);
}

static void put_header(Buf *out, size_t size) {
    put32(out, (uint32_t)size);
    put32(out, 0);
    put32(out, 0x02100000);
    buf_text(out, "mntrGRAYXYZ ");
    put16(out, 2020);
    put16(out, 1);
    put16(out, 1);
    put_zeros(out, 6);
    buf_text(out, "acsp");
    put_zeros(out, 28); /* platform, flags, device, attributes, intent: perceptual */
    put_white(out);
    put_zeros(out, 48);
}

void icc_write_gray(Buf *out) {
    static const struct {
        const char *name;
        void (*put)(Buf *out);
    } tags[] = {{"desc", put_description}, {"cprt", put_copyright}, {"wtpt", put_white_point}, {"kTRC", put_curve}};
    enum { COUNT = sizeof tags / sizeof *tags };
    Buf table = {0}, data = {0};
    size_t start = ICC_TAGS + 4 + COUNT * ICC_TAG_SIZE;
    for (size_t i = 0; i < COUNT; i++) {
        size_t at = data.length;
        tags[i].put(&data);
        buf_text(&table, tags[i].name);
        put32(&table, (uint32_t)(start + at));
        put32(&table, (uint32_t)(data.length - at));
        put_zeros(&data, (4 - data.length % 4) % 4);
    }
    put_header(out, start + data.length);
    put32(out, COUNT);
    buf_push(out, table.bytes, table.length);
    buf_push(out, data.bytes, data.length);
    out->failed |= buf_failed(&table) || buf_failed(&data);
    buf_free(&table);
    buf_free(&data);
}

/* ---- reading ---- */

static uint32_t read32(Str s, size_t at) {
    uint32_t value = 0;
    for (size_t i = 0; i < 4; i++)
        value = value << 8 | (at + i < s.length ? (uint8_t)s.text[at + i] : 0);
    return value;
}

static bool says(Str s, size_t at, const char *word) { return at + 4 <= s.length && memcmp(s.text + at, word, 4) == 0; }

/* The tag's data, or the empty slice; `whole` turns false when a tag reaches beyond the profile. */
static Str find_tag(Str profile, const char *name, bool *whole) {
    uint32_t count = read32(profile, ICC_TAGS);
    Str found = {0};
    *whole = count <= TAGS_MAX && profile.length >= ICC_TAGS + 4 + (size_t)count * ICC_TAG_SIZE;
    for (uint32_t i = 0; *whole && i < count; i++) {
        size_t at = ICC_TAGS + 4 + (size_t)i * ICC_TAG_SIZE;
        size_t start = read32(profile, at + 4), size = read32(profile, at + 8);
        *whole = start <= profile.length && size <= profile.length - start;
        if (*whole && says(profile, at, name))
            found = (Str){profile.text + start, size};
    }
    return found;
}

bool icc_is_press(Str profile) {
    bool whole;
    if (profile.length <= ICC_TAGS + 4 || read32(profile, 0) != profile.length || !says(profile, ICC_MAGIC, "acsp"))
        return false;
    int version = profile.text[ICC_VERSION];
    Str table = find_tag(profile, "B2A0", &whole);
    return whole && table.length && says(profile, ICC_CLASS, "prtr") && says(profile, ICC_SPACE, "CMYK") &&
           (version == 2 || version == 4);
}

/* UTF-16BE; what is beyond U+FFFF is left out. */
static void put_utf16(Str text, Buf *out) {
    for (size_t at = 0; at + 1 < text.length; at += 2) {
        uint32_t unit = (uint32_t)(uint8_t)text.text[at] << 8 | (uint8_t)text.text[at + 1];
        char bytes[4];
        if (unit >= 0x20 && (unit < 0xD800 || unit > 0xDFFF))
            buf_push(out, bytes, utf8_encode(unit, bytes));
    }
}

void icc_description(Str profile, Buf *out) {
    bool whole;
    Str tag = find_tag(profile, "desc", &whole);
    if (says(tag, 0, "desc")) {
        size_t length = read32(tag, 8);
        for (size_t i = 12; i < tag.length && i < 12 + length; i++)
            if (tag.text[i] >= ' ' && tag.text[i] <= '~')
                buf_char(out, tag.text[i]);
    } else if (says(tag, 0, "mluc") && read32(tag, 8) > 0) {
        size_t length = read32(tag, 20), start = read32(tag, 24);
        if (start <= tag.length && length <= tag.length - start)
            put_utf16((Str){tag.text + start, length}, out);
    }
}
