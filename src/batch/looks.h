/*
 * looks: what the overview of a batch shows of a report beside its record: whose it is, and a picture of its cover.
 *
 * Every process writes the looks of what it has made into a file of its own in the run's folder, SERIAL.looks, in lines
 * as a journal's, but never waits for the disk: a look that is lost costs the overview a picture and nothing else. They
 * are found by the report's id, so that what an earlier run has made keeps its look.
 */
#ifndef BANXIN_BATCH_LOOKS_H
#define BANXIN_BATCH_LOOKS_H

#include "batch/record.h"
#include "batch/store.h"

/* Of a batch of more reports no looks are kept: a page with so many pictures no browser shows. */
#define LOOKS_MAX 20000

typedef struct Look {
    Fingerprint id; /* the record's */
    const char *organ, *form;
    int64_t year;
    const char *cover; /* PNG in base64 */
} Look;

/* ---- writing */

typedef struct LooksFile {
    int file;   /* -1: none yet */
    int folder; /* of the run */
    size_t serial;
    Buf waiting;
} LooksFile;

void looks_start(LooksFile *looks, const Store *store, size_t serial);
/* Writes what waits, and ends. */
void looks_end(LooksFile *looks);
void looks_add(LooksFile *looks, const Look *look);
/* Writes what waits: before the reports' records are, so that whoever finds a record finds its look. */
void looks_write(LooksFile *looks);

/* ---- reading */

typedef struct Looks Looks;

/* The looks of all runs, as far as they can be read; NULL, the book without any, when memory is out. No more is held of
 * each than where it stands. */
Looks *looks_read(const Store *store);
void looks_free(Looks *looks);
/* In the arena; NULL when there is none. */
const Look *looks_find(const Looks *looks, Arena *arena, const Fingerprint *id);

#endif
