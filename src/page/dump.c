#include "page/dump.h"

static void put_quoted(Buf *out, Str text) {
    buf_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];
        if (c == '"' || c == '\\') {
            buf_char(out, '\\');
            buf_char(out, (char)c);
        } else if (c < 0x20 || c == 0x7F) {
            buf_printf(out, "\\x%02X", c);
        } else {
            buf_char(out, (char)c);
        }
    }
    buf_char(out, '"');
}

static void put_pair(Buf *out, Len a, char between, Len b) {
    buf_thousandths(out, a);
    buf_char(out, between);
    buf_thousandths(out, b);
}

static void put_box(Buf *out, Rect box) {
    put_pair(out, box.x, ',', box.y);
    buf_char(out, ' ');
    put_pair(out, box.width, 'x', box.height);
}

static void put_color(Buf *out, Color c) {
    if (c.c == 0 && c.m == 0 && c.y == 0 && c.k == COLOR_BLACK.k)
        return;
    buf_printf(out, " cmyk %u,%u,%u,%u", c.c, c.m, c.y, c.k);
}

static void put_glyphs(Buf *out, const GlyphRun *run) {
    buf_text(out, " [");
    for (uint32_t i = 0; i < run->glyph_count; i++) {
        const Glyph *g = &run->glyphs[i];
        buf_printf(out, "%s%u@%u+", i ? " " : "", g->id, g->cluster);
        buf_thousandths(out, g->advance);
        if (g->x_offset || g->y_offset) {
            buf_char(out, '(');
            put_pair(out, g->x_offset, ',', g->y_offset);
            buf_char(out, ')');
        }
    }
    buf_char(out, ']');
}

static void put_run(Buf *out, const PageList *list, const PageItem *item, bool glyphs) {
    const GlyphRun *run = &item->run;
    const char *face = run->face < list->face_count && list->face_names ? list->face_names[run->face] : NULL;
    if (face)
        buf_printf(out, "text %s ", face);
    else
        buf_printf(out, "text face-%u ", run->face);
    buf_thousandths(out, run->size);
    buf_text(out, " at ");
    put_pair(out, item->at.x, ',', item->at.y);
    buf_text(out, " wide ");
    buf_thousandths(out, glyph_run_width(run));
    put_color(out, run->color);
    buf_printf(out, " tag %u ", item->tag);
    put_quoted(out, run->text);
    if (glyphs)
        put_glyphs(out, run);
}

static void put_rule(Buf *out, const PageItem *item) {
    buf_text(out, "rule ");
    put_box(out, item->rule.box);
    put_color(out, item->rule.color);
    buf_printf(out, " tag %u", item->tag);
}

static void put_link(Buf *out, const PageItem *item) {
    buf_text(out, "link ");
    put_box(out, item->link.box);
    buf_printf(out, " tag %u -> ", item->tag);
    if (item->link.uri)
        put_quoted(out, str_from(item->link.uri));
    else
        buf_printf(out, "%u", item->link.target);
}

static void put_field(Buf *out, const PageItem *item) {
    buf_text(out, "field ");
    put_box(out, item->field.box);
    buf_printf(out, " tag %u ", item->tag);
    put_quoted(out, str_from(item->field.name));
}

static void put_item(Buf *out, const PageList *list, const PageItem *item, bool glyphs) {
    buf_text(out, item->turned ? "  turned " : "  ");
    switch (item->kind) {
    case PAGE_GLYPHS: put_run(out, list, item, glyphs); break;
    case PAGE_RULE: put_rule(out, item); break;
    case PAGE_LINK: put_link(out, item); break;
    case PAGE_FIELD: put_field(out, item); break;
    }
    buf_char(out, '\n');
}

static void put_page(Buf *out, const PageList *list, const Page *page, bool glyphs) {
    buf_printf(out, "page %d ", page->index + 1);
    put_quoted(out, str_from(page->label));
    if (page->master && page->master[0])
        buf_printf(out, " %s", page->master);
    buf_char(out, ' ');
    put_pair(out, page->sheet.width, 'x', page->sheet.height);
    Rect trim = page->trim;
    if (trim.x || trim.y || trim.width != page->sheet.width || trim.height != page->sheet.height) {
        buf_text(out, " trim ");
        put_box(out, trim);
    }
    buf_char(out, '\n');
    for (size_t i = 0; i < page->count; i++)
        put_item(out, list, &page->items[i], glyphs);
}

static void put_tag(Buf *out, const TagTree *tree, TagId id, int depth) {
    static const char *const SCOPES[] = {"", " scope column", " scope row", " scope both"};
    const Tag *tag = &tree->tags[id];
    char type[8];
    for (int i = 0; i < depth; i++)
        buf_text(out, "  ");
    buf_printf(out, "%u %s", id, tag_type_name(tag, type));
    if (tag->title) {
        buf_char(out, ' ');
        put_quoted(out, str_from(tag->title));
    }
    if (tag->row_span != 1)
        buf_printf(out, " rows %d", tag->row_span);
    if (tag->col_span != 1)
        buf_printf(out, " cols %d", tag->col_span);
    buf_text(out, SCOPES[tag->scope]);
    if (tag->in_outline)
        buf_text(out, " outline");
    if (tag->page >= 0)
        buf_printf(out, " page %d", tag->page + 1);
    buf_char(out, '\n');
}

static void put_tags(Buf *out, const TagTree *tree) {
    int depth = 1;
    buf_text(out, "tags\n");
    for (TagId id = TAG_ID_DOCUMENT; id; id = tag_next(tree, id, &depth))
        put_tag(out, tree, id, depth);
}

static void put_document(Buf *out, const PageList *list) {
    buf_text(out, "document ");
    put_quoted(out, str_from(list->title));
    if (list->language)
        buf_printf(out, " %s", list->language);
    if (list->author) {
        buf_text(out, " author ");
        put_quoted(out, str_from(list->author));
    }
    if (list->date)
        buf_printf(out, " date %s", list->date);
    buf_char(out, '\n');
}

void page_list_dump(const PageList *list, bool glyphs, Buf *out) {
    put_document(out, list);
    for (size_t i = 0; i < list->count; i++)
        put_page(out, list, list->pages[i], glyphs);
    put_tags(out, list->tags);
}
