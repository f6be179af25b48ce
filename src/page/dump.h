/*
 * dump: the page list and its tag tree as readable text, one line an item, for --dump-pages and golden tests.
 *
 *   document "2020年部门预算" zh-CN author "某局" date 2020-01-16
 *   page 3 "1" body 595.276x841.89
 *     text FandolFang-Regular 15.75 at 79.37,104.88 wide 78.75 tag 12 "收支总预算" [gid@cluster+advance ...]
 *     rule 79.37,104.88 441x0.5 tag 0
 *     link 79.37,90 441x15.75 tag 14 -> 33
 *     field 120,600 85.039x34.016 tag 40 "拟稿"
 *   tags
 *     1 Document page 1
 *       2 Part page 3
 *         3 H1 "第一部分 单位概况" page 3
 *         4 TH rows 2 cols 3 scope column page 4
 *
 * Pages count from 1. Places and sizes are points. An item in the turned frame says "turned" and gives its place in
 * that frame; a colour other than black is given as cmyk; a glyph drawn off its pen adds (x,y); an outline entry
 * says "outline". Control characters, quotes and backslashes of a text are escaped.
 */
#ifndef BANXIN_PAGE_DUMP_H
#define BANXIN_PAGE_DUMP_H

#include "base/str.h"
#include "page/page.h"

/* Appends the dump. `glyphs` false leaves out the glyph lists (the short form most golden tests compare). */
void page_list_dump(const PageList *list, bool glyphs, Buf *out);

#endif
