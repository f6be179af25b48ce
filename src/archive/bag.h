/*
 * bag: the small texts of a BagIt bag (RFC 8493): names, manifests, bag-info.
 */
#ifndef BANXIN_ARCHIVE_BAG_H
#define BANXIN_ARCHIVE_BAG_H

#include "archive/entry.h"
#include "base/arena.h"
#include "base/str.h"

#define BAG_NAME_MAX 120 /* bytes of a payload file's name, below what every file system takes */

/* "000012-2020-水务局-2020年部门预算.pdf": readable, unique by its number, safe on every file system. */
const char *bag_name(Arena *arena, const Entry *entry);
/* Appends a manifest's line; LF, CR and % of the path are percent-encoded (RFC 8493, 2.1.3). */
void bag_manifest_line(const char *digest, const char *path, Buf *out);
/* Appends an element of bag-info.txt; what would end the line becomes a blank. Nothing for an empty value. */
void bag_info(const char *label, const char *value, Buf *out);

#endif
