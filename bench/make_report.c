/*
 * make_report REPORT FACTOR OUT: the report with the rows of its tables FACTOR times over, for the bench.
 *
 * Rows that fill a fixed row of the form stand once whatever the factor: only tables all of whose rows are the
 * department's own grow. Prints how many rows of tables the new report holds.
 */
#include <cjson/cJSON.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_whole(const char *path) {
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t length = 0, got;
    if (!file)
        return NULL;
    do {
        char *longer = realloc(text, length + BUFSIZ + 1);
        if (!longer)
            break;
        text = longer;
        got = fread(text + length, 1, BUFSIZ, file);
        length += got;
        text[length] = '\0';
    } while (got > 0);
    fclose(file);
    return text;
}

static bool write_whole(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool written = fputs(text, file) >= 0;
    return fclose(file) == 0 && written;
}

/* The rows of a table, written {"rows": [...]} or as the array itself. */
static cJSON *rows_of(cJSON *table) {
    return cJSON_IsArray(table) ? table : cJSON_GetObjectItemCaseSensitive(table, "rows");
}

static bool fills_fixed_row(const cJSON *rows) {
    const cJSON *row;
    cJSON_ArrayForEach(row, rows) {
        if (cJSON_HasObjectItem(row, "row"))
            return true;
    }
    return false;
}

static bool repeat_rows(cJSON *rows, long factor) {
    const int count = cJSON_GetArraySize(rows);
    for (long turn = 1; turn < factor; turn++) {
        const cJSON *row = rows->child;
        for (int i = 0; i < count; i++, row = row->next) {
            if (!cJSON_AddItemToArray(rows, cJSON_Duplicate(row, /*recurse*/ true)))
                return false;
        }
    }
    return true;
}

/* The number of rows of all tables after growing; -1 when memory is out. */
static long grow(cJSON *report, long factor) {
    long total = 0;
    cJSON *table;
    cJSON_ArrayForEach(table, cJSON_GetObjectItemCaseSensitive(report, "tables")) {
        cJSON *rows = rows_of(table);
        if (rows && !fills_fixed_row(rows) && !repeat_rows(rows, factor))
            return -1;
        total += cJSON_GetArraySize(rows);
    }
    return total;
}

int main(int argc, char **argv) {
    const long factor = argc == 4 ? strtol(argv[2], NULL, 10) : 0;
    if (factor < 1) {
        fputs("usage: make_report REPORT FACTOR OUT\n", stderr);
        return 2;
    }
    char *source = read_whole(argv[1]);
    cJSON *report = source ? cJSON_Parse(source) : NULL;
    const long rows = report ? grow(report, factor) : -1;
    char *text = rows >= 0 ? cJSON_PrintUnformatted(report) : NULL;
    const bool written = text && write_whole(argv[3], text);
    if (written)
        printf("%ld\n", rows);
    else
        fprintf(stderr, "make_report: cannot make %s out of %s\n", argv[3], argv[1]);
    cJSON_free(text);
    cJSON_Delete(report);
    free(source);
    return written ? 0 : 1;
}
