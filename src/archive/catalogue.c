#include "archive/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "archive/catalogue_sql.h"

/* The columns of `record` are the members of an entry that are marked for it, in their order (entry.c). */
static const char schema_head[] =
    "CREATE TABLE line(sequence INTEGER PRIMARY KEY, hash TEXT NOT NULL, start INTEGER NOT NULL,"
    " length INTEGER NOT NULL, text TEXT NOT NULL) STRICT;"
    "CREATE TABLE signature(sequence INTEGER NOT NULL, place INTEGER NOT NULL, field TEXT, level TEXT, signer TEXT,"
    " time TEXT, PRIMARY KEY(sequence, place)) STRICT, WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE words USING fts5(title, organ, number, form, signers, tokenize='trigram');"
    "CREATE TABLE record(sequence INTEGER PRIMARY KEY";
static const char schema_tail[] = ") STRICT;"
                                  "CREATE UNIQUE INDEX record_object ON record(sha256);"
                                  "CREATE INDEX record_edition ON record(organ, year, form);"
                                  "CREATE INDEX record_former ON record(former);";

/* Set on every connection: nothing a hostile file says of itself is trusted. */
static const char settings[] = "PRAGMA trusted_schema=0; PRAGMA cell_size_check=1; PRAGMA mmap_size=0;"
                               "PRAGMA synchronous=FULL; PRAGMA secure_delete=0; PRAGMA temp_store=MEMORY;";

/* ---- faults and statements ---- */

bool catalogue_fail(const Catalogue *catalogue) {
    int code = sqlite3_errcode(catalogue->db);
    bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_CONSTRAINT ||
                   code == SQLITE_MISMATCH || code == SQLITE_SCHEMA || code == SQLITE_ERROR;
    DiagCode diag = code == SQLITE_NOMEM ? DIAG_MEMORY : damaged ? DIAG_ARCHIVE_CATALOGUE : DIAG_ARCHIVE_CATALOGUE_USE;
    diag_at(catalogue->diags, diag, (Place){.file = catalogue->path},
            DIAG_ARGS(catalogue->path, sqlite3_errmsg(catalogue->db)));
    return false;
}

