#include "pdf/pack.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/syntax.h"

/* Bytes of a row: type, where, index. */
enum { ROW_WHERE = 4, ROW_INDEX = 2, ROW_SIZE = 1 + ROW_WHERE + ROW_INDEX };
/* The filter of a row that is the difference to the row above (PNG, "Up"). */
#define ROW_UP 2

void pack_start(Pack *pack, Arena *arena, Deflate *deflate, uint32_t most) {
    *pack = (Pack){.arena = arena, .deflate = deflate, .most = most};
}

void pack_free(Pack *pack) {
    buf_free(&pack->head);
    buf_free(&pack->body);
    VEC_FREE(&pack->numbers);
    VEC_FREE(&pack->streams);
}

void pack_end(Pack *pack) {
    if (!pack->count)
        return;
    uint32_t first = (uint32_t)pack->head.length;
    buf_push(&pack->head, pack->body.bytes, pack->body.length);
    bool whole = !buf_failed(&pack->head) && !buf_failed(&pack->body) && !pack->numbers.failed;
    Str packed = {0};
    if (whole)
        packed = deflate_bytes(pack->deflate, DEFLATE_OBJECTS, (Str){pack->head.bytes, pack->head.length});
    char *copy = packed.text ? arena_copy(pack->arena, packed.text, packed.length) : NULL;
    PackStream *stream = copy ? VEC_PUSH(&pack->streams) : NULL;
    if (stream)
        *stream = (PackStream){{copy, packed.length}, pack->count, first, pack->numbers.count - pack->count};
    pack->failed |= !stream;
    pack->head.length = pack->body.length = 0;
    pack->count = 0;
}

/* Where in the body an object stands. */
static void add_place(Buf *head, uint32_t number, size_t place) {
    char *at = buf_room(head, 2 * BUF_NUMBER);
    if (!at)
        return;
    at = int_write(number, at);
    *at++ = ' ';
    at = int_write((int64_t)place, at);
    *at++ = ' ';
    buf_took(head, at);
}

static void add_body(Buf *body, Str entries) {
    char *at = buf_room(body, entries.length + 4);
    if (!at)
        return;
    memcpy(at, "<<", 2);
    if (entries.length)
        memcpy(at + 2, entries.text, entries.length);
    memcpy(at + 2 + entries.length, ">>", 2);
    buf_took(body, at + entries.length + 4);
}

void pack_add(Pack *pack, uint32_t number, Str entries) {
    uint32_t *slot = pack->failed ? NULL : VEC_PUSH(&pack->numbers);
    if (!slot) {
        pack->failed = true;
        return;
    }
    *slot = number;
    pack->count++;
    add_place(&pack->head, number, pack->body.length);
    add_body(&pack->body, entries);
    if (pack->count == pack->most)
        pack_end(pack);
}

/* ---- the table ---- */

void pack_table_start(PackTable *table, size_t size) {
    *table = (PackTable){.rows = calloc(size, sizeof *table->rows), .size = size};
    table->failed = !table->rows;
}

void pack_table_free(PackTable *table) {
    free(table->rows);
    *table = (PackTable){0};
}

static void note(PackTable *table, uint32_t number, struct PackRow row) {
    if (table->failed || number >= table->size) {
        table->failed = true;
        return;
    }
    table->rows[number] = row;
    if (number >= table->count)
        table->count = (size_t)number + 1;
}

void pack_table_note(PackTable *table, uint32_t number, uint32_t offset) {
    note(table, number, (struct PackRow){1, offset, 0});
}

void pack_table_packed(PackTable *table, const Pack *pack, uint32_t first) {
    for (size_t i = 0; i < pack->streams.count; i++) {
        const PackStream *stream = &pack->streams.items[i];
        for (uint32_t j = 0; j < stream->count; j++)
            note(table, pack->numbers.items[stream->number_at + j], (struct PackRow){2, first + (uint32_t)i, j});
    }
}

static void fill_row(const struct PackRow *row, uint8_t out[ROW_SIZE]) {
    out[0] = row->type;
    for (int i = 0; i < ROW_WHERE; i++)
        out[1 + i] = (uint8_t)(row->where >> 8 * (ROW_WHERE - 1 - i));
    for (int i = 0; i < ROW_INDEX; i++)
        out[1 + ROW_WHERE + i] = (uint8_t)(row->index >> 8 * (ROW_INDEX - 1 - i));
}

void pack_table_rows(const PackTable *table, Buf *out) {
    uint8_t above[ROW_SIZE] = {0}, row[ROW_SIZE], line[1 + ROW_SIZE] = {ROW_UP};
    for (size_t i = 0; i < table->count && !table->failed; i++) {
        fill_row(&table->rows[i], row);
        if (i == 0)
            row[1 + ROW_WHERE] = row[ROW_SIZE - 1] = 0xFF; /* the head of the free list: generation 65,535 */
        for (int j = 0; j < ROW_SIZE; j++)
            line[1 + j] = (uint8_t)(row[j] - above[j]);
        buf_push(out, line, sizeof line);
        memcpy(above, row, sizeof above);
    }
}

void pack_table_entries(const PackTable *table, Buf *out) {
    pdf_key_int(out, "Size", (int64_t)table->count);
    buf_text(out, "/W[1 ");
    buf_int(out, ROW_WHERE);
    buf_char(out, ' ');
    buf_int(out, ROW_INDEX);
    buf_text(out, "]/DecodeParms<</Predictor 12");
    pdf_key_int(out, "Columns", ROW_SIZE);
    buf_text(out, ">>");
}
