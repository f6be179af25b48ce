#include "record/record.h"

extern const Record banxin_record;

__attribute__((visibility("default"))) const Record banxin_record = {
    .version = BANXIN_VERSION,
    .size = sizeof(Record),
    .hash_bytes = hash_bytes,
    .hash_file = hash_file,
    .hash_hex = hash_hex,
    .verify_trust_read = verify_trust_read,
    .verify_trust_free = verify_trust_free,
    .verify_bytes = verify_bytes,
    .verify_against = verify_against,
    .verify_pages_untold = verify_pages_untold,
    .signer_open = signer_open,
    .signer_close = signer_close,
    .signer_is_token = signer_is_token,
    .signer_name = signer_name,
    .signer_certificate = signer_certificate,
    .seal_open = seal_open,
    .seal_close = seal_close,
    .sign_pdf = sign_pdf,
    .archive_init = archive_init,
    .archive_add = archive_add,
    .archive_find = archive_find,
    .archive_export = archive_export,
    .archive_verify = archive_verify,
};
