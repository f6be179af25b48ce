#include "compose/table_csv.h"

#include <string.h>

#include "base/utf8.h"
#include "compose/fill.h"
#include "figures/quote.h"

/* A file's name has 255 bytes at most; number, blank and ending stand about the title. */
#define TITLE_BYTES_MAX 180
#define KEY_BYTES_MAX   60

typedef struct Csv {
    Composer *composer;
    const Scope *scope;
    const TableForm *form;
    RowCell *cells; /* of the row at hand */
    bool amounts;   /* it holds some */
    Buf cell, out;
} Csv;

/* ---- lines ---------------------------------------------------------------------------------------------------- */

static bool needs_quotes(const Buf *cell) {
    for (size_t i = 0; i < cell->length; i++)
        if (strchr(",\"\r\n", cell->bytes[i]))
            return true;
    return false;
}

/* Ends the cell at hand, the `column`-th of its line. */
static void end_cell(Csv *csv, size_t column) {
    bool quotes = needs_quotes(&csv->cell);
    if (column)
        buf_char(&csv->out, ',');
    if (quotes)
        buf_char(&csv->out, '"');
    for (size_t i = 0; i < csv->cell.length; i++) {
        if (csv->cell.bytes[i] == '"')
            buf_char(&csv->out, '"');
        buf_char(&csv->out, csv->cell.bytes[i]);
    }
    if (quotes)
        buf_char(&csv->out, '"');
    csv->out.failed |= buf_failed(&csv->cell);
    csv->cell.length = 0;
}

static void end_line(Csv *csv) { buf_text(&csv->out, "\r\n"); }

/* ---- heads ---------------------------------------------------------------------------------------------------- */

/* A template's text, without the ends of its lines, the places where one may be, and the blanks that spread 合　计. */
static void add_text(Csv *csv, const Template *text) {
    Str filled = {0};
    if (!text || !fill_text(csv->composer, text, csv->scope, &filled))
        return;
    for (size_t at = 0, size = 0; at < filled.length; at += size) {
        uint32_t c = utf8_decode(filled.text + at, filled.length - at, &size);
        if (c >= 0x20 && c != 0x200B && c != 0x00AD && c != 0x2060 && c != 0x3000)
            buf_push(&csv->cell, filled.text + at, size);
    }
}

/* Puts the heads of all leaves below `columns` into the line; `above` is what stands over them. */
static void add_heads(Csv *csv, const Column *columns, size_t count, Str above, size_t *leaf) {
    for (size_t i = 0; i < count; i++) {
        const Column *column = &columns[i];
        buf_push(&csv->cell, above.text, above.length);
        size_t before = csv->cell.length;
        add_text(csv, column->title);
        if (column->column_count) {
            if (csv->cell.length > before)
                buf_char(&csv->cell, '/');
            size_t length = csv->cell.length;
            const char *path = length ? arena_strndup(csv->composer->arena, csv->cell.bytes, length) : "";
            csv->cell.length = 0;
            add_heads(csv, column->columns, column->column_count, (Str){path, path ? length : 0}, leaf);
            continue;
        }
        if (csv->cell.length == before)
            buf_text(&csv->cell, column->key);
        end_cell(csv, (*leaf)++);
    }
}

/* ---- cells ---------------------------------------------------------------------------------------------------- */

/* In the unit it is printed in, with all its digits. */
static void add_amount(Csv *csv, const Column *column, Money amount) {
    const Format *format = column->format ? column->format : csv->form->format;
    bool other = format && format->kind == FORMAT_AMOUNT && format->unit >= 0;
    MoneyFormat exact = {.unit = other ? (MoneyUnit)format->unit : (MoneyUnit)amount.unit,
                         .decimals = MONEY_DECIMALS_GIVEN,
                         .zero = MONEY_ZERO_LIKE};
    money_print(amount, &exact, &csv->cell);
    csv->amounts = true;
}

static void add_value(Csv *csv, const Column *column, const Value *value) {
    if (value->kind == VALUE_AMOUNT)
        add_amount(csv, column, value->amount);
    else if (value->kind == VALUE_DATE)
        buf_printf(&csv->cell, "%04d-%02d-%02d", value->date.year, value->date.month, value->date.day);
    else
        quote_value(value, /*format*/ NULL, column->key, value->source, &csv->cell, csv->composer->diags);
}

