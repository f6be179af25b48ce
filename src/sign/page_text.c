#include "sign/page_text.h"

#include <string.h>

#include "base/vec.h"
#include "sign/raw.h"
#include "sign/to_unicode.h"

#define STREAMS_MAX 10000 /* of a page's content */

/* A font as a page names it. */
typedef struct PageFont {
    Str name;
    ToUnicode map;
    size_t code_bytes; /* two for a composite font, else one */
} PageFont;

typedef struct Reading {
    PdfDoc *doc;
    const PdfPage *page;
    Str content;
    VEC(PageFont) fonts;
    PageFont font; /* the one set by Tf */
    VEC(Str) operands;
    Buf *out;
} Reading;

bool page_content(PdfDoc *doc, const PdfPage *page, Str *content) {
    PdfValue contents = pdf_doc_get(doc, page->dict, "Contents");
    Buf joined = {0};
    bool good = true;
    if (pdf_doc_kind(doc, contents) != PDF_KIND_ARRAY)
        return pdf_doc_kind(doc, contents) == PDF_KIND_NULL ? (*content = (Str){"", 0}, true)
                                                            : pdf_doc_stream(doc, contents, content);
    for (size_t i = 0; i < pdf_doc_count(doc, contents) && i < STREAMS_MAX && good; i++) {
        Str part;
        good = pdf_doc_stream(doc, pdf_doc_item(doc, contents, i), &part);
        buf_push(&joined, part.text, good ? part.length : 0);
        buf_char(&joined, '\n');
    }
    *content = (Str){arena_strndup(pdf_doc_arena(doc), joined.bytes ? joined.bytes : "", joined.length), joined.length};
    good = good && !buf_failed(&joined) && content->text;
    buf_free(&joined);
    return good;
}

/* ---- fonts ---------------------------------------------------------------------------------------------------- */

/* Resources are the page's own or inherited (7.7.3.4). */
static PdfValue font_of(Reading *reading, Str name) {
    PdfDoc *doc = reading->doc;
    PdfValue node = reading->page->dict, fonts = {0};
    char *key = arena_strndup(pdf_doc_arena(doc), name.text, name.length);
    for (int depth = 0; depth < PDF_DOC_DEPTH_MAX && pdf_doc_kind(doc, node) == PDF_KIND_DICT; depth++) {
        fonts = pdf_doc_path(doc, node, "Resources/Font");
        if (pdf_doc_kind(doc, fonts) == PDF_KIND_DICT)
            break;
        node = pdf_doc_get(doc, node, "Parent");
    }
    return key ? pdf_doc_get(doc, fonts, key) : (PdfValue){0};
}

static PageFont read_font(Reading *reading, Str name) {
    PdfDoc *doc = reading->doc;
    PdfValue dict = font_of(reading, name);
    Str cmap;
    PageFont font = {.name = name, .code_bytes = 1};
    if (pdf_doc_is_name(doc, pdf_doc_get(doc, dict, "Subtype"), "Type0"))
        font.code_bytes = 2;
    if (pdf_doc_stream(doc, pdf_doc_get(doc, dict, "ToUnicode"), &cmap))
        font.map = to_unicode_read(pdf_doc_arena(doc), cmap);
    return font;
}

static void set_font(Reading *reading, Str name) {
    for (size_t i = 0; i < reading->fonts.count; i++)
        if (str_equal(reading->fonts.items[i].name, name)) {
            reading->font = reading->fonts.items[i];
            return;
        }
    reading->font = read_font(reading, name);
    PageFont *slot = VEC_PUSH(&reading->fonts);
    if (slot)
        *slot = reading->font;
}

/* ---- strings -------------------------------------------------------------------------------------------------- */

static void push_hex(Str digits, Buf *out) {
    int high = -1;
    for (size_t i = 0; i < digits.length; i++) {
        int digit = raw_digit(digits.text[i]);
        if (digit >= 0 && high >= 0)
            buf_char(out, (char)(high << 4 | digit));
        if (digit >= 0)
            high = high >= 0 ? -1 : digit;
    }
    if (high >= 0)
        buf_char(out, (char)(high << 4)); /* 7.3.4.3: a missing digit is 0 */
}

