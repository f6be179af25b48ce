/*
 * form_types: whether an expression means something, found out before there is data.
 *
 * Every name leads to something the report will have, every row and column is the form's, every operand is of a type
 * its operator takes. The types are those of what comes out; amounts and plain numbers are kept apart.
 */
#ifndef BANXIN_FORM_FORM_TYPES_H
#define BANXIN_FORM_FORM_TYPES_H

#include "form/form_names.h"

typedef enum ExprType {
    TYPE_UNKNOWN, /* has been reported */
    TYPE_NUMBER,
    TYPE_INTEGER, /* a number that counts: may be printed as 一 or iv */
    TYPE_AMOUNT,
    TYPE_TEXT,
    TYPE_DATE,
    TYPE_FLAG,
    TYPE_ROWS, /* rows of a table, items of a list */
    TYPE_OTHER /* a record, blocks */
} ExprType;

/* The type of what the expression gives at the place of `names`; all faults in it are reported. */
ExprType form_type_of(FormReader *reader, const Names *names, const Expr *expr);
/* A list or rows to go over: what one of them is, or NULL with a fault (FORM_PATH_NO_LIST). */
const Field *form_items_of(FormReader *reader, const Names *names, const Expr *list, const TableForm **table);

bool form_type_prints(ExprType type);
/* Whether a format prints values of the type. */
bool form_format_fits(const Format *format, ExprType type);
/*
 * The same of a format by its name, with a fault at `at` where there is none of the name or it does not fit; `value` is
 * what the fault calls the value.
 */
void form_check_format(FormReader *reader, const char *name, ExprType type, SourceRef at, const char *value);
ExprType form_type_of_field(FieldType type);

#endif
