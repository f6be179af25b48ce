/*
 * The parts of a file in which signing changes things, from the trailers down. Everything in them that signing has no
 * business with is handed to walk_expect_same.
 */
#include "sign/change_walk.h"

#include <string.h>

#include "sign/change_fields.h"
#include "sign/change_seal.h"
#include "sign/holder.h"

static bool is_absent(PdfDoc *doc, PdfValue value) { return pdf_doc_kind(doc, value) == PDF_KIND_NULL; }

/* ---- pages ---------------------------------------------------------------------------------------------------- */

static bool is_known_widget(const ChangeWalk *walk, PdfRef ref) {
    for (size_t i = 0; i < walk->widgets.count; i++)
        if (ref.number && walk->widgets.items[i] == ref.number)
            return true;
    return false;
}

/* What was there stays, in its order; what is added is a widget of a signature field. */
static void walk_annotations(ChangeWalk *walk, PdfValue before, PdfValue after, int page) {
    size_t old_count = pdf_doc_count(walk->before, before), count = pdf_doc_count(walk->after, after);
    const char *what = DIAG_BOTH("an annotation", "注释");
    bool good = is_absent(walk->before, before) || pdf_doc_kind(walk->after, after) == PDF_KIND_ARRAY;
    for (size_t i = 0; i < old_count && good; i++) {
        PdfValue old = pdf_doc_item(walk->before, before, i), now = pdf_doc_item(walk->after, after, i);
        PdfRef ref = pdf_doc_ref(walk->after, now);
        good = i < count && ref.number == pdf_doc_ref(walk->before, old).number && !walk_is_fresh(walk, ref);
        if (good && !is_known_widget(walk, ref))
            walk_expect_same(walk, old, now, what, page);
    }
    for (size_t i = old_count; i < count && good; i++)
        good = is_known_widget(walk, pdf_doc_ref(walk->after, pdf_doc_item(walk->after, after, i)));
    if (!good)
        walk_tell(walk, CHANGE_OTHER, NULL, what, page);
}

/* A page with a field is gone through in the order of the structure (ISO 14289-1, 7.18.3), which may be new to it. */
static void walk_tabs(ChangeWalk *walk, PdfValue before, PdfValue after, int page) {
    if (!is_absent(walk->before, before) || !pdf_doc_is_name(walk->after, after, "S"))
        walk_expect_same(walk, before, after, DIAG_BOTH("the tab order", "跳格顺序"), page);
}

static const KeyRow page_rows[] = {
    {"Contents", NULL, DIAG_BOTH("the content", "页面内容")},
    {"Resources", NULL, DIAG_BOTH("the fonts, images or colours", "字体、图像或颜色")},
    {"AA", NULL, DIAG_BOTH("the actions", "动作")},
    {"Annots", walk_may_change, NULL}, /* walk_annotations */
    {"Tabs", walk_may_change, NULL},   /* walk_tabs */
};

/* Of a page that has gained a slice of a seal: change_seal.c has looked at the first two. */
static const KeyRow sealed_rows[] = {
    {"Contents", walk_may_change, NULL},
    {"Resources", walk_may_change, NULL},
    {"AA", NULL, DIAG_BOTH("the actions", "动作")},
    {"Annots", walk_may_change, NULL},
    {"Tabs", walk_may_change, NULL},
};

static void walk_page(ChangeWalk *walk, const PdfPage *old_page, const PdfPage *new_page, int page) {
    PdfValue before = old_page->dict, after = new_page->dict;
    walk_annotations(walk, pdf_doc_get(walk->before, before, "Annots"), pdf_doc_get(walk->after, after, "Annots"),
                     page);
    walk_tabs(walk, pdf_doc_get(walk->before, before, "Tabs"), pdf_doc_get(walk->after, after, "Tabs"), page);
    if (seal_walk(walk, old_page, new_page, page))
        WALK_KEYS(walk, before, after, sealed_rows, DIAG_BOTH("its entry {0}", "{0}"), page);
    else
        WALK_KEYS(walk, before, after, page_rows, DIAG_BOTH("its entry {0}", "{0}"), page);
}

/* The tree above the pages is compared like anything else; the pages themselves, one by one, before that. */
static void walk_pages(ChangeWalk *walk, PdfValue before, PdfValue after) {
    const PdfPage *old_pages, *pages;
    size_t old_count, count;
    DiagList *faults = diag_list_new();
    bool read = pdf_doc_pages(walk->before, &old_pages, &old_count, faults) &&
                pdf_doc_pages(walk->after, &pages, &count, faults);
    diag_list_free(faults);
    if (!read || old_count != count) {
        walk_tell(walk, CHANGE_OTHER, NULL, DIAG_BOTH("the number of pages", "页数"), VERIFY_NONE);
        return;
    }
    for (size_t i = 0; i < count; i++)
        walk_mark(walk, pages[i].ref);
    for (size_t i = 0; i < count; i++)
        if (pages[i].ref.number == old_pages[i].ref.number)
            walk_page(walk, &old_pages[i], &pages[i], (int)i);
        else
            walk_tell(walk, CHANGE_OTHER, NULL, DIAG_BOTH("the page", "页面"), (int)i);
    walk_expect_same(walk, before, after, DIAG_BOTH("the order of pages", "页面顺序"), VERIFY_NONE);
}

