/* Pages as printed against pages set again; verify.h has the function. */
#include <string.h>

#include "sign/holder.h"
#include "sign/inquiry.h"
#include "sign/page_text.h"

/* How much of the texts is quoted where they part, characters' bytes. */
#define QUOTE_BEFORE 24
#define QUOTE_AFTER  48

typedef enum Likeness {
    PAGE_SAME,
    PAGE_OTHER_FONTS, /* the same text, drawn with other font programs */
    PAGE_OTHERWISE,   /* the same text in another place or size */
    PAGE_OTHER_TEXT
} Likeness;

/* Both files. */
typedef struct Pair {
    PdfDoc *printed, *again;
    const PdfPage *printed_pages, *again_pages;
    size_t printed_count, again_count;
} Pair;

/* ---- one page ------------------------------------------------------------------------------------------------- */

static bool same_stream(const Pair *pair, PdfValue printed, PdfValue again) {
    Str first, second;
    bool has_first = pdf_doc_stream(pair->printed, printed, &first);
    bool has_second = pdf_doc_stream(pair->again, again, &second);
    return has_first == has_second && (!has_first || str_equal(first, second));
}

/* The program within a font's descriptor, whichever kind it is, and what its codes stand for. */
static bool same_font(const Pair *pair, PdfValue printed, PdfValue again) {
    static const char *const programs[] = {
        "DescendantFonts/0/FontDescriptor/FontFile3",
        "DescendantFonts/0/FontDescriptor/FontFile2",
        "FontDescriptor/FontFile3",
        "FontDescriptor/FontFile2",
        "FontDescriptor/FontFile",
        "ToUnicode",
    };
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        if (!same_stream(pair, pdf_doc_path(pair->printed, printed, programs[i]),
                         pdf_doc_path(pair->again, again, programs[i])))
            return false;
    return true;
}

static bool same_fonts(const Pair *pair, const PdfPage *printed, const PdfPage *again) {
    PdfValue first = pdf_doc_path(pair->printed, printed->dict, "Resources/Font");
    PdfValue second = pdf_doc_path(pair->again, again->dict, "Resources/Font");
    const char *const *keys;
    size_t count;
    bool same = pdf_doc_keys(pair->printed, first, &keys, &count);
    for (size_t i = 0; i < count && same; i++)
        same = same_font(pair, pdf_doc_get(pair->printed, first, keys[i]), pdf_doc_get(pair->again, second, keys[i]));
    return same;
}

static bool same_box(PdfBox a, PdfBox b) {
    return a.left == b.left && a.bottom == b.bottom && a.right == b.right && a.top == b.top;
}

