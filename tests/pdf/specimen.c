#include "specimen.h"

#include <hb-subset.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"

#define A4 ((Size){595276, 841890})

/* ---- faces ---- */

/*
 * A face whose CIDs differ from its glyph ids: Fandol Hei cut to a few characters, its glyphs numbered anew, its
 * CIDs kept by the cut.
 */
static bool make_cut_face(const char *source, const char *path, DiagList *diags) {
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(source);
    hb_face_t *face = blob ? hb_face_create(blob, 0) : NULL;
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    bool fine = false;
    if (face && input) {
        hb_set_add_range(hb_subset_input_unicode_set(input), 0x4E00, 0x4EFF);
        hb_face_t *cut = hb_subset_or_fail(face, input);
        hb_blob_t *file = cut ? hb_face_reference_blob(cut) : hb_blob_get_empty();
        unsigned length;
        const char *bytes = hb_blob_get_data(file, &length);
        fine = length && file_write(path, bytes, length, diags);
        hb_blob_destroy(file);
        hb_face_destroy(cut);
    }
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return fine;
}

/* The index of a file's face in the set; -1 when it is not on this machine. */
static int add_face(Specimen *s, const char *name, const char *path, int index) {
    if (!file_exists(path))
        return -1;
    FontRole role = font_set_add_role(s->fonts, name, SOURCE_NONE);
    if (!font_set_add_face(s->fonts, role, FONT_HAN, path, index, SOURCE_NONE))
        return -1;
    return font_set_pick(s->fonts, role, FONT_HAN, NULL, 0, s->diags);
}

bool specimen_open(Specimen *s, const char *cut_path) {
    *s = (Specimen){.arena = arena_new(), .fonts = font_set_new(), .diags = diag_list_new()};
    if (!s->arena || !s->fonts || !s->diags || !make_cut_face(FANDOL_DIR "/FandolHei-Regular.otf", cut_path, s->diags))
        return false;
    s->faces[FACE_SONG] = add_face(s, "song", FANDOL_DIR "/FandolSong-Regular.otf", 0);
    s->faces[FACE_FANG] = add_face(s, "fang", FANDOL_DIR "/FandolFang-Regular.otf", 0);
    s->faces[FACE_WEST] = add_face(s, "west", "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf", 0);
    s->faces[FACE_RARE] = add_face(s, "rare", "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2);
    s->faces[FACE_CUT] = add_face(s, "cut", cut_path, 0);
    s->faces[FACE_NAMED] =
        add_face(s, "named", "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-regular.otf", 0);
    for (int i = 0; i < FACE_NAMED; i++)
        if (s->faces[i] < 0)
            return false;
    return true;
}

void specimen_close(Specimen *s) {
    buf_free(&s->expected);
    arena_free(s->arena);
    font_set_free(s->fonts);
    diag_list_free(s->diags);
}

/* ---- setting ---- */

static void spread(Glyph *glyphs, uint32_t count, Len measure) {
    Len width = 0;
    for (uint32_t i = 0; i < count; i++)
        width += glyphs[i].advance;
    Len left = measure - width;
    for (uint32_t i = 0; i + 1 < count; i++) {
        Len part = left / (Len)(count - 1 - i);
        glyphs[i].advance += (int32_t)part;
        left -= part;
    }
}

static void copy_glyphs(const Font *font, hb_buffer_t *buffer, Len size, Glyph *glyphs, uint32_t count) {
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, NULL);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, NULL);
    for (uint32_t i = 0; i < count; i++)
        glyphs[i] = (Glyph){.id = infos[i].codepoint,
                            .cluster = infos[i].cluster,
                            .advance = (int32_t)font_len(font, places[i].x_advance, size),
                            .x_offset = (int32_t)font_len(font, places[i].x_offset, size),
                            .y_offset = (int32_t)font_len(font, places[i].y_offset, size)};
}

