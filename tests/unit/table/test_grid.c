/* Which cell stands in which slot, and which cannot. */
#include "fixture.h"

#include "table/grid.h"

static size_t row_of(const Fixture *f, size_t row, size_t col) { return grid_at(&f->table->grid, row, col)->row; }
static size_t col_of(const Fixture *f, size_t row, size_t col) { return grid_at(&f->table->grid, row, col)->col; }

static void test_cells_take_the_slots_spans_leave_free(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 3, TRACK_SHARE, 1000);
    fixture_rows(f, 3);
    fixture_cell(f, 0, "甲", 1, 3);
    fixture_cell(f, 0, "乙", 2, 1);
    fixture_cell(f, 1, "丙", 1, 1);
    fixture_cell(f, 1, "丁", 1, 2);
    fixture_cell(f, 2, "戊", 1, 1);
    fixture_make(f);
    assert_int_equal(f->table->grid.cell_count, 5);
    assert_int_equal(row_of(f, 2, 0), 0);
    assert_int_equal(col_of(f, 0, 2), 1);
    assert_int_equal(row_of(f, 2, 1), 2);
    assert_int_equal(row_of(f, 2, 2), 1);
}

static void test_slots_left_free_become_empty_cells(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 3, TRACK_SHARE, 1000);
    fixture_rows(f, 2);
    fixture_line(f, 0, "甲");
    fixture_make(f);
    assert_int_equal(f->table->grid.cell_count, 6);
    assert_int_equal(col_of(f, 0, 2), 2);
    assert_int_equal(grid_at(&f->table->grid, 1, 1)->cell->para_count, 0);
}

static void test_all_faulty_spans_are_reported(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_SHARE, 1000);
    fixture_rows(f, 3);
    fixture_cell(f, 0, "甲", 1, 1);
    fixture_cell(f, 0, "乙", 1, 2);
    fixture_cell(f, 1, "丙", 2, 1); /* into 乙 */
    fixture_cell(f, 2, "丁", 3, 1); /* over the right edge */
    fixture_cell(f, 2, "戊", 1, 1); /* no slot left */
    fixture_fails(f, 3,
                  (const DiagCode[]){DIAG_TABLE_CELL_OVERLAP, DIAG_TABLE_CELL_OVERHANG, DIAG_TABLE_CELL_OVERHANG});
    const Diag *diag = diag_item(f->diags, 0);
    assert_string_equal(diag->args[0], "2");
    assert_string_equal(diag->args[1], "1");
    assert_string_equal(diag->args[2], "丙");
}

static void test_a_span_below_the_last_row(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 1);
    fixture_cell(f, 0, "甲", 1, 2);
    fixture_fails(f, 1, (const DiagCode[]){DIAG_TABLE_CELL_OVERHANG});
}

static void test_a_span_from_the_head_into_the_body(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 2);
    f->rows[0].part = ROW_HEAD;
    fixture_cell(f, 0, "甲", 1, 2);
    fixture_fails(f, 1, (const DiagCode[]){DIAG_TABLE_CELL_OVERHANG});
}

static void test_spans_beyond_all_bounds(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 1);
    fixture_cell(f, 0, "甲", 2147483647, 2147483647);
    fixture_cell(f, 0, "乙", -5, -2147483647);
    fixture_fails(f, 2, (const DiagCode[]){DIAG_TABLE_CELL_OVERHANG, DIAG_TABLE_CELL_OVERHANG});
}

static void test_a_long_text_is_quoted_in_part(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 1);
    fixture_cell(f, 0, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", 2, 1);
    fixture_fails(f, 1, (const DiagCode[]){DIAG_TABLE_CELL_OVERHANG});
    assert_string_equal(diag_item(f->diags, 0)->args[2], "一二三四五六七八九十一二三四五六七八九十一…");
}

static void test_too_many_tracks_and_rows(void **state) {
    Fixture *f = *state;
    fixture_rows(f, 1);
    fixture_fails(f, 1, (const DiagCode[]){DIAG_TABLE_TRACKS});
    f->spec.track_count = TABLE_TRACK_MAX + 1;
    fixture_fails(f, 2, (const DiagCode[]){DIAG_TABLE_TRACKS, DIAG_TABLE_TRACKS});
    f->spec.track_count = 1;
    f->spec.row_count = TABLE_ROW_MAX + 1;
    fixture_fails(f, 3, (const DiagCode[]){DIAG_TABLE_TRACKS, DIAG_TABLE_TRACKS, DIAG_TABLE_ROWS});
}

static void locate(SourceRef ref, Arena *arena, Place *place) {
    *place = (Place){.file = "report.json", .pointer = arena_printf(arena, "/rows/%u", (unsigned)ref.index)};
}

static void test_faults_name_the_cell_or_its_row(void **state) {
    Fixture *f = *state;
    const SourceMap map = {locate};
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 2);
    f->rows[0].source = (SourceRef){&map, 4, 0};
    f->rows[1].source = (SourceRef){&map, 5, 0};
    fixture_cell(f, 0, "甲", 2, 1);
    fixture_cell(f, 1, "乙", 2, 1)->source = (SourceRef){&map, 6, 0};
    fixture_fails(f, 2, (const DiagCode[]){DIAG_TABLE_CELL_OVERHANG, DIAG_TABLE_CELL_OVERHANG});
    assert_string_equal(diag_item(f->diags, 0)->place.pointer, "/rows/4");
    assert_string_equal(diag_item(f->diags, 1)->place.pointer, "/rows/6");
}

static void test_tags_of_a_table(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_SHARE, 1000);
    fixture_rows(f, 3);
    f->rows[0].part = ROW_HEAD;
    TableCell *head = fixture_cell(f, 0, "甲", 2, 1);
    head->head = true;
    head->scope = SCOPE_COLUMN;
    fixture_cell(f, 1, "乙", 1, 2);
    fixture_make(f);
    const TagTree *tags = f->list->tags;
    const Tag *table = tag_at(tags, f->spec.tag), *part = tag_at(tags, table->first), *row = tag_at(tags, part->first);
    assert_int_equal(part->role, TAG_TABLE_HEAD);
    assert_int_equal(row->role, TAG_ROW);
    assert_int_equal(row->next, 0);
    const Tag *cell = tag_at(tags, row->first);
    assert_int_equal(cell->role, TAG_HEADER_CELL);
    assert_int_equal(cell->col_span, 2);
    assert_int_equal(cell->scope, SCOPE_COLUMN);
    part = tag_at(tags, part->next);
    assert_int_equal(part->role, TAG_TABLE_BODY);
    assert_int_equal(part->next, 0);
    row = tag_at(tags, part->first);
    cell = tag_at(tags, row->first);
    assert_int_equal(cell->role, TAG_CELL);
    assert_int_equal(cell->row_span, 2);
    assert_int_not_equal(cell->next, 0); /* the empty slot has its cell */
    row = tag_at(tags, row->next);
    assert_int_equal(tag_at(tags, row->first)->next, 0);
    assert_int_equal(row->next, 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(test_cells_take_the_slots_spans_leave_free), CASE(test_slots_left_free_become_empty_cells),
        CASE(test_all_faulty_spans_are_reported),         CASE(test_a_span_below_the_last_row),
        CASE(test_a_span_from_the_head_into_the_body),    CASE(test_spans_beyond_all_bounds),
        CASE(test_a_long_text_is_quoted_in_part),         CASE(test_too_many_tracks_and_rows),
        CASE(test_faults_name_the_cell_or_its_row),       CASE(test_tags_of_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
