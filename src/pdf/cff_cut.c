/*
 * The program is put down from its head to its end: header, names, Top DICT, strings, (no) global subroutines, charset,
 * FDSelect, Font DICTs, charstrings, Private DICTs. Where a DICT names a place that is not known yet, five bytes are
 * left for it. Dictionaries and strings that no glyph needs are left out, the others numbered anew in the order they
 * are met. Where the format leaves a choice (how a charset is listed, whether equal Private DICTs are one), it is
 * hb-subset's.
 */
#include "pdf/cff_cut.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/cff_table.h"

/* Strings of the Top DICT, and a name for each Font DICT. */
#define CUT_STRINGS (16 + CFF_FONT_DICTS)
/* Operators whose operand is a string, in the order that they are numbered in. */
static const int string_operators[] = {
    0, 1, CFF_TWO_BYTES | 0, 2, 3, 4, CFF_TWO_BYTES | 21, CFF_FONT_NAME, CFF_TWO_BYTES | 22,
};
/* What else a Top DICT may hold: the box, and what is said of the font as a whole. */
static const int plain_operators[] = {5,
                                      CFF_TWO_BYTES | 1,
                                      CFF_TWO_BYTES | 2,
                                      CFF_TWO_BYTES | 3,
                                      CFF_TWO_BYTES | 4,
                                      CFF_TWO_BYTES | 31,
                                      CFF_TWO_BYTES | 32,
                                      CFF_TWO_BYTES | 33,
                                      CFF_TWO_BYTES | 34};
static const int place_operators[] = {CFF_CHARSET, CFF_FD_SELECT, CFF_FD_ARRAY, CFF_CHARSTRINGS};
enum { PLACE_CHARSET, PLACE_FD_SELECT, PLACE_FD_ARRAY, PLACE_CHARSTRINGS, PLACES };
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

typedef struct Cut {
    Cff cff; /* the program that is cut */
    const uint32_t *glyphs;
    size_t count;
    CffIndex names, strings, fonts, charstrings;
    uint8_t *selected;               /* by glyph kept: its Font DICT in the program */
    int16_t numbers[CFF_FONT_DICTS]; /* by Font DICT: its new number, or -1 */
    uint32_t dicts[CFF_FONT_DICTS];  /* by new number: the Font DICT */
    uint32_t dict_count;
    int32_t kept[CUT_STRINGS]; /* by new number: the string */
    int32_t kept_count;
    Buf *out;
    size_t start;                          /* of the program in `out` */
    size_t places[PLACES];                 /* where five bytes are left, in `out` */
    size_t private_places[CFF_FONT_DICTS]; /* the same, by new number */
} Cut;

/* ---- what is written ---- */

static void put_number(Buf *out, uint32_t value, int size) {
    while (size-- > 0)
        buf_char(out, (char)(value >> 8 * size));
}

static int bytes_of(size_t value) { return value > 0xFFFFFF ? 4 : value > 0xFFFF ? 3 : value > 0xFF ? 2 : 1; }

/* A whole number as an operand of a DICT. */
static void put_operand(Buf *out, int32_t value) {
    if (value >= -107 && value <= 107) {
        put_number(out, (uint32_t)(value + 139), 1);
    } else if (value >= 108 && value <= 1131) {
        put_number(out, 0xF700u + (uint32_t)(value - 108), 2);
    } else if (value >= -1131 && value <= -108) {
        put_number(out, 0xFB00u + (uint32_t)(-value - 108), 2);
    } else if (value >= INT16_MIN && value <= INT16_MAX) {
        put_number(out, 28, 1);
        put_number(out, (uint32_t)value, 2);
    } else {
        put_number(out, 29, 1);
        put_number(out, (uint32_t)value, 4);
    }
}

static void put_operator(Buf *out, int op) { put_number(out, (uint32_t)op, op >= CFF_TWO_BYTES ? 2 : 1); }

/* Five bytes for a place that is not known yet. */
static size_t leave_place(Buf *out) {
    const size_t at = out->length;
    put_number(out, 29, 1);
    put_number(out, 0, 4);
    return at;
}

static void fill_place(const Cut *cut, size_t at) {
    const uint32_t place = (uint32_t)(cut->out->length - cut->start);
    for (int i = 0; !buf_failed(cut->out) && i < 4; i++)
        cut->out->bytes[at + 1 + (size_t)i] = (char)(place >> 8 * (3 - i));
}

static void put_bytes(const Cut *cut, CffSpan span) { buf_push(cut->out, cut->cff.bytes + span.at, span.length); }

