/*
 * utf8: moved to base/utf8.h, because base and json check UTF-8 too.
 */
#ifndef BANXIN_UNICODE_UTF8_H
#define BANXIN_UNICODE_UTF8_H

#include "base/utf8.h"

#endif
