#include "archive/facts.h"

#include <stdlib.h>
#include <string.h>

#include "archive/xmp.h"
#include "sign/hash.h"
#include "sign/pdf_doc.h"
#include "json/json_get.h"

/* ---- moments ---- */

/* Days since 1970-01-01 as a date of the Gregorian calendar; the year begins in March, so that leap days end it. */
const char *facts_moment(Arena *arena, int64_t seconds) {
    int64_t days = seconds / 86400, rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    int64_t shifted = days + 719468; /* since 0000-03-01 */
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day = shifted - era * 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t of_year = day - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)(year + era * 400 + (month >= 10)),
                        (int)(month < 10 ? month + 3 : month - 9), (int)(of_year - (153 * month + 2) / 5 + 1),
                        (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
}

static int64_t days_of(int64_t year, int64_t month, int64_t day) {
    int64_t shifted = month > 2 ? year : year - 1, of_month = month > 2 ? month - 3 : month + 9;
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + (153 * of_month + 2) / 5 + day - 1 - 719468;
}

int64_t facts_seconds(const char *moment, int64_t otherwise) {
    static const char form[] = "0000-00-00T00:00:00Z";
    static const size_t starts[] = {0, 5, 8, 11, 14, 17};
    int64_t parts[6];
    if (strlen(moment) != sizeof form - 1)
        return otherwise;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '0' ? moment[i] < '0' || moment[i] > '9' : moment[i] != form[i])
            return otherwise;
    for (size_t i = 0; i < 6; i++)
        parts[i] = strtol(moment + starts[i], NULL, 10);
    if (parts[1] < 1 || parts[1] > 12)
        return otherwise;
    return days_of(parts[0], parts[1], parts[2]) * 86400 + parts[3] * 3600 + parts[4] * 60 + parts[5];
}

/* ---- the file's own metadata ---- */

static const char *from_metadata(Arena *arena, PdfDoc *doc, const char *info, const char *xmp) {
    const char *text = entry_trim(arena, pdf_doc_info(doc, info));
    return text ? text : xmp_text(arena, pdf_doc_xmp(doc), xmp);
}

/* "D:20200116…" as 2020-01-16; "2020-01-16T…" as it begins. NULL for anything else. */
static const char *day_of(Arena *arena, const char *date) {
    if (!date)
        return NULL;
    if (strncmp(date, "D:", 2) == 0 && strspn(date + 2, "0123456789") >= 8)
        return arena_printf(arena, "%.4s-%.2s-%.2s", date + 2, date + 6, date + 8);
    bool day = strlen(date) >= 10 && strspn(date, "0123456789") == 4 && date[4] == '-' && date[7] == '-';
    return day ? arena_strndup(arena, date, 10) : NULL;
}

static bool read_metadata(Arena *arena, const char *name, Str bytes, Entry *entry, DiagList *diags) {
    PdfDoc *doc = pdf_doc_open(bytes.text, bytes.length, name, diags);
    if (!doc)
        return false;
    entry->title = from_metadata(arena, doc, "Title", "dc:title");
    entry->organ = from_metadata(arena, doc, "Author", "dc:creator");
    entry->software = from_metadata(arena, doc, "Producer", "pdf:Producer");
    entry->date = day_of(arena, from_metadata(arena, doc, "CreationDate", "xmp:CreateDate"));
    bool sound = pdf_doc_sound(doc, diags);
    pdf_doc_close(doc);
    return sound;
}

/* ---- the report it carries ---- */

static const char *member_text(Arena *arena, const JsonNode *object, const char *key) {
    const JsonNode *node = json_member(object, key);
    bool text = node && (node->type == JSON_STRING || node->type == JSON_NUMBER);
    return text ? entry_trim(arena, node->text) : NULL;
}

static void put_over(const char **text, const char *said) {
    if (said)
        *text = said;
}