/* The head of an INDEX of items of `size` bytes together; each item's end follows by put_number. */
static int put_index_head(Buf *out, size_t count, size_t size) {
    const int offset_size = bytes_of(size + 1);
    put_number(out, (uint32_t)count, 2);
    if (!count)
        return 0;
    put_number(out, (uint32_t)offset_size, 1);
    put_number(out, 1, offset_size);
    return offset_size;
}

/* ---- whether it is such a program ---- */

/*
 * A charstring that hb-subset would put together as it is: ends with endchar and composes no accented letter, draws
 * without hints and subroutines, and says every number in the fewest bytes.
 */
static bool is_plain(const uint8_t *code, size_t length) {
    size_t at = 0, arguments = 0;
    while (at < length) {
        const uint8_t byte = code[at++];
        if (byte >= 32 && byte <= 246) { /* most bytes are such: numbers of one byte */
            arguments++;
            continue;
        }
        switch (byte) {
        case 255:
            at += 4;
            arguments++;
            if (at > length || (!code[at - 2] && !code[at - 1]))
                return false;
            break;
        case 28: {
            const int value = at + 2 <= length ? (int16_t)(code[at] << 8 | code[at + 1]) : 0;
            if (value >= -1131 && value <= 1131)
                return false;
            at += 2;
            arguments++;
            break;
        }
        case 12:
            if (at == length || code[at] < 34 || code[at] > 37)
                return false;
            at++;
            arguments = 0;
            break;
        case 14: return at == length && arguments < 4;
        case 4:
        case 5:
        case 6:
        case 7:
        case 8:
        case 21:
        case 22:
        case 24:
        case 25:
        case 26:
        case 27:
        case 30:
        case 31: arguments = 0; break;
        default:
            if (byte < 247)
                return false;
            at++;
            arguments++;
        }
    }
    return false;
}

static bool is_among(const int *operators, size_t count, int op) {
    for (size_t i = 0; i < count; i++)
        if (operators[i] == op)
            return true;
    return false;
}

/* A Top DICT of known entries, ROS the first. */
static bool top_is_known(const Cff *cff) {
    CffEntry entry;
    size_t at = cff->top.at;
    for (bool first = true;; first = false) {
        if (!cff_dict_next(cff, cff->top, &at, &entry))
            return false;
        if (entry.op < 0)
            return !first;
        const bool known =
            first ? entry.op == CFF_ROS && entry.count == 3
                  : (is_among(string_operators, COUNT_OF(string_operators), entry.op) && entry.count == 1) ||
                        is_among(plain_operators, COUNT_OF(plain_operators), entry.op) ||
                        is_among(place_operators, COUNT_OF(place_operators), entry.op);
        if (!known)
            return false;
    }
}

/* A name, then the Private DICT, and nothing else. */
static bool font_is_known(const Cff *cff, CffSpan font, CffSpan *private) {
    CffEntry name, own;
    size_t at = font.at;
    return cff_dict_next(cff, font, &at, &name) && name.op == CFF_FONT_NAME && name.count == 1 &&
           cff_dict_next(cff, font, &at, &own) && own.op == CFF_PRIVATE && at == font.at + font.length &&
           cff_private(cff, font, private);
}

static bool is_hint(int op) {
    return (op >= CFF_BLUE_VALUES && op <= CFF_STD_VW) || (op >= CFF_BLUE_SCALE && op <= CFF_FORCE_BOLD);
}

static bool private_is_known(const Cff *cff, CffSpan private) {
    CffEntry entry;
    size_t at = private.at;
    do {
        if (!cff_dict_next(cff, private, &at, &entry))
            return false;
        if (entry.op >= 0 && entry.op != CFF_DEFAULT_WIDTH && entry.op != CFF_NOMINAL_WIDTH && !is_hint(entry.op))
            return false;
    } while (entry.op >= 0);
    return true;
}

/* ---- reading ---- */

static bool open_parts(Cut *cut) {
    const Cff *cff = &cut->cff;
    CffIndex tops, subroutines;
    size_t fonts;
    return cff->cid_keyed && top_is_known(cff) && cff_index_open(cff, cff_number(cff, 2, 1), &cut->names) &&
           cut->names.count == 1 && cff_index_open(cff, cut->names.end, &tops) && tops.count == 1 &&
           cff_index_open(cff, tops.end, &cut->strings) && cff_index_open(cff, cut->strings.end, &subroutines) &&
           subroutines.count == 0 && cff_dict_offset(cff, cff->top, CFF_FD_ARRAY, &fonts) && fonts &&
           cff_index_open(cff, fonts, &cut->fonts) && cut->fonts.count <= CFF_FONT_DICTS &&
           cff_index_open(cff, cff->charstrings, &cut->charstrings);
}

