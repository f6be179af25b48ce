#include "pdf/cff.h"

#include "pdf/cff_table.h"

#define CFF_GLYPHS_MAX 65535u
#define CFF_STACK      513 /* arguments before an operator: 48 by the letter, CFF2's 513 met in the wild */

/* ---- the head ---- */

/* Name INDEX, Top DICT INDEX and String INDEX stand one after the other behind the header. */
static bool read_indices(Cff *cff, CffIndex *strings) {
    CffIndex names, tops;
    return cff_index_open(cff, cff_number(cff, 2, 1), &names) && cff_index_open(cff, names.end, &tops) &&
           cff_index_item(cff, &tops, 0, &cff->top) && cff_index_open(cff, tops.end, strings);
}

static bool read_collection(Cff *cff, const CffIndex *strings) {
    CffEntry ros;
    if (!cff_dict_find(cff, cff->top, CFF_ROS, &ros))
        return false;
    cff->cid_keyed = ros.op == CFF_ROS;
    if (!cff->cid_keyed)
        return true;
    if (ros.count < 3 || ros.operands[0] < CFF_STRING_FIRST || ros.operands[1] < CFF_STRING_FIRST)
        return false;
    cff->supplement = ros.operands[2];
    return cff_index_item(cff, strings, (uint32_t)ros.operands[0] - CFF_STRING_FIRST, &cff->registry) &&
           cff_index_item(cff, strings, (uint32_t)ros.operands[1] - CFF_STRING_FIRST, &cff->ordering);
}

bool cff_open(Cff *cff, const uint8_t *bytes, size_t length) {
    CffIndex strings, glyphs;
    *cff = (Cff){.bytes = bytes, .length = length};
    if (length < 4 || bytes[0] != 1 || !read_indices(cff, &strings) || !read_collection(cff, &strings))
        return false;
    if (!cff_dict_offset(cff, cff->top, CFF_CHARSTRINGS, &cff->charstrings) || !cff->charstrings)
        return false;
    if (!cff_index_open(cff, cff->charstrings, &glyphs) || !glyphs.count || glyphs.count > CFF_GLYPHS_MAX)
        return false;
    cff->glyph_count = glyphs.count;
    return true;
}

/* ---- charset ---- */

/* A charset being read from its first glyph on, which is 1; .notdef has CID 0. */
typedef struct CffCharset {
    size_t at;
    int left_size;        /* of a range's number of glyphs but one, in bytes; 0: it is a plain list */
    uint32_t first, next; /* glyphs: of the range before `at`, and of the one there */
    uint32_t cid;         /* of `first` */
} CffCharset;

static bool charset_open(const Cff *cff, CffCharset *charset) {
    *charset = (CffCharset){.next = 1};
    if (!cff_dict_offset(cff, cff->top, CFF_CHARSET, &charset->at) || charset->at < 4)
        return false;
    charset->left_size = (int)cff_number(cff, charset->at++, 1);
    return charset->left_size <= 2;
}

/* Steps on to the range of a glyph that is not before those asked for already; each list entry is one by itself. */
static bool charset_step(const Cff *cff, CffCharset *charset, uint32_t glyph) {
    const size_t size = 2 + (size_t)charset->left_size;
    if (!charset->left_size && glyph > charset->next) { /* which can be gone to at once */
        charset->at += 2 * (size_t)(glyph - charset->next);
        charset->next = glyph;
    }
    for (; glyph >= charset->next; charset->at += size) {
        if (charset->at > cff->length || cff->length - charset->at < size)
            return false;
        charset->first = charset->next;
        charset->cid = cff_number(cff, charset->at, 2);
        charset->next += 1 + cff_number(cff, charset->at + 2, charset->left_size);
    }
    return true;
}

bool cff_cids(const Cff *cff, const uint32_t *glyphs, size_t count, uint16_t *cids) {
    CffCharset charset = {0};
    if (cff->cid_keyed && !charset_open(cff, &charset))
        return false;
    for (size_t i = 0; i < count; i++) {
        const uint32_t glyph = glyphs ? glyphs[i] : (uint32_t)i;
        if (glyph && cff->cid_keyed && !charset_step(cff, &charset, glyph))
            return false;
        cids[i] = (uint16_t)(glyph && cff->cid_keyed ? charset.cid + (glyph - charset.first) : glyph);
    }
    return true;
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
    if (!cff_dict_find(cff, dict, op, &entry))
        return false;
    int32_t units = entry.op == op && entry.count ? entry.operands[0] : 0;
    if (units < INT16_MIN || units > INT16_MAX)
        return false;
    *width = units * 1000;
    return true;
}

/* `font` is a Top or Font DICT; without a Private DICT both widths are 0. */
static bool read_private(const Cff *cff, CffSpan font, CffPrivate *out) {
    CffSpan span;
    *out = (CffPrivate){0, 0};
    if (!cff_private(cff, font, &span))
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
    if (!cff_dict_offset(cff, cff->top, CFF_FD_ARRAY, &at) || !at || !cff_index_open(cff, at, &fonts) ||
        fonts.count > CFF_FONT_DICTS)
        return false;
    widths->dict_count = fonts.count;
    for (uint32_t i = 0; i < fonts.count; i++) {
        CffSpan font;
        if (!cff_index_item(cff, &fonts, i, &font) || !read_private(cff, font, &widths->dicts[i]))
            return false;
    }
    return cff_dict_offset(cff, cff->top, CFF_FD_SELECT, &widths->select) && widths->select;
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
        uint32_t byte = cff_number(cff, at++, 1);
        int32_t value;
        if (byte == 255) { /* 16.16 */
            value = (int32_t)((int64_t)(int32_t)cff_number(cff, at, 4) * 1000 / 65536);
            at += 4;
        } else if (byte >= 32 || byte == 28) {
            if (!cff_operand(cff, &at, byte, &value))
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
    if (!read_font_dicts(cff, &widths) || !cff_selector_open(cff, widths.select, &selector) ||
        !cff_index_open(cff, cff->charstrings, &glyphs))
        return false;
    for (uint32_t glyph = 0; glyph < cff->glyph_count; glyph++) {
        CffSpan charstring;
        if (!cff_selector_step(cff, &selector, glyph) || selector.index >= widths.dict_count ||
            !cff_index_item(cff, &glyphs, glyph, &charstring) ||
            !read_width(cff, charstring, &widths.dicts[selector.index], &out[glyph]))
            return false;
    }
    return true;
}
