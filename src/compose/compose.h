/*
 * compose: form + data > blocks > galley > pages.
 *
 * Walks the form's story over the report, sets paragraphs and tables, flows them onto pages of their masters, adds
 * folios and running heads, and repeats until the page numbers in the contents settle.
 */
#ifndef BANXIN_COMPOSE_COMPOSE_H
#define BANXIN_COMPOSE_COMPOSE_H

#include "form/form.h"
#include "model/report.h"
#include "page/page.h"
#include "text/text.h"

/* Passes in which entries of contents may grow and shrink; later on they only grow, so that the numbers settle. */
#define COMPOSE_FREE_PASSES 3

/*
 * The pages of a report, in `arena`. NULL when an error was reported (a path the data lacks, a missing glyph, a cell
 * that cannot be set, too many pages). face_names is filled from the engine's fonts.
 */
PageList *compose_report(Arena *arena, TextEngine *engine, const Report *report, DiagList *diags);

/* The same, with every table as a file of the list (table_csv.h). */
PageList *compose_report_with_files(Arena *arena, TextEngine *engine, const Report *report, DiagList *diags);

#endif
