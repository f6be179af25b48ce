#include "sign/form_tag.h"

/* Structure elements have this many kids at most, for the size of an update. */
#define KIDS_MAX 1000000

static PdfValue structure_of(PdfDoc *doc) { return pdf_doc_get(doc, pdf_doc_catalog(doc), "StructTreeRoot"); }

bool form_tag_wanted(PdfDoc *doc) {
    PdfValue root = structure_of(doc);
    return pdf_doc_kind(doc, root) == PDF_KIND_DICT && pdf_doc_ref(doc, root).number != 0;
}

/* ---- the element above ---------------------------------------------------------------------------------------- */

/* The last element among the root's kids: the document; the root itself if none is an object of its own. */
static PdfValue last_element(PdfDoc *doc, PdfValue root) {
    PdfValue kids = pdf_doc_get(doc, root, "K");
    size_t count = pdf_doc_count(doc, kids);
    PdfValue last = count ? pdf_doc_item(doc, kids, count - 1) : kids;
    return pdf_doc_kind(doc, last) == PDF_KIND_DICT && pdf_doc_ref(doc, last).number ? last : root;
}

/* Its kids and one more. */
static void put_kids(PdfDoc *doc, PdfValue element, PdfRef kid, Buf *out) {
    PdfValue kids = pdf_doc_get(doc, element, "K");
    PdfKind kind = pdf_doc_kind(doc, kids);
    buf_char(out, '[');
    for (size_t i = 0; i < pdf_doc_count(doc, kids) && i < KIDS_MAX; i++) {
        pdf_doc_write_ref(doc, pdf_doc_item(doc, kids, i), out);
        buf_char(out, ' ');
    }
    if (kind != PDF_KIND_ARRAY && kind != PDF_KIND_NULL) {
        pdf_doc_write_ref(doc, kids, out);
        buf_char(out, ' ');
    }
    update_ref(out, kid);
    buf_char(out, ']');
}

static void write_element(Update *update, PdfRef element, PdfRef above, PdfRef widget, PdfRef page) {
    Buf *out = update->out;
    update_open(update, element);
    buf_text(out, "<</Type/StructElem/S/Form/P ");
    update_ref(out, above);
    buf_text(out, "/Pg ");
    update_ref(out, page);
    buf_text(out, "/K<</Type/OBJR/Obj ");
    update_ref(out, widget);
    buf_text(out, "/Pg ");
    update_ref(out, page);
    buf_text(out, ">>>>");
    update_close(update);
}

/* ---- the parent tree ------------------------------------------------------------------------------------------ */

/* One more than the greatest key, whatever ParentTreeNextKey says. */
static int64_t free_key(PdfDoc *doc, PdfValue root) {
    PdfValue node = pdf_doc_get(doc, root, "ParentTree");
    int64_t key = 0, last = -1;
    pdf_doc_integer(doc, pdf_doc_get(doc, root, "ParentTreeNextKey"), &key);
    for (int depth = 0; depth < PDF_DOC_DEPTH_MAX; depth++) {
        PdfValue kids = pdf_doc_get(doc, node, "Kids"), numbers = pdf_doc_get(doc, node, "Nums");
        size_t count = pdf_doc_count(doc, kids), entries = pdf_doc_count(doc, numbers);
        int64_t limit;
        if (pdf_doc_integer(doc, pdf_doc_path(doc, node, "Limits/1"), &limit) && limit > last)
            last = limit;
        if (entries >= 2 && pdf_doc_integer(doc, pdf_doc_item(doc, numbers, (entries - 2) & ~(size_t)1), &limit) &&
            limit > last)
            last = limit;
        if (!count)
            break;
        node = pdf_doc_item(doc, kids, count - 1);
        if (pdf_doc_integer(doc, pdf_doc_path(doc, node, "Limits/1"), &limit)) {
            last = limit > last ? limit : last;
            break;
        }
    }
    return key > last ? key : last + 1;
}

static void put_items(PdfDoc *doc, PdfValue array, Buf *out) {
    for (size_t i = 0; i < pdf_doc_count(doc, array); i++) {
        pdf_doc_write_ref(doc, pdf_doc_item(doc, array, i), out);
        buf_char(out, ' ');
    }
}

/* A tree with kids gets one more, a leaf for the new entry alone; one that is a leaf gets the entry. */
static const char *put_longer_tree(Update *update, PdfValue tree, int64_t key, PdfRef element, Buf *value) {
    PdfDoc *doc = update->doc;
    PdfValue kids = pdf_doc_get(doc, tree, "Kids");
    buf_char(value, '[');
    if (pdf_doc_count(doc, kids)) {
        PdfRef leaf = update_reserve(update);
        update_open(update, leaf);
        buf_printf(update->out, "<</Limits[%lld %lld]/Nums[%lld ", (long long)key, (long long)key, (long long)key);
        update_ref(update->out, element);
        buf_text(update->out, "]>>");
        update_close(update);
        put_items(doc, kids, value);
        update_ref(value, leaf);
        buf_char(value, ']');
        return "Kids";
    }
    put_items(doc, pdf_doc_get(doc, tree, "Nums"), value);
    buf_printf(value, "%lld ", (long long)key);
    update_ref(value, element);
    buf_char(value, ']');
    return "Nums";
}

/* `direct` takes the tree if it is no object of its own. */
static void write_tree(Update *update, PdfValue root, int64_t key, PdfRef element, Buf *direct) {
    PdfDoc *doc = update->doc;
    PdfValue tree = pdf_doc_get(doc, root, "ParentTree");
    PdfRef ref = pdf_doc_ref(doc, tree);
    Buf value = {0};
    const char *name = put_longer_tree(update, tree, key, element, &value);
    UpdateEntry entry = {name, &value};
    if (ref.number) {
        update_object(update, ref, tree, &entry, 1);
    } else {
        Buf *out = update->out;
        update->out = direct;
        update_dict(update, tree, &entry, 1);
        update->out = out;
    }
    buf_free(&value);
}

/* ---- all of it ------------------------------------------------------------------------------------------------ */

bool form_tag_write(Update *update, PdfRef widget, PdfRef page, int64_t *key, DiagList *diags) {
    PdfDoc *doc = update->doc;
    PdfValue root = structure_of(doc), above = last_element(doc, root);
    PdfRef root_ref = pdf_doc_ref(doc, root), above_ref = pdf_doc_ref(doc, above), element = update_reserve(update);
    Buf next = {0}, tree = {0}, kids = {0};
    *key = free_key(doc, root);
    write_element(update, element, above_ref, widget, page);
    write_tree(update, root, *key, element, &tree);
    put_kids(doc, above, element, &kids);
    buf_int(&next, *key + 1);
    UpdateEntry entries[] = {{"ParentTreeNextKey", &next}, {"K", &kids}, {"ParentTree", &tree}};
    update->out->failed |= buf_failed(&tree);
    bool is_root = above_ref.number == root_ref.number;
    if (!is_root) {
        update_object(update, above_ref, above, &entries[1], 1);
        entries[1] = entries[2];
    }
    size_t count = 1 + (size_t)is_root + (tree.length > 0);
    update_object(update, root_ref, root, entries, count);
    buf_free(&next);
    buf_free(&tree);
    buf_free(&kids);
    return pdf_doc_sound(doc, diags);
}
