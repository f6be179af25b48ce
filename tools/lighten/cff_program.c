#include "cff_program.h"

#include <string.h>

#define DICT_OPERANDS 48
#define DICTS_MAX     256
#define OFFSET_SIZE   5 /* of a number written with room for every value */

enum DictOperator {
    OP_CHARSET = 15,
    OP_ENCODING = 16,
    OP_CHARSTRINGS = 17,
    OP_PRIVATE = 18,
    OP_SUBRS = 19,
    OP_DEFAULT_WIDTH = 20,
    OP_NOMINAL_WIDTH = 21,
    OP_TWO_BYTES = 0x0C00, /* 12 n is 0x0C00 | n */
    OP_ROS = OP_TWO_BYTES | 30,
    OP_FD_ARRAY = OP_TWO_BYTES | 36,
    OP_FD_SELECT = OP_TWO_BYTES | 37,
};

void cff_program_free(CffProgram *program) { VEC_FREE(&program->dicts); }

void cff_glyphs_free(CffGlyphs *glyphs) {
    buf_free(&glyphs->bytes);
    VEC_FREE(&glyphs->ends);
}

/* Big-endian number of `size` bytes; beyond the end of the program 0. */
static uint32_t number_at(const CffProgram *program, size_t at, int size) {
    uint32_t value = 0;
    if (at > program->length || program->length - at < (size_t)size)
        return 0;
    for (int i = 0; i < size; i++)
        value = value << 8 | program->bytes[at + (size_t)i];
    return value;
}

static bool inside(const CffProgram *program, CffPart part) {
    return part.at <= program->length && part.length <= program->length - part.at;
}

/* ---- INDEX ---- */

typedef struct CffIndex {
    CffPart whole;
    uint32_t count;
    int size;
    size_t base; /* the byte before the data */
} CffIndex;

static bool index_open(const CffProgram *program, size_t at, CffIndex *index) {
    *index = (CffIndex){.whole = {at, 2}, .count = number_at(program, at, 2)};
    if (!inside(program, index->whole))
        return false;
    if (!index->count)
        return true;
    index->size = (int)number_at(program, at + 2, 1);
    if (index->size < 1 || index->size > 4)
        return false;
    size_t last = at + 3 + (size_t)index->count * (size_t)index->size;
    index->base = last + (size_t)index->size - 1;
    index->whole.length = index->base + number_at(program, last, index->size) - at;
    return inside(program, index->whole);
}

static bool index_item(const CffProgram *program, const CffIndex *index, uint32_t i, CffPart *item) {
    if (i >= index->count)
        return false;
    size_t at = index->whole.at + 3 + (size_t)i * (size_t)index->size;
    uint32_t begin = number_at(program, at, index->size),
             end = number_at(program, at + (size_t)index->size, index->size);
    *item = (CffPart){index->base + begin, end - begin};
    return begin && end >= begin && inside(program, *item);
}

/* ---- DICT ---- */

typedef struct DictEntry {
    int op;
    CffPart bytes; /* operands and operator */
    bool whole[DICT_OPERANDS];
    int32_t operands[DICT_OPERANDS];
    int count;
} DictEntry;

static void read_operand(const CffProgram *program, size_t *at, DictEntry *entry) {
    uint32_t first = number_at(program, (*at)++, 1), low = number_at(program, *at, 1);
    int32_t *value = &entry->operands[entry->count];
    bool *whole = &entry->whole[entry->count++];
    *whole = true;
    if (first >= 32 && first <= 246) {
        *value = (int32_t)first - 139;
    } else if (first >= 247 && first <= 254) {
        *value =
            first <= 250 ? (int32_t)((first - 247) * 256 + low + 108) : -(int32_t)((first - 251) * 256 + low + 108);
        *at += 1;
    } else if (first == 28) {
        *value = (int16_t)number_at(program, *at, 2);
        *at += 2;
    } else if (first == 29) {
        *value = (int32_t)number_at(program, *at, 4);
        *at += 4;
    } else { /* 30, a decimal number ending in a nibble of 15; anything else is none */
        *whole = false;
        *value = 0;
        while (first == 30 && *at < program->length && (number_at(program, (*at)++, 1) & 15) != 15)
            ;
    }
}

