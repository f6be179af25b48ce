/*
 * bench/floor [REPORT] [--runs N]: what a report costs that is set in a process where all is prepared, beside the least
 * it could cost.
 *
 * The floor does what no program can leave out that makes this file with these libraries: it shapes the same strings
 * with the same faces, cuts the same glyphs out of faces prepared once (hb_subset_preprocess), compresses the same
 * streams as hard, and writes a file of the same bytes. It reads nothing, breaks no line, places nothing, makes no
 * table, no tag and no content. All of it is taken from the report's own pages and PDF (capture.h).
 *
 * Floor and report take turns, so that a machine that slows down slows both. CPU time; the least and the median of
 * all turns.
 */
#include <hb-subset.h>
#include <libdeflate.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/job.h"
#include "app/say.h"
#include "base/clock.h"
#include "base/file.h"
#include "capture.h"
#include "spread.h"

#define RUN_MAX    1000
#define GOAL_FLOOR 1.6
#define LEVEL_MAX  12
/* As a worker of a batch: what a report gives back is kept for the next. */
#define KEPT_MEMORY (64 << 20)

typedef enum FloorStage { FLOOR_SHAPE, FLOOR_CUT, FLOOR_DEFLATE, FLOOR_WRITE, FLOOR_STAGES } FloorStage;
static const char *const floor_names[FLOOR_STAGES] = {"shape the strings", "cut the faces", "compress the streams",
                                                      "write the file"};

typedef struct Floor {
    const Capture *capture;
    const char *path;
    hb_buffer_t *buffer;
    hb_face_t *prepared[FONT_FACE_MAX]; /* by set of the capture */
    struct libdeflate_compressor *compressors[LEVEL_MAX + 1];
    char *out; /* room for any stream, compressed */
    size_t room;
    size_t made; /* what the work gave, so that none of it can be left out */
} Floor;

/* ---- what is prepared once ---- */

/* The tables a PDF wants back, as pdf/subset.c names them. */
static hb_blob_t *bare_table(hb_face_t *bare, hb_tag_t tag, void *face) {
    static const char wanted[] = "head hhea hmtx maxp glyf loca CFF ";
    char name[5] = {0};
    (void)bare;
    hb_tag_to_string(tag, name);
    return strstr(wanted, name) ? hb_face_reference_table(face, tag) : hb_blob_get_empty();
}

static bool floor_open(Floor *floor, const Capture *capture, const char *path) {
    *floor = (Floor){.capture = capture, .path = path, .buffer = hb_buffer_create()};
    for (size_t i = 0; i < capture->sets.count; i++) {
        hb_face_t *bare = hb_face_create_for_tables(bare_table, capture->sets.items[i].face->face, /*destroy*/ NULL);
        floor->prepared[i] = hb_subset_preprocess(bare);
        hb_face_destroy(bare);
    }
    for (int level = 1; level <= LEVEL_MAX; level++)
        floor->compressors[level] = libdeflate_alloc_compressor(level);
    for (size_t i = 0; i < capture->streams.count; i++) {
        const size_t bound = libdeflate_zlib_compress_bound(NULL, capture->streams.items[i].length);
        floor->room = bound > floor->room ? bound : floor->room;
    }
    floor->out = malloc(floor->room);
    return floor->out != NULL;
}

static void floor_close(Floor *floor) {
    for (size_t i = 0; i < floor->capture->sets.count; i++)
        hb_face_destroy(floor->prepared[i]);
    for (int level = 1; level <= LEVEL_MAX; level++)
        libdeflate_free_compressor(floor->compressors[level]);
    hb_buffer_destroy(floor->buffer);
    free(floor->out);
}

/* ---- the stages ---- */

static void shape_all(Floor *floor) {
    const hb_language_t chinese = hb_language_from_string("zh-Hans", -1);
    for (size_t i = 0; i < floor->capture->strings.count; i++) {
        const CaptureString *string = &floor->capture->strings.items[i];
        hb_buffer_clear_contents(floor->buffer);
        hb_buffer_set_direction(floor->buffer, HB_DIRECTION_LTR);
        hb_buffer_set_script(floor->buffer, string->han ? HB_SCRIPT_HAN : HB_SCRIPT_LATIN);
        hb_buffer_set_language(floor->buffer, chinese);
        hb_buffer_add_utf8(floor->buffer, string->text, (int)string->length, 0, (int)string->length);
        hb_shape(string->face->font, floor->buffer, NULL, 0);
        floor->made += hb_buffer_get_length(floor->buffer);
    }
}

static void cut_one(Floor *floor, size_t index) {
    const CaptureSet *set = &floor->capture->sets.items[index];
    const bool truetype = set->face->outlines == FONT_TRUETYPE;
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_set(hb_subset_input_glyph_set(input), set->glyphs);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE |
                                         HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_face_t *cut = hb_subset_or_fail(floor->prepared[index], input);
    hb_blob_t *blob = truetype ? hb_face_reference_blob(cut) : hb_face_reference_table(cut, HB_TAG('C', 'F', 'F', ' '));
    floor->made += hb_blob_get_length(blob);
    hb_blob_destroy(blob);
    hb_face_destroy(cut);
    hb_subset_input_destroy(input);
}

static void cut_all(Floor *floor) {
    for (size_t i = 0; i < floor->capture->sets.count; i++)
        cut_one(floor, i);
}

