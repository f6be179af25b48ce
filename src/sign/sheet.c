#include "sign/sheet.h"

/* What is shown: the crop box, as far as there is paper (ISO 32000-1, 14.11.2). */
static PdfBox shown(const PdfPage *page) {
    PdfBox media = page->media, crop = page->crop;
    PdfBox box = {crop.left > media.left ? crop.left : media.left,
                  crop.bottom > media.bottom ? crop.bottom : media.bottom,
                  crop.right < media.right ? crop.right : media.right, crop.top < media.top ? crop.top : media.top};
    return box.left < box.right && box.bottom < box.top ? box : media;
}

static bool is_turned(const PdfPage *page) { return page->rotate == 90 || page->rotate == 270; }

SheetPoint sheet_size(const PdfPage *page) {
    PdfBox box = shown(page);
    int64_t width = box.right - box.left, height = box.top - box.bottom;
    return is_turned(page) ? (SheetPoint){height, width} : (SheetPoint){width, height};
}

SheetPoint sheet_to_page(const PdfPage *page, SheetPoint point) {
    PdfBox box = shown(page);
    switch (page->rotate) {
    case 90: return (SheetPoint){box.left + point.y, box.bottom + point.x};
    case 180: return (SheetPoint){box.right - point.x, box.bottom + point.y};
    case 270: return (SheetPoint){box.right - point.y, box.top - point.x};
    default: return (SheetPoint){box.left + point.x, box.top - point.y};
    }
}

SheetPoint sheet_from_page(const PdfPage *page, SheetPoint point) {
    PdfBox box = shown(page);
    switch (page->rotate) {
    case 90: return (SheetPoint){point.y - box.bottom, point.x - box.left};
    case 180: return (SheetPoint){box.right - point.x, point.y - box.bottom};
    case 270: return (SheetPoint){box.top - point.y, box.right - point.x};
    default: return (SheetPoint){point.x - box.left, box.top - point.y};
    }
}

PdfBox sheet_box(const PdfPage *page, SheetPoint at, SheetPoint size) {
    SheetPoint a = sheet_to_page(page, at), b = sheet_to_page(page, (SheetPoint){at.x + size.x, at.y + size.y});
    return (PdfBox){a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y, a.x < b.x ? b.x : a.x, a.y < b.y ? b.y : a.y};
}

const int *sheet_turn(const PdfPage *page) {
    static const int turns[4][4] = {{1, 0, 0, 1}, {0, 1, -1, 0}, {-1, 0, 0, -1}, {0, -1, 1, 0}};
    return turns[page->rotate / 90 % 4];
}