/* Reads the entry at *at and moves on; false at the end and at a fault (*at is then before `end`). */
static bool dict_next(const CffProgram *program, size_t *at, size_t end, DictEntry *entry) {
    size_t place = *at;
    *entry = (DictEntry){.bytes.at = place};
    while (place < end) {
        uint32_t first = number_at(program, place, 1);
        if (first <= 21) {
            entry->op = first == 12 ? (int)(OP_TWO_BYTES | number_at(program, place + 1, 1)) : (int)first;
            place += first == 12 ? 2 : 1;
            entry->bytes.length = place - entry->bytes.at;
            *at = place;
            return place <= end;
        }
        if (entry->count == DICT_OPERANDS)
            return false;
        read_operand(program, &place, entry);
    }
    return false;
}

/* The entry with operator `op`; false when there is none. */
static bool dict_find(const CffProgram *program, CffPart dict, int op, DictEntry *entry) {
    size_t at = dict.at;
    while (dict_next(program, &at, dict.at + dict.length, entry))
        if (entry->op == op)
            return true;
    return false;
}

/* The whole number an entry states at place `i`, not below 0; 0 when there is none. */
static size_t dict_offset(const CffProgram *program, CffPart dict, int op, int i) {
    DictEntry entry;
    if (!dict_find(program, dict, op, &entry) || entry.count <= i || entry.operands[i] < 0)
        return 0;
    return (size_t)entry.operands[i];
}

/* ---- opening ---- */

static bool read_width(const CffProgram *program, CffPart dict, int op, int *width) {
    DictEntry entry;
    *width = 0;
    if (!dict_find(program, dict, op, &entry))
        return true;
    *width = entry.count ? entry.operands[0] : 0;
    return entry.count == 1 && entry.whole[0] && *width >= INT16_MIN && *width <= INT16_MAX;
}

static bool add_dict(CffProgram *program, CffPart from, CffPart font) {
    CffDict *dict = VEC_PUSH(&program->dicts);
    if (!dict)
        return false;
    dict->font = font;
    dict->own.length = dict_offset(program, from, OP_PRIVATE, 0);
    dict->own.at = dict_offset(program, from, OP_PRIVATE, 1);
    return inside(program, dict->own) && read_width(program, dict->own, OP_DEFAULT_WIDTH, &dict->standard) &&
           read_width(program, dict->own, OP_NOMINAL_WIDTH, &dict->nominal);
}

static bool read_dicts(CffProgram *program) {
    if (!program->cid_keyed)
        return add_dict(program, program->top, (CffPart){0, 0});
    CffIndex fonts;
    size_t at = dict_offset(program, program->top, OP_FD_ARRAY, 0);
    if (!at || !index_open(program, at, &fonts) || !fonts.count || fonts.count > DICTS_MAX)
        return false;
    for (uint32_t i = 0; i < fonts.count; i++) {
        CffPart font;
        if (!index_item(program, &fonts, i, &font) || !add_dict(program, font, font))
            return false;
    }
    return true;
}

/* Offsets 0, 1 and 2 are predefined charsets. */
static bool read_charset(CffProgram *program) {
    size_t at = dict_offset(program, program->top, OP_CHARSET, 0);
    if (at <= 2)
        return !program->cid_keyed;
    uint32_t format = number_at(program, at, 1), glyphs = 1;
    size_t end = at + 1;
    if (format == 0)
        end += 2 * ((size_t)program->glyph_count - 1);
    for (int size = (int)format; format && glyphs < program->glyph_count && end < program->length;
         end += 2 + (size_t)size)
        glyphs += 1 + number_at(program, end + 2, size);
    program->charset = (CffPart){at, end - at};
    return format <= 2 && inside(program, program->charset);
}

/* Offsets 0 and 1 are predefined encodings. */
static bool read_encoding(CffProgram *program) {
    size_t at = dict_offset(program, program->top, OP_ENCODING, 0);
    if (at <= 1)
        return true;
    uint32_t format = number_at(program, at, 1), count = number_at(program, at + 1, 1);
    size_t length = 2 + (size_t)count * ((format & 127) == 0 ? 1 : 2);
    if (format & 128)
        length += 1 + 3 * (size_t)number_at(program, at + length, 1);
    program->encoding = (CffPart){at, length};
    return (format & 127) <= 1 && inside(program, program->encoding);
}

