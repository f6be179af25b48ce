#include "form/form_types.h"

#include <string.h>

/* As arguments of EXPR_TYPE. */
static const char *const type_names[] = {
    [TYPE_UNKNOWN] = "?",
    [TYPE_NUMBER] = DIAG_BOTH("a number", "数"),
    [TYPE_INTEGER] = DIAG_BOTH("a whole number", "整数"),
    [TYPE_AMOUNT] = DIAG_BOTH("an amount", "金额"),
    [TYPE_TEXT] = DIAG_BOTH("a text", "文字"),
    [TYPE_DATE] = DIAG_BOTH("a date", "日期"),
    [TYPE_FLAG] = DIAG_BOTH("a condition", "条件"),
    [TYPE_ROWS] = DIAG_BOTH("rows", "若干行"),
    [TYPE_OTHER] = DIAG_BOTH("a group of values", "一组值"),
};
#define NUMBER_OR_AMOUNT DIAG_BOTH("a number or an amount", "数或金额")
#define HINT_UNIT        DIAG_BOTH("an amount is written with its unit: 500万元", "金额要写单位，如 500万元")
#define HINT_ROWS        DIAG_BOTH("name one column of them: table[row].column", "请写明其中的一列：表[行].列")
#define NO_HINT          ""

bool form_type_prints(ExprType type) { return type >= TYPE_NUMBER && type <= TYPE_DATE; }

ExprType form_type_of_field(FieldType type) {
    static const ExprType types[] = {
        [FIELD_TEXT] = TYPE_TEXT,       [FIELD_AMOUNT] = TYPE_AMOUNT, [FIELD_NUMBER] = TYPE_NUMBER,
        [FIELD_INTEGER] = TYPE_INTEGER, [FIELD_DATE] = TYPE_DATE,     [FIELD_FLAG] = TYPE_FLAG,
        [FIELD_BLOCKS] = TYPE_OTHER,    [FIELD_LIST] = TYPE_ROWS,     [FIELD_RECORD] = TYPE_OTHER,
    };
    return type <= FIELD_RECORD ? types[type] : TYPE_UNKNOWN;
}

bool form_format_fits(const Format *format, ExprType type) {
    switch (format->kind) {
    case FORMAT_AMOUNT: return type == TYPE_AMOUNT;
    case FORMAT_NUMBER: return type == TYPE_NUMBER || type == TYPE_INTEGER;
    case FORMAT_DATE: return type == TYPE_DATE;
    case FORMAT_PLAIN: return form_type_prints(type);
    case FORMAT_CHINESE_NUMBER:
    case FORMAT_UPPER_ROMAN:
    case FORMAT_LOWER_ROMAN:
    case FORMAT_CIRCLED: return type == TYPE_INTEGER;
    }
    return false;
}

void form_check_format(FormReader *reader, const char *name, ExprType type, SourceRef at, const char *value) {
    const Form *form = reader->form;
    const Format *format = form_format(form, name);
    if (!format)
        form_unknown(reader, DIAG_FORM_UNKNOWN_FORMAT, at, name, form->formats, form->format_count,
                     sizeof *form->formats);
    else if (type != TYPE_UNKNOWN && !form_format_fits(format, type))
        diag_ref(reader->diags, DIAG_FORM_FORMAT_FITS, at, DIAG_ARGS(name, value));
}

static ExprType mismatch(FormReader *reader, const Expr *expr, const char *wanted, ExprType type, const char *hint) {
    if (type != TYPE_UNKNOWN)
        diag_ref(reader->diags, DIAG_EXPR_TYPE, expr->source,
                 DIAG_ARGS(wanted, type_names[type], type == TYPE_ROWS ? HINT_ROWS : hint));
    return TYPE_UNKNOWN;
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

/* The table whose rows a reference chooses: KEY, tables.KEY, or the one at hand; NULL when it names none. */
static const TableForm *table_of(const Form *form, const Names *names, const Path *path) {
    if (path->count == 0)
        return form_names_table(names);
    bool prefixed = path->count == 2 && strcmp(path->names[0], "tables") == 0;
    const TableForm *table = path->count == 1 || prefixed ? form_table(form, path->names[path->count - 1]) : NULL;
    return table && !table->rows_from ? table : NULL;
}

static bool has_row(const FixedRow *rows, size_t count, const char *key) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].key, key) == 0)
            return true;
    return false;
}

