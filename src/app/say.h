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

/* One line to standard output with {0} the text and {1} the number. */
void say(Language language, const char *english, const char *chinese, const char *text, size_t number);

void say_timings(const Timings *timings);

/* Prints an answer to standard output; false when it cannot be written. */
bool say_answer(const Buf *answer);

#endif
