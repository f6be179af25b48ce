/*
 * batch_sign: the signature of a batch's reports: what the plan says of it, the key, and what it makes of a report's
 * id.
 *
 * The plan holds the options of signing as they were said, paths among them, but never a password: where that is read
 * from is a path as well, or is said anew (--password-fd). What belongs to a machine (key, password, library) may be
 * said otherwise where a shard is made.
 *
 * A signed PDF has other bytes each time it is made, for it holds a time, and with most keys a random number. So it is
 * known by what it is made from, as others are, and by whose certificate signs it to which level, with which words and
 * seal; not by where the key lies nor by which service has stamped it.
 */
#ifndef BANXIN_APP_BATCH_SIGN_H
#define BANXIN_APP_BATCH_SIGN_H

#include "app/options.h"
#include "batch/fingerprint.h"
#include "batch/plan.h"

typedef struct BatchSign BatchSign;

/* Puts what the command line says of signing into the plan's options. */
void batch_sign_plan(Arena *arena, const Options *options, PlanOptions *plan);

/* Whether what a plan says of signing can be used; false with faults reported. */
bool batch_sign_check(Arena *arena, const Plan *plan, const Options *options, DiagList *diags);

/*
 * Opens the key, before anything is set; *sign stays NULL when the plan signs nothing. Lives in the arena, and is ended
 * by batch_sign_close. False with all faults reported.
 */
bool batch_sign_open(Arena *arena, const Plan *plan, const Options *options, Language language, BatchSign **sign,
                     DiagList *diags);
void batch_sign_close(BatchSign *sign); /* takes NULL */

/* What of an id is the signature's. */
const Fingerprint *batch_sign_id(const BatchSign *sign);
/* Whose certificate it is, and the level. */
const char *batch_sign_by(const BatchSign *sign);
const char *batch_sign_level(const BatchSign *sign);

/* Signs a PDF in its place, in any process of the batch; `name` is for messages. False with faults reported. */
bool batch_sign_pdf(BatchSign *sign, const char *name, Buf *pdf, DiagList *diags);
/* Whether no report will fare better: the key is gone from this process. */
bool batch_sign_is_gone(const BatchSign *sign);

#endif
