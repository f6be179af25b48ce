/*
 * change_fields: what signing changes in a form and in the tag tree.
 */
#ifndef BANXIN_SIGN_CHANGE_FIELDS_H
#define BANXIN_SIGN_CHANGE_FIELDS_H

#include "sign/change_walk.h"

/*
 * Finds the signature fields that were added or signed, tells them, and notes their widgets. To be called before
 * anything else is walked.
 */
void fields_collect(ChangeWalk *walk);
/* Was any field signed between the two? */
bool fields_signed(const ChangeWalk *walk);
/* Compares the rest of the form. */
void fields_walk(ChangeWalk *walk, PdfValue before, PdfValue after);

/* Compares the tag tree's root; its elements are compared as anything else, with roles_allow_tags. */
void tags_walk(ChangeWalk *walk, PdfValue before, PdfValue after);

#endif
