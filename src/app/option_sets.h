/*
 * option_sets: commands that take the same options, as bits; for the option table and the checks of what is parsed.
 */
#ifndef BANXIN_APP_OPTION_SETS_H
#define BANXIN_APP_OPTION_SETS_H

#include "app/options.h"

#define IN(command) (1u << COMMAND_##command)
#define SETTING     (IN(RENDER) | IN(CHECK) | IN(PROOF) | IN(VERIFY) | PLANNING) /* commands that set reports */
#define PROMISING   (IN(RENDER) | PLANNING)                                      /* and say how PDFs are made */
/* Of an archive: what searches it, what describes entries, all that works on one that is there. */
#define SEEKING    (IN(ARCHIVE_FIND) | IN(ARCHIVE_EXPORT))
#define DESCRIBING (IN(ARCHIVE_ADD) | SEEKING)
#define KEEPING    (DESCRIBING | IN(ARCHIVE_VERIFY))
#define ARCHIVING  (IN(ARCHIVE_INIT) | KEEPING)
/* Of a batch: what says which reports, what makes them, what looks at what is made. */
#define PLANNING (IN(BATCH) | IN(BATCH_PLAN))
#define SIGNING  (IN(SIGN) | PLANNING) /* commands that say who signs, and how */
#define WORKING  (IN(BATCH) | IN(BATCH_RUN))
#define LOOKING  (IN(BATCH_STATUS) | IN(BATCH_COLLECT))
#define ANYWHERE (IN(NONE) | SETTING | IN(SIGN) | IN(ARCHIVE) | ARCHIVING | WORKING | LOOKING)

/* The least and the greatest number an option takes. */
void option_bounds(const Option *option, long *least, long *most);

#endif
