/*
 * fill: templates filled with values, as runs of text.
 *
 * What the form says literally carries the form's place, what is quoted carries the data's place, so that a character
 * no face has is reported where it was written. A value that is blank prints nothing.
 */
#ifndef BANXIN_COMPOSE_FILL_H
#define BANXIN_COMPOSE_FILL_H

#include "base/vec.h"
#include "compose/composer.h"
#include "figures/pieces.h"

typedef VEC(TextRun) RunVec;

/* What the runs of a text look like and belong to. */
typedef struct Ink {
    FontRole role;
    Len size;
    Color color;
    TagId tag, link;
    bool links;    /* figures link to their cells */
    bool balanced; /* the text is broken by sense first */
} Ink;

Ink ink_of(const Composer *composer, const Style *style, TagId tag);

/* Appends a run; an empty text appends nothing. */
void fill_add(RunVec *runs, Str text, Ink ink, SourceRef source);

/*
 * Appends the template's runs. `amounts` (or NULL) is the format of amounts that name none. False with faults
 * reported: unknown paths, unknown formats (texts of the data), values that cannot be printed.
 */
bool fill_runs(Composer *composer, const Template *text, const Scope *scope, const Format *amounts, Ink ink,
               RunVec *runs);

/* The filled template as one text in the arena. */
bool fill_text(Composer *composer, const Template *text, const Scope *scope, Str *out);

/* The text of a heading for outline and metadata: without line ends and marks of where it may be broken. */
const char *fill_title(Composer *composer, const TextRun *runs, size_t count);

#endif
