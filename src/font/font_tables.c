#include "font/font_tables.h"

#include <stddef.h>

#define FSTYPE_RESTRICTED    0x0002
#define FSTYPE_PREVIEW       0x0004
#define FSTYPE_EDITABLE      0x0008
#define FSTYPE_NO_SUBSETTING 0x0100
#define FSTYPE_BITMAP_ONLY   0x0200

#define SELECTION_BOLD 0x20
#define MAC_STYLE_BOLD 0x01
#define WEIGHT_BOLD    600
#define PANOSE_TEXT    2 /* bFamilyType of Latin text faces, the only one whose serif style has this meaning */
#define PANOSE_FIXED   9

#define UNITS_PER_EM_MIN 16
#define UNITS_PER_EM_MAX 16384

#define CFF_OPERATOR_ESCAPE 12
#define CFF_OPERATOR_ROS    30 /* after the escape: registry, ordering, supplement of a CID-keyed font */

/* A table's bytes; empty when the face has none. */
typedef struct Table {
    hb_blob_t *blob;
    const uint8_t *bytes;
    unsigned length;
} Table;

static Table table_open(hb_face_t *face, const char tag[5]) {
    Table table = {.blob = hb_face_reference_table(face, hb_tag_from_string(tag, 4))};
    table.bytes = (const uint8_t *)hb_blob_get_data(table.blob, &table.length);
    return table;
}

static void table_close(Table *table) { hb_blob_destroy(table->blob); }

static bool has_table(hb_face_t *face, const char tag[5]) {
    Table table = table_open(face, tag);
    bool has = table.length > 0;
    table_close(&table);
    return has;
}

static unsigned u8(const Table *table, size_t at) { return at < table->length ? table->bytes[at] : 0; }

static unsigned u16(const Table *table, size_t at) {
    return table->length >= 2 && at <= table->length - 2 ? (unsigned)table->bytes[at] << 8 | table->bytes[at + 1] : 0;
}

static int i16(const Table *table, size_t at) { return (int16_t)u16(table, at); }

static uint32_t u32(const Table *table, size_t at) { return (uint32_t)u16(table, at) << 16 | u16(table, at + 2); }

static const char *read_head(Font *font) {
    Table head = table_open(font->face, "head");
    font->units_per_em = (int)u16(&head, 18);
    for (size_t i = 0; i < 4; i++)
        font->bbox[i] = i16(&head, 36 + 2 * i);
    font->bold = u16(&head, 44) & MAC_STYLE_BOLD;
    table_close(&head);
    if (font->units_per_em < UNITS_PER_EM_MIN || font->units_per_em > UNITS_PER_EM_MAX)
        return DIAG_BOTH("its head table is damaged", "head 表已损坏");
    return NULL;
}

static void read_hhea(Font *font) {
    Table hhea = table_open(font->face, "hhea");
    font->ascent = i16(&hhea, 4);
    font->descent = i16(&hhea, 6);
    table_close(&hhea);
}

/* OS/2.fsType: of several bits the most permissive holds (OpenType 1.9, OS/2). */
static FontEmbedding embedding_of(unsigned type) {
    if (type & FSTYPE_BITMAP_ONLY)
        return FONT_EMBED_FORBIDDEN;
    if (type & FSTYPE_EDITABLE)
        return FONT_EMBED_EDITABLE;
    if (type & FSTYPE_PREVIEW)
        return FONT_EMBED_PREVIEW;
    return type & FSTYPE_RESTRICTED ? FONT_EMBED_FORBIDDEN : FONT_EMBED_INSTALLABLE;
}

/* sFamilyClass 1 to 5 and 7 are serif faces, 8 is sans; without a class, PANOSE serif styles 2 to 10 are. */
static bool is_serif(const Table *os2) {
    unsigned family = u8(os2, 30);
    unsigned style = u8(os2, 33);
    if (family)
        return family <= 5 || family == 7;
    return u8(os2, 32) == PANOSE_TEXT && style >= 2 && style <= 10;
}

static void read_os2(Font *font) {
    Table os2 = table_open(font->face, "OS/2");
    unsigned type = u16(&os2, 8);
    font->embedding = embedding_of(type);
    font->no_subsetting = type & FSTYPE_NO_SUBSETTING;
    font->serif = is_serif(&os2);
    font->fixed_pitch = u8(&os2, 32) == PANOSE_TEXT && u8(&os2, 35) == PANOSE_FIXED;
    font->bold = font->bold || u16(&os2, 4) >= WEIGHT_BOLD || u16(&os2, 62) & SELECTION_BOLD;
    if (i16(&os2, 68) > 0) { /* the typographic ones; 0 in a table too short to have them */
        font->ascent = i16(&os2, 68);
        font->descent = i16(&os2, 70);
    }
    if (u16(&os2, 0) >= 2)
        font->cap_height = i16(&os2, 88);
    table_close(&os2);
}

