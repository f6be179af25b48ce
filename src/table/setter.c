#include "table/setter.h"

#include <string.h>

#include "base/utf8.h"

static Len scale(const Setter *setter, Len full) {
    return setter->size == setter->full ? full : len_scale(full, setter->size, setter->full);
}

Len setter_leading(const Setter *setter, const CellPara *para) {
    return len_min(len_max(scale(setter, para->style.leading), 1), SETTER_LEADING_MAX);
}

static bool is_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

/* What may stand in a number beside its digits: points, separators, signs, blanks, brackets, %, ‰, ¥. */
static bool is_number_mark(uint32_t c) {
    static const uint32_t wide[] = {0xA0,   0xA5,   0x2009, 0x202F, 0x2030, 0x2212, 0xFF05,
                                    0xFF08, 0xFF09, 0xFF0B, 0xFF0C, 0xFF0D, 0xFF0E, 0xFFE5};
    if (c < 0x80)
        return c != 0 && strchr(" .,+-()%", (int)c) != NULL;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (c == wide[i])
            return true;
    }
    return false;
}

bool setter_is_number(const TableCell *cell) {
    if (cell->align != CELL_DECIMAL || cell->para_count != 1)
        return false;
    bool digits = false;
    for (size_t r = 0; r < cell->paras[0].run_count; r++) {
        const TextRun *run = &cell->paras[0].runs[r];
        if (run->kind != TEXT_RUN)
            return false;
        for (size_t i = 0, size; i < run->text.length; i += size) {
            uint32_t c = utf8_decode(run->text.text + i, run->text.length - i, &size);
            if (is_digit(c))
                digits = true;
            else if (!is_number_mark(c))
                return false;
        }
    }
    return digits;
}

/* Where the digits of a number align: before its point, or after its last digit. */
static void find_point(const CellPara *para, size_t *at_run, size_t *at_offset) {
    for (size_t r = 0; r < para->run_count; r++) {
        Str text = para->runs[r].text;
        for (size_t i = 0, size; i < text.length; i += size) {
            uint32_t c = utf8_decode(text.text + i, text.length - i, &size);
            bool point = c == '.' || c == 0xFF0E;
            if (point || is_digit(c)) {
                *at_run = r;
                *at_offset = point ? i : i + size;
            }
            if (point)
                return;
        }
    }
}

Len setter_point(const Para *set, const TableCell *cell) {
    const CellPara *para = &cell->paras[0];
    Len width = len_min(para_max_width(set), SETTER_WIDTH_MAX);
    size_t run = 0, offset = 0;
    find_point(para, &run, &offset);
    while (run < para->run_count && offset == para->runs[run].text.length) {
        run++;
        offset = 0;
    }
    return run == para->run_count ? width : len_max(0, len_min(para_offset_x(set, run, offset), width));
}

static ParaAlign align_of(const TableCell *cell) {
    switch (cell->align) {
    case CELL_LEFT: return ALIGN_LEFT;
    case CELL_CENTER: return ALIGN_CENTER;
    case CELL_RIGHT: return ALIGN_RIGHT;
    case CELL_JUSTIFY: return ALIGN_JUSTIFY;
    case CELL_DECIMAL: break;
    }
    return setter_is_number(cell) ? ALIGN_LEFT : ALIGN_CENTER;
}

ParaStyle setter_style(const Setter *setter, const TableCell *cell, size_t para, bool stacked) {
    ParaStyle style = cell->paras[para].style;
    bool plain = stacked || setter_is_number(cell); /* indents would move the point, or push a stack out */
    style.align = stacked ? ALIGN_CENTER : align_of(cell);
    style.leading = setter_leading(setter, &cell->paras[para]);
    style.size = scale(setter, style.size);
    style.first_indent = plain ? 0 : scale(setter, style.first_indent);
    style.left_indent = plain ? 0 : scale(setter, style.left_indent + cell->indent);
    style.right_indent = plain ? 0 : scale(setter, style.right_indent);
    style.stacked = stacked || style.stacked;
    style.hang = false; /* text does not leave its cell */
    return style;
}

Para *setter_para(Arena *arena, const Setter *setter, const TableCell *cell, size_t para, bool stacked) {
    const CellPara *from = &cell->paras[para];
    ParaStyle style = setter_style(setter, cell, para, stacked);
    const TextRun *runs = from->runs;
    if (setter->size != setter->full) {
        TextRun *scaled = ARENA_ARRAY(arena, TextRun, from->run_count);
        if (!scaled)
            return NULL;
        for (size_t i = 0; i < from->run_count; i++) {
            scaled[i] = runs[i];
            scaled[i].size = scale(setter, runs[i].size);
        }
        runs = scaled;
    }
    return para_make(arena, setter->engine, runs, from->run_count, &style, setter->diags);
}

static bool has_forced_end(const CellPara *para) {
    for (size_t r = 0; r < para->run_count; r++) {
        Str text = para->runs[r].text;
        if (text.length && memchr(text.text, '\n', text.length))
            return true;
    }
    return false;
}

static bool measure_para(Arena *scratch, const Setter *setter, const TableCell *cell, size_t p, CellNeed *need) {
    Para *para = setter_para(scratch, setter, cell, p, /*stacked*/ false);
    if (!para)
        return false;
    Len min = len_min(para_min_width(para), SETTER_WIDTH_MAX), max = len_min(para_max_width(para), SETTER_WIDTH_MAX);
    need->min = len_max(need->min, min);
    need->max = len_max(need->max, len_max(min, max));
    need->sense = len_max(need->sense, len_max(min, len_min(para_sense_width(para), max)));
    if (need->number)
        need->left = setter_point(para, cell);
    if (!cell->may_stack) {
        need->stacked = need->min;
        return true;
    }
    para = setter_para(scratch, setter, cell, p, /*stacked*/ true);
    if (!para)
        return false;
    need->stacked = len_max(need->stacked, len_min(para_min_width(para), SETTER_WIDTH_MAX));
    return true;
}

/* No character is wider than an em. */
static Len split_width(const Setter *setter, const TableCell *cell) {
    Len widest = 0;
    for (size_t p = 0; p < cell->para_count; p++) {
        ParaStyle style = setter_style(setter, cell, p, /*stacked*/ false);
        widest = len_max(widest, style.size + style.left_indent + style.right_indent + len_max(style.first_indent, 0));
    }
    return widest;
}

bool setter_measure(Arena *scratch, const Setter *setter, const TableCell *cell, CellNeed *need) {
    *need = (CellNeed){.number = setter_is_number(cell)};
    if (cell->para_count == 1)
        need->one_line = !cell->paras[0].style.stacked && !has_forced_end(&cell->paras[0]);
    for (size_t p = 0; p < cell->para_count; p++) {
        ArenaMark mark = arena_mark(scratch);
        bool set = measure_para(scratch, setter, cell, p, need);
        arena_rewind(scratch, mark);
        if (!set)
            return false;
    }
    need->stacked = len_min(need->stacked, need->min);
    need->split = cell->may_split ? len_min(need->stacked, split_width(setter, cell)) : need->stacked;
    return true;
}
