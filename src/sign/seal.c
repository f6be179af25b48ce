#include "sign/seal.h"

#include <libdeflate.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define LEVEL 9 /* of compression: a seal is written once a file, and read for thirty years */

struct Seal {
    unsigned width, height;
    Buf color, alpha; /* compressed */
};

static Place place_of(const char *path) { return (Place){.file = path}; }

/* ---- reading -------------------------------------------------------------------------------------------------- */

/* What libpng's simplified interface says of the head; it keeps its own faults in the image. */
static bool check_head(const png_image *image, const char *path, DiagList *diags) {
    char width[BUF_NUMBER], height[BUF_NUMBER], limit[BUF_NUMBER];
    if (image->width > SEAL_SIDE_MAX || image->height > SEAL_SIDE_MAX) {
        diag_at(diags, DIAG_SEAL_LARGE, place_of(path),
                DIAG_ARGS(int_format(image->width, width), int_format(image->height, height),
                          int_format(SEAL_SIDE_MAX, limit)));
        return false;
    }
    if (!(image->format & PNG_FORMAT_FLAG_ALPHA))
        diag_at(diags, DIAG_SEAL_OPAQUE, place_of(path), DIAG_NO_ARGS);
    return image->format & PNG_FORMAT_FLAG_ALPHA;
}

static bool report_png(const png_image *image, const char *path, DiagList *diags) {
    diag_at(diags, DIAG_SEAL_PNG, place_of(path), DIAG_ARGS(image->message));
    return false;
}

/* Four bytes a pixel; to be freed. */
static unsigned char *read_pixels(const char *bytes, size_t length, const char *path, Seal *seal, DiagList *diags) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    unsigned char *pixels = NULL;
    if (!png_image_begin_read_from_memory(&image, bytes, length)) {
        report_png(&image, path, diags);
        return NULL;
    }
    bool good = check_head(&image, path, diags);
    image.format = PNG_FORMAT_RGBA;
    pixels = good ? malloc(PNG_IMAGE_SIZE(image)) : NULL;
    if (good && !pixels)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    if (pixels && !png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
        report_png(&image, path, diags);
        free(pixels);
        pixels = NULL;
    }
    seal->width = image.width;
    seal->height = image.height;
    png_image_free(&image);
    return pixels;
}

/*
 * Colours and transparency apart. What is quite transparent takes the colour of the pixel before it, which compresses
 * to nothing and does not bleed another colour into the edges when the picture is scaled. False if all is opaque.
 */
static bool divide(const unsigned char *pixels, size_t count, unsigned char *color, unsigned char *alpha) {
    unsigned char last[3] = {255, 0, 0};
    bool through = false;
    for (size_t i = 0; i < count; i++) {
        if (pixels[4 * i + 3])
            memcpy(last, pixels + 4 * i, 3);
        memcpy(color + 3 * i, last, 3);
        alpha[i] = pixels[4 * i + 3];
        through |= alpha[i] < 255;
    }
    return through;
}

static bool compress(const unsigned char *bytes, size_t length, Buf *out) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    size_t bound = compressor ? libdeflate_zlib_compress_bound(compressor, length) : 0;
    buf_reserve(out, bound);
    out->length =
        bound && !buf_failed(out) ? libdeflate_zlib_compress(compressor, bytes, length, out->bytes, bound) : 0;
    libdeflate_free_compressor(compressor);
    return out->length > 0;
}

static bool take_pixels(Seal *seal, const unsigned char *pixels, const char *path, DiagList *diags) {
    size_t count = (size_t)seal->width * seal->height;
    unsigned char *parts = malloc(4 * count);
    bool through = parts && divide(pixels, count, parts, parts + 3 * count);
    bool good = through && compress(parts, 3 * count, &seal->color) && compress(parts + 3 * count, count, &seal->alpha);
    if (parts && !through)
        diag_at(diags, DIAG_SEAL_OPAQUE, place_of(path), DIAG_NO_ARGS);
    else if (!good)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    free(parts);
    return good;
}

static bool read_seal(Seal *seal, const char *path, DiagList *diags) {
    Arena *arena = arena_new();
    char *bytes;
    size_t length;
    bool good = false;
    if (file_read(arena, path, SEAL_FILE_MAX, &bytes, &length, diags)) {
        unsigned char *pixels = read_pixels(bytes, length, path, seal, diags);
        good = pixels && take_pixels(seal, pixels, path, diags);
        free(pixels);
    }
    arena_free(arena);
    return good;
}

Seal *seal_open(const char *path, DiagList *diags) {
    Seal *seal = calloc(1, sizeof *seal);
    if (!seal)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    if (seal && read_seal(seal, path, diags))
        return seal;
    seal_close(seal);
    return NULL;
}

void seal_close(Seal *seal) {
    if (!seal)
        return;
    buf_free(&seal->color);
    buf_free(&seal->alpha);
    free(seal);
}

/* ---- writing -------------------------------------------------------------------------------------------------- */

int64_t seal_height(const Seal *seal, int64_t width) { return width * seal->height / seal->width; }

static void write_image(Update *update, PdfRef ref, const Seal *seal, const Buf *bytes, const char *space,
                        PdfRef mask) {
    Buf *out = update->out;
    update_open(update, ref);
    buf_printf(out, "<</Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace%s", seal->width,
               seal->height, space);
    if (mask.number) {
        buf_text(out, "/SMask ");
        update_ref(out, mask);
    }
    buf_printf(out, "/Filter/FlateDecode/Length %zu>>\nstream\n", bytes->length);
    buf_push(out, bytes->bytes, bytes->length);
    buf_text(out, "\nendstream");
    update_close(update);
}

PdfRef seal_write(Update *update, const Seal *seal) {
    static const char srgb[] = "[/CalRGB<</WhitePoint[0.9505 1 1.089]/Gamma[2.2 2.2 2.2]"
                               "/Matrix[0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505]>>]";
    PdfRef image = update_reserve(update), mask = update_reserve(update);
    write_image(update, mask, seal, &seal->alpha, "/DeviceGray", (PdfRef){0});
    write_image(update, image, seal, &seal->color, srgb, mask);
    return image;
}