/* What stands after a backslash (7.3.4.2); past it. */
static size_t push_escape(Str text, size_t at, Buf *out) {
    static const char names[] = "nrtbf", values[] = "\n\r\t\b\f";
    const char *named = text.text[at] ? strchr(names, text.text[at]) : NULL;
    int number = 0, digits = 0;
    while (digits < 3 && at < text.length && text.text[at] >= '0' && text.text[at] <= '7') {
        number = number * 8 + (text.text[at++] - '0');
        digits++;
    }
    if (digits)
        buf_char(out, (char)number);
    else if (text.text[at] == '\n' || text.text[at] == '\r')
        return raw_skip_line_end(text, at);
    else
        buf_char(out, named ? values[named - names] : text.text[at]);
    return digits ? at : at + 1;
}

static void push_literal(Str text, Buf *out) {
    for (size_t at = 0; at < text.length;)
        if (text.text[at] == '\\' && at + 1 < text.length)
            at = push_escape(text, at + 1, out);
        else
            buf_char(out, text.text[at++]);
}

static void show_codes(Reading *reading, Str bytes) {
    size_t step = reading->font.code_bytes;
    for (size_t at = 0; step && at + step <= bytes.length; at += step) {
        uint32_t code = (unsigned char)bytes.text[at];
        if (step == 2)
            code = code << 8 | (unsigned char)bytes.text[at + 1];
        if (!to_unicode_push(&reading->font.map, code, reading->out))
            buf_printf(reading->out, "<%04X>", (unsigned)code);
    }
}

static void show(Reading *reading, Str token) {
    Buf bytes = {0};
    Str inner = {token.text + 1, token.length - 2};
    if (*token.text == '(')
        push_literal(inner, &bytes);
    else
        push_hex(inner, &bytes);
    show_codes(reading, (Str){bytes.bytes, bytes.length});
    reading->out->failed |= buf_failed(&bytes);
    buf_free(&bytes);
}

/* ---- operators ------------------------------------------------------------------------------------------------ */

static bool is_string(Str token) {
    return token.length >= 2 && (*token.text == '(' || (*token.text == '<' && token.text[1] != '<'));
}

static bool shows_text(Str operator_) {
    return str_equals(operator_, "Tj") || str_equals(operator_, "TJ") || str_equals(operator_, "'") ||
           str_equals(operator_, "\"");
}

static bool is_operator(Str token) {
    char c = *token.text;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' || c == '"';
}

/* Past the data of an inline image (8.9.7), whose end is looked for. */
static size_t skip_image(Str content, size_t at) {
    for (size_t end = raw_find(content, at, "EI"); end != RAW_NONE; end = raw_find(content, end + 1, "EI"))
        if (end > at && raw_is_space(content.text[end - 1]) &&
            (end + 2 == content.length || raw_is_space(content.text[end + 2])))
            return end + 2;
    return content.length;
}

static void operate(Reading *reading, Str operator_) {
    bool shows = shows_text(operator_), sets = str_equals(operator_, "Tf");
    for (size_t i = 0; i < reading->operands.count; i++) {
        Str operand = reading->operands.items[i];
        if (sets && *operand.text == '/')
            set_font(reading, (Str){operand.text + 1, operand.length - 1});
        else if (shows && is_string(operand))
            show(reading, operand);
    }
    if (shows)
        buf_char(reading->out, '\n');
    reading->operands.count = 0;
}

void page_text(PdfDoc *doc, const PdfPage *page, Str content, Buf *out) {
    Reading reading = {.doc = doc, .page = page, .content = content, .font = {.code_bytes = 1}, .out = out};
    for (size_t at = raw_skip(content, 0); at < content.length; at = raw_skip(content, at)) {
        size_t end = raw_token(content, at);
        if (end == RAW_NONE)
            break;
        Str token = {content.text + at, end - at};
        at = end;
        if (!is_operator(token)) {
            Str *slot = VEC_PUSH(&reading.operands);
            if (slot)
                *slot = token;
            continue;
        }
        operate(&reading, token);
        if (str_equals(token, "ID"))
            at = skip_image(content, at);
    }
    out->failed |= reading.operands.failed || reading.fonts.failed;
    VEC_FREE(&reading.operands);
    VEC_FREE(&reading.fonts);
}
