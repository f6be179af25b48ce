#include "form/form_keys.h"

/* Kinds of values, short for the tables below. */
enum {
    TEXT = JSON_IS_STRING,
    FLAG = JSON_IS_BOOL,
    WHOLE = JSON_IS_NUMBER,
    ARRAY = JSON_IS_ARRAY,
    OBJECT = JSON_IS_OBJECT,
    NOTHING = JSON_IS_NULL
};

static const JsonKey top[] = {
    [TOP_FORM] = {"form", TEXT, true},
    [TOP_TITLE] = {"title", TEXT, true},
    [TOP_LANGUAGE] = {"language", TEXT, false},
    [TOP_DOCUMENT_TITLE] = {"document-title", TEXT, false},
    [TOP_UNIT] = {"unit", TEXT, false},
    [TOP_OUTPUT] = {"output", TEXT, false},
    [TOP_FORMATS] = {"formats", OBJECT, false},
    [TOP_STYLES] = {"styles", OBJECT, true},
    [TOP_PAGES] = {"pages", OBJECT, true},
    [TOP_DATA] = {"data", OBJECT, false},
    [TOP_ROW_LISTS] = {"row-lists", OBJECT, false},
    [TOP_TABLE_DEFAULTS] = {"table-defaults", OBJECT, false},
    [TOP_TABLES] = {"tables", ARRAY, false},
    [TOP_BLOCK_STYLES] = {"block-styles", OBJECT, false},
    [TOP_STORY] = {"story", ARRAY, true},
    [TOP_CHECKS] = {"checks", ARRAY, false},
    [TOP_ACROSS] = {"across", ARRAY, false},
    [TOP_LINK_FIGURES] = {"link-figures", FLAG, false},
};

static const JsonKey format[] = {
    [FORMAT_KEY_KIND] = {"kind", TEXT, false},
    [FORMAT_KEY_UNIT] = {"unit", TEXT, false},
    [FORMAT_KEY_DECIMALS] = {"decimals", WHOLE | TEXT, false},
    [FORMAT_KEY_SEPARATORS] = {"separators", FLAG, false},
    [FORMAT_KEY_ZERO] = {"zero", TEXT, false},
    [FORMAT_KEY_PATTERN] = {"pattern", TEXT, false},
};

static const JsonKey style[] = {
    [STYLE_KEY_BASED_ON] = {"based-on", TEXT, false},
    [STYLE_KEY_FONT] = {"font", TEXT, false},
    [STYLE_KEY_SIZE] = {"size", TEXT, false},
    [STYLE_KEY_LEADING] = {"leading", TEXT, false},
    [STYLE_KEY_ALIGN] = {"align", TEXT, false},
    [STYLE_KEY_FIRST_INDENT] = {"first-indent", TEXT, false},
    [STYLE_KEY_LEFT_INDENT] = {"left-indent", TEXT, false},
    [STYLE_KEY_RIGHT_INDENT] = {"right-indent", TEXT, false},
    [STYLE_KEY_BEFORE] = {"before", TEXT, false},
    [STYLE_KEY_AFTER] = {"after", TEXT, false},
    [STYLE_KEY_PUNCTUATION] = {"punctuation", TEXT, false},
    [STYLE_KEY_MODE] = {"mode", TEXT, false},
    [STYLE_KEY_HANG] = {"hang", FLAG, false},
    [STYLE_KEY_SQUEEZE] = {"squeeze", FLAG, false},
    [STYLE_KEY_BALANCE] = {"balance", FLAG, false},
    [STYLE_KEY_GAP] = {"gap", FLAG, false},
    [STYLE_KEY_MIN_LAST] = {"min-last", WHOLE, false},
    [STYLE_KEY_KEEP_NEXT] = {"keep-next", FLAG, false},
    [STYLE_KEY_KEEP_WHOLE] = {"keep-whole", FLAG, false},
    [STYLE_KEY_ORPHANS] = {"orphans", WHOLE, false},
    [STYLE_KEY_WIDOWS] = {"widows", WHOLE, false},
    [STYLE_KEY_COLOR] = {"color", TEXT, false},
};

