/*
 * cut: a face of a collection as a file of its own, with some of its characters.
 */
#ifndef LIGHTEN_CUT_H
#define LIGHTEN_CUT_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Appends a face that has those characters of face `index` of `collection` which the face `like` has, too, with all
 * layout features and names. Its CIDs are the collection's. False when one of the two is no face, or memory is out.
 */
bool cut_face(Str collection, int index, Str like, Buf *out);

#endif
