/*
 * md5: the checksum of embedded files (ISO 32000-1, 7.11.4), as RFC 1321 has it, by libmd. It guards
 * against nothing but damage.
 */
#ifndef BANXIN_PDF_MD5_H
#define BANXIN_PDF_MD5_H

#include <stdint.h>

#include "base/str.h"

#define MD5_SIZE 16

void md5(Str bytes, uint8_t out[MD5_SIZE]);

#endif
