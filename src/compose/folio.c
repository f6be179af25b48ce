#include "compose/folio.h"

#include "compose/fill.h"
#include "compose/set.h"
#include "figures/numeral.h"

/* Odd pages lie on the right: odd by the printed number, without one by the place in the file. */
static bool is_right_hand(const FlowPage *page, size_t index) {
    return page->number > 0 ? page->number % 2 != 0 : index % 2 == 0;
}

Rect folio_area(const PageMaster *master, const FlowPage *page, size_t index) {
    Rect area = {master->inner, master->top, master->area.width, master->area.height};
    if (!master->mirror || is_right_hand(page, index))
        return area;
    if (master->turned) /* the turned content's head is at the sheet's left: binding moves it up and down */
        area.y = master->sheet.width - master->top - master->area.height;
    else
        area.x = master->sheet.width - master->inner - master->area.width;
    return area;
}

const char *folio_label(Composer *composer, const FlowPage *page) {
    numeral_page(page->number, page->begin.numbers, &composer->text);
    return composer_take_text(composer).text;
}

/* Outer and inner become a side. */
static ParaAlign side_of(FolioPlace place, const FlowPage *page, size_t index) {
    bool right = is_right_hand(page, index);
    switch (place) {
    case FOLIO_OUTER: return right ? ALIGN_RIGHT : ALIGN_LEFT;
    case FOLIO_INNER: return right ? ALIGN_LEFT : ALIGN_RIGHT;
    case FOLIO_CENTER: return ALIGN_CENTER;
    case FOLIO_LEFT: return ALIGN_LEFT;
    case FOLIO_RIGHT: return ALIGN_RIGHT;
    }
    return ALIGN_CENTER;
}

/* What stands in a margin: its text, and the room it has from the type area to the sheet's edge. */
typedef struct Marginal {
    const Template *text;
    const Style *style;
    ParaAlign align;
    Em indent;
    Rect area;    /* the type area: what is too long for its width goes on in further lines */
    Len baseline; /* of the line next to the type area */
    bool above;   /* further lines go up from there, else down */
    Len room;     /* for all lines after the first */
} Marginal;

static bool report_room(Composer *composer, const FlowPage *at, Len needed, Len room) {
    char need[LEN_TEXT], have[LEN_TEXT];
    diag_ref(composer->diags, DIAG_MARGIN_TEXT, at->begin.master->source,
             DIAG_ARGS(len_format(needed, need), len_format(len_max(room, 0), have)));
    return false;
}

static bool draw_marginal(Composer *composer, const Scope *scope, const FlowPage *at, const Marginal *m, PageList *list,
                          Page *page) {
    static const PageMaster no_grid = {0};
    RunVec runs = {0};
    fill_runs(composer, m->text, scope, NULL, ink_of(composer, m->style, TAG_ID_ARTIFACT), &runs);
    size_t count = runs.count;
    TextRun *taken = VEC_TAKE(composer->arena, &runs);
    if (!taken || count == 0)
        return taken != NULL;
    ParaStyle para = set_para_style(&no_grid, m->style);
    para.align = m->align;
    para.first_indent = 0;
    para.left_indent = m->align == ALIGN_LEFT ? len_from_em(m->indent, m->style->size) : 0;
    para.right_indent = m->align == ALIGN_RIGHT ? len_from_em(m->indent, m->style->size) : 0;
    GalleyText text = {.leading = para.leading};
    if (!set_part(composer, &text, &para, taken, count, m->area.width, 0))
        return false;
    Len further = text.count ? (Len)(text.count - 1) * text.leading : 0;
    if (further > m->room)
        return report_room(composer, at, further + m->style->size, m->room + m->style->size);
    for (size_t i = 0; i < text.count; i++)
        line_draw(&text.parts[0].lines[i], list, page, /*turned*/ false,
                  (Point){m->area.x, m->baseline - (m->above ? further : 0) + (Len)i * text.leading}, m->style->size);
    return true;
}

/* From an em box's top to its baseline. */
static Len ascent(const Style *style) { return len_from_em(PAGE_EM_ASCENT, style->size); }

/* The portrait area a page's folio is placed by. */
static Rect upright_area(const FlowPage *page, size_t index) {
    const PageMaster *master = page->begin.master;
    if (!master->turned)
        return folio_area(master, page, index);
    if (page->begin.upright && !page->begin.upright->turned)
        return folio_area(page->begin.upright, page, index);
    return page_turn_rect(master->sheet, folio_area(master, page, index));
}

static bool draw_head(Composer *composer, const Scope *scope, const FlowPage *at, size_t index, Rect area,
                      PageList *list, Page *page) {
    const RunningHead *head = at->begin.master->head;
    if (!head || !head->text)
        return true;
    Len bottom = area.y - head->above, top = bottom - head->gap - head->style->size;
    if (head->rule > 0)
        page_add_rule(list, page, TAG_ID_ARTIFACT, /*turned*/ false,
                      (Rule){{area.x, bottom, area.width, head->rule}, COLOR_BLACK});
    Marginal m = {.text = head->text, .style = head->style, .align = side_of(head->place, at, index), .area = area};
    m.above = true;
    m.baseline = top + ascent(head->style);
    m.room = top;
    return draw_marginal(composer, scope, at, &m, list, page);
}

static bool draw_number(Composer *composer, const Scope *scope, const FlowPage *at, size_t index, Rect area,
                        PageList *list, Page *page) {
    const Folio *folio = at->begin.master->folio;
    if (!folio || at->number == 0)
        return true;
    Len top = area.y + area.height + folio->below;
    Marginal m = {.text = folio->text, .style = folio->style, .align = side_of(folio->place, at, index), .area = area};
    m.indent = folio->indent;
    m.baseline = top + ascent(folio->style);
    m.room = page->sheet.height - top - folio->style->size;
    return draw_marginal(composer, scope, at, &m, list, page);
}

bool folio_draw(Composer *composer, const FlowPlan *plan, size_t index, PageList *list, Page *page) {
    const FlowPage *at = &plan->pages.items[index];
    if (at->blank)
        return true;
    Scope report = scope_report(composer->report);
    Scope scope = {.kind = FRAME_PAGE, .outer = &report};
    scope.page = str_from(page->label);
    numeral_page(plan->last_numbers.items[at->sequence], at->begin.numbers, &composer->text);
    scope.pages = composer_take_text(composer);
    Rect area = upright_area(at, index);
    page->artifact = ARTIFACT_HEADER;
    bool good = draw_head(composer, &scope, at, index, area, list, page);
    page->artifact = ARTIFACT_FOOTER;
    good &= draw_number(composer, &scope, at, index, area, list, page);
    page->artifact = ARTIFACT_LAYOUT;
    return good;
}
