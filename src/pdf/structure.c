/*
 * Elements are numbered in the order of the document and written in it, so that neighbours in an object stream differ
 * by little. All of them, the root first, are one block of packed objects; but the root, the head of the parent tree
 * and the document's element, to which a signature adds, are packed with the catalog.
 */
#include "pdf/structure.h"

#include <stdlib.h>

#include "pdf/syntax.h"

/* Entries of a leaf of the parent tree. */
#define PARENT_LEAF 64

/* An entry of the parent tree: its key, and the place of a page's first mark or of an annotation's. */
typedef struct Parent {
    uint32_t key, at;
} Parent;

typedef struct Structure {
    const PageList *pages;
    const TagTree *tags;
    const Marks *marks;
    const uint32_t *page_objects;
    const uint32_t *files; /* by file of the list; or NULL */
    size_t next_file;      /* the next that may belong to a node: they come in the order of the document */
    Haru *haru;
    uint32_t *numbers; /* by node: its object; 0: it is no element */
    uint32_t *shown;   /* by node: place + 1 of the first mark of it and all below; 0: none */
    VEC(Parent) parents;
    uint32_t root;  /* its object; behind it the parent tree, its leaves, the elements */
    uint32_t notes; /* elements that have an ID */
    Buf entries;    /* of the object under way */
} Structure;

/* ---- which nodes become elements ---- */

static bool stands_empty(TagRole role) {
    return role == TAG_DOCUMENT || role == TAG_ROW || role == TAG_CELL || role == TAG_HEADER_CELL;
}

/* Children are made after their parents, so that one way from the last to the first is enough. */
static void find_shown(Structure *s) {
    for (size_t id = s->tags->count; id-- > TAG_ID_DOCUMENT;) {
        const Tag *tag = &s->tags->tags[id];
        uint32_t own = s->marks->first[id], below = s->shown[id];
        uint32_t first = !below || (own && own < below) ? own : below;
        s->shown[id] = first;
        if (first || stands_empty(tag->role))
            s->numbers[id] = 1;
        uint32_t *above = &s->shown[tag->parent];
        if (first && (!*above || first < *above))
            *above = first;
        if (s->numbers[id])
            s->numbers[tag->parent] = 1;
    }
    s->numbers[TAG_ID_ARTIFACT] = 0;
}

static void number_elements(Structure *s, uint32_t next) {
    for (TagId id = TAG_ID_DOCUMENT; id; id = tag_next(s->tags, id, /*depth*/ NULL))
        if (s->numbers[id]) {
            s->numbers[id] = next++;
            s->notes += s->tags->tags[id].role == TAG_NOTE;
        }
}

static uint32_t count_elements(const Structure *s) {
    uint32_t count = 0;
    for (size_t id = TAG_ID_DOCUMENT; id < s->tags->count; id++)
        count += s->numbers[id] != 0;
    return count;
}

/* ---- an element ---- */

static void put_attribute(Buf *out, const char *key, const char *value) {
    buf_char(out, '/');
    buf_text(out, key);
    buf_char(out, '/');
    buf_text(out, value);
}

static void put_cell(Buf *out, const Tag *tag) {
    static const char *const scopes[] = {"", "Column", "Row", "Both"};
    if (tag->scope == SCOPE_NONE && tag->col_span <= 1 && tag->row_span <= 1)
        return;
    BUF_LITERAL(out, "/A<</O/Table");
    if (tag->scope != SCOPE_NONE)
        put_attribute(out, "Scope", scopes[tag->scope]);
    if (tag->col_span > 1)
        pdf_key_int(out, "ColSpan", tag->col_span);
    if (tag->row_span > 1)
        pdf_key_int(out, "RowSpan", tag->row_span);
    BUF_LITERAL(out, ">>");
}

