/*
 * compare A.pgm B.pgm [LIMIT]: do two grey pictures show the same?
 *
 * Renderers differ in antialiasing and round a glyph's place to parts of a pixel, so edges shift a little everywhere;
 * a wrong or missing glyph differs a lot in one spot. A pixel differs when its grey lies outside of what the 3 x 3
 * pixels around the same place of the other picture span, by more than a tolerance. Such pixels are counted by
 * squares about as large as a character at 300 dpi; the fullest square decides, which may hold LIMIT such pixels (60).
 * Status 0 when the pictures agree and hold ink at all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOLERANCE    56
#define DARK         128
#define SQUARE       48
#define SQUARE_LIMIT 60

typedef struct Picture {
    int width, height;
    unsigned char *grey;
} Picture;

static int read_picture(const char *path, Picture *picture) {
    FILE *file = fopen(path, "rb");
    int depth = 0;
    if (!file || fscanf(file, "P5 %d %d %d", &picture->width, &picture->height, &depth) != 3 || depth != 255) {
        fprintf(stderr, "%s: not a binary PGM\n", path);
        return 0;
    }
    fgetc(file);
    size_t size = (size_t)picture->width * (size_t)picture->height;
    picture->grey = malloc(size);
    int fine = picture->grey && fread(picture->grey, 1, size, file) == size;
    fclose(file);
    return fine;
}

static int grey_at(const Picture *p, int x, int y) { return p->grey[(size_t)y * (size_t)p->width + (size_t)x]; }

static int differs(const Picture *a, const Picture *b, int x, int y) {
    int low = 255, high = 0, grey = grey_at(a, x, y);
    if (abs(grey - grey_at(b, x, y)) <= TOLERANCE)
        return 0;
    for (int i = 0; i < 9; i++) {
        int near = grey_at(b, x + i % 3 - 1, y + i / 3 - 1);
        low = near < low ? near : low;
        high = near > high ? near : high;
    }
    return grey < low - TOLERANCE || grey > high + TOLERANCE;
}

/* Differing pixels of the square at x0, y0, counted from both sides. */
static int differing(const Picture *a, const Picture *b, int x0, int y0, int width, int height) {
    int count = 0;
    for (int y = y0; y < y0 + SQUARE && y < height - 1; y++)
        for (int x = x0; x < x0 + SQUARE && x < width - 1; x++)
            count += differs(a, b, x, y) + differs(b, a, x, y);
    return count;
}

/* The most differing pixels of any square. */
static int worst_square(const Picture *a, const Picture *b, int width, int height) {
    int worst = 0;
    for (int y = 1; y < height - 1; y += SQUARE)
        for (int x = 1; x < width - 1; x += SQUARE) {
            int count = differing(a, b, x, y, width, height);
            worst = count > worst ? count : worst;
        }
    return worst;
}

static long dark(const Picture *p) {
    long count = 0;
    for (size_t i = 0; i < (size_t)p->width * (size_t)p->height; i++)
        count += p->grey[i] < DARK;
    return count;
}

int main(int argc, char **argv) {
    Picture a = {0}, b = {0};
    if (argc < 3 || !read_picture(argv[1], &a) || !read_picture(argv[2], &b))
        return 2;
    if (abs(a.width - b.width) > 1 || abs(a.height - b.height) > 1) {
        fprintf(stderr, "sizes differ: %dx%d, %dx%d\n", a.width, a.height, b.width, b.height);
        return 1;
    }
    int width = a.width < b.width ? a.width : b.width, height = a.height < b.height ? a.height : b.height;
    int worst = worst_square(&a, &b, width, height);
    printf("%s %s: at most %d pixels of a square differ; %ld and %ld are dark\n", argv[1], argv[2], worst, dark(&a),
           dark(&b));
    int limit = argc > 3 ? atoi(argv[3]) : SQUARE_LIMIT;
    int fine = worst <= limit && dark(&a) && dark(&b);
    free(a.grey);
    free(b.grey);
    return fine ? 0 : 1;
}
