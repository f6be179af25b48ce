/*
 * One item after the other is put where the last one ended. What a page must not do is decided before an item is
 * placed: a text that is kept with the next looks ahead over the whole chain to the first lines (or the head and first
 * row) of what it leads to, and if the chain does not fit, it moves to a new page as a whole. The look is at most a
 * page long, so the work stays linear.
 *
 * A page that holds nothing, or only items kept with what comes next, is `fresh`: nothing is gained by leaving it, so
 * whatever comes next is put there even if rules must be broken. That is what makes every step progress.
 */
#include "compose/flow.h"

#include <string.h>

typedef struct Fill {
    size_t piece; /* pieces from here on move down by it */
    int share;
} Fill;

/* Where the next item would stand. */
typedef struct Pen {
    Len y;
    Len after;  /* space the last item asks for below itself */
    bool empty; /* nothing stands on the page */
} Pen;

typedef struct Flow {
    Arena *arena;
    const Galley *galley;
    FlowPlan *plan;
    DiagList *diags;
    GalleyPage next; /* how the next page is to be */
    bool begin;      /* the next item begins it */
    bool first;      /* it is the first of its section */
    bool forced;     /* the page at hand was begun by the story: spaces at its top stay */
    Pen pen;
    Len height; /* of the type area */
    bool fresh;
    size_t page_piece; /* first piece of the page at hand */
    VEC(Fill) fills;   /* of the page at hand */
    int64_t number;    /* of the last counted page */
    size_t sequence;
    bool failed;
} Flow;

Len flow_area_height(const PageMaster *master) {
    return len_max(master->area.height, master->pitch * master->grid_lines);
}

/* ---- pages ---------------------------------------------------------------------------------------------------- */

static void add_page(Flow *flow, const GalleyPage *begin, bool blank) {
    if (flow->plan->pages.count >= PAGE_LIST_MAX) {
        if (!flow->failed)
            diag_ref(flow->diags, DIAG_FLOW_PAGES, SOURCE_NONE, DIAG_NO_ARGS);
        flow->failed = true;
        return;
    }
    FlowPage *page = VEC_PUSH(&flow->plan->pages);
    if (!page)
        return;
    *page = (FlowPage){.begin = *begin, .sequence = flow->sequence, .blank = blank};
    if (begin->numbers != NUMBER_NONE)
        page->number = ++flow->number;
    while (flow->plan->last_numbers.count <= flow->sequence && VEC_PUSH(&flow->plan->last_numbers))
        ;
    if (!flow->plan->last_numbers.failed)
        flow->plan->last_numbers.items[flow->sequence] = flow->number;
}

/* Pages count from 1: an odd one is the 1st, the 3rd sheet side. */
static void pad_to_odd(Flow *flow) {
    size_t count = flow->plan->pages.count;
    if (count % 2 == 0)
        return;
    GalleyPage last = flow->plan->pages.items[count - 1].begin;
    add_page(flow, &last, /*blank*/ true);
}

static void begin_page(Flow *flow) {
    if (flow->first && flow->next.odd_start)
        pad_to_odd(flow);
    if (flow->first && flow->next.restart) {
        flow->number = flow->next.first_number - 1;
        flow->sequence++;
    }
    add_page(flow, &flow->next, /*blank*/ false);
    flow->forced = flow->begin;
    flow->begin = flow->first = false;
    flow->height = flow_area_height(flow->next.master);
    flow->pen = (Pen){.empty = true};
    flow->fresh = true;
    flow->page_piece = flow->plan->pieces.count;
    flow->fills.count = 0;
}

/* Shares out what a page that the story ends has left. */
static void spread_fills(Flow *flow) {
    Len left = flow->height - flow->pen.y;
    int64_t shares = 0, given = 0;
    for (size_t i = 0; i < flow->fills.count; i++)
        shares += flow->fills.items[i].share;
    if (shares == 0 || left <= 0)
        return;
    size_t piece = flow->page_piece;
    Len shift = 0;
    for (size_t i = 0; i <= flow->fills.count; i++) {
        size_t end = i < flow->fills.count ? flow->fills.items[i].piece : flow->plan->pieces.count;
        for (; piece < end; piece++)
            flow->plan->pieces.items[piece].y += shift;
        if (i < flow->fills.count)
            given += flow->fills.items[i].share;
        shift = len_scale(left, given, shares);
    }
    flow->fills.count = 0;
}