void specimen_set(Specimen *s, Page *page, SpecimenLine line, const char *text) {
    if (s->faces[line.face] < 0)
        return;
    const Font *font = font_set_face(s->fonts, s->faces[line.face]);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font->font, buffer, NULL, 0);
    uint32_t count = hb_buffer_get_length(buffer);
    Glyph *glyphs = ARENA_ARRAY(s->arena, Glyph, count);
    copy_glyphs(font, buffer, line.size, glyphs, count);
    hb_buffer_destroy(buffer);
    for (uint32_t i = 0; line.merged && i < count; i++)
        glyphs[i].cluster = 0;
    if (line.measure)
        spread(glyphs, count, line.measure);
    GlyphRun run = {.face = (uint16_t)s->faces[line.face],
                    .size = line.size,
                    .color = line.color,
                    .glyphs = glyphs,
                    .glyph_count = count,
                    .text = str_from(arena_strdup(s->arena, text))};
    page_add_glyphs(s->pages, page, line.tag, line.turned, (Point){line.x, line.y}, &run);
    buf_printf(&s->expected, "%d\t%s\n", (int)page->index + 1, text);
}

/* ---- the tree ---- */

enum { TABLE_ROWS = 4, TABLE_COLUMNS = 6 };

/* Nodes that the pages show, made before them in the order of the document. */
typedef struct Nodes {
    TagId cover[2];
    TagId contents[2];    /* links of the contents */
    TagId address, away;  /* a paragraph, and the link in it that leads out of the document */
    TagId part, lower;    /* headings */
    TagId label, body;    /* of a list's item */
    TagId west, meanings; /* paragraphs */
    TagId table;          /* heading */
    TagId table_node;
    TagId cells[TABLE_ROWS][TABLE_COLUMNS];
    TagId annex; /* heading */
    TagId figure, note;
    TagId signature, field, turned_field;
} Nodes;

static TagId add(Specimen *s, TagId parent, TagRole role) { return tag_add(s->pages->tags, parent, role); }

static TagId add_heading(Specimen *s, TagId parent, int level, const char *title) {
    TagId id = add(s, parent, TAG_HEADING);
    Tag *tag = tag_at(s->pages->tags, id);
    tag->level = level;
    tag->title = title;
    tag->in_outline = true;
    return id;
}

static TagId add_contents_entry(Specimen *s, TagId contents) {
    return add(s, add(s, add(s, contents, TAG_CONTENTS_ITEM), TAG_REFERENCE), TAG_LINK);
}

static void add_list(Specimen *s, TagId parent, Nodes *nodes) {
    TagId list = add(s, parent, TAG_LIST);
    tag_at(s->pages->tags, list)->numbering = tag_numbering_of(STR("二、"));
    TagId item = add(s, list, TAG_LIST_ITEM);
    nodes->label = add(s, item, TAG_LABEL);
    nodes->body = add(s, item, TAG_LIST_BODY);
}

/* The first row is the head; the first cell of the second spans two columns, the last of the third two rows. */
static void add_table(Specimen *s, TagId parent, Nodes *nodes) {
    TagId table = add(s, parent, TAG_TABLE), caption = add(s, table, TAG_CAPTION);
    nodes->table_node = table;
    nodes->table = add_heading(s, caption, 2, "表三");
    TagId head = add(s, table, TAG_TABLE_HEAD), body = add(s, table, TAG_TABLE_BODY);
    for (int row = 0; row < TABLE_ROWS; row++) {
        TagId parts = add(s, row ? body : head, TAG_ROW);
        for (int column = 0; column < TABLE_COLUMNS; column++) {
            if ((row == 1 && column == 1) || (row == 3 && column == 5))
                continue;
            TagId id = add(s, parts, row ? TAG_CELL : TAG_HEADER_CELL);
            Tag *cell = tag_at(s->pages->tags, id);
            cell->scope = row ? SCOPE_NONE : SCOPE_COLUMN;
            cell->col_span = row == 1 && column == 0 ? 2 : 1;
            cell->row_span = row == 2 && column == 5 ? 2 : 1;
            nodes->cells[row][column] = id;
        }
    }
}

