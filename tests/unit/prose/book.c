#include "book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

#define COLUMNS_MAX 24
#define DEPTH_MAX   6
#define LEVELS      4

typedef VEC(ProseTable) TableVec;
typedef VEC(ProseFigure) FigureVec;
typedef VEC(ProsePassage) PassageVec;

typedef struct Reader {
    Arena *arena;
    ProseBook *book;
    TableVec tables;
    FigureVec figures;
    PassageVec passages;
    Ratio unit; /* of the table, in yuan */
    Str columns[COLUMNS_MAX];
    size_t column_count;
    Str rows[LEVELS]; /* the last row of each level */
    Str headings[DEPTH_MAX];
    const Str *current; /* a copy of the headings in force */
    size_t depth, section;
    Str known;
} Reader;

static Str field(Str *line) {
    Str head, rest;
    if (str_split(*line, '\t', &head, &rest)) {
        *line = rest;
        return head;
    }
    head = *line;
    *line = (Str){line->text + line->length, 0};
    return head;
}

static void read_table(Reader *r, Str line) {
    ProseTable *table = VEC_PUSH(&r->tables);
    if (!table)
        return;
    table->label = field(&line);
    table->title = field(&line);
    r->unit = ratio_from(str_equals(field(&line), "元") ? 1 : 10000);
    table->empty = str_equals(field(&line), "empty");
}

static void read_columns(Reader *r, Str line) {
    for (r->column_count = 0; line.length > 0 && r->column_count < COLUMNS_MAX;)
        r->columns[r->column_count++] = field(&line);
}

static Ratio step_of(Str amount, Ratio unit) {
    Ratio step = unit;
    const char *point = amount.length ? memchr(amount.text, '.', amount.length) : NULL;
    const int decimals = point ? (int)(amount.text + amount.length - point - 1) : 0;
    return decimals <= RATIO_DECIMALS_MAX && ratio_scale(unit, -decimals, &step) ? step : unit;
}

static void read_row(Reader *r, Str line) {
    const Str level = field(&line), name = field(&line);
    const int depth = level.length && level.text[0] != '-' ? level.text[0] - '0' : -1;
    for (size_t i = 0; i < r->column_count; i++) {
        const Str amount = field(&line);
        ProseFigure *figure = VEC_PUSH(&r->figures);
        if (!figure)
            return;
        *figure = (ProseFigure){.table = r->tables.count - 1, .row = name, .column = r->columns[i], .level = depth};
        figure->again = level.length > 1 && level.text[1] == '*';
        figure->yuan = RATIO_ZERO;
        figure->blank = !ratio_parse(amount, &figure->yuan) || !ratio_multiply(figure->yuan, r->unit, &figure->yuan);
        figure->step = step_of(amount, r->unit);
        for (int k = depth - 1, n = 0; k > 0 && k < LEVELS && n < 2; k--, n++)
            figure->above[n] = r->rows[k];
    }
    if (depth >= 0 && depth < LEVELS)
        r->rows[depth] = name;
}

static size_t find(Str text, Str words) {
    for (size_t at = 0; at + words.length <= text.length; at++)
        if (memcmp(text.text + at, words.text, words.length) == 0)
            return at;
    return text.length;
}

static void read_paragraph(Reader *r, Str line) {
    ProsePassage *passage = VEC_PUSH(&r->passages);
    if (!passage)
        return;
    *passage = (ProsePassage){.text = line, .headings = r->current, .heading_count = r->depth, .section = r->section};
    ProseKnown *known = r->known.length ? ARENA_NEW(r->arena, ProseKnown) : NULL;
    const size_t at = known ? find(line, r->known) : line.length;
    if (at < line.length) {
        *known = (ProseKnown){at, at + r->known.length, PROSE_NO_FIGURE};
        passage->known = known;
        passage->known_count = 1;
    }
    r->known = (Str){"", 0};
}

static void read_heading(Reader *r, Str line) {
    size_t depth = 0;
    while (depth < line.length && line.text[depth] == '#')
        depth++;
    if (depth > DEPTH_MAX)
        depth = DEPTH_MAX;
    for (size_t i = r->depth; i + 1 < depth; i++)
        r->headings[i] = (Str){"", 0};
    r->headings[depth - 1] = str_trim((Str){line.text + depth, line.length - depth});
    r->depth = depth - 1;
    r->current = arena_copy(r->arena, r->headings, sizeof r->headings);
    read_paragraph(r, r->headings[depth - 1]);
    r->depth = depth;
    r->section++;
}

static void read_line(Reader *r, Str line) {
    static const struct {
        const char *word;
        void (*read)(Reader *, Str);
    } kinds[] = {{"@table\t", read_table}, {"@columns\t", read_columns}, {"@row\t", read_row}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const size_t length = strlen(kinds[i].word);
        if (line.length >= length && memcmp(line.text, kinds[i].word, length) == 0) {
            kinds[i].read(r, (Str){line.text + length, line.length - length});
            return;
        }
    }
    if (line.length > 6 && memcmp(line.text, "@year\t", 6) == 0)
        r->book->year = (int)strtol(line.text + 6, NULL, 10);
    else if (line.length > 7 && memcmp(line.text, "@known\t", 7) == 0)
        r->known = (Str){line.text + 7, line.length - 7};
    else if (line.length > 0 && line.text[0] == '#')
        read_heading(r, line);
    else if (line.length > 0)
        read_paragraph(r, line);
}

const ProseBook *book_read(Arena *arena, Str text) {
    Reader r = {.arena = arena, .book = ARENA_NEW(arena, ProseBook), .unit = ratio_from(1)};
    if (!r.book)
        return NULL;
    while (text.length > 0) {
        Str line, rest = {"", 0};
        if (!str_split(text, '\n', &line, &rest))
            line = text;
        read_line(&r, line);
        text = rest;
    }
    ProseBook *book = r.book;
    book->table_count = r.tables.count;
    book->figure_count = r.figures.count;
    book->passage_count = r.passages.count;
    book->tables = VEC_TAKE(arena, &r.tables);
    book->figures = VEC_TAKE(arena, &r.figures);
    book->passages = VEC_TAKE(arena, &r.passages);
    return arena_failed(arena) ? NULL : book;
}

const ProseBook *book_open(Arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    const long length = ftell(file);
    rewind(file);
    char *bytes = length > 0 ? arena_alloc(arena, (size_t)length) : NULL;
    const size_t got = bytes ? fread(bytes, 1, (size_t)length, file) : 0;
    fclose(file);
    return got > 0 ? book_read(arena, (Str){bytes, got}) : NULL;
}
