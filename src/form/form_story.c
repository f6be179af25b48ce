#include "form/form_read.h"

#include <string.h>

#include "base/utf8.h"

static const char *const number_styles[] = {"none", "decimal", "roman", "ROMAN", "chinese", NULL};
static const char *const breaks[] = {"page", NULL};

static const Story *read_level(FormReader *reader, const JsonNode *node, size_t *count);

/* The style a block says, or the one of the department's own blocks; it must have one. */
static const Style *block_style(FormReader *reader, const JsonNode *node, SourceRef where, int otherwise) {
    const Style *style = form_named_style(reader, node, reader->form->block_styles[otherwise]);
    if (!node && !style)
        diag_ref(reader->diags, DIAG_FORM_STYLE_NEEDED, where, DIAG_NO_ARGS);
    return style;
}

static void read_section(FormReader *reader, const JsonNode *const *found, Story *story) {
    if (reader->in_section)
        diag_ref(reader->diags, DIAG_FORM_SECTION_NESTED, story->source, DIAG_NO_ARGS);
    story->page = form_named_page(reader, found[SECTION_KEY_PAGE], NULL);
    story->numbers = (NumberStyle)json_choice(found[SECTION_KEY_NUMBERS], number_styles, NUMBER_DECIMAL, reader->diags);
    story->restart = found[SECTION_KEY_START] != NULL;
    story->first_number = (int)json_int(found[SECTION_KEY_START], 1, 100000, 1, reader->diags);
    story->odd_start = json_bool(found[SECTION_KEY_ODD], false);
    bool outer = reader->in_section;
    reader->in_section = true;
    story->then = read_level(reader, found[SECTION_KEY_SECTION], &story->then_count);
    reader->in_section = outer;
}

static void read_heading(FormReader *reader, const JsonNode *const *found, Story *story) {
    const JsonNode *contents = found[HEADING_KEY_CONTENTS];
    story->text = form_template(reader, found[HEADING_KEY_HEADING]);
    story->level = (int)json_int(found[HEADING_KEY_LEVEL], 1, 6, 1, reader->diags);
    story->style = form_named_style(reader, found[HEADING_KEY_STYLE], NULL);
    story->outline = json_bool(found[HEADING_KEY_OUTLINE], true);
    story->in_contents = !contents || contents->type != JSON_FALSE;
    story->contents = contents && contents->type == JSON_STRING ? form_template(reader, contents) : NULL;
}

static void read_lead(FormReader *reader, const JsonNode *lead, const JsonNode *font, Story *story) {
    story->lead = form_template(reader, lead);
    story->lead_font = form_text(reader, font, NULL);
    if (font && !lead)
        diag_ref(reader->diags, DIAG_FORM_KEY_IDLE, json_ref(font), DIAG_ARGS("lead-font"));
}

static void read_paragraph(FormReader *reader, const JsonNode *const *found, Story *story) {
    story->text = form_template(reader, found[PARAGRAPH_KEY_PARAGRAPH]);
    story->style = block_style(reader, found[PARAGRAPH_KEY_STYLE], story->source, 0);
    read_lead(reader, found[PARAGRAPH_KEY_LEAD], found[PARAGRAPH_KEY_LEAD_FONT], story);
}

static void read_blocks(FormReader *reader, const JsonNode *const *found, Story *story) {
    form_path(reader, found[BLOCKS_KEY_BLOCKS], &story->path);
    story->block_styles = ARENA_ARRAY(reader->arena, const Style *, BLOCK_STYLE_COUNT);
    if (story->block_styles)
        form_read_block_styles(reader, found[BLOCKS_KEY_STYLES], story->source, story->block_styles,
                               reader->form->block_styles);
    read_lead(reader, found[BLOCKS_KEY_LEAD], found[BLOCKS_KEY_LEAD_FONT], story);
}