static void place_page(Flow *flow, const GalleyPage *page) {
    GalleyPage next = *page;
    if (!flow->begin)
        spread_fills(flow);
    if (flow->begin && flow->next.restart && !next.restart) {
        next.restart = true; /* nothing was printed there: the numbers begin here */
        next.first_number = flow->next.first_number;
    }
    flow->next = next;
    flow->begin = flow->first = true;
}

static void need_page(Flow *flow) {
    if (flow->begin)
        begin_page(flow);
}

/* ---- pieces --------------------------------------------------------------------------------------------------- */

static FlowPiece *add_piece(Flow *flow, Len y) {
    FlowPiece *piece = VEC_PUSH(&flow->plan->pieces);
    if (piece) {
        piece->page = (uint32_t)(flow->plan->pages.count - 1);
        piece->y = y;
    }
    return piece;
}

static void add_lines(Flow *flow, const GalleyText *text, size_t first, size_t count, Len y) {
    FlowPiece *piece = add_piece(flow, y);
    if (!piece)
        return;
    piece->text = text;
    piece->first = first;
    piece->count = count;
}

static void note_item(Flow *flow, size_t item) {
    if (flow->plan->item_pages[item] == FLOW_NOWHERE)
        flow->plan->item_pages[item] = (uint32_t)(flow->plan->pages.count - 1);
}

static void report_height(Flow *flow, SourceRef source, Len height) {
    char needed[LEN_TEXT], there[LEN_TEXT];
    diag_ref(flow->diags, DIAG_FLOW_TOO_HIGH, source,
             DIAG_ARGS(len_format(height, needed), len_format(flow->height, there)));
    flow->failed = true;
}

/* Where a text begins: below what stands there and the spaces, on the grid if it keeps to it. */
static Len text_top(const Flow *flow, Pen pen, const GalleyText *text) {
    if (pen.empty)
        return 0;
    Len y = pen.y + pen.after + text->before, pitch = flow->next.master->pitch;
    if (text->on_grid && pitch > 0)
        y = pitch * ((y + pitch - 1) / pitch);
    return y;
}

/* How many of `left` lines of a text `room` holds. */
static size_t lines_in(const GalleyText *text, size_t left, Len room) {
    if (room <= 0 || text->leading <= 0)
        return text->leading <= 0 ? left : 0;
    int64_t fit = room / text->leading;
    return fit < (int64_t)left ? (size_t)fit : left;
}

/* The fewest lines of a text that may stand at a page's foot. */
static size_t least_lines(const GalleyText *text) {
    bool whole =
        text->keep_whole || text->part_count != 1 || text->keep_next || text->count < text->orphans + text->widows;
    return whole ? text->count : text->orphans;
}

/* ---- looking ahead -------------------------------------------------------------------------------------------- */

static Pen after_text(const Flow *flow, Pen pen, const GalleyText *text) {
    return (Pen){text_top(flow, pen, text) + galley_text_height(text), text->after, false};
}

/* Whether the chain of kept items that begins at `item`, and the least of what it leads to, fits below `pen`. At a
 * page's top a table gives up what it keeps together rather than what stands above it. */
static bool chain_fits(const Flow *flow, size_t item, Pen pen) {
    bool top = pen.empty;
    for (; item < flow->galley->items.count; item++) {
        const GalleyItem *it = &flow->galley->items.items[item];
        TableFragment fragment;
        switch (it->kind) {
        case GALLEY_PAGE: return true;
        case GALLEY_SPACE: pen.y += it->space.height; break;
        case GALLEY_TABLE:
            return table_cut(it->table.table, (TableCursor){0}, flow->height - pen.y - pen.after, top, &fragment) &&
                   fragment.height <= flow->height - pen.y - pen.after;
        case GALLEY_TEXT: {
            Len least = (Len)least_lines(&it->text) * it->text.leading;
            if (text_top(flow, pen, &it->text) + least > flow->height)
                return false;
            if (!it->text.keep_next)
                return true;
            pen = after_text(flow, pen, &it->text);
            break;
        }
        }
    }
    return true;
}

