#include "archive/listing.h"

#include <string.h>

#include "archive/chain.h"
#include "base/utf8.h"
#include "unicode/classes.h"
#include "json/json_write.h"

/* ---- table ---- */

#define TABLE_GAP 2 /* columns between two */

typedef enum Column {
    COLUMN_NUMBER,
    COLUMN_YEAR,
    COLUMN_ORGAN,
    COLUMN_TITLE,
    COLUMN_FILED,
    COLUMN_PAGES,
    COLUMN_SIGNERS,
    COLUMN_COUNT
} Column;

static const struct {
    const char *head[2]; /* by Language */
    bool right;
} columns[COLUMN_COUNT] = {
    [COLUMN_NUMBER] = {{"no.", "序号"}, true},           [COLUMN_YEAR] = {{"year", "年度"}, false},
    [COLUMN_ORGAN] = {{"organ", "单位"}, false},         [COLUMN_TITLE] = {{"title", "题名"}, false},
    [COLUMN_FILED] = {{"number", "文号"}, false},        [COLUMN_PAGES] = {{"pages", "页数"}, true},
    [COLUMN_SIGNERS] = {{"signed by", "签署人"}, false},
};

size_t listing_columns(Str text) {
    size_t count = 0;
    for (size_t at = 0, size = 0; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        EastAsianWidth width = unicode_width(c);
        if (!unicode_is_extender(c))
            count += width == EAW_WIDE || width == EAW_FULL ? 2 : 1;
    }
    return count;
}

static void put_number(int64_t number, Buf *out) {
    if (number != ENTRY_NONE)
        buf_int(out, number);
}

static void put_signers(const Entry *entry, Buf *out) {
    for (size_t i = 0; i < entry->signature_count; i++) {
        const char *signer = entry->signatures[i].signer;
        buf_text(out, i ? ", " : "");
        diag_push(str_from(signer ? signer : "?"), out);
    }
}

static void put_cell(const Entry *entry, Column column, Buf *out) {
    const char *texts[COLUMN_COUNT] = {
        [COLUMN_ORGAN] = entry->organ, [COLUMN_TITLE] = entry->title, [COLUMN_FILED] = entry->number};
    if (texts[column])
        diag_push(str_from(texts[column]), out);
    else if (column == COLUMN_NUMBER || column == COLUMN_YEAR || column == COLUMN_PAGES)
        put_number(column == COLUMN_NUMBER ? entry->sequence : column == COLUMN_YEAR ? entry->year : entry->pages, out);
    else if (column == COLUMN_SIGNERS)
        put_signers(entry, out);
}

static size_t cell_width(const Entry *entry, Column column) {
    Buf cell = {0};
    put_cell(entry, column, &cell);
    size_t width = listing_columns((Str){cell.bytes, cell.length});
    buf_free(&cell);
    return width;
}

static void measure(const Found *found, Language language, size_t widths[COLUMN_COUNT]) {
    for (Column column = 0; column < COLUMN_COUNT; column++) {
        widths[column] = listing_columns(str_from(columns[column].head[language]));
        for (size_t i = 0; i < found->count; i++) {
            size_t width = cell_width(&found->entries[i], column);
            widths[column] = width > widths[column] ? width : widths[column];
        }
    }
}

static void put_blanks(size_t count, Buf *out) {
    for (size_t i = 0; i < count; i++)
        buf_char(out, ' ');
}

/* The last column is not filled up: no blanks at a line's end. `entry` NULL: the head. */
static void put_row(const Entry *entry, const size_t widths[COLUMN_COUNT], Language language, Buf *out) {
    size_t owed = 0; /* blanks, put only when something comes after them */
    for (Column column = 0; column < COLUMN_COUNT; column++) {
        Buf cell = {0};
        if (entry)
            put_cell(entry, column, &cell);
        else
            buf_text(&cell, columns[column].head[language]);
        size_t width = listing_columns((Str){cell.bytes, cell.length});
        size_t spare = widths[column] > width ? widths[column] - width : 0;
        if (cell.length)
            put_blanks(owed + (columns[column].right ? spare : 0), out);
        buf_push(out, cell.length ? cell.bytes : "", cell.length);
        owed = TABLE_GAP + (cell.length && columns[column].right ? 0 : spare) + (cell.length ? 0 : owed);
        out->failed |= buf_failed(&cell);
        buf_free(&cell);
    }
    buf_char(out, '\n');
}

