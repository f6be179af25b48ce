/* How rows and cells are named for people. */
#include "figures/names.h"

#include "test.h"
#include "world.h"

#define FORM                                                                                                           \
    "\"tables\": [{" WORLD_TABLE(                                                                                      \
        "t") ", \"label\": \"表五\","                                                                                \
             "\"columns\": [{\"key\": \"code\", \"title\": \"编码\", \"type\": \"code\"},"                           \
             "{\"key\": \"name\", \"title\": \"名\\u3000称\"},"                                                      \
             "{\"key\": \"total\", \"title\": \"小计\", \"type\": \"amount\"}],"                                     \
             "\"kinds\": {\"项\": {}, \"合计\": {\"merge\": [[\"code\", \"name\"]]}},"                              \
             "\"default-kind\": \"项\","                                                                              \
             "\"foot\": [{\"key\": \"sum\", \"kind\": \"合计\", \"cells\": {\"code\": \"合　计\"}},"              \
             "{\"key\": \"blank\", \"kind\": \"合计\"}]}]"
#define ROWS                                                                                                           \
    "\"tables\": {\"t\": [{\"code\": \"2080505\", \"name\": \"养老支出\", \"total\": 1},"                          \
    "{\"code\": \"2080506\", \"total\": 1}, {\"row\": \"sum\", \"total\": 2}, {\"row\": \"blank\", \"total\": 2}]}, "  \
    "\"data\": {}"

static void rows_are_named_by_their_text_or_else_by_their_code_or_key(void **state) {
    (void)state;
    static const char *const names[] = {"表五 养老支出 小计", "表五 2080506 小计", "表五 合计 小计", "表五 blank 小计"};
    World world = world_good(FORM, ROWS);
    const ReportTable *table = &world.figures->report->tables[0];
    assert_int_equal(table->row_count, 4);
    for (uint32_t row = 0; row < 4; row++)
        assert_string_equal(name_cell(world.figures, table, row, 2), names[row]);
    world_free(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_named_by_their_text_or_else_by_their_code_or_key),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
