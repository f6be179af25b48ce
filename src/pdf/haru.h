/*
 * haru: the file being written, an indirect object at a time. The only place that touches libharu.
 *
 * libharu's object layer keeps the objects, numbers them and writes them out. What stands inside an object is prepared
 * by the rooms' other files as text, so that every number is exact; what stands inside a stream is compressed before it
 * comes here.
 *
 * A number is asked for first (so that objects can name each other), filled later; each must be filled once. Failure
 * is sticky: calls on a failed file do nothing, haru_save reports the first fault.
 *
 * Dictionaries are packed into object streams, and a cross-reference stream finds them (ISO 32000-1, 7.5.7, 7.5.8): a
 * tagged report has some thousand small ones that are much alike, which take a tenth of the room that way.
 */
#ifndef BANXIN_PDF_HARU_H
#define BANXIN_PDF_HARU_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/str.h"
#include "pdf/deflate.h"

typedef struct Haru Haru;

/* The largest file: libharu counts bytes in 31 bits. */
#define HARU_BYTES_MAX ((uint64_t)INT32_MAX)
/* The most objects of a file (ISO 19005-2, 6.1.13). */
#define HARU_OBJECTS_MAX 8388607u
/* Dictionaries to an object stream: a reader that wants one unpacks them all. */
#define HARU_PACK 800

typedef enum HaruVersion { HARU_PDF_1_7, HARU_PDF_1_6 } HaruVersion;

/* An empty file; NULL when memory is out. The compressor is lent, for what is packed. */
Haru *haru_new(Deflate *deflate);
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
 * The last objects: `count` dictionaries, which are packed as they come and not kept. Gives the number of the first, 0
 * once the file has failed. From then on nothing can be reserved, and haru_add fills them in their order.
 */
uint32_t haru_block(Haru *haru, uint32_t count);
void haru_add(Haru *haru, const Buf *entries);
/*
 * The same for one that readers and signers ask for first: it is packed with the dictionaries outside the block, the
 * catalog among them, so that whoever needs no more does not unpack the rest.
 */
void haru_add_apart(Haru *haru, const Buf *entries);

/* An identifier of all that has been filled so far, in the order of its numbers (14.4). */
#define HARU_ID_SIZE 16
void haru_identify(Haru *haru, uint8_t id[HARU_ID_SIZE]);

/*
 * Writes the file to `out`: header, streams, packed dictionaries, the table with the two (equal) identifiers. False
 * with the first fault reported.
 */
bool haru_save(Haru *haru, HaruVersion version, uint32_t catalog, uint32_t info, const uint8_t id[HARU_ID_SIZE],
               Buf *out, DiagList *diags);

#endif