static void add_row(Csv *csv, const TableRows *rows, size_t index) {
    RowSource from;
    SourceRef source;
    table_rows_at(rows, index, csv->cells, &from, &source);
    if (from == ROW_EMPTY)
        return;
    for (size_t leaf = 0; leaf < csv->form->leaf_count; leaf++) {
        if (csv->cells[leaf].text)
            add_text(csv, csv->cells[leaf].text);
        else if (csv->cells[leaf].value)
            add_value(csv, csv->form->leaves[leaf], csv->cells[leaf].value);
        end_cell(csv, leaf);
    }
    end_line(csv);
}

/* ---- the file ------------------------------------------------------------------------------------------------- */

static bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* "table-03-expenditure.csv": the key as far as every file system takes it. */
static const char *plain_name(const Csv *csv, size_t number) {
    char key[KEY_BYTES_MAX + 2] = "-";
    size_t length = 1;
    for (const char *at = csv->form->key; *at && length <= KEY_BYTES_MAX; at++)
        if (is_plain(*at))
            key[length++] = *at;
    key[length > 1 ? length : 0] = '\0';
    return arena_printf(csv->composer->arena, "table-%02zu%s.csv", number, key);
}

/* "03 部门支出总体情况表.csv": the title without what stands for something in a path. */
static const char *shown_name(const Csv *csv, size_t number) {
    Buf name = {0};
    Str title = csv->scope->title;
    size_t most = utf8_cut(title.text, title.length, TITLE_BYTES_MAX);
    buf_printf(&name, "%02zu ", number);
    for (size_t at = 0, size = 0; at < most; at += size) {
        uint32_t c = utf8_decode(title.text + at, most - at, &size);
        bool path = c < 0x80 && (c < ' ' || c == 0x7F || strchr("\\/:*?\"<>|", (int)c));
        if (!path && c != 0x200B && c != 0x00AD && c != 0x2060)
            buf_push(&name, title.text + at, size);
    }
    buf_text(&name, ".csv");
    const char *kept = buf_failed(&name) ? NULL : arena_strndup(csv->composer->arena, name.bytes, name.length);
    if (buf_failed(&name))
        arena_fail(csv->composer->arena);
    buf_free(&name);
    return kept;
}

static const char *about(const Csv *csv, const char *name) {
    size_t length = strlen(name) - strlen("03 ") - strlen(".csv");
    const char *title = arena_strndup(csv->composer->arena, name + strlen("03 "), length);
    if (!csv->amounts || !title)
        return title;
    return arena_printf(csv->composer->arena, "%s（%s）", title, money_unit_name((MoneyUnit)csv->form->shown_unit));
}

static void attach(Csv *csv, TagId tag) {
    Composer *composer = csv->composer;
    size_t number = composer->files->file_count + 1;
    PageFile file = {.name = plain_name(csv, number), .title = shown_name(csv, number), .type = "text/csv", .tag = tag};
    if (buf_failed(&csv->out))
        arena_fail(composer->arena);
    if (arena_failed(composer->arena))
        return;
    file.about = about(csv, file.title);
    file.bytes = (Str){arena_copy(composer->arena, csv->out.bytes, csv->out.length), csv->out.length};
    if (file.about && file.bytes.text)
        page_list_attach(composer->files, &file);
}

void table_csv_attach(Composer *composer, const Scope *scope, const TableForm *form, const TableRows *rows, TagId tag) {
    Csv csv = {.composer = composer, .scope = scope, .form = form};
    size_t leaf = 0;
    csv.cells = ARENA_ARRAY(composer->arena, RowCell, form->leaf_count);
    if (!csv.cells)
        return;
    buf_text(&csv.out, "\xEF\xBB\xBF");
    add_heads(&csv, form->columns, form->column_count, (Str){"", 0}, &leaf);
    end_line(&csv);
    for (size_t i = 0; i < rows->count && !arena_failed(composer->arena); i++)
        add_row(&csv, rows, i);
    attach(&csv, tag);
    buf_free(&csv.cell);
    buf_free(&csv.out);
}
