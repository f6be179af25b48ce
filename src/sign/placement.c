#include "sign/placement.h"

/* The names lie this much of the seal's height below its centre. */
#define BELOW_CENTRE(height) ((height) / 10)

static Place place_of(PdfDoc *doc) { return (Place){.file = pdf_doc_name(doc)}; }

/* ---- the closing ---------------------------------------------------------------------------------------------- */

typedef struct NameWalk {
    PdfDoc *doc;
    const char *name;
    PdfValue found;
    size_t steps;
} NameWalk;
#define STEPS_MAX 100000

static void walk_names(NameWalk *walk, PdfValue node, int depth) {
    PdfDoc *doc = walk->doc;
    PdfValue names = pdf_doc_get(doc, node, "Names"), kids = pdf_doc_get(doc, node, "Kids");
    for (size_t i = 0; i + 1 < pdf_doc_count(doc, names) && ++walk->steps < STEPS_MAX; i += 2)
        if (str_equals(pdf_doc_string(doc, pdf_doc_item(doc, names, i)), walk->name))
            walk->found = pdf_doc_item(doc, names, i + 1);
    for (size_t i = 0; i < pdf_doc_count(doc, kids) && depth < PDF_DOC_DEPTH_MAX && ++walk->steps < STEPS_MAX; i++)
        walk_names(walk, pdf_doc_item(doc, kids, i), depth + 1);
}

/* ISO 32000-1, 12.3.2.3: names of destinations are keys of a dictionary, or strings of a tree. */
static PdfValue find_destination(PdfDoc *doc, const char *name) {
    NameWalk walk = {.doc = doc, .name = name};
    PdfValue catalog = pdf_doc_catalog(doc), found = pdf_doc_get(doc, pdf_doc_get(doc, catalog, "Dests"), name);
    if (pdf_doc_kind(doc, found) == PDF_KIND_NULL) {
        walk_names(&walk, pdf_doc_path(doc, catalog, "Names/Dests"), 0);
        found = walk.found;
    }
    return pdf_doc_kind(doc, found) == PDF_KIND_DICT ? pdf_doc_get(doc, found, "D") : found;
}

/* The rectangle that a destination shows, in the page's own coordinates. */
static bool read_destination(PdfDoc *doc, PdfValue destination, const PdfPage *pages, size_t count, size_t *page,
                             PdfBox *box) {
    int64_t edges[4];
    PdfRef ref = pdf_doc_ref(doc, pdf_doc_item(doc, destination, 0));
    for (*page = 0; *page < count && pages[*page].ref.number != ref.number;)
        ++*page;
    if (*page == count || !pdf_doc_is_name(doc, pdf_doc_item(doc, destination, 1), "FitR"))
        return false;
    for (size_t i = 0; i < 4; i++)
        if (!pdf_doc_length(doc, pdf_doc_item(doc, destination, 2 + i), &edges[i]))
            return false;
    *box = (PdfBox){edges[0], edges[1], edges[2], edges[3]};
    return true;
}

/* Its top as looked at: which of its edges that is depends on how the page is turned. */
static int64_t top_of(const PdfPage *page, PdfBox box) {
    SheetPoint a = sheet_from_page(page, (SheetPoint){box.left, box.bottom});
    SheetPoint b = sheet_from_page(page, (SheetPoint){box.right, box.top});
    return a.y < b.y ? a.y : b.y;
}

static SheetPoint middle_of(const PdfPage *page, PdfBox box) {
    return sheet_from_page(page, (SheetPoint){(box.left + box.right) / 2, (box.bottom + box.top) / 2});
}

/* ---- the seal ------------------------------------------------------------------------------------------------- */

/* As far as it can be moved to stand on the sheet whole. */
static int64_t between(int64_t value, int64_t most) { return value < 0 ? 0 : value > most ? most : value; }

static bool is_on(SheetPoint at, SheetPoint size, SheetPoint sheet) {
    return at.x >= 0 && at.y >= 0 && at.x + size.x <= sheet.x && at.y + size.y <= sheet.y;
}

static bool place_as_wished(PdfDoc *doc, const PdfPage *pages, size_t count, const PlacementWish *wish, SheetPoint size,
                            Placement *placement, DiagList *diags) {
    char number[BUF_NUMBER], last[BUF_NUMBER];
    if (wish->page < 1 || (size_t)wish->page > count) {
        diag_at(diags, DIAG_SEAL_PAGE, place_of(doc),
                DIAG_ARGS(int_format(wish->page, number), int_format((int64_t)count, last)));
        return false;
    }
    *placement = (Placement){(size_t)wish->page - 1, {wish->centre.x - size.x / 2, wish->centre.y - size.y / 2}};
    if (is_on(placement->at, size, sheet_size(&pages[placement->page])))
        return true;
    diag_at(diags, DIAG_SEAL_OUTSIDE, place_of(doc), DIAG_NO_ARGS);
    return false;
}

/* Over the closing, but not into the text above it. */
static void place_on_closing(PdfDoc *doc, const PdfPage *pages, size_t count, PdfBox closing, SheetPoint size,
                             Placement *placement) {
    const PdfPage *page = &pages[placement->page];
    SheetPoint middle = middle_of(page, closing), sheet = sheet_size(page);
    PdfBox room;
    size_t room_page;
    placement->at = (SheetPoint){middle.x - size.x / 2, middle.y - size.y / 2 - BELOW_CENTRE(size.y)};
    if (read_destination(doc, find_destination(doc, "closing-room"), pages, count, &room_page, &room) &&
        room_page == placement->page && placement->at.y < top_of(page, room))
        placement->at.y = top_of(page, room);
    placement->at.x = between(placement->at.x, sheet.x - size.x);
    placement->at.y = between(placement->at.y, sheet.y - size.y);
}

bool placement_find(PdfDoc *doc, const PdfPage *pages, size_t count, const PlacementWish *wish, SheetPoint size,
                    Placement *placement, DiagList *diags) {
    PdfBox closing;
    if (wish->given)
        return place_as_wished(doc, pages, count, wish, size, placement, diags);
    if (!read_destination(doc, find_destination(doc, "closing"), pages, count, &placement->page, &closing)) {
        diag_at(diags, DIAG_SEAL_PLACE, place_of(doc), DIAG_NO_ARGS);
        return false;
    }
    place_on_closing(doc, pages, count, closing, size, placement);
    if (is_on(placement->at, size, sheet_size(&pages[placement->page])))
        return true;
    diag_at(diags, DIAG_SEAL_OUTSIDE, place_of(doc), DIAG_NO_ARGS);
    return false;
}