/* {{as}}: what a list of single values prints when it does not say. */
static const Template *item_template(FormReader *reader, const char *as, SourceRef source) {
    Expr *expr = ARENA_NEW(reader->arena, Expr);
    TemplatePart *part = ARENA_NEW(reader->arena, TemplatePart);
    Template *text = ARENA_NEW(reader->arena, Template);
    if (!expr || !part || !text)
        return NULL;
    *expr = (Expr){.kind = EXPR_REFERENCE, .depth = 1, .source = source};
    expr->path = (Path){.names = {as}, .count = 1, .source = source};
    *part = (TemplatePart){.is_value = true, .expr = expr};
    *text = (Template){.parts = part, .count = 1, .source = source};
    return text;
}

static void read_list(FormReader *reader, const JsonNode *const *found, Story *story) {
    story->list = form_expr(reader, found[LIST_KEY_LIST]);
    story->as = found[LIST_KEY_AS] ? found[LIST_KEY_AS]->text.text : "item";
    form_name(reader, found[LIST_KEY_AS], story->as);
    story->text = found[LIST_KEY_TEXT] ? form_template(reader, found[LIST_KEY_TEXT])
                                       : item_template(reader, story->as, story->source);
    story->label = form_template(reader, found[LIST_KEY_LABEL]);
    story->style = block_style(reader, found[LIST_KEY_STYLE], story->source, BLOCK_STYLE_COUNT - 1);
}

static void read_table(FormReader *reader, const JsonNode *const *found, Story *story) {
    const Form *form = reader->form;
    const JsonNode *key = found[TABLE_BLOCK_KEY_TABLE];
    if (!key)
        return;
    story->table = form_table(form, key->text.text);
    if (!story->table)
        form_unknown(reader, DIAG_FORM_UNKNOWN_TABLE, json_ref(key), key->text.text, form->tables, form->table_count,
                     sizeof *form->tables);
    else if (!story->table->page && !reader->in_section)
        diag_ref(reader->diags, DIAG_FORM_SECTION_MISSING, story->source, DIAG_ARGS("table"));
}

static void read_contents(FormReader *reader, const JsonNode *const *found, Story *story) {
    const JsonNode *list = found[CONTENTS_KEY_CONTENTS];
    if (!list || !form_limit(reader, list, 6))
        return;
    ContentsLevel *levels = ARENA_ARRAY(reader->arena, ContentsLevel, list->count);
    for (const JsonNode *child = list->first; levels && child; child = child->next) {
        const JsonNode *keys[LEVEL_KEY_COUNT];
        form_object(reader, child, KEYS_LEVEL, keys);
        ContentsLevel *entry = &levels[story->level_count++];
        entry->level = (int)json_int(keys[LEVEL_KEY_LEVEL], 1, 6, 1, reader->diags);
        entry->style = form_named_style(reader, keys[LEVEL_KEY_STYLE], NULL);
        entry->page_number = json_bool(keys[LEVEL_KEY_NUMBER], true);
    }
    story->levels = levels;
}

static void read_each(FormReader *reader, const JsonNode *const *found, Story *story) {
    const JsonNode *as = found[EACH_KEY_AS];
    story->list = form_expr(reader, found[EACH_KEY_EACH]);
    story->as = as ? as->text.text : "";
    if (as)
        form_name(reader, as, story->as);
    reader->each_depth++;
    story->then = read_level(reader, found[EACH_KEY_DO], &story->then_count);
    reader->each_depth--;
}

static void read_test(FormReader *reader, const JsonNode *node, int depth, Test *test);

static void read_tests(FormReader *reader, const JsonNode *node, int depth, Test *test) {
    Test *tests = ARENA_ARRAY(reader->arena, Test, node->count);
    for (const JsonNode *child = node->first; tests && child; child = child->next)
        read_test(reader, child, depth, &tests[test->count++]);
    test->tests = tests;
}

