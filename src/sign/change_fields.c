#include "sign/change_fields.h"

#include "sign/holder.h"
#include "sign/signatures.h"

static bool is_absent(PdfDoc *doc, PdfValue value) { return pdf_doc_kind(doc, value) == PDF_KIND_NULL; }

static bool is_among(const int *numbers, size_t count, PdfRef ref) {
    for (size_t i = 0; i < count; i++)
        if (ref.number && numbers[i] == ref.number)
            return true;
    return false;
}

static bool is_new(ChangeWalk *walk, PdfRef ref) { return is_absent(walk->before, pdf_doc_object(walk->before, ref)); }

bool fields_signed(const ChangeWalk *walk) { return walk->fields.count > 0; }

/* ---- signature fields ----------------------------------------------------------------------------------------- */

static void note_object(ChangeWalk *walk, PdfRef ref) {
    if (is_new(walk, ref))
        walk_mark_fresh(walk, ref);
    else
        walk_mark(walk, ref);
}

static void note_field(ChangeWalk *walk, PdfRef ref) {
    int *slot = VEC_PUSH(&walk->fields);
    if (slot)
        *slot = ref.number;
    note_object(walk, ref);
}

static void note_widget(ChangeWalk *walk, PdfValue widget) {
    int *slot = VEC_PUSH(&walk->widgets);
    if (slot)
        *slot = pdf_doc_ref(walk->after, widget).number;
    note_object(walk, pdf_doc_ref(walk->after, widget));
}

/* Calls for the field's widgets: its kids, or the field itself. */
static void note_widgets(ChangeWalk *walk, PdfValue field) {
    PdfValue kids = pdf_doc_get(walk->after, field, "Kids");
    if (pdf_doc_count(walk->after, kids) == 0)
        note_widget(walk, field);
    for (size_t i = 0; i < pdf_doc_count(walk->after, kids); i++)
        note_widget(walk, pdf_doc_item(walk->after, kids, i));
}

static bool acts(PdfDoc *doc, PdfValue widget) {
    return !is_absent(doc, pdf_doc_get(doc, widget, "A")) || !is_absent(doc, pdf_doc_get(doc, widget, "AA"));
}

static bool is_seen(PdfDoc *doc, PdfValue widget) { return !is_absent(doc, pdf_doc_path(doc, widget, "AP/N")); }

static bool is_plain_widget(PdfDoc *doc, PdfValue widget) {
    return pdf_doc_kind(doc, widget) == PDF_KIND_DICT &&
           pdf_doc_is_name(doc, pdf_doc_get(doc, widget, "Subtype"), "Widget") && !acts(doc, widget);
}

static const char *words_of_field(ChangeWalk *walk, const PdfSignature *field, const char *words) {
    return WORDS(walk->arena, words, words_of(walk->arena, str_from(field->field)));
}

static void tell_field(ChangeWalk *walk, const PdfSignature *field, ChangeKind kind, const char *words) {
    walk_tell(walk, kind, arena_strdup(walk->arena, field->field), words_of_field(walk, field, words), field->page);
}

static void tell_signed(ChangeWalk *walk, const PdfSignature *field, bool fresh) {
    if (field->timestamp)
        tell_field(walk, field, CHANGE_STAMP, DIAG_BOTH("document time stamp {0}", "文档时间戳 {0}"));
    else if (fresh)
        tell_field(walk, field, CHANGE_SIGNATURE, DIAG_BOTH("signature {0}, in a new field", "签名 {0}（新签名域）"));
    else
        tell_field(walk, field, CHANGE_SIGNED,
                   DIAG_BOTH("signature {0}, in the field that was there", "签名 {0}（原有签名域）"));
}

/* All widgets of a new field are widgets and do nothing by themselves. */
static bool is_harmless(ChangeWalk *walk, PdfValue field) {
    PdfDoc *doc = walk->after;
    PdfValue kids = pdf_doc_get(doc, field, "Kids");
    bool good = pdf_doc_kind(doc, field) == PDF_KIND_DICT &&
                (pdf_doc_count(doc, kids) ? !acts(doc, field) : is_plain_widget(doc, field));
    for (size_t i = 0; i < pdf_doc_count(doc, kids) && good; i++)
        good = is_plain_widget(doc, pdf_doc_item(doc, kids, i)) &&
               is_new(walk, pdf_doc_ref(doc, pdf_doc_item(doc, kids, i)));
    return good;
}

