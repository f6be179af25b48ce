/*
 * verify: what a signed file says of itself, and whether it is so.
 *
 * A file is judged as bytes: how they came to be (revisions), who answers for which of them (signatures), what became
 * otherwise after somebody had signed (changes), and what the file claims to be (claims). The judgement is a Verdict:
 * facts as structs, and beside them its findings, each a sentence in both languages with the rule it comes from. A
 * verdict is sound when none of its findings is grave. What cannot be told is said as a remark, never taken for sound
 * or unsound by itself.
 *
 * Nothing is taken from the machine: a certificate is trusted if its chain ends in the options' trust store, and time
 * is the options' `now`. No network is asked: revocation is what the file itself holds.
 */
#ifndef BANXIN_SIGN_VERIFY_H
#define BANXIN_SIGN_VERIFY_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

/* ---- limits --------------------------------------------------------------------------------------------------- */

#define VERIFY_REVISIONS_MAX  256
#define VERIFY_SIGNATURES_MAX 128
#define VERIFY_OBJECTS_MAX    1000000
#define VERIFY_DEPTH_MAX      128                 /* of arrays and dictionaries within each other */
#define VERIFY_STREAM_MAX     ((size_t)256 << 20) /* a stream, decoded */
#define VERIFY_CONTENTS_MAX   ((size_t)4 << 20)   /* a signature's Contents, bytes of DER */
#define VERIFY_FINDINGS_MAX   500

/* ---- what is found -------------------------------------------------------------------------------------------- */

typedef enum VerifyGravity {
    VERIFY_REMARK, /* said and no more: what was not proven, not given, cannot be told */
    VERIFY_DOUBT,  /* sound, but look at it: a key that is rather short, a claim that does not hold in all */
    VERIFY_GRAVE   /* unsound */
} VerifyGravity;

#define VERIFY_NONE (-1) /* no revision, signature or page in particular */

typedef struct VerifyFinding {
    VerifyGravity gravity;
    const char *rule;    /* stable id: "byte-range", "digest", "chain", "page-changed"; docs/archive.md lists all */
    const char *message; /* DIAG_BOTH */
    int revision;        /* 0-based, or VERIFY_NONE */
    int signature;       /* 0-based index in Verdict.signatures, or VERIFY_NONE */
    int page;            /* 0-based, or VERIFY_NONE */
} VerifyFinding;

/* ---- facts ---------------------------------------------------------------------------------------------------- */

/* PAdES baseline levels, ETSI EN 319 142-1; each holds all below it. */
typedef enum VerifyLevel {
    VERIFY_LEVEL_NONE, /* no PAdES signature: of another kind, or broken */
    VERIFY_LEVEL_B,
    VERIFY_LEVEL_T,
    VERIFY_LEVEL_LT,
    VERIFY_LEVEL_LTA
} VerifyLevel;

/* A moment, seconds since 1970 in UTC; `text` is "2026-01-16T08:30:00Z", or NULL when there is none. */
typedef struct VerifyTime {
    int64_t seconds;
    const char *text;
} VerifyTime;

typedef enum VerifyRevoked { VERIFY_REVOKED_UNKNOWN, VERIFY_REVOKED_NO, VERIFY_REVOKED_YES } VerifyRevoked;

/* A certificate, in words. Texts are UTF-8, control characters as they came: print them with diag_push. */
typedef struct VerifySigner {
    const char *name;         /* common name, or what there is of the subject; "" when there is no certificate */
    const char *organization; /* or NULL */
    const char *subject;      /* RFC 2253 */
    const char *issuer;
    const char *serial;      /* hexadecimal digits */
    const char *fingerprint; /* SHA-256 of the certificate, hexadecimal digits */
    const char *key;         /* "RSA 3072", "EC P-256", "SM2" */
    VerifyTime from, until;  /* its validity */
    bool trusted;            /* its chain ends in the trust store, with every certificate in it as it must be */
    VerifyRevoked revoked;   /* at the time of signing */
} VerifySigner;

typedef enum VerifyKind {
    VERIFY_APPROVAL,      /* ETSI.CAdES.detached, or the older adbe.pkcs7.detached */
    VERIFY_CERTIFICATION, /* the same with DocMDP: what may become of the file is its to say */
    VERIFY_TIMESTAMP      /* ETSI.RFC3161: a document time stamp; nobody's approval */
} VerifyKind;

typedef struct VerifySignature {
    VerifyKind kind;
    const char *field;      /* full name of its field */
    const char *sub_filter; /* as the file says it */
    const char *reason;     /* or NULL */
    const char *location;   /* or NULL */
    const char *digest;     /* "SHA-256", "SM3"; NULL when it could not be read */
    const char *algorithm;  /* "RSA", "RSA-PSS", "ECDSA", "SM2" */
    int revision;           /* the one it covers whole, 0-based; VERIFY_NONE when it covers none */
    bool intact;            /* the bytes it covers are those it was made over, and the key's signature is right */
    bool sound;             /* intact, trusted, valid at its time, and nothing that came later took that away */
    VerifySigner signer;    /* of a document time stamp the authority */
    VerifyTime time;        /* by its time stamp; without one what the file says (M), which proves nothing */
    bool time_proven;       /* by a sound time stamp, of its own or of the document later */
    VerifySigner authority; /* of the time stamp within it; name "" when there is none */
    VerifyLevel level;
    int permissions; /* DocMDP's P, 1 to 3; 0 when it sets none */
    int page;        /* where it is seen, 0-based; VERIFY_NONE when it is invisible */
} VerifySignature;