bool catalogue_starve(const Catalogue *catalogue) {
    diag_at(catalogue->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

sqlite3_stmt *catalogue_prepare(const Catalogue *catalogue, const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(catalogue->db, sql, -1, &statement, NULL) != SQLITE_OK)
        catalogue_fail(catalogue);
    return statement;
}

void catalogue_bind(sqlite3_stmt *statement, int place, const char *text) {
    if (text)
        sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(statement, place);
}

void catalogue_bind_number(sqlite3_stmt *statement, int place, int64_t number) {
    if (number != ENTRY_NONE)
        sqlite3_bind_int64(statement, place, number);
    else
        sqlite3_bind_null(statement, place);
}

bool catalogue_run(const Catalogue *catalogue, sqlite3_stmt *statement) {
    bool done = sqlite3_step(statement) == SQLITE_DONE;
    if (!done)
        catalogue_fail(catalogue);
    sqlite3_reset(statement);
    return done;
}

bool catalogue_exec(const Catalogue *catalogue, const char *sql) {
    return sqlite3_exec(catalogue->db, sql, NULL, NULL, NULL) == SQLITE_OK || catalogue_fail(catalogue);
}

bool catalogue_ask(const Catalogue *catalogue, sqlite3_stmt *statement, int64_t *number) {
    *number = ENTRY_NONE;
    int step = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    if (step == SQLITE_ROW && sqlite3_column_type(statement, 0) == SQLITE_INTEGER)
        *number = sqlite3_column_int64(statement, 0);
    if (statement && step != SQLITE_ROW && step != SQLITE_DONE)
        catalogue_fail(catalogue);
    sqlite3_finalize(statement);
    return step == SQLITE_ROW || step == SQLITE_DONE;
}

/* ---- the tables ---- */

static void put_columns(const char *form, Buf *sql) {
    for (const EntryField *field = entry_fields; field->key; field++) {
        if (!field->catalogue)
            continue;
        buf_text(sql, ", ");
        for (const char *c = field->key; *c && *form != '?'; c++)
            buf_char(sql, *c == '-' ? '_' : *c);
        if (*form == '?')
            buf_char(sql, '?');
        else if (*form == 't')
            buf_text(sql, field->kind == ENTRY_NUMBER ? " INTEGER" : " TEXT");
    }
}

static bool make_tables(const Catalogue *catalogue) {
    Buf sql = {0};
    buf_printf(&sql, "PRAGMA application_id=%d; PRAGMA user_version=%d;", CATALOGUE_APPLICATION, CATALOGUE_VERSION);
    buf_text(&sql, schema_head);
    put_columns("types", &sql);
    buf_text(&sql, schema_tail);
    bool made = buf_failed(&sql) ? catalogue_starve(catalogue) : catalogue_exec(catalogue, sql.bytes);
    buf_free(&sql);
    return made;
}

/* ---- opening ---- */

static Catalogue *connect(const char *path, int flags, unsigned wait, DiagList *diags) {
    Catalogue *catalogue = calloc(1, sizeof *catalogue);
    char *copy = strdup(path);
    if (!catalogue || !copy) {
        free(catalogue);
        free(copy);
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return NULL;
    }
    *catalogue = (Catalogue){.path = copy, .diags = diags};
    int code = sqlite3_open_v2(path, &catalogue->db, flags | SQLITE_OPEN_PRIVATECACHE, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(catalogue->db, (int)wait * 1000);
        sqlite3_db_config(catalogue->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        sqlite3_db_config(catalogue->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
        sqlite3_db_config(catalogue->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    }
    if (code == SQLITE_OK && catalogue_exec(catalogue, settings))
        return catalogue;
    if (code != SQLITE_OK)
        catalogue_fail(catalogue);
    catalogue_close(catalogue);
    return NULL;
}

Catalogue *catalogue_new(const char *path, DiagList *diags) {
    Catalogue *catalogue = connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0, diags);
    if (catalogue && make_tables(catalogue))
        return catalogue;
    catalogue_close(catalogue);
    return NULL;
}

/* The statements that made all tables of a database, in the order of their names. */
static bool put_schema(const Catalogue *catalogue, Buf *out) {
    sqlite3_stmt *statement =
        catalogue_prepare(catalogue, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema "
                                     "WHERE name <> 'sqlite_stat1' ORDER BY type, name");
    int step = SQLITE_ERROR;
    while (statement && (step = sqlite3_step(statement)) == SQLITE_ROW)
        buf_printf(out, "%s\n", (const char *)sqlite3_column_text(statement, 0));
    if (statement && step != SQLITE_DONE)
        catalogue_fail(catalogue);
    sqlite3_finalize(statement);
    return step == SQLITE_DONE && (!buf_failed(out) || catalogue_starve(catalogue));
}

static bool says(const Catalogue *catalogue, const char *pragma, int64_t wanted) {
    int64_t number;
    return catalogue_ask(catalogue, catalogue_prepare(catalogue, pragma), &number) && number == wanted;
}

static bool is_ours(const Catalogue *catalogue) {
    Buf here = {0}, wanted = {0};
    Catalogue *fresh = catalogue_new(":memory:", catalogue->diags);
    bool ours = fresh && says(catalogue, "PRAGMA application_id", CATALOGUE_APPLICATION) &&
                says(catalogue, "PRAGMA user_version", CATALOGUE_VERSION) && put_schema(catalogue, &here) &&
                put_schema(fresh, &wanted) && here.length == wanted.length &&
                memcmp(here.bytes, wanted.bytes, here.length) == 0;
    catalogue_close(fresh);
    buf_free(&here);
    buf_free(&wanted);
    return ours;
}

Catalogue *catalogue_open(const char *path, bool read_only, unsigned wait, DiagList *diags) {
    Catalogue *catalogue = connect(path, read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, wait, diags);
    if (!catalogue || is_ours(catalogue))
        return catalogue;
    if (!diag_has_errors(diags))
        diag_at(diags, DIAG_ARCHIVE_CATALOGUE, (Place){.file = path},
                DIAG_ARGS(path, DIAG_BOTH("its tables are not those of an archive", "其中的表不是档案库目录的表")));
    catalogue_close(catalogue);
    return NULL;
}

void catalogue_close(Catalogue *catalogue) {
    if (!catalogue)
        return;
    sqlite3_finalize(catalogue->add_line);
    sqlite3_finalize(catalogue->add_record);
    sqlite3_finalize(catalogue->add_signature);
    sqlite3_finalize(catalogue->add_words);
    sqlite3_close(catalogue->db);
    free(catalogue->path);
    free(catalogue);
}

/* ---- transactions ---- */

bool catalogue_begin(Catalogue *catalogue) { return catalogue_exec(catalogue, "BEGIN IMMEDIATE"); }
bool catalogue_commit(Catalogue *catalogue) { return catalogue_exec(catalogue, "COMMIT"); }
void catalogue_rollback(Catalogue *catalogue) { sqlite3_exec(catalogue->db, "ROLLBACK", NULL, NULL, NULL); }

/* ---- how far it reaches ---- */

bool catalogue_end(Catalogue *catalogue, ChainEnd *end) {
    sqlite3_stmt *statement = catalogue_prepare(
        catalogue, "SELECT sequence, hash, start + length + 1 FROM line ORDER BY sequence DESC LIMIT 1");
    *end = CHAIN_BEGIN;
    int step = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    if (step == SQLITE_ROW) {
        const char *hash = (const char *)sqlite3_column_text(statement, 1);
        end->sequence = sqlite3_column_int64(statement, 0);
        end->length = sqlite3_column_int64(statement, 2);
        if (entry_is_hash(hash))
            memcpy(end->hash, hash, HASH_HEX);
    } else if (statement && step != SQLITE_DONE) {
        catalogue_fail(catalogue);
    }
    sqlite3_finalize(statement);
    return step == SQLITE_ROW || step == SQLITE_DONE;
}

/* ---- adding ---- */

static bool prepare_adding(Catalogue *catalogue) {
    if (catalogue->add_words)
        return true;
    Buf sql = {0};
    buf_text(&sql, "INSERT INTO record(sequence");
    put_columns("names", &sql);
    buf_text(&sql, ") VALUES(?");
    put_columns("?", &sql);
    buf_char(&sql, ')');
    if (buf_failed(&sql))
        catalogue_starve(catalogue);
    else
        catalogue->add_record = catalogue_prepare(catalogue, sql.bytes);
    buf_free(&sql);
    catalogue->add_line = catalogue_prepare(catalogue, "INSERT INTO line VALUES(?,?,?,?,?)");
    catalogue->add_signature = catalogue_prepare(catalogue, "INSERT INTO signature VALUES(?,?,?,?,?,?)");
    catalogue->add_words = catalogue_prepare(
        catalogue, "INSERT INTO words(rowid, title, organ, number, form, signers) VALUES(?,?,?,?,?,?)");
    return catalogue->add_record && catalogue->add_line && catalogue->add_signature && catalogue->add_words;
}

static bool add_line(Catalogue *catalogue, const Entry *entry, Str line, const ChainEnd *after) {
    sqlite3_stmt *add = catalogue->add_line;
    sqlite3_bind_int64(add, 1, entry->sequence);
    catalogue_bind(add, 2, after->hash);
    sqlite3_bind_int64(add, 3, after->length - (int64_t)line.length - 1);
    sqlite3_bind_int64(add, 4, (int64_t)line.length);
    sqlite3_bind_text(add, 5, line.text, (int)line.length, SQLITE_TRANSIENT);
    return catalogue_run(catalogue, add);
}

static bool add_record(Catalogue *catalogue, const Entry *entry) {
    sqlite3_stmt *add = catalogue->add_record;
    int place = 1;
    sqlite3_bind_int64(add, place++, entry->sequence);
    for (const EntryField *field = entry_fields; field->key; field++)
        if (field->catalogue && field->kind == ENTRY_NUMBER)
            catalogue_bind_number(add, place++, entry_number(entry, field));
        else if (field->catalogue)
            catalogue_bind(add, place++, entry_text(entry, field));
    return catalogue_run(catalogue, add);
}

static bool add_signature(Catalogue *catalogue, const Entry *entry, size_t place) {
    sqlite3_stmt *add = catalogue->add_signature;
    const EntrySignature *signature = &entry->signatures[place];
    sqlite3_bind_int64(add, 1, entry->sequence);
    sqlite3_bind_int64(add, 2, (int64_t)place + 1);
    catalogue_bind(add, 3, signature->field);
    catalogue_bind(add, 4, signature->level);
    catalogue_bind(add, 5, signature->signer);
    catalogue_bind(add, 6, signature->time);
    return catalogue_run(catalogue, add);
}

static bool add_words(Catalogue *catalogue, const Entry *entry) {
    sqlite3_stmt *add = catalogue->add_words;
    Buf signers = {0};
    for (size_t i = 0; i < entry->signature_count; i++)
        if (entry->signatures[i].signer)
            buf_printf(&signers, "%s%s", signers.length ? "\n" : "", entry->signatures[i].signer);
    sqlite3_bind_int64(add, 1, entry->sequence);
    catalogue_bind(add, 2, entry->title);
    catalogue_bind(add, 3, entry->organ);
    catalogue_bind(add, 4, entry->number);
    catalogue_bind(add, 5, entry->form);
    catalogue_bind(add, 6, signers.length ? signers.bytes : NULL);
    bool added = buf_failed(&signers) ? catalogue_starve(catalogue) : catalogue_run(catalogue, add);
    buf_free(&signers);
    return added;
}

bool catalogue_add(Catalogue *catalogue, const Entry *entry, Str line, const ChainEnd *after) {
    if (!prepare_adding(catalogue) || !add_line(catalogue, entry, line, after))
        return false;
    if (strcmp(entry->kind, "record") != 0)
        return true;
    bool added = add_record(catalogue, entry) && add_words(catalogue, entry);
    for (size_t i = 0; i < entry->signature_count && added; i++)
        added = add_signature(catalogue, entry, i);
    return added;
}

/* ---- asking ---- */

bool catalogue_of_object(Catalogue *catalogue, const char *sha256, int64_t *sequence) {
    sqlite3_stmt *ask = catalogue_prepare(catalogue, "SELECT sequence FROM record WHERE sha256 = ?");
    if (ask)
        catalogue_bind(ask, 1, sha256);
    return catalogue_ask(catalogue, ask, sequence);
}

bool catalogue_of_edition(Catalogue *catalogue, const Entry *entry, int64_t *sequence) {
    *sequence = ENTRY_NONE;
    if (!entry->organ || entry->year == ENTRY_NONE)
        return true;
    sqlite3_stmt *ask =
        catalogue_prepare(catalogue, "SELECT max(sequence) FROM record WHERE organ = ? AND year = ? AND form IS ?");
    if (ask) {
        catalogue_bind(ask, 1, entry->organ);
        catalogue_bind_number(ask, 2, entry->year);
        catalogue_bind(ask, 3, entry->form);
    }
    return catalogue_ask(catalogue, ask, sequence);
}