static void collect_new(ChangeWalk *walk, const PdfSignature *field) {
    bool signed_now = !is_absent(walk->after, field->value);
    if (!is_harmless(walk, field->field_dict) || (!signed_now && is_seen(walk->after, field->field_dict))) {
        tell_field(walk, field, CHANGE_OTHER, DIAG_BOTH("field {0}, which is no signature", "新增的域 {0}，不是签名"));
        return;
    }
    note_field(walk, field->field_ref);
    note_widgets(walk, field->field_dict);
    if (signed_now)
        tell_signed(walk, field, true);
    else
        tell_field(walk, field, CHANGE_FIELD, DIAG_BOTH("empty signature field {0}", "空签名域 {0}"));
}

/* What signing gives a field that was there: its value, its look, and that it is printed. */
static const KeyRow signed_rows[] = {
    {"V", walk_may_change, NULL},
    {"AP", walk_may_change, NULL},
    {"F", walk_may_change, NULL},
    {"M", walk_may_change, NULL},
};

static void walk_signed(ChangeWalk *walk, PdfValue before, PdfValue after, const char *what, int page) {
    WALK_KEYS(walk, before, after, signed_rows, what, page);
}

static void collect_signed(ChangeWalk *walk, const PdfSignature *old, const PdfSignature *field) {
    const char *what = words_of_field(walk, field, DIAG_BOTH("the signature field {0}", "签名域 {0}"));
    PdfValue before = pdf_doc_get(walk->before, old->field_dict, "Kids");
    PdfValue after = pdf_doc_get(walk->after, field->field_dict, "Kids");
    note_field(walk, field->field_ref);
    note_widgets(walk, field->field_dict);
    walk_signed(walk, old->field_dict, field->field_dict, what, field->page);
    for (size_t i = 0; i < pdf_doc_count(walk->after, after); i++)
        walk_signed(walk, pdf_doc_item(walk->before, before, i), pdf_doc_item(walk->after, after, i), what,
                    field->page);
    tell_signed(walk, field, false);
}

/* The value too, whatever the form says: it is what is verified. */
static void expect_kept(ChangeWalk *walk, const PdfSignature *old, const PdfSignature *field) {
    const char *what = words_of_field(walk, field, DIAG_BOTH("the signature {0}", "签名 {0}"));
    walk_expect_same(walk, old->field_dict, field->field_dict, what, field->page);
    walk_expect_same(walk, old->value, field->value, what, field->page);
}

static const PdfSignature *find_field(const PdfSignature *fields, size_t count, PdfRef ref) {
    for (size_t i = 0; i < count; i++)
        if (ref.number && fields[i].field_ref.number == ref.number)
            return &fields[i];
    return NULL;
}

static void collect(ChangeWalk *walk, const PdfSignature *old, size_t old_count, const PdfSignature *now,
                    size_t count) {
    for (size_t i = 0; i < count; i++) {
        const PdfSignature *was = find_field(old, old_count, now[i].field_ref);
        if (!was)
            collect_new(walk, &now[i]);
        else if (is_absent(walk->before, was->value) && !is_absent(walk->after, now[i].value))
            collect_signed(walk, was, &now[i]);
        else if (!is_absent(walk->before, was->value) && is_absent(walk->after, now[i].value))
            tell_field(walk, was, CHANGE_REMOVED, DIAG_BOTH("signature {0}, which is gone", "被删去的签名 {0}"));
        else
            expect_kept(walk, was, &now[i]);
    }
    for (size_t i = 0; i < old_count; i++)
        if (!find_field(now, count, old[i].field_ref))
            tell_field(walk, &old[i], is_absent(walk->before, old[i].value) ? CHANGE_OTHER : CHANGE_REMOVED,
                       DIAG_BOTH("signature field {0}, which is gone", "被删去的签名域 {0}"));
}

void fields_collect(ChangeWalk *walk) {
    const PdfSignature *old, *now;
    size_t old_count, count;
    DiagList *faults = diag_list_new();
    if (pdf_signatures(walk->before, &old, &old_count, faults) && pdf_signatures(walk->after, &now, &count, faults))
        collect(walk, old, old_count, now, count);
    else
        walk_tell(walk, CHANGE_OTHER, NULL, DIAG_BOTH("the form, which cannot be read", "无法读取的表单"), VERIFY_NONE);
    diag_list_free(faults);
}

/* ---- the form ------------------------------------------------------------------------------------------------- */

#define FIELDS DIAG_BOTH("the form's fields", "表单域")