/* Which Font DICT each glyph has; those that any has are numbered in their order. */
static bool select_dicts(Cut *cut) {
    CffSelector selector;
    size_t select;
    if (!cff_dict_offset(&cut->cff, cut->cff.top, CFF_FD_SELECT, &select) || !select ||
        !cff_selector_open(&cut->cff, select, &selector))
        return false;
    memset(cut->numbers, -1, sizeof cut->numbers);
    for (size_t i = 0; i < cut->count; i++) {
        if (cut->glyphs[i] >= cut->cff.glyph_count || !cff_selector_step(&cut->cff, &selector, cut->glyphs[i]) ||
            selector.index >= cut->fonts.count)
            return false;
        cut->selected[i] = (uint8_t)selector.index;
        cut->numbers[selector.index] = 0;
    }
    for (uint32_t i = 0; i < cut->fonts.count; i++)
        if (cut->numbers[i] == 0) {
            cut->numbers[i] = (int16_t)cut->dict_count;
            cut->dicts[cut->dict_count++] = i;
        }
    return true;
}

/* The new number of a string; standard ones keep theirs. */
static int32_t keep_string(Cut *cut, int32_t string) {
    if (string < CFF_STRING_FIRST)
        return string;
    for (int32_t i = 0; i < cut->kept_count; i++)
        if (cut->kept[i] == string)
            return CFF_STRING_FIRST + i;
    cut->kept[cut->kept_count] = string;
    return CFF_STRING_FIRST + cut->kept_count++;
}

/* Names in the order of their operators, then those of the collection, then the Font DICTs'. */
static bool keep_strings(Cut *cut) {
    const Cff *cff = &cut->cff;
    CffEntry entry;
    for (size_t i = 0; i < COUNT_OF(string_operators); i++)
        if (!cff_dict_find(cff, cff->top, string_operators[i], &entry))
            return false;
        else if (entry.op >= 0)
            keep_string(cut, entry.operands[0]);
    if (!cff_dict_find(cff, cff->top, CFF_ROS, &entry))
        return false;
    keep_string(cut, entry.operands[0]);
    keep_string(cut, entry.operands[1]);
    for (uint32_t i = 0; i < cut->dict_count; i++) {
        CffSpan font, private;
        if (!cff_index_item(cff, &cut->fonts, cut->dicts[i], &font) || !font_is_known(cff, font, &private) ||
            !private_is_known(cff, private) || !cff_dict_find(cff, font, CFF_FONT_NAME, &entry))
            return false;
        keep_string(cut, entry.operands[0]);
    }
    return true;
}

/* ---- writing ---- */

static void put_string_number(Cut *cut, int32_t string) {
    put_number(cut->out, 28, 1);
    put_number(cut->out, (uint32_t)keep_string(cut, string), 2);
}

static void put_top_entry(Cut *cut, const CffEntry *entry) {
    Buf *out = cut->out;
    for (int i = 0; i < PLACES; i++)
        if (place_operators[i] == entry->op)
            cut->places[i] = leave_place(out);
    if (entry->op == CFF_ROS) {
        put_string_number(cut, entry->operands[0]);
        put_string_number(cut, entry->operands[1]);
        put_operand(out, entry->operands[2]);
    } else if (is_among(string_operators, COUNT_OF(string_operators), entry->op)) {
        put_string_number(cut, entry->operands[0]);
    } else if (is_among(plain_operators, COUNT_OF(plain_operators), entry->op)) {
        put_bytes(cut, entry->bytes);
        return;
    }
    put_operator(out, entry->op);
}

/* The Top DICT INDEX, of one item; false when that is longer than one byte can say. */
static bool put_top(Cut *cut) {
    Buf *out = cut->out;
    CffEntry entry;
    size_t at = cut->cff.top.at;
    put_index_head(out, 1, 0);
    const size_t end_at = out->length;
    buf_char(out, 0);
    while (cff_dict_next(&cut->cff, cut->cff.top, &at, &entry) && entry.op >= 0)
        put_top_entry(cut, &entry);
    const size_t size = out->length - end_at - 1;
    if (!buf_failed(out))
        out->bytes[end_at] = (char)(size + 1);
    return size < 255;
}

