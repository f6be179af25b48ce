/*
 * main: banxin-lighten [--tolerance N] [--characters FACE] SOURCE TARGET
 *
 * Part of the set-up: makes the lighter form of a face out of SOURCE, unless TARGET is that already. SOURCE#2 is the
 * third face of a collection. Exit status as banxin's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/exit.h"
#include "app/say.h"
#include "base/file.h"
#include "lighten.h"

#define TOLERANCE     200 /* hundredths of a thousandth of an em */
#define TOLERANCE_MAX 1000
#define INDEX_MAX     99
#define FACE_MAX      ((size_t)64 << 20)

typedef struct Order {
    const char *source, *target, *characters; /* files; `characters` may be NULL */
    int index, tolerance;
} Order;

static void usage(Language language) {
    const char *english = "usage: banxin-lighten [--tolerance N] [--characters FACE] SOURCE TARGET\n"
                          "  N: how far an outline may move, in hundredths of a thousandth of an em (1 to 1000, 200)\n"
                          "  FACE: only its characters are kept\n"
                          "  SOURCE: an OpenType/CFF face; of a collection, FILE#2 is the third\n";
    const char *chinese = "用法：banxin-lighten [--tolerance N] [--characters 字体] 源字体 目标字体\n"
                          "  N：轮廓允许的偏移，以 em 的十万分之一计（1 至 1000，默认 200）\n"
                          "  --characters：只保留该字体所含的字符\n"
                          "  源字体：OpenType/CFF 字体；字体集写作 文件#2，指其中第三个\n";
    fputs(language == LANGUAGE_ZH ? chinese : english, stderr);
}

static bool read_number(const char *text, int most, int *number) {
    *number = 0;
    for (const char *at = text; *at; at++) {
        if (*at < '0' || *at > '9' || *number > most)
            return false;
        *number = *number * 10 + (*at - '0');
    }
    return *text && *number <= most;
}

/* Cuts "#2" off the source. */
static bool read_source(Arena *arena, const char *text, Order *order) {
    char *source = arena_strdup(arena, text), *mark = source ? strrchr(source, '#') : NULL;
    order->source = source;
    if (!mark)
        return source;
    *mark = '\0';
    return read_number(mark + 1, INDEX_MAX, &order->index);
}

static bool read_order(Arena *arena, int argc, char **argv, Order *order) {
    *order = (Order){.tolerance = TOLERANCE};
    int at = 1;
    for (; at + 1 < argc && strncmp(argv[at], "--", 2) == 0; at += 2) {
        if (strcmp(argv[at], "--characters") == 0)
            order->characters = argv[at + 1];
        else if (strcmp(argv[at], "--tolerance") != 0 || !read_number(argv[at + 1], TOLERANCE_MAX, &order->tolerance) ||
                 !order->tolerance)
            return false;
    }
    if (argc != at + 2 || !read_source(arena, argv[at], order))
        return false;
    order->target = argv[at + 1];
    return order->characters || order->index == 0;
}

static void say_fault(DiagList *diags, LightenFault fault, const char *source) {
    if (fault == LIGHTEN_NO_MEMORY)
        diag_ref(diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
    else if (fault == LIGHTEN_TOO_FAR)
        diag_ref(diags, DIAG_FONT_BAD, SOURCE_NONE,
                 DIAG_ARGS(source, DIAG_BOTH("an outline is too large", "轮廓过大")));
    else
        diag_ref(diags, DIAG_FONT_BAD, SOURCE_NONE,
                 DIAG_ARGS(source, DIAG_BOTH("not a whole OpenType/CFF face", "不是完整的 OpenType/CFF 字体")));
}

static int hundredths(double value) { return (int)(value * 100 + 0.5); }

static void say_tally(const Order *order, const FitTally *tally, size_t before, size_t after, Language language) {
    const Deviation *d = &tally->deviation;
    int most = hundredths(d->most), mean = d->points ? hundredths(d->sum / (double)d->points) : 0;
    const char *english =
        "%s: %zu KB instead of %zu, %zu outline pieces instead of %zu; moved by at most %d.%02d units, "
        "%d.%02d in the mean; %zu contours and %zu glyphs left alone\n";
    const char *chinese = "%s：%zu KB（原 %zu KB），轮廓段 %zu（原 %zu）；最大偏移 %d.%02d 单位，平均 %d.%02d；"
                          "%zu 条轮廓、%zu 个字形保持原样\n";
    printf(language == LANGUAGE_ZH ? chinese : english, file_name(order->target), after / 1000, before / 1000,
           tally->pieces_after, tally->pieces_before, most / 100, most % 100, mean / 100, mean % 100,
           tally->contours_kept, tally->glyphs_kept);
}

static void say_begin(const Order *order, Language language) {
    const char *chinese = "%s：正在重新拟合轮廓（仅此一次，约二十秒）……\n";
    const char *english = "%s: refitting the outlines, this once (some twenty seconds) ...\n";
    printf(language == LANGUAGE_ZH ? chinese : english, file_name(order->target));
    fflush(stdout);
}

static bool read_face(Arena *arena, const char *path, Str *face, DiagList *diags) {
    char *bytes;
    if (!file_read(arena, path, FACE_MAX, &bytes, &face->length, diags))
        return false;
    face->text = bytes;
    return true;
}

static bool is_current(Arena *arena, const char *target, const LightenOrder *work) {
    Str face;
    DiagList *unheard = diag_list_new(); /* a target that cannot be read is not current */
    bool current = file_exists(target) && read_face(arena, target, &face, unheard) && lighten_is_current(face, work);
    diag_list_free(unheard);
    return current;
}

static void run(Arena *arena, const Order *order, DiagList *diags, Language language) {
    LightenOrder work = {.index = order->index, .tolerance = order->tolerance};
    FitTally tally = {0};
    Buf face = {0};
    if (!read_face(arena, order->source, &work.source, diags) ||
        (order->characters && !read_face(arena, order->characters, &work.characters, diags)) ||
        is_current(arena, order->target, &work))
        return;
    say_begin(order, language);
    LightenFault fault = lighten_face(&work, &face, &tally);
    if (fault != LIGHTEN_FINE)
        say_fault(diags, fault, order->source);
    else if (file_write(order->target, face.bytes, face.length, diags))
        say_tally(order, &tally, work.source.length, face.length, language);
    buf_free(&face);
}

int main(int argc, char **argv) {
    Language language = say_language();
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Order order;
    ExitStatus status = EXIT_USAGE;
    if (read_order(arena, argc, argv, &order)) {
        run(arena, &order, diags, language);
        say_diags(diags, language);
        status = exit_from_diags(diags);
    } else {
        usage(language);
    }
    diag_list_free(diags);
    arena_free(arena);
    return (int)status;
}
