/*
 * Comparing a catalogue with what it should be: both give every row of a table in the same order, and are walked side
 * by side. No column is named, so none can be forgotten.
 */
#include <string.h>

#include "archive/catalogue.h"
#include "archive/catalogue_sql.h"

static const char *const tables[] = {
    "SELECT sequence, 0, * FROM line ORDER BY 1, 2",
    "SELECT sequence, 0, * FROM record ORDER BY 1, 2",
    "SELECT sequence, place, * FROM signature ORDER BY 1, 2",
    "SELECT rowid, 0, * FROM words ORDER BY 1, 2",
};
#define TABLE_COUNT (sizeof tables / sizeof *tables)

typedef struct Comparison {
    const Catalogue *here, *should;
    void (*tell)(void *context, CatalogueFault fault, int64_t sequence);
    void *context;
} Comparison;

/* The first two columns are the key. */
static int compare_keys(sqlite3_stmt *a, sqlite3_stmt *b) {
    for (int i = 0; i < 2; i++) {
        int64_t left = sqlite3_column_int64(a, i), right = sqlite3_column_int64(b, i);
        if (left != right)
            return left < right ? -1 : 1;
    }
    return 0;
}

static bool same_value(sqlite3_stmt *a, sqlite3_stmt *b, int column) {
    if (sqlite3_column_type(a, column) != sqlite3_column_type(b, column))
        return false;
    const void *left = sqlite3_column_blob(a, column), *right = sqlite3_column_blob(b, column);
    int length = sqlite3_column_bytes(a, column);
    return length == sqlite3_column_bytes(b, column) && (length == 0 || memcmp(left, right, (size_t)length) == 0);
}

static bool same_row(sqlite3_stmt *a, sqlite3_stmt *b) {
    int count = sqlite3_column_count(a);
    bool same = count == sqlite3_column_count(b);
    for (int i = 2; i < count && same; i++)
        same = same_value(a, b, i);
    return same;
}

static bool walk(const Comparison *comparison, sqlite3_stmt *here, sqlite3_stmt *should) {
    int a = sqlite3_step(here), b = sqlite3_step(should);
    while (a == SQLITE_ROW || b == SQLITE_ROW) {
        int order = a != SQLITE_ROW ? 1 : b != SQLITE_ROW ? -1 : compare_keys(here, should);
        int64_t sequence = sqlite3_column_int64(order <= 0 ? here : should, 0);
        if (order < 0)
            comparison->tell(comparison->context, CATALOGUE_ADDS, sequence);
        else if (order > 0)
            comparison->tell(comparison->context, CATALOGUE_LACKS, sequence);
        else if (!same_row(here, should))
            comparison->tell(comparison->context, CATALOGUE_DIFFERS, sequence);
        if (order <= 0)
            a = sqlite3_step(here);
        if (order >= 0)
            b = sqlite3_step(should);
        if ((a != SQLITE_ROW && a != SQLITE_DONE) || (b != SQLITE_ROW && b != SQLITE_DONE))
            break;
    }
    if (a != SQLITE_DONE)
        return catalogue_fail(comparison->here);
    return b == SQLITE_DONE || catalogue_fail(comparison->should);
}

static bool compare_table(const Comparison *comparison, const char *sql) {
    sqlite3_stmt *here = catalogue_prepare(comparison->here, sql);
    sqlite3_stmt *should = catalogue_prepare(comparison->should, sql);
    bool done = here && should && walk(comparison, here, should);
    sqlite3_finalize(here);
    sqlite3_finalize(should);
    return done;
}

/* A copy in memory may be written to, which the check of the index asks for; the archive may be on a read-only disk. */
static bool copy(const Catalogue *from, Catalogue *to) {
    sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
    int code = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
    sqlite3_backup_finish(backup);
    return code == SQLITE_DONE || catalogue_fail(backup ? from : to);
}

static bool index_fits(const Catalogue *catalogue) {
    static const char check[] = "INSERT INTO words(words, rank) VALUES('integrity-check', 0)";
    return sqlite3_exec(catalogue->db, check, NULL, NULL, NULL) == SQLITE_OK;
}

static bool is_intact(const Catalogue *catalogue) {
    sqlite3_stmt *ask = catalogue_prepare(catalogue, "PRAGMA integrity_check(1)");
    bool intact =
        ask && sqlite3_step(ask) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(ask, 0), "ok") == 0;
    sqlite3_finalize(ask);
    return intact;
}

bool catalogue_compare(Catalogue *catalogue, Catalogue *should,
                       void (*tell)(void *context, CatalogueFault fault, int64_t sequence), void *context) {
    Catalogue *here = catalogue_new(":memory:", catalogue->diags);
    Comparison comparison = {here, should, tell, context};
    bool done = here && copy(catalogue, here);
    for (size_t i = 0; i < TABLE_COUNT && done; i++)
        done = compare_table(&comparison, tables[i]);
    if (done && (!index_fits(here) || !is_intact(here)))
        tell(context, CATALOGUE_INDEX, ENTRY_NONE);
    catalogue_close(here);
    return done;
}
