/*
 * mutants REPORT FORM LIST [--every N] [--prose] [--update] [--missed]: a consistent report with one number changed at
 * a time.
 *
 * Every number of the file is changed by ±0.01 (counts and years by one), by each pair of its digits changing places,
 * and by changes nobody could overlook; the report is read and audited anew each time. A change is found when a
 * finding comes that was not there before and one of its places is the changed cell, field or text. A number whose
 * changes bring no finding at all takes part in no relation; one whose small changes do not is only bounded. LIST
 * names these, so that a relation that is lost shows.
 *
 * Fails when a change of a number that takes part goes unnoticed, or is found without the number being named; of the
 * prose 95 of 100 must be found. --every N looks at every N-th number alone (and asks no rate of the prose), --prose
 * at none but those in prose; --update writes the list, --missed says which changes were missed.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "figures/audit.h"
#include "numbers.h"

#define PROSE_LEAST 95 /* of 100 changes */

/* What came of a number's changes. */
typedef struct Fate {
    size_t changes, found; /* small ones */
    size_t unnamed;        /* of all: there was a finding, and it named something else */
    bool far;              /* a great change was found */
    bool looked_at;
} Fate;

typedef struct Options {
    const char *report, *form, *list;
    size_t every;
    bool prose, update, missed;
} Options;

typedef struct Trial {
    const Options *options;
    const Form *form;
    Str bytes; /* of the report as it is */
    char *changed;
    const char **known; /* its findings, sorted */
    size_t known_count;
    Numbers numbers;
    Fate *fates;
} Trial;

/* ---- findings ------------------------------------------------------------------------------------------------- */

static const char *pointer_of(Arena *arena, SourceRef ref) {
    Place place = {0};
    if (ref.map)
        ref.map->locate(ref, arena, &place);
    return place.pointer ? place.pointer : "";
}

/* A finding as one text, the same for the same finding. */
static const char *signature(Arena *arena, const Finding *finding) {
    const char *text = arena_printf(arena, "%s|%s|%s", finding->rule, finding->message ? finding->message : "",
                                    pointer_of(arena, finding->source));
    for (size_t i = 0; text && i < finding->side_count; i++)
        text = arena_printf(arena, "%s|%s", text, finding->sides[i].value ? finding->sides[i].value : "");
    return text ? text : "";
}

static bool names(Arena *arena, const Finding *finding, const char *pointer) {
    if (strcmp(pointer_of(arena, finding->source), pointer) == 0)
        return true;
    for (size_t i = 0; i < finding->side_count; i++)
        for (size_t j = 0; j < finding->sides[i].place_count; j++)
            if (strcmp(pointer_of(arena, finding->sides[i].places[j].source), pointer) == 0)
                return true;
    return false;
}

