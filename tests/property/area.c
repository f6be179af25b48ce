#include "area.h"

#include <stdlib.h>
#include <string.h>

static const PageMaster *master_of(const Form *form, const Page *page) {
    for (size_t i = 0; i < form->page_count; i++)
        if (strcmp(form->pages[i].name, page->master) == 0)
            return &form->pages[i];
    abort();
}

/* GB/T 9704-2012: odd pages are bound at their left. */
static bool is_bound_left(const Page *page) {
    long number = strtol(page->label, NULL, 10);
    return number > 0 ? number % 2 == 1 : page->index % 2 == 0;
}

Rect area_of(const Form *form, const Page *page) {
    const PageMaster *master = master_of(form, page);
    Rect area = {master->inner, master->top, master->area.width, master->area.height};
    bool far = master->mirror && !is_bound_left(page);
    if (!master->turned) {
        if (far)
            area.x = page->sheet.width - master->inner - area.width;
        return area;
    }
    if (far)
        area.y = page->sheet.width - master->top - area.height;
    return page_turn_rect(page->sheet, area);
}

bool area_holds(Rect area, Rect box, Len tolerance) {
    return box.x >= area.x - tolerance && box.y >= area.y - tolerance &&
           box.x + box.width <= area.x + area.width + tolerance &&
           box.y + box.height <= area.y + area.height + tolerance;
}

bool area_is_beside(Rect area, Rect box) {
    return box.x + box.width <= area.x || box.x >= area.x + area.width || box.y + box.height <= area.y ||
           box.y >= area.y + area.height;
}
