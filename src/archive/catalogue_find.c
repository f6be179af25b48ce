/* Searching: the query as one statement whose texts are all bound, never written into it. */
#include <string.h>

#include "archive/catalogue.h"
#include "archive/catalogue_sql.h"
#include "base/utf8.h"
#include "base/vec.h"

/* Characters that the index of words needs to find anything; shorter words are looked for in every row. */
#define TRIGRAM 3

typedef VEC(const char *) Values;

typedef struct Search {
    Arena *arena;
    Buf sql;
    Values values; /* of its ? in order */
} Search;

static void add_value(Search *search, const char *value) {
    const char **place = VEC_PUSH(&search->values);
    if (place)
        *place = value;
}

/* "%text%" with LIKE's own signs taken literally; ESCAPE '\' goes with it. */
static const char *like(Arena *arena, Str text) {
    Buf out = {0};
    buf_char(&out, '%');
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == '%' || text.text[i] == '_' || text.text[i] == '\\')
            buf_char(&out, '\\');
        buf_char(&out, text.text[i]);
    }
    buf_char(&out, '%');
    const char *copy = buf_failed(&out) ? NULL : arena_strndup(arena, out.bytes, out.length);
    buf_free(&out);
    return copy;
}

/* A word as a phrase of FTS5: in quotes, those within doubled. */
static const char *phrase(Arena *arena, Str word) {
    Buf out = {0};
    buf_char(&out, '"');
    for (size_t i = 0; i < word.length; i++) {
        if (word.text[i] == '"')
            buf_char(&out, '"');
        buf_char(&out, word.text[i]);
    }
    buf_char(&out, '"');
    const char *copy = buf_failed(&out) ? NULL : arena_strndup(arena, out.bytes, out.length);
    buf_free(&out);
    return copy;
}

static void ask_like(Search *search, const char *sql, Str text) {
    buf_text(&search->sql, sql);
    add_value(search, like(search->arena, text));
}

static void ask_word(Search *search, Str word) {
    if (utf8_count(word.text, word.length) >= TRIGRAM) {
        buf_text(&search->sql, " AND sequence IN (SELECT rowid FROM words WHERE words MATCH ?)");
        add_value(search, phrase(search->arena, word));
        return;
    }
    ask_like(search,
             " AND sequence IN (SELECT rowid FROM words WHERE coalesce(title, '') || char(10) || coalesce(organ, '') "
             "|| char(10) || "
             "coalesce(number, '') || char(10) || coalesce(form, '') || char(10) || coalesce(signers, '')"
             " LIKE ? ESCAPE '\\')",
             word);
}

/* Words are divided by blanks, the wide one of Chinese text among them. */
static void ask_words(Search *search, const char *text) {
    Str rest = str_from(text);
    size_t start = 0, words = 0;
    for (size_t at = 0, size = 0; at <= rest.length; at += size) {
        uint32_t c = at < rest.length ? utf8_decode(rest.text + at, rest.length - at, &size) : ' ';
        size = at < rest.length ? size : 1;
        if (c != ' ' && c != '\t' && c != 0x3000)
            continue;
        if (at > start && words++ < QUERY_WORDS_MAX)
            ask_word(search, (Str){rest.text + start, at - start});
        start = at + size;
    }
}

static void put_query(Search *search, const Query *query) {
    buf_text(&search->sql, "SELECT line.sequence, line.text FROM record JOIN line USING(sequence) WHERE 1");
    if (query->organ) {
        ask_like(search, " AND (organ LIKE ? ESCAPE '\\' OR organ_code = ?)", str_from(query->organ));
        add_value(search, query->organ);
    }
    if (query->form) {
        buf_text(&search->sql, " AND form = ?");
        add_value(search, query->form);
    }
    if (query->number)
        ask_like(search, " AND number LIKE ? ESCAPE '\\'", str_from(query->number));
    if (query->signer)
        ask_like(search, " AND sequence IN (SELECT sequence FROM signature WHERE signer LIKE ? ESCAPE '\\')",
                 str_from(query->signer));
    if (query->year != ENTRY_NONE)
        buf_printf(&search->sql, " AND year = %lld", (long long)query->year);
    if (query->newest)
        buf_text(&search->sql, " AND NOT EXISTS (SELECT 1 FROM record AS later WHERE later.former = record.sequence)");
    if (query->text)
        ask_words(search, query->text);
    buf_text(&search->sql, " ORDER BY line.sequence");
    if (query->limit != ENTRY_NONE)
        buf_printf(&search->sql, " LIMIT %lld", (long long)query->limit);
}

typedef VEC(Str) Lines;

static int take_lines(sqlite3_stmt *statement, Arena *arena, Lines *lines) {
    int step;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 1);
        Str *line = VEC_PUSH(lines);
        if (!text || !line)
            return SQLITE_NOMEM;
        size_t length = (size_t)sqlite3_column_bytes(statement, 1);
        *line = (Str){arena_strndup(arena, text, length), length};
    }
    return step;
}

/* A line that is no entry any more was changed in the catalogue: verify tells. */
static bool read_entries(const Catalogue *catalogue, Arena *arena, Found *found) {
    found->entries = ARENA_ARRAY(arena, Entry, found->count);
    for (size_t i = 0; i < found->count && !arena_failed(arena); i++)
        if (!entry_read(arena, found->lines[i], &found->entries[i]) && !arena_failed(arena)) {
            diag_at(catalogue->diags, DIAG_ARCHIVE_CATALOGUE, (Place){.file = catalogue->path},
                    DIAG_ARGS(catalogue->path, DIAG_BOTH("a line in it is no entry", "其中有一行不是条目")));
            return false;
        }
    if (arena_failed(arena))
        diag_at(catalogue->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return !arena_failed(arena);
}

static bool run_search(const Catalogue *catalogue, Search *search, Found *found) {
    sqlite3_stmt *statement = catalogue_prepare(catalogue, search->sql.bytes);
    Lines lines = {0};
    for (size_t i = 0; statement && i < search->values.count; i++)
        catalogue_bind(statement, (int)i + 1, search->values.items[i]);
    int step = statement ? take_lines(statement, search->arena, &lines) : SQLITE_ERROR;
    if (statement && step != SQLITE_DONE)
        catalogue_fail(catalogue);
    sqlite3_finalize(statement);
    found->count = lines.count;
    found->lines = VEC_TAKE(search->arena, &lines);
    return step == SQLITE_DONE && read_entries(catalogue, search->arena, found);
}

bool catalogue_find(Catalogue *catalogue, Arena *arena, const Query *query, Found *found) {
    Search search = {.arena = arena};
    *found = (Found){0};
    put_query(&search, query);
    bool done = false;
    if (buf_failed(&search.sql) || search.values.failed || arena_failed(arena))
        diag_at(catalogue->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    else
        done = run_search(catalogue, &search, found);
    buf_free(&search.sql);
    VEC_FREE(&search.values);
    return done;
}