static void add_nodes(Specimen *s, Nodes *nodes) {
    TagId document = TAG_ID_DOCUMENT;
    for (int i = 0; i < 2; i++)
        nodes->cover[i] = add(s, document, TAG_PARAGRAPH);
    TagId contents = add(s, document, TAG_CONTENTS);
    for (int i = 0; i < 2; i++)
        nodes->contents[i] = add_contents_entry(s, contents);
    nodes->address = add(s, document, TAG_PARAGRAPH);
    nodes->away = add(s, nodes->address, TAG_LINK);
    TagId part = add(s, document, TAG_PART);
    nodes->part = add_heading(s, part, 1, "第一部分　单位概况");
    nodes->lower = add_heading(s, part, 2, "Main duties (a\\b)");
    add_list(s, part, nodes);
    nodes->west = add(s, part, TAG_PARAGRAPH);
    nodes->meanings = add(s, part, TAG_PARAGRAPH);
    add_table(s, part, nodes);
    TagId annex = add(s, document, TAG_PART);
    nodes->figure = add(s, annex, TAG_FIGURE);
    nodes->annex = add_heading(s, annex, 1, "附表");
    tag_at(s->pages->tags, nodes->figure)->title = "一条横线";
    nodes->note = add(s, annex, TAG_NOTE);
    add_heading(s, annex, 2, "never printed");
    add(s, add(s, annex, TAG_PARAGRAPH), TAG_SPAN);
    nodes->signature = add(s, annex, TAG_PARAGRAPH);
    nodes->field = add(s, nodes->signature, TAG_FORM);
    nodes->turned_field = add(s, nodes->cells[3][0], TAG_FORM);
}

static Page *add_page(Specimen *s, Size sheet, const char *label) {
    Page *page = page_list_add(s->pages, sheet);
    page->label = label;
    return page;
}

/* ---- the pages ---- */

static void fill_cover(Specimen *s, const Nodes *nodes) {
    Page *page = add_page(s, A4, "");
    SpecimenLine line = {
        .face = FACE_CUT, .size = 36000, .x = 100000, .y = 200000, .color = COLOR_RED, .tag = nodes->cover[0]};
    specimen_set(s, page, line, "一丁七万丈三上下");
    line = (SpecimenLine){.face = FACE_SONG,
                          .size = 22000,
                          .x = 100000,
                          .y = 300000,
                          .measure = 395000,
                          .color = COLOR_BLACK,
                          .tag = nodes->cover[1]};
    specimen_set(s, page, line, "二〇二〇年部门预算公开");
    page_add_rule(s->pages, page, TAG_ID_ARTIFACT, false, (Rule){{100000, 320000, 395000, 750}, COLOR_RED});
}

static void fill_contents(Specimen *s, const Nodes *nodes) {
    Page *page = add_page(s, A4, "i");
    SpecimenLine line = {
        .face = FACE_SONG, .size = 15750, .x = 79370, .y = 120000, .color = COLOR_BLACK, .tag = nodes->contents[0]};
    specimen_set(s, page, line, "第一部分　单位概况……………………１");
    page_add_link(s->pages, page, line.tag, false, (Link){{79370, 106000, 441000, 15750}, nodes->part, NULL});
    line.y += 29530;
    line.tag = nodes->contents[1];
    specimen_set(s, page, line, "第二部分　收支总表……………………２");
    page_add_link(s->pages, page, line.tag, false, (Link){{79370, 135530, 441000, 15750}, nodes->table, NULL});
    line.y = 214000;
    line.tag = nodes->address;
    specimen_set(s, page, line, "见");
    line.x += 15750;
    line.tag = nodes->away;
    specimen_set(s, page, line, "网页");
    page_add_link(s->pages, page, line.tag, false,
                  (Link){{95120, 200140, 31500, 15750}, TAG_ID_ARTIFACT, "https://example.org/预算?a=(1)"});
    line.x += 31500;
    line.tag = nodes->address;
    specimen_set(s, page, line, "。");
}

