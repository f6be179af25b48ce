#include "proof/glyphs.h"

#include <freetype/freetype.h>
#include <freetype/ftoutln.h>
#include <stdlib.h>
#include <string.h>

#include "font/contours.h"

/* Larger than this, in pixels an em, a glyph is not kept. */
#define KEPT_EM 72
/* Larger than this no glyph of a page that can be drawn is. */
#define EM_PIXELS_MAX 100000
#define POINTS_MAX    32767 /* FreeType's: indices are of 16 bits */
/* Fractional bits of the factor from a font's 64ths of a unit to 64ths of a pixel. */
#define FACTOR_BITS 24
#define QUARTER     (GLYPH_PARTS / 4)
/* Kept glyphs: places of the table, a power of two, and bytes of coverage. When either is used up all are forgotten. */
#define KEPT_SLOTS ((size_t)1 << 15)
#define KEPT_MAX   (KEPT_SLOTS / 2)
#define KEPT_BYTES ((size_t)16 << 20)
#define KEPT_FIRST ((size_t)1 << 18)
/* Only a damaged face has glyphs so much larger than their em: they are not drawn. */
#define MAP_BYTES_MAX (64 * KEPT_EM * KEPT_EM)

/* Coverage of a glyph; its corner from the pixel the origin stands in. */
typedef struct Kept {
    uint64_t key; /* 0: none */
    int32_t left, top;
    int32_t width, height;
    size_t at; /* of its map within the bytes kept */
} Kept;

struct Glyphs {
    FT_Library library;
    FT_Outline outline; /* the glyph being drawn, y down */
    Contours *contours;
    Scale scale;
    Kept *slots;
    size_t count;
    uint8_t *maps;
    size_t used, size; /* bytes of them */
};

/* ---- contours in pixels --------------------------------------------------------------------------------------- */

/* A rectangle of pixels, right and bottom excluded. */
typedef struct Box {
    FT_Pos left, top, right, bottom;
} Box;

static FT_Pos scaled(int32_t units, int64_t factor) {
    int64_t half = (int64_t)1 << (FACTOR_BITS - 1);
    int64_t product = units * factor;
    return (FT_Pos)((product < 0 ? product - half : product + half) / ((int64_t)1 << FACTOR_BITS));
}

/* A contour's y goes up, a page's down; turned counter-clockwise, a glyph's right is the page's up. */
static FT_Vector stand(const ContourPoint *point, int64_t factor, const GlyphPlace *place) {
    FT_Pos right = scaled(point->x, factor), up = scaled(point->y, factor);
    return place->turned ? (FT_Vector){-up, -right} : (FT_Vector){right, -up};
}

static char tag_of(ContourKind kind) {
    static const char tags[] = {
        [CONTOUR_ON] = FT_CURVE_TAG_ON, [CONTOUR_CONIC] = FT_CURVE_TAG_CONIC, [CONTOUR_CUBIC] = FT_CURVE_TAG_CUBIC};
    return tags[kind];
}

/* The glyph with its origin `x`, `y` off a pixel's corner. False when memory is out. */
static bool trace(Glyphs *glyphs, const GlyphPlace *place, FT_Pos x, FT_Pos y) {
    const ContourPoints *read = contours_read(glyphs->contours, place->font, place->glyph);
    FT_Outline *outline = &glyphs->outline;
    outline->n_points = outline->n_contours = 0;
    if (!read)
        return false;
    if (read->points.count > POINTS_MAX)
        return true;
    int64_t factor =
        len_scale(place->size, glyphs->scale.pixels << FACTOR_BITS, glyphs->scale.len * place->font->units_per_em);
    for (size_t i = 0; i < read->points.count; i++) {
        FT_Vector at = stand(&read->points.items[i], factor, place);
        outline->points[i] = (FT_Vector){at.x + x, at.y + y};
        outline->tags[i] = tag_of(read->points.items[i].kind);
    }
    for (size_t i = 0; i < read->ends.count; i++)
        outline->contours[i] = (short)(read->ends.items[i] - 1);
    outline->n_points = (short)read->points.count;
    outline->n_contours = (short)read->ends.count;
    return true;
}

/* The pixels that the traced glyph touches; nothing for a blank. */
static Box touched(const Glyphs *glyphs) {
    FT_BBox box;
    if (!glyphs->outline.n_points)
        return (Box){0};
    FT_Outline_Get_CBox(&glyphs->outline, &box);
    return (Box){box.xMin >> 6, box.yMin >> 6, (box.xMax + 63) >> 6, (box.yMax + 63) >> 6};
}