/* True when the item had better stand on a new page: it does not fit here with what it is kept with, but does there. */
static bool wants_new_page(const Flow *flow, size_t item) {
    return !flow->fresh && !chain_fits(flow, item, flow->pen) && chain_fits(flow, item, (Pen){.empty = true});
}

/* Height of what must stand below the end of `item` on the same page, if anything: the closing and its spaces. */
static Len attached_height(const Flow *flow, size_t item, Len after) {
    Len height = after, attached = 0;
    for (item++; item < flow->galley->items.count && height < flow->height; item++) {
        const GalleyItem *it = &flow->galley->items.items[item];
        if (it->kind == GALLEY_SPACE) {
            height += it->space.height;
        } else if (it->kind == GALLEY_TEXT && it->text.keep_last) {
            height += it->text.before + galley_text_height(&it->text) + it->text.after;
            attached = height;
        } else {
            break;
        }
    }
    return attached < flow->height / 2 ? attached : 0;
}

/* ---- texts ---------------------------------------------------------------------------------------------------- */

/*
 * How many of the `left` last lines of a text may stand in `room`; 0: none, take a new page. Its end takes `attached`
 * more, or its last lines go over with what is attached to them.
 */
static size_t lines_to_place(const Flow *flow, const GalleyText *text, size_t left, Len room, Len attached) {
    size_t fit = lines_in(text, left, room);
    bool begins = left == text->count;
    if (fit >= left && (Len)left * text->leading + attached <= room)
        return left;
    if (text->part_count != 1 || (text->keep_whole && !flow->fresh))
        return flow->pen.empty ? fit : 0;
    size_t widows = text->widows < left ? text->widows : left;
    size_t cut = left - widows < fit ? left - widows : fit;
    size_t least = begins ? text->orphans : 1;
    if (cut >= least)
        return cut;
    return flow->fresh ? fit : 0;
}

static void end_text(Flow *flow, const GalleyText *text, Len y, size_t count) {
    flow->pen = (Pen){y + (Len)count * text->leading, text->after, false};
    flow->fresh &= text->keep_next;
}

static void place_text(Flow *flow, size_t item) {
    const GalleyItem *it = &flow->galley->items.items[item];
    const GalleyText *text = &it->text;
    need_page(flow);
    if (wants_new_page(flow, item))
        begin_page(flow);
    Len attached = attached_height(flow, item, text->after);
    for (size_t first = 0; first < text->count && !flow->failed;) {
        Len y = text_top(flow, flow->pen, text);
        size_t count = lines_to_place(flow, text, text->count - first, flow->height - y, attached);
        if (count == 0 && !flow->pen.empty) {
            begin_page(flow);
            continue;
        }
        if (count == 0) {
            report_height(flow, it->source, text->leading);
            return;
        }
        note_item(flow, item);
        add_lines(flow, text, first, count, y);
        first += count;
        end_text(flow, text, y, count);
        if (first < text->count)
            begin_page(flow);
    }
}

/* ---- tables --------------------------------------------------------------------------------------------------- */

/*
 * The next piece of a table in `room`. Where it ends, what follows it (its notes) should stand on the same page: if
 * they do not fit, rows move over to the next page with them.
 */
static bool cut_piece(const Flow *flow, const GalleyTable *table, TableCursor from, Len room, bool whole,
                      TableFragment *piece) {
    Len tail = table->tail_height * 3 > flow->height ? 0 : table->tail_height;
    TableFragment with_tail;
    bool got_tail = table_cut(table->table, from, room - tail, /*whole_page*/ false, &with_tail);
    if (got_tail && with_tail.ends) {
        *piece = with_tail;
        return true;
    }
    if (!table_cut(table->table, from, room - table->below_height, whole, piece))
        return false;
    if (piece->ends && got_tail)
        *piece = with_tail;
    return true;
}

