/*
 * peer_pango CONTENT.json OUT.pdf COUNT: content (content.py) set by Pango and drawn by Cairo, COUNT times over in this
 * process; prints as JSON what each time took.
 *
 * Written as a program for this one kind of document would be: paragraphs are layouts whose lines are put on pages as
 * they come, tables are rows as high as their highest cell, drawn at the end, when the numbers of the contents are
 * known. Fonts are those that the content names and no others.
 */
#include <cairo-pdf.h>
#include <cjson/cJSON.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COLUMN_MAX 64
#define PAD        2.0

/* A line of text, a rule, or the number of the page a heading stands on (`heading`), flush right at x. */
typedef struct Piece {
    int page;
    double x, y, width, height;
    PangoLayoutLine *line;
    PangoLayout *layout;
    int heading; /* of a line: that it begins, 1 and up; of a number: that is meant */
    bool number;
} Piece;

typedef struct Sheet {
    double width, height, left, top, area_width, area_height;
    bool folio;
} Sheet;

typedef struct Setter {
    const cJSON *content;
    PangoFontMap *map;
    PangoContext *context;
    GArray *pieces, *sheets, *levels; /* Piece, Sheet, int */
    GPtrArray *layouts, *titles;
    GArray *heading_pages; /* int */
    double y;              /* where the next thing goes on the last sheet */
} Setter;

static double number_of(const cJSON *object, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(item) ? item->valuedouble : cJSON_IsTrue(item);
}

static const char *text_of(const cJSON *object, const char *key) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
    return text ? text : "";
}