/* One difference between a revision and the one before, in words. */
typedef struct VerifyChange {
    const char *what; /* DIAG_BOTH: "signature field 审核 added, seen on page 2" */
    bool allowed;     /* what signing itself does: fields, appearances, validation data, time stamps */
    int page;         /* 0-based, or VERIFY_NONE */
} VerifyChange;

typedef struct VerifyRevision {
    size_t start, end; /* bytes [start, end) */
    int signature;     /* the one that covers it whole, or VERIFY_NONE */
    const VerifyChange *changes;
    size_t change_count;
} VerifyRevision;

/* What the file says it is, and whether that holds as far as it is looked at; no full validation. */
typedef struct VerifyClaims {
    int pdfa_part;          /* 1 to 4, 0: none */
    const char *pdfa_level; /* "A", "B", "U", or NULL */
    bool pdfua;             /* UA-1 */
    const char *pdfx;       /* "PDF/X-4", or NULL */
    const char *producer;   /* Info's; "banxin 0.1.0" */
    bool hold;              /* nothing against them was found; true when nothing is claimed */
} VerifyClaims;

/* Whether the report within the file, set again, gives the pages that are printed. */
typedef enum VerifyPages {
    VERIFY_PAGES_NOT_ASKED, /* nobody has set them again */
    VERIFY_PAGES_NO_REPORT, /* the file carries none */
    VERIFY_PAGES_UNTOLD,    /* cannot be told here: fonts or form absent, another version; a remark says which */
    VERIFY_PAGES_SAME_BYTES,
    VERIFY_PAGES_SAME, /* page for page, though not byte for byte */
    VERIFY_PAGES_DIFFER
} VerifyPages;

typedef struct Verdict {
    bool readable; /* a PDF that could be read; the rest is empty when it is none, and a fault has been reported */
    bool sound;    /* no finding is grave; verdict_add keeps it so */
    const char *version; /* "1.7" */
    int page_count;
    Str first;  /* the first revision, within the bytes judged: the file as it was written */
    Str whole;  /* all revisions */
    Str report; /* report.json carried by it; empty when there is none */
    const VerifyRevision *revisions;
    size_t revision_count;
    const VerifySignature *signatures; /* in order of the revisions they cover */
    size_t signature_count;
    size_t approvals;  /* sound ones among them, document time stamps not counted */
    VerifyLevel level; /* the lowest of all approvals; NONE without any */
    VerifyClaims claims;
    VerifyPages pages;
    VerifyFinding *findings;
    size_t finding_count;
} Verdict;

/* ---- asking --------------------------------------------------------------------------------------------------- */

typedef struct VerifyTrust VerifyTrust;

/*
 * Reads trusted certificates: a PEM file, or every file of a folder that ends in .pem, .crt or .cer (in order of their
 * names; folders within are not looked at). Only what stands there is trusted: roots, or a certificate itself. Freed
 * by verify_trust_free (NULL is taken). NULL with a fault reported: no such path, no certificate in it, a broken one.
 */
VerifyTrust *verify_trust_read(const char *path, DiagList *diags);
void verify_trust_free(VerifyTrust *trust);

typedef struct VerifyOptions {
    const VerifyTrust *trust; /* NULL: no chain can be judged, which is grave for each signature */
    int64_t now;              /* seconds since 1970, for certificates without a time stamp's word */
    VerifyLevel level;        /* less than this is grave; NONE asks for nothing */
    int signatures;           /* so many sound approvals are wanted; fewer are grave */
} VerifyOptions;

/*
 * Judges a file. The verdict and all it points to lives in the arena, but `first` and `whole`, which are `bytes`. NULL
 * with a fault reported: memory. A file that is no PDF, is damaged or encrypted, or larger than the limits gives a
 * verdict that is not `readable`, with a fault reported whose place is `name`.
 */
Verdict *verify_bytes(Arena *arena, const char *name, Str bytes, const VerifyOptions *options, DiagList *diags);

/*
 * Sets the pages of a verdict against the same report set again: fills `pages`, and adds a grave finding for every page
 * that differs. The pages are those of the first revision, unless a later one did more than signing does.
 */
void verify_against(Arena *arena, Verdict *verdict, Str again, DiagList *diags);

/* Says that it cannot be told whether the report sets to these pages, and why (DIAG_BOTH). */
void verify_pages_untold(Arena *arena, Verdict *verdict, const char *why);

/* Adds a finding and keeps `sound`, for who judges further than this room. */
void verdict_add(Arena *arena, Verdict *verdict, VerifyFinding finding);

#endif