static bool read_select(CffProgram *program) {
    size_t at = dict_offset(program, program->top, OP_FD_SELECT, 0);
    if (!program->cid_keyed)
        return true;
    uint32_t format = number_at(program, at, 1);
    size_t length = format == 0 ? 1 + (size_t)program->glyph_count : 5 + 3 * (size_t)number_at(program, at + 1, 2);
    program->select = (CffPart){at, length};
    return at && (format == 0 || format == 3) && inside(program, program->select);
}

/* Name INDEX, Top DICT INDEX and String INDEX stand one after the other behind the header. */
static bool read_head(CffProgram *program) {
    CffIndex names, tops, strings, glyphs;
    DictEntry ros;
    if (program->length < 4 || program->bytes[0] != 1 || !index_open(program, program->bytes[2], &names) ||
        !index_open(program, names.whole.at + names.whole.length, &tops) || tops.count != 1 ||
        !index_item(program, &tops, 0, &program->top) ||
        !index_open(program, tops.whole.at + tops.whole.length, &strings))
        return false;
    program->names = names.whole;
    program->strings = strings.whole;
    program->cid_keyed = dict_find(program, program->top, OP_ROS, &ros);
    size_t at = dict_offset(program, program->top, OP_CHARSTRINGS, 0);
    if (!at || !index_open(program, at, &glyphs) || !glyphs.count)
        return false;
    program->glyph_count = glyphs.count;
    return true;
}

bool cff_program_open(CffProgram *program, const uint8_t *bytes, size_t length) {
    *program = (CffProgram){.bytes = bytes, .length = length};
    return read_head(program) && read_charset(program) && read_encoding(program) && read_select(program) &&
           read_dicts(program);
}

static uint32_t select_in_ranges(const CffProgram *program, uint32_t glyph) {
    uint32_t ranges = number_at(program, program->select.at + 1, 2), low = 0, high = ranges;
    while (high - low > 1) { /* the last range that begins at the glyph or before */
        uint32_t middle = low + (high - low) / 2;
        if (number_at(program, program->select.at + 3 + (size_t)middle * 3, 2) <= glyph)
            low = middle;
        else
            high = middle;
    }
    return number_at(program, program->select.at + 3 + (size_t)low * 3 + 2, 1);
}

const CffDict *cff_program_dict(const CffProgram *program, uint32_t glyph) {
    uint32_t index = 0;
    if (program->cid_keyed)
        index = number_at(program, program->select.at, 1) == 0 ? number_at(program, program->select.at + 1 + glyph, 1)
                                                               : select_in_ranges(program, glyph);
    return index < program->dicts.count ? &program->dicts.items[index] : NULL;
}

/* ---- writing ---- */

static void put(Buf *out, uint32_t value, int size) {
    while (size-- > 0)
        buf_char(out, (char)(uint8_t)(value >> (8 * size)));
}

static void put_offset(Buf *out, size_t value) {
    put(out, 29, 1);
    put(out, (uint32_t)value, 4);
}

static void put_op(Buf *out, int op) { put(out, (uint32_t)op, op >= OP_TWO_BYTES ? 2 : 1); }

static void put_part(Buf *out, const CffProgram *program, CffPart part) {
    buf_push(out, program->bytes + part.at, part.length);
}

/* An INDEX of `count` items that end at `ends` of `bytes`. */
static void put_index(Buf *out, const uint32_t *ends, size_t count, const Buf *bytes) {
    put(out, (uint32_t)count, 2);
    if (!count)
        return;
    int size = 1;
    while (size < 4 && (uint64_t)bytes->length + 1 >= (uint64_t)1 << (8 * size))
        size++;
    put(out, (uint32_t)size, 1);
    put(out, 1, size);
    for (size_t i = 0; i < count; i++)
        put(out, ends[i] + 1, size);
    buf_push(out, bytes->bytes, bytes->length);
}

/* Where the parts with offsets stand in the new program. */
typedef struct Places {
    size_t charset, encoding, select, glyphs, fonts;
    size_t own[DICTS_MAX], own_length[DICTS_MAX]; /* the private dictionaries */
} Places;

static bool is_offset(int op) {
    return op == OP_CHARSET || op == OP_ENCODING || op == OP_CHARSTRINGS || op == OP_PRIVATE || op == OP_FD_ARRAY ||
           op == OP_FD_SELECT || op == OP_SUBRS;
}

