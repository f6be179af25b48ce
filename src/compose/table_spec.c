#include "compose/table_spec.h"

#include "compose/cell_links.h"

#include "compose/fill.h"
#include "compose/set.h"
#include "figures/figure.h"

/* Leading of a cell's text when its style has none of its own. */
#define CELL_LEADING ((Em)1300)

typedef VEC(TableCell) CellVec;

/* A table being built. */
typedef struct Build {
    Composer *composer;
    const Scope *scope;
    const TableForm *form;
    const TableRows *rows;
    RowCell *cells;   /* of the row at hand, by leaf */
    uint32_t **spans; /* by leaf: rows each cell of a merging column spans, 0 where it is covered; NULL: not merging */
    TableRow *out;
    size_t out_count;
    CellVec row; /* cells of the row at hand */
} Build;

static Arena *arena_of(const Build *b) { return b->composer->arena; }

/* ---- cells ---------------------------------------------------------------------------------------------------- */

static ParaStyle cell_style(const Style *style) {
    static const PageMaster no_grid = {0};
    ParaStyle para = set_para_style(&no_grid, style);
    para.leading = style->leading > 0 ? style->leading : len_from_em(CELL_LEADING, style->size);
    para.first_indent = 0; /* A10: not in cells */
    return para;
}

static CellAlign cell_align(ColumnAlign align) {
    switch (align) {
    case COLUMN_LEFT: return CELL_LEFT;
    case COLUMN_CENTER: return CELL_CENTER;
    case COLUMN_RIGHT: return CELL_RIGHT;
    case COLUMN_DECIMAL: return CELL_DECIMAL;
    case COLUMN_JUSTIFY: return CELL_JUSTIFY;
    }
    return CELL_LEFT;
}

/* Takes the runs as the cell's one paragraph; none leave it empty. Empties the vector. */
static void take_runs(Build *b, TableCell *cell, const Style *style, RunVec *runs) {
    size_t count = runs->count;
    TextRun *taken = VEC_TAKE(arena_of(b), runs);
    CellPara *para = count ? ARENA_NEW(arena_of(b), CellPara) : NULL;
    if (!taken || !para)
        return;
    *para = (CellPara){taken, count, cell_style(style)};
    cell->paras = para;
    cell->para_count = 1;
}

static void set_template(Build *b, TableCell *cell, const Style *style, const Template *text, const Format *amounts) {
    RunVec runs = {0};
    fill_runs(b->composer, text, b->scope, amounts, ink_of(b->composer, style, TAG_ID_ARTIFACT), &runs);
    take_runs(b, cell, style, &runs);
    if (text)
        cell->source = text->source;
}

static const Format *column_format(const Build *b, const Column *column) {
    if (column->format)
        return column->format;
    return column->type == COLUMN_AMOUNT ? b->form->format : NULL;
}

/* As text into the composer's, by the column's format; texts have none. */
static void print_cell(Build *b, const Column *column, const Value *value) {
    Figure figure = figure_of_value(value, column->type == COLUMN_NUMBER ? FIELD_NUMBER : FIELD_TEXT);
    const Format *format = figure.kind == FIGURE_TEXT ? NULL : column_format(b, column);
    figure_print(&figure, format, column->key, value->source, &b->composer->text, b->composer->diags);
}

/* A cell that shows one value: its paragraph and run in one piece, for there are many. */
static void set_value(Build *b, TableCell *cell, const Column *column, const Style *style, const Value *value) {
    typedef struct OneRun {
        CellPara para;
        TextRun run;
    } OneRun;
    cell->source = value->source;
    print_cell(b, column, value);
    Str text = composer_take_text(b->composer);
    OneRun *one = text.length ? ARENA_NEW(arena_of(b), OneRun) : NULL;
    if (!one)
        return;
    Ink ink = ink_of(b->composer, style, TAG_ID_ARTIFACT);
    one->run = (TextRun){.text = text, .role = ink.role, .size = ink.size, .color = ink.color, .source = value->source};
    one->para = (CellPara){&one->run, 1, cell_style(style)};
    one->para.style.no_gap |= column->type != COLUMN_TEXT;
    cell->paras = &one->para;
    cell->para_count = 1;
}

static TableCell *add_cell(Build *b, int cols, int rows) {
    TableCell *cell = VEC_PUSH(&b->row);
    if (cell) {
        cell->cols = cols;
        cell->rows = rows;
        cell->valign = CELL_MIDDLE;
        cell->source = b->form->source;
    }
    return cell;
}