static bool knows_row(const TableForm *table, const char *key) {
    bool known = has_row(table->top, table->top_count, key) || has_row(table->foot, table->foot_count, key) ||
                 form_find(table->kinds, table->kind_count, sizeof *table->kinds, key) >= 0;
    for (size_t i = 0; i < table->panel_count && !known; i++)
        known = has_row(table->panels[i].rows, table->panels[i].row_count, key);
    return known;
}

static size_t add_row_keys(const char **names, size_t count, const FixedRow *rows, size_t row_count) {
    for (size_t i = 0; i < row_count; i++)
        names[count++] = rows[i].key;
    return count;
}

/* Which of the table's rows or kinds was meant. */
static void unknown_row(FormReader *reader, const Expr *expr, const TableForm *table) {
    size_t most = table->top_count + table->foot_count + table->kind_count, count = 0;
    for (size_t i = 0; i < table->panel_count; i++)
        most += table->panels[i].row_count;
    const char **names = ARENA_ARRAY(reader->arena, const char *, most);
    if (!names)
        return;
    count = add_row_keys(names, count, table->top, table->top_count);
    count = add_row_keys(names, count, table->foot, table->foot_count);
    for (size_t i = 0; i < table->panel_count; i++)
        count = add_row_keys(names, count, table->panels[i].rows, table->panels[i].row_count);
    for (size_t i = 0; i < table->kind_count; i++)
        names[count++] = table->kinds[i].name;
    const char *nearest = str_nearest(expr->key, names, count);
    const char *hint = nearest
                           ? arena_printf(reader->arena, DIAG_BOTH("did you mean %s?", "是不是 %s？"), nearest, nearest)
                           : DIAG_BOTH("see the table's kinds and fixed rows", "请查看该表的行类别和固定行");
    diag_ref(reader->diags, DIAG_EXPR_ROW, expr->source, DIAG_ARGS(table->key, expr->key, hint ? hint : ""));
}

/* What the rows that a reference chooses are records of; NULL with a fault. The table in *table, if they are of one. */
static const Field *row_record(FormReader *reader, const Names *names, const Expr *expr, const TableForm **table) {
    *table = table_of(reader->form, names, &expr->path);
    if (*table) {
        if (expr->rows == EXPR_ROWS_KEY && !knows_row(*table, expr->key))
            unknown_row(reader, expr, *table);
        return (*table)->record;
    }
    if (expr->path.count == 0) {
        diag_ref(reader->diags, DIAG_EXPR_NO_TABLE, expr->source, DIAG_NO_ARGS);
        return NULL;
    }
    const Field *list = form_names_look_up(reader, names, &expr->path);
    if (!list)
        return NULL;
    const char *path = path_text(reader->arena, &expr->path);
    if (list->type != FIELD_LIST || !list->fields)
        diag_ref(reader->diags, DIAG_EXPR_NO_ROWS, expr->source, DIAG_ARGS(path));
    else if (expr->rows == EXPR_ROWS_KEY)
        diag_ref(reader->diags, DIAG_EXPR_KEY_OF_LIST, expr->source, DIAG_ARGS(path));
    return list->type == FIELD_LIST ? list->fields : NULL;
}

/* The names inside of a condition on rows, or of what is said of each: the row's own first. */
static Names row_names(const Names *outer, const Field *record, const TableForm *table) {
    bool fields = record->type == FIELD_RECORD;
    return (Names){.outer = outer,
                   .fields = fields ? record->fields : NULL,
                   .count = fields ? record->field_count : 0,
                   .table = table};
}

static const Field *column_of(FormReader *reader, const Field *record, const Expr *expr, const TableForm *table) {
    const Field *field = record;
    for (int i = 0; i < expr->column.count; i++) {
        const char *name = expr->column.names[i];
        int at = field->type == FIELD_RECORD ? form_find(field->fields, field->field_count, sizeof *field, name) : -1;
        if (at < 0) {
            form_unknown(reader, table ? DIAG_FORM_UNKNOWN_COLUMN : DIAG_FORM_PATH, expr->column.source, name,
                         field->fields, field->field_count, sizeof *field);
            return NULL;
        }
        field = &field->fields[at];
    }
    return field;
}

static void check_condition(FormReader *reader, const Names *names, const Expr *expr) {
    ExprType type = form_type_of(reader, names, expr);
    if (type == TYPE_ROWS && expr->rows != EXPR_NO_ROWS && expr->column.count > 0)
        mismatch(reader, expr, type_names[TYPE_FLAG], type, NO_HINT);
}

