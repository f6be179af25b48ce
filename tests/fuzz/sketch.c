#include "sketch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OBJECTS_MAX 200
#define NUMBER_MAX  9999999
#define WORD_MAX    20

/* ---- files to begin with -------------------------------------------------------------------------------------- */

typedef struct Seed {
    const char *name, *path;
} Seed;

static const Seed seeds[] = {
    {"basic.pdf", VERIFY_SEEDS "/basic.pdf"},
    {"twice.pdf", VERIFY_SEEDS "/twice.pdf"},
    {"sm2.pdf", VERIFY_SEEDS "/sm2.pdf"},
    {"pss.pdf", VERIFY_SEEDS "/pss.pdf"},
    {"sealed.pdf", VERIFY_SEEDS "/sealed.pdf"},
    {"message.der", VERIFY_SEEDS "/message.der"},
    {"stamp.der", VERIFY_SEEDS "/stamp.der"},
    {"answer.tsr", SIGN_GROUND "/answer.tsr"},
    {"plain.pdf", SIGN_GROUND "/foreign/plain.pdf"},
    {"hybrid.pdf", SIGN_GROUND "/foreign/hybrid.pdf"},
};
#define SEED_COUNT (sizeof seeds / sizeof *seeds)

static Buf contents[SEED_COUNT];

static void forget_seeds(void) {
    for (size_t i = 0; i < SEED_COUNT; i++)
        buf_free(&contents[i]);
}

static void read_seed(size_t seed) {
    static bool any;
    FILE *file = fopen(seeds[seed].path, "rb");
    if (!file) {
        fprintf(stderr, "sketch: %s has not been made\n", seeds[seed].path);
        abort();
    }
    if (!any)
        atexit(forget_seeds);
    any = true;
    for (int c = getc(file); c != EOF; c = getc(file))
        buf_char(&contents[seed], (char)c);
    fclose(file);
}

static bool push_seed(Str name, Buf *out) {
    for (size_t i = 0; i < SEED_COUNT; i++)
        if (str_equals(name, seeds[i].name)) {
            if (!contents[i].length)
                read_seed(i);
            buf_push(out, contents[i].bytes, contents[i].length);
            return true;
        }
    return false;
}

/* ---- words of a line ------------------------------------------------------------------------------------------ */

static Str next_line(Str *rest) {
    Str line, tail;
    if (!str_split(*rest, '\n', &line, &tail)) {
        line = *rest;
        tail = (Str){rest->text + rest->length, 0};
    }
    *rest = tail;
    return line;
}

static Str next_word(Str *line) {
    Str word, tail;
    *line = str_trim(*line);
    if (!str_split(*line, ' ', &word, &tail)) {
        word = *line;
        tail = (Str){line->text + line->length, 0};
    }
    *line = tail;
    return word;
}

/* The number that begins a text, at most NUMBER_MAX; `fallback` if none does. */
static long number_of(Str text, long fallback) {
    long value = 0;
    size_t at = 0;
    for (; at < text.length && text.text[at] >= '0' && text.text[at] <= '9'; at++)
        value = value > NUMBER_MAX / 10 ? NUMBER_MAX : value * 10 + text.text[at] - '0';
    return at ? value : fallback;
}

/* What stands behind the last `mark` of a text; empty if it has none. */
static Str after_last(const Buf *text, size_t end, const char *mark) {
    const size_t length = strlen(mark);
    for (size_t at = end < length ? 0 : end - length + 1; at-- > 0;) /* the bytes move when more are added */
        if (memcmp(text->bytes + at, mark, length) == 0)
            return str_trim((Str){text->bytes + at + length, end - at - length});
    return (Str){"", 0};
}

/* ---- PDF ------------------------------------------------------------------------------------------------------ */

typedef struct Object {
    long number, generation;
    size_t offset;
} Object;

typedef struct Pdf {
    Buf *out;
    Object objects[OBJECTS_MAX]; /* since the last table */
    size_t count;
    long size;         /* one more than the highest number so far */
    const char *end;   /* of what is open */
    Buf body, entries; /* of a stream that is open */
    bool stream;
} Pdf;

static void begin_object(Pdf *pdf, long number, long generation) {
    if (pdf->count < OBJECTS_MAX)
        pdf->objects[pdf->count++] = (Object){number, generation, pdf->out->length};
    if (number >= pdf->size)
        pdf->size = number + 1;
    buf_printf(pdf->out, "%ld %ld obj\n", number, generation);
}

