/* Every fault of a form: its code and its place. */
#include <string.h>

#include "form/form.h"
#include "patch.h"
#include "test.h"

#define FIXTURE "tiny-form.json"

#define SPACES_64  "                                                                "
#define SPACES_512 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64 SPACES_64
#define TOO_LONG                                                                                                       \
    "\"line.total >= 0" SPACES_512 SPACES_512 SPACES_512 SPACES_512 SPACES_512 SPACES_512 SPACES_512 SPACES_512 "\""
#define OPEN_25     "((((((((((((((((((((((((("
#define CLOSE_25    ")))))))))))))))))))))))))"
#define TOO_DEEP    "\"" OPEN_25 OPEN_25 OPEN_25 OPEN_25 "(1)" CLOSE_25 CLOSE_25 CLOSE_25 CLOSE_25 " > 0\""
#define TOO_DEEP_AT OPEN_25 OPEN_25 OPEN_25 OPEN_25 "(@1)"

static const PatchCase cases[] = {
    {DIAG_TEXT_CONTROL, "\"contents\": \"概况\"", "\"contents\": \"概\\u0007况\"", "\"contents\": @\"概\\u0007",
     "/story/1/section/0/contents", false},
    {DIAG_TEXT_CONTROL, "负责人：", "负责人\\u202e：", "\"left\": @\"负责人", "/story/0/section/3/line/left", false},
    {DIAG_TEMPLATE_OPEN, "{{project.amount}}", "{{project.amount}", "{\"text\": \"@{{project.amount}\"",
     "/tables/3/lead/1/cells/1/text", false},
    {DIAG_TEMPLATE_PATH, "\"project.basis\"", "\"project..basis\"", "{\"blocks\": @\"project..basis\"}",
     "/story/3/section/2/do/1/blocks", false},
    {DIAG_TEMPLATE_PATH, "\"rows-from\": \"project.targets\"", "\"rows-from\": \"project[*]\"",
     "\"rows-from\": @\"project[*]\"", "/tables/3/rows-from", false},
    {DIAG_TEMPLATE_FORMAT, "{{total | wan}}", "{{total | }}", "{{total @| }}", "/story/1/section/2/paragraph", false},
    {DIAG_TEMPLATE_FORMAT, "{{total | wan}}", "{{total | wan | given}}", "{{total @| wan |",
     "/story/1/section/2/paragraph", false},
    {DIAG_TEMPLATE_CLOSE, "{{total | wan}}", "{{total date}}", "{{total @date}}", "/story/1/section/2/paragraph",
     false},
    {DIAG_TEMPLATE_CLOSE, "{{total | wan}}", "{{total}x}}", "{{total@}x}}", "/story/1/section/2/paragraph", false},
    {DIAG_EXPR_SYNTAX, "\"text\": \"{{unit}}\"", "\"text\": \"{{unit..x}}\"", "\"{{unit.@.x}}\"",
     "/story/1/section/3/then/0/text", false},
    {DIAG_EXPR_SYNTAX, "\"自{{year.last}}", "\"自\\n“{{ year + }}", "自\\n“{{ year + @}}",
     "/story/1/section/3/else/0/paragraph", false},
    {DIAG_EXPR_SYNTAX, "balance[total].income", "round(balance[total].income, 19)", "income, @19)",
     "/tables/2/columns/1/value", false},
    {DIAG_EXPR_FULL_WIDTH, "sum([201].expenditure, ", "sum（[201].expenditure, ", "sum@（[201]",
     "/tables/0/foot/0/values/expenditure", false},
    {DIAG_EXPR_TEXT_OPEN, "\"{{unit}}\"", "\"{{unit & '个}}\"", "{{unit & @'个}}", "/story/1/section/3/then/0/text",
     false},
    {DIAG_EXPR_TOO_LONG, "\"line.total >= 0\"", TOO_LONG, "\"check\": \"@line.total >= 0     ", "/checks/0/check",
     false},
    {DIAG_EXPR_TOO_DEEP, "\"line.total >= 0\"", TOO_DEEP, TOO_DEEP_AT, "/checks/0/check", false},
    {DIAG_EXPR_FUNCTION, "sum([201].expenditure, ", "summe([201].expenditure, ", "\"expenditure\": \"@summe(",
     "/tables/0/foot/0/values/expenditure", false},
    {DIAG_EXPR_ARGS, "blank(line.total)", "blank(line.total, 1)", "\"not\": \"@blank(", "/checks/0/if/not", false},
    {DIAG_EXPR_TYPE, "\"line.total >= 0\"", "\"line.total >= 100\"", "line.total >= @100", "/checks/0/check", false},
    {DIAG_EXPR_ROW, "\"value\": \"balance[total]", "\"value\": \"balance[totl]", "\"@balance[totl]",
     "/tables/2/columns/1/value", false},
    {DIAG_EXPR_ROWS_NEEDED, "\"value\": \"balance[total].income\"", "\"value\": \"balance.income\"",
     "\"@balance.income\"", "/tables/2/columns/1/value", false},
    {DIAG_EXPR_NO_ROWS, "\"value\": \"balance[total].income\"", "\"value\": \"sum(staff[*].actual)\"",
     "sum(@staff[*].actual)", "/tables/2/columns/1/value", true},
    {DIAG_EXPR_KEY_OF_LIST, "\"value\": \"balance[total].income\"", "\"value\": \"projects[人口普查].amount\"",
     "\"@projects[人口普查]", "/tables/2/columns/1/value", false},
    {DIAG_EXPR_NO_TABLE, "{{total | wan}}", "{{[total].income | wan}}", "{{@[total].income",
     "/story/1/section/2/paragraph", false},
    {DIAG_FORM_FILE_NAME, "\"form\": \"tiny-form\"", "\"form\": \"other\"", "\"form\": @\"other\"", "/form", false},
    {DIAG_FORM_TOO_MANY, "{\"contents\": [",
     "{\"contents\": [{\"level\": 1, \"style\": \"body\"}, {\"level\": 1, \"style\": \"body\"}, {\"level\": 1, "
     "\"style\": "
     "\"body\"}, {\"level\": 1, \"style\": \"body\"}, {\"level\": 1, \"style\": \"body\"},",
     "{\"contents\": @[", "/story/0/section/5/contents", false},
    {DIAG_FORM_TOO_DEEP, "\"founded\": {",
     "\"a\": {\"type\": \"list\", \"item\": {\"type\": \"list\", \"item\": {\"type\": \"list\", \"item\": {\"type\": "
     "\"list\", "
     "\"item\": {\"type\": \"list\", \"item\": {\"type\": \"list\", \"item\": {\"type\": \"list\", \"item\": "
     "{\"type\": \"list\", "
     "\"item\": \"blocks\"}}}}}}}}, \"founded\": {",
     "\"item\": @\"blocks\"", "/data/a/item/item/item/item/item/item/item/item", false},
    {DIAG_FORM_NAME, "\"grid\": {\"based-on\"", "\"gr id\": {\"based-on\"", "\"gr id\": @{", "/styles/gr id", false},
    {DIAG_FORM_NAME, "\"as\": \"unit\", \"text\": \"{{unit}}\"", "\"as\": \"u.nit\", \"text\": \"x\"",
     "\"as\": @\"u.nit\"", "/story/1/section/3/then/0/as", false},
    {DIAG_FORM_NAME_TAKEN, "\"key\": \"head\"", "\"key\": \"total\", \"kind\": \"类\"",
     "\"foot\": [{\n        \"key\": @\"total\"", "/tables/0/foot/0/key", false},
    {DIAG_FORM_NAME_TAKEN, "\"key\": \"share\"", "\"key\": \"row\"", "{\"key\": @\"row\"", "/tables/1/columns/3/key",
     false},
    {DIAG_FORM_NAME_TAKEN, "\"key\": \"share\"", "\"key\": \"name\"", "{\"key\": @\"name\", \"title\": \"占比\"",
     "/tables/1/columns/3/key", false},
    {DIAG_FORM_NAME_TAKEN, "\"key\": \"fund\"", "\"key\": \"income\"", "\"key\": @\"income\",\n      \"title\": \"基金",
     "/tables/2/key", true},
    {DIAG_FORM_NAME_TAKEN, "\"founded\": {", "\"year\": {", "\"year\": @{", "/data/year", false},
    {DIAG_FORM_NAME_TAKEN, "\"as\": \"unit\", \"text\": \"{{unit}}\"", "\"as\": \"rate\", \"text\": \"{{rate}}\"",
     "@{\"list\": \"units\", \"as\"", "/story/1/section/3/then/0", false},
    {DIAG_FORM_KEY_IDLE, "\"kind\": \"date\",", "\"kind\": \"date\", \"decimals\": 1,", "\"decimals\": @1,",
     "/formats/day/decimals", false},
    {DIAG_FORM_KEY_IDLE, "\"dash\": {", "\"dash\": {\"pattern\": \"{y}\", ", "\"pattern\": @\"{y}\"",
     "/formats/dash/pattern", false},
    {DIAG_FORM_KEY_IDLE, "\"lead\": \"人员：\", ", "", "占{{rate}}%。\", \"lead-font\": @\"kai\"}",
     "/story/1/section/2/lead-font", false},
    {DIAG_FORM_KEY_IDLE, "\"founded\": {", "\"founded\": {\"unit\": \"元\", ", "\"founded\": {\"unit\": @\"元\"",
     "/data/founded/unit", false},
    {DIAG_FORM_KEY_LISTED, "\"rows-from\": \"project.targets\"", "\"rows-from\": \"project.targets\", \"levels\": []",
     "\"levels\": @[]", "/tables/3/levels", false},
    {DIAG_FORM_KEY_IDLE, "\"label\": \"表1\",", "\"label\": \"表1\", \"rows-from\": \"projects\",",
     "\"rows-from\": @\"projects\"", "/tables/0/rows-from", true},
    {DIAG_FORM_LENGTH, "\"before\": \"1 line\"", "\"before\": \"1 lin\"", "\"before\": @\"1 lin\"",
     "/styles/title/before", false},
    {DIAG_FORM_LENGTH, "\"before\": \"1 line\"", "\"before\": \"-3pt\"", "\"before\": @\"-3pt\"",
     "/styles/title/before", false},
    {DIAG_FORM_LENGTH, "\"leading\": \"13pt\"", "\"leading\": \"1 lines\"", "\"leading\": @\"1 lines\"",
     "/styles/cell/leading", false},
    {DIAG_FORM_EM, "\"first-indent\": \"-2em\"", "\"first-indent\": \"-2pt\"", "\"first-indent\": @\"-2pt\"",
     "/styles/item/first-indent", false},
    {DIAG_FORM_HAIRLINE, "\"inner\": \"0.5pt\"", "\"inner\": \"0.2pt\"", "\"inner\": @\"0.2pt\"",
     "/table-defaults/rules/inner", false},
    {DIAG_FORM_PATTERN, "{y}-{mm}-{dd}（{m}月{d}日）", "{y}-{month}", "\"pattern\": @\"{y}-{month}\"",
     "/formats/day/pattern", false},
    {DIAG_FORM_UNKNOWN_STYLE, "\"style\": \"item\"}", "\"style\": \"itme\"}", "\"style\": @\"itme\"",
     "/story/1/section/3/then/0/style", false},
    {DIAG_FORM_UNKNOWN_STYLE, "\"grid\": {\"based-on\": \"body\"", "\"grid\": {\"based-on\": \"bady\"",
     "\"based-on\": @\"bady\"", "/styles/grid/based-on", false},
    {DIAG_FORM_UNKNOWN_PAGE, "\"page\": \"wide\"", "\"page\": \"wode\"", "\"page\": @\"wode\"", "/tables/1/page", true},
    {DIAG_FORM_UNKNOWN_FORMAT, "\"format\": \"dash\"", "\"format\": \"dsah\"", "\"format\": @\"dsah\"",
     "/tables/2/columns/1/format", false},
    {DIAG_FORM_UNKNOWN_FORMAT, "{{total | wan}}", "{{total | wang}}", "{{@total | wang}}",
     "/story/1/section/2/paragraph", false},
    {DIAG_FORM_UNKNOWN_TABLE, "{\"table\": \"balance\"}", "{\"table\": \"balanse\"}", "{\"table\": @\"balanse\"}",
     "/story/1/section/5/table", true},
    {DIAG_FORM_UNKNOWN_COLUMN, "\"when\": \"name\"", "\"when\": \"nam\"", "\"when\": @\"nam\"",
     "/tables/1/kinds/说明/when", false},
    {DIAG_FORM_UNKNOWN_KIND, "\"default-kind\": \"项\"", "\"default-kind\": \"目\"", "\"default-kind\": @\"目\"",
     "/tables/1/default-kind", false},
    {DIAG_FORM_UNKNOWN_KIND, "\"key\": \"208\", \"kind\": \"类\"", "\"key\": \"208\", \"kind\": \"目\"",
     "\"kind\": @\"目\"", "/row-lists/functions/1/kind", false},
    {DIAG_FORM_UNKNOWN_ROWS, "\"rows\": [\"functions\"]", "\"rows\": [\"function\"]", "\"rows\": [@\"function\"]",
     "/tables/0/panels/1/rows/0", true},
    {DIAG_FORM_STYLE_CIRCLE, "\"cell-head\": {\"based-on\": \"cell\"", "\"cell-head\": {\"based-on\": \"cell-head\"",
     "\"based-on\": @\"cell-head\"", "/styles/cell-head/based-on", false},
    {DIAG_FORM_PAGE_CIRCLE, "\"cover\": {\"based-on\": \"body\"", "\"cover\": {\"based-on\": \"cover\"",
     "\"based-on\": @\"cover\"", "/pages/cover/based-on", false},
    {DIAG_FORM_STYLE_LACKS, "\"folio\": {\"font\": \"song\", ", "\"folio\": {", "\"folio\": @{\"size\": \"四号\"",
     "/styles/folio", false},
    {DIAG_FORM_STYLE_LACKS, "\"folio\": {\"font\": \"song\", \"size\": \"四号\", ", "\"folio\": {\"font\": \"song\", ",
     "\"folio\": @{\"font\": \"song\"", "/styles/folio", false},
    {DIAG_FORM_STYLE_NEEDED, "\"paragraph\": \"body\", ", "", "@{\"paragraph\": \"编制", "/story/1/section/2", false},
    {DIAG_FORM_STYLE_NEEDED, "\"style\": \"cell\",\n    \"head-style\"", "\"head-style\"",
     "@{\n      \"key\": \"fund\"", "/tables/2", false},
    {DIAG_FORM_SHEET, "\"width\": \"150mm\"", "\"width\": \"250mm\"", "\"size\": @{\"width\": \"250mm\"",
     "/pages/card/size", false},
    {DIAG_FORM_MASTER_OPEN, "\"card\": {", "\"open\": {}, \"card\": {", "\"open\": @{}", "/pages/open", false},
    {DIAG_FORM_MASTER_FIT, "\"area\": {\"width\": \"253mm\"", "\"area\": {\"width\": \"283mm\"",
     "\"area\": @{\"width\": \"283mm\"", "/pages/wide/area", false},
    {DIAG_FORM_MASTER_FIT, "\"bottom\": \"35mm\"", "\"bottom\": \"9mm\"", "\"margins\": @{\"top\": \"37mm\"",
     "/pages/body/margins", true},
    {DIAG_FORM_FIELD_PARTS, "\"founded\": {\"type\": \"date\"", "\"founded\": {\"type\": \"date\", \"item\": \"text\"",
     "\"founded\": @{", "/data/founded", false},
    {DIAG_FORM_FIELD_PARTS, "\"founded\": {\"type\": \"date\", \"optional\": true}", "\"founded\": \"list\"",
     "\"founded\": @\"list\"", "/data/founded", false},
    {DIAG_FORM_NO_COLUMNS, "\"columns\": [{\"key\": \"name\", \"title\": \"名称\"}…],", "\"columns\": [],",
     "\"columns\": @[]", "/tables/2/columns", false},
    {DIAG_FORM_WIDTH, "\"width\": \"auto\"", "\"width\": \"1fr2\"", "\"width\": @\"1fr2\"", "/tables/1/columns/0/width",
     false},
    {DIAG_FORM_WIDTH, "\"width\": [\"2fr\", \"1.5fr\"]", "\"width\": []", "\"width\": @[]", "/tables/1/columns/1/width",
     false},
    {DIAG_FORM_RANGE, "[[\"code\", \"name\"],", "[[\"name\", \"code\"],", "[@[\"name\", \"code\"]",
     "/tables/1/kinds/合计/merge/0", false},
    {DIAG_FORM_RANGE, "[[\"code\", \"name\"],", "[[\"name\"],", "[@[\"name\"]", "/tables/1/kinds/合计/merge/0", false},
    {DIAG_FORM_MERGE_OVERLAP, "[\"people\", \"since\"]", "[\"name\", \"since\"]", "@[\"name\", \"since\"]",
     "/tables/1/kinds/合计/merge/1", false},
    {DIAG_FORM_LEAD_SPANS, "\"tracks\": 2, \"align\": \"left\"", "\"align\": \"left\"", "@[{\"text\": \"项目\"",
     "/tables/3/lead/0", false},
    {DIAG_FORM_LEAD_SPANS, "\"format\": \"wan\", \"tracks\": 2", "\"format\": \"wan\", \"tracks\": 3",
     "@{\"cells\": [{\"text\": \"金额\"", "/tables/3/lead/1", false},
    {DIAG_FORM_LEAD_OVERHANG, "{\"rows\": 2}", "{\"rows\": 3}", "\"lead\": @[", "/tables/3/lead", false},
    {DIAG_FORM_LEAD_SPANS, "{\"text\": \"栏次\"}", "{\"text\": \"栏次\", \"tracks\": 2}", "\"head-rows\": [@[",
     "/tables/2/head-rows/0", false},
    {DIAG_FORM_LEAD_OVERHANG, "{\"text\": \"栏次\"}", "{\"text\": \"栏次\", \"rows\": 2}", "\"head-rows\": @[",
     "/tables/2/head-rows", false},
    {DIAG_FORM_PATH, "{\"text\": \"栏次\"}", "{\"text\": \"{{nothing}}\"}", "{\"text\": \"{{@nothing}}\"",
     "/tables/2/head-rows/0/0/text", false},
    {DIAG_FORM_PANELS, "\"columns\": [\"class\", \"expenditure\"]", "\"columns\": [\"expenditure\", \"expenditure\"]",
     "\"columns\": @[\"expenditure\", ", "/tables/0/panels/1/columns", true},
    {DIAG_FORM_PANELS, "\"columns\": [\"class\", \"expenditure\"]", "\"columns\": [\"class\", \"class\"]",
     "\"panels\": @[", "/tables/0/panels", false},
    {DIAG_FORM_PANEL_CELL, "{\"source\": \"财政拨款\"}", "{\"class\": \"财政拨款\"}", "{\"class\": @\"财政拨款\"}",
     "/tables/0/panels/0/rows/0/cells/class", false},
    {DIAG_FORM_LINE_EMPTY, "{\"left\": \"注：单位为{{table.unit}}。\", ", "{", "@{\"if\": \"filled\"}",
     "/tables/1/below/1", false},
    {DIAG_FORM_LINE_EMPTY, "{\"left\": \"负责人：\", \"center\": \"制表人：\", \"right\": \"{{date | day}}\"}", "{}",
     "@{\"line\": {}", "/story/0/section/3", false},
    {DIAG_FORM_SIGNATURE_NAME, "[\"拟稿\", ", "[\"a.b\", ", "@\"a.b\"", "/story/3/section/5/signatures/0", false},
    {DIAG_FORM_SIGNATURE_NAME, "[\"拟稿\", ", "[\"复核\", ", "[\"复核\", @\"复核\"", "/story/3/section/5/signatures/1",
     false},
    {DIAG_FORM_SIGNATURE_NAME, "[\"拟稿\", ", "[\"　\", ", "@\"　\"", "/story/3/section/5/signatures/0", false},
    {DIAG_FORM_SIGNATURE_NAME, "[\"拟稿\", ", "[\"一二三四五六七八九十一二三四五六七八九十甲\", ",
     "@\"一二三四五六七八九十一二", "/story/3/section/5/signatures/0", false},
    {DIAG_FORM_SIGNATURES_EMPTY, "[\"拟稿\", \"复核\", \"批准\"]", "[]", "\"signatures\": @[]",
     "/story/3/section/5/signatures", false},
    {DIAG_FORM_SIGNATURES_ONCE, "{\"space\": \"12pt\"}", "{\"signatures\": [\"审核\"]}", "@{\"signatures\": [\"拟稿\"",
     "/story/3/section/5", false},
    {DIAG_FORM_SIGNATURES_ONCE, "{\"break\": \"page\"}",
     "{\"each\": \"projects\", \"as\": \"a\", \"do\": [{\"signatures\": [\"审核\"]}]}", "@{\"signatures\": [\"审核\"",
     "/story/0/section/4/do/0", true},
    {DIAG_FORM_BLOCK_KIND, "{\"break\": \"page\"}", "{\"brake\": \"page\"}", "@{\"brake\": \"page\"}",
     "/story/0/section/4", false},
    {DIAG_FORM_BLOCK_KINDS, "{\"break\": \"page\"}", "{\"break\": \"page\", \"space\": \"1pt\"}",
     "@{\"break\": \"page\", ", "/story/0/section/4", false},
    {DIAG_FORM_SECTION_MISSING, "{\"table\": \"income\"},", "{\"table\": \"income\"}, {\"space\": \"1pt\"},",
     "@{\"space\": \"1pt\"}", "/story/3", false},
    {DIAG_FORM_SECTION_MISSING, "{\"table\": \"income\"},", "{\"table\": \"income\"}, {\"table\": \"fund\"},",
     "@{\"table\": \"fund\"},\n    {\"section\"", "/story/3", false},
    {DIAG_FORM_SECTION_NESTED, "{\"break\": \"page\"}", "{\"section\": [], \"page\": \"body\"}", "@{\"section\": []",
     "/story/0/section/4", false},
    {DIAG_FORM_TEST, "{\"not\": \"closed\"}", "{}", "@{}, {\"all\"", "/story/1/section/3/if/any/0", false},
    {DIAG_FORM_IF_EMPTY, ", \"then\": [{\"table\": \"target\"}]}", "}, {\"table\": \"target\"}",
     "@{\"if\": \"project.targets\"}", "/story/3/section/2/do/2", false},
    {DIAG_FORM_PATH, "{{staff.established}}", "{{staff.establisht}}", "{{@staff.establisht}}",
     "/story/1/section/2/paragraph", false},
    {DIAG_FORM_PATH, "\"自{{year.last}}", "\"自{{yaer.last}}", "\"自{{@yaer.last}}",
     "/story/1/section/3/else/0/paragraph", false},
    {DIAG_FORM_PATH, "— {{page}} /", "— {{table.title}} /", "\"text\": \"— {{@table", "/pages/body/folio/text", false},
    {DIAG_FORM_PATH_BELOW, "{{rate}}%", "{{rate.x}}%", "{{@rate.x}}", "/story/1/section/2/paragraph", false},
    {DIAG_FORM_PATH_NO_VALUE, "{{rate}}%", "{{staff}}%", "{{@staff}}", "/story/1/section/2/paragraph", false},
    {DIAG_FORM_PATH_NO_LIST, "{\"list\": \"units\"},", "{\"list\": \"staff\"},", "{\"list\": \"@staff\"}",
     "/story/1/section/4/list", false},
    {DIAG_FORM_PATH_NO_LIST, "\"rows-from\": \"project.targets\"", "\"rows-from\": \"project.name\"",
     "\"rows-from\": @\"project.name\"", "/tables/3/rows-from", false},
    {DIAG_FORM_PATH, "\"rows-from\": \"project.targets\"", "\"rows-from\": \"lost\"", "\"rows-from\": @\"lost\"",
     "/tables/3/rows-from", false},
    {DIAG_FORM_PATH_NO_BLOCKS, "\"project.basis\"", "\"project.name\"", "{\"blocks\": @\"project.name\"}",
     "/story/3/section/2/do/1/blocks", false},
    {DIAG_FORM_FORMAT_FITS, "{{total | wan}}", "{{total | date}}", "{{@total | date}}", "/story/1/section/2/paragraph",
     false},
    {DIAG_FORM_FORMAT_FITS, "\"format\": \"day\"", "\"format\": \"wan\"", "@{\"key\": \"since\"", "/tables/1/columns/5",
     false},
    {DIAG_FORM_FORMAT_FITS, "\"format\": \"yuan\",\n      \"columns\"", "\"format\": \"day\", \"columns\"",
     "@{\n      \"key\": \"income\"", "/tables/1", false},
    {DIAG_FORM_ROWS_FIELD, "{\"key\": \"value\"", "{\"key\": \"valeu\"", "@{\"key\": \"valeu\"", "/tables/3/columns/2",
     false},
    {DIAG_FORM_ROWS_FIELD, "{\"key\": \"value\"", "{\"key\": \"value\", \"type\": \"amount\"", "@{\"key\": \"value\"",
     "/tables/3/columns/2", false},
    {DIAG_FORM_VALUE_TYPE, "\"value\": \"balance[total].income\"", "\"value\": \"1\"", "\"value\": \"@1\"",
     "/tables/2/columns/1/value", false},
    {DIAG_FORM_VALUE_TYPE, "\"values\": {\"income\": \"[fiscal].income\"",
     "\"values\": {\"income\": \"[fiscal].source\"", "\"income\": \"@[fiscal].source\"",
     "/tables/0/foot/0/values/income", false},
    {DIAG_FORM_CHECK_TEST, "\"line.total >= 0\"", "\"line.total + 1元\"", "line.total @+ 1元", "/checks/0/check",
     false},
    {DIAG_FORM_ACROSS_TYPE, "\"here\": \"income[合计].total\"",
     "\"here\": \"income[合计].total\", \"there\": \"staff.actual\"", "\"there\": \"@staff.actual\"", "/across/1/there",
     false},
    {DIAG_FORM_ACROSS_TYPE, "\"here\": \"income[合计].total\"", "\"here\": \"organ.name\"", "\"here\": \"@organ.name\"",
     "/across/1/here", false},
    {DIAG_EXPR_NO_TABLE,
     "\"for\": \"projects[*]\", \"as\": \"item\", \"if\": \"item.amount > 0\", "
     "\"here\": \"item.amount\",\n      \"there\": \"sum(projects[name = item.name].amount)\"",
     "\"for\": \"income[leaf]\", \"here\": \"[合计].total\", \"there\": \"[合计].total\"", "\"there\": \"@[合计]",
     "/across/0/there", false},
    {DIAG_FORM_NAME_TAKEN, "\"rule\": \"units-total\"", "\"rule\": \"no-income-below-zero\"",
     "{\"rule\": @\"no-income-below-zero\", \"title\": \"合计等于", "/across/1/rule", false},
    {DIAG_FORM_RULE_OWN, "\"rule\": \"units-total\"", "\"rule\": \"level-sum\"", "{\"rule\": @\"level-sum\"",
     "/across/1/rule", false},
    {DIAG_FORM_RULE_OWN, "\"rule\": \"no-income-below-zero\"", "\"rule\": \"prose-amount\"",
     "\"rule\": @\"prose-amount\"", "/checks/0/rule", false},
    {DIAG_JSON_CHOICE, "\"with\": \"units\"", "\"with\": \"unit\"", "\"with\": @\"unit\"", "/across/1/with", false},
    {DIAG_FORM_NAME_TAKEN, "\"as\": \"line\"", "\"as\": \"rate\"", "@{\n      \"rule\"", "/checks/0", true},
    {DIAG_FORM_NAME_TAKEN, "\"levels\": [\"类\", \"款\", \"项\"]", "\"levels\": [\"类\", \"款\", \"款\"]",
     "\"levels\": [\"类\", \"款\", @\"款\"]", "/tables/1/levels/2", false},
    {DIAG_FORM_NAME_TAKEN, "\"levels\": [\"类\", \"款\", \"项\"]", "\"levels\": [\"类\", \"合计\"]",
     "\"levels\": [\"类\", @\"合计\"]", "/tables/1/levels/1", false},
    {DIAG_FORM_UNKNOWN_KIND, "\"total\": \"合计\"", "\"total\": \"总计\"", "\"total\": @\"总计\"", "/tables/1/total",
     false},
    {DIAG_FORM_KEY_IDLE, "\"label\": \"表1\",", "\"label\": \"表1\", \"page\": null, \"one-page\": true,",
     "\"label\": \"表1\", \"page\": null, \"one-page\": @true", "/tables/0/one-page", false},
    {DIAG_FORM_KEY_IDLE, "\"for\": \"income[leaf]\", \"as\": \"line\",", "\"as\": \"line\",", "\"as\": @\"line\"",
     "/checks/0/as", true},
    {DIAG_FORM_KEY_IDLE, "\"values\": {", "\"values\": {\"source\": \"organ.name\", ", "\"source\": @\"organ.name\"",
     "/tables/0/foot/0/values/source", false},
    {DIAG_FORM_KEY_IDLE, "\"kind\": \"number\", ", "\"kind\": \"number\", \"unit\": \"元\", ",
     "\"number\", \"unit\": @\"元\"", "/formats/percent/unit", false},
    {DIAG_FORM_TABLE_UNUSED, "{\"table\": \"fund\"},", "", "@{\n      \"key\": \"fund\"", "/tables/2", false},
};
enum { CASE_COUNT = sizeof cases / sizeof *cases };

