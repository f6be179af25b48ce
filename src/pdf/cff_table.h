/*
 * cff_table: the parts a CFF program is built of, checked on the way: numbers, INDEX, DICT, FDSelect (Adobe Technical
 * Note 5176). For the room's readers of programs, cff and cff_cut.
 */
#ifndef BANXIN_PDF_CFF_TABLE_H
#define BANXIN_PDF_CFF_TABLE_H

#include "pdf/cff.h"

#define CFF_STRING_FIRST 391 /* the first string that is not a standard one */
#define CFF_FONT_DICTS   256

enum CffOperator {
    CFF_BLUE_VALUES = 6,
    CFF_STD_VW = 11,
    CFF_CHARSET = 15,
    CFF_CHARSTRINGS = 17,
    CFF_PRIVATE = 18,
    CFF_DEFAULT_WIDTH = 20,
    CFF_NOMINAL_WIDTH = 21,
    CFF_TWO_BYTES = 0x0C00, /* 12 n is 0x0C00 | n */
    CFF_BLUE_SCALE = CFF_TWO_BYTES | 9,
    CFF_FORCE_BOLD = CFF_TWO_BYTES | 14,
    CFF_ROS = CFF_TWO_BYTES | 30,
    CFF_FD_ARRAY = CFF_TWO_BYTES | 36,
    CFF_FD_SELECT = CFF_TWO_BYTES | 37,
    CFF_FONT_NAME = CFF_TWO_BYTES | 38
};

/* Big-endian number of `size` bytes; beyond the end of the program 0. */
uint32_t cff_number(const Cff *cff, size_t at, int size);

/* INDEX: count, size of offsets, count + 1 offsets from the byte before the data, data. */
typedef struct CffIndex {
    uint32_t count;
    int offset_size;
    size_t offsets, base; /* base: the byte before the data */
    size_t end;
} CffIndex;

bool cff_index_open(const Cff *cff, size_t at, CffIndex *index);
bool cff_index_item(const Cff *cff, const CffIndex *index, uint32_t i, CffSpan *item);

/* An entry of a DICT: operands, then their operator. */
#define CFF_OPERANDS 48

typedef struct CffEntry {
    int op; /* -1 when the dictionary has none such */
    int32_t operands[CFF_OPERANDS];
    int count;
    CffSpan bytes; /* all of it */
} CffEntry;

/*
 * Reads one operand that starts with `first`, *at behind it; numbers with a fraction count as their whole part, 0.
 * False when it is none.
 */
bool cff_operand(const Cff *cff, size_t *at, uint32_t first, int32_t *value);
/* The entry at *at, which moves behind it; false when the dictionary is broken. With *at at the end, op is -1. */
bool cff_dict_next(const Cff *cff, CffSpan dict, size_t *at, CffEntry *entry);
/* The entry with operator `op`. False when the dictionary is broken; an absent entry has op -1. */
bool cff_dict_find(const Cff *cff, CffSpan dict, int op, CffEntry *entry);
/* The offset an entry states, checked; 0 when there is none. */
bool cff_dict_offset(const Cff *cff, CffSpan dict, int op, size_t *offset);
/* The Private DICT of a Top or Font DICT; empty when it has none. */
bool cff_private(const Cff *cff, CffSpan font, CffSpan *dict);

/* FDSelect read along with the glyphs: format 0 has a byte each, format 3 ranges. */
typedef struct CffSelector {
    int format;
    size_t at;      /* format 0: the bytes; 3: the current range */
    uint32_t next;  /* 3: first glyph of the next range */
    uint32_t index; /* the font dictionary of the current glyph */
} CffSelector;

/* `select`: where it stands, or 0 in a program without CIDs, whose glyphs all have dictionary 0. */
bool cff_selector_open(const Cff *cff, size_t select, CffSelector *selector);
/* Goes on to a glyph, which is beyond the one before; false when FDSelect does not reach so far. */
bool cff_selector_step(const Cff *cff, CffSelector *selector, uint32_t glyph);

#endif