/* Where two texts part, as a quotation of each; at the beginning of a character. */
static size_t part_at(Str a, Str b) {
    size_t at = 0;
    while (at < a.length && at < b.length && a.text[at] == b.text[at])
        at++;
    while (at > 0 && at < a.length && ((unsigned char)a.text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

static bool is_inside_character(Str text, size_t at) {
    return at < text.length && ((unsigned char)text.text[at] & 0xc0) == 0x80;
}

static const char *quote(Arena *arena, Str text, size_t at) {
    size_t from = at > QUOTE_BEFORE ? at - QUOTE_BEFORE : 0;
    size_t end = at + QUOTE_AFTER < text.length ? at + QUOTE_AFTER : text.length;
    while (is_inside_character(text, from))
        from++;
    while (end > from && is_inside_character(text, end))
        end--;
    char *words = (char *)words_of(arena, (Str){text.text + from, end > from ? end - from : 0});
    for (char *c = words; c && *c; c++)
        if (*c == '\n')
            *c = ' ';
    return words;
}

static Likeness compare_texts(Arena *arena, Str printed, Str again, const char **why) {
    if (str_equal(printed, again)) {
        *why = DIAG_BOTH("its text is the same, but stands otherwise", "文字相同，但位置或字号不同");
        return PAGE_OTHERWISE;
    }
    size_t at = part_at(printed, again);
    *why =
        WORDS(arena, DIAG_BOTH("printed is \"{0}\", the report sets \"{1}\"", "印出的是“{0}”，报告数据排出的是“{1}”"),
              quote(arena, printed, at), quote(arena, again, at));
    return PAGE_OTHER_TEXT;
}

static Likeness compare_page(Arena *arena, const Pair *pair, size_t index, const char **why) {
    const PdfPage *printed = &pair->printed_pages[index], *again = &pair->again_pages[index];
    Str first = {"", 0}, second = {"", 0};
    bool read = page_content(pair->printed, printed, &first) && page_content(pair->again, again, &second);
    bool fonts = same_fonts(pair, printed, again);
    if (read && str_equal(str_trim(first), str_trim(second)) && same_box(printed->media, again->media))
        return fonts ? PAGE_SAME : PAGE_OTHER_FONTS;
    Buf text = {0}, other = {0};
    page_text(pair->printed, printed, first, &text);
    page_text(pair->again, again, second, &other);
    Likeness likeness = compare_texts(arena, (Str){text.bytes ? text.bytes : "", text.length},
                                      (Str){other.bytes ? other.bytes : "", other.length}, why);
    if (likeness == PAGE_OTHERWISE && !fonts) /* other widths, other lines */
        likeness = PAGE_OTHER_FONTS;
    if (buf_failed(&text) || buf_failed(&other))
        arena_fail(arena);
    buf_free(&text);
    buf_free(&other);
    return likeness;
}

/* ---- all pages ------------------------------------------------------------------------------------------------ */

static bool same_program(const Pair *pair) {
    return str_equal(pdf_doc_info(pair->printed, "Producer"), pdf_doc_info(pair->again, "Producer"));
}

static void say_untold(Inquiry *inquiry, const char *why) {
    inquiry->verdict->pages = VERIFY_PAGES_UNTOLD;
    inquiry_say(inquiry, RULE_PAGES_UNTOLD, DIAG_ARGS(why));
}

static bool has_foreign_changes(const Verdict *verdict) {
    for (size_t i = 0; i < verdict->revision_count; i++)
        for (size_t k = 0; k < verdict->revisions[i].change_count; k++)
            if (!verdict->revisions[i].changes[k].allowed)
                return true;
    return false;
}

/* Pages that say something else differ, whoever set them; that they only stand otherwise may be another version's
 * doing. */
static void judge_pages(Inquiry *inquiry, const Pair *pair) {
    bool fonts = false, otherwise = false, differ = false;
    for (size_t i = 0; i < pair->printed_count; i++) {
        const char *why = NULL;
        Likeness likeness = compare_page(inquiry->arena, pair, i, &why);
        bool differs = likeness == PAGE_OTHER_TEXT || (likeness == PAGE_OTHERWISE && same_program(pair));
        if (differs)
            inquiry_say_page(inquiry, RULE_PAGE_DIFFERS, (int)i,
                             DIAG_ARGS(words_int(inquiry->arena, (int64_t)i + 1), why));
        fonts |= likeness == PAGE_OTHER_FONTS;
        otherwise |= likeness == PAGE_OTHERWISE;
        differ |= differs;
    }
    if (differ)
        inquiry->verdict->pages = VERIFY_PAGES_DIFFER;
    else if (otherwise)
        say_untold(inquiry, DIAG_BOTH("another version of the program has set it, which places the same text otherwise",
                                      "由程序的另一版本排版，文字相同而位置不同"));
    else if (has_foreign_changes(inquiry->verdict))
        say_untold(inquiry,
                   DIAG_BOTH("a later revision has changed more than signing does", "后来的版本作了签名以外的改动"));
    else if (fonts)
        say_untold(inquiry,
                   DIAG_BOTH("the fonts here are not those it was printed with", "此处的字体与排版时所用的不同"));
    else
        inquiry->verdict->pages = VERIFY_PAGES_SAME;
}

static void compare(Inquiry *inquiry, const Pair *pair) {
    if (pair->printed_count == pair->again_count) {
        judge_pages(inquiry, pair);
        return;
    }
    inquiry->verdict->pages = VERIFY_PAGES_DIFFER;
    inquiry_say(inquiry, RULE_PAGES_COUNT,
                DIAG_ARGS(words_int(inquiry->arena, (int64_t)pair->printed_count),
                          words_int(inquiry->arena, (int64_t)pair->again_count)));
}

void verify_against(Arena *arena, Verdict *verdict, Str again, DiagList *diags) {
    Inquiry inquiry = {.arena = arena, .verdict = verdict, .revision = VERIFY_NONE, .signature = VERIFY_NONE};
    Pair pair = {.printed = NULL};
    inquiry_watch();
    bool foreign = has_foreign_changes(verdict);
    Str printed = foreign ? verdict->whole : verdict->first;
    if (!foreign && str_equal(verdict->first, again)) {
        verdict->pages = VERIFY_PAGES_SAME_BYTES;
        return;
    }
    pair.printed = pdf_doc_open(printed.text, printed.length, "", diags);
    pair.again = pair.printed ? pdf_doc_open(again.text, again.length, "", diags) : NULL;
    if (pair.again && pdf_doc_pages(pair.printed, &pair.printed_pages, &pair.printed_count, diags) &&
        pdf_doc_pages(pair.again, &pair.again_pages, &pair.again_count, diags))
        compare(&inquiry, &pair);
    pdf_doc_close(pair.printed);
    pdf_doc_close(pair.again);
    if (inquiry_is_short(&inquiry))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
}

void verify_pages_untold(Arena *arena, Verdict *verdict, const char *why) {
    Inquiry inquiry = {.arena = arena, .verdict = verdict, .revision = VERIFY_NONE, .signature = VERIFY_NONE};
    inquiry_watch();
    say_untold(&inquiry, why);
}
