/*
 * sfnt: the tables of an OpenType file, and a file with one of them exchanged.
 */
#ifndef LIGHTEN_SFNT_H
#define LIGHTEN_SFNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define SFNT_TAG(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* A table's bytes, borrowed from the file; length 0 when the file has none such or is no OpenType file with CFF
 * outlines. */
Str sfnt_table(Str file, uint32_t tag);
/* The sum by which OpenType knows tables and whole files. */
uint32_t sfnt_checksum(Str bytes);
/*
 * Appends the file with the table `tag` exchanged and the table `note_tag` added or exchanged. The other tables keep
 * their bytes but for the file's checksum in `head`; a digital signature (DSIG), which no longer holds, is left out.
 * False when the file is broken or memory is out.
 */
bool sfnt_exchange(Str file, uint32_t tag, Str table, uint32_t note_tag, Str note, Buf *out);

#endif