static void end_object(Pdf *pdf) {
    if (pdf->stream) {
        buf_text(pdf->out, "<<");
        buf_push(pdf->out, pdf->entries.bytes, pdf->entries.length);
        buf_printf(pdf->out, "/Length %zu>>\nstream\n", pdf->body.length);
        buf_push(pdf->out, pdf->body.bytes, pdf->body.length);
        buf_text(pdf->out, "\nendstream");
    }
    buf_text(pdf->out, pdf->end);
    buf_free(&pdf->body);
    buf_free(&pdf->entries);
    pdf->body = pdf->entries = (Buf){0};
    pdf->stream = false;
    pdf->end = "";
}

/* What a section says of the one before, taken from the bytes so far. */
static void push_trailer(Pdf *pdf, Str entries, size_t section) {
    const long root = number_of(after_last(pdf->out, section, "/Root"), -1);
    const long size = number_of(after_last(pdf->out, section, "/Size"), 0);
    const long prev = number_of(after_last(pdf->out, section, "startxref"), -1);
    buf_printf(pdf->out, "/Size %ld", size > pdf->size ? size : pdf->size);
    if (root >= 0 && !memmem(entries.text, entries.length, "/Root", 5))
        buf_printf(pdf->out, "/Root %ld 0 R", root);
    if (prev >= 0)
        buf_printf(pdf->out, "/Prev %ld", prev);
    buf_push(pdf->out, entries.text, entries.length);
}

static void push_end(Pdf *pdf, size_t section) {
    buf_printf(pdf->out, "\nstartxref\n%zu\n%%%%EOF\n", section);
    pdf->count = 0;
}

static void push_table(Pdf *pdf, Str entries) {
    const size_t section = pdf->out->length;
    buf_text(pdf->out, "xref\n0 1\n0000000000 65535 f \n");
    for (size_t i = 0; i < pdf->count; i++)
        buf_printf(pdf->out, "%ld 1\n%010zu %05ld n \n", pdf->objects[i].number, pdf->objects[i].offset,
                   pdf->objects[i].generation % 100000);
    buf_text(pdf->out, "trailer\n<<");
    push_trailer(pdf, entries, section);
    buf_text(pdf->out, ">>");
    push_end(pdf, section);
}

static void push_table_stream(Pdf *pdf, long number, Str entries) {
    const size_t section = pdf->out->length;
    begin_object(pdf, number, 0);
    buf_text(pdf->out, "<</Type/XRef/W[1 4 2]/Index[");
    for (size_t i = 0; i < pdf->count; i++)
        buf_printf(pdf->out, "%ld 1 ", pdf->objects[i].number);
    buf_printf(pdf->out, "]/Length %zu", pdf->count * 7);
    push_trailer(pdf, entries, section);
    buf_text(pdf->out, ">>\nstream\n");
    for (size_t i = 0; i < pdf->count; i++) {
        const Object *object = &pdf->objects[i];
        const char row[] = {1,
                            (char)(object->offset >> 24),
                            (char)(object->offset >> 16),
                            (char)(object->offset >> 8),
                            (char)object->offset,
                            (char)(object->generation >> 8),
                            (char)object->generation};
        buf_push(pdf->out, row, sizeof row);
    }
    buf_text(pdf->out, "\nendstream\nendobj");
    push_end(pdf, section);
}

static void put_over(Pdf *pdf, size_t offset, Str text) {
    for (size_t i = 0; i < text.length && offset + i < pdf->out->length; i++)
        pdf->out->bytes[offset + i] = text.text[i];
}

static void follow(Pdf *pdf, Str line) {
    const Str word = next_word(&line);
    end_object(pdf);
    if (str_equals(word, "@from") && pdf->out->length == 0) {
        push_seed(str_trim(line), pdf->out);
    } else if (str_equals(word, "@put")) {
        const size_t offset = (size_t)number_of(next_word(&line), 0);
        put_over(pdf, offset, line);
    } else if (str_equals(word, "@obj") || str_equals(word, "@stream")) {
        const long number = number_of(next_word(&line), 1);
        pdf->stream = word.text[1] == 's';
        begin_object(pdf, number, pdf->stream ? 0 : number_of(line, 0));
        if (pdf->stream)
            buf_push(&pdf->entries, line.text, line.length);
        pdf->end = "\nendobj\n";
    } else if (str_equals(word, "@xref")) {
        push_table(pdf, line);
    } else if (str_equals(word, "@xrefs")) {
        const long number = number_of(next_word(&line), 1);
        push_table_stream(pdf, number, line);
    }
}

bool sketch_pdf(Str text, Buf *out) {
    Pdf pdf = {.out = out, .end = ""};
    if (!text.length || text.text[0] != '@')
        return false;
    for (bool first = true; text.length; first = false) {
        const Str line = next_line(&text);
        if (first && !(line.length > 5 && memcmp(line.text, "@from", 5) == 0))
            buf_text(out, "%PDF-1.7\n");
        if (line.length && line.text[0] == '@') {
            follow(&pdf, line);
            continue;
        }
        Buf *body = pdf.stream ? &pdf.body : out;
        if (body->length && body->bytes[body->length - 1] != '\n')
            buf_char(body, '\n');
        buf_push(body, line.text, line.length);
    }
    end_object(&pdf);
    return true;
}

