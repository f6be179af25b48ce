/*
 * capture: what a report's PDF is made of, taken from its pages and from the PDF itself, for the floor.
 *
 *   strings   every stretch of text in one face, as a line breaker would have it shaped: neighbours of one node and
 *             face are one, over line and page ends
 *   sets      of every face the glyphs used
 *   streams   of every compressed stream what it holds, and how hard banxin tries to compress it
 */
#ifndef BANXIN_BENCH_CAPTURE_H
#define BANXIN_BENCH_CAPTURE_H

#include <hb.h>

#include "base/vec.h"
#include "setting.h"

typedef struct CaptureString {
    const Font *face;
    char *text;
    size_t length;
    bool han;
} CaptureString;

typedef struct CaptureSet {
    const Font *face;
    hb_set_t *glyphs;
} CaptureSet;

typedef struct CaptureStream {
    char *bytes;
    size_t length, packed; /* as it is, and as it stands in the PDF */
    int level;             /* of libdeflate */
} CaptureStream;

typedef struct Capture {
    VEC(CaptureString) strings;
    VEC(CaptureSet) sets;
    VEC(CaptureStream) streams;
    char *pdf; /* in the setting's arena */
    size_t pdf_length;
    size_t text_bytes, glyphs; /* of all strings; of all sets */
} Capture;

/* The largest PDF, and the most a stream of it may hold. */
#define CAPTURE_PDF_MAX ((size_t)16 << 20)

/*
 * Fills a zeroed capture from the pages and the PDF that job_run has written of them; the faces are the setting's and
 * must outlive it. False after saying what is at fault: also when a stream, compressed again, has not the size it has
 * in the PDF, for then the floor would not do the same.
 */
bool capture_make(Capture *capture, const Setting *setting, const char *pdf);
void capture_free(Capture *capture);

#endif