static const cJSON *member(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* ---- fonts ---- */

static PangoFontMap *load_fonts(const cJSON *content) {
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    FcConfig *config = FcConfigCreate();
    const cJSON *face;
    cJSON_ArrayForEach(face, member(content, "faces")) {
        FcConfigAppFontAddFile(config, (const FcChar8 *)text_of(face, "path"));
    }
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    FcConfigDestroy(config);
    return map;
}

static PangoFontDescription *describe(const Setter *s, const cJSON *style) {
    const cJSON *faces = member(s->content, "faces");
    const cJSON *han = member(faces, text_of(style, "han")), *western = member(faces, text_of(style, "western"));
    PangoFontDescription *font = pango_font_description_new();
    char *families = g_strdup_printf("%s,%s", text_of(western, "family"), text_of(han, "family"));
    pango_font_description_set_family(font, families);
    pango_font_description_set_absolute_size(font, number_of(style, "size") * PANGO_SCALE);
    pango_font_description_set_weight(font, number_of(han, "bold") != 0 ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    g_free(families);
    return font;
}

static PangoLayout *lay_out(Setter *s, const cJSON *style, const char *text, int length, double width) {
    PangoLayout *layout = pango_layout_new(s->context);
    PangoFontDescription *font = describe(s, style);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, text, length);
    if (width > 0)
        pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_font_description_free(font);
    g_ptr_array_add(s->layouts, layout);
    return layout;
}

static void align_as(PangoLayout *layout, const char *align) {
    pango_layout_set_justify(layout, strcmp(align, "justify") == 0);
    pango_layout_set_alignment(layout, strcmp(align, "center") == 0  ? PANGO_ALIGN_CENTER
                                       : strcmp(align, "right") == 0 ? PANGO_ALIGN_RIGHT
                                                                     : PANGO_ALIGN_LEFT);
}

/* ---- pages ---- */

static Sheet *sheet(const Setter *s) { return &g_array_index(s->sheets, Sheet, s->sheets->len - 1); }
static double foot(const Setter *s) { return sheet(s)->top + sheet(s)->area_height; }

static void new_sheet(Setter *s, const cJSON *page) {
    const bool even = s->sheets->len % 2 == 1;
    Sheet next = {number_of(page, "width"),     number_of(page, "height"),     number_of(page, "inner"),
                  number_of(page, "top"),       number_of(page, "area_width"), number_of(page, "area_height"),
                  number_of(page, "folio") != 0};
    if (even && number_of(page, "mirror") != 0)
        next.left = next.width - next.left - next.area_width;
    g_array_append_val(s->sheets, next);
    s->y = next.top;
}

/* A further sheet of the same kind. */
static void go_on(Setter *s, const cJSON **page) { new_sheet(s, *page); }

static void put(Setter *s, Piece piece) {
    piece.page = (int)s->sheets->len - 1;
    g_array_append_val(s->pieces, piece);
}

static void put_rule(Setter *s, double x, double y, double width, double height) {
    put(s, (Piece){.x = x, .y = y, .width = width, .height = height});
}

/* ---- paragraphs ---- */

/* The lines of a layout, `leading` apart, over as many sheets as they take. */
static void put_lines(Setter *s, PangoLayout *layout, double leading, const cJSON **page, int heading) {
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    do {
        PangoRectangle box;
        if (s->y + leading > foot(s) + 0.5)
            go_on(s, page);
        pango_layout_iter_get_line_extents(iter, NULL, &box);
        put(s, (Piece){.x = sheet(s)->left + (double)box.x / PANGO_SCALE,
                       .y = s->y + 0.75 * leading,
                       .line = pango_layout_iter_get_line_readonly(iter),
                       .heading = heading});
        heading = 0;
        s->y += leading;
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

/* Text before a gap flush left, after it flush right, on one line. */
static void put_sides(Setter *s, const cJSON *block, const char *text, const char *gap, double leading) {
    PangoLayout *left = lay_out(s, member(block, "style"), text, (int)(gap - text), 0);
    PangoLayout *right = lay_out(s, member(block, "style"), gap + 1, -1, 0);
    int width, height;
    pango_layout_get_size(right, &width, &height);
    put(s, (Piece){.x = sheet(s)->left, .y = s->y + 0.75 * leading, .line = pango_layout_get_line_readonly(left, 0)});
    put(s, (Piece){.x = sheet(s)->left + sheet(s)->area_width - (double)width / PANGO_SCALE,
                   .y = s->y + 0.75 * leading,
                   .line = pango_layout_get_line_readonly(right, 0)});
    s->y += leading;
}

static void add_text(Setter *s, const cJSON *block, const cJSON **page, int heading) {
    const char *text = text_of(block, "text"), *gap = strchr(text, '\t');
    const double leading = number_of(block, "leading");
    s->y += number_of(block, "before");
    if (gap) {
        put_sides(s, block, text, gap, leading);
        return;
    }
    PangoLayout *layout = lay_out(s, member(block, "style"), text, -1, sheet(s)->area_width);
    pango_layout_set_indent(layout, (int)(number_of(block, "indent") * PANGO_SCALE));
    align_as(layout, text_of(block, "align"));
    put_lines(s, layout, leading, page, heading);
}

static void add_heading(Setter *s, const cJSON *block, const cJSON **page) {
    const int level = (int)number_of(block, "level");
    g_array_append_val(s->levels, level);
    g_ptr_array_add(s->titles, (gpointer)text_of(block, "text"));
    add_text(s, block, page, (int)s->titles->len);
}

/* ---- contents: the numbers are put in when everything stands ---- */

static void add_contents(Setter *s, const cJSON *block, const cJSON **page) {
    const double leading = number_of(block, "leading");
    const int depth = (int)number_of(block, "depth");
    int heading = 0;
    const cJSON *other;
    cJSON_ArrayForEach(other, member(s->content, "blocks")) {
        if (strcmp(text_of(other, "kind"), "heading") != 0)
            continue;
        heading++;
        const int level = (int)number_of(other, "level");
        if (level > depth)
            continue;
        const cJSON *style = cJSON_GetArrayItem(member(block, "styles"), level - 1);
        char *dotted =
            g_strdup_printf("%s%s", text_of(other, "text"), "......................................................");
        PangoLayout *layout = lay_out(s, style, dotted, -1, sheet(s)->area_width - 24 - 24 * (level - 1));
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        g_free(dotted);
        if (s->y + leading > foot(s))
            go_on(s, page);
        put(s, (Piece){.x = sheet(s)->left + 24 * (level - 1),
                       .y = s->y + 0.75 * leading,
                       .line = pango_layout_get_line_readonly(layout, 0)});
        put(s, (Piece){.x = sheet(s)->left + sheet(s)->area_width,
                       .y = s->y + 0.75 * leading,
                       .layout = lay_out(s, style, "", -1, 0),
                       .heading = heading,
                       .number = true});
        s->y += leading;
    }
}

/* ---- tables ---- */

/* A cell that stands in the rows from `row` on. */
typedef struct Box {
    PangoLayout *layout;
    int row, rows;
    double x, width, height, leading;
} Box;

typedef struct Grid {
    double edges[COLUMN_MAX + 1];
    int columns, covered[COLUMN_MAX];
    GArray *boxes, *heights; /* Box, double */
    int head;                /* rows of it */
} Grid;

static void add_row(Setter *s, Grid *grid, const cJSON *table, const cJSON *row) {
    const double size = number_of(member(table, "style"), "size");
    double height = number_of(table, "row");
    const int number = (int)grid->heights->len;
    int at = 0;
    const cJSON *cell;
    cJSON_ArrayForEach(cell, row) {
        while (at < grid->columns && grid->covered[at])
            at++;
        const int end = MIN(at + (int)number_of(cell, "cols"), grid->columns);
        Box box = {.row = number, .rows = (int)number_of(cell, "rows"), .x = grid->edges[at], .leading = 1.25 * size};
        box.width = grid->edges[end] - grid->edges[at];
        box.layout = lay_out(s, member(table, "style"), text_of(cell, "text"), -1, box.width - 2 * PAD);
        align_as(box.layout, text_of(cell, "align"));
        box.height = pango_layout_get_line_count(box.layout) * box.leading + 2 * PAD;
        if (box.rows == 1)
            height = MAX(height, box.height);
        for (; at < end; at++)
            grid->covered[at] = box.rows;
        g_array_append_val(grid->boxes, box);
    }
    for (int i = 0; i < grid->columns; i++)
        grid->covered[i] = MAX(0, grid->covered[i] - 1);
    g_array_append_val(grid->heights, height);
}

static double rows_height(const Grid *grid, int from, int to) {
    double height = 0;
    for (int i = from; i < to; i++)
        height += g_array_index(grid->heights, double, i);
    return height;
}

/* The last row a spanning cell covers is made as high as the cell needs. */
static void grow_rows(Grid *grid) {
    for (guint i = 0; i < grid->boxes->len; i++) {
        const Box *box = &g_array_index(grid->boxes, Box, i);
        const int end = MIN(box->row + box->rows, (int)grid->heights->len);
        const double missing = box->height - rows_height(grid, box->row, end);
        if (box->rows > 1 && missing > 0)
            g_array_index(grid->heights, double, end - 1) += missing;
    }
}

static void put_box_text(Setter *s, const Box *box, double top, double height) {
    PangoLayoutIter *iter = pango_layout_get_iter(box->layout);
    double y = top + (height - box->height) / 2 + PAD;
    do {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(iter, NULL, &extents);
        put(s, (Piece){.x = sheet(s)->left + box->x + PAD + (double)extents.x / PANGO_SCALE,
                       .y = y + 0.75 * box->leading,
                       .line = pango_layout_iter_get_line_readonly(iter)});
        y += box->leading;
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

/* Rows [from, to), the first at s->y: every cell's part that lies in them, with its rules. */
static void put_rows(Setter *s, const Grid *grid, int from, int to) {
    for (guint i = 0; i < grid->boxes->len; i++) {
        const Box *box = &g_array_index(grid->boxes, Box, i);
        const int first = MAX(box->row, from), end = MIN(box->row + box->rows, to);
        if (first >= end)
            continue;
        const double top = s->y + rows_height(grid, from, first), height = rows_height(grid, first, end);
        const double x = sheet(s)->left + box->x;
        put_rule(s, x, top, box->width, 0.5);
        put_rule(s, x, top + height, box->width, 0.5);
        put_rule(s, x, top, 0.5, height);
        put_rule(s, x + box->width, top, 0.5, height);
        if (box->row >= from)
            put_box_text(s, box, top, height);
    }
    s->y += rows_height(grid, from, to);
}

static void put_table(Setter *s, const Grid *grid, const cJSON **page) {
    const int count = (int)grid->heights->len;
    int from = 0;
    while (from < count) {
        const double room = foot(s) - s->y, head = from > 0 ? rows_height(grid, 0, grid->head) : 0;
        int to = from;
        while (to < count && head + rows_height(grid, from, to + 1) <= room)
            to++;
        if (to == from && s->y == sheet(s)->top)
            to = from + 1;
        if (to > from) {
            if (from > 0)
                put_rows(s, grid, 0, grid->head);
            put_rows(s, grid, from, to);
        }
        from = to;
        if (from < count)
            go_on(s, page);
    }
}

static void add_table(Setter *s, const cJSON *block, const cJSON **page) {
    Grid grid = {.boxes = g_array_new(FALSE, FALSE, sizeof(Box)), .heights = g_array_new(FALSE, FALSE, sizeof(double))};
    const cJSON *item;
    cJSON_ArrayForEach(item, member(block, "columns")) {
        if (grid.columns == COLUMN_MAX)
            break;
        grid.edges[grid.columns + 1] = grid.edges[grid.columns] + item->valuedouble;
        grid.columns++;
    }
    cJSON_ArrayForEach(item, member(block, "head")) add_row(s, &grid, block, item);
    grid.head = (int)grid.heights->len;
    cJSON_ArrayForEach(item, member(block, "rows")) add_row(s, &grid, block, item);
    grow_rows(&grid);
    s->y += 6;
    put_table(s, &grid, page);
    s->y += 4;
    g_array_free(grid.boxes, TRUE);
    g_array_free(grid.heights, TRUE);
}

/* ---- drawing ---- */

static void note_heading_pages(Setter *s) {
    g_array_set_size(s->heading_pages, s->titles->len + 1);
    for (guint i = 0; i < s->pieces->len; i++) {
        const Piece *piece = &g_array_index(s->pieces, Piece, i);
        if (piece->heading && !piece->number)
            g_array_index(s->heading_pages, int, piece->heading) = piece->page + 1;
    }
}

static void draw_number(const Setter *s, cairo_t *cr, const Piece *piece) {
    char number[16], link[32];
    int width, height;
    snprintf(number, sizeof number, "%d", g_array_index(s->heading_pages, int, piece->heading));
    snprintf(link, sizeof link, "dest='h%d'", piece->heading);
    pango_layout_set_text(piece->layout, number, -1);
    pango_layout_get_size(piece->layout, &width, &height);
    cairo_move_to(cr, piece->x - (double)width / PANGO_SCALE, piece->y);
    cairo_tag_begin(cr, CAIRO_TAG_LINK, link);
    pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(piece->layout, 0));
    cairo_tag_end(cr, CAIRO_TAG_LINK);
}

static void draw_line(cairo_t *cr, const Piece *piece) {
    char name[32];
    snprintf(name, sizeof name, "name='h%d'", piece->heading);
    cairo_move_to(cr, piece->x, piece->y);
    if (piece->heading)
        cairo_tag_begin(cr, CAIRO_TAG_DEST, name);
    pango_cairo_show_layout_line(cr, piece->line);
    if (piece->heading)
        cairo_tag_end(cr, CAIRO_TAG_DEST);
}

static void draw_piece(const Setter *s, cairo_t *cr, const Piece *piece) {
    if (piece->number) {
        draw_number(s, cr, piece);
    } else if (piece->line) {
        draw_line(cr, piece);
    } else {
        cairo_rectangle(cr, piece->x, piece->y, piece->width, piece->height);
        cairo_fill(cr);
    }
}

static void draw_folio(Setter *s, cairo_t *cr, const Sheet *page, int number) {
    char *text = g_strdup_printf("— %d —", number);
    const cJSON *block, *style = NULL;
    cJSON_ArrayForEach(block, member(s->content, "blocks")) {
        if (!style && strcmp(text_of(block, "kind"), "paragraph") == 0)
            style = member(block, "style");
    }
    PangoLayout *layout = lay_out(s, style, text, -1, page->area_width);
    pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    PangoFontDescription *font = pango_font_description_from_string("Liberation Serif");
    pango_font_description_set_absolute_size(font, 14 * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    cairo_move_to(cr, page->left, page->top + page->area_height + 20);
    pango_cairo_show_layout(cr, layout);
    g_free(text);
}

static void draw_outline(const Setter *s, cairo_surface_t *surface) {
    int parents[8] = {0};
    for (guint i = 0; i < s->titles->len; i++) {
        const int level = CLAMP(g_array_index(s->levels, int, i), 1, 6);
        char link[32];
        snprintf(link, sizeof link, "dest='h%u'", i + 1);
        parents[level] =
            cairo_pdf_surface_add_outline(surface, parents[level - 1], g_ptr_array_index(s->titles, i), link, 0);
        for (int below = level + 1; below < 8; below++)
            parents[below] = parents[level];
    }
}

static bool draw(Setter *s, const char *path) {
    const Sheet *page = &g_array_index(s->sheets, Sheet, 0);
    cairo_surface_t *surface = cairo_pdf_surface_create(path, page->width, page->height);
    cairo_t *cr = cairo_create(surface);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, text_of(s->content, "title"));
    guint next = 0;
    for (guint i = 0; i < s->sheets->len; i++, page++) {
        cairo_pdf_surface_set_size(surface, page->width, page->height);
        for (; next < s->pieces->len && g_array_index(s->pieces, Piece, next).page == (int)i; next++)
            draw_piece(s, cr, &g_array_index(s->pieces, Piece, next));
        if (page->folio)
            draw_folio(s, cr, page, (int)i + 1);
        cairo_show_page(cr);
    }
    draw_outline(s, surface);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    const cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        fprintf(stderr, "peer_pango: %s\n", cairo_status_to_string(status));
    return status == CAIRO_STATUS_SUCCESS;
}

/* ---- the whole ---- */

static void set_blocks(Setter *s) {
    const cJSON *block, *page = NULL;
    cJSON_ArrayForEach(block, member(s->content, "blocks")) {
        const char *kind = text_of(block, "kind");
        if (strcmp(kind, "page") == 0) {
            page = member(member(s->content, "pages"), text_of(block, "page"));
            new_sheet(s, page);
        } else if (strcmp(kind, "contents") == 0) {
            add_contents(s, block, &page);
        } else if (strcmp(kind, "heading") == 0) {
            add_heading(s, block, &page);
        } else if (strcmp(kind, "table") == 0) {
            add_table(s, block, &page);
        } else {
            add_text(s, block, &page, /*heading*/ 0);
        }
    }
    note_heading_pages(s);
}

static bool set_document(const cJSON *content, PangoFontMap *map, const char *path) {
    Setter s = {.content = content,
                .map = map,
                .context = pango_font_map_create_context(map),
                .pieces = g_array_new(FALSE, FALSE, sizeof(Piece)),
                .sheets = g_array_new(FALSE, FALSE, sizeof(Sheet)),
                .levels = g_array_new(FALSE, FALSE, sizeof(int)),
                .layouts = g_ptr_array_new_with_free_func(g_object_unref),
                .titles = g_ptr_array_new(),
                .heading_pages = g_array_new(FALSE, TRUE, sizeof(int))};
    pango_context_set_language(s.context, pango_language_from_string("zh-CN"));
    pango_context_set_round_glyph_positions(s.context, FALSE);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(s.context, options);
    cairo_font_options_destroy(options);
    set_blocks(&s);
    const bool done = draw(&s, path);
    g_ptr_array_free(s.layouts, TRUE);
    g_ptr_array_free(s.titles, TRUE);
    GArray *const arrays[] = {s.pieces, s.sheets, s.levels, s.heading_pages};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        g_array_free(arrays[i], TRUE);
    g_object_unref(s.context);
    return done;
}

static double milliseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static cJSON *read_content(const char *path) {
    char *text = NULL;
    cJSON *content = g_file_get_contents(path, &text, NULL, NULL) ? cJSON_Parse(text) : NULL;
    g_free(text);
    return content;
}

int main(int argc, char **argv) {
    const long count = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
    cJSON *content = count > 0 ? read_content(argv[1]) : NULL;
    if (!content) {
        fputs("usage: peer_pango CONTENT.json OUT.pdf COUNT\n", stderr);
        return 2;
    }
    PangoFontMap *map = load_fonts(content);
    bool done = true;
    printf("{\"runs\":[");
    for (long i = 0; done && i < count; i++) {
        const double cpu = milliseconds(CLOCK_PROCESS_CPUTIME_ID), wall = milliseconds(CLOCK_MONOTONIC);
        done = set_document(content, map, argv[2]);
        printf("%s{\"cpu\":%.3f,\"wall\":%.3f}", i ? "," : "", milliseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu,
               milliseconds(CLOCK_MONOTONIC) - wall);
    }
    printf("]}\n");
    g_object_unref(map);
    cJSON_Delete(content);
    return done ? 0 : 1;
}
