#include "witness.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "area.h"
#include "text/para.h"
#include "unicode/classes.h"

#define TOLERANCE   ((Len)10) /* 0.01 pt */
#define FAULTS_KEPT 8

const Line *__real_para_break(Arena *arena, const Para *para, Len measure, size_t *count);
const Line *__wrap_para_break(Arena *arena, const Para *para, Len measure, size_t *count);
void __real_line_draw(const Line *line, PageList *list, Page *page, bool turned, Point at, Len size);
void __wrap_line_draw(const Line *line, PageList *list, Page *page, bool turned, Point at, Len size);

/* A line as it was set: what it looks like, and the rules it breaks, one bit each. */
typedef struct Judged {
    uint64_t look; /* 0 is an empty place */
    uint32_t broken;
    bool justified;
} Judged;

static struct {
    const Form *form;
    const FontSet *fonts;
    Judged *judged;
    size_t judged_count, judged_size;
    size_t faults[RULE_COUNT];
    char texts[RULE_COUNT][4096];
    size_t lines, justified_lines;
} witness;

/* ---- faults --------------------------------------------------------------------------------------------- */

void witness_begin(const Form *form, const FontSet *fonts) {
    witness.form = form;
    witness.fonts = fonts;
}

void witness_fault(TextRule rule, const char *format, ...) {
    if (witness.faults[rule]++ >= FAULTS_KEPT)
        return;
    char *text = witness.texts[rule];
    size_t used = strlen(text);
    va_list args;
    va_start(args, format);
    int more = vsnprintf(text + used, sizeof witness.texts[rule] - used - 1, format, args);
    va_end(args);
    if (more > 0 && used + (size_t)more + 2 < sizeof witness.texts[rule])
        strcat(text, "\n");
}

size_t witness_fault_count(TextRule rule) { return witness.faults[rule]; }
const char *witness_faults(TextRule rule) { return witness.texts[rule]; }
size_t witness_lines(void) { return witness.lines; }
size_t witness_justified_lines(void) { return witness.justified_lines; }

void witness_end(void) {
    free(witness.judged);
    memset(&witness, 0, sizeof witness);
}

/* ---- lines by their look -------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, uint64_t value) { return (hash ^ value) * 1099511628211u; }

static uint64_t look_of(const Line *line) {
    uint64_t hash = mix(mix(14695981039346656037u, (uint64_t)line->left), (uint64_t)line->right);
    hash = mix(mix(hash, line->first), line->end);
    for (size_t i = 0; i < line->piece_count; i++) {
        const GlyphRun *run = &line->pieces[i].run;
        hash = mix(mix(hash, (uint64_t)line->pieces[i].x), run->face);
        for (uint32_t g = 0; g < run->glyph_count; g++)
            hash = mix(mix(hash, run->glyphs[g].id), (uint64_t)run->glyphs[g].advance);
    }
    return hash ? hash : 1;
}

/* The place of a look in the table, which is never full. */
static Judged *place_of(uint64_t look) {
    size_t at = look & (witness.judged_size - 1);
    while (witness.judged[at].look && witness.judged[at].look != look)
        at = (at + 1) & (witness.judged_size - 1);
    return &witness.judged[at];
}

static void grow(void) {
    Judged *old = witness.judged;
    size_t count = witness.judged_size;
    witness.judged_size = count ? 2 * count : 1 << 15;
    witness.judged = calloc(witness.judged_size, sizeof *witness.judged);
    if (!witness.judged)
        abort();
    for (size_t i = 0; i < count; i++)
        if (old[i].look)
            *place_of(old[i].look) = old[i];
    free(old);
}

static void keep(Judged judged) {
    if (2 * witness.judged_count >= witness.judged_size)
        grow();
    Judged *place = place_of(judged.look);
    witness.judged_count += place->look == 0;
    *place = judged; /* of two lines of one look the later one is drawn */
}

/* ---- what a line may not do ----------------------------------------------------------------------------- */

static bool is_one_of(uint32_t cp, const uint32_t *list) {
    while (*list && *list != cp)
        list++;
    return *list != 0;
}

/* Standards A1, in so many words: the classes of src/unicode are not asked. */
static bool may_not_begin(uint32_t cp) {
    static const uint32_t marks[] = {L'，', L'、', L'；', L'：', L'。', L'？', L'！', L'”',  L'’',  L'）',
                                     L'》', L'〉', L'」', L'』', L'】', L'〕', L'〗', L'］', L'｝', L'－',
                                     L'～', L'—',  L'…',  L'·',  L'％', L'‰',  L'℃',  L'%',  L'／', 0};
    return is_one_of(cp, marks);
}

static bool may_not_end(uint32_t cp) {
    static const uint32_t marks[] = {L'“',  L'‘',  L'（', L'《', L'〈', L'「', L'『',
                                     L'【', L'〔', L'〖', L'［', L'｛', L'／', 0};
    return is_one_of(cp, marks);
}

