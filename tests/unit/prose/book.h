/*
 * book: a report for the prose tests, read from lines of text. Fields are divided by tabs:
 *
 *     @year 2020
 *     @table 表五 一般公共预算支出情况表 万元 [empty]
 *     @columns 小计 基本支出 项目支出
 *     @row LEVEL[*] NAME AMOUNT...         an empty amount is a blank cell; * the class is printed a second time
 *     @known WORDS                         in the next paragraph these were filled in by the form
 *     # heading, ## heading below it ...   every other line is a paragraph
 */
#ifndef BANXIN_TESTS_PROSE_BOOK_H
#define BANXIN_TESTS_PROSE_BOOK_H

#include "base/arena.h"
#include "prose/prose.h"

/* Everything in the arena; the text must live as long. */
const ProseBook *book_read(Arena *arena, Str text);
/* A file of tests/unit/prose/books. NULL when it cannot be read. */
const ProseBook *book_open(Arena *arena, const char *path);

#endif
