#include "pdf/metadata.h"

#include <string.h>

#include "base/utf8.h"
#include "pdf/syntax.h"

#define PRODUCER "banxin " BANXIN_VERSION

/* ---- what both say ---- */

/* "2020-02-25", digits only where digits stand. */
bool metadata_has_date(const PageList *pages) {
    static const char form[] = "0000-00-00";
    const char *date = pages->date;
    if (!date || strlen(date) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '-' ? date[i] != '-' : date[i] < '0' || date[i] > '9')
            return false;
    return true;
}

/* Where a line may end is no part of a name, and XML has no control characters. */
static bool is_written(uint32_t c) {
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != 0x00AD && c != 0x200B && c != 0x2060 && c != 0xFEFF &&
           c != 0xFFFE && c != 0xFFFF;
}

static void put_plain(Buf *out, const char *text) {
    Str s = str_from(text);
    for (size_t at = 0, size = 0; at < s.length; at += size)
        if (is_written(utf8_decode(s.text + at, s.length - at, &size)))
            buf_push(out, s.text + at, size);
}

/* The title; a document without one is called by its author, for it must have one (ISO 14289-1, 7.1). */
static void put_title(const PageList *pages, Buf *out) {
    put_plain(out, pages->title);
    if (!out->length)
        put_plain(out, pages->author);
    if (!out->length)
        buf_text(out, "PDF");
}

/* ---- Info ---- */

void metadata_put_date(const PageList *pages, Buf *out) {
    buf_text(out, "(D:");
    buf_push(out, pages->date, 4);
    buf_push(out, pages->date + 5, 2);
    buf_push(out, pages->date + 8, 2);
    buf_text(out, "000000+08'00')");
}

static void put_entry(Buf *out, const char *key, Buf *text) {
    if (text->length) {
        buf_text(out, key);
        pdf_text(out, (Str){text->bytes, text->length});
    }
    out->failed |= buf_failed(text);
    text->length = 0;
}

void metadata_put_info(const PageList *pages, const PdfOptions *options, Buf *out) {
    Buf text = {0};
    put_title(pages, &text);
    put_entry(out, "/Title", &text);
    put_plain(&text, pages->author);
    put_entry(out, "/Author", &text);
    buf_text(out, "/Producer(" PRODUCER ")");
    if (metadata_has_date(pages)) {
        buf_text(out, "/CreationDate");
        metadata_put_date(pages, out);
        buf_text(out, "/ModDate");
        metadata_put_date(pages, out);
    }
    if (options->press.length)
        buf_text(out, "/Trapped/False");
    buf_free(&text);
}

/* ---- XMP ---- */

static void put_xml(Buf *out, Buf *text) {
    for (size_t i = 0; i < text->length; i++)
        switch (text->bytes[i]) {
        case '&': buf_text(out, "&amp;"); break;
        case '<': buf_text(out, "&lt;"); break;
        case '>': buf_text(out, "&gt;"); break;
        default: buf_char(out, text->bytes[i]);
        }
    out->failed |= buf_failed(text);
    text->length = 0;
}