/* ---- glyphs that are kept ------------------------------------------------------------------------------------- */

static void forget(Glyphs *glyphs) {
    memset(glyphs->slots, 0, KEPT_SLOTS * sizeof *glyphs->slots);
    glyphs->count = glyphs->used = 0;
}

/* Everything a map depends on but the scale; 0 for what is too large to be kept. */
static uint64_t key_of(const Glyphs *glyphs, const GlyphPlace *place, unsigned quarters) {
    if (scale_len(glyphs->scale, place->size, 1) > KEPT_EM || place->size >= (Len)1 << 30 || place->glyph > UINT16_MAX)
        return 0;
    uint64_t key = (uint64_t)place->size << 32 | place->glyph << 16 | (unsigned)place->face << 8;
    return key | 1U << 5 | (unsigned)place->turned << 4 | quarters;
}

static Kept *slot_of(const Glyphs *glyphs, uint64_t key) {
    size_t at = (size_t)(key * 0x9E3779B97F4A7C15U >> 40);
    while (glyphs->slots[at % KEPT_SLOTS].key && glyphs->slots[at % KEPT_SLOTS].key != key)
        at++;
    return &glyphs->slots[at % KEPT_SLOTS];
}

/* The traced glyph's coverage, into the zeroed bytes at `map`. False when memory is out. */
static bool fill_map(Glyphs *glyphs, Box box, uint8_t *map) {
    int width = (int)(box.right - box.left), height = (int)(box.bottom - box.top);
    /* FreeType's y goes up, ours down: a bitmap that flows up has its first row where y is least. */
    FT_Bitmap bitmap = {.rows = (unsigned)height,
                        .width = (unsigned)width,
                        .pitch = -width,
                        .buffer = map,
                        .num_grays = 256,
                        .pixel_mode = FT_PIXEL_MODE_GRAY};
    FT_Outline_Translate(&glyphs->outline, -box.left * GLYPH_PARTS, -box.top * GLYPH_PARTS);
    return FT_Outline_Get_Bitmap(glyphs->library, &glyphs->outline, &bitmap) != FT_Err_Out_Of_Memory;
}

/* Room for so many bytes more; false when memory is out. */
static bool have_room(Glyphs *glyphs, size_t more) {
    size_t size = glyphs->size ? glyphs->size : KEPT_FIRST;
    while (size < glyphs->used + more)
        size *= 2;
    uint8_t *maps = size == glyphs->size ? glyphs->maps : realloc(glyphs->maps, size);
    if (!maps)
        return false;
    glyphs->maps = maps;
    glyphs->size = size;
    return true;
}

/* Draws the glyph once, to be kept. NULL when memory is out. */
static Kept *keep(Glyphs *glyphs, const GlyphPlace *place, unsigned quarters, uint64_t key) {
    if (!trace(glyphs, place, (FT_Pos)(quarters & 3) * QUARTER, (FT_Pos)(quarters >> 2) * QUARTER))
        return NULL;
    Box box = touched(glyphs);
    if ((box.right - box.left) * (box.bottom - box.top) > MAP_BYTES_MAX)
        box = (Box){0};
    size_t size = (size_t)(box.right - box.left) * (size_t)(box.bottom - box.top);
    if (glyphs->count == KEPT_MAX || glyphs->used + size > KEPT_BYTES)
        forget(glyphs);
    if (!have_room(glyphs, size))
        return NULL;
    Kept *kept = slot_of(glyphs, key);
    *kept = (Kept){key,
                   (int32_t)box.left,
                   (int32_t)box.top,
                   (int32_t)(box.right - box.left),
                   (int32_t)(box.bottom - box.top),
                   glyphs->used};
    memset(glyphs->maps + kept->at, 0, size);
    glyphs->used += size;
    glyphs->count++;
    return !size || fill_map(glyphs, box, glyphs->maps + kept->at) ? kept : NULL;
}

/* The quarter of a pixel that is nearest, counted from the page's corner. */
static int64_t quarters_to(int64_t parts) { return (parts + QUARTER / 2 - (parts < 0 ? QUARTER - 1 : 0)) / QUARTER; }

