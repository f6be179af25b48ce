/*
 * template: sentences with values in them, "收支总预算{{values.total | wan}}万元。"
 *
 * {{path}} or {{path | format}}; a path is dotted names (organ.name, project.amount, loop.index), a format is the
 * name of one of the form's formats or a built-in one. "{{{{" prints "{{". Expressions over figures take the path's
 * place later (figures/).
 */
#ifndef BANXIN_FORM_TEMPLATE_H
#define BANXIN_FORM_TEMPLATE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define PATH_MAX_NAMES 16
#define NAME_MAX_BYTES 96

typedef struct Path {
    const char *names[PATH_MAX_NAMES];
    int count;
    SourceRef source;
} Path;

typedef struct TemplatePart {
    bool is_value;
    Str text;           /* literal */
    Path path;          /* value */
    const char *format; /* or NULL */
    uint32_t at;        /* where it begins, in bytes of the template's text */
} TemplatePart;

typedef struct Template {
    const TemplatePart *parts;
    size_t count;
    SourceRef source;
} Template;

/*
 * Parses; NULL with a fault (unclosed braces, empty or overlong path, bad name). A text without {{ has one part, the
 * empty text none. Literal parts borrow from `text`, which must live as long as the template.
 */
const Template *template_parse(Arena *arena, Str text, SourceRef source, DiagList *diags);
bool path_parse(Arena *arena, Str text, SourceRef source, Path *path, DiagList *diags);

/* "project.amount", in the arena. */
const char *path_text(Arena *arena, const Path *path);

/*
 * May `name` stand in a path? Letters, digits, - and _ and everything beyond ASCII, 1 to NAME_MAX_BYTES bytes: what
 * expressions need as signs is kept out of names.
 */
bool name_is_valid(Str name);

/*
 * Refuses characters that cannot be printed: controls other than a line feed, line and paragraph separators, marks
 * that turn the direction of text, noncharacters. Reports TEXT_CONTROL with the first of them.
 */
bool text_check(Str text, SourceRef source, DiagList *diags);

#endif
