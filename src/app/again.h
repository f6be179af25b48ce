/*
 * again: the report that a file carries, set again, beside the pages that are printed.
 */
#ifndef BANXIN_APP_AGAIN_H
#define BANXIN_APP_AGAIN_H

#include "app/workshop.h"
#include "record/record.h"

/*
 * Sets the verdict's report as `render` would and lets the pages be compared; fills verdict->pages and adds findings.
 * That it cannot be set here (no form, no fonts) is a remark of the verdict, and no fault. False with a fault reported:
 * memory.
 */
bool again_compare(Arena *arena, const Record *record, Workshop *workshop, Verdict *verdict, DiagList *diags);

#endif
