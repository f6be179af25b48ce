/*
 * signatures: who signs a document, each with an empty field.
 *
 * A label and beside it a frame with the field, up to three abreast as the measure allows, as many in each row as can
 * be alike. The rows stay together, and with what stands before them: the closing, or the last lines of the text.
 */
#ifndef BANXIN_COMPOSE_SIGNATURES_H
#define BANXIN_COMPOSE_SIGNATURES_H

#include "compose/walk.h"

/* Adds the block's rows to the galley, and to the tags a paragraph for each label with the Form of its field. */
void signatures_add(Walk *walk, const Story *story);

#endif