static bool is_digit(uint32_t cp) { return cp >= '0' && cp <= '9'; }
static bool is_letter(uint32_t cp) { return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z'); }

static bool splits_unit(uint32_t left, uint32_t right) {
    static const uint32_t signs[] = {'+', '-', L'±', L'≥', L'≤', L'＞', L'＜', L'¥', L'￥', L'$', 0};
    static const uint32_t units[] = {'%', L'‰', L'％', L'℃', L'°', L'㎡', L'㎞', L'㎏', 0};
    if (is_digit(left) && (is_digit(right) || right == '.' || right == ',' || is_one_of(right, units)))
        return true;
    if (is_digit(right) && (left == '.' || left == ',' || is_one_of(left, signs)))
        return true;
    if ((is_letter(left) || is_digit(left)) && (is_letter(right) || is_digit(right)))
        return true;
    return left == right && (left == L'—' || left == L'…');
}

static bool is_space(uint32_t cp) { return cp == ' ' || cp == 0x3000 || cp == 0x200B; }

static uint32_t broken_ends(const Para *para, const Line *line) {
    const uint32_t *text = para->codepoints;
    uint32_t broken = 0, end = line->end;
    while (end > line->first && is_space(text[end - 1]))
        end--;
    if (line->first > 0 && may_not_begin(text[line->first]) && text[line->first - 1] != '\n')
        broken |= 1u << RULE_START;
    if (line->last || end == line->first)
        return broken;
    if (may_not_end(text[end - 1]))
        broken |= 1u << RULE_END;
    if (end == line->end && splits_unit(text[end - 1], text[end]))
        broken |= 1u << RULE_UNIT;
    return broken;
}

/* Letters before a leader: the number behind it keeps nobody company. */
static size_t letters_on(const Para *para, const Line *line) {
    size_t letters = 0;
    for (uint32_t i = line->first; i < line->end && para->codepoints[i] != CHAR_OBJECT; i++)
        letters += !is_space(para->codepoints[i]) && unicode_punct(para->codepoints[i]) == PUNCT_NONE;
    return letters;
}

static bool is_lonely(const Para *para, const Line *line) {
    bool begins = line->first == 0 || para->codepoints[line->first - 1] == '\n';
    if (!line->last || begins || para->style.stacked || para->style.min_last == 1)
        return false;
    return letters_on(para, line) < 2;
}

/* The last glyph's own width is the most that may stand after its pen; spaces at the end have none. */
static bool is_trimmed(const Line *line) {
    for (size_t i = line->piece_count; i-- > 0;) {
        const GlyphRun *run = &line->pieces[i].run;
        const Font *font = font_set_face(witness.fonts, run->face);
        for (uint32_t g = run->glyph_count; g-- > 0;) {
            const Glyph *glyph = &run->glyphs[g];
            bool space = is_space((unsigned char)run->text.text[glyph->cluster]);
            if (space && glyph->advance == 0)
                continue;
            Len own = font_len(font, hb_font_get_glyph_h_advance(font->font, glyph->id), run->size);
            return !space && glyph->advance <= own;
        }
    }
    return true;
}

static bool is_filled(const ParaStyle *style, const Line *line) {
    if (style->grid || style->balance || line->rigid || line->overfull)
        return false;
    return style->align == ALIGN_DISTRIBUTE || (style->align == ALIGN_JUSTIFY && !line->last);
}

static Judged judge(const Para *para, const Line *line, Len measure) {
    const ParaStyle *style = &para->style;
    Judged judged = {.look = look_of(line), .broken = broken_ends(para, line)};
    Len edge = measure - style->right_indent;
    judged.justified = is_filled(style, line);
    if (is_lonely(para, line))
        judged.broken |= 1u << RULE_LAST;
    if (judged.justified && (line->right < edge - TOLERANCE || line->right > edge + TOLERANCE))
        judged.broken |= 1u << RULE_EDGE;
    if (line->overfull || line->right > edge + TOLERANCE)
        judged.broken |= 1u << RULE_MEASURE;
    if (!style->grid && !is_trimmed(line))
        judged.broken |= 1u << RULE_TRIM;
    return judged;
}

const Line *__wrap_para_break(Arena *arena, const Para *para, Len measure, size_t *count) {
    const Line *lines = __real_para_break(arena, para, measure, count);
    for (size_t i = 0; lines && i < *count; i++)
        keep(judge(para, &lines[i], measure));
    return lines;
}

/* ---- lines drawn ---------------------------------------------------------------------------------------- */

static const char *text_of(const Line *line) {
    static char text[400];
    size_t used = 0;
    for (size_t i = 0; i < line->piece_count; i++) {
        Str part = line->pieces[i].run.text;
        size_t length = part.length < sizeof text - 1 - used ? part.length : sizeof text - 1 - used;
        memcpy(text + used, part.text, length);
        used += length;
    }
    text[used] = '\0';
    return text;
}

static bool is_artifact(const Line *line) {
    for (size_t i = 0; i < line->piece_count; i++)
        if (line->pieces[i].tag != TAG_ID_ARTIFACT)
            return false;
    return true;
}

static void check_area(const Line *line, const Page *page, bool turned, Point at, Len size) {
    Rect box = {at.x + line->left, at.y - len_from_em(PAGE_EM_ASCENT, size), line->right - line->left, size};
    Rect area = area_of(witness.form, page);
    if (turned)
        box = page_turn_rect(page->sheet, box);
    if (!area_holds(area, box, TOLERANCE) && !(is_artifact(line) && area_is_beside(area, box)))
        witness_fault(RULE_AREA, "page %d: %s", (int)page->index + 1, text_of(line));
}

void __wrap_line_draw(const Line *line, PageList *list, Page *page, bool turned, Point at, Len size) {
    __real_line_draw(line, list, page, turned, at, size);
    if (!page || line->piece_count == 0)
        return;
    const Judged *judged = witness.judged_size ? place_of(look_of(line)) : NULL;
    witness.lines++;
    if (!judged || !judged->look) {
        witness_fault(RULE_KNOWN, "page %d: %s", (int)page->index + 1, text_of(line));
        return;
    }
    witness.justified_lines += judged->justified;
    for (TextRule rule = 0; rule < RULE_COUNT; rule++)
        if (judged->broken & 1u << rule)
            witness_fault(rule, "page %d: %s", (int)page->index + 1, text_of(line));
    check_area(line, page, turned, at, size);
}
