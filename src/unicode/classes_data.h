/*
 * classes_data: the generated tables, for classes.c alone.
 *
 * A code point's block is CLASSES_BLOCKS[codepoint >> CLASSES_SHIFT]; in the block, the low bits give the number of
 * its record. Equal blocks are stored once.
 */
#ifndef BANXIN_UNICODE_CLASSES_DATA_H
#define BANXIN_UNICODE_CLASSES_DATA_H

#include <stdint.h>

#define CLASSES_SHIFT 8
#define CLASSES_LIMIT 0x110000u

enum {
    CLASSES_EXTENDER = 1,   /* Grapheme_Cluster_Break Extend, SpacingMark or ZWJ */
    CLASSES_MARK = 2,       /* General_Category Mn or Mc: what LB1 asks of class SA */
    CLASSES_PICTOGRAPH = 4, /* Extended_Pictographic and unassigned: LB30b */
    CLASSES_IGNORABLE = 8   /* Default_Ignorable_Code_Point */
};

typedef struct ClassesRecord {
    uint8_t line;  /* BreakClass */
    uint8_t width; /* EastAsianWidth */
    uint8_t flags;
} ClassesRecord;

extern const uint8_t CLASSES_BLOCKS[CLASSES_LIMIT >> CLASSES_SHIFT];
extern const uint8_t CLASSES_INDEX[][1 << CLASSES_SHIFT];
extern const ClassesRecord CLASSES_RECORDS[];

#endif