/* An expression, or an object with one of not, all, any. */
static void read_test(FormReader *reader, const JsonNode *node, int depth, Test *test) {
    const JsonNode *found[TEST_KEY_COUNT];
    *test = (Test){.kind = TEST_HOLDS};
    if (!json_expect(node, JSON_IS_STRING | JSON_IS_OBJECT, reader->diags))
        return;
    if (node->type == JSON_STRING) {
        test->expr = form_expr(reader, node);
        return;
    }
    bool known = form_object(reader, node, KEYS_TEST, found);
    if (depth > FORM_TEST_DEPTH || (known && node->count != 1)) {
        diag_ref(reader->diags, depth > FORM_TEST_DEPTH ? DIAG_FORM_TOO_DEEP : DIAG_FORM_TEST, json_ref(node),
                 DIAG_NO_ARGS);
    } else if (found[TEST_KEY_NOT]) {
        Test *inner = ARENA_NEW(reader->arena, Test);
        test->kind = TEST_NOT;
        test->tests = inner;
        test->count = inner ? 1 : 0;
        if (inner)
            read_test(reader, found[TEST_KEY_NOT], depth + 1, inner);
    } else if (found[TEST_KEY_ALL] || found[TEST_KEY_ANY]) {
        test->kind = found[TEST_KEY_ALL] ? TEST_ALL : TEST_ANY;
        read_tests(reader, found[TEST_KEY_ALL] ? found[TEST_KEY_ALL] : found[TEST_KEY_ANY], depth + 1, test);
    }
}

const Test *form_read_test(FormReader *reader, const JsonNode *node) {
    Test *test = ARENA_NEW(reader->arena, Test);
    if (test && node)
        read_test(reader, node, 1, test);
    return test;
}

static void read_if(FormReader *reader, const JsonNode *const *found, Story *story) {
    story->test = form_read_test(reader, found[IF_KEY_IF]);
    story->then = read_level(reader, found[IF_KEY_THEN], &story->then_count);
    story->otherwise = read_level(reader, found[IF_KEY_ELSE], &story->otherwise_count);
    if (!found[IF_KEY_THEN] && !found[IF_KEY_ELSE])
        diag_ref(reader->diags, DIAG_FORM_IF_EMPTY, story->source, DIAG_NO_ARGS);
}

static void read_space(FormReader *reader, const JsonNode *const *found, Story *story) {
    const JsonNode *space = found[SPACE_KEY_SPACE], *fill[FILL_KEY_COUNT];
    if (space && space->type == JSON_OBJECT) {
        form_object(reader, space, KEYS_FILL, fill);
        story->fill = (int)json_int(fill[FILL_KEY_FILL], 1, 1000, 1, reader->diags);
    } else {
        form_space(reader, space, /*size*/ 0, &story->space, &story->space_lines);
    }
}

static void read_break(FormReader *reader, const JsonNode *const *found, Story *story) {
    (void)story;
    json_choice(found[BREAK_KEY_BREAK], breaks, 0, reader->diags);
}

static void read_closing(FormReader *reader, const JsonNode *const *found, Story *story) {
    static const Expr value = {.kind = EXPR_REFERENCE, .depth = 1, .path = {.names = {"date"}, .count = 1}};
    static const TemplatePart part = {.is_value = true, .expr = &value};
    static const Template date = {.parts = &part, .count = 1};
    const JsonNode *keys[CLOSING_KEY_COUNT] = {NULL};
    if (found[CLOSING_BLOCK_KEY_CLOSING])
        form_object(reader, found[CLOSING_BLOCK_KEY_CLOSING], KEYS_CLOSING, keys);
    story->date = keys[CLOSING_KEY_DATE] ? form_template(reader, keys[CLOSING_KEY_DATE]) : &date;
    story->organ = form_template(reader, keys[CLOSING_KEY_ORGAN]);
    story->style = block_style(reader, keys[CLOSING_KEY_STYLE], story->source, 0);
    story->closing_indent = form_em(reader, keys[CLOSING_KEY_INDENT], 0, 100 * EM_ONE, 4 * EM_ONE);
}

/* A name may be a field's (ISO 32000-1, 12.7.3.2) and be seen. */
static bool is_signature_name(Str name) {
    bool seen = false;
    for (size_t at = 0, size; at < name.length; at += size) {
        uint32_t c = utf8_decode(name.text + at, name.length - at, &size);
        if (c < ' ' || c == '.')
            return false;
        seen |= c != ' ' && c != 0x3000;
    }
    return seen && utf8_count(name.text, name.length) <= FORM_SIGNATURE_NAME_MAX;
}