static const JsonKey page[] = {
    [PAGE_KEY_BASED_ON] = {"based-on", TEXT, false},
    [PAGE_KEY_SIZE] = {"size", TEXT | OBJECT, false},
    [PAGE_KEY_ORIENTATION] = {"orientation", TEXT, false},
    [PAGE_KEY_MARGINS] = {"margins", OBJECT, false},
    [PAGE_KEY_AREA] = {"area", OBJECT, false},
    [PAGE_KEY_MIRROR] = {"mirror", FLAG, false},
    [PAGE_KEY_GRID] = {"grid", OBJECT, false},
    [PAGE_KEY_FOLIO] = {"folio", OBJECT | NOTHING, false},
    [PAGE_KEY_HEAD] = {"head", OBJECT | NOTHING, false},
};

static const JsonKey margins[] = {
    [MARGIN_KEY_TOP] = {"top", TEXT, false},
    [MARGIN_KEY_INNER] = {"inner", TEXT, false},
    [MARGIN_KEY_OUTER] = {"outer", TEXT, false},
    [MARGIN_KEY_BOTTOM] = {"bottom", TEXT, false},
};
static const JsonKey size[] = {
    [SIZE_KEY_WIDTH] = {"width", TEXT, true},
    [SIZE_KEY_HEIGHT] = {"height", TEXT, true},
};
static const JsonKey grid[] = {
    [GRID_KEY_LINES] = {"lines", WHOLE, true},
    [GRID_KEY_CHARS] = {"chars", WHOLE, false},
};
static const JsonKey folio[] = {
    [FOLIO_KEY_TEXT] = {"text", TEXT, false},     [FOLIO_KEY_STYLE] = {"style", TEXT, true},
    [FOLIO_KEY_PLACE] = {"place", TEXT, false},   [FOLIO_KEY_BELOW] = {"below", TEXT, false},
    [FOLIO_KEY_INDENT] = {"indent", TEXT, false},
};
static const JsonKey head[] = {
    [HEAD_KEY_TEXT] = {"text", TEXT, true},    [HEAD_KEY_STYLE] = {"style", TEXT, true},
    [HEAD_KEY_PLACE] = {"place", TEXT, false}, [HEAD_KEY_ABOVE] = {"above", TEXT, false},
    [HEAD_KEY_RULE] = {"rule", TEXT, false},
};

static const JsonKey field[] = {
    [FIELD_KEY_TYPE] = {"type", TEXT, true},           [FIELD_KEY_OPTIONAL] = {"optional", FLAG, false},
    [FIELD_KEY_UNIT] = {"unit", TEXT, false},          [FIELD_KEY_FIELDS] = {"fields", OBJECT, false},
    [FIELD_KEY_ITEM] = {"item", TEXT | OBJECT, false}, [FIELD_KEY_TITLE] = {"title", TEXT, false},
};

