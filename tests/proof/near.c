/*
 * near A.png B.png [TIMES]: how near is picture A to picture B, of the same page by another renderer?
 *
 * With TIMES B is so many times as large; its pixels are averaged. That takes out what a renderer does for the sake of
 * whole pixels (glyphs moved to quarters of them, rules to edges), and leaves what the page shows.
 *
 * Prints three numbers, each in thousandths, for a test to bound:
 *   ink      how much more or less ink A has than B, of B's
 *   mean     the differences of all pixels added up, of B's ink: edges that lie a part of a pixel apart make most of it
 *   apart    by how much pixels differ more than such edges, of the ink of the pixels that are dark in B: how far a
 *            value lies outside of what the 3 x 3 pixels around the same place of the other picture span, and beyond a
 *            tolerance
 * and of how many whole pixels that is in the fullest square, of about a character's size at 96 dpi. Coloured pictures
 * are compared in red, green and blue; a grey one beside a coloured one counts as three alike.
 * Status 0 when both could be read, are of one size and hold ink.
 */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>

#define CHANNELS  3
#define TOLERANCE 56
#define DARK      128
#define SQUARE    16

typedef struct Picture {
    int width, height;
    unsigned char *pixels; /* CHANNELS bytes each */
} Picture;

static int read_picture(const char *path, Picture *picture) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_file(&image, path)) {
        fprintf(stderr, "%s: %s\n", path, image.message);
        return 0;
    }
    image.format = PNG_FORMAT_RGB;
    picture->width = (int)image.width;
    picture->height = (int)image.height;
    picture->pixels = malloc(PNG_IMAGE_SIZE(image));
    int fine = picture->pixels && png_image_finish_read(&image, NULL, picture->pixels, 0, NULL);
    if (!fine)
        png_image_free(&image);
    return fine;
}

/* The average of the square of `times` pixels a side from x, y on, as far as they are there; the rest is white. */
static int average(const Picture *p, int x0, int y0, int times, int channel) {
    int sum = 255 * times * times;
    for (int y = y0; y < y0 + times && y < p->height; y++) {
        const unsigned char *row = p->pixels + (size_t)y * (size_t)p->width * CHANNELS;
        for (int x = x0; x < x0 + times && x < p->width; x++)
            sum -= 255 - row[x * CHANNELS + channel];
    }
    return (sum + times * times / 2) / (times * times);
}

/* Makes `picture` smaller, to this size. */
static int shrink(Picture *picture, int times, int width, int height) {
    unsigned char *small = malloc((size_t)width * (size_t)height * CHANNELS), *to = small;
    for (int y = 0; small && y < height; y++)
        for (int x = 0; x < width; x++)
            for (int channel = 0; channel < CHANNELS; channel++)
                *to++ = (unsigned char)average(picture, x * times, y * times, times, channel);
    free(picture->pixels);
    *picture = (Picture){width, height, small};
    return small != NULL;
}

/* As many pixels, or of a larger picture as many as hold it. */
static int is_size(int small, int large, int times) { return large <= small * times && large > (small - 1) * times; }

static int value_at(const Picture *p, int x, int y, int channel) {
    return p->pixels[((size_t)y * (size_t)p->width + (size_t)x) * CHANNELS + (size_t)channel];
}

/* How far the pixel of `a` lies outside of what is around it in `b`. */
static int beyond(const Picture *a, const Picture *b, int x, int y, int channel) {
    int low = 255, high = 0, value = value_at(a, x, y, channel);
    if (abs(value - value_at(b, x, y, channel)) <= TOLERANCE)
        return 0;
    for (int i = 0; i < 9; i++) {
        int near = value_at(b, x + i % 3 - 1, y + i / 3 - 1, channel);
        low = near < low ? near : low;
        high = near > high ? near : high;
    }
    int out = value < low ? low - value : value - high;
    return out > TOLERANCE ? out - TOLERANCE : 0;
}

/* Seen from both sides, the channel that differs most. */
static int differs(const Picture *a, const Picture *b, int x, int y) {
    int most = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
        int one = beyond(a, b, x, y, channel), other = beyond(b, a, x, y, channel);
        int out = one > other ? one : other;
        most = out > most ? out : most;
    }
    return most;
}

typedef struct Sum {
    long ink_a, ink_b, difference; /* of all values */
    long dark, apart;              /* 255 a pixel */
    int fullest;                   /* of a square */
} Sum;

static void add_pixel(Sum *sum, const Picture *a, const Picture *b, int x, int y) {
    int dark = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
        int one = value_at(a, x, y, channel), other = value_at(b, x, y, channel);
        sum->ink_a += 255 - one;
        sum->ink_b += 255 - other;
        sum->difference += abs(one - other);
        dark |= other < DARK;
    }
    sum->dark += dark * 255;
}

static int apart_in(const Picture *a, const Picture *b, int x0, int y0) {
    int count = 0;
    for (int y = y0; y < y0 + SQUARE && y < a->height - 1; y++)
        for (int x = x0; x < x0 + SQUARE && x < a->width - 1; x++)
            count += differs(a, b, x, y);
    return count;
}

static Sum compare(const Picture *a, const Picture *b) {
    Sum sum = {0};
    for (int y = 0; y < a->height; y++)
        for (int x = 0; x < a->width; x++)
            add_pixel(&sum, a, b, x, y);
    for (int y = 1; y < a->height - 1; y += SQUARE)
        for (int x = 1; x < a->width - 1; x += SQUARE) {
            int count = apart_in(a, b, x, y);
            sum.apart += count;
            sum.fullest = count > sum.fullest ? count : sum.fullest;
        }
    return sum;
}

static long thousandths(long part, long whole) { return whole ? part * 1000 / whole : 0; }

int main(int argc, char **argv) {
    Picture a = {0}, b = {0};
    int times = argc == 4 ? atoi(argv[3]) : 1;
    int fine = argc >= 3 && times > 0 && read_picture(argv[1], &a) && read_picture(argv[2], &b);
    if (fine && !(is_size(a.width, b.width, times) && is_size(a.height, b.height, times))) {
        fprintf(stderr, "sizes differ: %dx%d, %dx%d\n", a.width, a.height, b.width, b.height);
        fine = 0;
    }
    fine = fine && shrink(&b, times, a.width, a.height);
    Sum sum = fine ? compare(&a, &b) : (Sum){0};
    if (fine)
        printf("ink %ld mean %ld apart %ld fullest %d\n", labs(thousandths(sum.ink_a - sum.ink_b, sum.ink_b)),
               thousandths(sum.difference, sum.ink_b), thousandths(sum.apart, sum.dark), sum.fullest / 255);
    free(a.pixels);
    free(b.pixels);
    return fine && sum.ink_a && sum.ink_b ? 0 : 1;
}
