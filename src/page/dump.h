/*
 * dump: the page list and its tag tree as readable text, one line an item, for --dump-pages and golden tests.
 *
 *   page 3 "1" body 595.276x841.89
 *     text FandolFang-Regular 15.75 at 79.37,104.88 tag 12 "收支总预算" [gid@cluster+advance ...]
 *     rule 79.37,104.88 441x0.5 tag 0
 *     link 79.37,90 441x15.75 tag 14 -> 33
 *   tags
 *     1 Document
 *       2 Part
 *         3 H1 "第一部分 单位概况" page 3
 */
#ifndef BANXIN_PAGE_DUMP_H
#define BANXIN_PAGE_DUMP_H

#include "base/str.h"
#include "page/page.h"

/* Appends the dump. `glyphs` false leaves out the glyph lists (the short form most golden tests compare). */
void page_list_dump(const PageList *list, bool glyphs, Buf *out);

#endif
