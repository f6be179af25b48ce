#include "app/say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Language say_language(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "zh", 2) == 0 ? LANGUAGE_ZH : LANGUAGE_EN;
    }
    return LANGUAGE_EN;
}

static void put(FILE *to, const Buf *text) {
    if (text->length)
        fwrite(text->bytes, 1, text->length, to);
}

void say_diags(const DiagList *diags, Language language) {
    Buf text = {0};
    diag_print_all(diags, language, &text);
    if (buf_failed(&text)) /* no memory even for the words */
        fprintf(stderr, "banxin: %s[MEMORY]: %s\n", language == LANGUAGE_ZH ? "错误" : "error",
                diag_code_message(DIAG_MEMORY, language));
    else
        put(stderr, &text);
    buf_free(&text);
}

void say_text(const Buf *text, Language language) {
    if (buf_failed(text))
        say_diags(NULL, language);
    put(stderr, text);
}

void say_written(Language language, const char *path, size_t pages) {
    Buf line = {0};
    if (language == LANGUAGE_ZH)
        buf_printf(&line, "已写出 %s（%zu 页）\n", path, pages);
    else
        buf_printf(&line, "written %s (%zu %s)\n", path, pages, pages == 1 ? "page" : "pages");
    put(stdout, &line);
    fflush(stdout);
    buf_free(&line);
}

void say_timings(const Timings *timings) {
    Buf text = {0};
    timings_print(timings, &text);
    put(stderr, &text);
    buf_free(&text);
}

bool say_answer(const Buf *answer) {
    put(stdout, answer);
    return say_heard() && !buf_failed(answer);
}

bool say_heard(void) { return fflush(stdout) == 0 && !ferror(stdout); }