static bool put_strings(Cut *cut) {
    CffSpan items[CUT_STRINGS];
    size_t size = 0;
    for (int32_t i = 0; i < cut->kept_count; i++) {
        if (!cff_index_item(&cut->cff, &cut->strings, (uint32_t)(cut->kept[i] - CFF_STRING_FIRST), &items[i]))
            return false;
        size += items[i].length;
    }
    const int offset_size = put_index_head(cut->out, (size_t)cut->kept_count, size);
    size = 1;
    for (int32_t i = 0; i < cut->kept_count; i++)
        put_number(cut->out, (uint32_t)(size += items[i].length), offset_size);
    for (int32_t i = 0; i < cut->kept_count; i++)
        put_bytes(cut, items[i]);
    put_number(cut->out, 0, 2); /* no global subroutines */
    return true;
}

/* From glyph `i` on: how many have CIDs that follow each other. */
static size_t run_of_cids(const Cut *cut, const uint16_t *cids, size_t i) {
    size_t n = 1;
    while (i + n < cut->count && cids[i + n] == cids[i] + n)
        n++;
    return n;
}

/* Format 0 has two bytes a glyph; 1 and 2 three and four a run, of up to 256 and 65,536, and are taken when no longer.
 */
static bool put_charset(Cut *cut) {
    uint16_t *cids = malloc(cut->count * sizeof *cids);
    cut->out->failed |= !cids;
    if (!cids || !cff_cids(&cut->cff, cut->glyphs, cut->count, cids)) {
        free(cids);
        return false;
    }
    size_t runs = 0, longest = 0, n;
    for (size_t i = 1; i < cut->count; i += n, runs++) {
        n = run_of_cids(cut, cids, i);
        longest = n > longest ? n : longest;
    }
    const int left_size = longest > 256 ? 2 : 1;
    const bool by_run = (cut->count - 1) * 2 >= runs * (2 + (size_t)left_size);
    fill_place(cut, cut->places[PLACE_CHARSET]);
    put_number(cut->out, by_run ? (uint32_t)left_size : 0, 1);
    for (size_t i = 1; i < cut->count; i += n) {
        n = by_run ? run_of_cids(cut, cids, i) : 1;
        put_number(cut->out, cids[i], 2);
        if (by_run)
            put_number(cut->out, (uint32_t)n - 1, left_size);
    }
    free(cids);
    return true;
}

/* Format 3: runs of glyphs with the same Font DICT, and where the last ends. */
static void put_selected(Cut *cut) {
    Buf *out = cut->out;
    fill_place(cut, cut->places[PLACE_FD_SELECT]);
    put_number(out, 3, 1);
    const size_t count_at = out->length;
    uint32_t runs = 0;
    put_number(out, 0, 2);
    for (size_t i = 0; i < cut->count; i++) {
        if (i > 0 && cut->selected[i] == cut->selected[i - 1])
            continue;
        put_number(out, (uint32_t)i, 2);
        put_number(out, (uint32_t)cut->numbers[cut->selected[i]], 1);
        runs++;
    }
    put_number(out, (uint32_t)cut->count, 2);
    for (int i = 0; !buf_failed(out) && i < 2; i++)
        out->bytes[count_at + (size_t)i] = (char)(runs >> 8 * (1 - i));
}

/* What of a Private DICT is kept: the widths. */
static void put_private(Cut *cut, CffSpan private) {
    CffEntry entry;
    size_t at = private.at;
    while (cff_dict_next(&cut->cff, private, &at, &entry) && entry.op >= 0)
        if (!is_hint(entry.op))
            put_bytes(cut, entry.bytes);
}

static CffSpan private_of(const Cut *cut, uint32_t number) {
    CffSpan font, private = {0, 0};
    if (cff_index_item(&cut->cff, &cut->fonts, cut->dicts[number], &font))
        cff_private(&cut->cff, font, &private);
    return private;
}

static int32_t private_size(const Cut *cut, uint32_t number) {
    const CffSpan private = private_of(cut, number);
    int32_t size = 0;
    CffEntry entry;
    size_t at = private.at;
    while (cff_dict_next(&cut->cff, private, &at, &entry) && entry.op >= 0)
        size += is_hint(entry.op) ? 0 : (int32_t)entry.bytes.length;
    return size;
}

/* Whether two Private DICTs keep the same entries in the same order. */
static bool same_widths(const Cff *cff, CffSpan a, CffSpan b) {
    CffEntry left = {.op = 0}, right = {.op = 0};
    size_t left_at = a.at, right_at = b.at;
    do {
        do
            cff_dict_next(cff, a, &left_at, &left);
        while (is_hint(left.op));
        do
            cff_dict_next(cff, b, &right_at, &right);
        while (is_hint(right.op));
        if (left.op != right.op)
            return false;
        if (left.op >= 0 && (left.bytes.length != right.bytes.length ||
                             memcmp(cff->bytes + left.bytes.at, cff->bytes + right.bytes.at, left.bytes.length) != 0))
            return false;
    } while (left.op >= 0);
    return true;
}

