#include "sfnt.h"

#define SFNT_OTTO       SFNT_TAG('O', 'T', 'T', 'O')
#define SFNT_HEAD       SFNT_TAG('h', 'e', 'a', 'd')
#define SFNT_DSIG       SFNT_TAG('D', 'S', 'I', 'G')
#define SFNT_TABLES_MAX 64
#define SFNT_ADJUSTMENT 8 /* place of checkSumAdjustment in head */
#define SFNT_MAGIC      0xB1B0AFBAu

typedef struct Table {
    uint32_t tag;
    Str bytes;
} Table;

typedef struct Tables {
    Table items[SFNT_TABLES_MAX];
    size_t count;
} Tables;

static uint32_t number_at(Str bytes, size_t at, size_t size) {
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | (at + i < bytes.length ? (uint8_t)bytes.text[at + i] : 0);
    return value;
}

/* ---- reading ---- */

static bool read_tables(Str file, Tables *tables) {
    tables->count = 0;
    size_t count = number_at(file, 4, 2);
    if (number_at(file, 0, 4) != SFNT_OTTO || count > SFNT_TABLES_MAX - 1 || 12 + 16 * count > file.length)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t record = 12 + 16 * i, at = number_at(file, record + 8, 4), length = number_at(file, record + 12, 4);
        if (at > file.length || length > file.length - at)
            return false;
        tables->items[tables->count++] = (Table){number_at(file, record, 4), {file.text + at, length}};
    }
    return true;
}

Str sfnt_table(Str file, uint32_t tag) {
    Tables tables;
    if (read_tables(file, &tables))
        for (size_t i = 0; i < tables.count; i++)
            if (tables.items[i].tag == tag)
                return tables.items[i].bytes;
    return (Str){"", 0};
}

uint32_t sfnt_checksum(Str bytes) {
    uint32_t sum = 0;
    for (size_t at = 0; at < bytes.length; at += 4)
        sum += number_at(bytes, at, 4);
    return sum;
}

/* ---- writing ---- */

/* Tables stand in the order of their tags. */
static void set_table(Tables *tables, uint32_t tag, Str bytes) {
    size_t at = 0;
    while (at < tables->count && tables->items[at].tag < tag)
        at++;
    if (at == tables->count || tables->items[at].tag != tag) {
        for (size_t i = tables->count++; i > at; i--)
            tables->items[i] = tables->items[i - 1];
    }
    tables->items[at] = (Table){tag, bytes};
}

static void drop_table(Tables *tables, uint32_t tag) {
    size_t kept = 0;
    for (size_t i = 0; i < tables->count; i++)
        if (tables->items[i].tag != tag)
            tables->items[kept++] = tables->items[i];
    tables->count = kept;
}

static void put(Buf *out, uint32_t value, int size) {
    while (size-- > 0)
        buf_char(out, (char)(uint8_t)(value >> (8 * size)));
}

static size_t padded(size_t length) { return (length + 3) & ~(size_t)3; }

static void put_directory(Buf *out, const Tables *tables) {
    uint32_t power = 1, log = 0, count = (uint32_t)tables->count;
    for (; power * 2 <= count; power *= 2)
        log++;
    put(out, SFNT_OTTO, 4);
    put(out, count, 2);
    put(out, power * 16, 2);
    put(out, log, 2);
    put(out, (count - power) * 16, 2);
    size_t at = 12 + 16 * tables->count;
    for (size_t i = 0; i < tables->count; i++) {
        Str bytes = tables->items[i].bytes;
        uint32_t sum = sfnt_checksum(bytes);
        if (tables->items[i].tag == SFNT_HEAD)
            sum -= number_at(bytes, SFNT_ADJUSTMENT, 4);
        put(out, tables->items[i].tag, 4);
        put(out, sum, 4);
        put(out, (uint32_t)at, 4);
        put(out, (uint32_t)bytes.length, 4);
        at += padded(bytes.length);
    }
}

/* Writes the tables; gives the place of the file's checksum, left 0 until the whole file can be summed. */
static size_t put_tables(Buf *out, const Tables *tables) {
    size_t place = 0;
    for (size_t i = 0; i < tables->count; i++) {
        Str bytes = tables->items[i].bytes;
        size_t at = out->length;
        buf_push(out, bytes.text, bytes.length);
        while (!buf_failed(out) && (out->length - at) % 4)
            buf_char(out, '\0');
        if (tables->items[i].tag == SFNT_HEAD)
            place = at + SFNT_ADJUSTMENT;
    }
    for (size_t i = 0; place && !buf_failed(out) && i < 4; i++)
        out->bytes[place + i] = 0;
    return place;
}

static void put_adjustment(Buf *out, size_t start, size_t place) {
    uint32_t value = SFNT_MAGIC - sfnt_checksum((Str){out->bytes + start, out->length - start});
    for (size_t i = 0; i < 4; i++)
        out->bytes[place + i] = (char)(uint8_t)(value >> (24 - 8 * i));
}

bool sfnt_exchange(Str file, uint32_t tag, Str table, uint32_t note_tag, Str note, Buf *out) {
    Tables tables;
    if (!read_tables(file, &tables))
        return false;
    drop_table(&tables, SFNT_DSIG);
    set_table(&tables, tag, table);
    set_table(&tables, note_tag, note);
    size_t start = out->length;
    put_directory(out, &tables);
    size_t place = put_tables(out, &tables);
    if (buf_failed(out) || !place || place + 4 > out->length)
        return false;
    put_adjustment(out, start, place);
    return true;
}
