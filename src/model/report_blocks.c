#include "model/report_read.h"

#include <string.h>

bool report_text(ReportReader *reader, const JsonNode *node, Str *text) {
    if (!text_check(node->text, json_ref(node), reader->diags))
        return false;
    *text = node->text;
    return true;
}

bool report_plain_text(ReportReader *reader, const JsonNode *node, Str *text) {
    if (!report_text(reader, node, text))
        return false;
    if (strstr(node->text.text, "{{"))
        diag_ref(reader->diags, DIAG_REPORT_BRACES, json_ref(node), DIAG_NO_ARGS);
    return true;
}

bool report_blocks_are_blank(const JsonNode *node) {
    for (const JsonNode *block = node->first; block; block = block->next) {
        const JsonNode *paragraph = json_member(block, "paragraph");
        const JsonNode *text = paragraph ? paragraph : block;
        if (text->type != JSON_STRING || !report_is_blank(text, FIELD_TEXT))
            return false;
    }
    return true;
}

static const Template *read_template(ReportReader *reader, const JsonNode *node) {
    Str text;
    if (!node || !report_text(reader, node, &text))
        return NULL;
    return template_parse(reader->arena, text, json_ref(node), reader->diags);
}

static bool read_keys(ReportReader *reader, const JsonNode *node, ReportKeysId id, const JsonNode **found) {
    const KeyTable *table = report_keys(id);
    return json_object(node, table->keys, table->count, found, reader->diags);
}

static void read_heading(ReportReader *reader, const JsonNode *node, Block *block) {
    const JsonNode *found[TEXT_HEADING_KEY_COUNT];
    read_keys(reader, node, REPORT_KEYS_HEADING, found);
    block->kind = BLOCK_HEADING;
    block->text = read_template(reader, found[TEXT_HEADING_KEY_HEADING]);
    block->level = (int)json_int(found[TEXT_HEADING_KEY_LEVEL], 1, 6, 1, reader->diags);
}

static void read_list(ReportReader *reader, const JsonNode *node, Block *block) {
    const JsonNode *found[TEXT_LIST_KEY_COUNT];
    read_keys(reader, node, REPORT_KEYS_LIST, found);
    const JsonNode *list = found[TEXT_LIST_KEY_LIST], *label = found[TEXT_LIST_KEY_LABEL];
    block->kind = BLOCK_LIST;
    block->label = read_template(reader, label) ? label->text.text : NULL;
    if (!list || !report_limit(reader, list))
        return;
    block->items = ARENA_ARRAY(reader->arena, const Template *, list->count);
    for (const JsonNode *child = list->first; block->items && child; child = child->next) {
        bool is_text = json_expect(child, JSON_IS_STRING, reader->diags);
        block->items[block->item_count++] = is_text ? read_template(reader, child) : NULL;
    }
}

/* A text is a paragraph; an object is the kind of block its first known key says. */
static void read_block(ReportReader *reader, const JsonNode *node, Block *block) {
    const JsonNode *found[TEXT_PARAGRAPH_KEY_COUNT];
    *block = (Block){.kind = BLOCK_PARAGRAPH, .source = json_ref(node)};
    if (!json_expect(node, JSON_IS_STRING | JSON_IS_OBJECT, reader->diags))
        return;
    if (node->type == JSON_STRING) {
        block->text = read_template(reader, node);
    } else if (json_member(node, "heading")) {
        read_heading(reader, node, block);
    } else if (json_member(node, "list")) {
        read_list(reader, node, block);
    } else if (json_member(node, "paragraph")) {
        read_keys(reader, node, REPORT_KEYS_PARAGRAPH, found);
        block->text = read_template(reader, found[TEXT_PARAGRAPH_KEY_PARAGRAPH]);
    } else {
        diag_ref(reader->diags, DIAG_REPORT_BLOCK, json_ref(node), DIAG_NO_ARGS);
    }
}

void report_blocks(ReportReader *reader, const JsonNode *node, Value *value) {
    if (!report_limit(reader, node))
        return;
    Block *blocks = ARENA_ARRAY(reader->arena, Block, node->count);
    size_t count = 0;
    for (const JsonNode *child = node->first; blocks && child; child = child->next)
        read_block(reader, child, &blocks[count++]);
    value->kind = VALUE_BLOCKS;
    value->blocks.items = blocks;
    value->blocks.count = count;
}