static const JsonKey table[] = {
    [TABLE_KEY_KEY] = {"key", TEXT, true},
    [TABLE_KEY_TITLE] = {"title", TEXT, true},
    [TABLE_KEY_COLUMNS] = {"columns", ARRAY, true},
    [TABLE_KEY_LABEL] = {"label", TEXT, false},
    [TABLE_KEY_CONTENTS] = {"contents", TEXT, false},
    [TABLE_KEY_PAGE] = {"page", TEXT | NOTHING, false},
    [TABLE_KEY_UNIT] = {"unit", TEXT, false},
    [TABLE_KEY_FORMAT] = {"format", TEXT, false},
    [TABLE_KEY_STYLE] = {"style", TEXT, false},
    [TABLE_KEY_HEAD_STYLE] = {"head-style", TEXT, false},
    [TABLE_KEY_MIN_SIZE] = {"min-size", TEXT, false},
    [TABLE_KEY_ONE_PAGE] = {"one-page", FLAG, false},
    [TABLE_KEY_RULES] = {"rules", OBJECT, false},
    [TABLE_KEY_PADDING] = {"padding", OBJECT, false},
    [TABLE_KEY_ROW_HEIGHT] = {"row-height", TEXT, false},
    [TABLE_KEY_HEAD_HEIGHT] = {"head-height", TEXT, false},
    [TABLE_KEY_WIDTH] = {"width", TEXT, false},
    [TABLE_KEY_LEAD] = {"lead", ARRAY, false},
    [TABLE_KEY_HEAD_ROWS] = {"head-rows", ARRAY, false},
    [TABLE_KEY_HEAD] = {"head", TEXT, false},
    [TABLE_KEY_ROWS_FROM] = {"rows-from", TEXT, false},
    [TABLE_KEY_KINDS] = {"kinds", OBJECT, false},
    [TABLE_KEY_DEFAULT_KIND] = {"default-kind", TEXT, false},
    [TABLE_KEY_LEVELS] = {"levels", ARRAY, false},
    [TABLE_KEY_TOTAL] = {"total", TEXT, false},
    [TABLE_KEY_PANELS] = {"panels", ARRAY, false},
    [TABLE_KEY_TOP] = {"top", ARRAY, false},
    [TABLE_KEY_FOOT] = {"foot", ARRAY, false},
    [TABLE_KEY_OPTIONAL] = {"optional", FLAG, false},
    [TABLE_KEY_EMPTY] = {"empty", OBJECT, false},
    [TABLE_KEY_ABOVE] = {"above", ARRAY, false},
    [TABLE_KEY_BELOW] = {"below", ARRAY, false},
};
static const JsonKey rules[] = {
    [RULES_KEY_OUTER] = {"outer", TEXT, false},
    [RULES_KEY_INNER] = {"inner", TEXT, false},
    [RULES_KEY_HEAD] = {"head", TEXT, false},
};
static const JsonKey padding[] = {[PADDING_KEY_X] = {"x", TEXT, false}, [PADDING_KEY_Y] = {"y", TEXT, false}};
static const JsonKey empty[] = {[EMPTY_KEY_ROWS] = {"rows", WHOLE, false}, [EMPTY_KEY_TEXT] = {"text", TEXT, false}};

static const JsonKey group[] = {
    [GROUP_KEY_TITLE] = {"title", TEXT, false},
    [GROUP_KEY_COLUMNS] = {"columns", ARRAY, true},
};
static const JsonKey column[] = {
    [COLUMN_KEY_KEY] = {"key", TEXT, true},
    [COLUMN_KEY_TITLE] = {"title", TEXT, false},
    [COLUMN_KEY_TYPE] = {"type", TEXT, false},
    [COLUMN_KEY_WIDTH] = {"width", TEXT | ARRAY, false},
    [COLUMN_KEY_ALIGN] = {"align", TEXT, false},
    [COLUMN_KEY_FORMAT] = {"format", TEXT, false},
    [COLUMN_KEY_STYLE] = {"style", TEXT, false},
    [COLUMN_KEY_REQUIRED] = {"required", FLAG, false},
    [COLUMN_KEY_MERGE] = {"merge", TEXT, false},
    [COLUMN_KEY_STACK] = {"stack", FLAG, false},
    [COLUMN_KEY_ROW_HEAD] = {"row-head", FLAG, false},
    [COLUMN_KEY_VALUE] = {"value", TEXT, false},
    [COLUMN_KEY_SUM] = {"sum", FLAG, false},
};
static const JsonKey kind[] = {
    [KIND_KEY_WHEN] = {"when", TEXT | OBJECT, false},  [KIND_KEY_STYLE] = {"style", TEXT, false},
    [KIND_KEY_MERGE] = {"merge", ARRAY, false},        [KIND_KEY_INDENT] = {"indent", OBJECT, false},
    [KIND_KEY_KEEP_NEXT] = {"keep-next", FLAG, false},
};
static const JsonKey when[] = {
    [WHEN_KEY_COLUMN] = {"column", TEXT, true},
    [WHEN_KEY_LENGTH] = {"length", WHOLE, true},
};
static const JsonKey lead_row[] = {
    [LEAD_ROW_KEY_CELLS] = {"cells", ARRAY, true},
    [LEAD_ROW_KEY_HEIGHT] = {"height", TEXT, false},
};
static const JsonKey cell[] = {
    [CELL_KEY_TEXT] = {"text", TEXT, false},     [CELL_KEY_TRACKS] = {"tracks", WHOLE, false},
    [CELL_KEY_ROWS] = {"rows", WHOLE, false},    [CELL_KEY_ALIGN] = {"align", TEXT, false},
    [CELL_KEY_STYLE] = {"style", TEXT, false},   [CELL_KEY_HEAD] = {"head", FLAG, false},
    [CELL_KEY_FORMAT] = {"format", TEXT, false},
};
static const JsonKey row[] = {
    [ROW_KEY_KEY] = {"key", TEXT, true},
    [ROW_KEY_KIND] = {"kind", TEXT, false},
    [ROW_KEY_CELLS] = {"cells", OBJECT, false},
    [ROW_KEY_VALUES] = {"values", OBJECT, false},
};
static const JsonKey panel[] = {
    [PANEL_KEY_COLUMNS] = {"columns", ARRAY, true},
    [PANEL_KEY_ROWS] = {"rows", ARRAY, true},
};
static const JsonKey line[] = {
    [LINE_KEY_LEFT] = {"left", TEXT, false},       [LINE_KEY_CENTER] = {"center", TEXT, false},
    [LINE_KEY_RIGHT] = {"right", TEXT, false},     [LINE_KEY_STYLE] = {"style", TEXT, false},
    [LINE_KEY_CAPTION] = {"caption", FLAG, false}, [LINE_KEY_HEADING] = {"heading", WHOLE, false},
    [LINE_KEY_ON] = {"on", TEXT, false},           [LINE_KEY_IF] = {"if", TEXT, false},
};

