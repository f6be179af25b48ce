#include "capture.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/say.h"
#include "base/file.h"
#include "base/utf8.h"

/* ---- strings and sets ---- */

static CaptureString *string_of(Capture *capture, const Font *face, const GlyphRun *run, bool goes_on) {
    CaptureString *last = capture->strings.count ? &capture->strings.items[capture->strings.count - 1] : NULL;
    if (goes_on && last && last->face == face)
        return last;
    CaptureString *string = VEC_PUSH(&capture->strings);
    size_t size;
    if (string) {
        string->face = face;
        string->han = utf8_decode(run->text.text, run->text.length, &size) >= 0x2E80;
    }
    return string;
}

static bool take_text(CaptureString *string, Str text) {
    char *longer = string ? realloc(string->text, string->length + text.length + 1) : NULL;
    if (!longer)
        return false;
    memcpy(longer + string->length, text.text, text.length);
    string->text = longer;
    string->length += text.length;
    return true;
}

static hb_set_t *set_of(Capture *capture, const Font *face) {
    for (size_t i = 0; i < capture->sets.count; i++)
        if (capture->sets.items[i].face == face)
            return capture->sets.items[i].glyphs;
    CaptureSet *set = VEC_PUSH(&capture->sets);
    if (set)
        *set = (CaptureSet){face, hb_set_create()};
    return set ? set->glyphs : hb_set_get_empty();
}

static bool take_run(Capture *capture, const FontSet *fonts, const PageItem *item, TagId before) {
    const Font *face = font_set_face(fonts, item->run.face);
    if (!face || !item->run.text.length)
        return face != NULL;
    const bool goes_on = item->tag != TAG_ID_ARTIFACT && item->tag == before;
    hb_set_t *glyphs = set_of(capture, face);
    for (uint32_t i = 0; i < item->run.glyph_count; i++)
        hb_set_add(glyphs, item->run.glyphs[i].id);
    capture->text_bytes += item->run.text.length;
    return take_text(string_of(capture, face, &item->run, goes_on), item->run.text);
}

static bool take_pages(Capture *capture, const Setting *setting) {
    const FontSet *fonts = workshop_fonts(setting->workshop);
    TagId before = TAG_ID_ARTIFACT;
    for (size_t p = 0; p < setting->pages->count; p++) {
        const Page *page = setting->pages->pages[p];
        for (size_t i = 0; i < page->count; i++) {
            if (page->items[i].kind != PAGE_GLYPHS)
                continue;
            if (!take_run(capture, fonts, &page->items[i], before))
                return false;
            before = page->items[i].tag;
        }
    }
    for (size_t i = 0; i < capture->sets.count; i++)
        capture->glyphs += hb_set_get_population(capture->sets.items[i].glyphs);
    return true;
}

/* ---- streams ---- */

/* The dictionary before a stream tells what it is (pdf/deflate.h says how hard each is tried). */
static int level_of(Str dictionary) {
    static const char objects[] = "/ObjStm";
    return memmem(dictionary.text, dictionary.length, objects, strlen(objects)) ? 5 : 1;
}

static size_t pack(const CaptureStream *stream) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(stream->level);
    const size_t bound = libdeflate_zlib_compress_bound(compressor, stream->length);
    char *out = malloc(bound);
    const size_t packed = out ? libdeflate_zlib_compress(compressor, stream->bytes, stream->length, out, bound) : 0;
    free(out);
    libdeflate_free_compressor(compressor);
    return packed;
}

static bool take_stream(Capture *capture, Str dictionary, Str packed) {
    const size_t most = CAPTURE_PDF_MAX;
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    CaptureStream *stream = VEC_PUSH(&capture->streams);
    bool whole = stream && decompressor;
    if (whole) {
        *stream = (CaptureStream){.bytes = malloc(most), .packed = packed.length, .level = level_of(dictionary)};
        whole = stream->bytes && libdeflate_zlib_decompress(decompressor, packed.text, packed.length, stream->bytes,
                                                            most, &stream->length) == LIBDEFLATE_SUCCESS;
    }
    libdeflate_free_decompressor(decompressor);
    if (whole && pack(stream) == packed.length)
        return true;
    fputs("floor: a stream of the PDF is not what was expected\n", stderr);
    return false;
}

/* What stands from "N 0 obj" to "stream", for a stream that begins at `at`; empty when it is not compressed. */
static Str dictionary_before(const char *pdf, size_t at) {
    size_t from = at;
    while (from > 4 && memcmp(pdf + from - 4, " obj", 4) != 0)
        from--;
    return (Str){pdf + from, at - from};
}

static size_t length_in(Str dictionary) {
    const char *found = memmem(dictionary.text, dictionary.length, "/Length ", 8);
    return found ? strtoul(found + 8, NULL, 10) : 0;
}

static bool take_streams(Capture *capture) {
    static const char word[] = "stream\n";
    const char *pdf = capture->pdf;
    size_t at = 0;
    for (;;) {
        const char *found = memmem(pdf + at, capture->pdf_length - at, word, sizeof word - 1);
        if (!found)
            return capture->streams.count > 0;
        const Str dictionary = dictionary_before(pdf, (size_t)(found - pdf));
        const size_t length = length_in(dictionary), start = (size_t)(found - pdf) + sizeof word - 1;
        if (length > capture->pdf_length - start)
            return false;
        const bool packed = memmem(dictionary.text, dictionary.length, "/FlateDecode", 12) != NULL;
        if (packed && !take_stream(capture, dictionary, (Str){pdf + start, length}))
            return false;
        at = start + length + sizeof "\nendstream" - 1;
    }
}

/* ---- the whole ---- */

bool capture_make(Capture *capture, const Setting *setting, const char *pdf) {
    DiagList *diags = diag_list_new();
    const bool read = file_read(setting->arena, pdf, CAPTURE_PDF_MAX, &capture->pdf, &capture->pdf_length, diags);
    say_diags(diags, say_language());
    diag_list_free(diags);
    return read && take_pages(capture, setting) && take_streams(capture);
}

void capture_free(Capture *capture) {
    for (size_t i = 0; i < capture->strings.count; i++)
        free(capture->strings.items[i].text);
    for (size_t i = 0; i < capture->sets.count; i++)
        hb_set_destroy(capture->sets.items[i].glyphs);
    for (size_t i = 0; i < capture->streams.count; i++)
        free(capture->streams.items[i].bytes);
    VEC_FREE(&capture->strings);
    VEC_FREE(&capture->sets);
    VEC_FREE(&capture->streams);
}