/* What a reference with rows leads to: the record of a row, or the column named. */
static const Field *chosen(FormReader *reader, const Names *names, const Expr *expr, const TableForm **table) {
    const Field *record = row_record(reader, names, expr, table);
    if (!record)
        return NULL;
    if (expr->rows == EXPR_ROWS_WHERE) {
        Names inner = row_names(names, record, *table);
        check_condition(reader, &inner, expr->args[0]);
    }
    return column_of(reader, record, expr, *table);
}

const Field *form_items_of(FormReader *reader, const Names *names, const Expr *list, const TableForm **table) {
    *table = NULL;
    if (!list)
        return NULL;
    if (list->kind == EXPR_REFERENCE && list->rows != EXPR_NO_ROWS) {
        const Field *record = chosen(reader, names, list, table);
        if (!record || list->column.count == 0)
            return record;
    } else if (expr_is_path(list)) {
        const Field *field = form_names_look_up(reader, names, &list->path);
        if (!field || (field->type == FIELD_LIST && field->fields))
            return field ? field->fields : NULL;
    }
    const char *path = list->kind == EXPR_REFERENCE ? path_text(reader->arena, &list->path) : "";
    diag_ref(reader->diags, DIAG_FORM_PATH_NO_LIST, list->source, DIAG_ARGS(path));
    return NULL;
}

static ExprType type_of_reference(FormReader *reader, const Names *names, const Expr *expr) {
    const TableForm *table;
    bool rows = expr->rows != EXPR_NO_ROWS;
    const Field *field = rows ? chosen(reader, names, expr, &table) : form_names_look_up(reader, names, &expr->path);
    if (!field)
        return TYPE_UNKNOWN;
    return rows && expr->column.count == 0 ? TYPE_ROWS : form_type_of_field(field->type);
}

/* ---- operators ------------------------------------------------------------------------------------------ */

static bool is_numeric(ExprType type) { return type >= TYPE_NUMBER && type <= TYPE_AMOUNT; }
static bool is_zero(const Expr *expr) { return expr->kind == EXPR_NUMBER && ratio_sign(expr->number) == 0; }

static ExprType numeric_type_of(FormReader *reader, const Names *names, const Expr *expr) {
    ExprType type = form_type_of(reader, names, expr);
    return is_numeric(type) ? type : mismatch(reader, expr, NUMBER_OR_AMOUNT, type, NO_HINT);
}

/* Both amounts, or both numbers; nought goes with either. */
static ExprType joined(FormReader *reader, const Expr *a, ExprType left, const Expr *b, ExprType right) {
    if (left == TYPE_UNKNOWN || right == TYPE_UNKNOWN)
        return left == TYPE_UNKNOWN ? right : left;
    bool amounts = left == TYPE_AMOUNT || right == TYPE_AMOUNT;
    if (amounts && left != TYPE_AMOUNT && !is_zero(a))
        return mismatch(reader, a, type_names[TYPE_AMOUNT], left, HINT_UNIT);
    if (amounts && right != TYPE_AMOUNT && !is_zero(b))
        return mismatch(reader, b, type_names[TYPE_AMOUNT], right, HINT_UNIT);
    return amounts ? TYPE_AMOUNT : left == right ? left : TYPE_NUMBER;
}

static ExprType type_of_sum(FormReader *reader, const Names *names, const Expr *expr) {
    ExprType left = numeric_type_of(reader, names, expr->args[0]);
    ExprType right = numeric_type_of(reader, names, expr->args[1]);
    return joined(reader, expr->args[0], left, expr->args[1], right);
}

static ExprType type_of_product(FormReader *reader, const Names *names, const Expr *expr) {
    ExprType left = numeric_type_of(reader, names, expr->args[0]);
    ExprType right = numeric_type_of(reader, names, expr->args[1]);
    bool division = expr->kind == EXPR_DIVIDE;
    if (left == TYPE_UNKNOWN || right == TYPE_UNKNOWN)
        return TYPE_UNKNOWN;
    if (right == TYPE_AMOUNT && (division ? left != TYPE_AMOUNT : left == TYPE_AMOUNT))
        return mismatch(reader, expr->args[1], type_names[TYPE_NUMBER], right, NO_HINT);
    if (division)
        return left == TYPE_AMOUNT && right != TYPE_AMOUNT ? TYPE_AMOUNT : TYPE_NUMBER;
    return left == TYPE_AMOUNT || right == TYPE_AMOUNT ? TYPE_AMOUNT : left == right ? left : TYPE_NUMBER;
}

