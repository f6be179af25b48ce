#include "sign/claims.h"

#include <string.h>

#include "sign/embedded.h"
#include "sign/holder.h"
#include "sign/raw.h"

/* A file and what it claims, while its claims are gone through. */
typedef struct Claimed {
    PdfDoc *doc;
    const VerifyClaims *claims;
    PdfValue catalog;
    const PdfEmbedded *files;
    size_t file_count;
    int minor; /* of the version 1.x; 20 for 2.0 */
} Claimed;

/* ---- reading -------------------------------------------------------------------------------------------------- */

/*
 * The value of a property in XMP, written as an attribute or as an element: name="3" or <name>3</name>. Empty when
 * there is none.
 */
static Str property(Str xmp, const char *name) {
    for (size_t at = raw_find(xmp, 0, name); at != RAW_NONE; at = raw_find(xmp, at + 1, name)) {
        size_t from = raw_skip(xmp, at + strlen(name));
        bool attribute = from < xmp.length && xmp.text[from] == '=';
        if (attribute)
            from = raw_skip(xmp, from + 1);
        if (from >= xmp.length || (attribute ? xmp.text[from] != '"' && xmp.text[from] != '\'' : xmp.text[from] != '>'))
            continue;
        char close = attribute ? xmp.text[from] : '<';
        const char *end = memchr(xmp.text + from + 1, close, xmp.length - from - 1);
        if (end)
            return str_trim((Str){xmp.text + from + 1, (size_t)(end - xmp.text) - from - 1});
    }
    return (Str){"", 0};
}

static const char *version_of(Arena *arena, PdfDoc *doc) {
    Str bytes = pdf_doc_bytes(doc), catalog = pdf_doc_name_of(doc, pdf_doc_get(doc, pdf_doc_catalog(doc), "Version"));
    Str version = catalog.length ? catalog : (Str){bytes.text + 5, 3};
    return words_of(arena, version);
}

static int minor_of(const char *version) {
    if (strlen(version) != 3 || version[1] != '.' || version[2] < '0' || version[2] > '9')
        return -1;
    return version[0] == '1' ? version[2] - '0' : 20;
}

static void read_claims(Arena *arena, PdfDoc *doc, VerifyClaims *claims) {
    Str xmp = pdf_doc_xmp(doc);
    Str part = property(xmp, "pdfaid:part"), level = property(xmp, "pdfaid:conformance");
    Str press = property(xmp, "pdfxid:GTS_PDFXVersion"), producer = pdf_doc_info(doc, "Producer");
    bool known = part.length == 1 && *part.text >= '1' && *part.text <= '4';
    *claims = (VerifyClaims){.pdfa_part = known ? *part.text - '0' : 0,
                             .pdfa_level = known && level.length ? words_of(arena, level) : NULL,
                             .pdfua = str_equals(property(xmp, "pdfuaid:part"), "1"),
                             .pdfx = press.length ? words_of(arena, press) : NULL,
                             .producer = producer.length ? words_of(arena, producer) : NULL,
                             .hold = true};
}

/* ---- what must be so ------------------------------------------------------------------------------------------ */

static bool is_pdfa(const Claimed *claimed) { return claimed->claims->pdfa_part > 0; }
static bool is_level_a(const Claimed *claimed) {
    return is_pdfa(claimed) && claimed->claims->pdfa_level && strcmp(claimed->claims->pdfa_level, "A") == 0;
}
static bool is_ua(const Claimed *claimed) { return claimed->claims->pdfua; }
static bool is_tagged(const Claimed *claimed) { return is_ua(claimed) || is_level_a(claimed); }
static bool is_part_3(const Claimed *claimed) { return claimed->claims->pdfa_part == 3; }
static bool is_before_3(const Claimed *claimed) { return is_pdfa(claimed) && claimed->claims->pdfa_part < 3; }

/* ISO 19005-1, 6.1.2: PDF 1.4; -2 and -3: 1.7; -4: 2.0. */
static bool version_fits(const Claimed *claimed) {
    static const int minors[] = {0, 4, 7, 7, 20};
    int minor = claimed->minor;
    return minor >= 0 && minor <= minors[claimed->claims->pdfa_part] &&
           (claimed->claims->pdfa_part != 4 || minor == 20);
}

static bool has_id(const Claimed *claimed) {
    return pdf_doc_count(claimed->doc, pdf_doc_get(claimed->doc, pdf_doc_trailer(claimed->doc), "ID")) == 2;
}

static bool has_intent(const Claimed *claimed) {
    PdfDoc *doc = claimed->doc;
    PdfValue intents = pdf_doc_get(doc, claimed->catalog, "OutputIntents");
    for (size_t i = 0; i < pdf_doc_count(doc, intents); i++) {
        PdfValue intent = pdf_doc_item(doc, intents, i);
        if (pdf_doc_is_name(doc, pdf_doc_get(doc, intent, "S"), "GTS_PDFA1") &&
            pdf_doc_kind(doc, pdf_doc_get(doc, intent, "DestOutputProfile")) == PDF_KIND_STREAM)
            return true;
    }
    return false;
}

