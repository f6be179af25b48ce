#include "compose/galley.h"

void galley_free(Galley *galley) {
    VEC_FREE(&galley->items);
    VEC_FREE(&galley->headings);
    VEC_FREE(&galley->contents);
}

bool galley_failed(const Galley *galley) {
    return galley->items.failed || galley->headings.failed || galley->contents.failed;
}

static GalleyItem *add(Galley *galley, GalleyKind kind, SourceRef source) {
    GalleyItem *item = VEC_PUSH(&galley->items);
    if (!item)
        return NULL;
    item->kind = kind;
    item->source = source;
    return item;
}

void galley_add_text(Galley *galley, const GalleyText *text, SourceRef source) {
    GalleyItem *item = add(galley, GALLEY_TEXT, source);
    if (item)
        item->text = *text;
}

void galley_add_table(Galley *galley, const GalleyTable *table, SourceRef source) {
    GalleyItem *item = add(galley, GALLEY_TABLE, source);
    if (item)
        item->table = *table;
}

void galley_add_space(Galley *galley, GalleySpace space, SourceRef source) {
    GalleyItem *item = add(galley, GALLEY_SPACE, source);
    if (item)
        item->space = space;
}

void galley_add_page(Galley *galley, GalleyPage page, SourceRef source) {
    GalleyItem *item = add(galley, GALLEY_PAGE, source);
    if (item)
        item->page = page;
}

Len galley_text_height(const GalleyText *text) { return (Len)text->count * text->leading; }
