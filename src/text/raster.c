#include "text/raster.h"

static bool is_western(const Atom *atom) { return atom->kind == ATOM_WESTERN || atom->kind == ATOM_SPACE; }

static size_t find_group_end(const Setting *setting, size_t at) {
    const Atom *atoms = setting->atoms;
    if (atoms[at].flags & ATOM_PAIRED)
        return at + 2;
    size_t end = at + 1;
    if (is_western(&atoms[at]))
        while (end < setting->count && is_western(&atoms[end]))
            end++;
    return end;
}

static Len cell(const Setting *setting) { return len_max(1, setting->style->size); }

static Len natural(const Setting *setting, size_t from, size_t end) {
    return setting->sums[end].width - setting->sums[from].width;
}

static uint32_t cells_between(const Setting *setting, size_t from, size_t end) {
    Len width = natural(setting, from, end);
    return (uint32_t)((width + cell(setting) - 1) / cell(setting));
}

void raster_sum(Setting *setting) {
    uint32_t cells = 0;
    size_t end = 0;
    for (size_t at = 0; at < setting->count; at = end) {
        end = find_group_end(setting, at);
        if (end > setting->count)
            end = setting->count;
        for (size_t i = at; i < end; i++) {
            setting->sums[i].cells = cells;
            setting->sums[i].group = (uint32_t)at;
            setting->sums[i].group_end = (uint32_t)end;
        }
        cells += cells_between(setting, at, end);
    }
}

Len raster_width(const Setting *setting, size_t from, size_t end) {
    const SpanSums *sums = setting->sums;
    size_t first_end = sums[from].group_end;
    if (end <= first_end)
        return cells_between(setting, from, end) * cell(setting);
    size_t last = sums[end - 1].group;
    uint32_t cells = cells_between(setting, from, first_end) + cells_between(setting, last, end);
    if (last > first_end)
        cells += sums[last].cells - sums[first_end].cells;
    return cells * cell(setting);
}

size_t raster_group_end(const Setting *setting, size_t at, size_t end) {
    size_t group_end = setting->sums[at].group_end;
    return group_end < end ? group_end : end;
}
