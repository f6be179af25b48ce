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

/* Sets one line to `area`'s width and draws it with its baseline at `baseline`. */
static bool draw_line(Composer *composer, const Scope *scope, const Template *template, const Style *style,
                      ParaAlign align, Em indent, Rect area, Len baseline, PageList *list, Page *page) {
    static const PageMaster no_grid = {0};
    RunVec runs = {0};
    fill_runs(composer, template, scope, NULL, ink_of(composer, style, TAG_ID_ARTIFACT), &runs);
    size_t count = runs.count;
    TextRun *taken = VEC_TAKE(composer->arena, &runs);
    if (!taken || count == 0)
        return taken != NULL;
    ParaStyle para = set_para_style(&no_grid, style);
    para.align = align;
    para.first_indent = 0;
    para.left_indent = align == ALIGN_LEFT ? len_from_em(indent, style->size) : 0;
    para.right_indent = align == ALIGN_RIGHT ? len_from_em(indent, style->size) : 0;
    GalleyText text = {.leading = para.leading};
    if (!set_part(composer, &text, &para, taken, count, area.width, 0))
        return false;
    for (size_t i = 0; i < text.count; i++)
        line_draw(&text.parts[0].lines[i], list, page, /*turned*/ false,
                  (Point){area.x, baseline + (Len)i * text.leading}, style->size);
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
    ParaAlign align = side_of(head->place, at, index);
    Len bottom = area.y - head->above;
    if (head->rule > 0)
        page_add_rule(list, page, TAG_ID_ARTIFACT, /*turned*/ false,
                      (Rule){{area.x, bottom, area.width, head->rule}, COLOR_BLACK});
    return draw_line(composer, scope, head->text, head->style, align, 0, area,
                     bottom - head->gap - head->style->size + ascent(head->style), list, page);
}

static bool draw_number(Composer *composer, const Scope *scope, const FlowPage *at, size_t index, Rect area,
                        PageList *list, Page *page) {
    const Folio *folio = at->begin.master->folio;
    if (!folio || at->number == 0)
        return true;
    Len top = area.y + area.height + folio->below;
    return draw_line(composer, scope, folio->text, folio->style, side_of(folio->place, at, index), folio->indent, area,
                     top + ascent(folio->style), list, page);
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
