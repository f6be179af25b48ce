/*
 * memo: paragraphs made before, for the next that says the same.
 *
 * A cell is made once to be measured and once to be drawn, a row's label in every table, a form's sentence in every
 * report a process sets. What para_make() finds out depends on the texts, roles and sizes of the runs, on the style
 * and on the fonts, which an engine keeps: that is the key, compared byte by byte. Tags, links, colours and places are
 * the new paragraph's own. Nothing that was made with a remark is kept, so that finding it again says nothing either.
 *
 * Two slabs of fixed size, and no other memory: what is kept is written behind what was kept last in the young one;
 * what is found in the old one is moved to the young one; when that is full, the old one is emptied and they change
 * places. So what is asked for again stays, and what is not goes, and a thousand reports take no more than three.
 */
#ifndef BANXIN_TEXT_MEMO_H
#define BANXIN_TEXT_MEMO_H

#include "text/para.h"

/* Of both slabs together: a report like the model one has 1 MiB of different paragraphs. */
#define MEMO_BYTES ((size_t)4 << 20)

typedef struct Memo Memo;
/* Of any size, 0 too (then nothing is kept). NULL when memory is out. */
Memo *memo_new(size_t bytes);
void memo_free(Memo *memo);
/* Forgets all. */
void memo_clear(Memo *memo);

/* What is kept of a paragraph: what stands in its block from the atoms on, and its widths where they were asked for. */
typedef struct MemoPara {
    MemoTicket ticket;
    ParaWidths widths;
    const void *parts;
    size_t atom_count, glyph_count, char_count;
} MemoPara;

/*
 * A paragraph of such runs and such a style (both bounded); false if there is none. Its parts are lent until the next
 * call. What was sought is the key of the next memo_keep().
 */
bool memo_find(Memo *memo, const TextRun *runs, size_t count, const ParaStyle *style, MemoPara *found);
/* Keeps the paragraph sought last, `bytes` of parts; gives its ticket, or one that names nothing if it is too large. */
MemoTicket memo_keep(Memo *memo, const MemoPara *made, size_t bytes);
/* Notes the widths of a paragraph that is still kept. */
void memo_note_widths(Memo *memo, MemoTicket ticket, ParaWidths widths);

#endif