/* The entries of a dictionary but those that hold offsets. */
static void put_entries(Buf *out, const CffProgram *program, CffPart dict) {
    DictEntry entry;
    for (size_t at = dict.at; dict_next(program, &at, dict.at + dict.length, &entry);)
        if (!is_offset(entry.op))
            put_part(out, program, entry.bytes);
}

static void put_private(Buf *out, const Places *places, size_t dict) {
    put_offset(out, places->own_length[dict]);
    put_offset(out, places->own[dict]);
    put_op(out, OP_PRIVATE);
}

static void put_place(Buf *out, size_t place, int op) {
    put_offset(out, place);
    put_op(out, op);
}

/* A predefined charset or encoding keeps its number. */
static void put_table_place(Buf *out, const CffProgram *program, CffPart part, size_t place, int op) {
    size_t predefined = dict_offset(program, program->top, op, 0);
    if (part.length || predefined)
        put_place(out, part.length ? place : predefined, op);
}

static void put_top(Buf *out, const CffProgram *program, const Places *places) {
    Buf top = {0};
    put_entries(&top, program, program->top);
    put_table_place(&top, program, program->charset, places->charset, OP_CHARSET);
    put_table_place(&top, program, program->encoding, places->encoding, OP_ENCODING);
    put_place(&top, places->glyphs, OP_CHARSTRINGS);
    if (program->cid_keyed) {
        put_place(&top, places->select, OP_FD_SELECT);
        put_place(&top, places->fonts, OP_FD_ARRAY);
    } else {
        put_private(&top, places, 0);
    }
    uint32_t end = (uint32_t)top.length;
    put_index(out, &end, 1, &top);
    out->failed |= buf_failed(&top);
    buf_free(&top);
}

static void put_fonts(Buf *out, const CffProgram *program, const Places *places) {
    Buf fonts = {0};
    uint32_t ends[DICTS_MAX];
    for (size_t i = 0; i < program->dicts.count; i++) {
        put_entries(&fonts, program, program->dicts.items[i].font);
        put_private(&fonts, places, i);
        ends[i] = (uint32_t)fonts.length;
    }
    put_index(out, ends, program->dicts.count, &fonts);
    out->failed |= buf_failed(&fonts);
    buf_free(&fonts);
}

/* Everything behind the head, which takes `head` bytes; notes where it comes to stand. */
static void put_body(Buf *out, const CffProgram *program, const CffGlyphs *glyphs, size_t head, Places *places) {
    places->charset = head + out->length;
    put_part(out, program, program->charset);
    places->encoding = head + out->length;
    put_part(out, program, program->encoding);
    places->select = head + out->length;
    put_part(out, program, program->select);
    places->glyphs = head + out->length;
    put_index(out, glyphs->ends.items, glyphs->ends.count, &glyphs->bytes);
    for (size_t i = 0; i < program->dicts.count; i++) {
        size_t begin = out->length;
        put_entries(out, program, program->dicts.items[i].own);
        places->own[i] = head + begin;
        places->own_length[i] = out->length - begin;
    }
    places->fonts = head + out->length;
    if (program->cid_keyed)
        put_fonts(out, program, places);
}

static void put_head(Buf *out, const CffProgram *program, const Places *places) {
    static const uint8_t header[] = {1, 0, /*its length*/ 4, /*bytes of an offset*/ 4};
    buf_push(out, header, sizeof header);
    put_part(out, program, program->names);
    put_top(out, program, places);
    put_part(out, program, program->strings);
    put(out, 0, 2); /* no global subroutines */
}

/* An offset takes the same room whatever it is, so a first head tells how long the final one will be. */
bool cff_program_write(const CffProgram *program, const CffGlyphs *glyphs, Buf *out) {
    if (glyphs->ends.failed || glyphs->ends.count != program->glyph_count || buf_failed(&glyphs->bytes))
        return false;
    Places places = {0};
    Buf head = {0}, body = {0};
    put_head(&head, program, &places);
    buf_reserve(&body, glyphs->bytes.length);
    put_body(&body, program, glyphs, head.length, &places);
    put_head(out, program, &places);
    buf_push(out, body.bytes, body.length);
    out->failed |= buf_failed(&head) || buf_failed(&body);
    buf_free(&head);
    buf_free(&body);
    return !buf_failed(out);
}
