/*
 * frames: the files of a batch's runs that hold framed lines (record.h), journals and looks: passed over once, after
 * which any line can be read again. What is remembered of a line is where it stands, eight bytes.
 */
#ifndef BANXIN_BATCH_FRAMES_H
#define BANXIN_BATCH_FRAMES_H

#include "batch/record.h"
#include "batch/store.h"

typedef struct Frames Frames;

/* Where a line stands; never 0, and below 2^63. */
typedef uint64_t FrameSpot;

/* None yet; NULL when memory is out. The store may be closed before it. */
Frames *frames_new(const Store *store);
void frames_free(Frames *frames);

/*
 * Passes over the files of a run whose names end so, by their serials: where two speak of one thing, the later process
 * comes later. Each whole line is given to `take`; damaged ones are passed over, with a note. False with a fault
 * reported: a file that cannot be read.
 */
typedef void FrameFn(void *context, Str json, FrameSpot spot);
bool frames_pass(Frames *frames, int run, const char *ending, FrameFn *take, void *context, DiagList *diags);

/* The JSON of a line, in the arena; false when it is not there any more as it was. */
bool frames_read(const Frames *frames, FrameSpot spot, Arena *arena, Str *json);

#endif
