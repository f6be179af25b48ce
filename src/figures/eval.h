/*
 * eval: what the operators (eval.c) and the functions (calls.c) of expressions share.
 *
 * All give false with the fault reported. Figures that are reckoned from others take over where these came from.
 */
#ifndef BANXIN_FIGURES_EVAL_H
#define BANXIN_FIGURES_EVAL_H

#include "figures/figures.h"

/* What a call gives, by function. */
typedef bool (*EvalCall)(Figures *figures, const Scope *scope, const Expr *call, Figure *out);
extern const EvalCall eval_calls[EXPR_FUNCTION_COUNT];

/* "an amount": a kind as an argument of FIGURE_TYPE. */
extern const char *const eval_kind_names[];

/* Reports a fault without arguments; FIGURE_TYPE: `wanted` is needed where `figure` is. */
bool eval_fault(Figures *figures, DiagCode code, const Expr *at);
bool eval_type_fault(Figures *figures, const Expr *at, const char *wanted, const Figure *figure);

/* ---- operands ------------------------------------------------------------------------------------------- */

/* A number, an amount or blank; anything else is a fault. */
bool eval_number(Figures *figures, const Scope *scope, const Expr *expr, Figure *out);
bool eval_is_number(const Figure *figure);
bool eval_is_nought(const Figure *figure);
/* A text, a code written as a number, or blank. */
bool eval_text(Figures *figures, const Scope *scope, const Expr *expr, Str *text);
/* The rows a reference chooses, whatever column of them is meant; and that column of the i-th of them. */
bool eval_choose(Figures *figures, const Scope *scope, const Expr *expr, RowSet *rows);
bool eval_row(Figures *figures, const Scope *scope, const Expr *expr, const RowSet *rows, size_t i, Figure *out);

/* ---- results -------------------------------------------------------------------------------------------- */

/* Amounts go with amounts, numbers with numbers; nought and blank with either. */
bool eval_go_together(Figures *figures, const Expr *at, const Figure *a, const Figure *b);
bool eval_add(Figures *figures, const Expr *at, Figure *sum, const Figure *other, bool subtract);
/* What comes out of two but their number: kind, decimals and unit, origins. `into` is the first. */
void eval_take_in(Figures *figures, Figure *into, const Figure *other);
/* No longer a value of the report as it stands. */
void eval_set_reckoned(Figure *figure);
/* A flag that came from what `a` and `b` (or NULL) came from. */
void eval_set_flag(Figures *figures, Figure *out, bool flag, const Figure *a, const Figure *b);
/* Writes the numbers of a text that stands at byte `at` of another, itself if it is one, to `out`, which has room. */
void eval_put_parts(const Figure *text, size_t at, size_t length, FigurePart *out);
/* How many these are. */
size_t eval_count_parts(const Figure *text);
/* Appends a value printed by a format (or NULL: as it is given), and takes over where it came from, and its numbers. */
bool eval_push_text(Figures *figures, const Scope *scope, const Expr *expr, const Format *format, Buf *text,
                    Figure *into);
/* Moves what was pushed into a figure, in the arena, and frees the buffer. */
bool eval_take_text(Figures *figures, Buf *text, Figure *out);

#endif
