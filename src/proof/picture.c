#include "proof/picture.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <zlib.h>

/*
 * A page of text is white paper and grey edges: no filter foretells them, and of what came before nothing recurs but
 * the pixel itself, so that looking for more costs time and, for Huffman's sake, bytes. Measured on the 39 pages of the
 * model report at 96 dpi, milliseconds of CPU and KiB a page:
 *
 *     run lengths alone   1.7   70.0        level 4    3.7   69.3
 *     level 1             2.3   76.0        level 6    5.7   68.4
 *     level 3             3.0   75.0        level 9   68.0   65.3
 */
#define SMALL_LEVEL 9
/* A chunk of compressed data is no longer. */
#define CHUNK_BYTES 65536

struct Picture {
    png_structp writer;
    png_infop info;
    Buf *out;
    bool failed;
};

/* ---- what libpng calls ---- */

static void on_error(png_structp writer, png_const_charp words) {
    (void)words;
    png_longjmp(writer, 1);
}

static void on_warning(png_structp writer, png_const_charp words) { (void)writer, (void)words; }

static void on_write(png_structp writer, png_bytep bytes, size_t length) {
    buf_push(png_get_io_ptr(writer), bytes, length);
}

static void on_flush(png_structp writer) { (void)writer; }

static png_voidp on_allocate(png_structp writer, png_alloc_size_t size) {
    (void)writer;
    return malloc(size);
}

static void on_free(png_structp writer, png_voidp memory) {
    (void)writer;
    free(memory);
}

/* ---- the head ---- */

static int color_type(PictureKind kind) {
    static const int types[] = {[PICTURE_GRAY] = PNG_COLOR_TYPE_GRAY,
                                [PICTURE_COLOR] = PNG_COLOR_TYPE_RGB,
                                [PICTURE_INDEXED] = PNG_COLOR_TYPE_PALETTE};
    return types[kind];
}

static void set_colors(Picture *picture, const PictureShape *shape) {
    png_color colors[PICTURE_COLORS_MAX];
    for (int i = 0; i < shape->color_count; i++)
        colors[i] = (png_color){shape->colors[i][0], shape->colors[i][1], shape->colors[i][2]};
    png_set_PLTE(picture->writer, picture->info, colors, shape->color_count);
}

/* Dots an inch as dots a metre (11.3.5.3), rounded. */
static png_uint_32 dots_per_metre(int dots) { return ((png_uint_32)dots * 10000 + 127) / 254; }

static void write_head(Picture *picture, const PictureShape *shape) {
    png_structp writer = picture->writer;
    if (setjmp(png_jmpbuf(writer))) {
        picture->failed = true;
        return;
    }
    png_set_write_fn(writer, picture->out, on_write, on_flush);
    png_set_user_limits(writer, INT32_MAX, INT32_MAX); /* the caller's limits hold */
    png_set_filter(writer, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    if (shape->small)
        png_set_compression_level(writer, SMALL_LEVEL);
    else
        png_set_compression_strategy(writer, Z_RLE);
    png_set_compression_buffer_size(writer, CHUNK_BYTES);
    png_set_IHDR(writer, picture->info, (png_uint_32)shape->width, (png_uint_32)shape->height, shape->depth,
                 color_type(shape->kind), PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    if (shape->kind == PICTURE_INDEXED)
        set_colors(picture, shape);
    if (shape->dots_per_inch)
        png_set_pHYs(writer, picture->info, dots_per_metre(shape->dots_per_inch), dots_per_metre(shape->dots_per_inch),
                     PNG_RESOLUTION_METER);
    png_write_info(writer, picture->info);
    png_set_packing(writer);
}

/* ---- the file ---- */

Picture *picture_begin(const PictureShape *shape, Buf *out) {
    Picture *picture = calloc(1, sizeof *picture);
    if (!picture)
        return NULL;
    picture->out = out;
    picture->writer =
        png_create_write_struct_2(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning, NULL, on_allocate, on_free);
    picture->info = picture->writer ? png_create_info_struct(picture->writer) : NULL;
    if (picture->info) {
        write_head(picture, shape);
        return picture;
    }
    png_destroy_write_struct(&picture->writer, NULL);
    free(picture);
    return NULL;
}

bool picture_row(Picture *picture, const uint8_t *row) {
    if (picture->failed)
        return false;
    if (setjmp(png_jmpbuf(picture->writer)))
        picture->failed = true;
    else
        png_write_row(picture->writer, row);
    return !picture->failed;
}

bool picture_end(Picture *picture) {
    if (!picture)
        return false;
    if (!picture->failed) {
        if (setjmp(png_jmpbuf(picture->writer)))
            picture->failed = true;
        else
            png_write_end(picture->writer, NULL);
    }
    bool whole = !picture->failed && !buf_failed(picture->out);
    png_destroy_write_struct(&picture->writer, &picture->info);
    free(picture);
    return whole;
}
