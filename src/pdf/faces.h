/*
 * faces: faces made ready to be cut, once for many reports.
 *
 * hb_subset_preprocess takes a face apart as cutting it would, for all of its glyphs: 0.3 s for eight faces, a third of
 * the time of every later cut saved. Faces whose programs are copied (subset.h), as the lighter ones are, need none. Cuts come out with the same bytes. Made before processes
 * are forked, ready faces are shared by them.
 */
#ifndef BANXIN_PDF_FACES_H
#define BANXIN_PDF_FACES_H

#include <hb.h>

#include "font/font_set.h"

typedef struct PdfFaces PdfFaces;

/* Makes the faces ready that are open in the set, which outlives them. NULL when memory is out: cuts do without. */
PdfFaces *pdf_faces_prepare(const FontSet *set);
void pdf_faces_free(PdfFaces *faces);

/*
 * The face to be cut for one of the set: of only those tables that a PDF wants back, its own reference; ready if it is
 * among `faces`, which may be NULL. NULL when memory is out.
 */
hb_face_t *pdf_face_to_cut(const PdfFaces *faces, int number, const Font *font);

#endif
