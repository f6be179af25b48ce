#include "prose/prose.h"

#include <stdlib.h>

#include "prose/audit.h"
#include "prose/words.h"

/* ---- reading -------------------------------------------------------------------------------------------- */

/* What the headings speak of: for each of side, source and kind the nearest that says something of it. */
static void read_headings(Audit *audit, const ProsePassage *passage, Plain *plain) {
    plain->heading = STR("");
    for (size_t i = passage->heading_count; i > 0; i--) {
        const Str heading = fold_name(audit->scratch, passage->headings[i - 1]);
        const Topic topic = topic_of_heading(heading);
        plain->heading = i == passage->heading_count ? heading : plain->heading;
        plain->side = plain->side ? plain->side : topic & TOPIC_SIDES;
        plain->source = plain->source ? plain->source : topic_sources(topic);
        plain->kind = plain->kind ? plain->kind : topic & TOPIC_KINDS;
    }
}

static bool same_headings(const ProsePassage *a, const ProsePassage *b) {
    return a->headings == b->headings && a->heading_count == b->heading_count;
}

static bool ends_open(const Folded *text) { return text->length > 0 && text->bytes[text->length - 1] == ':'; }

/* Numbers that the form filled in are known to be right, and mostly of which figure. */
static void mark_known(Audit *audit, const ProsePassage *passage, const Plain *plain) {
    size_t k = 0;
    for (size_t i = plain->first; i < plain->first + plain->count; i++) {
        Number *n = &audit->numbers.items[i];
        while (k < passage->known_count && passage->known[k].to <= n->at.from)
            k++;
        if (k == passage->known_count)
            break;
        if (passage->known[k].from >= n->at.to || passage->known[k].from > n->at.from)
            continue;
        n->known = true;
        n->figure = passage->known[k].figure < audit->book->figure_count ? passage->known[k].figure : PROSE_NO_FIGURE;
    }
}

static bool read_passages(Audit *audit) {
    const ProseBook *book = audit->book;
    audit->plains = ARENA_ARRAY(audit->scratch, Plain, book->passage_count + 1);
    for (size_t p = 0; audit->plains && p < book->passage_count; p++) {
        const ProsePassage *passage = &book->passages[p];
        Plain *plain = &audit->plains[p];
        if (p > 0 && same_headings(passage, passage - 1))
            *plain = audit->plains[p - 1];
        else
            read_headings(audit, passage, plain);
        plain->text = fold_text(audit->scratch, passage->text);
        plain->open = ends_open(&plain->text);
        plain->first = audit->numbers.count;
        if (!number_scan(&plain->text, p, &audit->numbers))
            return false;
        plain->count = audit->numbers.count - plain->first;
        mark_known(audit, passage, plain);
    }
    return !arena_failed(audit->scratch);
}

/* ---- handing out ---------------------------------------------------------------------------------------- */

static int compare_sizes(size_t a, size_t b) { return (a > b) - (a < b); }

/* In the order of the text, and of the rules for what stands at one place. */
static int compare_findings(const void *a, const void *b) {
    const ProseFinding *x = a, *y = b;
    int order = compare_sizes(x->at.passage, y->at.passage);
    order = order ? order : compare_sizes(x->at.from, y->at.from);
    order = order ? order : (int)x->rule - (int)y->rule;
    order = order ? order : compare_sizes(x->at.to, y->at.to);
    return order ? order : compare_sizes(x->span_count, y->span_count);
}

static void hand_numbers(Audit *audit, ProseFindings *out) {
    ProseNumber *numbers = ARENA_ARRAY(audit->out, ProseNumber, audit->numbers.count);
    out->numbers = numbers;
    for (size_t i = 0; numbers && i < audit->numbers.count; i++) {
        const Number *n = &audit->numbers.items[i];
        if (!n->spelled || n->checked)
            numbers[out->number_count++] = (ProseNumber){n->at, n->checked};
    }
}

static void hand_out(Audit *audit, ProseFindings *out) {
    if (audit->findings.count > 0)
        qsort(audit->findings.items, audit->findings.count, sizeof(ProseFinding), compare_findings);
    out->count = audit->findings.count;
    out->items = arena_copy(audit->out, audit->findings.items, out->count * sizeof(ProseFinding));
    hand_numbers(audit, out);
}

static bool check(Audit *audit) {
    static void (*const rules[])(Audit *) = {
        equations_check, amounts_check,  bodies_check, sums_check,  sections_check, shares_check,
        changes_check,   products_check, counts_check, lists_check, years_check,    tables_check,
    };
    if (!register_build(audit->scratch, audit->book, &audit->figures) || !read_passages(audit) || !clauses_read(audit))
        return false;
    respective_read(audit);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        rules[i](audit);
    return !arena_failed(audit->scratch) && !audit->findings.failed;
}

ProseFindings prose_audit(Arena *arena, const ProseBook *book) {
    ProseFindings out = {0};
    Audit audit = {.scratch = arena_new(), .out = arena, .book = book};
    if (check(&audit))
        hand_out(&audit, &out);
    else
        arena_fail(arena);
    if (arena_failed(arena))
        out = (ProseFindings){0};
    VEC_FREE(&audit.numbers);
    VEC_FREE(&audit.sentences);
    VEC_FREE(&audit.findings);
    arena_free(audit.scratch);
    return out;
}