void listing_table(const Found *found, Language language, Buf *out) {
    size_t widths[COLUMN_COUNT];
    if (found->count == 0)
        return;
    measure(found, language, widths);
    put_row(NULL, widths, language, out);
    for (size_t i = 0; i < found->count; i++)
        put_row(&found->entries[i], widths, language, out);
}

/* ---- JSON ---- */

static void write_signatures(JsonWriter *writer, const Entry *entry) {
    json_write_key(writer, "signatures");
    json_write_open(writer, '[');
    for (size_t i = 0; i < entry->signature_count; i++) {
        const EntrySignature *signature = &entry->signatures[i];
        json_write_open(writer, '{');
        json_write_member(writer, "field", signature->field);
        json_write_member(writer, "level", signature->level);
        json_write_member(writer, "signer", signature->signer);
        json_write_member(writer, "time", signature->time);
        json_write_close(writer, '}');
    }
    json_write_close(writer, ']');
}

static void write_field(JsonWriter *writer, const Entry *entry, const EntryField *field) {
    if (field->kind == ENTRY_LIST) {
        write_signatures(writer, entry);
    } else if (field->kind == ENTRY_TEXT) {
        json_write_member(writer, field->key, entry_text(entry, field));
    } else if (entry_number(entry, field) != ENTRY_NONE) {
        json_write_count(writer, field->key, entry_number(entry, field));
    } else {
        json_write_key(writer, field->key);
        json_write_null(writer);
    }
}

static void write_entry(JsonWriter *writer, const Entry *entry, Str line) {
    char hash[HASH_HEX];
    json_write_open(writer, '{');
    for (const EntryField *field = entry_fields; field->key; field++)
        if (strcmp(field->key, "format") != 0)
            write_field(writer, entry, field);
    json_write_member(writer, "hash", chain_hash(line, hash) ? hash : NULL);
    json_write_close(writer, '}');
}

void listing_json(const Found *found, Buf *out) {
    JsonWriter writer = {.out = out};
    json_write_open(&writer, '{');
    json_write_count(&writer, "version", LISTING_VERSION);
    json_write_key(&writer, "entries");
    json_write_open(&writer, '[');
    for (size_t i = 0; i < found->count; i++)
        write_entry(&writer, &found->entries[i], found->lines[i]);
    json_write_close(&writer, ']');
    json_write_close(&writer, '}');
    buf_char(out, '\n');
}

/* ---- CSV ---- */

/* A text that a spreadsheet would take for a formula is marked as text. */
static void csv_text(Str text, Buf *out) {
    bool formula = text.length && memchr("=+-@\t\r", text.text[0], 6);
    buf_text(out, formula ? "\"'" : "\"");
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == '"')
            buf_char(out, '"');
        buf_char(out, text.text[i]);
    }
    buf_char(out, '"');
}

static void csv_joined(const Entry *entry, bool times, Buf *out) {
    Buf joined = {0};
    for (size_t i = 0; i < entry->signature_count; i++) {
        const char *text = times ? entry->signatures[i].time : entry->signatures[i].signer;
        buf_text(&joined, i ? "; " : "");
        buf_text(&joined, text ? text : "");
    }
    csv_text((Str){joined.bytes, joined.length}, out);
    out->failed |= buf_failed(&joined);
    buf_free(&joined);
}

static void csv_field(const Entry *entry, const EntryField *field, Buf *out) {
    if (field->kind == ENTRY_LIST) {
        csv_joined(entry, false, out);
        buf_char(out, ',');
        csv_joined(entry, true, out);
    } else if (field->kind == ENTRY_TEXT) {
        csv_text(str_from(entry_text(entry, field)), out);
    } else if (entry_number(entry, field) != ENTRY_NONE) {
        buf_int(out, entry_number(entry, field));
    }
}

void listing_csv(const Found *found, Buf *out) {
    buf_text(out, "\xEF\xBB\xBF");
    for (const EntryField *field = entry_fields; field->key; field++)
        buf_printf(out, "%s%s", field == entry_fields ? "" : ",",
                   field->kind == ENTRY_LIST ? "signers,signing-times" : field->key);
    buf_text(out, "\r\n");
    for (size_t i = 0; i < found->count; i++) {
        for (const EntryField *field = entry_fields; field->key; field++) {
            buf_text(out, field == entry_fields ? "" : ",");
            csv_field(&found->entries[i], field, out);
        }
        buf_text(out, "\r\n");
    }
}
