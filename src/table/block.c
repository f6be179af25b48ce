#include "table/block.h"

size_t block_para_lines(const Table *table, const GridCell *cell, size_t para) {
    return cell->cell->para_count == 1 ? cell->lines : table->para_lines[cell->lines + para];
}

size_t block_lines(const Table *table, const GridCell *cell) {
    size_t lines = 0;
    for (size_t p = 0; p < cell->cell->para_count; p++)
        lines += block_para_lines(table, cell, p);
    return lines;
}

Len block_height(const Table *table, const GridCell *cell, size_t count) {
    Len height = 0;
    for (size_t p = 0; p < cell->cell->para_count && count > 0; p++) {
        size_t lines = block_para_lines(table, cell, p);
        size_t taken = lines < count ? lines : count;
        height += (Len)taken * setter_leading(&table->setter, &cell->cell->paras[p]);
        count -= taken;
    }
    return len_min(height, LEN_MAX);
}

size_t block_fit(const Table *table, const GridCell *cell, size_t first, Len room) {
    size_t fit = 0;
    for (size_t p = 0; p < cell->cell->para_count; p++) {
        size_t lines = block_para_lines(table, cell, p);
        size_t skipped = first > fit ? first - fit : 0;
        if (skipped >= lines) {
            fit += lines;
            continue;
        }
        Len leading = setter_leading(&table->setter, &cell->cell->paras[p]);
        size_t more = room <= 0 ? 0 : (size_t)(room / leading);
        if (more < lines - skipped)
            return fit + skipped + more;
        room -= (Len)(lines - skipped) * leading;
        fit += lines;
    }
    return fit > first ? fit : first;
}
