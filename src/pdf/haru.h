/*
 * haru: the file being written, an indirect object at a time. The only place that touches libharu.
 *
 * libharu's object layer keeps the objects, numbers them, writes them out with their cross-reference table and
 * trailer. What stands inside an object is prepared by the rooms' other files as text, so that every number is
 * exact; what stands inside a stream is compressed before it comes here.
 *
 * A number is asked for first (so that objects can name each other), filled later; each must be filled once. Failure
 * is sticky: calls on a failed file do nothing, haru_save reports the first fault.
 */
#ifndef BANXIN_PDF_HARU_H
#define BANXIN_PDF_HARU_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/str.h"

typedef struct Haru Haru;

/* The largest file: byte offsets of a cross-reference table have ten digits, libharu counts them in 31 bits. */
#define HARU_BYTES_MAX ((uint64_t)INT32_MAX)

/* An empty file; NULL when memory is out. */
Haru *haru_new(void);
void haru_free(Haru *haru);

/* The number of a new object; 0 once the file has failed. */
uint32_t haru_reserve(Haru *haru);
/* Fills an object with a dictionary: `entries` is what stands between << and >>. Copied. */
void haru_dict(Haru *haru, uint32_t number, const Buf *entries);
/* Fills it with a stream: dictionary entries without Length, and the bytes as they will stand in the file. Copied. */
void haru_stream(Haru *haru, uint32_t number, const Buf *entries, Str bytes);
/* Stops the file with "out of memory"; for a caller whose own buffers failed. */
void haru_fail(Haru *haru);

/*
 * Writes the file to `out`: header of PDF 1.7, objects, table, trailer with the two (equal) identifiers, which are
 * taken from everything written (ISO 32000-1, 14.4). False with the first fault reported.
 */
bool haru_save(Haru *haru, uint32_t catalog, uint32_t info, Buf *out, DiagList *diags);

#endif
