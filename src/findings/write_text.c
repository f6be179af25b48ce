/* As a compiler tells its errors: a line with the place, then what belongs to it, indented. */
#include "findings/words.h"
#include "findings/write.h"

typedef struct TextWriter {
    const Review *review;
    Language language;
    Buf *out;
} TextWriter;

static void push_word(TextWriter *writer, Word id) { buf_text(writer->out, word(id, writer->language)); }

/* A text that has several lines goes on in the one. */
static void push_line_of(TextWriter *writer, Str text) {
    Str line, rest;
    while (str_split(text, '\n', &line, &rest)) {
        diag_push(line, writer->out);
        buf_char(writer->out, ' ');
        text = rest;
    }
    diag_push(text, writer->out);
}

static void push_text(TextWriter *writer, const char *text) { push_line_of(writer, diag_half(text, writer->language)); }

/* In brackets: what is known of a pointer and a page, or of a place and a page. */
static void push_where(TextWriter *writer, const Place *place, const char *pointer, int page) {
    bool placed = place && place->file, pointed = pointer && *pointer, paged = page_known(writer->review, page);
    if (!placed && !pointed && !paged)
        return;
    push_word(writer, WORD_OPEN);
    if (placed)
        diag_push_place(place, writer->out);
    if (pointed)
        diag_push(str_from(pointer), writer->out);
    if ((placed || pointed) && paged)
        push_word(writer, WORD_COMMA);
    page_push(writer->review, page, writer->language, writer->out);
    push_word(writer, WORD_CLOSE);
}

static void push_head(TextWriter *writer, const ReviewItem *item) {
    const Finding *finding = item->finding;
    diag_push_place(&item->place, writer->out);
    buf_printf(writer->out, ": %s[",
               finding->reason ? word(WORD_ACCEPTED, writer->language)
                               : severity_word(finding->severity, writer->language));
    push_text(writer, finding->rule);
    buf_text(writer->out, "]: ");
    push_line_of(writer, finding_text(finding, writer->language));
    push_where(writer, NULL, item->place.pointer, finding->page);
    buf_char(writer->out, '\n');
}

static void push_value(TextWriter *writer, const char *name, const char *value) {
    push_text(writer, name);
    if (!value)
        return;
    push_word(writer, WORD_COLON);
    if (*value)
        push_text(writer, value);
    else
        push_word(writer, WORD_BLANK);
}

static void push_place(TextWriter *writer, const FindingPlace *place) {
    Place at = review_place(writer->review, place->source);
    buf_text(writer->out, "        ");
    push_value(writer, place->name ? place->name : at.pointer, place->value);
    push_where(writer, &at, NULL, place->page);
    buf_char(writer->out, '\n');
}

static void push_side(TextWriter *writer, const FindingSide *side) {
    buf_text(writer->out, "    ");
    push_value(writer, side->label, side->value);
    buf_char(writer->out, '\n');
    for (size_t i = 0; i < side->place_count; i++)
        push_place(writer, &side->places[i]);
}

static void push_line(TextWriter *writer, Word name, const char *text, const Place *place) {
    buf_text(writer->out, "    ");
    push_word(writer, name);
    push_word(writer, WORD_COLON);
    push_text(writer, text);
    push_where(writer, place, NULL, FINDING_NO_PAGE);
    buf_char(writer->out, '\n');
}

static void push_finding(TextWriter *writer, const ReviewItem *item) {
    const Finding *finding = item->finding;
    push_head(writer, item);
    for (size_t i = 0; i < finding->side_count; i++)
        push_side(writer, &finding->sides[i]);
    if (finding->difference)
        push_line(writer, WORD_DIFFERENCE, finding->difference, NULL);
    if (finding->reason) {
        Place accepted = review_place(writer->review, finding->accepted);
        push_line(writer, WORD_REASON, finding->reason, &accepted);
    }
}

void write_text_report(const Review *review, Language language, Buf *out) {
    TextWriter writer = {review, language, out};
    for (size_t i = 0; i < review->count; i++)
        push_finding(&writer, &review->items[i]);
}

static void report(const Review *review, size_t number, Language language, Piece *piece) {
    (void)number;
    write_text_report(review, language, &piece->body);
    if (review->checked)
        return;
    diag_push(str_from(review->file), &piece->body);
    buf_printf(&piece->body, ": %s\n", word(WORD_UNCHECKED, language));
}

static void whole(const Tally *tally, const Piece *pieces, Language language, Buf *out) {
    buf_push(out, pieces->body.bytes, pieces->body.length);
    tally_push(tally, language, out);
    buf_text(out, language == LANGUAGE_ZH ? "。\n" : ".\n");
}

const FindingWriter write_text = {"text", report, whole};