static bool has_tags(const Claimed *claimed) {
    PdfDoc *doc = claimed->doc;
    return pdf_doc_is_true(doc, pdf_doc_path(doc, claimed->catalog, "MarkInfo/Marked")) &&
           pdf_doc_kind(doc, pdf_doc_get(doc, claimed->catalog, "StructTreeRoot")) == PDF_KIND_DICT;
}

static bool has_language(const Claimed *claimed) {
    return pdf_doc_text(claimed->doc, pdf_doc_get(claimed->doc, claimed->catalog, "Lang")).length > 0;
}

static bool shows_title(const Claimed *claimed) {
    return pdf_doc_is_true(claimed->doc,
                           pdf_doc_path(claimed->doc, claimed->catalog, "ViewerPreferences/DisplayDocTitle"));
}

static bool has_no_foreign_files(const Claimed *claimed) {
    for (size_t i = 0; i < claimed->file_count; i++)
        if (claimed->claims->pdfa_part == 1 || !str_equals(claimed->files[i].type, "application/pdf"))
            return false;
    return true;
}

/* ISO 19005-3, 6.8: each file says what it is to the document. */
static bool files_are_related(const Claimed *claimed) {
    for (size_t i = 0; i < claimed->file_count; i++)
        if (!claimed->files[i].relationship.length)
            return false;
    return true;
}

static bool does_nothing(const Claimed *claimed) {
    PdfDoc *doc = claimed->doc;
    PdfValue open = pdf_doc_get(doc, claimed->catalog, "OpenAction");
    PdfValue kind = pdf_doc_kind(doc, open) == PDF_KIND_DICT ? pdf_doc_get(doc, open, "S") : (PdfValue){0};
    return pdf_doc_kind(doc, pdf_doc_get(doc, claimed->catalog, "AA")) == PDF_KIND_NULL &&
           pdf_doc_kind(doc, pdf_doc_path(doc, claimed->catalog, "Names/JavaScript")) == PDF_KIND_NULL &&
           (pdf_doc_kind(doc, kind) == PDF_KIND_NULL || pdf_doc_is_name(doc, kind, "GoTo"));
}

typedef struct ClaimRow {
    bool (*applies)(const Claimed *claimed);
    bool (*holds)(const Claimed *claimed);
    const char *against; /* DIAG_BOTH: what is said when it does not hold */
} ClaimRow;

static const ClaimRow claim_rows[] = {
    {is_pdfa, version_fits, DIAG_BOTH("its PDF version is another one", "PDF 版本不合")},
    {is_pdfa, has_id, DIAG_BOTH("it has no file identifier", "没有文件标识")},
    {is_pdfa, has_intent, DIAG_BOTH("it has no output intent with a profile", "没有带特性文件的输出意图")},
    {is_before_3, has_no_foreign_files, DIAG_BOTH("it carries files that are no PDF/A", "附有不是 PDF/A 的文件")},
    {is_part_3, files_are_related,
     DIAG_BOTH("a file it carries does not say what it is to it", "有附件没有注明与文档的关系")},
    {is_tagged, has_tags, DIAG_BOTH("it is not tagged", "没有标签")},
    {is_tagged, has_language, DIAG_BOTH("it names no language", "没有注明语言")},
    {is_ua, shows_title, DIAG_BOTH("it does not show its title", "没有设为显示标题")},
    {is_pdfa, does_nothing, DIAG_BOTH("it acts when it is opened", "打开时有自动动作")},
};

bool claims_press(PdfDoc *doc) {
    return property(pdf_doc_xmp(doc), "pdfxid:GTS_PDFXVersion").length || pdf_doc_info(doc, "GTS_PDFXVersion").length;
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static const char *name_of(Arena *arena, const VerifyClaims *claims) {
    const char *level = claims->pdfa_level ? claims->pdfa_level : "";
    if (claims->pdfa_part && claims->pdfua)
        return arena_printf(arena, "PDF/A-%d%s, PDF/UA-1", claims->pdfa_part, level);
    return claims->pdfa_part ? arena_printf(arena, "PDF/A-%d%s", claims->pdfa_part, level) : "PDF/UA-1";
}

void claims_judge(Inquiry *inquiry, PdfDoc *doc) {
    VerifyClaims *claims = &inquiry->verdict->claims;
    DiagList *faults = diag_list_new();
    Claimed claimed = {.doc = doc, .claims = claims, .catalog = pdf_doc_catalog(doc)};
    read_claims(inquiry->arena, doc, claims);
    pdf_embedded(doc, &claimed.files, &claimed.file_count, faults);
    inquiry->verdict->version = version_of(inquiry->arena, doc);
    claimed.minor = inquiry->verdict->version ? minor_of(inquiry->verdict->version) : -1;
    for (size_t i = 0; i < sizeof claim_rows / sizeof *claim_rows; i++) {
        if (!claim_rows[i].applies(&claimed) || claim_rows[i].holds(&claimed))
            continue;
        claims->hold = false;
        inquiry_say(inquiry, RULE_CLAIM, DIAG_ARGS(name_of(inquiry->arena, claims), claim_rows[i].against));
    }
    if (!is_pdfa(&claimed) && !does_nothing(&claimed))
        inquiry_say(inquiry, RULE_ACTIVE, DIAG_ARGS(DIAG_BOTH("actions or scripts", "动作或脚本")));
    diag_list_free(faults);
}
