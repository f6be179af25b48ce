/*
 * What is written is read back with libpng.
 */
#include "proof/picture.h"

#include <png.h>
#include <string.h>

#include "test.h"

/* The pixels as red, green and blue. */
static void read_back(const Buf *file, int width, int height, uint8_t *pixels) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, file->bytes, file->length));
    assert_int_equal(image.width, width);
    assert_int_equal(image.height, height);
    image.format = PNG_FORMAT_RGB;
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
}

static void write_rows(const PictureShape *shape, const uint8_t *samples, int bytes, Buf *out) {
    Picture *picture = picture_begin(shape, out);
    assert_non_null(picture);
    for (int row = 0; row < shape->height; row++)
        assert_true(picture_row(picture, samples + row * shape->width * bytes));
    assert_true(picture_end(picture));
}

TEST(greys_of_every_depth_come_back) {
    for (int depth = 1; depth <= 8; depth *= 2) {
        uint8_t samples[256], pixels[256 * 3];
        Buf out = {0};
        for (int i = 0; i < 256; i++)
            samples[i] = (uint8_t)(i & ((1 << depth) - 1));
        write_rows(&(PictureShape){.width = 16, .height = 16, .kind = PICTURE_GRAY, .depth = depth}, samples, 1, &out);
        read_back(&out, 16, 16, pixels);
        for (int i = 0; i < 256; i++)
            assert_int_equal(pixels[i * 3], samples[i] * 255 / ((1 << depth) - 1));
        buf_free(&out);
    }
}

TEST(colours_come_back) {
    uint8_t samples[4 * 3] = {1, 2, 3, 255, 0, 0, 0, 255, 9, 7, 8, 255}, pixels[4 * 3];
    Buf out = {0};
    write_rows(&(PictureShape){.width = 2, .height = 2, .kind = PICTURE_COLOR, .depth = 8}, samples, 3, &out);
    read_back(&out, 2, 2, pixels);
    assert_memory_equal(samples, pixels, sizeof samples);
    buf_free(&out);
}

TEST(indices_stand_for_their_colours) {
    uint8_t samples[] = {0, 1, 2, 1}, pixels[4 * 3], colors[3][3] = {{9, 8, 7}, {255, 255, 255}, {200, 0, 1}};
    Buf out = {0};
    PictureShape shape = {
        .width = 4, .height = 1, .kind = PICTURE_INDEXED, .depth = 2, .color_count = 3, .colors = colors};
    write_rows(&shape, samples, 1, &out);
    read_back(&out, 4, 1, pixels);
    for (int i = 0; i < 4; i++)
        assert_memory_equal(pixels + i * 3, colors[samples[i]], 3);
    buf_free(&out);
}

TEST(the_resolution_is_told_in_metres) {
    uint8_t sample = 0;
    Buf out = {0};
    PictureShape shape = {.width = 1, .height = 1, .kind = PICTURE_GRAY, .depth = 8, .dots_per_inch = 300};
    write_rows(&shape, &sample, 1, &out);
    /* pHYs, 300 dpi are 11811 dots a metre (0x2E23), unit metre */
    const char wanted[] = "pHYs\0\0\x2E\x23\0\0\x2E\x23\1";
    assert_non_null(memmem(out.bytes, out.length, wanted, sizeof wanted - 1));
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greys_of_every_depth_come_back),
        cmocka_unit_test(colours_come_back),
        cmocka_unit_test(indices_stand_for_their_colours),
        cmocka_unit_test(the_resolution_is_told_in_metres),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
