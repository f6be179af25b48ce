#include "app/batch_tell.h"

#include <stdio.h>
#include <unistd.h>

#include "app/say.h"
#include "base/clock.h"
#include "json/json_write.h"

#define SECOND         ((int64_t)1000000000)
#define TERMINAL_EVERY (SECOND / 4)
#define PLAIN_EVERY    (10 * SECOND)
#define JSON_EVERY     SECOND

static size_t settled(const BatchCounts *counts) { return counts->published + counts->kept + counts->failed; }

static void print(FILE *to, const Buf *text) {
    if (text->length && !buf_failed(text))
        fwrite(text->bytes, 1, text->length, to);
    fflush(to);
}

/* ---- how fast ------------------------------------------------------------------------------------------------- */

/* Reports in ten seconds; what was kept took no time to make. */
static int64_t rate(const BatchTeller *teller, int64_t now) {
    int64_t spent = now - teller->began, made = (int64_t)(teller->counts.published + teller->counts.failed);
    return spent > 0 ? made * 100 * (SECOND / 1000) / (spent / 100 + 1) : 0;
}

static void push_rate(Buf *out, int64_t tenths) {
    buf_int(out, tenths / 10);
    buf_char(out, '.');
    buf_int(out, tenths % 10);
}

static void push_time(Buf *out, int64_t seconds) {
    if (seconds >= 3600)
        buf_printf(out, "%lld:%02lld:%02lld", (long long)(seconds / 3600), (long long)(seconds / 60 % 60),
                   (long long)(seconds % 60));
    else
        buf_printf(out, "%lld:%02lld", (long long)(seconds / 60), (long long)(seconds % 60));
}

/* ---- lines ---------------------------------------------------------------------------------------------------- */

static void push_line(const BatchTeller *teller, int64_t now, Buf *out) {
    const BatchCounts *counts = &teller->counts;
    bool chinese = teller->language == LANGUAGE_ZH;
    int64_t tenths = rate(teller, now);
    size_t left = counts->reports - settled(counts);
    buf_printf(out, chinese ? "共 %zu 份，已写出 %zu，失败 %zu" : "%zu reports: %zu published, %zu failed",
               counts->reports, counts->published + counts->kept, counts->failed);
    if (tenths > 0 && left > 0) {
        buf_text(out, chinese ? "，每秒 " : ", ");
        push_rate(out, tenths);
        buf_text(out, chinese ? "，还需 " : " a second, ");
        push_time(out, (int64_t)left * 10 / tenths);
        buf_text(out, chinese ? "" : " left");
    }
}

static void wipe(const BatchTeller *teller) {
    if (teller->terminal)
        fputs("\r\033[K", stderr);
}

static void tell_line(BatchTeller *teller, int64_t now) {
    Buf line = {0};
    if (teller->terminal)
        buf_text(&line, "\r\033[K");
    push_line(teller, now, &line);
    if (!teller->terminal)
        buf_char(&line, '\n');
    print(stderr, &line);
    buf_free(&line);
}

/* ---- objects -------------------------------------------------------------------------------------------------- */

static void put_counts(const BatchCounts *counts, Buf *out) {
    buf_printf(out, ",\"reports\":%zu,\"published\":%zu,\"kept\":%zu,\"failed\":%zu", counts->reports,
               counts->published, counts->kept, counts->failed);
}

static void tell_object(const BatchTeller *teller, const char *event, int64_t now) {
    Buf out = {0};
    buf_printf(&out, "{\"event\":\"%s\"", event);
    put_counts(&teller->counts, &out);
    buf_printf(&out, ",\"milliseconds\":%lld}\n", (long long)((now - teller->began) / 1000000));
    print(stdout, &out);
    buf_free(&out);
}

static void tell_record(const BatchNews *news, Str record) {
    Buf out = {0};
    if (record.length < 2)
        return;
    buf_printf(&out, "{\"event\":\"report\",\"kept\":%s,", news->state == BATCH_KEPT ? "true" : "false");
    buf_push(&out, record.text + 1, record.length - 1);
    buf_char(&out, '\n');
    print(stdout, &out);
    buf_free(&out);
}

/* ---- the course of things ------------------------------------------------------------------------------------- */

void batch_tell_begin(BatchTeller *teller, const char *folder, size_t reports, size_t workers) {
    Buf out = {0};
    teller->terminal = !teller->json && isatty(STDERR_FILENO) == 1;
    teller->counts = (BatchCounts){.reports = reports};
    teller->began = teller->last = clock_steady();
    if (!teller->json)
        return;
    buf_text(&out, "{\"event\":\"begin\",\"version\":1,\"folder\":");
    json_quote(&out, str_from(folder));
    buf_printf(&out, ",\"reports\":%zu,\"workers\":%zu}\n", reports, workers);
    print(stdout, &out);
    buf_free(&out);
}

void batch_tell_report(BatchTeller *teller, const BatchNews *news, Str said, Str record) {
    teller->counts.published += news->state == BATCH_DONE ? 1 : 0;
    teller->counts.kept += news->state == BATCH_KEPT ? 1 : 0;
    teller->counts.failed += news->state == BATCH_FAILED || news->state == BATCH_REFUSED ? 1 : 0;
    if (said.length) {
        wipe(teller);
        fwrite(said.text, 1, said.length, stderr);
        fflush(stderr);
    }
    if (teller->json)
        tell_record(news, record);
}

void batch_tell_progress(BatchTeller *teller) {
    int64_t now = clock_steady();
    int64_t every = teller->json ? JSON_EVERY : teller->terminal ? TERMINAL_EVERY : PLAIN_EVERY;
    if (now - teller->last < every)
        return;
    teller->last = now;
    if (teller->json)
        tell_object(teller, "progress", now);
    else
        tell_line(teller, now);
}

/* The answer of the whole, to standard output. */
static void tell_answer(const BatchTeller *teller) {
    const BatchCounts *counts = &teller->counts;
    size_t missing = counts->reports - settled(counts);
    Buf out = {0};
    if (teller->language == LANGUAGE_ZH)
        buf_printf(&out, "共 %zu 份：写出 %zu，早已写出 %zu，失败 %zu，未做 %zu\n", counts->reports, counts->published,
                   counts->kept, counts->failed, missing);
    else
        buf_printf(&out, "%zu reports: %zu published, %zu published before, %zu failed, %zu not begun\n",
                   counts->reports, counts->published, counts->kept, counts->failed, missing);
    print(stdout, &out);
    buf_free(&out);
}

void batch_tell_end(BatchTeller *teller, ExitStatus status) {
    Buf out = {0};
    wipe(teller);
    if (!teller->json) {
        tell_answer(teller);
        return;
    }
    buf_text(&out, "{\"event\":\"end\"");
    put_counts(&teller->counts, &out);
    buf_printf(&out, ",\"status\":%d}\n", (int)status);
    print(stdout, &out);
    buf_free(&out);
}
