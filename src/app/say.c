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

void say(Language language, const char *english, const char *chinese, const char *text, size_t number) {
    Buf line = {0};
    for (const char *at = language == LANGUAGE_ZH ? chinese : english; *at;) {
        if (strncmp(at, "{0}", 3) == 0) {
            buf_text(&line, text);
            at += 3;
        } else if (strncmp(at, "{1}", 3) == 0) {
            buf_int(&line, (int64_t)number);
            at += 3;
        } else {
            buf_char(&line, *at++);
        }
    }
    buf_char(&line, '\n');
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
    return fflush(stdout) == 0 && !ferror(stdout) && !buf_failed(answer);
}
