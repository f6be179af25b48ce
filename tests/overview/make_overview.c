/*
 * make_overview FILE ROWS [zh]: an overview of so many made-up reports, some of whose names are hostile.
 *
 * Row i is called report-i.pdf, of organ "第 i 局"; every tenth failed, every 97th is missing. The first rows carry
 * what tries to become markup, script or an address.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "overview/overview.h"
#include "proof/proof.h"

static const char *const hostile[] = {
    "</script><script>document.title='broken'</script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "\"],[0,\"x\",\"javascript:alert(1)\"]",
    "reversed \u202e gnp.exe \u2066 end",
    "bad bytes \xff\xfe and \x01",
    "<!--<script>",
    "\\u003c/script> ${1} &lt;b&gt;",
};
#define HOSTILE (sizeof hostile / sizeof *hostile)

/* A cover: the page a report begins with, as it is drawn. */
static bool make_cover(Buf *base64) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    FontSet *fonts = font_set_new();
    Proof *proof = proof_new(fonts);
    PageList *list = page_list_make(arena);
    Page *page = page_list_add(list, (Size){595276, 841890});
    page_add_rule(list, page, 0, false, (Rule){{100000, 300000, 400000, 20000}, COLOR_RED});
    page_add_rule(list, page, 0, false, (Rule){{150000, 400000, 300000, 10000}, COLOR_BLACK});
    Buf bytes = {0};
    bool done = proof_thumbnail(proof, page, &bytes, diags);
    buf_base64(base64, (Str){bytes.bytes, bytes.length});
    buf_free(&bytes);
    proof_free(proof);
    font_set_free(fonts);
    diag_list_free(diags);
    arena_free(arena);
    return done;
}

static void add(int i, const Buf *cover, Buf *out) {
    char name[64], organ[64];
    snprintf(name, sizeof name, "report-%d.pdf", i);
    snprintf(organ, sizeof organ, "第 %d 局", i);
    OverviewState state = i % 97 == 96 ? OVERVIEW_MISSING : i % 10 == 9 ? OVERVIEW_FAILED : OVERVIEW_DONE;
    OverviewRow row = {
        .state = state,
        .name = name,
        .link = state == OVERVIEW_DONE ? name : NULL,
        .organ = (size_t)i < HOSTILE ? hostile[i] : organ,
        .form = i % 2 ? "hubei-2020" : "xinjiang-2020",
        .year = 2020 + i % 3,
        .pages = state == OVERVIEW_DONE ? 10 + i * 7919 % 101 : OVERVIEW_UNKNOWN,
        .size = state == OVERVIEW_DONE ? 100000 + i : OVERVIEW_UNKNOWN,
        .errors = i % 4 ? i % 3 : OVERVIEW_UNKNOWN,
        .warnings = i % 4 ? i % 5 : OVERVIEW_UNKNOWN,
        .notes = i % 4 ? 0 : OVERVIEW_UNKNOWN,
        .fault = state == OVERVIEW_FAILED ? "report.json:1:2: error[JSON_COMMA_MISSING]: a comma is missing" : NULL};
    if (state == OVERVIEW_DONE)
        row.cover = cover->bytes;
    if ((size_t)i < HOSTILE && row.link)
        row.link = hostile[i];
    overview_add(&row, out);
}

int main(int argc, char **argv) {
    Buf out = {0}, cover = {0};
    if (argc < 3 || !make_cover(&cover))
        return 2;
    OverviewHead head = {"<i>2020 & \"2021\"</i>", argc > 3 && strcmp(argv[3], "zh") == 0 ? LANGUAGE_ZH : LANGUAGE_EN};
    DiagList *diags = diag_list_new();
    overview_begin(&head, &out);
    for (int i = 0; i < atoi(argv[2]); i++)
        add(i, &cover, &out);
    overview_end(&out);
    bool done = !buf_failed(&out) && file_write(argv[1], out.bytes, out.length, diags);
    diag_list_free(diags);
    buf_free(&out);
    buf_free(&cover);
    return done ? 0 : 1;
}
