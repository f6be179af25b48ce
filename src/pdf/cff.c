#include "pdf/cff.h"

#define CFF_GLYPHS_MAX   65535u
#define CFF_FONT_DICTS   256
#define CFF_STACK        513 /* arguments before an operator: 48 by the letter, CFF2's 513 met in the wild */
#define CFF_STRING_FIRST 391 /* the first string that is not a standard one */

enum CffOperator {
    CFF_CHARSET = 15,
    CFF_CHARSTRINGS = 17,
    CFF_PRIVATE = 18,
    CFF_DEFAULT_WIDTH = 20,
    CFF_NOMINAL_WIDTH = 21,
    CFF_TWO_BYTES = 0x0C00, /* 12 n is 0x0C00 | n */
    CFF_ROS = CFF_TWO_BYTES | 30,
    CFF_FD_ARRAY = CFF_TWO_BYTES | 36,
    CFF_FD_SELECT = CFF_TWO_BYTES | 37,
};

/* Big-endian number of `size` bytes; beyond the end of the program 0. */
static uint32_t number_at(const Cff *cff, size_t at, int size) {
    uint32_t value = 0;
    if (at > cff->length || cff->length - at < (size_t)size)
        return 0;
    for (int i = 0; i < size; i++)
        value = value << 8 | cff->bytes[at + (size_t)i];
    return value;
}

/* ---- INDEX: count, size of offsets, count + 1 offsets from the byte before the data, data ---- */

typedef struct CffIndex {
    uint32_t count;
    int offset_size;
    size_t offsets, base; /* base: the byte before the data */
    size_t end;
} CffIndex;

static bool index_offset(const Cff *cff, const CffIndex *index, uint32_t i, size_t *at) {
    uint32_t offset = number_at(cff, index->offsets + (size_t)i * (size_t)index->offset_size, index->offset_size);
    *at = index->base + offset;
    return offset && *at <= cff->length;
}

static bool index_open(const Cff *cff, size_t at, CffIndex *index) {
    if (at > cff->length || cff->length - at < 2)
        return false;
    *index = (CffIndex){.count = number_at(cff, at, 2), .offset_size = 1, .end = at + 2};
    if (!index->count)
        return true;
    index->offset_size = (int)number_at(cff, at + 2, 1);
    if (index->offset_size < 1 || index->offset_size > 4)
        return false;
    index->offsets = at + 3;
    index->base = index->offsets + ((size_t)index->count + 1) * (size_t)index->offset_size - 1;
    return index_offset(cff, index, index->count, &index->end);
}

static bool index_item(const Cff *cff, const CffIndex *index, uint32_t i, CffSpan *item) {
    size_t end;
    if (i >= index->count || !index_offset(cff, index, i, &item->at) || !index_offset(cff, index, i + 1, &end))
        return false;
    item->length = end - item->at;
    return end >= item->at;
}

/* ---- DICT: operands, then their operator ---- */

#define CFF_OPERANDS 48

typedef struct CffEntry {
    int op; /* -1 when the dictionary has none such */
    int32_t operands[CFF_OPERANDS];
    int count;
} CffEntry;

/* Reads one operand that starts with `first`; numbers with a fraction count as their whole part, 0. */
static bool read_operand(const Cff *cff, size_t *at, uint32_t first, int32_t *value) {
    if (first >= 32 && first <= 246) {
        *value = (int32_t)first - 139;
    } else if (first >= 247 && first <= 254) {
        int32_t low = (int32_t)number_at(cff, (*at)++, 1);
        *value = first <= 250 ? ((int32_t)first - 247) * 256 + low + 108 : -((int32_t)first - 251) * 256 - low - 108;
    } else if (first == 28) {
        *value = (int16_t)number_at(cff, *at, 2);
        *at += 2;
    } else if (first == 29) {
        *value = (int32_t)number_at(cff, *at, 4);
        *at += 4;
    } else if (first == 30) {
        uint32_t pair;
        do
            pair = number_at(cff, (*at)++, 1);
        while ((pair & 15) != 15 && *at < cff->length);
        *value = 0;
    } else {
        return false;
    }
    return true;
}

/* The entry with operator `op`. False when the dictionary is broken; an absent entry has op -1. */
static bool dict_find(const Cff *cff, CffSpan dict, int op, CffEntry *entry) {
    size_t at = dict.at, end = dict.at + dict.length;
    entry->count = 0;
    while (at < end) {
        uint32_t first = number_at(cff, at++, 1);
        if (first <= 21) {
            int found = first == 12 ? (int)(CFF_TWO_BYTES | number_at(cff, at++, 1)) : (int)first;
            entry->op = found;
            if (found == op)
                return true;
            entry->count = 0;
        } else if (entry->count == CFF_OPERANDS || !read_operand(cff, &at, first, &entry->operands[entry->count++])) {
            return false;
        }
    }
    *entry = (CffEntry){.op = -1};
    return true;
}

