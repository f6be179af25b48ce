#include "form/form_read.h"

#include <string.h>

/* Sheets, upright. B5 is ISO's 176 x 250 (GB/T 148), 16K the domestic 184 x 260. Micrometres. */
static const struct SheetSize {
    const char *name;
    int64_t width, height;
} sheets[] = {{"A4", 210000, 297000}, {"A3", 297000, 420000}, {"B5", 176000, 250000}, {"16K", 184000, 260000}};
static const char *const sheet_names[] = {"A4", "A3", "B5", "16K", NULL};

static const char *const orientations[] = {"portrait", "landscape", NULL};
static const char *const places[] = {"outer", "inner", "center", "left", "right", NULL};

/* GB/T 9704: 22 lines on 225 mm; the pitch of a master that has no grid comes near it. */
static const int64_t standard_pitch = 10227; /* micrometres */

/* Sums of lengths rounded from millimetres may miss by a few thousandths of a point. */
#define SLACK ((Len)100)

static Len sheet_len(FormReader *reader, const JsonNode *node) {
    return json_len(node, 20 * LEN_PT, FORM_LENGTH_MAX, 20 * LEN_PT, reader->diags);
}

static Size read_sheet(FormReader *reader, const JsonNode *node) {
    if (!node || node->type == JSON_STRING) {
        const struct SheetSize *sheet = &sheets[json_choice(node, sheet_names, 0, reader->diags)];
        return (Size){len_from_micrometres(sheet->width), len_from_micrometres(sheet->height)};
    }
    const JsonNode *found[SIZE_KEY_COUNT];
    form_object(reader, node, KEYS_SIZE, found);
    Size size = {sheet_len(reader, found[SIZE_KEY_WIDTH]), sheet_len(reader, found[SIZE_KEY_HEIGHT])};
    if (size.width > size.height)
        diag_ref(reader->diags, DIAG_FORM_SHEET, json_ref(node), DIAG_NO_ARGS);
    return size;
}

/* Margin, area and margin along one side of the frame; -1 what is not said. */
typedef struct Extent {
    Len before, area, after;
} Extent;

/*
 * Works out what is not said: the third of three from the other two; with one margin alone the other is like it;
 * with the area alone it stands in the middle. All three must add up. False when they cannot.
 */
static bool solve(Extent *extent, Len frame) {
    if (extent->area < 0) {
        extent->before = extent->before < 0 ? extent->after : extent->before;
        extent->after = extent->after < 0 ? extent->before : extent->after;
        extent->area = frame - extent->before - extent->after;
    } else if (extent->before < 0) {
        extent->before = extent->after < 0 ? (frame - extent->area) / 2 : frame - extent->area - extent->after;
    } else if (extent->after >= 0) {
        Len miss = frame - extent->before - extent->area - extent->after;
        return miss <= SLACK && miss >= -SLACK && extent->area > 0;
    }
    return extent->area > 0 && extent->before >= 0 && extent->before + extent->area <= frame + SLACK;
}

static Len margin(FormReader *reader, const JsonNode *node) {
    return json_len(node, 0, FORM_LENGTH_MAX, -1, reader->diags);
}

/* Where a fault of the fit is reported: the object that says most. */
static const JsonNode *fit_node(const Heir *heir) {
    const JsonNode *area = heir->found[PAGE_KEY_AREA], *margins = heir->found[PAGE_KEY_MARGINS];
    return area ? area : margins ? margins : heir->node;
}

static void report_fit(FormReader *reader, const Heir *heir, Len needs, Len frame) {
    char wanted[LEN_TEXT], there[LEN_TEXT];
    diag_ref(reader->diags, DIAG_FORM_MASTER_FIT, json_ref(fit_node(heir)),
             DIAG_ARGS(heir->name, len_format_mm(needs, wanted), len_format_mm(frame, there)));
}

static Len extent_sum(const Extent *extent) {
    return len_max(extent->before, 0) + len_max(extent->area, 0) + len_max(extent->after, 0);
}

static void place_area(FormReader *reader, const Heir *heir, Size frame, PageMaster *page) {
    const JsonNode *margins[MARGIN_KEY_COUNT] = {NULL}, *area[SIZE_KEY_COUNT] = {NULL};
    if (heir->found[PAGE_KEY_MARGINS])
        form_object(reader, heir->found[PAGE_KEY_MARGINS], KEYS_MARGINS, margins);
    if (heir->found[PAGE_KEY_AREA])
        form_object(reader, heir->found[PAGE_KEY_AREA], KEYS_SIZE, area);
    Extent across = {margin(reader, margins[MARGIN_KEY_INNER]), margin(reader, area[SIZE_KEY_WIDTH]),
                     margin(reader, margins[MARGIN_KEY_OUTER])};
    Extent down = {margin(reader, margins[MARGIN_KEY_TOP]), margin(reader, area[SIZE_KEY_HEIGHT]),
                   margin(reader, margins[MARGIN_KEY_BOTTOM])};
    bool says_across = across.before >= 0 || across.area >= 0 || across.after >= 0;
    bool says_down = down.before >= 0 || down.area >= 0 || down.after >= 0;
    if (!heir->broken && (!says_across || !says_down))
        diag_ref(reader->diags, DIAG_FORM_MASTER_OPEN, json_ref(heir->node), DIAG_ARGS(heir->name));
    if (says_across && !solve(&across, frame.width))
        report_fit(reader, heir, extent_sum(&across), frame.width);
    if (says_down && !solve(&down, frame.height))
        report_fit(reader, heir, extent_sum(&down), frame.height);
    page->inner = across.before;
    page->outer = frame.width - across.before - across.area;
    page->top = down.before;
    page->area = (Size){across.area, down.area};
}