static void read_signature_name(FormReader *reader, const JsonNode *node, SignatureBlock *block, SignatureName *names) {
    if (!json_expect(node, JSON_IS_STRING, reader->diags) || !text_check(node->text, json_ref(node), reader->diags))
        return;
    bool good = is_signature_name(node->text);
    for (size_t i = 0; i < block->count; i++)
        good &= strcmp(names[i].name, node->text.text) != 0;
    if (!good)
        diag_ref(reader->diags, DIAG_FORM_SIGNATURE_NAME, json_ref(node), DIAG_ARGS(node->text.text));
    names[block->count++] = (SignatureName){node->text.text, json_ref(node)};
}

/* A field is one of its name: the block is printed once, so it stands once and in no loop. */
static void read_signatures(FormReader *reader, const JsonNode *const *found, Story *story) {
    const Len width = 85039, height = 34016; /* 30 mm, 12 mm */
    const JsonNode *list = found[SIGNATURES_KEY_SIGNATURES];
    if (reader->has_signatures || reader->each_depth > 0)
        diag_ref(reader->diags, DIAG_FORM_SIGNATURES_ONCE, story->source, DIAG_NO_ARGS);
    reader->has_signatures = true;
    SignatureBlock *block = ARENA_NEW(reader->arena, SignatureBlock);
    SignatureName *names = ARENA_ARRAY(reader->arena, SignatureName, FORM_SIGNATURES_MAX);
    story->style = block_style(reader, found[SIGNATURES_KEY_STYLE], story->source, 0);
    story->signatures = block;
    if (!block || !names || !list || !form_limit(reader, list, FORM_SIGNATURES_MAX))
        return;
    block->names = names;
    for (const JsonNode *child = list->first; child; child = child->next)
        read_signature_name(reader, child, block, names);
    if (!list->first)
        diag_ref(reader->diags, DIAG_FORM_SIGNATURES_EMPTY, json_ref(list), DIAG_NO_ARGS);
    block->box.width = json_len(found[SIGNATURES_KEY_WIDTH], 10 * LEN_PT, 500 * LEN_PT, width, reader->diags);
    block->box.height = json_len(found[SIGNATURES_KEY_HEIGHT], 10 * LEN_PT, 500 * LEN_PT, height, reader->diags);
}

static void read_line(FormReader *reader, const JsonNode *const *found, Story *story) {
    const JsonNode *sides[SIDES_KEY_COUNT] = {NULL};
    TableLine *line = ARENA_NEW(reader->arena, TableLine);
    if (found[LINE_BLOCK_KEY_LINE])
        form_object(reader, found[LINE_BLOCK_KEY_LINE], KEYS_SIDES, sides);
    if (!line)
        return;
    *line = (TableLine){.first = true, .continued = true, .source = story->source};
    line->left = form_template(reader, sides[SIDES_KEY_LEFT]);
    line->center = form_template(reader, sides[SIDES_KEY_CENTER]);
    line->right = form_template(reader, sides[SIDES_KEY_RIGHT]);
    line->style = block_style(reader, found[LINE_BLOCK_KEY_STYLE], story->source, 0);
    story->line = line;
    story->style = line->style;
    if (!sides[SIDES_KEY_LEFT] && !sides[SIDES_KEY_CENTER] && !sides[SIDES_KEY_RIGHT])
        diag_ref(reader->diags, DIAG_FORM_LINE_EMPTY, story->source, DIAG_NO_ARGS);
}

/* Every kind of block: the key that names it, the keys it may have, its reader, and whether it needs a page. */
typedef struct BlockForm {
    const char *key;
    StoryKind kind;
    KeyTableId keys;
    void (*read)(FormReader *reader, const JsonNode *const *found, Story *story);
    bool prints;
} BlockForm;