static int compare_texts(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static bool is_known(const Trial *trial, const char *text) {
    return trial->known_count > 0 &&
           bsearch(&text, trial->known, trial->known_count, sizeof *trial->known, compare_texts) != NULL;
}

static FindingList *audit(const Trial *trial, Arena *arena, const char *bytes, size_t length, const Report **report) {
    DiagList *diags = diag_list_new();
    FindingList *findings = finding_list_new();
    const JsonDoc *doc = json_doc_parse(arena, trial->options->report, bytes, length, diags);
    *report = doc ? report_read(arena, doc, trial->form, diags) : NULL;
    if (*report && !audit_report(arena, *report, findings, diags))
        abort();
    diag_list_free(diags);
    return findings;
}

/* ---- changes -------------------------------------------------------------------------------------------------- */

typedef enum Outcome { OUTCOME_NONE, OUTCOME_UNNAMED, OUTCOME_FOUND, OUTCOME_UNREADABLE } Outcome;

static Outcome outcome_of(const Trial *trial, const Number *number, const char *bytes, size_t length) {
    Arena *arena = arena_new();
    const Report *report;
    FindingList *findings = audit(trial, arena, bytes, length, &report);
    Outcome outcome = report ? OUTCOME_NONE : OUTCOME_UNREADABLE;
    for (size_t i = 0; report && i < finding_count(findings) && outcome != OUTCOME_FOUND; i++) {
        const Finding *finding = finding_at(findings, i);
        if (!is_known(trial, signature(arena, finding)))
            outcome = names(arena, finding, number->pointer) ? OUTCOME_FOUND : OUTCOME_UNNAMED;
    }
    finding_list_free(findings);
    arena_free(arena);
    return outcome;
}

static size_t splice(Trial *trial, const Number *number, const char *digits) {
    size_t length = strlen(digits), after = number->at + number->length;
    memcpy(trial->changed, trial->bytes.text, number->at);
    memcpy(trial->changed + number->at, digits, length);
    memcpy(trial->changed + number->at + length, trial->bytes.text + after, trial->bytes.length - after);
    return trial->bytes.length - number->length + length;
}

static Str digits_of(const Trial *trial, const Number *number) {
    return (Str){trial->bytes.text + number->at, number->length};
}

static void say_missed(const Trial *trial, const Number *number, const char *digits, Outcome outcome) {
    Str was = digits_of(trial, number);
    const char *bytes = trial->bytes.text;
    size_t from = number->at, to = number->at + number->length;
    while (number->at - from < 60 && bytes[from - 1] != '"')
        from--;
    while (to - number->at < 60 && bytes[to] != '"')
        to++;
    while (((unsigned char)bytes[from] & 0xC0) == 0x80)
        from++;
    while (((unsigned char)bytes[to] & 0xC0) == 0x80)
        to++;
    printf("%s %s #%zu %.*s > %s: …%.*s…\n", outcome == OUTCOME_UNNAMED ? "unnamed" : "missed", number->pointer,
           number->count, (int)was.length, was.text, digits, (int)(to - from), bytes + from);
}

static void count(Trial *trial, const Number *number, Fate *fate, int change, const char *digits) {
    Outcome outcome = outcome_of(trial, number, trial->changed, splice(trial, number, digits));
    if (outcome == OUTCOME_UNREADABLE)
        return;
    fate->unnamed += outcome == OUTCOME_UNNAMED;
    if (change == CHANGE_MUCH || change == CHANGE_NOUGHT) {
        fate->far |= outcome == OUTCOME_FOUND;
        return;
    }
    fate->changes++;
    fate->found += outcome == OUTCOME_FOUND;
    if (outcome != OUTCOME_FOUND && trial->options->missed)
        say_missed(trial, number, digits, outcome);
}

/* A field of the data may well have a bound on one side. */
static const char *standing(const Fate *fate, bool field) {
    if (!fate->far && fate->found == 0)
        return fate->unnamed > 0 ? "unnamed" : "none";
    return fate->found == 0 || (field && fate->found < fate->changes) ? "bounded" : NULL;
}

static void change_all(Trial *trial, size_t i) {
    const Number *number = &trial->numbers.items[i];
    Arena *arena = arena_new();
    trial->fates[i].looked_at = true;
    for (int change = 0; !number_changes_end(digits_of(trial, number), change); change++) {
        const char *digits;
        if (change == CHANGE_SWAP && !trial->fates[i].far && trial->fates[i].found == 0)
            break; /* neither great nor small changes were found: nor will be others */
        if (number_changed(arena, number, digits_of(trial, number), change, &digits))
            count(trial, number, &trial->fates[i], change, digits);
    }
    arena_free(arena);
}

/* ---- the list ------------------------------------------------------------------------------------------------- */

/* "none /data/staff/0 #2 16"; NULL for a number that takes part. */
static const char *line_of(const Trial *trial, Arena *arena, size_t i) {
    const Number *number = &trial->numbers.items[i];
    const char *how = trial->fates[i].looked_at ? standing(&trial->fates[i], number->sort == NUMBER_FIELD) : NULL;
    Str digits = digits_of(trial, number);
    if (!how)
        return NULL;
    if (number->sort == NUMBER_PROSE)
        return arena_printf(arena, "%s %s #%zu %.*s", how, number->pointer, number->count, (int)digits.length,
                            digits.text);
    return arena_printf(arena, "%s %s %.*s", how, number->pointer, (int)digits.length, digits.text);
}

static bool update_list(const Trial *trial, Arena *arena) {
    FILE *file = fopen(trial->options->list, "wb");
    for (size_t i = 0; file && i < trial->numbers.count; i++) {
        const char *line = line_of(trial, arena, i);
        if (line)
            fprintf(file, "%s\n", line);
    }
    return file && fclose(file) == 0;
}

/* Takes the line out of the list; false when it is not there. */
static bool strike(char *list, const char *line) {
    size_t length = strlen(line);
    for (char *at = list; (at = strstr(at, line)) != NULL; at += length) {
        if ((at == list || at[-1] == '\n') && at[length] == '\n') {
            memset(at, '\t', length);
            return true;
        }
    }
    return false;
}

/* With --every only the numbers that were looked at are compared. */
static bool list_holds(const Trial *trial, Arena *arena) {
    DiagList *diags = diag_list_new();
    char *list = NULL;
    size_t length;
    bool holds = file_read(arena, trial->options->list, JSON_MAX_BYTES, &list, &length, diags);
    for (size_t i = 0; list && i < trial->numbers.count; i++) {
        const char *line = line_of(trial, arena, i);
        if (line && !strike(list, line)) {
            printf("no longer checked: %s\n", line);
            holds = false;
        }
    }
    for (char *line = list; list && trial->options->every == 1 && (line = strsep(&list, "\n")) != NULL;)
        if (*line && *line != '\t') {
            printf("now checked, or gone: %s\n", line);
            holds &= strchr(line, '#') != NULL; /* prose that is read better is none the worse */
        }
    diag_list_free(diags);
    return holds;
}

/* ---- the count ------------------------------------------------------------------------------------------------ */

typedef struct Count {
    size_t numbers, none, bounded, changes, found, unnamed;
} Count;

static Count count_of(const Trial *trial, NumberSort sort) {
    Count sum = {0};
    for (size_t i = 0; i < trial->numbers.count; i++) {
        const Fate *fate = &trial->fates[i];
        if (trial->numbers.items[i].sort != sort || !fate->looked_at)
            continue;
        const char *how = standing(fate, sort == NUMBER_FIELD);
        sum.numbers++;
        sum.unnamed += fate->unnamed;
        sum.none += how && strcmp(how, "bounded") != 0;
        sum.bounded += how && strcmp(how, "bounded") == 0;
        if (how)
            continue;
        sum.changes += fate->changes;
        sum.found += fate->found;
    }
    return sum;
}

/* In hundredths of a per cent, rounded down. */
static size_t rate(size_t part, size_t whole) { return whole ? part * 10000 / whole : 10000; }

static bool say_count(const Trial *trial, NumberSort sort) {
    static const char *const what[] = {"cells of tables", "fields of data", "numbers in prose"};
    Count sum = count_of(trial, sort);
    size_t per = rate(sum.found, sum.changes), least = sort == NUMBER_PROSE ? PROSE_LEAST * 100 : 10000;
    bool few = sort == NUMBER_PROSE && trial->options->every > 1; /* a sample's rate says little */
    bool good = (few || per >= least) && (sort == NUMBER_PROSE || sum.unnamed == 0);
    printf("%-16s %5zu; in no relation %4zu, only bounded %3zu; of the others %5zu changes, found %5zu = %zu.%02zu %%",
           what[sort], sum.numbers, sum.none, sum.bounded, sum.changes, sum.found, per / 100, per % 100);
    printf("; not named %zu%s\n", sum.unnamed, good ? "" : "  FAILED");
    return good;
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static bool say_known(const Trial *trial, Arena *arena, FindingList *findings) {
    bool errors = false;
    for (size_t i = 0; i < finding_count(findings); i++) {
        const Finding *finding = finding_at(findings, i);
        Str text = diag_half(finding->message, LANGUAGE_ZH);
        errors |= finding->severity == FINDING_ERROR;
        if (trial->options->missed || finding->severity == FINDING_ERROR)
            printf("unchanged, it has: %s %s %.*s\n", finding->rule, pointer_of(arena, finding->source),
                   (int)text.length, text.text);
    }
    printf("%zu findings of the report as it is\n", finding_count(findings));
    return !errors;
}

static bool prepare(Trial *trial, Arena *arena, bool *good) {
    const Report *report;
    FindingList *findings = audit(trial, arena, trial->bytes.text, trial->bytes.length, &report);
    trial->known_count = finding_count(findings);
    trial->known = ARENA_ARRAY(arena, const char *, trial->known_count);
    for (size_t i = 0; i < trial->known_count; i++)
        trial->known[i] = signature(arena, finding_at(findings, i));
    qsort(trial->known, trial->known_count, sizeof *trial->known, compare_texts);
    *good = report && say_known(trial, arena, findings);
    trial->numbers = report ? numbers_of(arena, report) : (Numbers){0};
    trial->fates = ARENA_ARRAY(arena, Fate, trial->numbers.count);
    finding_list_free(findings);
    return trial->numbers.count > 0 && trial->fates;
}

static bool run(Trial *trial, Arena *arena) {
    bool good;
    if (!prepare(trial, arena, &good))
        return false;
    for (size_t i = 0; i < trial->numbers.count; i += trial->options->every)
        if (!trial->options->prose || trial->numbers.items[i].sort == NUMBER_PROSE)
            change_all(trial, i);
    for (int sort = 0; sort < NUMBER_SORTS; sort++)
        good &= say_count(trial, (NumberSort)sort);
    return (trial->options->update ? update_list(trial, arena) : list_holds(trial, arena)) && good;
}

static int run_with(const Options *options) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    char *bytes;
    size_t length;
    Trial trial = {.options = options, .form = form_read(arena, options->form, diags)};
    bool good = trial.form && file_read(arena, options->report, JSON_MAX_BYTES, &bytes, &length, diags);
    trial.bytes = good ? (Str){bytes, length} : (Str){"", 0};
    trial.changed = good ? arena_alloc(arena, length + 64) : NULL;
    good = trial.changed && run(&trial, arena);
    Buf said = {0};
    diag_print_all(diags, LANGUAGE_EN, &said);
    fprintf(stderr, "%.*s", (int)said.length, said.bytes ? said.bytes : "");
    buf_free(&said);
    diag_list_free(diags);
    arena_free(arena);
    return good ? 0 : 1;
}

int main(int argc, char **argv) {
    Options options = {.every = 1};
    if (argc < 4) {
        fputs("usage: mutants REPORT FORM LIST [--every N] [--prose] [--update] [--missed]\n", stderr);
        return 2;
    }
    options.report = argv[1];
    options.form = argv[2];
    options.list = argv[3];
    for (int i = 4; i < argc; i++) {
        options.prose |= strcmp(argv[i], "--prose") == 0;
        options.update |= strcmp(argv[i], "--update") == 0;
        options.missed |= strcmp(argv[i], "--missed") == 0;
        if (strcmp(argv[i], "--every") == 0 && i + 1 < argc)
            options.every = strtoul(argv[++i], NULL, 10);
    }
    return options.every > 0 ? run_with(&options) : 2;
}
