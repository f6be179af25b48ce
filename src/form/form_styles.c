#include "form/form_read.h"

#include <string.h>

static const char *const aligns[] = {"justify", "left", "center", "right", "distribute", NULL};
static const char *const puncts[] = {"full", "kaiming", "half", "none", NULL};
static const char *const modes[] = {"fit", "grid", NULL};
static const char *const colors[] = {"black", "red", NULL};

#define INDENT_MAX (100 * EM_ONE)

const Style *form_style(const Form *form, const char *name) {
    int index = form_find(form->styles, form->style_count, sizeof *form->styles, name);
    return index < 0 ? NULL : &form->styles[index];
}

/* Baseline to baseline: a length, or ems of the style's own size. */
static Len read_leading(FormReader *reader, const JsonNode *node, Len size) {
    Len leading = 0;
    int lines = 0;
    form_space(reader, node, size, &leading, &lines);
    if (node && (lines > 0 || leading == 0))
        diag_ref(reader->diags, DIAG_FORM_LENGTH, json_ref(node), DIAG_ARGS(node->text.text));
    return leading;
}

static void read_type(FormReader *reader, const Heir *heir, Style *style) {
    const JsonNode *font = heir->found[STYLE_KEY_FONT], *size = heir->found[STYLE_KEY_SIZE];
    style->font = form_text(reader, font, "");
    style->font_source = json_ref(font ? font : heir->node);
    style->size = json_len(size, LEN_PT, 500 * LEN_PT, 10 * LEN_PT, reader->diags);
    if (heir->broken)
        return;
    if (!font)
        diag_ref(reader->diags, DIAG_FORM_STYLE_LACKS, json_ref(heir->node), DIAG_ARGS(heir->name, "font"));
    if (!size)
        diag_ref(reader->diags, DIAG_FORM_STYLE_LACKS, json_ref(heir->node), DIAG_ARGS(heir->name, "size"));
}

static void read_spacing(FormReader *reader, const JsonNode *const *found, Style *style) {
    style->leading = read_leading(reader, found[STYLE_KEY_LEADING], style->size);
    style->first_indent = form_em(reader, found[STYLE_KEY_FIRST_INDENT], -INDENT_MAX, INDENT_MAX, 0);
    style->left_indent = form_em(reader, found[STYLE_KEY_LEFT_INDENT], 0, INDENT_MAX, 0);
    style->right_indent = form_em(reader, found[STYLE_KEY_RIGHT_INDENT], 0, INDENT_MAX, 0);
    form_space(reader, found[STYLE_KEY_BEFORE], style->size, &style->before, &style->before_lines);
    form_space(reader, found[STYLE_KEY_AFTER], style->size, &style->after, &style->after_lines);
}

static void read_setting(FormReader *reader, const JsonNode *const *found, Style *style) {
    DiagList *diags = reader->diags;
    style->align = (StyleAlign)json_choice(found[STYLE_KEY_ALIGN], aligns, STYLE_JUSTIFY, diags);
    style->punct = (StylePunct)json_choice(found[STYLE_KEY_PUNCTUATION], puncts, STYLE_PUNCT_FULL, diags);
    style->grid = json_choice(found[STYLE_KEY_MODE], modes, 0, diags) == 1;
    style->hang = json_bool(found[STYLE_KEY_HANG], false);
    style->balance = json_bool(found[STYLE_KEY_BALANCE], false);
    style->no_squeeze = !json_bool(found[STYLE_KEY_SQUEEZE], true);
    style->no_gap = !json_bool(found[STYLE_KEY_GAP], true);
    style->min_last = (int)json_int(found[STYLE_KEY_MIN_LAST], 1, 4, 2, diags);
    style->keep_next = json_bool(found[STYLE_KEY_KEEP_NEXT], false);
    style->keep_whole = json_bool(found[STYLE_KEY_KEEP_WHOLE], false);
    style->orphans = (int)json_int(found[STYLE_KEY_ORPHANS], 1, 9, 2, diags);
    style->widows = (int)json_int(found[STYLE_KEY_WIDOWS], 1, 9, 2, diags);
    style->red = json_choice(found[STYLE_KEY_COLOR], colors, 0, diags) == 1;
}

void form_read_styles(FormReader *reader, const JsonNode *node) {
    if (!node || !form_limit(reader, node, FORM_NAMES_MAX))
        return;
    Style *styles = ARENA_ARRAY(reader->arena, Style, node->count);
    Heir *heirs = form_inherit(reader, node, KEYS_STYLE, DIAG_FORM_UNKNOWN_STYLE, DIAG_FORM_STYLE_CIRCLE);
    for (size_t i = 0; styles && heirs && i < node->count; i++) {
        styles[i].name = heirs[i].name;
        styles[i].source = json_ref(heirs[i].node);
        read_type(reader, &heirs[i], &styles[i]);
        read_spacing(reader, heirs[i].found, &styles[i]);
        read_setting(reader, heirs[i].found, &styles[i]);
    }
    reader->form->styles = styles;
    reader->form->style_count = styles && heirs ? node->count : 0;
}

/* A heading level without a style takes the level's above, a list the paragraph's. */
static void fill_block_styles(const Style **styles) {
    for (int i = 1; i < BLOCK_STYLE_COUNT; i++)
        if (!styles[i])
            styles[i] = i == BLOCK_STYLE_COUNT - 1 ? styles[0] : styles[i - 1];
}

void form_read_block_styles(FormReader *reader, const JsonNode *node, SourceRef where, const Style **styles,
                            const Style *const *otherwise) {
    const JsonNode *found[BLOCK_STYLE_COUNT] = {NULL};
    if (node)
        form_object(reader, node, KEYS_BLOCK_STYLES, found);
    for (int i = 0; i < BLOCK_STYLE_COUNT; i++)
        styles[i] = form_named_style(reader, found[i], otherwise ? otherwise[i] : NULL);
    if (!styles[0] && !found[0] && where.map)
        diag_ref(reader->diags, DIAG_FORM_STYLE_NEEDED, where, DIAG_NO_ARGS);
    fill_block_styles(styles);
}

/* Adds a role to the list if it is new and there is room. */
static size_t add_role(const char *role, SourceRef source, const char **names, SourceRef *refs, size_t count,
                       size_t limit) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], role) == 0)
            return count;
    if (count == limit || !role[0])
        return count;
    names[count] = role;
    refs[count] = source;
    return count + 1;
}

static size_t story_roles(const Story *story, size_t length, const char **names, SourceRef *refs, size_t count,
                          size_t limit) {
    for (size_t i = 0; i < length; i++) {
        if (story[i].lead_font)
            count = add_role(story[i].lead_font, story[i].source, names, refs, count, limit);
        count = story_roles(story[i].then, story[i].then_count, names, refs, count, limit);
        count = story_roles(story[i].otherwise, story[i].otherwise_count, names, refs, count, limit);
    }
    return count;
}

size_t form_roles(const Form *form, const char **names, SourceRef *refs, size_t limit) {
    size_t count = 0;
    for (size_t i = 0; i < form->style_count; i++)
        count = add_role(form->styles[i].font, form->styles[i].font_source, names, refs, count, limit);
    return story_roles(form->story, form->story_count, names, refs, count, limit);
}