static void walk_fields(ChangeWalk *walk, PdfValue before, PdfValue after) {
    size_t old_count = pdf_doc_count(walk->before, before), count = pdf_doc_count(walk->after, after);
    bool good = true;
    for (size_t i = 0; i < old_count && good; i++) {
        PdfValue old = pdf_doc_item(walk->before, before, i), now = pdf_doc_item(walk->after, after, i);
        PdfRef ref = pdf_doc_ref(walk->after, now);
        good = i < count && ref.number == pdf_doc_ref(walk->before, old).number;
        if (good && !is_among(walk->fields.items, walk->fields.count, ref))
            walk_expect_same(walk, old, now, FIELDS, VERIFY_NONE);
    }
    for (size_t i = old_count; i < count && good; i++)
        good = is_among(walk->fields.items, walk->fields.count,
                        pdf_doc_ref(walk->after, pdf_doc_item(walk->after, after, i)));
    if (!good)
        walk_tell(walk, CHANGE_OTHER, NULL, FIELDS, VERIFY_NONE);
}

/* What a form needs to show fields may come with the first of them. */
static void may_come(ChangeWalk *walk, PdfValue before, PdfValue after) {
    if (!is_absent(walk->before, before))
        walk_expect_same(walk, before, after, FIELDS, VERIFY_NONE);
}

static const KeyRow form_rows[] = {
    {"Fields", walk_fields, NULL},
    {"SigFlags", walk_may_change, NULL},
    {"DR", may_come, NULL},
    {"DA", may_come, NULL},
};

void fields_walk(ChangeWalk *walk, PdfValue before, PdfValue after) {
    WALK_KEYS(walk, before, after, form_rows, DIAG_BOTH("the form's entry {0}", "表单的 {0}"), VERIFY_NONE);
}

/* ---- the tag tree --------------------------------------------------------------------------------------------- */

#define TAGS DIAG_BOTH("the tag tree", "标签树")

/* K holds nothing, one kid, or an array of them. */
static size_t count_kids(PdfDoc *doc, PdfValue kids) {
    if (pdf_doc_kind(doc, kids) == PDF_KIND_ARRAY)
        return pdf_doc_count(doc, kids);
    return is_absent(doc, kids) ? 0 : 1;
}

static PdfValue kid_at(PdfDoc *doc, PdfValue kids, size_t index) {
    return pdf_doc_kind(doc, kids) == PDF_KIND_ARRAY ? pdf_doc_item(doc, kids, index) : kids;
}

static bool is_known_object(ChangeWalk *walk, PdfValue kid) {
    PdfValue object = pdf_doc_get(walk->after, kid, "Obj");
    return pdf_doc_is_name(walk->after, pdf_doc_get(walk->after, kid, "Type"), "OBJR") &&
           is_among(walk->widgets.items, walk->widgets.count, pdf_doc_ref(walk->after, object));
}

/* A new element Form whose kids are the new widgets, and no content of a page. */
static bool is_form_element(ChangeWalk *walk, PdfValue element) {
    PdfDoc *doc = walk->after;
    PdfValue kids = pdf_doc_get(doc, element, "K");
    bool good = pdf_doc_kind(doc, element) == PDF_KIND_DICT &&
                pdf_doc_is_name(doc, pdf_doc_get(doc, element, "S"), "Form") && is_new(walk, pdf_doc_ref(doc, element));
    for (size_t i = 0; i < count_kids(doc, kids) && good; i++)
        good = is_known_object(walk, kid_at(doc, kids, i));
    return good;
}

/* The kids there were, and behind them elements for signature fields. */
static bool allow_kids(ChangeWalk *walk, PdfValue before, PdfValue after) {
    size_t old_count = count_kids(walk->before, before), count = count_kids(walk->after, after);
    bool good = count >= old_count;
    for (size_t i = 0; i < old_count && good; i++) {
        PdfValue old = kid_at(walk->before, before, i), now = kid_at(walk->after, after, i);
        good = walk_same_text(walk, old, now);
        if (good)
            walk_expect_same(walk, old, now, TAGS, VERIFY_NONE);
    }
    for (size_t i = old_count; i < count && good; i++) {
        PdfValue now = kid_at(walk->after, after, i);
        good = is_form_element(walk, now);
        walk_mark_fresh(walk, pdf_doc_ref(walk->after, now));
    }
    return good;
}

