#include "pdf/md5.h"

#include <md5.h>

void md5(Str bytes, uint8_t out[MD5_SIZE]) {
    MD5_CTX context;
    MD5Init(&context);
    MD5Update(&context, (const uint8_t *)bytes.text, bytes.length);
    MD5Final(out, &context);
}