static void read_post(Font *font) {
    Table post = table_open(font->face, "post");
    /* 16.16 degrees */
    font->italic_angle_milli = (int)len_scale((int32_t)u32(&post, 4), 1000, 65536);
    font->fixed_pitch = font->fixed_pitch || u32(&post, 12) != 0;
    table_close(&post);
}

/* Steps over a CFF INDEX; *first is where its first object begins, *end where that object ends. */
static size_t skip_index(const Table *cff, size_t at, size_t *first, size_t *end) {
    size_t count = u16(cff, at);
    size_t size = u8(cff, at + 2);
    *first = *end = 0;
    if (count == 0)
        return at + 2;
    if (size < 1 || size > 4)
        return cff->length;
    size_t offsets = at + 3;
    size_t data = offsets + (count + 1) * size - 1; /* offsets count from 1 */
    size_t bounds[3] = {0};
    const size_t wanted[3] = {0, 1, count};
    for (size_t i = 0; i < 3; i++)
        for (size_t byte = 0; byte < size; byte++)
            bounds[i] = bounds[i] << 8 | u8(cff, offsets + wanted[i] * size + byte);
    *first = data + bounds[0];
    *end = data + bounds[1] < cff->length ? data + bounds[1] : cff->length;
    return data + bounds[2];
}

/* Length of the operand of a CFF DICT that begins with `byte` at `at` (Technical Note 5176, 4); 0 for an operator. */
static size_t operand_length(const Table *cff, size_t at) {
    unsigned byte = u8(cff, at);
    if (byte <= 21)
        return 0;
    if (byte == 30) { /* a real number: nibbles up to an F */
        size_t end = at + 1;
        while (end < cff->length && (cff->bytes[end] & 0x0F) != 0x0F && cff->bytes[end] >> 4 != 0x0F)
            end++;
        return end + 1 - at;
    }
    if (byte == 28)
        return 3;
    if (byte == 29)
        return 5;
    return byte >= 247 && byte <= 254 ? 2 : 1;
}

/* A CID-keyed font's Top DICT begins with the operator ROS (Technical Note 5176, 18). */
static FontOutlines cff_outlines(hb_face_t *face) {
    Table cff = table_open(face, "CFF ");
    size_t at, end, unused_first, unused_end;
    size_t names_end = skip_index(&cff, u8(&cff, 2), &unused_first, &unused_end);
    skip_index(&cff, names_end, &at, &end);
    for (size_t length; at < end && (length = operand_length(&cff, at)) > 0;)
        at += length;
    bool cid = at < end && u8(&cff, at) == CFF_OPERATOR_ESCAPE && u8(&cff, at + 1) == CFF_OPERATOR_ROS;
    table_close(&cff);
    return cid ? FONT_CFF_CID : FONT_CFF_NAMED;
}

static const char *read_outlines(Font *font) {
    if (has_table(font->face, "fvar"))
        return DIAG_BOTH("it is a variable font", "它是可变字体");
    if (has_table(font->face, "CFF "))
        font->outlines = cff_outlines(font->face);
    else if (has_table(font->face, "glyf") && has_table(font->face, "loca"))
        font->outlines = FONT_TRUETYPE;
    else
        return DIAG_BOTH("it has no TrueType or CFF outlines", "没有 TrueType 或 CFF 轮廓");
    return NULL;
}

/* Looks through the feature list of GPOS alone: asking HarfBuzz would have it check the whole table. */
static bool has_position_feature(hb_face_t *face, const char feature[5]) {
    Table layout = table_open(face, "GPOS");
    size_t list = u16(&layout, 6);
    size_t count = list ? u16(&layout, list) : 0;
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = u32(&layout, list + 2 + 6 * i) == hb_tag_from_string(feature, 4);
    table_close(&layout);
    return found;
}

const char *font_tables_read(Font *font) {
    if (!has_table(font->face, "cmap") || !has_table(font->face, "maxp") || !has_table(font->face, "hmtx"))
        return DIAG_BOTH("a table every font needs is missing (cmap, maxp, hmtx)", "缺少必需的表（cmap、maxp、hmtx）");
    const char *fault = read_head(font);
    if (!fault)
        fault = read_outlines(font);
    if (fault)
        return fault;
    read_hhea(font);
    read_os2(font);
    read_post(font);
    font->has_halt = has_position_feature(font->face, "halt");
    return NULL;
}