static const JsonKey block_styles[BLOCK_STYLE_COUNT] = {
    {"paragraph", TEXT, false}, {"heading-1", TEXT, false}, {"heading-2", TEXT, false}, {"heading-3", TEXT, false},
    {"heading-4", TEXT, false}, {"heading-5", TEXT, false}, {"heading-6", TEXT, false}, {"list", TEXT, false},
};

static const JsonKey section[] = {
    [SECTION_KEY_SECTION] = {"section", ARRAY, true}, [SECTION_KEY_PAGE] = {"page", TEXT, true},
    [SECTION_KEY_NUMBERS] = {"numbers", TEXT, false}, [SECTION_KEY_START] = {"start", WHOLE, false},
    [SECTION_KEY_ODD] = {"odd", FLAG, false},
};
static const JsonKey heading[] = {
    [HEADING_KEY_HEADING] = {"heading", TEXT, true},
    [HEADING_KEY_LEVEL] = {"level", WHOLE, true},
    [HEADING_KEY_STYLE] = {"style", TEXT, true},
    [HEADING_KEY_OUTLINE] = {"outline", FLAG, false},
    [HEADING_KEY_CONTENTS] = {"contents", FLAG | TEXT, false},
};
static const JsonKey paragraph[] = {
    [PARAGRAPH_KEY_PARAGRAPH] = {"paragraph", TEXT, true},
    [PARAGRAPH_KEY_STYLE] = {"style", TEXT, false},
    [PARAGRAPH_KEY_LEAD] = {"lead", TEXT, false},
    [PARAGRAPH_KEY_LEAD_FONT] = {"lead-font", TEXT, false},
};
static const JsonKey blocks[] = {
    [BLOCKS_KEY_BLOCKS] = {"blocks", TEXT, true},
    [BLOCKS_KEY_STYLES] = {"styles", OBJECT, false},
    [BLOCKS_KEY_LEAD] = {"lead", TEXT, false},
    [BLOCKS_KEY_LEAD_FONT] = {"lead-font", TEXT, false},
};
static const JsonKey list[] = {
    [LIST_KEY_LIST] = {"list", TEXT, true},    [LIST_KEY_AS] = {"as", TEXT, false},
    [LIST_KEY_TEXT] = {"text", TEXT, false},   [LIST_KEY_LABEL] = {"label", TEXT, false},
    [LIST_KEY_STYLE] = {"style", TEXT, false},
};
static const JsonKey table_block[] = {[TABLE_BLOCK_KEY_TABLE] = {"table", TEXT, true}};
static const JsonKey contents[] = {[CONTENTS_KEY_CONTENTS] = {"contents", ARRAY, true}};
static const JsonKey level[] = {
    [LEVEL_KEY_LEVEL] = {"level", WHOLE, true},
    [LEVEL_KEY_STYLE] = {"style", TEXT, true},
    [LEVEL_KEY_NUMBER] = {"number", FLAG, false},
};
static const JsonKey each[] = {
    [EACH_KEY_EACH] = {"each", TEXT, true},
    [EACH_KEY_AS] = {"as", TEXT, true},
    [EACH_KEY_DO] = {"do", ARRAY, true},
};
static const JsonKey if_block[] = {
    [IF_KEY_IF] = {"if", TEXT | OBJECT, true},
    [IF_KEY_THEN] = {"then", ARRAY, false},
    [IF_KEY_ELSE] = {"else", ARRAY, false},
};
static const JsonKey space[] = {[SPACE_KEY_SPACE] = {"space", TEXT | OBJECT, true}};
static const JsonKey fill[] = {[FILL_KEY_FILL] = {"fill", WHOLE, true}};
static const JsonKey break_block[] = {[BREAK_KEY_BREAK] = {"break", TEXT, true}};
static const JsonKey closing_block[] = {[CLOSING_BLOCK_KEY_CLOSING] = {"closing", OBJECT, true}};
static const JsonKey closing[] = {
    [CLOSING_KEY_DATE] = {"date", TEXT, false},
    [CLOSING_KEY_ORGAN] = {"organ", TEXT, false},
    [CLOSING_KEY_STYLE] = {"style", TEXT, false},
    [CLOSING_KEY_INDENT] = {"indent", TEXT, false},
};
static const JsonKey signatures[] = {
    [SIGNATURES_KEY_SIGNATURES] = {"signatures", ARRAY, true},
    [SIGNATURES_KEY_WIDTH] = {"width", TEXT, false},
    [SIGNATURES_KEY_HEIGHT] = {"height", TEXT, false},
    [SIGNATURES_KEY_STYLE] = {"style", TEXT, false},
};
static const JsonKey line_block[] = {
    [LINE_BLOCK_KEY_LINE] = {"line", OBJECT, true},
    [LINE_BLOCK_KEY_STYLE] = {"style", TEXT, false},
};
static const JsonKey sides[] = {
    [SIDES_KEY_LEFT] = {"left", TEXT, false},
    [SIDES_KEY_CENTER] = {"center", TEXT, false},
    [SIDES_KEY_RIGHT] = {"right", TEXT, false},
};
static const JsonKey test[] = {
    [TEST_KEY_NOT] = {"not", TEXT | OBJECT, false},
    [TEST_KEY_ALL] = {"all", ARRAY, false},
    [TEST_KEY_ANY] = {"any", ARRAY, false},
};

