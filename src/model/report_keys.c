#include "model/report_keys.h"

static const JsonKey top[] = {
    [REPORT_KEY_FORM] = {"form", JSON_IS_STRING, true},      [REPORT_KEY_ORGAN] = {"organ", JSON_IS_OBJECT, true},
    [REPORT_KEY_YEAR] = {"year", JSON_IS_NUMBER, true},      [REPORT_KEY_DATE] = {"date", JSON_IS_STRING, false},
    [REPORT_KEY_TABLES] = {"tables", JSON_IS_OBJECT, false}, [REPORT_KEY_DATA] = {"data", JSON_IS_OBJECT, false},
    [REPORT_KEY_ACCEPT] = {"accept", JSON_IS_ARRAY, false},
};
static const JsonKey organ[] = {
    [ORGAN_KEY_NAME] = {"name", JSON_IS_STRING, true},
    [ORGAN_KEY_SHORT] = {"short", JSON_IS_STRING, false},
    [ORGAN_KEY_CODE] = {"code", JSON_IS_STRING, false},
    [ORGAN_KEY_PARENT] = {"parent", JSON_IS_STRING, false},
};
static const JsonKey accept[] = {
    [ACCEPT_KEY_RULE] = {"rule", JSON_IS_STRING, true},
    [ACCEPT_KEY_REASON] = {"reason", JSON_IS_STRING, true},
    [ACCEPT_KEY_AT] = {"at", JSON_IS_STRING, false},
};
static const JsonKey rows[] = {[ROWS_KEY_ROWS] = {"rows", JSON_IS_ARRAY, true}};
static const JsonKey heading[] = {
    [TEXT_HEADING_KEY_HEADING] = {"heading", JSON_IS_STRING, true},
    [TEXT_HEADING_KEY_LEVEL] = {"level", JSON_IS_NUMBER, false},
};
static const JsonKey list[] = {
    [TEXT_LIST_KEY_LIST] = {"list", JSON_IS_ARRAY, true},
    [TEXT_LIST_KEY_LABEL] = {"label", JSON_IS_STRING, false},
};
static const JsonKey paragraph[] = {[TEXT_PARAGRAPH_KEY_PARAGRAPH] = {"paragraph", JSON_IS_STRING, true}};

#define TABLE_OF(name, keys)                                                                                           \
    { name, keys, sizeof(keys) / sizeof *(keys) }

static const KeyTable tables[REPORT_KEYS_COUNT] = {
    [REPORT_KEYS_TOP] = TABLE_OF("", top),
    [REPORT_KEYS_ORGAN] = TABLE_OF("organ", organ),
    [REPORT_KEYS_ACCEPT] = TABLE_OF("acceptance", accept),
    [REPORT_KEYS_ROWS] = TABLE_OF("table-object", rows),
    [REPORT_KEYS_HEADING] = TABLE_OF("heading", heading),
    [REPORT_KEYS_LIST] = TABLE_OF("list", list),
    [REPORT_KEYS_PARAGRAPH] = TABLE_OF("paragraph", paragraph),
};

const KeyTable *report_keys(ReportKeysId id) { return &tables[id]; }