static ExprType text_type_of(FormReader *reader, const Names *names, const Expr *expr) {
    ExprType type = form_type_of(reader, names, expr);
    return type == TYPE_TEXT || type == TYPE_UNKNOWN || expr->kind == EXPR_NUMBER
               ? type
               : mismatch(reader, expr, type_names[TYPE_TEXT], type, NO_HINT);
}

static ExprType type_of_join(FormReader *reader, const Names *names, const Expr *expr) {
    for (size_t i = 0; i < 2; i++) {
        ExprType type = form_type_of(reader, names, expr->args[i]);
        if (type != TYPE_UNKNOWN && !form_type_prints(type))
            mismatch(reader, expr->args[i], type_names[TYPE_TEXT], type, NO_HINT);
    }
    return TYPE_TEXT;
}

/* Texts (a code may be written as a number), dates and flags are equal or not; numbers and amounts have an order, too.
 */
static ExprType type_of_comparison(FormReader *reader, const Names *names, const Expr *expr) {
    const Expr *a = expr->args[0], *b = expr->args[1];
    ExprType left = form_type_of(reader, names, a), right = form_type_of(reader, names, b);
    bool equal = expr->kind == EXPR_EQUAL || expr->kind == EXPR_UNEQUAL;
    if (left == TYPE_UNKNOWN || right == TYPE_UNKNOWN)
        return TYPE_FLAG;
    bool code = (left == TYPE_TEXT && b->kind == EXPR_NUMBER) || (right == TYPE_TEXT && a->kind == EXPR_NUMBER);
    if (is_numeric(left) && is_numeric(right))
        joined(reader, a, left, b, right);
    else if (left >= TYPE_ROWS || (!equal && left != TYPE_DATE))
        mismatch(reader, a, NUMBER_OR_AMOUNT, left, NO_HINT);
    else if (left != right && !code)
        mismatch(reader, b, type_names[left], right, NO_HINT);
    return TYPE_FLAG;
}

static ExprType type_of_condition(FormReader *reader, const Names *names, const Expr *expr) {
    for (size_t i = 0; i < expr->arg_count; i++)
        check_condition(reader, names, expr->args[i]);
    return TYPE_FLAG;
}

/* ---- calls ---------------------------------------------------------------------------------------------- */

static ExprType type_of_numbers(FormReader *reader, const Names *names, const Expr *call, size_t count) {
    ExprType type = numeric_type_of(reader, names, call->args[0]);
    for (size_t i = 1; i < count; i++) {
        ExprType other = numeric_type_of(reader, names, call->args[i]);
        type = joined(reader, call->args[i - 1], type, call->args[i], other);
    }
    return type;
}

/* To how many decimals: said in the form, not reckoned. */
static void check_decimals(FormReader *reader, const Expr *expr) {
    int64_t decimals;
    bool good = expr->kind == EXPR_NUMBER && ratio_whole(expr->number, &decimals) && decimals <= RATIO_DECIMALS_MAX;
    if (!good)
        diag_ref(reader->diags, DIAG_EXPR_SYNTAX, expr->source,
                 DIAG_ARGS(DIAG_BOTH("how many decimals, 0 to 18,", "小数位数（0 至 18）"),
                           DIAG_BOTH("an expression", "表达式")));
}

static ExprType type_of_rate(FormReader *reader, const Names *names, const Expr *call) {
    type_of_numbers(reader, names, call, 2);
    if (call->arg_count > 2)
        check_decimals(reader, call->args[2]);
    return TYPE_NUMBER;
}

static ExprType type_of_if(FormReader *reader, const Names *names, const Expr *call) {
    check_condition(reader, names, call->args[0]);
    ExprType yes = form_type_of(reader, names, call->args[1]);
    if (call->arg_count < 3)
        return yes;
    ExprType no = form_type_of(reader, names, call->args[2]);
    if (yes == TYPE_UNKNOWN || no == TYPE_UNKNOWN)
        return yes == TYPE_UNKNOWN ? no : yes;
    if (is_numeric(yes) && is_numeric(no))
        return joined(reader, call->args[1], yes, call->args[2], no);
    return yes == no ? yes : mismatch(reader, call->args[2], type_names[yes], no, NO_HINT);
}

static ExprType type_of_sign(FormReader *reader, const Names *names, const Expr *call) {
    numeric_type_of(reader, names, call->args[0]);
    for (size_t i = 1; i < 4; i++)
        text_type_of(reader, names, call->args[i]);
    return TYPE_TEXT;
}