static void compress_all(Floor *floor) {
    for (size_t i = 0; i < floor->capture->streams.count; i++) {
        const CaptureStream *stream = &floor->capture->streams.items[i];
        floor->made += libdeflate_zlib_compress(floor->compressors[stream->level], stream->bytes, stream->length,
                                                floor->out, floor->room);
    }
}

static void write_all(Floor *floor) {
    floor->made += file_write(floor->path, floor->capture->pdf, floor->capture->pdf_length, /*diags*/ NULL);
}

static void (*const floor_work[FLOOR_STAGES])(Floor *) = {shape_all, cut_all, compress_all, write_all};

/* ---- turn and turn about ---- */

/* Milliseconds by turn; the last row is all of it. */
typedef struct Turns {
    double floor[FLOOR_STAGES + 1][RUN_MAX];
    double warm[STAGE_COUNT][RUN_MAX];
} Turns;

static void turn_floor(Floor *floor, Turns *turns, size_t turn) {
    double sum = 0;
    for (int stage = 0; stage < FLOOR_STAGES; stage++) {
        const int64_t from = clock_cpu();
        floor_work[stage](floor);
        turns->floor[stage][turn] = (double)(clock_cpu() - from) / 1e6;
        sum += turns->floor[stage][turn];
    }
    turns->floor[FLOOR_STAGES][turn] = sum;
}

static bool turn_warm(const Job *job, const Setting *setting, Timings *timings, Turns *turns, size_t turn) {
    DiagList *diags = diag_list_new();
    JobResult result = {0};
    *timings = (Timings){0};
    const int64_t from = clock_cpu();
    const bool done = job_run(job, setting->workshop, say_language(), timings, &result, diags);
    timings_add(timings, STAGE_TOTAL, from);
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        turns->warm[stage][turn] = (double)timings->spent[stage] / 1e6;
    if (!done)
        say_diags(diags, say_language());
    job_result_free(&result);
    diag_list_free(diags);
    return done;
}

static bool take_turns(Floor *floor, const Job *job, Setting *setting, Turns *turns, size_t runs) {
    bool done = true;
    for (size_t turn = 0; done && turn < runs; turn++) {
        turn_floor(floor, turns, turn);
        done = turn_warm(job, setting, &setting->timings, turns, turn);
    }
    return done;
}

/* ---- what is told ---- */

static double print_line(const char *name, double *values, size_t runs) {
    printf("  %-22s", name);
    const double middle = spread_print(values, runs);
    printf("\n");
    return middle;
}

static void print_all(const Capture *capture, Turns *turns, size_t runs) {
    printf("%zu strings of %zu bytes, %zu faces of %zu glyphs, %zu streams, %zu bytes of PDF\n", capture->strings.count,
           capture->text_bytes, capture->sets.count, capture->glyphs, capture->streams.count, capture->pdf_length);
    printf("\nCPU ms: median, least .. most of %zu turns\nfloor\n", runs);
    for (int stage = 0; stage < FLOOR_STAGES; stage++)
        print_line(floor_names[stage], turns->floor[stage], runs);
    const double floor = print_line("all of it", turns->floor[FLOOR_STAGES], runs);
    printf("banxin, one report more\n");
    double warm = 0;
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        if (spread_median(turns->warm[stage], runs) > 0)
            warm = print_line(timings_name(stage), turns->warm[stage], runs);
    printf("\nGoal\n");
    goal_print("median, of the floor's", warm / floor, GOAL_FLOOR, "x");
    goal_print("least, of the floor's", turns->warm[STAGE_TOTAL][0] / turns->floor[FLOOR_STAGES][0], GOAL_FLOOR, "x");
}

static bool measure(const Job *job, Setting *setting, size_t runs) {
    static Turns turns;
    Capture capture = {0};
    Floor floor;
    if (!turn_warm(job, setting, &setting->timings, &turns, 0) || !capture_make(&capture, setting, job->output))
        return false;
    const bool done = floor_open(&floor, &capture, job->output) && take_turns(&floor, job, setting, &turns, runs);
    if (done)
        print_all(&capture, &turns, runs);
    floor_close(&floor);
    capture_free(&capture);
    return done;
}

static bool measure_report(const char *report, size_t runs) {
    char path[] = "/tmp/banxin-floor-XXXXXX";
    const int file = mkstemp(path);
    Setting setting;
    const Job job = {.report = report, .output = path, .promise = {.conformance = PDF_A_3A}, .alone = true};
    const bool done = file >= 0 && setting_open(&setting, report) && measure(&job, &setting, runs);
    if (file >= 0) {
        close(file);
        unlink(path);
        setting_close(&setting);
    }
    return done;
}

int main(int argc, char **argv) {
    const char *report = SOURCE_DIR "/input/xinjiang-social-insurance-2020.json";
    long runs = 41;
    bool understood = true;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--runs") == 0 && i + 1 < argc)
            runs = strtol(argv[++i], NULL, 10);
        else if (*argv[i] != '-')
            report = argv[i];
        else
            understood = false;
    }
    if (!understood || runs < 1 || runs > RUN_MAX) {
        fputs("usage: floor [REPORT] [--runs N]\n  --runs N  turns (1 to 1000; otherwise 41)\n", stderr);
        return 2;
    }
    mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
    mallopt(M_MMAP_THRESHOLD, KEPT_MEMORY);
    return measure_report(report, (size_t)runs) ? 0 : 1;
}
