/*
 * proof: the four questions of DA/T 70 put to an archive: is what it holds authentic (真实性), complete (完整性),
 * usable (可用性) and safe (安全性)?
 *
 * Everything that speaks against it is a fault whose code belongs to one of the questions; an error makes the archive
 * unsound, a warning and a note do not.
 */
#ifndef BANXIN_ARCHIVE_PROOF_H
#define BANXIN_ARCHIVE_PROOF_H

#include "archive/archive.h"
#include "archive/hold.h"
#include "sign/verify.h"

#define PROOF_VERSION 1 /* of the JSON, layouts/archive-report.schema.json */

typedef enum ProofQuestion { PROOF_AUTHENTIC, PROOF_COMPLETE, PROOF_USABLE, PROOF_SAFE, PROOF_COUNT } ProofQuestion;

typedef struct Proof {
    const ArchiveOrder *order;
    const ArchiveVerify *wanted;
    Store store;
    const VerifyTrust *trust;
    Arena *arena;
    Entry archive;  /* line 0 */
    Entry *entries; /* of kind "record", as far as they could be read, in the order of the chain */
    size_t count;
    ChainEnd end;    /* of the chain */
    bool head_found; /* the head that was asked for */
    DiagList *found; /* what speaks against it */
    DiagList *diags; /* why it could not be asked */
} Proof;

/* To which question a fault belongs; PROOF_COUNT: to none. */
ProofQuestion proof_question(DiagCode code);

/* The chain, and the catalogue against it. */
bool proof_chain(Proof *proof);
/* What lies in the folder: missing objects, foreign files, rights. */
bool proof_folder(Proof *proof);
/* One object: its digests, its signatures, what its entry says of it. Appends what is found to `result`. */
void proof_object(const Proof *proof, size_t index, Buf *result);
/* Takes such a result; NULL: none came. */
void proof_take(Proof *proof, size_t index, const Buf *result);
/* The report. */
void proof_tell(const Proof *proof, Buf *out);
void proof_json(const Proof *proof, Buf *out);

#endif
