/*
 * workshop: what all reports of one process share, read-only once loaded: the font list with its faces, the forms,
 * and the engine that sets text.
 */
#ifndef BANXIN_APP_WORKSHOP_H
#define BANXIN_APP_WORKSHOP_H

#include "app/timings.h"
#include "form/form.h"
#include "pdf/standing.h"
#include "proof/proof.h"
#include "text/text.h"

typedef struct Workshop Workshop;

/* An empty workshop; NULL when memory is out. `form_path` and `fonts_path` as given on the command line, or NULL. */
Workshop *workshop_new(const char *form_path, const char *fonts_path, Timings *timings);
void workshop_free(Workshop *workshop);

/* Sets which form reports are read by from now on: as `form_path` above. */
void workshop_use_form(Workshop *workshop, const char *form_path);

/* Loads the font list if that has not been tried; false with a fault reported (once in a process). */
bool workshop_load_fonts(Workshop *workshop, DiagList *diags);
/* The font list's path, once loaded. */
const char *workshop_fonts_path(const Workshop *workshop);
TextEngine *workshop_engine(const Workshop *workshop);
FontSet *workshop_fonts(const Workshop *workshop);

/*
 * What PDFs of this process have in common (pdf/standing.h): NULL for the first that asks, which may be the only one,
 * and while memory is out.
 */
Standing *workshop_standing(Workshop *workshop);

/* What pages are drawn with, made when first asked for, once the fonts are loaded; NULL with MEMORY reported. */
Proof *workshop_proof(Workshop *workshop, DiagList *diags);

/*
 * The form of a report: the one given on the command line, or the one it names. A good form is read once and kept; a
 * broken one is read again by each report that asks for it, so that each is told why. NULL with faults reported.
 */
const Form *workshop_form(Workshop *workshop, const JsonDoc *report, DiagList *diags);

#endif