/* Lines that fill their measure by gaps of odd sizes; the two kinds of face on one baseline. */
static void fill_body(Specimen *s, const Nodes *nodes) {
    Page *page = add_page(s, A4, "1");
    SpecimenLine line = {
        .face = FACE_FANG, .size = 15750, .x = 79370, .y = 120000, .color = COLOR_BLACK, .tag = nodes->part};
    specimen_set(s, page, line, "第一部分　单位概况");
    line.tag = nodes->lower;
    line.y += 29530;
    line.measure = 441037;
    specimen_set(s, page, line, "一、主要职能：力争上门服务，豁免金额较上年增长百分之五点二；");
    line.y += 29530;
    line.measure = 0;
    line.tag = nodes->label;
    specimen_set(s, page, line, "二、");
    line.x += 31500;
    line.measure = 409537;
    line.tag = nodes->body;
    specimen_set(s, page, line, "机构设置“三公”经费——公务接待费……（其他）《办法》。");
    line = (SpecimenLine){.face = FACE_WEST,
                          .size = 15750,
                          .x = 79370,
                          .y = 240000,
                          .measure = 211011,
                          .color = COLOR_BLACK,
                          .tag = nodes->west};
    specimen_set(s, page, line, "3,245.21 Budget office first flight affine");
    line.face = FACE_NAMED;
    line.y += 29530;
    specimen_set(s, page, line, "A name-keyed face: 1,234.56 (fjord), \\ quoted");
}

/* One glyph for two characters, one character as two glyphs, many as one. */
static void fill_meanings(Specimen *s, const Nodes *nodes) {
    Page *page = add_page(s, A4, "2");
    SpecimenLine line = {
        .face = FACE_WEST, .size = 20000, .x = 79370, .y = 120000, .color = COLOR_BLACK, .tag = nodes->meanings};
    specimen_set(s, page, line, "5\u2126 5\u03A9 \u00B5m \u03BCm a\u00A0b 3-4 3\u20104 fi e\u0301 o\u0308.");
    line.y += 40000;
    line.merged = true;
    specimen_set(s, page, line, "ffi");
    line = (SpecimenLine){
        .face = FACE_RARE, .size = 15750, .x = 79370, .y = 220000, .color = COLOR_BLACK, .tag = nodes->meanings};
    specimen_set(s, page, line, "䶮𬭎㙍〇卐説說户戶神\uFA19豈\uF900");
    line.y += 40000;
    specimen_set(s, page, line, "葛\U000E0100辻\U000E0101");
    line = (SpecimenLine){
        .face = FACE_SONG, .size = 15750, .x = 79370, .y = 300000, .color = COLOR_BLACK, .tag = nodes->meanings};
    specimen_set(s, page, line, "力门户文见金长龙\u2F12\u2FA6力金"); /* two radicals, given as such */
    line = (SpecimenLine){.face = FACE_CUT,
                          .size = 10500,
                          .x = 79370,
                          .y = 340000,
                          .measure = 333333,
                          .color = {0, 0, 0, 500},
                          .tag = nodes->meanings};
    specimen_set(s, page, line, "中主义之乌乐九也习乡书买");
}

