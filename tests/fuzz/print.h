/*
 * print: a report taken all the way: read, checked, set, drawn, written as a PDF into memory, and what has come of it
 * judged. A trap is what cannot be: a report refused without a word, or written in spite of an error; findings that are
 * no JSON; a PDF that ends early, that libqpdf finds fault with, or that has other pages than were set.
 */
#ifndef BANXIN_FUZZ_PRINT_H
#define BANXIN_FUZZ_PRINT_H

#include "model/report.h"

/* Reads a report by a form and prints it. The report, if it could be read, lives in the arena. */
const Report *print_report(Arena *arena, const JsonDoc *doc, const Form *form, DiagList *diags);

/* Sets a report against another by the relations of its form, as last year's and as a unit's. */
void print_across(Arena *arena, const Report *report, const Report *other, DiagList *diags);

#endif