/* list(rows, what of each, between, before the last) */
static ExprType type_of_list(FormReader *reader, const Names *names, const Expr *call) {
    const TableForm *table;
    const Field *record = form_items_of(reader, names, call->args[0], &table);
    if (record) {
        Names inner = row_names(names, record, table);
        ExprType type = form_type_of(reader, &inner, call->args[1]);
        if (type != TYPE_UNKNOWN && !form_type_prints(type))
            mismatch(reader, call->args[1], type_names[TYPE_TEXT], type, NO_HINT);
    }
    for (size_t i = 2; i < call->arg_count; i++)
        text_type_of(reader, names, call->args[i]);
    return TYPE_TEXT;
}

/* format(what, 'name') */
static ExprType type_of_format(FormReader *reader, const Names *names, const Expr *call) {
    const Expr *value = call->args[0], *name = call->args[1];
    ExprType type = form_type_of(reader, names, value);
    if (type != TYPE_UNKNOWN && !form_type_prints(type))
        type = mismatch(reader, value, type_names[TYPE_TEXT], type, NO_HINT);
    if (name->kind == EXPR_TEXT)
        form_check_format(reader, str_dup(reader->arena, name->text), type, name->source,
                          DIAG_BOTH("this value", "此值"));
    else
        diag_ref(reader->diags, DIAG_EXPR_SYNTAX, name->source,
                 DIAG_ARGS(DIAG_BOTH("the name of a format in quotes", "带引号的格式名"),
                           DIAG_BOTH("an expression", "表达式")));
    return TYPE_TEXT;
}

static ExprType type_of_count(FormReader *reader, const Names *names, const Expr *call) {
    const Expr *rows = call->args[0];
    bool chosen_rows = rows->kind == EXPR_REFERENCE && rows->rows != EXPR_NO_ROWS;
    ExprType type = form_type_of(reader, names, rows);
    if (!chosen_rows && type != TYPE_ROWS)
        mismatch(reader, rows, type_names[TYPE_ROWS], type, NO_HINT);
    return TYPE_INTEGER;
}

static ExprType type_of_call(FormReader *reader, const Names *names, const Expr *call) {
    switch (call->function) {
    case EXPR_SUM:
    case EXPR_MIN:
    case EXPR_MAX:
    case EXPR_ABS:
    case EXPR_TRIM: return type_of_numbers(reader, names, call, call->arg_count);
    case EXPR_COUNT: return type_of_count(reader, names, call);
    case EXPR_ROUND: check_decimals(reader, call->args[1]); return type_of_numbers(reader, names, call, 1);
    case EXPR_SHARE:
    case EXPR_GROWTH: return type_of_rate(reader, names, call);
    case EXPR_IF: return type_of_if(reader, names, call);
    case EXPR_SIGN: return type_of_sign(reader, names, call);
    case EXPR_LIST: return type_of_list(reader, names, call);
    case EXPR_FORMAT: return type_of_format(reader, names, call);
    case EXPR_STARTS:
        text_type_of(reader, names, call->args[0]);
        text_type_of(reader, names, call->args[1]);
        return TYPE_FLAG;
    case EXPR_BLANK: form_type_of(reader, names, call->args[0]); return TYPE_FLAG;
    case EXPR_FUNCTION_COUNT: break;
    }
    return TYPE_UNKNOWN;
}

ExprType form_type_of(FormReader *reader, const Names *names, const Expr *expr) {
    int64_t whole;
    if (!expr)
        return TYPE_UNKNOWN;
    switch (expr->kind) {
    case EXPR_NUMBER: return ratio_whole(expr->number, &whole) ? TYPE_INTEGER : TYPE_NUMBER;
    case EXPR_AMOUNT: return TYPE_AMOUNT;
    case EXPR_TEXT: return TYPE_TEXT;
    case EXPR_REFERENCE: return type_of_reference(reader, names, expr);
    case EXPR_CALL: return type_of_call(reader, names, expr);
    case EXPR_NEGATE: return numeric_type_of(reader, names, expr->args[0]);
    case EXPR_NOT:
    case EXPR_OR:
    case EXPR_AND: return type_of_condition(reader, names, expr);
    case EXPR_EQUAL:
    case EXPR_UNEQUAL:
    case EXPR_LESS:
    case EXPR_AT_MOST:
    case EXPR_MORE:
    case EXPR_AT_LEAST: return type_of_comparison(reader, names, expr);
    case EXPR_ADD:
    case EXPR_SUBTRACT: return type_of_sum(reader, names, expr);
    case EXPR_JOIN: return type_of_join(reader, names, expr);
    case EXPR_MULTIPLY:
    case EXPR_DIVIDE: return type_of_product(reader, names, expr);
    }
    return TYPE_UNKNOWN;
}