/* Stacks lines that repeat on pages a table goes on to, from `y` on. */
static void add_repeated(Flow *flow, const GalleyText *texts, size_t count, Len y) {
    for (size_t i = 0; i < count; i++) {
        y += texts[i].before;
        add_lines(flow, &texts[i], 0, texts[i].count, y);
        y += galley_text_height(&texts[i]) + texts[i].after;
    }
}

static void add_fragment(Flow *flow, const GalleyTable *table, const TableFragment *fragment, Len y) {
    FlowPiece *piece = add_piece(flow, y);
    if (!piece)
        return;
    piece->table = table;
    piece->fragment = arena_copy(flow->arena, fragment, sizeof *fragment);
    flow->pen = (Pen){y + fragment->height, 0, false};
    flow->fresh = false;
    if (!fragment->ends)
        add_repeated(flow, table->below, table->below_count, flow->pen.y);
}

/* Begins a page the table goes on to; where its piece begins. */
static Len continue_page(Flow *flow, const GalleyTable *table) {
    begin_page(flow);
    add_repeated(flow, table->above, table->above_count, 0);
    return table->above_height;
}

static void place_table(Flow *flow, size_t item) {
    const GalleyItem *it = &flow->galley->items.items[item];
    TableCursor from = {0};
    need_page(flow);
    Len y = flow->pen.y + flow->pen.after;
    for (bool ended = false; !ended && !flow->failed;) {
        TableFragment piece;
        Len room = flow->height - y;
        bool cut = cut_piece(flow, &it->table, from, room, flow->fresh, &piece);
        if ((!cut || piece.height > room) && !flow->pen.empty) {
            begin_page(flow);
            y = 0;
            continue;
        }
        if (!cut || piece.height > room) {
            report_height(flow, it->source, cut ? piece.height : flow->height);
            return;
        }
        note_item(flow, item);
        add_fragment(flow, &it->table, &piece, y);
        ended = piece.ends;
        from = piece.to;
        if (!ended)
            y = continue_page(flow, &it->table);
    }
}

/* ---- spaces and the whole ------------------------------------------------------------------------------------- */

static void place_space(Flow *flow, const GalleySpace *space) {
    need_page(flow);
    if (space->fill > 0) {
        Fill *fill = VEC_PUSH(&flow->fills);
        if (fill)
            *fill = (Fill){flow->plan->pieces.count, space->fill};
    } else if (!flow->pen.empty || flow->forced) {
        flow->pen.y = len_min(flow->pen.y + flow->pen.after + space->height, flow->height);
        flow->pen.after = 0;
        flow->pen.empty = false;
    }
}

static void place_item(Flow *flow, size_t item) {
    const GalleyItem *it = &flow->galley->items.items[item];
    switch (it->kind) {
    case GALLEY_TEXT: place_text(flow, item); break;
    case GALLEY_TABLE: place_table(flow, item); break;
    case GALLEY_SPACE: place_space(flow, &it->space); break;
    case GALLEY_PAGE: place_page(flow, &it->page); break;
    }
}

bool flow_plan_make(Arena *arena, const Galley *galley, FlowPlan *plan, DiagList *diags) {
    Flow flow = {.arena = arena, .galley = galley, .plan = plan, .diags = diags, .begin = true};
    *plan = (FlowPlan){0};
    plan->item_pages = ARENA_ARRAY(arena, uint32_t, galley->items.count);
    if (!plan->item_pages)
        return false;
    memset(plan->item_pages, 0xFF, galley->items.count * sizeof *plan->item_pages);
    for (size_t i = 0; i < galley->items.count && !flow.failed && !arena_failed(arena); i++)
        place_item(&flow, i);
    spread_fills(&flow);
    bool memory = plan->pages.failed || plan->pieces.failed || plan->last_numbers.failed || flow.fills.failed;
    if (memory)
        arena_fail(arena);
    VEC_FREE(&flow.fills);
    return !flow.failed && !arena_failed(arena);
}

void flow_plan_free(FlowPlan *plan) {
    VEC_FREE(&plan->pages);
    VEC_FREE(&plan->pieces);
    VEC_FREE(&plan->last_numbers);
}
