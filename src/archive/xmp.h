/*
 * xmp: a text out of an XMP packet (ISO 16684-1), read as the plain text it is: no namespaces but the usual prefixes.
 */
#ifndef BANXIN_ARCHIVE_XMP_H
#define BANXIN_ARCHIVE_XMP_H

#include "base/arena.h"
#include "base/str.h"

/*
 * The value of a property, "dc:title" or "xmp:CreateDate", its entities resolved: an element's text, the first item of
 * its list, or an attribute. NULL when there is none.
 */
const char *xmp_text(Arena *arena, Str packet, const char *property);

#endif