static void take_report(Arena *arena, const JsonNode *root, Entry *entry) {
    const JsonNode *organ = json_member(root, "organ");
    const char *year = member_text(arena, root, "year");
    put_over(&entry->organ, member_text(arena, organ, "name"));
    put_over(&entry->organ_code, member_text(arena, organ, "code"));
    put_over(&entry->form, member_text(arena, root, "form"));
    put_over(&entry->date, day_of(arena, member_text(arena, root, "date")));
    put_over(&entry->number, member_text(arena, json_member(root, "data"), "number"));
    if (year && strlen(year) == 4 && strspn(year, "0123456789") == 4)
        entry->year = strtol(year, NULL, 10);
}

/* A report that is no JSON any more is the verdict's to judge; here it only says nothing. */
static bool read_report(Arena *arena, Str report, Entry *entry) {
    Hash hash;
    char hex[HASH_HEX];
    if (!report.length)
        return true;
    if (!hash_bytes(HASH_SHA256, report.text, report.length, &hash))
        return false;
    hash_hex(&hash, hex);
    entry->source_sha256 = arena_strdup(arena, hex);
    Arena *scratch = arena_new();
    DiagList *unheard = diag_list_new();
    const JsonDoc *doc = scratch ? json_doc_parse(scratch, "report.json", report.text, report.length, unheard) : NULL;
    if (doc)
        take_report(arena, json_doc_root(doc), entry);
    diag_list_free(unheard);
    arena_free(scratch);
    return true;
}

/* ---- claims and signatures ---- */

static const char *claims_text(Arena *arena, const VerifyClaims *claims) {
    Buf out = {0};
    if (claims->pdfa_part)
        buf_printf(&out, " PDF/A-%d%s", claims->pdfa_part, claims->pdfa_level ? claims->pdfa_level : "");
    for (size_t i = 0; i < out.length; i++) /* "PDF/A-3a" is how people write it, the metadata says A */
        if (i > 7 && out.bytes[i] >= 'A' && out.bytes[i] <= 'Z')
            out.bytes[i] = (char)(out.bytes[i] - 'A' + 'a');
    if (claims->pdfua)
        buf_text(&out, " PDF/UA-1");
    if (claims->pdfx)
        buf_printf(&out, " %s", claims->pdfx);
    const char *text = out.length ? entry_trim(arena, (Str){out.bytes, out.length}) : NULL;
    buf_free(&out);
    return text;
}

/* Of no level: something else than PAdES. */
static const char *level_name(VerifyLevel level) {
    static const char *const names[] = {[VERIFY_LEVEL_NONE] = NULL,
                                        [VERIFY_LEVEL_B] = "B",
                                        [VERIFY_LEVEL_T] = "T",
                                        [VERIFY_LEVEL_LT] = "LT",
                                        [VERIFY_LEVEL_LTA] = "LTA"};
    return names[level];
}

static void read_signatures(Arena *arena, const Verdict *verdict, Entry *entry) {
    size_t count = verdict->signature_count < ENTRY_SIGNATURES ? verdict->signature_count : ENTRY_SIGNATURES;
    entry->signatures = ARENA_ARRAY(arena, EntrySignature, count);
    for (size_t i = 0; i < count && entry->signatures; i++) {
        const VerifySignature *signature = &verdict->signatures[i];
        entry->signatures[i] = (EntrySignature){.field = entry_trim(arena, str_from(signature->field)),
                                                .level = level_name(signature->level),
                                                .signer = entry_trim(arena, str_from(signature->signer.name)),
                                                .time = entry_trim(arena, str_from(signature->time.text))};
        entry->signature_count = i + 1;
    }
}

bool facts_read(Arena *arena, const char *name, Str bytes, const Verdict *verdict, Entry *entry, DiagList *diags) {
    if (!read_metadata(arena, name, bytes, entry, diags))
        return false;
    bool hashed = read_report(arena, verdict->report, entry);
    entry->pages = verdict->page_count;
    entry->conformance = claims_text(arena, &verdict->claims);
    entry->verdict = verdict->approvals > 0 ? "sound" : "unsigned";
    read_signatures(arena, verdict, entry);
    if (!hashed || arena_failed(arena))
        diag_at(diags, DIAG_MEMORY, (Place){.file = name}, DIAG_NO_ARGS);
    return hashed && !arena_failed(arena);
}