/* ---- DER ------------------------------------------------------------------------------------------------------ */

#define DER_DEPTH_MAX 40

/* A value of values that holds a place: where its length stands, how many bytes that takes, and how long it says. */
typedef struct Holder {
    size_t at, width, length;
} Holder;

/* The header at `at`: false if it is none, or of indefinite length, or says more than there is. */
static bool read_holder(const Buf *der, size_t at, size_t end, Holder *holder) {
    const unsigned char *bytes = (const unsigned char *)der->bytes;
    if (end - at < 2 || bytes[at + 1] == 0x80 || bytes[at + 1] > 0x84)
        return false;
    *holder = (Holder){at + 1, bytes[at + 1] < 0x80 ? 1 : bytes[at + 1] - 0x7FU, bytes[at + 1]};
    if (end - at < 1 + holder->width)
        return false;
    if (holder->width > 1)
        holder->length = 0;
    for (size_t i = 1; i < holder->width; i++)
        holder->length = holder->length << 8 | bytes[at + 1 + i];
    return holder->length <= end - at - 1 - holder->width;
}

/* Whether values stand within it: constructed, or an octet string, which often holds some. */
static bool is_holder(char tag) { return (tag & 0x20) || tag == 0x04; }

/* All that hold the place, from the outermost in. */
static size_t find_holders(const Buf *der, size_t place, Holder holders[DER_DEPTH_MAX]) {
    size_t count = 0, at = 0, end = der->length;
    while (count < DER_DEPTH_MAX && at < end && at <= place) {
        Holder holder;
        if (!read_holder(der, at, end, &holder))
            break;
        const size_t inside = holder.at + holder.width;
        if (place >= inside + holder.length) {
            at = inside + holder.length;
            continue;
        }
        if (place < inside)
            break;
        holders[count++] = holder;
        if (!is_holder(der->bytes[at]))
            break;
        end = inside + holder.length;
        at = inside;
    }
    return count;
}

static void splice(Buf *der, size_t at, size_t gone, Str with) {
    Buf made = {0};
    buf_push(&made, der->bytes, at);
    buf_push(&made, with.text, with.length);
    buf_push(&made, der->bytes + at + gone, der->length - at - gone);
    buf_free(der);
    *der = made;
}

/* From the innermost out, for a length that is written anew may be longer itself. */
static void set_lengths(Buf *der, const Holder *holders, size_t count, size_t more, size_t less) {
    while (count-- > 0) {
        const Holder *holder = &holders[count];
        const size_t length = holder->length + more > less ? holder->length + more - less : 0;
        const char wide[] = {(char)0x83, (char)(length >> 16), (char)(length >> 8), (char)length};
        const char narrow[] = {(char)length};
        const size_t skip = length < 0x80 ? 0 : length < 0x100 ? 2 : length < 0x10000 ? 1 : 0;
        char text[4];
        Str written = {narrow, 1};
        if (length >= 0x80) {
            memcpy(text, wide, sizeof wide);
            text[skip] = (char)(0x83 - skip);
            written = (Str){text + skip, sizeof wide - skip};
        }
        splice(der, holder->at, holder->width, written);
        more += written.length;
        less += holder->width;
    }
}

static void push_hex(Str hex, Buf *out) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i + 1 < hex.length; i += 2) {
        const char *high = memchr(digits, hex.text[i], 16), *low = memchr(digits, hex.text[i + 1], 16);
        if (high && low)
            buf_char(out, (char)((high - digits) << 4 | (low - digits)));
    }
}

static void change(Buf *der, Str line) {
    Holder holders[DER_DEPTH_MAX];
    Buf with = {0};
    size_t at = (size_t)number_of(next_word(&line), 0), gone = (size_t)number_of(next_word(&line), 0);
    at = at < der->length ? at : der->length;
    gone = gone < der->length - at ? gone : der->length - at;
    push_hex(str_trim(line), &with);
    const size_t count = find_holders(der, at, holders);
    splice(der, at, gone, (Str){with.bytes, with.length});
    set_lengths(der, holders, count, with.length, gone);
    buf_free(&with);
}

bool sketch_der(Str text, Buf *out) {
    if (!text.length || text.text[0] != '#')
        return false;
    Str line = next_line(&text);
    buf_text(out, "");
    push_seed(str_trim((Str){line.text + 1, line.length - 1}), out);
    while (text.length) {
        line = str_trim(next_line(&text));
        if (line.length)
            change(out, line);
    }
    return true;
}
