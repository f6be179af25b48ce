#include "compose/composer.h"

Str composer_take_text(Composer *composer) {
    size_t length = composer->text.length;
    if (buf_failed(&composer->text))
        arena_fail(composer->arena);
    char *copy = length ? arena_strndup(composer->arena, composer->text.bytes, length) : NULL;
    composer->text.length = 0;
    return copy ? (Str){copy, length} : (Str){"", 0};
}

size_t composer_errors(const Composer *composer) { return diag_count_at_least(composer->diags, SEVERITY_ERROR); }

void composer_not_made(Composer *composer, size_t errors) {
    if (composer_errors(composer) == errors)
        arena_fail(composer->arena);
}

FontRole composer_role(const Composer *composer, const char *role) {
    FontRole number = font_set_role(composer->fonts, role);
    return number < 0 ? 0 : number;
}

Color composer_color(const Style *style) { return style->red ? COLOR_RED : COLOR_BLACK; }