/* The offset an entry states, checked; 0 when there is none. */
static bool dict_offset(const Cff *cff, CffSpan dict, int op, size_t *offset) {
    CffEntry entry;
    *offset = 0;
    if (!dict_find(cff, dict, op, &entry))
        return false;
    if (entry.op < 0)
        return true;
    if (entry.count < 1 || entry.operands[0] < 0 || (size_t)entry.operands[0] > cff->length)
        return false;
    *offset = (size_t)entry.operands[0];
    return true;
}

/* ---- the head ---- */

/* Name INDEX, Top DICT INDEX and String INDEX stand one after the other behind the header. */
static bool read_indices(Cff *cff, CffIndex *strings) {
    CffIndex names, tops;
    return index_open(cff, number_at(cff, 2, 1), &names) && index_open(cff, names.end, &tops) &&
           index_item(cff, &tops, 0, &cff->top) && index_open(cff, tops.end, strings);
}

static bool read_collection(Cff *cff, const CffIndex *strings) {
    CffEntry ros;
    if (!dict_find(cff, cff->top, CFF_ROS, &ros))
        return false;
    cff->cid_keyed = ros.op == CFF_ROS;
    if (!cff->cid_keyed)
        return true;
    if (ros.count < 3 || ros.operands[0] < CFF_STRING_FIRST || ros.operands[1] < CFF_STRING_FIRST)
        return false;
    cff->supplement = ros.operands[2];
    return index_item(cff, strings, (uint32_t)ros.operands[0] - CFF_STRING_FIRST, &cff->registry) &&
           index_item(cff, strings, (uint32_t)ros.operands[1] - CFF_STRING_FIRST, &cff->ordering);
}

bool cff_open(Cff *cff, const uint8_t *bytes, size_t length) {
    CffIndex strings, glyphs;
    *cff = (Cff){.bytes = bytes, .length = length};
    if (length < 4 || bytes[0] != 1 || !read_indices(cff, &strings) || !read_collection(cff, &strings))
        return false;
    if (!dict_offset(cff, cff->top, CFF_CHARSTRINGS, &cff->charstrings) || !cff->charstrings)
        return false;
    if (!index_open(cff, cff->charstrings, &glyphs) || !glyphs.count || glyphs.count > CFF_GLYPHS_MAX)
        return false;
    cff->glyph_count = glyphs.count;
    return true;
}

/* ---- charset ---- */

/* Format 0: the CID of every glyph but .notdef. */
static bool read_cid_list(const Cff *cff, size_t at, uint16_t *cids) {
    for (uint32_t glyph = 1; glyph < cff->glyph_count; glyph++, at += 2)
        cids[glyph] = (uint16_t)number_at(cff, at, 2);
    return at <= cff->length;
}

/* Formats 1 and 2: ranges of a first CID and how many follow it, in one or two bytes. */
static bool read_cid_ranges(const Cff *cff, size_t at, int left_size, uint16_t *cids) {
    uint32_t glyph = 1;
    while (glyph < cff->glyph_count && at < cff->length) {
        uint32_t cid = number_at(cff, at, 2), left = number_at(cff, at + 2, left_size);
        for (uint32_t i = 0; i <= left && glyph < cff->glyph_count; i++)
            cids[glyph++] = (uint16_t)(cid + i);
        at += 2 + (size_t)left_size;
    }
    return glyph == cff->glyph_count && at <= cff->length;
}

bool cff_cids(const Cff *cff, uint16_t *cids) {
    size_t charset;
    for (uint32_t glyph = 0; glyph < cff->glyph_count; glyph++)
        cids[glyph] = (uint16_t)glyph;
    if (!cff->cid_keyed)
        return true;
    if (!dict_offset(cff, cff->top, CFF_CHARSET, &charset) || charset < 4)
        return false;
    switch (number_at(cff, charset, 1)) {
    case 0: return read_cid_list(cff, charset + 1, cids);
    case 1: return read_cid_ranges(cff, charset + 1, /*left_size*/ 1, cids);
    case 2: return read_cid_ranges(cff, charset + 1, /*left_size*/ 2, cids);
    default: return false;
    }
}

/* ---- widths ---- */

/* What the Private DICT of a font dictionary says of widths; thousandths of a font unit. */
typedef struct CffPrivate {
    int32_t standard, nominal;
} CffPrivate;

typedef struct CffWidths {
    CffPrivate dicts[CFF_FONT_DICTS];
    uint32_t dict_count;
    size_t select; /* FDSelect; 0 in a program without CIDs */
} CffWidths;

static bool read_width_entry(const Cff *cff, CffSpan dict, int op, int32_t *width) {
    CffEntry entry;
    if (!dict_find(cff, dict, op, &entry))
        return false;
    int32_t units = entry.op == op && entry.count ? entry.operands[0] : 0;
    if (units < INT16_MIN || units > INT16_MAX)
        return false;
    *width = units * 1000;
    return true;
}

