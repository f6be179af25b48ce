/*
 * expr: expressions over a report's figures, as they are written in forms and texts.
 *
 * A small language: total (no loops, no recursion, no assignment), exact, and checked when the form is loaded.
 *
 *     or       a or b                  sum      a + b   a - b   a & b (texts joined)
 *     and      a and b                 product  a * b   a / b
 *     not      not a                   minus    -a
 *     compare  = != < <= > >=          operand  12.5   500万元   '文字'   (a)   round(a, 2)   a reference
 *
 * A reference is a path (organ.name, project.amount), maybe with rows chosen from a table or a list, and what of
 * them is meant:
 *
 *     general[合计].basic               the row of that key, or of that kind
 *     general[kind = 项 and basic > 0].basic      rows by a condition; columns are named as they are
 *     projects[*].amount               all of them
 *     [carried].income                 of the table the expression stands in
 *
 * A minus is written apart (a - b): three-public is one name. Every part knows its place within the text it stands in.
 */
#ifndef BANXIN_FORM_EXPR_H
#define BANXIN_FORM_EXPR_H

#include "base/ratio.h"
#include "form/path.h"

#define EXPR_BYTES_MAX 4000 /* of one expression */
#define EXPR_DEPTH_MAX 100  /* of its parts within each other */
#define EXPR_ARGS_MAX  32   /* of a call */

typedef enum ExprKind {
    EXPR_NUMBER, /* `number`, as written in `text` */
    EXPR_AMOUNT, /* `number` in `unit` */
    EXPR_TEXT,
    EXPR_REFERENCE,
    EXPR_CALL,
    EXPR_NOT,
    EXPR_NEGATE,
    EXPR_OR,
    EXPR_AND,
    EXPR_EQUAL,
    EXPR_UNEQUAL,
    EXPR_LESS,
    EXPR_AT_MOST,
    EXPR_MORE,
    EXPR_AT_LEAST,
    EXPR_ADD,
    EXPR_SUBTRACT,
    EXPR_JOIN,
    EXPR_MULTIPLY,
    EXPR_DIVIDE
} ExprKind;

/* Which rows of a table or items of a list a reference chooses. */
typedef enum ExprRows {
    EXPR_NO_ROWS,   /* no brackets: `path` alone */
    EXPR_ROWS_ALL,  /* [*] */
    EXPR_ROWS_KEY,  /* [合计]: `key` */
    EXPR_ROWS_WHERE /* [condition]: args[0] */
} ExprRows;

/* What a call does: see expr_functions. */
typedef enum ExprFunction {
    EXPR_SUM,
    EXPR_COUNT,
    EXPR_MIN,
    EXPR_MAX,
    EXPR_ABS,
    EXPR_ROUND,
    EXPR_TRIM,
    EXPR_SHARE,
    EXPR_GROWTH,
    EXPR_IF,
    EXPR_SIGN,
    EXPR_LIST,
    EXPR_STARTS,
    EXPR_BLANK,
    EXPR_FORMAT,
    EXPR_FUNCTION_COUNT
} ExprFunction;

typedef struct Expr {
    ExprKind kind;
    int depth;        /* of its parts; 1 without any */
    SourceRef source; /* its first character; of operators the sign */
    Str text;         /* EXPR_TEXT: itself; EXPR_NUMBER: the digits */
    Ratio number;
    int unit;  /* EXPR_AMOUNT: MoneyUnit */
    Path path; /* EXPR_REFERENCE: before the brackets; no names: the table at hand */
    ExprRows rows;
    const char *key;
    Path column; /* after the brackets; no names: the rows themselves */
    ExprFunction function;
    const struct Expr *const *args; /* operands, arguments, the condition */
    size_t arg_count;
} Expr;

typedef struct ExprFunctionInfo {
    const char *name;
    int least, most; /* arguments; most -1: EXPR_ARGS_MAX */
} ExprFunctionInfo;

extern const ExprFunctionInfo expr_functions[EXPR_FUNCTION_COUNT];

/*
 * Parses the expression that `text` holds from *at on, as far as it goes, and moves *at behind it. `source` is the
 * whole text's place. NULL with a fault at the very character (EXPR_SYNTAX, EXPR_FUNCTION ...), or when memory is out.
 * Texts borrow from `text`.
 */
const Expr *expr_parse(Arena *arena, Str text, size_t *at, SourceRef source, DiagList *diags);
/* The same for a text that holds an expression and nothing else. */
const Expr *expr_parse_whole(Arena *arena, Str text, SourceRef source, DiagList *diags);

/* True for a path and nothing more: organ.name. */
bool expr_is_path(const Expr *expr);
/* True where one row, one item is not enough: sum, count ... take as many as there are. */
bool expr_function_takes_rows(ExprFunction function);

#endif