#define CHECK_SHARED_KEYS                                                                                              \
    [CHECK_KEY_RULE] = {"rule", TEXT, true}, [CHECK_KEY_TITLE] = {"title", TEXT, true},                                \
    [CHECK_KEY_FOR] = {"for", TEXT, false}, [CHECK_KEY_AS] = {"as", TEXT, false},                                      \
    [CHECK_KEY_IF] = {"if", TEXT | OBJECT, false}, [CHECK_KEY_SEVERITY] = {"severity", TEXT, false},                   \
    [CHECK_KEY_TOLERANCE] = {"tolerance", TEXT, false}

static const JsonKey check[] = {
    CHECK_SHARED_KEYS,
    [CHECK_KEY_CHECK] = {"check", TEXT, true},
};
static const JsonKey across[] = {
    CHECK_SHARED_KEYS,
    [ACROSS_KEY_WITH] = {"with", TEXT, true},
    [ACROSS_KEY_HERE] = {"here", TEXT, true},
    [ACROSS_KEY_THERE] = {"there", TEXT, false},
};

#define TABLE_OF(name, keys)                                                                                           \
    { name, keys, sizeof(keys) / sizeof *(keys) }

static const KeyTable tables[KEYS_COUNT] = {
    [KEYS_TOP] = TABLE_OF("", top),
    [KEYS_FORMAT] = TABLE_OF("format", format),
    [KEYS_STYLE] = TABLE_OF("style", style),
    [KEYS_PAGE] = TABLE_OF("page", page),
    [KEYS_MARGINS] = TABLE_OF("margins", margins),
    [KEYS_SIZE] = TABLE_OF("size", size),
    [KEYS_GRID] = TABLE_OF("grid", grid),
    [KEYS_FOLIO] = TABLE_OF("folio", folio),
    [KEYS_HEAD] = TABLE_OF("running-head", head),
    [KEYS_FIELD] = TABLE_OF("field-object", field),
    [KEYS_TABLE] = TABLE_OF("table", table),
    [KEYS_TABLE_DEFAULTS] = {"table-defaults", table + TABLE_OWN_KEYS, TABLE_KEY_COUNT - TABLE_OWN_KEYS},
    [KEYS_RULES] = TABLE_OF("rules", rules),
    [KEYS_PADDING] = TABLE_OF("padding", padding),
    [KEYS_EMPTY] = TABLE_OF("empty", empty),
    [KEYS_GROUP] = TABLE_OF("column-group", group),
    [KEYS_COLUMN] = TABLE_OF("column-leaf", column),
    [KEYS_KIND] = TABLE_OF("kind", kind),
    [KEYS_WHEN] = TABLE_OF("when", when),
    [KEYS_LEAD_ROW] = TABLE_OF("lead-row", lead_row),
    [KEYS_CELL] = TABLE_OF("cell", cell),
    [KEYS_ROW] = TABLE_OF("fixed-row", row),
    [KEYS_PANEL] = TABLE_OF("panel", panel),
    [KEYS_LINE] = TABLE_OF("line", line),
    [KEYS_BLOCK_STYLES] = TABLE_OF("block-styles", block_styles),
    [KEYS_SECTION] = TABLE_OF("section-block", section),
    [KEYS_HEADING] = TABLE_OF("heading-block", heading),
    [KEYS_PARAGRAPH] = TABLE_OF("paragraph-block", paragraph),
    [KEYS_BLOCKS] = TABLE_OF("blocks-block", blocks),
    [KEYS_LIST] = TABLE_OF("list-block", list),
    [KEYS_TABLE_BLOCK] = TABLE_OF("table-block", table_block),
    [KEYS_CONTENTS] = TABLE_OF("contents-block", contents),
    [KEYS_LEVEL] = TABLE_OF("contents-level", level),
    [KEYS_EACH] = TABLE_OF("each-block", each),
    [KEYS_IF] = TABLE_OF("if-block", if_block),
    [KEYS_SPACE] = TABLE_OF("space-block", space),
    [KEYS_FILL] = TABLE_OF("fill", fill),
    [KEYS_BREAK] = TABLE_OF("break-block", break_block),
    [KEYS_CLOSING_BLOCK] = TABLE_OF("closing-block", closing_block),
    [KEYS_CLOSING] = TABLE_OF("closing", closing),
    [KEYS_SIGNATURES] = TABLE_OF("signatures-block", signatures),
    [KEYS_LINE_BLOCK] = TABLE_OF("line-block", line_block),
    [KEYS_SIDES] = TABLE_OF("sides", sides),
    [KEYS_TEST] = TABLE_OF("test-object", test),
    [KEYS_CHECK] = TABLE_OF("check", check),
    [KEYS_ACROSS] = TABLE_OF("across-check", across),
};

const KeyTable *form_keys(KeyTableId id) { return &tables[id]; }
