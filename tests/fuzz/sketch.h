/*
 * sketch: PDFs and DER described as text, so that inputs of the fuzzers of signing can be kept as text, and so that a
 * change of one object does not break every offset behind it.
 *
 * A PDF is described by lines that begin with @; what stands between them is the body of the last:
 *
 *     @from basic.pdf         begins with a file that the tests make (sketch.c lists them)
 *     @put 120 /Evil          writes over what is there from byte 120 on, as far as it goes
 *     @obj 4                  an object; @obj 4 1 one of generation 1
 *     @stream 5 /Filter/X     a stream, with entries of its dictionary; its Length is put in
 *     @raw                    bytes as they are
 *     @xref /Root 1 0 R       a table of the objects since the last, a trailer with these entries, and the file's end
 *     @xrefs 9 /Root 1 0 R    the same as a cross-reference stream, object 9
 *
 * Prev and Size are put in, and Root of the section before if there is none. Files without a header get one.
 *
 * DER is described by a line with # and the name of a file, or # alone, and lines "OFFSET COUNT HEX": there so many
 * bytes give way to others, and the lengths of all that holds them are set right. Without HEX they are taken out.
 */
#ifndef BANXIN_FUZZ_SKETCH_H
#define BANXIN_FUZZ_SKETCH_H

#include "base/str.h"

/* Appends what the text describes; false, and nothing appended, if it is no description. */
bool sketch_pdf(Str text, Buf *out);
bool sketch_der(Str text, Buf *out);

#endif
