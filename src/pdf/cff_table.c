#include "pdf/cff_table.h"

uint32_t cff_number(const Cff *cff, size_t at, int size) {
    uint32_t value = 0;
    if (at > cff->length || cff->length - at < (size_t)size)
        return 0;
    for (int i = 0; i < size; i++)
        value = value << 8 | cff->bytes[at + (size_t)i];
    return value;
}

/* ---- INDEX ---- */

static bool index_offset(const Cff *cff, const CffIndex *index, uint32_t i, size_t *at) {
    uint32_t offset = cff_number(cff, index->offsets + (size_t)i * (size_t)index->offset_size, index->offset_size);
    *at = index->base + offset;
    return offset && *at <= cff->length;
}

bool cff_index_open(const Cff *cff, size_t at, CffIndex *index) {
    if (at > cff->length || cff->length - at < 2)
        return false;
    *index = (CffIndex){.count = cff_number(cff, at, 2), .offset_size = 1, .end = at + 2};
    if (!index->count)
        return true;
    index->offset_size = (int)cff_number(cff, at + 2, 1);
    if (index->offset_size < 1 || index->offset_size > 4)
        return false;
    index->offsets = at + 3;
    index->base = index->offsets + ((size_t)index->count + 1) * (size_t)index->offset_size - 1;
    return index_offset(cff, index, index->count, &index->end);
}

bool cff_index_item(const Cff *cff, const CffIndex *index, uint32_t i, CffSpan *item) {
    size_t end;
    if (i >= index->count || !index_offset(cff, index, i, &item->at) || !index_offset(cff, index, i + 1, &end))
        return false;
    item->length = end - item->at;
    return end >= item->at;
}

/* ---- DICT ---- */

bool cff_operand(const Cff *cff, size_t *at, uint32_t first, int32_t *value) {
    if (first >= 32 && first <= 246) {
        *value = (int32_t)first - 139;
    } else if (first >= 247 && first <= 254) {
        int32_t low = (int32_t)cff_number(cff, (*at)++, 1);
        *value = first <= 250 ? ((int32_t)first - 247) * 256 + low + 108 : -((int32_t)first - 251) * 256 - low - 108;
    } else if (first == 28) {
        *value = (int16_t)cff_number(cff, *at, 2);
        *at += 2;
    } else if (first == 29) {
        *value = (int32_t)cff_number(cff, *at, 4);
        *at += 4;
    } else if (first == 30) {
        uint32_t pair;
        do
            pair = cff_number(cff, (*at)++, 1);
        while ((pair & 15) != 15 && *at < cff->length);
        *value = 0;
    } else {
        return false;
    }
    return true;
}

bool cff_dict_next(const Cff *cff, CffSpan dict, size_t *at, CffEntry *entry) {
    const size_t start = *at, end = dict.at + dict.length;
    entry->op = -1;
    entry->count = 0;
    while (*at < end) {
        uint32_t first = cff_number(cff, (*at)++, 1);
        if (first <= 21) {
            entry->op = first == 12 ? (int)(CFF_TWO_BYTES | cff_number(cff, (*at)++, 1)) : (int)first;
            entry->bytes = (CffSpan){start, *at - start};
            return *at <= end;
        }
        if (entry->count == CFF_OPERANDS || !cff_operand(cff, at, first, &entry->operands[entry->count++]))
            return false;
    }
    return true;
}

bool cff_dict_find(const Cff *cff, CffSpan dict, int op, CffEntry *entry) {
    size_t at = dict.at;
    do
        if (!cff_dict_next(cff, dict, &at, entry))
            return false;
    while (entry->op >= 0 && entry->op != op);
    return true;
}

bool cff_dict_offset(const Cff *cff, CffSpan dict, int op, size_t *offset) {
    CffEntry entry;
    *offset = 0;
    if (!cff_dict_find(cff, dict, op, &entry))
        return false;
    if (entry.op < 0)
        return true;
    if (entry.count < 1 || entry.operands[0] < 0 || (size_t)entry.operands[0] > cff->length)
        return false;
    *offset = (size_t)entry.operands[0];
    return true;
}

bool cff_private(const Cff *cff, CffSpan font, CffSpan *dict) {
    CffEntry entry;
    *dict = (CffSpan){0, 0};
    if (!cff_dict_find(cff, font, CFF_PRIVATE, &entry))
        return false;
    if (entry.op < 0)
        return true;
    if (entry.count < 2 || entry.operands[0] < 0 || entry.operands[1] < 0)
        return false;
    *dict = (CffSpan){(size_t)entry.operands[1], (size_t)entry.operands[0]};
    return dict->at <= cff->length && dict->length <= cff->length - dict->at;
}

/* ---- FDSelect ---- */

bool cff_selector_open(const Cff *cff, size_t select, CffSelector *selector) {
    *selector = (CffSelector){.format = -1};
    if (!select)
        return true;
    selector->format = (int)cff_number(cff, select, 1);
    selector->at = selector->format == 3 ? select + 3 : select + 1;
    return selector->format == 0 || (selector->format == 3 && cff_number(cff, selector->at, 2) == 0);
}

bool cff_selector_step(const Cff *cff, CffSelector *selector, uint32_t glyph) {
    if (selector->format == 0)
        selector->index = cff_number(cff, selector->at + glyph, 1);
    while (selector->format == 3 && glyph >= selector->next) {
        if (selector->next)
            selector->at += 3;
        selector->index = cff_number(cff, selector->at + 2, 1);
        const uint32_t next = cff_number(cff, selector->at + 3, 2);
        if (next <= selector->next)
            return false;
        selector->next = next;
    }
    return true;
}
