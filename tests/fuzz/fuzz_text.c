/*
 * Any text in any style at any measure: it is refused with a reason, or its lines hold all its characters in order and
 * keep within the measure. The first bytes choose style and measure; bytes that are not UTF-8 stand for characters that
 * line setting treats in a way of their own.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "text/text.h"

#define FANG  SOURCE_DIR "/fonts/FandolFang-Regular.otf"
#define SERIF "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
#define NOTO  "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"

#define HEAD     6
#define TEXT_MAX 20000
#define EM       ((Len)10000)

static const char *const RARE[] = {"中",
                                   "，",
                                   "。",
                                   "（",
                                   "）",
                                   "“",
                                   "”",
                                   "‘",
                                   "’",
                                   "——",
                                   "……",
                                   "·",
                                   "？",
                                   "！",
                                   "％",
                                   "℃",
                                   "≥",
                                   "×",
                                   "～",
                                   "／",
                                   "《",
                                   "》",
                                   "　",
                                   "\n",
                                   "\r\n",
                                   "\t",
                                   " ",
                                   "2020",
                                   "3,245.21%",
                                   "AVAT",
                                   "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                                   "\xE2\x80\x8B",
                                   "\xC2\xAD",
                                   "\xC2\xA0",
                                   "\xE2\x80\x8D",
                                   "\xCC\x81",
                                   "\xF3\xA0\x84\x80",
                                   "\xE2\x80\xA8",
                                   "\xE2\x80\x8F",
                                   "é",
                                   "Ω",
                                   "ש",
                                   "䶮",
                                   "①",
                                   "㎡",
                                   "１２．５",
                                   "\"",
                                   "'",
                                   "-",
                                   "–",
                                   "—",
                                   "…",
                                   "、",
                                   "：",
                                   "；",
                                   "¥",
                                   "#",
                                   "\x01",
                                   "𬭎",
                                   "｡",
                                   "｢",
                                   "가",
                                   "あ",
                                   "👍"};

static FontSet *fonts;
static TextEngine *engine;
static FontRole role;

static void open_once(void) {
    if (engine)
        return;
    fonts = font_set_new();
    role = font_set_add_role(fonts, "fang", SOURCE_NONE);
    font_set_add_face(fonts, role, FONT_HAN, FANG, 0, SOURCE_NONE);
    font_set_add_face(fonts, role, FONT_HAN, NOTO, 2, SOURCE_NONE);
    font_set_add_face(fonts, role, FONT_WESTERN, SERIF, 0, SOURCE_NONE);
    engine = text_engine_new(fonts);
    if (!engine)
        __builtin_trap();
}

static void fill_text(Buf *text, const uint8_t *bytes, size_t length) {
    size_t size = 0;
    for (size_t at = 0; at < length && text->length < TEXT_MAX; at += size) {
        uint32_t cp = utf8_decode((const char *)bytes + at, length - at, &size);
        if (cp == UTF8_REPLACEMENT)
            buf_text(text, RARE[bytes[at] % (sizeof RARE / sizeof *RARE)]);
        else
            buf_push(text, bytes + at, size);
    }
}

static ParaStyle style_of(const uint8_t *head) {
    return (ParaStyle){.align = (ParaAlign)(head[0] % 5),
                       .punct = (PunctStyle)(head[1] % 4),
                       .size = EM,
                       .leading = EM * 3 / 2,
                       .first_indent = (head[2] % 5 - 2) * EM,
                       .left_indent = head[2] % 3 * EM / 2,
                       .grid = head[3] & 1,
                       .hang = head[3] & 2,
                       .balance = head[3] & 4,
                       .no_squeeze = head[3] & 8,
                       .stacked = (head[3] & 0x70) == 0x70,
                       .no_gap = head[3] & 0x80,
                       .min_last = head[4] % 5};
}

static void hold(bool what) {
    if (!what)
        __builtin_trap();
}

static void hold_lines(const Para *para, const Line *lines, size_t count, Len measure, const ParaStyle *style) {
    size_t characters = 0;
    uint32_t at = 0;
    para_codepoints(para, &characters);
    for (size_t i = 0; i < count; i++) {
        hold(lines[i].first == at && lines[i].end >= at);
        at = lines[i].end;
        hold(lines[i].overfull || lines[i].right <= measure || style->first_indent < 0 || lines[i].left >= measure);
        for (size_t p = 0; p < lines[i].piece_count; p++) {
            const GlyphRun *run = &lines[i].pieces[p].run;
            for (uint32_t g = 0; g < run->glyph_count; g++)
                hold(run->glyphs[g].cluster < run->text.length && run->glyphs[g].id != 0);
        }
    }
    hold(at == characters);
}

static void set(Arena *arena, DiagList *diags, const Buf *text, const uint8_t *head) {
    size_t half = text->length / 2;
    while (half > 0 && ((unsigned char)text->bytes[half] & 0xC0) == 0x80)
        half--;
    TextRun runs[] = {
        {.text = {text->bytes, half}, .role = role, .size = EM},
        {.kind = (TextRunKind)(head[4] % 7 < 3 ? head[4] % 7 : 0), .text = STR("."), .role = role, .size = EM},
        {.text = {text->bytes + half, text->length - half}, .role = role, .size = EM + head[5] * 10}};
    ParaStyle style = style_of(head);
    const Para *para = para_make(arena, engine, runs, 3, &style, diags);
    hold(para || diag_has_errors(diags));
    const Len measures[] = {head[5] * EM / 4, EM, 12 * EM};
    for (size_t i = 0; para && i < 3; i++) {
        size_t count = 0;
        const Line *lines = para_break(arena, para, measures[i], &count);
        hold(lines && count);
        hold_lines(para, lines, count, measures[i], &style);
    }
    if (para)
        hold(para_min_width(para) <= para_max_width(para));
}

/* FNV-1a, spread over the head's bytes. */
static void choose(const uint8_t *bytes, size_t length, uint8_t head[HEAD]) {
    uint64_t sum = 14695981039346656037u;
    for (size_t i = 0; i < length; i++)
        sum = (sum ^ bytes[i]) * 1099511628211u;
    for (size_t i = 0; i < HEAD; i++)
        head[i] = (uint8_t)(sum >> (8 * i + 8));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    uint8_t head[HEAD];
    open_once();
    choose(bytes, length, head);
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Buf text = {0};
    fill_text(&text, bytes, length);
    if (text.length)
        set(arena, diags, &text, head);
    buf_free(&text);
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}
