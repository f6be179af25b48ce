/*
 * record: what the module banxin-record.so does for the program.
 *
 * The libraries that sign, verify and archive (OpenSSL, libqpdf, libcurl, SQLite and what they bring) take some 15 ms
 * to be linked, which a command that needs none of them does not pay: the rooms that use them are a module, loaded on
 * demand (app/record_module.h). This table is all that the two know of each other. Both are built together, which
 * `version` and `size` make sure of; memory and lists of faults go across freely.
 */
#ifndef BANXIN_RECORD_RECORD_H
#define BANXIN_RECORD_RECORD_H

#include "archive/archive.h"
#include "sign/hash.h"
#include "sign/sign.h"
#include "sign/verify.h"

typedef struct Record {
    const char *version; /* BANXIN_VERSION */
    size_t size;         /* of this struct */
    bool (*hash_bytes)(HashKind kind, const void *bytes, size_t length, Hash *hash);
    bool (*hash_file)(const char *path, Hash hashes[HASH_KIND_COUNT], uint64_t *size, DiagList *diags);
    void (*hash_hex)(const Hash *hash, char hex[HASH_HEX]);
    VerifyTrust *(*verify_trust_read)(const char *path, DiagList *diags);
    void (*verify_trust_free)(VerifyTrust *trust);
    Verdict *(*verify_bytes)(Arena *arena, const char *name, Str bytes, const VerifyOptions *options, DiagList *diags);
    void (*verify_against)(Arena *arena, Verdict *verdict, Str again, DiagList *diags);
    void (*verify_pages_untold)(Arena *arena, Verdict *verdict, const char *why);
    Signer *(*signer_open)(const SignerSource *source, DiagList *diags);
    void (*signer_close)(Signer *signer);
    bool (*signer_is_token)(const Signer *signer);
    const char *(*signer_name)(const Signer *signer);
    bool (*signer_certificate)(const Signer *signer, Buf *out);
    Seal *(*seal_open)(const char *path, DiagList *diags);
    void (*seal_close)(Seal *seal);
    bool (*sign_pdf)(const Signer *signer, const SignWish *wish, const char *name, Str file, Buf *out, DiagList *diags);
    bool (*archive_init)(const ArchiveOrder *order, const char *name, Buf *answer, DiagList *diags);
    bool (*archive_add)(const ArchiveOrder *order, const ArchiveAdd *add, Buf *answer, DiagList *diags);
    bool (*archive_find)(const ArchiveOrder *order, const Query *query, bool json, size_t *count, Buf *answer,
                         DiagList *diags);
    bool (*archive_export)(const ArchiveOrder *order, const ArchiveExport *export, Buf *answer, DiagList *diags);
    bool (*archive_verify)(const ArchiveOrder *order, const ArchiveVerify *verify, bool *sound, Buf *answer,
                           DiagList *diags);
} Record;

/* The one symbol the module shows. */
#define RECORD_SYMBOL "banxin_record"
#define RECORD_FILE   "banxin-record.so"

#endif