static const BlockForm block_forms[] = {
    {"section", STORY_SECTION, KEYS_SECTION, read_section, false},
    {"heading", STORY_HEADING, KEYS_HEADING, read_heading, true},
    {"paragraph", STORY_PARAGRAPH, KEYS_PARAGRAPH, read_paragraph, true},
    {"blocks", STORY_BLOCKS, KEYS_BLOCKS, read_blocks, true},
    {"list", STORY_LIST, KEYS_LIST, read_list, true},
    {"table", STORY_TABLE, KEYS_TABLE_BLOCK, read_table, false},
    {"contents", STORY_CONTENTS, KEYS_CONTENTS, read_contents, true},
    {"each", STORY_EACH, KEYS_EACH, read_each, false},
    {"if", STORY_IF, KEYS_IF, read_if, false},
    {"space", STORY_SPACE, KEYS_SPACE, read_space, true},
    {"break", STORY_BREAK, KEYS_BREAK, read_break, true},
    {"closing", STORY_CLOSING, KEYS_CLOSING_BLOCK, read_closing, true},
    {"signatures", STORY_SIGNATURES, KEYS_SIGNATURES, read_signatures, true},
    {"line", STORY_LINE, KEYS_LINE_BLOCK, read_line, true},
};
enum { BLOCK_FORM_COUNT = sizeof block_forms / sizeof *block_forms, BLOCK_KEYS_MAX = 8 };

static bool form_allows(const BlockForm *form, const char *key) {
    const KeyTable *keys = form_keys(form->keys);
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->keys[i].name, key) == 0)
            return true;
    return false;
}

/*
 * What kind a block is. Two kinds' keys may stand together only when one is also a key of the other: the "contents" of
 * a heading. NULL with a fault.
 */
static const BlockForm *block_form(FormReader *reader, const JsonNode *node) {
    const BlockForm *chosen = NULL;
    for (size_t i = 0; i < BLOCK_FORM_COUNT; i++) {
        const BlockForm *form = &block_forms[i];
        if (!json_member(node, form->key) || (chosen && form_allows(chosen, form->key)))
            continue;
        if (chosen && !form_allows(form, chosen->key)) {
            diag_ref(reader->diags, DIAG_FORM_BLOCK_KINDS, json_ref(node), DIAG_ARGS(chosen->key, form->key));
            return NULL;
        }
        chosen = form;
    }
    if (!chosen)
        form_unknown(reader, DIAG_FORM_BLOCK_KIND, json_ref(node), node->first ? node->first->key : "{}", block_forms,
                     BLOCK_FORM_COUNT, sizeof *block_forms);
    return chosen;
}

static void read_block(FormReader *reader, const JsonNode *node, Story *story) {
    const JsonNode *found[BLOCK_KEYS_MAX] = {NULL};
    story->source = json_ref(node);
    story->kind = STORY_BREAK;
    if (!json_expect(node, JSON_IS_OBJECT, reader->diags))
        return;
    const BlockForm *form = block_form(reader, node);
    if (!form)
        return;
    story->kind = form->kind;
    if (form->prints && !reader->in_section)
        diag_ref(reader->diags, DIAG_FORM_SECTION_MISSING, json_ref(node), DIAG_ARGS(form->key));
    form_object(reader, node, form->keys, found);
    form->read(reader, found, story);
}

static const Story *read_level(FormReader *reader, const JsonNode *node, size_t *count) {
    *count = 0;
    if (!node || !form_limit(reader, node, FORM_BLOCKS_MAX))
        return NULL;
    if (reader->story_depth == FORM_STORY_DEPTH) {
        diag_ref(reader->diags, DIAG_FORM_TOO_DEEP, json_ref(node), DIAG_NO_ARGS);
        return NULL;
    }
    reader->story_depth++;
    Story *story = ARENA_ARRAY(reader->arena, Story, node->count);
    for (const JsonNode *child = node->first; story && child; child = child->next)
        read_block(reader, child, &story[(*count)++]);
    reader->story_depth--;
    return story;
}

void form_read_story(FormReader *reader, const JsonNode *node) {
    size_t count;
    const Story *story = read_level(reader, node, &count);
    reader->form->story = story;
    reader->form->story_count = count;
}
