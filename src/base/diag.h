/*
 * diag: what went wrong, where, and what to do about it.
 *
 * Every fault is a Diag in a DiagList. The function that finds a fault reports it and returns false or NULL;
 * callers pass the failure up and report nothing again. All faults of an input come out in one run.
 *
 * Printed:  file:line:column: error[CODE]: message (/json/pointer)
 *               hint: ...
 * Codes, severities, messages and hints in Chinese and English are one table, diag_codes.h. Arguments are texts,
 * {0} {1} ... in the templates, so that the two languages may order them as they need.
 *
 * Rooms that know nothing of JSON (text, table, font) carry a SourceRef along with what they set; whoever made
 * the ref can turn it into a place.
 */
#ifndef BANXIN_BASE_DIAG_H
#define BANXIN_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef enum Severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

/* The part of the world a fault belongs to; decides the exit status (app/exit.h). */
typedef enum DiagClass { DIAG_CLASS_DATA, DIAG_CLASS_IO, DIAG_CLASS_INTERNAL } DiagClass;

typedef enum DiagCode {
#define DIAG(code, severity, class, en, en_hint, zh, zh_hint) DIAG_##code,
#include "base/diag_codes.h"
#undef DIAG
    DIAG_CODE_COUNT
} DiagCode;

typedef enum Language { LANGUAGE_EN, LANGUAGE_ZH } Language;

/* Where something stands. Lines and columns count from 1, in characters; 0 when unknown. Texts may be NULL. */
typedef struct Place {
    const char *file;
    const char *pointer; /* RFC 6901 JSON pointer */
    int line, column;
} Place;

/* Knows where its indices stand; a JsonDoc is one. `locate` fills *place, its texts in `arena`; `ref` is of this map.
 */
struct SourceRef;
typedef struct SourceMap {
    void (*locate)(struct SourceRef ref, Arena *arena, Place *place);
} SourceMap;

/* A cheap, copyable reference to a place in an input. {NULL, 0} is "nowhere". */
typedef struct SourceRef {
    const SourceMap *map;
    uint32_t index;
    uint32_t within; /* of a text: one more than the offset of the byte meant, escapes resolved; 0: the whole value */
} SourceRef;

#define SOURCE_NONE ((SourceRef){NULL, 0, 0})

/* The place `offset` bytes into the text that `ref` refers to, or into the part of it that `ref` points at. */
static inline SourceRef source_within(SourceRef ref, size_t offset) {
    ref.within = (uint32_t)((ref.within ? ref.within : 1) + offset);
    return ref;
}

typedef struct Diag {
    DiagCode code;
    Severity severity;
    Place place;
    const char *const *args;
    size_t arg_count;
} Diag;

typedef struct DiagList DiagList;

/* Faults kept of each severity; later ones are counted and not kept. */
#define DIAG_LIMIT 1000
/* Longer arguments and pointers are shortened in the middle. Bytes. */
#define DIAG_TEXT_MAX 1024

/*
 * A new list with memory of its own; NULL when memory is out. NULL is taken everywhere as the list that holds one
 * fault: MEMORY.
 */
DiagList *diag_list_new(void);
void diag_list_free(DiagList *list);
/* Forgets all faults, as after a run whose faults mean nothing. */
void diag_list_clear(DiagList *list);

/*
 * Reports a fault. Place and `args` are copied. Reporting never fails: a list that cannot copy says MEMORY instead,
 * for which it needs none.
 */
void diag_at(DiagList *list, DiagCode code, Place place, const char *const *args, size_t arg_count);
void diag_ref(DiagList *list, DiagCode code, SourceRef ref, const char *const *args, size_t arg_count);
#define DIAG_ARGS(...)                                                                                                 \
    ((const char *const[]){__VA_ARGS__}), (sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))
#define DIAG_NO_ARGS NULL, 0
/* An argument that differs by language. \xff stands in no UTF-8 text. */
#define DIAG_BOTH(en, zh) "\xff" en "\xff" zh
/* The half of such a text, or a text that is the same in both; NULL gives the empty slice. */
Str diag_half(const char *text, Language language);
/* Appends a text out of an input as it is shown: control characters as \u001b, bad bytes as \xff. */
void diag_push(Str text, Buf *out);
/* Appends "file:line:column", as far as they are known; "banxin" where there is no file. */
void diag_push_place(const Place *place, Buf *out);

size_t diag_count(const DiagList *list);
const Diag *diag_item(const DiagList *list, size_t index);
/* How many faults of at least that severity; those beyond DIAG_LIMIT are counted too. */
size_t diag_count_at_least(const DiagList *list, Severity severity);
bool diag_has_errors(const DiagList *list);
bool diag_has_class(const DiagList *list, DiagClass class); /* among errors */
/* Orders by file, line, column; equal places keep the order of reporting. Exact repeats are dropped. */
void diag_sort(DiagList *list);

const char *diag_code_name(DiagCode code);
/* The message with its {0} unfilled, for when there is no memory to fill them in. */
const char *diag_code_message(DiagCode code, Language language);
Severity diag_code_severity(DiagCode code);
/* The message (or hint; "" when none) of a fault in a language, appended to `out`. */
void diag_message(const Diag *diag, Language language, Buf *out);
void diag_hint(const Diag *diag, Language language, Buf *out);
/*
 * The whole fault as printed, one or two lines, each with its line feed. Control characters and bad bytes out of the
 * input are shown as \u001b and \xff.
 */
void diag_print(const Diag *diag, Language language, Buf *out);
/* All of them in order, and how many were not kept. */
void diag_print_all(const DiagList *list, Language language, Buf *out);

#endif
