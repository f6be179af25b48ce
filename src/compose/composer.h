/*
 * composer: what every part of composing works with, from the walk of the story to the drawing of pages.
 */
#ifndef BANXIN_COMPOSE_COMPOSER_H
#define BANXIN_COMPOSE_COMPOSER_H

#include "figures/figures.h"
#include "form/form.h"
#include "model/report.h"
#include "page/page.h"
#include "text/text.h"

typedef struct Composer {
    Arena *arena; /* the report's */
    TextEngine *engine;
    FontSet *fonts; /* the engine's */
    Figures *figures;
    const Report *report; /* the figures' */
    const Form *form;
    TagTree *tags; /* the page list's */
    DiagList *diags;
    TagId **cell_tags; /* cell_links: by table, by row and leaf; NULL until asked for */
    Buf text; /* reused for every value printed; emptied by who fills it */
} Composer;

/* The text in composer->text as a slice of the arena, with the buffer empty again. */
Str composer_take_text(Composer *composer);
/*
 * What a lower room could not make: if it has reported nothing since `errors` were counted, memory was out, and the
 * arena now says so.
 */
size_t composer_errors(const Composer *composer);
void composer_not_made(Composer *composer, size_t errors);
/* The number of a style's role; 0 for one the font list lacks, which compose_report has refused before. */
FontRole composer_role(const Composer *composer, const char *role);
Color composer_color(const Style *style);

#endif