/* A Font DICT: a name in three bytes and two, the size of the Private DICT in three, its place in five and one. */
enum { FONT_DICT_SIZE = 3 + 2 + 3 + 5 + 1 };

static void put_fonts(Cut *cut) {
    Buf *out = cut->out;
    fill_place(cut, cut->places[PLACE_FD_ARRAY]);
    const int offset_size = put_index_head(out, cut->dict_count, (size_t)cut->dict_count * FONT_DICT_SIZE);
    for (uint32_t i = 1; i <= cut->dict_count; i++)
        put_number(out, 1 + i * FONT_DICT_SIZE, offset_size);
    for (uint32_t i = 0; i < cut->dict_count; i++) {
        CffSpan font;
        CffEntry name = {.op = -1};
        if (cff_index_item(&cut->cff, &cut->fonts, cut->dicts[i], &font))
            cff_dict_find(&cut->cff, font, CFF_FONT_NAME, &name);
        put_string_number(cut, name.operands[0]);
        put_operator(out, CFF_FONT_NAME);
        put_number(out, 28, 1);
        put_number(out, (uint32_t)private_size(cut, i), 2);
        cut->private_places[i] = leave_place(out);
        put_operator(out, CFF_PRIVATE);
    }
}

static bool put_charstrings(Cut *cut) {
    const Cff *cff = &cut->cff;
    CffSpan item;
    size_t size = 0;
    for (size_t i = 0; i < cut->count; i++) {
        if (!cff_index_item(cff, &cut->charstrings, cut->glyphs[i], &item) ||
            !is_plain(cff->bytes + item.at, item.length))
            return false;
        size += item.length;
    }
    fill_place(cut, cut->places[PLACE_CHARSTRINGS]);
    buf_reserve(cut->out, size + 4 * cut->count + 16 * (size_t)cut->dict_count);
    const int offset_size = put_index_head(cut->out, cut->count, size);
    size = 1;
    for (size_t i = 0; i < cut->count; i++) {
        cff_index_item(cff, &cut->charstrings, cut->glyphs[i], &item);
        put_number(cut->out, (uint32_t)(size += item.length), offset_size);
    }
    for (size_t i = 0; i < cut->count; i++) {
        cff_index_item(cff, &cut->charstrings, cut->glyphs[i], &item);
        put_bytes(cut, item);
    }
    return true;
}

/* The last Font DICT whose Private DICT says the same: it is written once, for all of them. */
static uint32_t last_alike(const Cut *cut, uint32_t number) {
    const Cff *cff = &cut->cff;
    const CffSpan own = private_of(cut, number);
    for (uint32_t i = cut->dict_count - 1; i > number; i--) {
        const CffSpan other = private_of(cut, i);
        if (same_widths(cff, own, other))
            return i;
    }
    return number;
}

static void put_privates(Cut *cut) {
    for (uint32_t i = 0; i < cut->dict_count; i++) {
        if (last_alike(cut, i) != i)
            continue;
        for (uint32_t j = 0; j <= i; j++)
            if (last_alike(cut, j) == i)
                fill_place(cut, cut->private_places[j]);
        put_private(cut, private_of(cut, i));
    }
}

static bool write_all(Cut *cut) {
    const size_t names = cff_number(&cut->cff, 2, 1);
    put_number(cut->out, 0x01000404, 4); /* version 1.0, a header of 4 bytes, offsets of 4 */
    put_bytes(cut, (CffSpan){names, cut->names.end - names});
    if (!put_top(cut) || !put_strings(cut) || !put_charset(cut))
        return false;
    put_selected(cut);
    put_fonts(cut);
    if (!put_charstrings(cut))
        return false;
    put_privates(cut);
    return !buf_failed(cut->out);
}

bool cff_cut(const uint8_t *bytes, size_t length, const uint32_t *glyphs, size_t count, Buf *out) {
    Cut cut = {.glyphs = glyphs, .count = count, .out = out, .start = out->length};
    if (!count || !cff_open(&cut.cff, bytes, length) || !open_parts(&cut))
        return false;
    cut.selected = malloc(count);
    out->failed |= !cut.selected;
    const bool done = cut.selected && select_dicts(&cut) && keep_strings(&cut) && write_all(&cut);
    free(cut.selected);
    return done;
}