static bool run(const PatchCase *patch) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const char *text = patch_text(arena, FIXTURE, patch->find, patch->replace);
    const JsonDoc *doc = json_doc_parse(arena, FIXTURE, text, strlen(text), diags);
    const Form *form = doc ? form_read_doc(arena, doc, diags) : NULL;
    bool good = patch_expect(patch, text, diags);
    bool error = diag_code_severity(patch->code) == SEVERITY_ERROR;
    good = good && (form == NULL) == (error || patch->more);
    diag_list_free(diags);
    arena_free(arena);
    return good;
}

TEST(every_fault_of_a_form_has_its_code_and_place) {
    size_t bad = 0;
    for (size_t i = 0; i < CASE_COUNT; i++)
        bad += run(&cases[i]) ? 0 : 1;
    assert_int_equal(bad, 0);
}

TEST(every_code_of_the_form_room_has_a_case) {
    patch_expect_all_codes("FORM_", cases, CASE_COUNT);
    patch_expect_all_codes("TEMPLATE_", cases, CASE_COUNT);
    patch_expect_all_codes("EXPR_", cases, CASE_COUNT);
    patch_expect_all_codes("TEXT_CONTROL", cases, CASE_COUNT);
}

TEST(all_faults_come_out_in_one_run) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const char *text = patch_text(arena, FIXTURE, "\"size\": \"A4\",", "\"size\": \"A9\", \"sise\": 1,");
    const JsonDoc *doc = json_doc_parse(arena, FIXTURE, text, strlen(text), diags);
    assert_non_null(doc);
    assert_null(form_read_doc(arena, doc, diags));
    diag_sort(diags);
    assert_int_equal(diag_count(diags), 2);
    assert_int_equal(diag_item(diags, 0)->code, DIAG_JSON_CHOICE);
    assert_int_equal(diag_item(diags, 1)->code, DIAG_JSON_KEY_UNKNOWN);
    diag_list_free(diags);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_of_a_form_has_its_code_and_place),
        cmocka_unit_test(every_code_of_the_form_room_has_a_case),
        cmocka_unit_test(all_faults_come_out_in_one_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