/* A table turned onto a portrait sheet. */
static void fill_turned(Specimen *s, const Nodes *nodes) {
    Page *page = add_page(s, A4, "3");
    SpecimenLine title = {.face = FACE_SONG,
                          .size = 10500,
                          .x = 90000,
                          .y = 95000,
                          .color = COLOR_BLACK,
                          .turned = true,
                          .tag = nodes->table};
    specimen_set(s, page, title, "表三");
    for (int row = 0; row < TABLE_ROWS; row++)
        for (int column = 0; column < TABLE_COLUMNS; column++) {
            char cell[40];
            SpecimenLine line = {.face = FACE_SONG,
                                 .size = 10500,
                                 .x = 90000 + column * 100000,
                                 .y = 118000 + row * 22000,
                                 .color = COLOR_BLACK,
                                 .turned = true,
                                 .tag = nodes->cells[row][column]};
            snprintf(cell, sizeof cell, "第%d行%d", row + 1, column + 1);
            specimen_set(s, page, line, cell);
        }
    for (int i = 0; i < 5; i++)
        page_add_rule(s->pages, page, TAG_ID_ARTIFACT, true,
                      (Rule){{85000, 103000 + i * 22000, 600000, i % 4 ? 500 : 750}, COLOR_BLACK});
    for (int i = 0; i < 7; i++)
        page_add_rule(s->pages, page, TAG_ID_ARTIFACT, true,
                      (Rule){{85000 + i * 100000, 103000, 500, 88000}, COLOR_BLACK});
    SpecimenLine folio = {
        .face = FACE_SONG, .size = 14000, .x = 480000, .y = 800000, .color = COLOR_BLACK, .tag = TAG_ID_ARTIFACT};
    page->artifact = ARTIFACT_FOOTER;
    specimen_set(s, page, folio, "—\u00A03\u00A0—");
    page_add_field(s->pages, page, nodes->turned_field, true,
                   (SignField){{700000, 103000, 60000, 30000}, "Reviewer (a)"});
    TagId back = add(s, nodes->cells[1][0], TAG_LINK);
    page_add_link(s->pages, page, back, true, (Link){{85000, 103000, 100000, 22000}, TAG_ID_DOCUMENT, NULL});
}

/* A landscape sheet with bleed. */
static void fill_bleed(Specimen *s, const Nodes *nodes) {
    Page *page = add_page(s, (Size){859000, 612000}, "附-1");
    page->trim = (Rect){8504, 8504, 841890, 595276};
    page_add_rule(s->pages, page, nodes->figure, false, (Rule){{0, 0, 859000, 40000}, {0, 800, 800, 0}});
    SpecimenLine line = {
        .face = FACE_SONG, .size = 18000, .x = 100000, .y = 100000, .color = COLOR_BLACK, .tag = nodes->annex};
    specimen_set(s, page, line, "附表：绩效目标");
    line.y += 40000;
    line.tag = nodes->note;
    specimen_set(s, page, line, "注：样张");
    line.y += 40000;
    line.tag = nodes->signature;
    specimen_set(s, page, line, "批准");
    page_add_field(s->pages, page, nodes->field, false, (SignField){{150000, 160000, 85039, 34016}, "批准"});
}

/* What goes with the pages: the data of the table, and what all was made of. */
static void attach_files(Specimen *s, const Nodes *nodes) {
    page_list_attach(s->pages, &(PageFile){.name = "table-01.csv",
                                           .title = "01 表三.csv",
                                           .about = "表三（万元）",
                                           .type = "text/csv",
                                           .tag = nodes->table_node,
                                           .bytes = STR("\xEF\xBB\xBF"
                                                        "项目,金额\r\n\"一，\"\"二\"\"\",1.50\r\n")});
    page_list_attach(s->pages, &(PageFile){.name = "report.json",
                                           .title = "report.json",
                                           .about = "the data of this report",
                                           .type = "application/json",
                                           .source = true,
                                           .tag = TAG_ID_DOCUMENT,
                                           .bytes = STR("{\"year\": 2020}\n")});
}

void specimen_fill(Specimen *s) {
    Nodes nodes = {0};
    s->expected.length = 0;
    s->pages = page_list_make(s->arena);
    s->pages->title = "二〇二〇年部门预算公开（样张）";
    s->pages->language = "zh-CN";
    s->pages->author = "新疆维吾尔自治区社会保险管理局";
    s->pages->date = "2020-02-25";
    add_nodes(s, &nodes);
    fill_cover(s, &nodes);
    fill_contents(s, &nodes);
    fill_body(s, &nodes);
    fill_meanings(s, &nodes);
    fill_turned(s, &nodes);
    fill_bleed(s, &nodes);
    attach_files(s, &nodes);
}
