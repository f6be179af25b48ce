/*
 * template: sentences with values in them, "收支总预算{{balance[sum].income | wan}}万元。"
 *
 * {{expression}} or {{expression | format}} (form/expr.h); a format is the name of one of the form's formats or a
 * built-in one. "{{{{" prints "{{".
 */
#ifndef BANXIN_FORM_TEMPLATE_H
#define BANXIN_FORM_TEMPLATE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "form/expr.h"

typedef struct TemplatePart {
    bool is_value;
    Str text;           /* literal */
    const Expr *expr;   /* value */
    const char *format; /* or NULL */
    uint32_t at;        /* where it begins, in bytes of the template's text */
} TemplatePart;

typedef struct Template {
    const TemplatePart *parts;
    size_t count;
    SourceRef source;
} Template;

/*
 * Parses; NULL with a fault (unclosed braces, what is no expression). A text without {{ has one part, the empty text
 * none. Literal parts borrow from `text`, which must live as long as the template.
 */
const Template *template_parse(Arena *arena, Str text, SourceRef source, DiagList *diags);
/*
 * Refuses characters that cannot be printed: controls other than a line feed, line and paragraph separators, marks
 * that turn the direction of text, noncharacters. Reports TEXT_CONTROL with the first of them.
 */
bool text_check(Str text, SourceRef source, DiagList *diags);

#endif
