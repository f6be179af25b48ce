#include "prose/fold.h"

#include <string.h>

#include "base/utf8.h"

/* A quotation or title longer than this is one whose end was forgotten. */
#define QUOTE_MAX 600

typedef enum Mark { MARK_KEEP, MARK_DROP, MARK_TO, MARK_OPEN, MARK_CLOSE } Mark;

/* What becomes of a character that is not kept. */
static const struct {
    uint32_t from, to; /* a range of characters */
    Mark mark;
    char byte; /* MARK_TO, or what is left of brackets; 0: nothing */
} MARKS[] = {
    {0x00, 0x20, MARK_DROP, 0},        {0x21, 0x21, MARK_TO, FOLD_STOP},     {0x22, 0x22, MARK_DROP, 0},
    {0x27, 0x27, MARK_DROP, 0},        {0x3F, 0x3F, MARK_TO, FOLD_STOP},     {0xA0, 0xA0, MARK_DROP, 0},
    {0xD7, 0xD7, MARK_TO, '*'},        {0xF7, 0xF7, MARK_TO, '/'},           {0x2000, 0x200F, MARK_DROP, 0},
    {0x2010, 0x2015, MARK_TO, '-'},    {0x2018, 0x2019, MARK_DROP, 0},       {0x201C, 0x201C, MARK_OPEN, 0},
    {0x201D, 0x201D, MARK_CLOSE, 0},   {0x202F, 0x202F, MARK_DROP, 0},       {0x205F, 0x2060, MARK_DROP, 0},
    {0x2212, 0x2212, MARK_TO, '-'},    {0x2715, 0x2716, MARK_TO, '*'},       {0x3000, 0x3000, MARK_DROP, 0},
    {0x3001, 0x3001, MARK_TO, '\x02'}, {0x3002, 0x3002, MARK_TO, FOLD_STOP}, {0x3008, 0x3008, MARK_OPEN, 0},
    {0x3009, 0x3009, MARK_CLOSE, 0},   {0x300A, 0x300A, MARK_OPEN, 0},       {0x300B, 0x300B, MARK_CLOSE, 0},
    {0x300C, 0x300C, MARK_OPEN, 0},    {0x300D, 0x300D, MARK_CLOSE, 0},      {0x300E, 0x300E, MARK_OPEN, 0},
    {0x300F, 0x300F, MARK_CLOSE, 0},   {0x3010, 0x3010, MARK_TO, '['},       {0x3011, 0x3011, MARK_TO, ']'},
    {0x3014, 0x3014, MARK_OPEN, '['},  {0x3015, 0x3015, MARK_CLOSE, ']'},    {0xFEFF, 0xFEFF, MARK_DROP, 0},
};
#define MARK_COUNT (sizeof MARKS / sizeof MARKS[0])

/* The fate of a character, in *byte what is written for it. */
static Mark mark_of(uint32_t c, char *byte) {
    if (c >= 0x4E00 && c <= 0x9FFF)
        return MARK_KEEP;
    for (size_t i = 0; i < MARK_COUNT; i++) {
        if (c >= MARKS[i].from && c <= MARKS[i].to) {
            *byte = MARKS[i].byte;
            return MARKS[i].mark;
        }
    }
    return MARK_KEEP;
}

typedef struct Folder {
    Str text;
    char *bytes;
    uint32_t *map;
    unsigned char *quoted;
    size_t length;
    size_t quote_end; /* in the text: up to there all is quoted */
} Folder;

static void put(Folder *f, const char *bytes, size_t count, size_t at) {
    for (size_t i = 0; i < count; i++) {
        f->bytes[f->length] = bytes[i];
        f->map[f->length] = (uint32_t)(at + i);
        f->quoted[f->length++] = at < f->quote_end;
    }
}

/* Where the quotation that opens at `at` with `size` bytes ends; `at` when it does not. Nested ones are counted. */
static size_t closing(const Folder *f, size_t at, uint32_t opening) {
    const uint32_t close = opening == 0x201C ? 0x201D : opening + 1;
    size_t depth = 0, size;
    for (size_t i = at; i < f->text.length && i < at + QUOTE_MAX; i += size) {
        uint32_t c = utf8_decode(f->text.text + i, f->text.length - i, &size);
        depth += c == opening;
        if (c == close && --depth == 0)
            return i + size;
    }
    return at;
}

/* Full-width ASCII as ASCII; the percent sign's other form. */
static uint32_t narrowed(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    return c == 0xFE6A ? '%' : c;
}