static void put_dublin_core(const PageList *pages, Buf *out) {
    Buf text = {0};
    buf_text(out, "<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    put_title(pages, &text);
    put_xml(out, &text);
    buf_text(out, "</rdf:li></rdf:Alt></dc:title>\n");
    put_plain(&text, pages->author);
    if (text.length) {
        buf_text(out, "<dc:creator><rdf:Seq><rdf:li>");
        put_xml(out, &text);
        buf_text(out, "</rdf:li></rdf:Seq></dc:creator>\n");
    }
    if (pages->language) {
        buf_text(out, "<dc:language><rdf:Bag><rdf:li>");
        put_plain(&text, pages->language);
        put_xml(out, &text);
        buf_text(out, "</rdf:li></rdf:Bag></dc:language>\n");
    }
    buf_free(&text);
}

static void put_property(Buf *out, const char *name, const char *value) {
    buf_printf(out, "<%s>%s</%s>\n", name, value, name);
}

static void put_dates(const PageList *pages, Buf *out) {
    static const char *const names[] = {"xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"};
    for (size_t i = 0; metadata_has_date(pages) && i < sizeof names / sizeof *names; i++)
        buf_printf(out, "<%s>%sT00:00:00+08:00</%s>\n", names[i], pages->date, names[i]);
}

/* The identifier as a UUID of version 8: bits of our own choice (RFC 9562). */
static void put_uuid(Buf *out, const char *name, const uint8_t id[HARU_ID_SIZE]) {
    buf_printf(out, "<%s>uuid:", name);
    for (int i = 0; i < HARU_ID_SIZE; i++) {
        int byte = i == 6 ? (id[i] & 0x0F) | 0x80 : i == 8 ? (id[i] & 0x3F) | 0x80 : id[i];
        buf_printf(out, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", (unsigned)byte);
    }
    buf_printf(out, "</%s>\n", name);
}

static void put_ids(const PdfOptions *options, const uint8_t id[HARU_ID_SIZE], Buf *out) {
    put_uuid(out, "xmpMM:DocumentID", id);
    put_uuid(out, "xmpMM:InstanceID", id);
    if (options->press.length) {
        put_property(out, "xmpMM:VersionID", "1");
        put_property(out, "xmpMM:RenditionClass", "default");
    }
}

static bool is_archival(const PdfOptions *options) { return options->conformance != PDF_PLAIN; }
static bool is_for_press(const PdfOptions *options) { return options->press.length > 0; }

/* Properties that no schema of PDF/A knows must be described (ISO 19005-2, 6.6.2.3.2). */
typedef struct Extension {
    bool (*used)(const PdfOptions *options);
    const char *schema, *uri, *prefix, *property, *type, *description;
} Extension;

static const Extension extensions[] = {
    {is_archival, "PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part", "Integer",
     "Part of ISO 14289 the file conforms to"},
    {is_for_press, "PDF/X identification", "http://www.npes.org/pdfx/ns/id/", "pdfxid", "GTS_PDFXVersion", "Text",
     "PDF/X standard the file conforms to"},
    {is_for_press, "Adobe PDF", "http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped", "Text",
     "Whether the file has been trapped"},
};

static void put_extension(Buf *out, const Extension *extension) {
    buf_printf(out,
               "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>%s</pdfaSchema:schema>"
               "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI><pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
               "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
               "<pdfaProperty:name>%s</pdfaProperty:name><pdfaProperty:valueType>%s</pdfaProperty:valueType>"
               "<pdfaProperty:category>internal</pdfaProperty:category>"
               "<pdfaProperty:description>%s</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
               "</rdf:li>\n",
               extension->schema, extension->uri, extension->prefix, extension->property, extension->type,
               extension->description);
}

static void put_identification(const PdfOptions *options, Buf *out) {
    if (is_for_press(options)) {
        put_property(out, "pdf:Trapped", "False");
        put_property(out, "pdfxid:GTS_PDFXVersion", "PDF/X-4");
    }
    if (!is_archival(options))
        return;
    put_property(out, "pdfaid:part", options->conformance == PDF_A_3A ? "3" : "2");
    put_property(out, "pdfaid:conformance", "A");
    put_property(out, "pdfuaid:part", "1");
}

/* A description of their own: readers take one that begins with schemas first, and know what the others speak of. */
static void put_extensions(const PdfOptions *options, Buf *out) {
    if (!is_archival(options))
        return;
    buf_text(out, "<rdf:Description rdf:about=\"\""
                  " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
                  " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
                  " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                  "<pdfaExtension:schemas><rdf:Bag>\n");
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (extensions[i].used(options))
            put_extension(out, &extensions[i]);
    buf_text(out, "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

static void put_namespaces(const PdfOptions *options, Buf *out) {
    buf_text(out, "<rdf:Description rdf:about=\"\"\n xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                  " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                  " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"");
    if (is_for_press(options))
        buf_text(out, "\n xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"");
    if (is_archival(options))
        buf_text(out, "\n xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                      " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"");
    buf_text(out, ">\n");
}

void metadata_put_xmp(const PageList *pages, const PdfOptions *options, const uint8_t id[HARU_ID_SIZE], Buf *out) {
    buf_text(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    put_extensions(options, out);
    put_namespaces(options, out);
    put_dublin_core(pages, out);
    put_property(out, "pdf:Producer", PRODUCER);
    put_dates(pages, out);
    put_ids(options, id, out);
    put_identification(options, out);
    buf_text(out, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}
