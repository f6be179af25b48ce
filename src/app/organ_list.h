/*
 * organ_list: the organs of which reports are expected.
 *
 * A text, one organ a line: code and name with a comma or tab between, or one of them alone; blank lines and those that
 * begin with # are passed over, and so is a byte order mark. Or a JSON array of texts and of objects
 * {"code", "name"}.
 */
#ifndef BANXIN_APP_ORGAN_LIST_H
#define BANXIN_APP_ORGAN_LIST_H

#include "base/diag.h"

#define ORGANS_MAX       1000000
#define ORGANS_BYTES_MAX ((size_t)64 << 20)

typedef struct ListedOrgan {
    const char *code; /* NULL: not known */
    const char *name; /* without a code it may be one as well */
    SourceRef source;
} ListedOrgan;

typedef struct OrganList {
    const char *file;
    const ListedOrgan *items; /* in the order of the file */
    size_t count;
    const size_t *by_code, *by_name; /* numbers of items, sorted; those without a code are not in the first */
    size_t coded;
} OrganList;

/* NULL with every fault reported; lives in the arena. */
const OrganList *organ_list_read(Arena *arena, const char *file, DiagList *diags);

/* Whether an organ, of which one text may be NULL, is in the list. */
bool organ_list_has(const OrganList *list, const char *code, const char *name);

#endif
