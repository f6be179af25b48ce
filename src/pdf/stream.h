/*
 * stream: bytes as a compressed stream object.
 */
#ifndef BANXIN_PDF_STREAM_H
#define BANXIN_PDF_STREAM_H

#include "pdf/deflate.h"
#include "pdf/haru.h"

/*
 * Writes the bytes compressed; `entries` are those of its dictionary but Filter, which is added, and Length. Gives the
 * object. The file fails when a buffer has failed or memory is out.
 */
uint32_t stream_write(Haru *haru, Deflate *deflate, DeflateEffort effort, Buf *entries, const Buf *bytes);

#endif