/* Ends the row at hand. */
static void end_row(Build *b, TableRow row) {
    row.cell_count = b->row.count;
    row.cells = arena_copy(arena_of(b), b->row.items, b->row.count * sizeof *b->row.items);
    if (b->row.failed)
        arena_fail(arena_of(b));
    b->row.count = 0;
    if (row.cells)
        b->out[b->out_count++] = row;
}

/* ---- lead rows and heads -------------------------------------------------------------------------------------- */

/* A row of cells the form gives; its heads are of what is beside them or, below the column heads, of the columns. */
static void add_lead_row(Build *b, const LeadRow *lead, TagScope scope, TableRow row) {
    for (size_t i = 0; i < lead->cell_count; i++) {
        const FormCell *from = &lead->cells[i];
        TableCell *cell = add_cell(b, from->tracks, from->rows);
        if (!cell)
            return;
        const Style *style = from->style ? from->style : from->head ? b->form->head_style : b->form->style;
        cell->align = cell_align(from->align);
        cell->head = from->head;
        cell->scope = from->head ? scope : SCOPE_NONE;
        set_template(b, cell, style, from->text, from->format ? from->format : b->form->format);
        cell->source = from->source;
    }
    row.part = ROW_HEAD;
    row.min_height = len_max(lead->min_height, row.min_height);
    row.source = b->form->source;
    end_row(b, row);
}

static int tracks_of(const Column *column) {
    int tracks = column->column_count ? 0 : column->track_count;
    for (size_t i = 0; i < column->column_count; i++)
        tracks += tracks_of(&column->columns[i]);
    return tracks;
}

/* The heads that begin on `level`, from left to right; `depth` is the level of `columns`. */
static void add_heads(Build *b, const Column *columns, size_t count, int depth, int level) {
    for (size_t i = 0; i < count; i++) {
        const Column *column = &columns[i];
        bool leaf = column->column_count == 0;
        if (depth < level) {
            add_heads(b, column->columns, column->column_count, depth + 1, level);
            continue;
        }
        TableCell *cell = add_cell(b, tracks_of(column), leaf ? b->form->head_levels - level : 1);
        if (!cell)
            return;
        cell->align = CELL_CENTER;
        cell->head = true;
        cell->scope = SCOPE_COLUMN;
        cell->may_stack = leaf && column->head_stack;
        cell->may_split = true;
        set_template(b, cell, b->form->head_style, column->title, NULL);
    }
}

static void add_head(Build *b) {
    for (int level = 0; level < b->form->head_levels; level++) {
        add_heads(b, b->form->columns, b->form->column_count, 0, level);
        end_row(b, (TableRow){.part = ROW_HEAD,
                              .repeat = b->form->head_repeat,
                              .min_height = b->form->head_height,
                              .source = b->form->source});
    }
}

/* ---- body ----------------------------------------------------------------------------------------------------- */

static const RowKind *kind_at(const Build *b, size_t leaf) {
    int kind = b->cells[leaf].kind;
    return kind >= 0 && (size_t)kind < b->form->kind_count ? &b->form->kinds[kind] : NULL;
}

/* The last leaf of the cell that begins at `leaf`; itself unless its kind merges. */
static size_t merged_to(const Build *b, size_t leaf) {
    const RowKind *kind = kind_at(b, leaf);
    for (size_t i = 0; kind && i < kind->merge_count; i++)
        if ((size_t)kind->merges[i].from == leaf && (size_t)kind->merges[i].to < b->form->leaf_count)
            return (size_t)kind->merges[i].to;
    return leaf;
}

static bool is_filled(const RowCell *cell) { return cell->text || cell->value; }

/* A column of text that stands as figures do holds figures. */
static bool is_figure(const Column *column) { return column->align == COLUMN_DECIMAL || column->align == COLUMN_RIGHT; }