static void put_list(Buf *out, const Tag *tag) {
    static const char *const numberings[] = {
        [NUMBERING_NONE] = "None",
        [NUMBERING_DISC] = "Disc",
        [NUMBERING_CIRCLE] = "Circle",
        [NUMBERING_SQUARE] = "Square",
        [NUMBERING_DECIMAL] = "Decimal",
        [NUMBERING_LOWER_ALPHA] = "LowerAlpha",
        [NUMBERING_UPPER_ALPHA] = "UpperAlpha",
        [NUMBERING_LOWER_ROMAN] = "LowerRoman",
        [NUMBERING_UPPER_ROMAN] = "UpperRoman",
    };
    if (tag->numbering == NUMBERING_NONE)
        return;
    BUF_LITERAL(out, "/A<</O/List");
    put_attribute(out, "ListNumbering", numberings[tag->numbering]);
    BUF_LITERAL(out, ">>");
}

/* A note's ID, in the order of their numbers as of their bytes. */
static void put_id(Buf *out, uint32_t number) {
    char id[8];
    for (int i = 7; i >= 0; i--, number /= 10)
        id[i] = (char)('0' + number % 10);
    BUF_LITERAL(out, "(n");
    buf_push(out, id, sizeof id);
    buf_char(out, ')');
}

/* The files of a table. */
static void put_files(Structure *s, TagId id) {
    const PageFile *files = s->pages->files;
    size_t count = s->files ? s->pages->file_count : 0;
    const char *between = "/AF[";
    while (s->next_file < count && files[s->next_file].tag == TAG_ID_DOCUMENT)
        s->next_file++;
    for (; s->next_file < count && files[s->next_file].tag == id; s->next_file++) {
        buf_text(&s->entries, between);
        between = " ";
        pdf_ref(&s->entries, s->files[s->next_file]);
    }
    if (*between == ' ')
        buf_char(&s->entries, ']');
}

static void put_attributes(Structure *s, TagId id, const Tag *tag) {
    Buf *out = &s->entries;
    switch (tag->role) {
    case TAG_CELL:
    case TAG_HEADER_CELL: put_cell(out, tag); break;
    case TAG_LIST: put_list(out, tag); break;
    case TAG_TABLE: put_files(s, id); break;
    case TAG_FIGURE:
        BUF_LITERAL(out, "/Alt");
        pdf_text(out, str_from(tag->title ? tag->title : s->pages->title));
        break;
    case TAG_NOTE:
        BUF_LITERAL(out, "/ID");
        put_id(out, s->numbers[id]);
        break;
    default: break;
    }
}

static bool has_annotation(const Structure *s, TagId id) {
    for (uint32_t at = s->marks->first[id]; at; at = s->marks->items.items[at - 1].next)
        if (s->marks->items.items[at - 1].annotation)
            return true;
    return false;
}

static void put_type(Structure *s, TagId id, const Tag *tag) {
    char type[8];
    BUF_LITERAL(&s->entries, "/S/");
    bool bare = tag->role == TAG_LINK && !has_annotation(s, id);
    buf_text(&s->entries, bare ? "Span" : tag_type_name(tag, type));
}

/* ---- its kids ---- */

/* A mark as a kid of an element on page `page`: the bare number where it can be. */
static void put_mark(Structure *s, const Mark *mark, uint32_t page) {
    Buf *out = &s->entries;
    if (!mark->annotation && mark->page == page) {
        buf_int(out, mark->what);
        return;
    }
    buf_text(out, mark->annotation ? "<</Type/OBJR" : "<</Type/MCR");
    if (mark->page != page)
        pdf_key_ref(out, "Pg", s->page_objects[mark->page]);
    if (mark->annotation)
        pdf_key_ref(out, "Obj", mark->what);
    else
        pdf_key_int(out, "MCID", mark->what);
    BUF_LITERAL(out, ">>");
}