static bool draw_kept(Glyphs *glyphs, const GlyphPlace *place, Ink ink, Canvas *canvas, bool *done) {
    int64_t x = quarters_to(place->x), y = quarters_to(place->y);
    unsigned quarters = (unsigned)(x & 3) | (unsigned)(y & 3) << 2;
    uint64_t key = key_of(glyphs, place, quarters);
    *done = key != 0;
    if (!key)
        return true;
    const Kept *kept = slot_of(glyphs, key);
    if (!kept->key && !(kept = keep(glyphs, place, quarters, key)))
        return false;
    canvas_stamp(canvas, (int)((x - (x & 3)) / 4) + kept->left, (int)((y - (y & 3)) / 4) + kept->top, kept->width,
                 kept->height, glyphs->maps + kept->at, ink);
    return true;
}

/* ---- glyphs that are drawn each time -------------------------------------------------------------------------- */

typedef struct Putting {
    Canvas *canvas;
    Ink ink;
} Putting;

static void put_spans(int y, int count, const FT_Span *spans, void *user) {
    const Putting *putting = user;
    for (int i = 0; i < count; i++)
        canvas_cover(putting->canvas, spans[i].x, y, spans[i].len, spans[i].coverage, putting->ink);
}

/* The part of a box that lies on the band. */
static FT_BBox clip(Box box, const Canvas *canvas) {
    FT_Pos bottom = canvas->top + canvas->rows;
    return (FT_BBox){.xMin = box.left < 0 ? 0 : box.left,
                     .yMin = box.top < canvas->top ? canvas->top : box.top,
                     .xMax = box.right > canvas->width ? canvas->width : box.right,
                     .yMax = box.bottom > bottom ? bottom : box.bottom};
}

static bool draw_once(Glyphs *glyphs, const GlyphPlace *place, Ink ink, Canvas *canvas) {
    if (!trace(glyphs, place, (FT_Pos)place->x, (FT_Pos)place->y))
        return false;
    Putting putting = {canvas, ink};
    FT_Raster_Params params = {.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP,
                               .gray_spans = put_spans,
                               .user = &putting,
                               .clip_box = clip(touched(glyphs), canvas)};
    if (params.clip_box.xMin >= params.clip_box.xMax || params.clip_box.yMin >= params.clip_box.yMax)
        return true;
    return FT_Outline_Render(glyphs->library, &glyphs->outline, &params) != FT_Err_Out_Of_Memory;
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

Glyphs *glyphs_new(void) {
    Glyphs *glyphs = calloc(1, sizeof *glyphs);
    if (!glyphs)
        return NULL;
    glyphs->contours = contours_new();
    glyphs->slots = calloc(KEPT_SLOTS, sizeof *glyphs->slots);
    if (glyphs->contours && glyphs->slots && !FT_Init_FreeType(&glyphs->library) &&
        !FT_Outline_New(glyphs->library, POINTS_MAX, POINTS_MAX, &glyphs->outline))
        return glyphs;
    glyphs_free(glyphs);
    return NULL;
}

void glyphs_free(Glyphs *glyphs) {
    if (!glyphs)
        return;
    if (glyphs->library) {
        FT_Outline_Done(glyphs->library, &glyphs->outline);
        FT_Done_FreeType(glyphs->library);
    }
    contours_free(glyphs->contours);
    free(glyphs->slots);
    free(glyphs->maps);
    free(glyphs);
}

void glyphs_set_scale(Glyphs *glyphs, Scale scale) {
    if (scale_equal(glyphs->scale, scale))
        return;
    glyphs->scale = scale;
    forget(glyphs);
}

/* The whole em more than twice over beside the page: nothing of it can be seen. */
static bool is_far(const Glyphs *glyphs, const GlyphPlace *place, const Canvas *canvas) {
    int64_t em = scale_len(glyphs->scale, place->size, GLYPH_PARTS);
    if (em <= 0 || em > (int64_t)EM_PIXELS_MAX * GLYPH_PARTS)
        return true;
    int64_t far = 4 * em;
    return place->x < -far || place->y < (int64_t)canvas->top * GLYPH_PARTS - far ||
           place->x > (int64_t)canvas->width * GLYPH_PARTS + far ||
           place->y > (int64_t)(canvas->top + canvas->rows) * GLYPH_PARTS + far;
}

bool glyphs_draw(Glyphs *glyphs, const GlyphPlace *place, Ink ink, Canvas *canvas) {
    bool done;
    if (is_far(glyphs, place, canvas))
        return true;
    return draw_kept(glyphs, place, ink, canvas, &done) && (done || draw_once(glyphs, place, ink, canvas));
}