static void read_grid(FormReader *reader, const JsonNode *node, PageMaster *page) {
    const JsonNode *found[GRID_KEY_COUNT] = {NULL};
    if (node)
        form_object(reader, node, KEYS_GRID, found);
    Len near = len_from_micrometres(standard_pitch);
    int64_t lines = (page->area.height + near / 2) / near;
    lines = lines < 1 ? 1 : lines > 1000 ? 1000 : lines;
    page->grid_lines = (int)json_int(found[GRID_KEY_LINES], 1, 1000, lines, reader->diags);
    page->grid_chars = (int)json_int(found[GRID_KEY_CHARS], 0, 1000, 0, reader->diags);
    page->pitch = len_scale(page->area.height, 1, page->grid_lines);
}

static const Folio *read_folio(FormReader *reader, const JsonNode *node) {
    static const Expr page = {.kind = EXPR_REFERENCE, .depth = 1, .path = {.names = {"page"}, .count = 1}};
    static const TemplatePart parts[] = {{.text = {"— ", 4}}, {.is_value = true, .expr = &page}, {.text = {" —", 4}}};
    static const Template dashes = {.parts = parts, .count = 3};
    const JsonNode *found[FOLIO_KEY_COUNT];
    if (!node || node->type != JSON_OBJECT)
        return NULL;
    Folio *folio = ARENA_NEW(reader->arena, Folio);
    form_object(reader, node, KEYS_FOLIO, found);
    if (!folio)
        return NULL;
    folio->text = found[FOLIO_KEY_TEXT] ? form_template(reader, found[FOLIO_KEY_TEXT]) : &dashes;
    folio->style = form_named_style(reader, found[FOLIO_KEY_STYLE], NULL);
    folio->place = (FolioPlace)json_choice(found[FOLIO_KEY_PLACE], places, FOLIO_OUTER, reader->diags);
    folio->below = json_len(found[FOLIO_KEY_BELOW], 0, FORM_LENGTH_MAX, len_from_micrometres(7000), reader->diags);
    folio->indent = form_em(reader, found[FOLIO_KEY_INDENT], 0, 100 * EM_ONE, EM_ONE);
    return folio;
}

/* White between a running head and its rule: a part of the em, 2 pt at least. */
#define HEAD_GAP       4
#define HEAD_LEAST_GAP (2 * LEN_PT)

static const RunningHead *read_head(FormReader *reader, const JsonNode *node) {
    const JsonNode *found[HEAD_KEY_COUNT];
    if (!node || node->type != JSON_OBJECT)
        return NULL;
    RunningHead *head = ARENA_NEW(reader->arena, RunningHead);
    form_object(reader, node, KEYS_HEAD, found);
    if (!head)
        return NULL;
    head->text = form_template(reader, found[HEAD_KEY_TEXT]);
    head->style = form_named_style(reader, found[HEAD_KEY_STYLE], NULL);
    head->place = (FolioPlace)json_choice(found[HEAD_KEY_PLACE], places, FOLIO_CENTER, reader->diags);
    head->above = json_len(found[HEAD_KEY_ABOVE], 0, FORM_LENGTH_MAX, len_from_micrometres(5000), reader->diags);
    head->rule = form_weight(reader, found[HEAD_KEY_RULE], 0);
    if (head->rule > 0 && head->style)
        head->gap = len_max(head->style->size / HEAD_GAP, HEAD_LEAST_GAP);
    return head;
}

/*
 * The folio and the running head stand in the margins. Those of turned content stand where the upright sheet's
 * masters have them, in other margins than its own.
 */
static void check_margins(FormReader *reader, const Heir *heir, Size frame, const PageMaster *page) {
    Len bottom = frame.height - page->top - page->area.height;
    const Folio *folio = page->folio;
    const RunningHead *head = page->head;
    if (page->turned || page->area.height <= 0)
        return;
    if (folio && folio->style && folio->below + folio->style->size > bottom)
        report_fit(reader, heir, folio->below + folio->style->size, bottom);
    if (head && head->style && head->above + head->gap + head->style->size > page->top)
        report_fit(reader, heir, head->above + head->gap + head->style->size, page->top);
}

static void read_page(FormReader *reader, const Heir *heir, PageMaster *page) {
    Size sheet = read_sheet(reader, heir->found[PAGE_KEY_SIZE]);
    page->name = heir->name;
    page->source = json_ref(heir->node);
    page->landscape = json_choice(heir->found[PAGE_KEY_ORIENTATION], orientations, 0, reader->diags) == 1;
    page->turned = page->landscape && reader->print;
    Size frame = page->landscape ? (Size){sheet.height, sheet.width} : sheet;
    page->sheet = page->turned ? sheet : frame;
    page->mirror = json_bool(heir->found[PAGE_KEY_MIRROR], false);
    place_area(reader, heir, frame, page);
    read_grid(reader, heir->found[PAGE_KEY_GRID], page);
    page->folio = read_folio(reader, heir->found[PAGE_KEY_FOLIO]);
    page->head = read_head(reader, heir->found[PAGE_KEY_HEAD]);
    check_margins(reader, heir, frame, page);
}

void form_read_pages(FormReader *reader, const JsonNode *node) {
    if (!node || !form_limit(reader, node, FORM_NAMES_MAX))
        return;
    PageMaster *pages = ARENA_ARRAY(reader->arena, PageMaster, node->count);
    Heir *heirs = form_inherit(reader, node, KEYS_PAGE, DIAG_FORM_UNKNOWN_PAGE, DIAG_FORM_PAGE_CIRCLE);
    for (size_t i = 0; pages && heirs && i < node->count; i++)
        read_page(reader, &heirs[i], &pages[i]);
    reader->form->pages = pages;
    reader->form->page_count = pages && heirs ? node->count : 0;
}