static uint32_t count_kids(const Structure *s, TagId id) {
    uint32_t count = 0;
    for (uint32_t at = s->marks->first[id]; at; at = s->marks->items.items[at - 1].next)
        count++;
    for (TagId child = s->tags->tags[id].first; child; child = s->tags->tags[child].next)
        count += s->numbers[child] != 0;
    return count;
}

/* What parts a kid from the one before it. */
static void put_between(Buf *out) {
    const char last = buf_failed(out) ? '[' : out->bytes[out->length - 1];
    if (last != '[' && last != ' ')
        buf_char(out, ' ');
}

/* The node's marks before place `end` (0: all); gives the first that is left. */
static uint32_t put_marks(Structure *s, uint32_t at, uint32_t end, uint32_t page) {
    while (at && (!end || at < end)) {
        const Mark *mark = &s->marks->items.items[at - 1];
        put_between(&s->entries);
        put_mark(s, mark, page);
        at = mark->next;
    }
    return at;
}

static void put_kids(Structure *s, TagId id, uint32_t page) {
    uint32_t count = count_kids(s, id), at = s->marks->first[id];
    if (!count)
        return;
    buf_text(&s->entries, count > 1 ? "/K[" : "/K ");
    for (TagId child = s->tags->tags[id].first; child; child = s->tags->tags[child].next) {
        if (!s->numbers[child])
            continue;
        if (at && s->shown[child])
            at = put_marks(s, at, s->shown[child], page);
        put_between(&s->entries);
        pdf_ref(&s->entries, s->numbers[child]);
    }
    put_marks(s, at, /*end*/ 0, page);
    if (count > 1)
        buf_char(&s->entries, ']');
}

static void write_element(Structure *s, TagId id) {
    const Tag *tag = &s->tags->tags[id];
    uint32_t own = s->marks->first[id], page = own ? s->marks->items.items[own - 1].page : 0;
    s->entries.length = 0;
    put_type(s, id, tag);
    pdf_key_ref(&s->entries, "P", id == TAG_ID_DOCUMENT ? s->root : s->numbers[tag->parent]);
    put_attributes(s, id, tag);
    if (own)
        pdf_key_ref(&s->entries, "Pg", s->page_objects[page]);
    put_kids(s, id, page);
    if (id == TAG_ID_DOCUMENT)
        haru_add_apart(s->haru, &s->entries);
    else
        haru_add(s->haru, &s->entries);
}

/* ---- the root and the parent tree (14.7.4.4) ---- */

static bool add_parent(Structure *s, uint32_t key, size_t at) {
    Parent *parent = VEC_PUSH(&s->parents);
    if (parent)
        *parent = (Parent){key, (uint32_t)at};
    return parent != NULL;
}

/* First the pages that have marked content, then the annotations. */
static bool find_parents(Structure *s) {
    const Mark *marks = s->marks->items.items;
    bool fine = true;
    for (size_t i = 0; i < s->marks->items.count; i++)
        if (!marks[i].annotation && marks[i].what == 0)
            fine &= add_parent(s, marks[i].page, i);
    for (size_t i = 0, key = s->marks->page_count; i < s->marks->items.count; i++)
        if (marks[i].annotation)
            fine &= add_parent(s, (uint32_t)key++, i);
    return fine;
}

/* An annotation's element, or those of a page's marked contents, of which `parent` names the first. */
static void put_parent(Structure *s, const Parent *parent) {
    const Mark *mark = &s->marks->items.items[parent->at], *end = s->marks->items.items + s->marks->items.count;
    uint32_t page = mark->page;
    buf_int(&s->entries, parent->key);
    buf_char(&s->entries, mark->annotation ? ' ' : '[');
    pdf_ref(&s->entries, s->numbers[mark->tag]);
    if (mark->annotation)
        return;
    for (mark++; mark < end && mark->page == page; mark++) {
        if (mark->annotation)
            continue;
        buf_char(&s->entries, ' ');
        pdf_ref(&s->entries, s->numbers[mark->tag]);
    }
    buf_char(&s->entries, ']');
}

