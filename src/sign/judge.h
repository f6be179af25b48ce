/*
 * judge: the signatures of a file, each by itself and then together: what they cover, whether they are whole, when they
 * were made, who made them and whether he may be believed, and which level they reach.
 *
 * Time goes backwards: the last document time stamp is judged by today, and whatever it covers by its word.
 */
#ifndef BANXIN_SIGN_JUDGE_H
#define BANXIN_SIGN_JUDGE_H

#include "sign/coverage.h"
#include "sign/evidence.h"
#include "sign/stamp_check.h"

typedef struct Judged {
    const PdfSignature *source;
    VerifySignature *fact;
    Coverage coverage;
    CmsCheck cms;     /* of a document time stamp empty: it is all `stamp` */
    StampCheck stamp; /* a document time stamp, or the one within a signature */
    bool has_stamp;   /* one is there, sound or not */
    bool complete;    /* of all certificates of its chain it is known whether they were revoked */
    int64_t when;     /* the moment its certificate is judged by */
} Judged;

typedef struct Bench {
    Inquiry *inquiry;
    PdfDoc *doc;
    const Layers *layers;
    Judged *items; /* in the order of what they cover */
    size_t count;
    Evidence evidence;
    const bool *has_dss; /* by revision: validation data is in it */
} Bench;

/*
 * Reads the signed fields among `sources` and checks each against the bytes; fills the verdict's signatures. False when
 * memory is out. Freed by bench_free either way.
 */
bool bench_read(Bench *bench, const PdfSignature *sources, size_t count);
/* Judges times, then certificates, then levels. */
void bench_judge(Bench *bench);
void bench_free(Bench *bench);

/* Is nothing grave said of a signature so far? */
bool bench_is_sound(const Bench *bench, size_t index);

#endif