/* One cell of the row at hand over the leaves [leaf, to], spanning `rows` rows. */
static void add_body_cell(Build *b, size_t leaf, size_t to, int rows) {
    const RowKind *kind = kind_at(b, leaf);
    size_t shown = leaf;
    int tracks = 0;
    for (size_t i = leaf; i <= to; i++) {
        tracks += b->form->leaves[i]->track_count;
        if (!is_filled(&b->cells[shown]) && is_filled(&b->cells[i]))
            shown = i;
    }
    TableCell *cell = add_cell(b, tracks, rows);
    if (!cell)
        return;
    const Column *column = b->form->leaves[shown];
    const Style *style = kind && kind->style ? kind->style : column->style ? column->style : b->form->style;
    cell->align = to > leaf ? CELL_CENTER : cell_align(column->align);
    cell->head = column->row_head;
    cell->scope = column->row_head ? SCOPE_ROW : SCOPE_NONE;
    cell->may_split = column->type == COLUMN_CODE || (column->type == COLUMN_TEXT && !is_figure(column));
    if (kind && kind->indents && to == leaf)
        cell->indent = len_from_em(kind->indents[leaf], style->size);
    if (b->cells[shown].text)
        set_template(b, cell, style, b->cells[shown].text, column_format(b, column));
    else if (b->cells[shown].value)
        set_value(b, cell, column, style, b->cells[shown].value);
    if (b->cells[shown].row && b->rows->data)
        cell->mark =
            cell_links_slot(b->composer, b->rows->data, (uint32_t)(b->cells[shown].row - b->rows->data->rows), shown);
}

/* The form's text for a table without data, over the whole of its first blank row. */
static void add_note_row(Build *b) {
    TableCell *cell = add_cell(b, b->form->track_count, 1);
    const Style *style = b->form->style;
    RunVec runs = {0};
    fill_add(&runs, str_from(b->form->empty_text), ink_of(b->composer, style, TAG_ID_ARTIFACT), b->form->source);
    if (cell) {
        cell->align = CELL_CENTER;
        take_runs(b, cell, style, &runs);
    }
    VEC_FREE(&runs);
}

static void add_cells(Build *b, size_t index) {
    for (size_t leaf = 0; leaf < b->form->leaf_count; leaf++) {
        const uint32_t *spans = b->spans[leaf];
        size_t to = merged_to(b, leaf);
        if (to == leaf && spans && spans[index] == 0)
            continue;
        add_body_cell(b, leaf, to, to == leaf && spans ? (int)spans[index] : 1);
        leaf = to;
    }
}

/* A row as high as a line even if it holds nothing. */
static Len blank_height(const Build *b) { return cell_style(b->form->style).leading + 2 * b->form->pad_y; }

static bool keeps_next(const Build *b) {
    for (size_t leaf = 0; leaf < b->form->leaf_count; leaf++) {
        const RowKind *kind = kind_at(b, leaf);
        if (kind && kind->keep_next)
            return true;
    }
    return false;
}

/* So many rows stand together at the table's beginning and at its end: no head with one row, no last row alone. */
#define ROWS_TOGETHER 3

static bool stands_together(const Build *b, size_t index) {
    return index + 1 < b->rows->count && (index + 1 < ROWS_TOGETHER || index + ROWS_TOGETHER >= b->rows->count);
}

static void add_body_row(Build *b, size_t index) {
    TableRow row = {.part = ROW_BODY, .keep_whole = true, .low_height = blank_height(b)};
    row.min_height = len_max(b->form->row_height, row.low_height);
    RowSource from;
    table_rows_at(b->rows, index, b->cells, &from, &row.source);
    row.keep_next = (from == ROW_DATA && keeps_next(b)) || stands_together(b, index);
    if (table_rows_is_note(b->rows, index))
        add_note_row(b);
    else
        add_cells(b, index);
    end_row(b, row);
}

/* ---- equal neighbours down a column --------------------------------------------------------------------------- */

/* One merging column on the way down: the row its cell began in, and that cell's text. */
typedef struct Down {
    size_t start;
    bool open;
    Str text;
} Down;

static Str row_cell_text(Build *b, size_t leaf) {
    const RowCell *cell = &b->cells[leaf];
    Str text = {0};
    if (cell->text)
        fill_text(b->composer, cell->text, b->scope, &text);
    if (!cell->value)
        return text;
    print_cell(b, b->form->leaves[leaf], cell->value);
    return composer_take_text(b->composer);
}

/*
 * Goes over the row at hand. A blank continues the cell above, and so does the same text; where a column to the left
 * begins a new cell, this one does too (二级指标 never runs on under another 一级指标).
 */
static void merge_row(Build *b, size_t index, bool data, Down *downs) {
    bool begun = !data;
    size_t merged =
        0; /* leaves before it belong to a cell that the row's kind merges: they go on neither up nor down */
    for (size_t leaf = 0; leaf < b->form->leaf_count; leaf++) {
        if (merged_to(b, leaf) > leaf)
            merged = merged_to(b, leaf) + 1;
        if (!b->spans[leaf])
            continue;
        Down *down = &downs[leaf];
        Str text = row_cell_text(b, leaf);
        bool same = down->open && !begun && leaf >= merged && (text.length == 0 || str_equal(text, down->text));
        if (same) {
            b->spans[leaf][down->start]++;
            continue;
        }
        begun = true;
        *down = (Down){index, data && leaf >= merged, text};
        b->spans[leaf][index] = 1;
    }
}

