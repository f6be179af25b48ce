#include "json/json_write.h"

#include "base/utf8.h"

static void push_escaped(Buf *out, uint32_t c, const char *bytes, size_t size) {
    static const char letters[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['/'] = 0, ['\\'] = '\\'};
    if (c < sizeof letters && letters[c])
        buf_printf(out, "\\%c", letters[c]);
    else if (utf8_is_unsafe(c) || (c == UTF8_REPLACEMENT && size == 1))
        buf_printf(out, "\\u%04x", (unsigned)c);
    else
        buf_push(out, bytes, size);
}

static bool goes_on(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* Is this a character from U+3000 to U+9FFF? Nearly all of Chinese, and none of it is escaped: no need to decode it. */
static bool is_han(Str text, size_t at) {
    const unsigned char lead = (unsigned char)text.text[at];
    return lead >= 0xE3 && lead <= 0xE9 && text.length - at >= 3 && goes_on(text.text[at + 1]) &&
           goes_on(text.text[at + 2]);
}

/* Bytes that need no escape, from `at` on. */
static size_t plain_length(Str text, size_t at) {
    size_t from = at;
    while (at < text.length) {
        unsigned char c = (unsigned char)text.text[at];
        if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\')
            at++;
        else if (is_han(text, at))
            at += 3;
        else
            break;
    }
    return at - from;
}

void json_quote(Buf *out, Str text) {
    buf_char(out, '"');
    for (size_t at = 0, size; at < text.length; at += size) {
        size = plain_length(text, at);
        if (size) {
            buf_push(out, text.text + at, size);
            continue;
        }
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        push_escaped(out, c, text.text + at, size);
    }
    buf_char(out, '"');
}

static void break_line(JsonWriter *writer) {
    static const char indent[] = "\n                                ";
    const size_t most = sizeof indent - 2, wanted = 2 * (size_t)writer->depth;
    buf_push(writer->out, indent, 1 + (wanted < most ? wanted : most));
    for (size_t more = most; more < wanted; more += 2)
        buf_text(writer->out, "  ");
}

/* What stands before an item: nothing after its key, else a comma and a new line. */
static void begin(JsonWriter *writer) {
    if (!writer->named && writer->going_on)
        buf_char(writer->out, ',');
    if (!writer->named && writer->depth > 0)
        break_line(writer);
    writer->named = false;
    writer->going_on = true;
}

void json_write_open(JsonWriter *writer, char bracket) {
    begin(writer);
    buf_char(writer->out, bracket);
    writer->depth++;
    writer->going_on = false;
}

void json_write_close(JsonWriter *writer, char bracket) {
    writer->depth--;
    if (writer->going_on)
        break_line(writer);
    buf_char(writer->out, bracket);
    writer->going_on = true;
}

void json_write_key(JsonWriter *writer, const char *key) {
    begin(writer);
    json_quote(writer->out, str_from(key));
    buf_text(writer->out, ": ");
    writer->named = true;
}

void json_write_text(JsonWriter *writer, Str text) {
    begin(writer);
    json_quote(writer->out, text);
}

void json_write_int(JsonWriter *writer, int64_t value) {
    begin(writer);
    buf_int(writer->out, value);
}

void json_write_bool(JsonWriter *writer, bool value) {
    begin(writer);
    buf_text(writer->out, value ? "true" : "false");
}

void json_write_null(JsonWriter *writer) {
    begin(writer);
    buf_text(writer->out, "null");
}

void json_write_items(JsonWriter *writer, Str items) {
    if (items.length == 0)
        return;
    size_t skipped = writer->going_on ? 0 : 1;
    buf_push(writer->out, items.text + skipped, items.length - skipped);
    writer->going_on = true;
}

void json_write_member(JsonWriter *writer, const char *key, const char *text) {
    json_write_key(writer, key);
    if (text)
        json_write_text(writer, str_from(text));
    else
        json_write_null(writer);
}

void json_write_count(JsonWriter *writer, const char *key, int64_t value) {
    json_write_key(writer, key);
    json_write_int(writer, value);
}
