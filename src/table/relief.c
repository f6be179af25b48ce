#include "table/relief.h"

static Len divide_up(Len a, Len b) { return (a + b - 1) / b; }

/* Ems a line of some width holds. */
static Len ems_of(Len width, Len em) { return len_max(width / len_max(em, 1), 1); }

Len relief_width(const Needs *needs, size_t col, Len lines, bool sense) {
    const Need *need = needs_group(needs, col, 1);
    Len em = len_max(need->head_em, 1);
    Len head = len_min(divide_up(divide_up(need->head, em), lines) * em, need->head);
    if (sense)
        head = len_max(head, need->head_sense);
    return len_max(head, need->body);
}

/* Lines of the texts below a track's head. */
static int64_t rows_lines(const Needs *needs, size_t col, Len width) {
    const uint32_t *texts = needs->lengths[col].texts;
    Len ems = ems_of(width, needs->size);
    int64_t lines = 0;
    for (Len length = 0; length <= NEEDS_EMS; length++)
        if (texts[length]) /* most lengths no text has */
            lines += texts[length] * len_max(divide_up(length, ems), 1);
    return lines;
}

Len relief_unstacked(const Needs *needs, size_t col) {
    const Need *need = needs_group(needs, col, 1);
    return len_min(need->head, 2 * need->head_em);
}

Len relief_head_lines(const Needs *needs, size_t col, Len width) {
    const Need *need = needs_group(needs, col, 1);
    Len em = len_max(need->head_em, 1);
    return len_max(divide_up(divide_up(need->head, em), ems_of(width, em)), 1);
}

/* The least width in which the texts below the head take as many lines as in `width`. Broken lines are not full to
 * the last character: they keep one more. */
static Len least_for_rows(const Needs *needs, size_t col, Len width) {
    const Need *need = needs_group(needs, col, 1);
    if (width >= need->body || need->tall)
        return len_min(width, need->body);
    int64_t lines = rows_lines(needs, col, width);
    Len ems = ems_of(width, needs->size);
    while (ems > 1 && rows_lines(needs, col, (ems - 1) * needs->size) == lines)
        ems--;
    return len_min(width, (ems + 1) * needs->size);
}

Len relief_least(const Needs *needs, size_t col, Len width) {
    const Need *need = needs_group(needs, col, 1);
    Len lines = relief_head_lines(needs, col, width);
    Len head = lines == 1 ? need->head : divide_up(divide_up(need->head, need->head_em), lines) * need->head_em;
    return len_max(least_for_rows(needs, col, width), len_min(width, len_max(head, need->head_sense)));
}

static int64_t count_texts(const Needs *needs, size_t col) {
    int64_t count = 0;
    for (size_t i = 0; i <= NEEDS_EMS; i++)
        count += needs->lengths[col].texts[i];
    return count;
}

int64_t relief_lines(const Needs *needs, const Len *widths, const bool *names) {
    int64_t rows = 0, more = 0, head = 1;
    for (size_t col = 0; col < needs->cols; col++) {
        int64_t texts = names[col] ? count_texts(needs, col) : 0;
        rows = texts > rows ? texts : rows;
        more += names[col] ? rows_lines(needs, col, widths[col]) - texts : 0;
        head = len_max(head, relief_head_lines(needs, col, widths[col]));
    }
    rows += more;
    return rows + head * (1 + rows / RELIEF_PAGE_LINES);
}