/* "收、支总计": no list, but one word. */
static bool joins_sides(const Folder *f, size_t at, size_t size) {
    static const char income[] = "收", expense[] = "支";
    const size_t length = sizeof income - 1, next = at + size;
    return f->length >= length && memcmp(f->bytes + f->length - length, income, length) == 0 &&
           next + length <= f->text.length && memcmp(f->text.text + next, expense, length) == 0;
}

static void fold_char(Folder *f, size_t at, size_t size, uint32_t given) {
    char byte = 0;
    const uint32_t c = narrowed(given);
    const Mark mark = mark_of(c, &byte);
    if (c == 0x3001 && joins_sides(f, at, size))
        return;
    if (mark == MARK_OPEN && at >= f->quote_end)
        f->quote_end = closing(f, at, c);
    if (mark == MARK_KEEP && c < 0x80)
        byte = (char)c;
    if (mark == MARK_KEEP && byte == 0)
        put(f, f->text.text + at, size, at);
    else if (byte != 0)
        put(f, &byte, 1, at);
}

Folded fold_text(Arena *arena, Str text) {
    if (text.length > FOLD_TEXT_MAX)
        text.length = utf8_cut(text.text, text.length, FOLD_TEXT_MAX);
    Folder f = {.text = text,
                .bytes = arena_alloc(arena, text.length + 1),
                .map = ARENA_ARRAY(arena, uint32_t, text.length + 1),
                .quoted = arena_alloc(arena, text.length + 1)};
    static const uint32_t nowhere = 0;
    if (!f.bytes || !f.map || !f.quoted)
        return (Folded){text, "", 0, &nowhere, (const unsigned char *)""};
    size_t size;
    for (size_t at = 0; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        fold_char(&f, at, size, c);
    }
    f.map[f.length] = (uint32_t)text.length;
    return (Folded){text, f.bytes, f.length, f.map, f.quoted};
}

Str fold_str(Arena *arena, Str text) {
    Folded folded = fold_text(arena, text);
    return (Str){folded.bytes, folded.length};
}

Str fold_slice(const Folded *folded, size_t from, size_t to) { return (Str){folded->bytes + from, to - from}; }

size_t fold_end(const Folded *folded, size_t end) {
    size_t size = 0;
    if (end == 0)
        return 0;
    const size_t at = folded->map[end - 1];
    utf8_decode(folded->given.text + at, folded->given.length - at, &size);
    return at + size;
}

bool fold_touching(const Folded *folded, size_t at) {
    return at + 1 < folded->length && folded->map[at + 1] == fold_end(folded, at + 1);
}

/* ---- names ---------------------------------------------------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool starts(Str s, const char *word) {
    const size_t length = strlen(word);
    return s.length >= length && memcmp(s.text, word, length) == 0;
}

/* How many bytes of Chinese digits the text begins with. */
static size_t chinese_digits(Str s) {
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    size_t at = 0;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < sizeof digits / sizeof digits[0] && !more; i++)
            more = starts((Str){s.text + at, s.length - at}, digits[i]);
        at += more ? 3 : 0;
    }
    return at;
}

/* "2024年预算数" over a column is no code: the year tells which of two columns is meant. */
static bool is_year(Str s, size_t digits) {
    return digits == 4 && is_digit(s.text[0]) && starts((Str){s.text + digits, s.length - digits}, "年");
}

/* The length of a code or a number before a name: "208", "一、", "(一)", "1.", "(1)"; 0 when there is none. */
static size_t number_before(Str s) {
    size_t at = s.length && s.text[0] == '(', open = at;
    const Str rest = {s.text + at, s.length - at};
    size_t digits = chinese_digits(rest);
    const bool chinese = digits > 0;
    while (!chinese && digits < rest.length && is_digit(rest.text[digits]))
        digits++;
    at += digits;
    if (digits == 0 || at >= s.length || is_year(rest, digits))
        return 0;
    if (open)
        return s.text[at] == ')' ? at + 1 : 0;
    if (s.text[at] == FOLD_ITEM || s.text[at] == '.' || s.text[at] == ',')
        return at + 1;
    return chinese ? 0 : at;
}

Str fold_name(Arena *arena, Str name) {
    Str s = fold_str(arena, name);
    static const char *const before[] = {"其中:", "其中", "加:", "减:", "-"};
    for (bool again = true; again;) {
        size_t cut = number_before(s);
        for (size_t i = 0; cut == 0 && i < sizeof before / sizeof before[0]; i++)
            cut = starts(s, before[i]) ? strlen(before[i]) : 0;
        again = cut > 0 && cut < s.length;
        if (again)
            s = (Str){s.text + cut, s.length - cut};
    }
    return s;
}
