#include "archive/canon.h"

#include "base/utf8.h"

/* RFC 8785, 3.2.2.2: the short escapes where there are such, \u00xx in small letters for other controls. */
static void put_ascii(Buf *out, unsigned char c) {
    static const char shorts[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    if (c == '"' || c == '\\')
        buf_char(out, '\\');
    if (c >= 0x20)
        buf_char(out, (char)c);
    else if (c < sizeof shorts && shorts[c])
        buf_printf(out, "\\%c", shorts[c]);
    else
        buf_printf(out, "\\u%04x", c);
}

void canon_quote(Buf *out, Str text) {
    buf_char(out, '"');
    for (size_t at = 0, size = 0; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        char bytes[4];
        if (c < 0x80)
            put_ascii(out, (unsigned char)c);
        else
            buf_push(out, bytes, utf8_encode(c, bytes));
    }
    buf_char(out, '"');
}