/* `font` is a Top or Font DICT; without a Private DICT both widths are 0. */
static bool read_private(const Cff *cff, CffSpan font, CffPrivate *out) {
    CffEntry entry;
    *out = (CffPrivate){0, 0};
    if (!dict_find(cff, font, CFF_PRIVATE, &entry))
        return false;
    if (entry.op < 0)
        return true;
    if (entry.count < 2 || entry.operands[0] < 0 || entry.operands[1] < 0)
        return false;
    CffSpan span = {(size_t)entry.operands[1], (size_t)entry.operands[0]};
    if (span.at > cff->length || span.length > cff->length - span.at)
        return false;
    return read_width_entry(cff, span, CFF_DEFAULT_WIDTH, &out->standard) &&
           read_width_entry(cff, span, CFF_NOMINAL_WIDTH, &out->nominal);
}

static bool read_font_dicts(const Cff *cff, CffWidths *widths) {
    size_t at;
    CffIndex fonts;
    if (!cff->cid_keyed) {
        widths->dict_count = 1;
        return read_private(cff, cff->top, &widths->dicts[0]);
    }
    if (!dict_offset(cff, cff->top, CFF_FD_ARRAY, &at) || !at || !index_open(cff, at, &fonts) ||
        fonts.count > CFF_FONT_DICTS)
        return false;
    widths->dict_count = fonts.count;
    for (uint32_t i = 0; i < fonts.count; i++) {
        CffSpan font;
        if (!index_item(cff, &fonts, i, &font) || !read_private(cff, font, &widths->dicts[i]))
            return false;
    }
    return dict_offset(cff, cff->top, CFF_FD_SELECT, &widths->select) && widths->select;
}

/* FDSelect read along with the glyphs: format 0 has a byte each, format 3 ranges. */
typedef struct CffSelector {
    int format;
    size_t at;      /* format 0: the bytes; 3: the current range */
    uint32_t next;  /* 3: first glyph of the next range */
    uint32_t index; /* the font dictionary of the current glyph */
} CffSelector;

static bool selector_open(const Cff *cff, const CffWidths *widths, CffSelector *selector) {
    *selector = (CffSelector){.format = -1};
    if (!widths->select)
        return true;
    selector->format = (int)number_at(cff, widths->select, 1);
    selector->at = selector->format == 3 ? widths->select + 3 : widths->select + 1;
    return selector->format == 0 || (selector->format == 3 && number_at(cff, selector->at, 2) == 0);
}

static void selector_step(const Cff *cff, CffSelector *selector, uint32_t glyph) {
    if (selector->format == 0) {
        selector->index = number_at(cff, selector->at + glyph, 1);
    } else if (selector->format == 3 && glyph == selector->next) {
        if (glyph)
            selector->at += 3;
        selector->index = number_at(cff, selector->at + 2, 1);
        selector->next = number_at(cff, selector->at + 3, 2);
    }
}

/*
 * How many arguments an operator that clears the stack takes, at most, without a width; -1: an even number, -2: the
 * operator does not clear the stack or is none.
 */
static int arguments_of(uint32_t op) {
    switch (op) {
    case 1:             /* hstem */
    case 3:             /* vstem */
    case 18:            /* hstemhm */
    case 23:            /* vstemhm */
    case 19:            /* hintmask */
    case 20: return -1; /* cntrmask */
    case 21: return 2;  /* rmoveto */
    case 4:             /* vmoveto */
    case 22: return 1;  /* hmoveto */
    case 14: return 0;  /* endchar; with 4 it composes an accented letter */
    default: return -2;
    }
}

static bool has_width(uint32_t op, int count) {
    int takes = arguments_of(op);
    if (takes == -1)
        return count % 2 == 1;
    return op == 14 ? count == 1 || count == 5 : count > takes;
}

/* The width is a surplus argument before the charstring's first operator that clears the stack. */
static bool read_width(const Cff *cff, CffSpan charstring, const CffPrivate *dict, int32_t *width) {
    size_t at = charstring.at, end = charstring.at + charstring.length;
    int32_t first_argument = 0;
    int count = 0;
    while (at < end) {
        uint32_t byte = number_at(cff, at++, 1);
        int32_t value;
        if (byte == 255) { /* 16.16 */
            value = (int32_t)((int64_t)(int32_t)number_at(cff, at, 4) * 1000 / 65536);
            at += 4;
        } else if (byte >= 32 || byte == 28) {
            if (!read_operand(cff, &at, byte, &value))
                return false;
            value *= 1000;
        } else {
            *width = has_width(byte, count) ? dict->nominal + first_argument : dict->standard;
            return arguments_of(byte) != -2;
        }
        if (!count)
            first_argument = value;
        if (++count > CFF_STACK)
            return false;
    }
    return false;
}

bool cff_widths(const Cff *cff, int32_t *out) {
    CffWidths widths = {0};
    CffSelector selector;
    CffIndex glyphs;
    if (!read_font_dicts(cff, &widths) || !selector_open(cff, &widths, &selector) ||
        !index_open(cff, cff->charstrings, &glyphs))
        return false;
    for (uint32_t glyph = 0; glyph < cff->glyph_count; glyph++) {
        CffSpan charstring;
        selector_step(cff, &selector, glyph);
        if (selector.index >= widths.dict_count || !index_item(cff, &glyphs, glyph, &charstring) ||
            !read_width(cff, charstring, &widths.dicts[selector.index], &out[glyph]))
            return false;
    }
    return true;
}
