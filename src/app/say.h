/*
 * say: what the program tells people: faults and remarks on standard error, answers on standard output.
 */
#ifndef BANXIN_APP_SAY_H
#define BANXIN_APP_SAY_H

#include "app/timings.h"
#include "base/diag.h"

/* Chinese where LC_ALL, LC_MESSAGES or LANG, the first of them that is set, begins with zh. */
Language say_language(void);

/* Prints all faults of a list; NULL is the list that says memory is out. */
void say_diags(const DiagList *diags, Language language);

/* Prints to standard error what was put into words elsewhere; if memory was short for them, that. */
void say_text(const Buf *text, Language language);

/* Tells on standard output of a file that has been written. */
void say_written(Language language, const char *path, size_t pages);

void say_timings(const Timings *timings);

/* Prints an answer to standard output; false when it cannot be written. */
bool say_answer(const Buf *answer);
/* Whether all that was printed to standard output so far has gone out. */
bool say_heard(void);

#endif