/* ---- the catalogue -------------------------------------------------------------------------------------------- */

static void walk_validation(ChangeWalk *walk, PdfValue before, PdfValue after) {
    if (!walk_same_text(walk, before, after) || is_absent(walk->before, before))
        walk_tell(walk, CHANGE_VALIDATION, NULL, DIAG_BOTH("validation data (DSS)", "验证资料（DSS）"), VERIFY_NONE);
}

/* DocMDP is entered here by the signature that certifies; which must be the first. */
static void walk_permissions(ChangeWalk *walk, PdfValue before, PdfValue after) {
    if (!is_absent(walk->before, before) || !fields_signed(walk))
        walk_expect_same(walk, before, after, DIAG_BOTH("the permissions", "权限"), VERIFY_NONE);
}

static const KeyRow catalog_rows[] = {
    {"AcroForm", fields_walk, NULL},
    {"DSS", walk_validation, NULL},
    {"Extensions", walk_may_change, NULL},
    {"Version", walk_may_change, NULL},
    {"Pages", walk_pages, NULL},
    {"Perms", walk_permissions, NULL},
    {"StructTreeRoot", tags_walk, NULL},
    {"Names", NULL, DIAG_BOTH("the attached files or names", "附件或名称表")},
    {"AF", NULL, DIAG_BOTH("the attached files", "附件")},
    {"Metadata", NULL, DIAG_BOTH("the metadata", "元数据")},
    {"Outlines", NULL, DIAG_BOTH("the bookmarks", "书签")},
    {"OpenAction", NULL, DIAG_BOTH("what happens when the file is opened", "打开文件时的动作")},
    {"AA", NULL, DIAG_BOTH("the actions of the file", "文件的动作")},
    {"OCProperties", NULL, DIAG_BOTH("the layers", "图层")},
    {"PageLabels", NULL, DIAG_BOTH("the page labels", "页码标签")},
    {"OutputIntents", NULL, DIAG_BOTH("the output intents", "输出意图")},
};

/* Fields first: pages need to know their widgets. */
static void walk_catalog(ChangeWalk *walk, PdfValue before, PdfValue after) {
    if (pdf_doc_ref(walk->before, before).number != pdf_doc_ref(walk->after, after).number)
        walk_tell(walk, CHANGE_OTHER, NULL, DIAG_BOTH("the catalogue", "文档目录"), VERIFY_NONE);
    walk_mark(walk, pdf_doc_ref(walk->after, after));
    fields_collect(walk);
    WALK_KEYS(walk, before, after, catalog_rows, DIAG_BOTH("the catalogue's entry {0}", "文档目录的 {0}"), VERIFY_NONE);
}

/* ---- the trailer ---------------------------------------------------------------------------------------------- */

static const KeyRow info_rows[] = {{"ModDate", walk_may_change, NULL}};

static void walk_info(ChangeWalk *walk, PdfValue before, PdfValue after) {
    WALK_KEYS(walk, before, after, info_rows, DIAG_BOTH("the document information ({0})", "文档信息（{0}）"),
              VERIFY_NONE);
    if (!walk_same_key(walk, before, after, "ModDate"))
        walk_tell(walk, CHANGE_DATE, NULL, DIAG_BOTH("the date of the last change", "最后修改日期"), VERIFY_NONE);
}

/* The first identifier stays, the second is the revision's (ISO 32000-1, 14.4). */
static void walk_id(ChangeWalk *walk, PdfValue before, PdfValue after) {
    walk_expect_same(walk, pdf_doc_item(walk->before, before, 0), pdf_doc_item(walk->after, after, 0),
                     DIAG_BOTH("the file's identifier", "文件标识"), VERIFY_NONE);
}

static const KeyRow trailer_rows[] = {
    {"Root", walk_catalog, NULL},      {"Info", walk_info, NULL},         {"ID", walk_id, NULL},
    {"Size", walk_may_change, NULL},   {"Prev", walk_may_change, NULL},   {"XRefStm", walk_may_change, NULL},
    {"Type", walk_may_change, NULL},   {"W", walk_may_change, NULL},      {"Index", walk_may_change, NULL},
    {"Length", walk_may_change, NULL}, {"Filter", walk_may_change, NULL}, {"DecodeParms", walk_may_change, NULL},
};

void roles_walk(ChangeWalk *walk) {
    WALK_KEYS(walk, pdf_doc_trailer(walk->before), pdf_doc_trailer(walk->after), trailer_rows,
              DIAG_BOTH("the trailer's entry {0}", "文件尾的 {0}"), VERIFY_NONE);
}