static uint32_t leaf_count(const Structure *s) {
    return (uint32_t)((s->parents.count + PARENT_LEAF - 1) / PARENT_LEAF);
}

static void write_leaf(Structure *s, size_t first) {
    size_t end = first + PARENT_LEAF < s->parents.count ? first + PARENT_LEAF : s->parents.count;
    s->entries.length = 0;
    BUF_LITERAL(&s->entries, "/Limits[");
    buf_int(&s->entries, s->parents.items[first].key);
    buf_char(&s->entries, ' ');
    buf_int(&s->entries, s->parents.items[end - 1].key);
    BUF_LITERAL(&s->entries, "]/Nums[");
    for (size_t i = first; i < end; i++) {
        if (i > first)
            buf_char(&s->entries, ' ');
        put_parent(s, &s->parents.items[i]);
    }
    buf_char(&s->entries, ']');
    haru_add(s->haru, &s->entries);
}

static void write_parents(Structure *s) {
    uint32_t leaves = leaf_count(s);
    s->entries.length = 0;
    BUF_LITERAL(&s->entries, "/Kids[");
    for (uint32_t i = 0; i < leaves; i++) {
        if (i)
            buf_char(&s->entries, ' ');
        pdf_ref(&s->entries, s->root + 2 + i);
    }
    buf_char(&s->entries, ']');
    haru_add_apart(s->haru, &s->entries);
    for (uint32_t i = 0; i < leaves; i++)
        write_leaf(s, (size_t)i * PARENT_LEAF);
}

static void put_ids(Structure *s) {
    BUF_LITERAL(&s->entries, "/IDTree<</Names[");
    for (TagId id = TAG_ID_DOCUMENT; id; id = tag_next(s->tags, id, /*depth*/ NULL)) {
        if (!s->numbers[id] || s->tags->tags[id].role != TAG_NOTE)
            continue;
        put_id(&s->entries, s->numbers[id]);
        pdf_ref(&s->entries, s->numbers[id]);
        buf_char(&s->entries, ' ');
    }
    BUF_LITERAL(&s->entries, "]>>");
}

static void write_root(Structure *s) {
    s->entries.length = 0;
    BUF_LITERAL(&s->entries, "/Type/StructTreeRoot");
    pdf_key_ref(&s->entries, "K", s->numbers[TAG_ID_DOCUMENT]);
    pdf_key_ref(&s->entries, "ParentTree", s->root + 1);
    pdf_key_int(&s->entries, "ParentTreeNextKey", (int64_t)s->marks->page_count + s->marks->annotations);
    if (s->notes)
        put_ids(s);
    haru_add_apart(s->haru, &s->entries);
}

static void write_all(Structure *s) {
    find_shown(s);
    uint32_t before = 2 + leaf_count(s);
    s->root = haru_block(s->haru, before + count_elements(s));
    number_elements(s, s->root + before);
    write_root(s);
    write_parents(s);
    for (TagId id = TAG_ID_DOCUMENT; id; id = tag_next(s->tags, id, /*depth*/ NULL))
        if (s->numbers[id])
            write_element(s, id);
}

uint32_t structure_write(const PageList *pages, const Marks *marks, const uint32_t *page_objects, const uint32_t *files,
                         Haru *haru) {
    const TagTree *tags = pages->tags;
    Structure s = {
        .pages = pages, .tags = tags, .marks = marks, .page_objects = page_objects, .files = files, .haru = haru};
    s.numbers = calloc(tags->count, sizeof *s.numbers);
    s.shown = calloc(tags->count, sizeof *s.shown);
    if (!marks->failed && s.numbers && s.shown && find_parents(&s))
        write_all(&s);
    else
        haru_fail(haru);
    free(s.numbers);
    free(s.shown);
    VEC_FREE(&s.parents);
    buf_free(&s.entries);
    return s.root;
}
