/*
 * json_scan: the strict reader of JSON text (RFC 8259) that finds every fault and the place of every value.
 *
 * It builds nothing but a list of offsets, one a value, in the order the values begin. What it accepts, any JSON
 * parser reads alike; what it refuses has been reported.
 */
#ifndef BANXIN_JSON_JSON_SCAN_H
#define BANXIN_JSON_JSON_SCAN_H

#include "base/diag.h"
#include "base/vec.h"
#include "json/json_lines.h"

typedef struct JsonSource {
    const char *name; /* of the file, for places */
    const char *bytes;
    size_t length;
    const JsonLines *lines;
    size_t most_values; /* more are refused */
} JsonSource;

typedef VEC(uint32_t) JsonOffsets;

/*
 * True when the text has no fault; `offsets` then holds the byte offset of every value (freed by the caller in any
 * case). False when a fault was reported, MEMORY among them.
 */
bool json_scan(const JsonSource *source, JsonOffsets *offsets, DiagList *diags);

#endif
