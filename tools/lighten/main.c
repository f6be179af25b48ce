/*
 * main: banxin-lighten [--tolerance N] SOURCE.otf TARGET.otf
 *
 * Part of the set-up: makes the lighter form of a face out of SOURCE, unless TARGET is that already. Exit status as
 * banxin's.
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
#define FACE_MAX      ((size_t)64 << 20)

typedef struct Order {
    const char *source, *target;
    int tolerance;
} Order;

static void usage(Language language) {
    const char *english = "usage: banxin-lighten [--tolerance N] SOURCE.otf TARGET.otf\n"
                          "  N: how far an outline may move, in hundredths of a thousandth of an em (1 to 1000, 200)\n";
    const char *chinese = "用法：banxin-lighten [--tolerance N] 源字体.otf 目标字体.otf\n"
                          "  N：轮廓允许的偏移，以 em 的十万分之一计（1 至 1000，默认 200）\n";
    fputs(language == LANGUAGE_ZH ? chinese : english, stderr);
}

static bool read_number(const char *text, int *number) {
    *number = 0;
    for (const char *at = text; *at; at++) {
        if (*at < '0' || *at > '9' || *number > TOLERANCE_MAX)
            return false;
        *number = *number * 10 + (*at - '0');
    }
    return *number >= 1 && *number <= TOLERANCE_MAX;
}

static bool read_order(int argc, char **argv, Order *order) {
    *order = (Order){.tolerance = TOLERANCE};
    int at = 1;
    if (argc > 2 && strcmp(argv[1], "--tolerance") == 0) {
        if (!read_number(argv[2], &order->tolerance))
            return false;
        at = 3;
    }
    if (argc != at + 2)
        return false;
    order->source = argv[at];
    order->target = argv[at + 1];
    return true;
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

static bool is_current(Arena *arena, const Order *order, Str source) {
    char *bytes;
    size_t length;
    DiagList *unheard = diag_list_new(); /* a target that cannot be read is not current */
    bool current = file_exists(order->target) && file_read(arena, order->target, FACE_MAX, &bytes, &length, unheard) &&
                   lighten_is_current((Str){bytes, length}, source, order->tolerance);
    diag_list_free(unheard);
    return current;
}

static void run(Arena *arena, const Order *order, DiagList *diags, Language language) {
    char *bytes;
    size_t length;
    FitTally tally = {0};
    Buf face = {0};
    if (!file_read(arena, order->source, FACE_MAX, &bytes, &length, diags) ||
        is_current(arena, order, (Str){bytes, length}))
        return;
    say_begin(order, language);
    LightenFault fault = lighten_face((Str){bytes, length}, order->tolerance, &face, &tally);
    if (fault != LIGHTEN_FINE)
        say_fault(diags, fault, order->source);
    else if (file_write(order->target, face.bytes, face.length, diags))
        say_tally(order, &tally, length, face.length, language);
    buf_free(&face);
}

int main(int argc, char **argv) {
    Language language = say_language();
    Order order;
    if (!read_order(argc, argv, &order)) {
        usage(language);
        return EXIT_USAGE;
    }
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    run(arena, &order, diags, language);
    say_diags(diags, language);
    ExitStatus status = exit_from_diags(diags);
    diag_list_free(diags);
    arena_free(arena);
    return (int)status;
}