static bool find_spans(Build *b) {
    Down *downs = ARENA_ARRAY(arena_of(b), Down, b->form->leaf_count);
    bool any = false;
    b->spans = ARENA_ARRAY(arena_of(b), uint32_t *, b->form->leaf_count);
    if (!downs || !b->spans)
        return false;
    for (size_t leaf = 0; leaf < b->form->leaf_count; leaf++) {
        if (!b->form->leaves[leaf]->merge_same)
            continue;
        b->spans[leaf] = ARENA_ARRAY(arena_of(b), uint32_t, b->rows->count);
        if (!b->spans[leaf])
            return false;
        any = true;
    }
    for (size_t index = 0; any && index < b->rows->count; index++) {
        RowSource from;
        SourceRef source;
        table_rows_at(b->rows, index, b->cells, &from, &source);
        merge_row(b, index, from == ROW_DATA, downs);
    }
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static TableTrack track_of(const TrackWidth *width) {
    TableTrack track = {.width = width->width, .share = width->share};
    switch (width->kind) {
    case COLUMN_FIXED: track.kind = TRACK_FIXED; break;
    case COLUMN_SHARE: track.kind = TRACK_SHARE; break;
    case COLUMN_CONTENT: track.kind = TRACK_CONTENT; break;
    }
    return track;
}

static const TableTrack *make_tracks(Build *b) {
    TableTrack *tracks = ARENA_ARRAY(arena_of(b), TableTrack, (size_t)b->form->track_count);
    size_t count = 0;
    for (size_t leaf = 0; tracks && leaf < b->form->leaf_count; leaf++)
        for (int i = 0; i < b->form->leaves[leaf]->track_count; i++)
            tracks[count++] = track_of(&b->form->leaves[leaf]->tracks[i]);
    return tracks;
}

static bool make_rows(Build *b) {
    size_t count = b->form->lead_count + (size_t)b->form->head_levels + b->form->head_row_count + b->rows->count;
    b->out = ARENA_ARRAY(arena_of(b), TableRow, count);
    if (!b->out || !find_spans(b))
        return false;
    for (size_t i = 0; i < b->form->lead_count; i++)
        add_lead_row(b, &b->form->lead[i], SCOPE_ROW, (TableRow){.min_height = b->form->row_height});
    add_head(b);
    for (size_t i = 0; i < b->form->head_row_count; i++)
        add_lead_row(b, &b->form->head_rows[i], SCOPE_COLUMN,
                     (TableRow){.repeat = b->form->head_repeat, .min_height = b->form->head_height});
    for (size_t i = 0; i < b->rows->count && !arena_failed(arena_of(b)); i++)
        add_body_row(b, i);
    return !arena_failed(arena_of(b));
}

const TableSpec *table_spec_make(Composer *composer, const Scope *scope, const TableForm *form, const TableRows *rows,
                                 Size room, Len page_height, TagId tag) {
    Build b = {.composer = composer, .scope = scope, .form = form, .rows = rows};
    b.cells = ARENA_ARRAY(composer->arena, RowCell, form->leaf_count);
    TableSpec *spec = ARENA_NEW(composer->arena, TableSpec);
    bool made = b.cells && spec && make_rows(&b);
    VEC_FREE(&b.row);
    if (!made)
        return NULL;
    *spec = (TableSpec){.tracks = make_tracks(&b),
                        .track_count = (size_t)form->track_count,
                        .rows = b.out,
                        .row_count = b.out_count,
                        .width = room.width,
                        .fit_height = room.height,
                        .page_height = page_height,
                        .fit_type = form->one_page,
                        .by_content = !form->full_width,
                        .outer_rule = form->outer_rule,
                        .inner_rule = form->inner_rule,
                        .head_rule = form->head_rule,
                        .rule_color = COLOR_BLACK,
                        .pad_x = form->pad_x,
                        .pad_y = form->pad_y,
                        .size = form->style->size,
                        .min_size = form->min_size,
                        .tag = tag,
                        .source = form->source};
    return spec->tracks ? spec : NULL;
}
