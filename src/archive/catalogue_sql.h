/*
 * catalogue_sql: what the files of the catalogue share: the handle, statements, faults.
 */
#ifndef BANXIN_ARCHIVE_CATALOGUE_SQL_H
#define BANXIN_ARCHIVE_CATALOGUE_SQL_H

#include <sqlite3.h>

#include "archive/catalogue.h"

struct Catalogue {
    sqlite3 *db;
    char *path;
    sqlite3_stmt *add_line, *add_record, *add_signature, *add_words;
    DiagList *diags;
};

/* Reports what the library says; gives false. */
bool catalogue_fail(const Catalogue *catalogue);
/* Reports that memory is out; gives false. */
bool catalogue_starve(const Catalogue *catalogue);
/* NULL with a fault reported. */
sqlite3_stmt *catalogue_prepare(const Catalogue *catalogue, const char *sql);
void catalogue_bind(sqlite3_stmt *statement, int place, const char *text); /* NULL stays NULL */
void catalogue_bind_number(sqlite3_stmt *statement, int place, int64_t number);
/* Runs a statement that gives no row, and makes it ready again. */
bool catalogue_run(const Catalogue *catalogue, sqlite3_stmt *statement);
bool catalogue_exec(const Catalogue *catalogue, const char *sql);
/* The first column of the first row; ENTRY_NONE when there is none. The statement is ended. */
bool catalogue_ask(const Catalogue *catalogue, sqlite3_stmt *statement, int64_t *number);

#endif
