/*
 * revisions: the layers of a file, from its first writing to the last incremental update (ISO 32000-1, 7.5.6).
 *
 * Read off the bytes by the chain of cross-reference sections, from the last startxref back, without any of a reader's
 * repairs: each section belongs to one revision, which begins where the one before ends and ends with the %%EOF after
 * the startxref that names the section. What is not in the chain is in no revision, and so no signature can cover it.
 */
#ifndef BANXIN_SIGN_REVISIONS_H
#define BANXIN_SIGN_REVISIONS_H

#include "base/str.h"

typedef struct Layer {
    size_t start, end; /* bytes [start, end), %%EOF included; the next begins after the end of line */
    size_t xref;       /* where its cross-reference section begins */
} Layer;

typedef enum LayerFault {
    LAYERS_GOOD,
    LAYERS_NO_END,   /* no startxref and %%EOF at the end: not a whole PDF */
    LAYERS_NO_XREF,  /* at `at` there should be a cross-reference section */
    LAYERS_ORDER,    /* the section at `at` lies before the one it builds upon, or is its own ancestor */
    LAYERS_UNCLOSED, /* no startxref names the section at `at` before the next revision begins */
    LAYERS_MANY      /* more than VERIFY_REVISIONS_MAX */
} LayerFault;

typedef struct Layers {
    Layer *items; /* oldest first */
    size_t count;
    size_t header;   /* where %PDF- stands; 0 is right */
    size_t trailing; /* bytes after the last revision that are no end of line */
    LayerFault fault;
    size_t at; /* the byte the fault is about */
} Layers;

/*
 * Reads the layers into the arena; what could be read before a fault is kept out. A file without a header gives
 * LAYERS_NO_END.
 */
void layers_read(Arena *arena, Str bytes, Layers *layers);

#endif
