/*
 * contents: the list of headings with leaders, page numbers and links.
 *
 * The headings are known when the whole story has been walked; the numbers when it has been paged. So the entries are
 * first set without numbers, and again each time the numbers change, until they settle.
 */
#ifndef BANXIN_COMPOSE_CONTENTS_H
#define BANXIN_COMPOSE_CONTENTS_H

#include "compose/flow.h"

/* Puts a text item for each listed heading where the galley's contents stand. False when memory is out. */
bool contents_place(Composer *composer, Galley *galley);

/*
 * Sets all entries with the numbers of `plan` (NULL: none yet). *changed says whether any number differs from the one
 * set before. `hold`: an entry keeps the lines it had, though it might do with fewer. False with a fault reported, or
 * when memory is out.
 *
 * A number may be what pushes its heading to the next page, where a shorter number would let it come back (viii and
 * ix). Held entries only grow, and no more than the longest number asks for, so the numbers settle.
 */
bool contents_set(Composer *composer, Galley *galley, const FlowPlan *plan, bool hold, bool *changed);

#endif