static void walk_kids(ChangeWalk *walk, PdfValue before, PdfValue after) {
    if (!allow_kids(walk, before, after))
        walk_tell(walk, CHANGE_OTHER, NULL, TAGS, VERIFY_NONE);
}

static const KeyRow element_rows[] = {{"K", walk_kids, NULL}};

bool roles_allow_tags(ChangeWalk *walk, PdfValue before, PdfValue after) {
    bool elements = pdf_doc_kind(walk->before, before) == PDF_KIND_DICT &&
                    pdf_doc_kind(walk->after, after) == PDF_KIND_DICT &&
                    pdf_doc_kind(walk->before, pdf_doc_get(walk->before, before, "S")) == PDF_KIND_NAME &&
                    pdf_doc_ref(walk->before, pdf_doc_get(walk->before, before, "P")).number &&
                    !walk_same_key(walk, before, after, "K");
    if (elements)
        WALK_KEYS(walk, before, after, element_rows, TAGS, VERIFY_NONE);
    return elements;
}

/* ---- the parent tree ------------------------------------------------------------------------------------------ */

static bool allow_entries(ChangeWalk *walk, PdfValue before, PdfValue after) {
    size_t old_count = pdf_doc_count(walk->before, before), count = pdf_doc_count(walk->after, after);
    bool good = count >= old_count;
    for (size_t i = 0; i < old_count && good; i++) {
        PdfValue old = pdf_doc_item(walk->before, before, i), now = pdf_doc_item(walk->after, after, i);
        good = walk_same_text(walk, old, now);
        if (good && pdf_doc_ref(walk->after, now).number)
            walk_expect_same(walk, old, now, TAGS, VERIFY_NONE);
    }
    for (size_t i = old_count; i + 1 < count && good; i += 2)
        good = is_form_element(walk, pdf_doc_item(walk->after, after, i + 1));
    return good;
}

static void walk_tree(ChangeWalk *walk, PdfValue before, PdfValue after);

/* Nodes there were, and behind them new ones. */
static void walk_nodes(ChangeWalk *walk, PdfValue before, PdfValue after) {
    size_t old_count = pdf_doc_count(walk->before, before), count = pdf_doc_count(walk->after, after);
    bool good = count >= old_count;
    for (size_t i = 0; i < count && good; i++) {
        PdfValue old = pdf_doc_item(walk->before, before, i), now = pdf_doc_item(walk->after, after, i);
        PdfRef ref = pdf_doc_ref(walk->after, now);
        good = ref.number && (i < old_count ? ref.number == pdf_doc_ref(walk->before, old).number : is_new(walk, ref));
        if (good && !walk_mark(walk, ref))
            walk_tree(walk, old, now);
    }
    if (!good)
        walk_tell(walk, CHANGE_OTHER, NULL, TAGS, VERIFY_NONE);
}

static void walk_entries(ChangeWalk *walk, PdfValue before, PdfValue after) {
    if (!allow_entries(walk, before, after))
        walk_tell(walk, CHANGE_OTHER, NULL, TAGS, VERIFY_NONE);
}

static const KeyRow tree_rows[] = {
    {"Nums", walk_entries, NULL},
    {"Kids", walk_nodes, NULL},
    {"Limits", walk_may_change, NULL},
};

static void walk_tree(ChangeWalk *walk, PdfValue before, PdfValue after) {
    if (++walk->depth <= PDF_DOC_DEPTH_MAX)
        WALK_KEYS(walk, before, after, tree_rows, TAGS, VERIFY_NONE);
    else
        walk_tell(walk, CHANGE_OTHER, NULL, TAGS, VERIFY_NONE);
    walk->depth--;
}

static void walk_parents(ChangeWalk *walk, PdfValue before, PdfValue after) {
    walk_mark(walk, pdf_doc_ref(walk->after, after));
    walk_tree(walk, before, after);
}

static const KeyRow root_rows[] = {
    {"K", walk_kids, NULL},
    {"ParentTree", walk_parents, NULL},
    {"ParentTreeNextKey", walk_may_change, NULL},
};

void tags_walk(ChangeWalk *walk, PdfValue before, PdfValue after) {
    walk_mark(walk, pdf_doc_ref(walk->after, after));
    if (is_absent(walk->before, before) != is_absent(walk->after, after))
        walk_tell(walk, CHANGE_OTHER, NULL, TAGS, VERIFY_NONE);
    else
        WALK_KEYS(walk, before, after, root_rows, TAGS, VERIFY_NONE);
}
