/* What the small form leaves in the structs. Its faults are in tests/diag. */
#include <string.h>

#include "form/form.h"
#include "test.h"

static Arena *arena;
static DiagList *diags;
static const Form *form;

static int open_form(void **state) {
    (void)state;
    arena = arena_new();
    diags = diag_list_new();
    form = form_read(arena, SOURCE_DIR "/tests/fixtures/tiny-form.json", diags);
    assert_non_null(form);
    return 0;
}

static int close_form(void **state) {
    (void)state;
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}

/* Parses a form made of a head and `parts`; NULL with faults. */
static const Form *parse(const char *parts) {
    const char *text = arena_printf(arena, "{\"form\": \"f\", \"title\": \"t\", %s}", parts);
    const JsonDoc *doc = json_doc_parse(arena, "f.json", text, strlen(text), diags);
    assert_non_null(doc);
    return form_read_doc(arena, doc, diags);
}

static const PageMaster *page(const Form *of, const char *name) {
    for (size_t i = 0; i < of->page_count; i++)
        if (strcmp(of->pages[i].name, name) == 0)
            return &of->pages[i];
    fail_msg("no page %s", name);
    return NULL;
}

static void assert_len(Len len, Len expected) {
    if (len < expected - 2 || len > expected + 2)
        fail_msg("%lld instead of %lld", (long long)len, (long long)expected);
}

static Len mm(int64_t millimetres) { return len_from_micrometres(millimetres * 1000); }

/* ---- styles --------------------------------------------------------------------------------------------- */

TEST(a_style_takes_over_what_it_does_not_say) {
    const Style *grid = form_style(form, "grid");
    assert_string_equal(grid->font, "fang");
    assert_int_equal(grid->size, 15750);
    assert_int_equal(grid->leading, 29500);
    assert_true(grid->grid);
    assert_int_equal(grid->punct, STYLE_PUNCT_HALF);
    assert_int_equal(grid->first_indent, 2000);
    assert_null(form_style(form, "other"));
}

TEST(ems_of_a_style_are_of_its_own_size) {
    assert_int_equal(form_style(form, "body")->leading, 28350);
    assert_int_equal(form_style(form, "title")->before_lines, 1000);
    assert_int_equal(form_style(form, "title")->before, 0);
    assert_int_equal(form_style(form, "title")->after, 11000);
    assert_true(form_style(form, "title")->red);
    assert_int_equal(form_style(form, "item")->first_indent, -2000);
}

TEST(a_style_may_be_based_on_a_later_one) {
    const Form *late =
        parse("\"styles\": {\"a\": {\"based-on\": \"b\", \"leading\": \"2em\"}, \"b\": {\"based-on\": \"c\", \"size\": "
              "\"10pt\"}, \"c\": {\"font\": \"song\", \"size\": \"9pt\", \"leading\": \"1em\"}}, \"pages\": {}, "
              "\"story\": []");
    assert_non_null(late);
    assert_string_equal(form_style(late, "a")->font, "song");
    assert_int_equal(form_style(late, "a")->leading, 20000);
    assert_int_equal(form_style(late, "b")->leading, 10000);
}

TEST(a_circle_is_reported_once_by_its_first_member) {
    DiagList *own = diag_list_new(), *kept = diags;
    diags = own;
    assert_null(parse(
        "\"styles\": {\"x\": {\"based-on\": \"b\"}, \"a\": {\"based-on\": \"b\"}, \"b\": {\"based-on\": \"c\"}, \"c\": "
        "{\"based-on\": \"a\"}}, \"pages\": {}, \"story\": []"));
    assert_int_equal(diag_count(own), 1);
    assert_int_equal(diag_item(own, 0)->code, DIAG_FORM_STYLE_CIRCLE);
    assert_string_equal(diag_item(own, 0)->args[0], "a > b > c > a");
    assert_string_equal(diag_item(own, 0)->place.pointer, "/styles/a/based-on");
    diags = kept;
    diag_list_free(own);
}

TEST(roles_are_collected_once_with_their_place) {
    const char *names[8];
    SourceRef refs[8];
    assert_int_equal(form_roles(form, names, refs, 8), 4);
    assert_string_equal(names[0], "fang");
    assert_string_equal(names[1], "song");
    assert_string_equal(names[2], "hei");
    assert_string_equal(names[3], "kai");
    Place place = {0};
    refs[1].map->locate(refs[1], arena, &place);
    assert_string_equal(place.pointer, "/styles/title/font");
    assert_int_equal(form_roles(form, names, refs, 2), 2);
}

TEST(levels_without_a_style_take_the_one_above) {
    const Form *few = parse(
        "\"styles\": {\"p\": {\"font\": \"song\", \"size\": \"9pt\"}, \"h\": {\"based-on\": \"p\"}}, \"pages\": {}, "
        "\"story\": [], \"block-styles\": {\"paragraph\": \"p\", \"heading-2\": \"h\"}");
    assert_non_null(few);
    const Style *p = form_style(few, "p"), *h = form_style(few, "h");
    const Style *expected[8] = {p, p, h, h, h, h, h, p};
    for (int i = 0; i < 8; i++)
        assert_ptr_equal(few->block_styles[i], expected[i]);
}

/* ---- formats -------------------------------------------------------------------------------------------- */

TEST(formats_say_how_amounts_and_dates_are_printed) {
    const Format *wan = form_format(form, "wan");
    assert_int_equal(wan->unit, MONEY_WAN);
    assert_int_equal(wan->decimals, 2);
    assert_true(wan->separators);
    assert_int_equal(wan->zero, MONEY_ZERO_BLANK);
    assert_int_equal(form_format(form, "given")->decimals, MONEY_DECIMALS_GIVEN);
    assert_int_equal(form_format(form, "given")->unit, -1);
    assert_true(form_format(form, "dash")->dash_zero);
    assert_string_equal(form_format(form, "day")->pattern, "{y}-{mm}-{dd}（{m}月{d}日）");
}

TEST(some_formats_are_built_in) {
    assert_int_equal(form_format(form, "plain")->kind, FORMAT_PLAIN);
    assert_int_equal(form_format(form, "plain")->zero, MONEY_ZERO_LIKE);
    assert_string_equal(form_format(form, "date")->pattern, "{y}年{m}月{d}日");
    assert_int_equal(form_format(form, "chinese")->kind, FORMAT_CHINESE_NUMBER);
    assert_int_equal(form_format(form, "roman")->kind, FORMAT_LOWER_ROMAN);
    assert_int_equal(form_format(form, "ROMAN")->kind, FORMAT_UPPER_ROMAN);
    assert_int_equal(form_format(form, "circled")->kind, FORMAT_CIRCLED);
    assert_null(form_format(form, "other"));
}

/* ---- pages ---------------------------------------------------------------------------------------------- */

TEST(four_margins_give_the_area) {
    const PageMaster *body = page(form, "body");
    assert_len(body->area.width, mm(156));
    assert_len(body->area.height, mm(225));
    assert_len(body->outer, mm(26));
    assert_int_equal(body->pitch, len_scale(body->area.height, 1, 22));
    assert_true(body->mirror);
    assert_int_equal(body->folio->place, FOLIO_OUTER);
    assert_len(body->folio->below, mm(7));
    assert_int_equal(body->head->rule, 500);
}

TEST(null_takes_the_folio_away) {
    assert_null(page(form, "cover")->folio);
    assert_null(page(form, "cover")->head);
    assert_int_equal(page(form, "cover")->grid_lines, 22);
}

TEST(landscape_is_turned_in_print) {
    const PageMaster *wide = page(form, "wide");
    assert_true(wide->landscape && wide->turned);
    assert_len(wide->sheet.width, mm(210));
    assert_len(wide->sheet.height, mm(297));
    assert_len(wide->area.width, mm(253));
    assert_len(wide->top, mm(28));
    assert_len(wide->outer, mm(297 - 22 - 253));
    assert_non_null(wide->folio);
}

TEST(landscape_is_a_wide_sheet_on_screen) {
    const Form *screen =
        parse("\"styles\": {}, \"story\": [], \"pages\": {\"w\": {\"orientation\": \"landscape\", \"size\": \"A3\", "
              "\"margins\": {\"inner\": \"30mm\", \"bottom\": \"40mm\"}}}");
    assert_non_null(screen);
    const PageMaster *wide = page(screen, "w");
    assert_true(wide->landscape && !wide->turned);
    assert_len(wide->sheet.width, mm(420));
    assert_len(wide->inner, mm(30));
    assert_len(wide->outer, mm(30));
    assert_len(wide->top, mm(40));
    assert_len(wide->area.height, mm(297 - 80));
    assert_int_equal(wide->grid_lines, 21); /* 217 mm at about 10.2 mm */
}

TEST(an_area_alone_stands_in_the_middle) {
    const PageMaster *card = page(form, "card");
    assert_len(card->inner, mm(25));
    assert_len(card->outer, mm(25));
    assert_len(card->top, mm(20));
    assert_len(card->sheet.height - card->top - card->area.height, mm(30));
}

/* ---- tables --------------------------------------------------------------------------------------------- */

TEST(columns_are_a_tree_over_leaves_over_tracks) {
    const TableForm *balance = form_table(form, "balance"), *income = form_table(form, "income");
    assert_int_equal(balance->head_levels, 2);
    assert_int_equal(balance->leaf_count, 4);
    assert_ptr_equal(balance->leaves[2], &balance->columns[1].columns[0]);
    assert_int_equal(balance->columns[1].first_track, 2);
    assert_int_equal(balance->columns[1].track_count, 2);
    assert_ptr_equal(balance->leaves[3], &balance->columns[1].columns[1]);
    assert_int_equal(income->track_count, 7);
    assert_int_equal(income->leaves[1]->track_count, 2);
    assert_int_equal(income->leaves[1]->tracks[1].share, 1500);
    assert_int_equal(income->leaves[2]->first_track, 3);
    assert_null(form_table(form, "other"));
}

TEST(columns_look_like_their_type) {
    const TableForm *income = form_table(form, "income");
    static const ColumnAlign aligns[] = {COLUMN_CENTER,  COLUMN_LEFT,    COLUMN_RIGHT,
                                         COLUMN_DECIMAL, COLUMN_DECIMAL, COLUMN_CENTER};
    for (size_t i = 0; i < income->leaf_count; i++)
        assert_int_equal(income->leaves[i]->align, aligns[i]);
    assert_int_equal(income->leaves[0]->tracks[0].kind, COLUMN_CONTENT);
    assert_int_equal(income->leaves[3]->tracks[0].kind, COLUMN_CONTENT);
    assert_int_equal(form_table(form, "fund")->leaves[0]->tracks[0].kind, COLUMN_SHARE);
    assert_int_equal(form_table(form, "fund")->head_row_count, 1);
    assert_true(form_table(form, "fund")->head_rows[0].cells[1].head);
    assert_true(income->leaves[0]->required && income->leaves[0]->row_head);
    assert_true(income->leaves[1]->merge_same);
    assert_false(income->leaves[3]->head_stack);
    assert_int_equal(income->row_fields[2].type, FIELD_AMOUNT);
    assert_int_equal(income->row_fields[2].unit, MONEY_YUAN);
}

TEST(tables_take_defaults_over) {
    const TableForm *balance = form_table(form, "balance"), *fund = form_table(form, "fund");
    assert_int_equal(balance->unit, MONEY_WAN);
    assert_string_equal(balance->format->name, "given");
    assert_int_equal(balance->above_count, 3);
    assert_true(balance->above[0].caption && balance->above[0].first && !balance->above[0].continued);
    assert_true(!balance->above[1].first && balance->above[1].continued);
    assert_true(balance->above[2].first && balance->above[2].continued);
    assert_int_equal(fund->above_count, 0);
    assert_int_equal(fund->outer_rule, 750);
    assert_false(fund->full_width);
    assert_false(fund->head_repeat);
    assert_int_equal(fund->empty_rows, 3);
    assert_null(balance->page);
    assert_ptr_equal(form_table(form, "income")->page, page(form, "wide"));
}

TEST(without_a_say_the_title_stands_above) {
    const Form *bare = parse(
        "\"styles\": {\"p\": {\"font\": \"song\", \"size\": \"9pt\"}}, \"pages\": {\"b\": {\"margins\": {\"top\": "
        "\"20mm\", \"inner\": \"20mm\"}}}, \"tables\": [{\"key\": \"t\", \"title\": \"表\", \"style\": \"p\", "
        "\"columns\": "
        "[{\"key\": \"a\"}]}], \"story\": [{\"section\": [{\"table\": \"t\"}], \"page\": \"b\"}]");
    assert_non_null(bare);
    const TableForm *table = form_table(bare, "t");
    assert_int_equal(table->above_count, 1);
    assert_true(table->above[0].caption);
    assert_string_equal(path_text(arena, &table->above[0].center->parts[0].expr->path), "table.title");
    assert_int_equal(table->below_count, 0);
    assert_int_equal(table->inner_rule, 500);
    assert_int_equal(table->empty_rows, 1);
    assert_string_equal(table->format->name, "plain");
}

TEST(kinds_merge_indent_and_tell_codes_by_length) {
    const TableForm *income = form_table(form, "income");
    assert_int_equal(income->kind_count, 5);
    assert_int_equal(income->kinds[2].when, 0);
    assert_int_equal(income->kinds[2].when_length, 7);
    assert_int_equal(income->kinds[2].indents[1], 2000);
    assert_int_equal(income->kinds[3].when_length, 0);
    assert_int_equal(income->kinds[4].when, -1);
    assert_int_equal(income->kinds[4].merge_count, 2);
    assert_int_equal(income->kinds[4].merges[1].from, 4);
    assert_int_equal(income->kinds[4].merges[1].to, 5);
    assert_int_equal(income->default_kind, 2);
}

TEST(panels_share_row_lists) {
    const TableForm *balance = form_table(form, "balance");
    assert_int_equal(balance->panel_count, 2);
    assert_int_equal(balance->panels[1].first_leaf, 2);
    assert_int_equal(balance->panels[1].row_count, 2);
    assert_string_equal(balance->panels[1].rows[1].key, "208");
    assert_int_equal(balance->panels[1].rows[1].kind, 0);
    assert_non_null(balance->panels[1].rows[1].cells[2]);
    assert_null(balance->panels[1].rows[1].cells[3]);
    assert_int_equal(balance->top_count, 1);
    assert_int_equal(balance->foot[0].kind, 1);
}

TEST(lead_cells_span_tracks_and_rows) {
    const TableForm *target = form_table(form, "target");
    assert_int_equal(target->head_levels, 0);
    assert_int_equal(target->lead_count, 2);
    assert_int_equal(target->lead[0].cell_count, 3);
    assert_int_equal(target->lead[0].cells[2].rows, 2);
    assert_int_equal(target->lead[1].min_height, 20000);
    assert_string_equal(target->lead[1].cells[1].format->name, "wan");
    assert_string_equal(path_text(arena, target->rows_from), "project.targets");
}

/* ---- story ---------------------------------------------------------------------------------------------- */

TEST(the_story_is_a_tree_of_blocks) {
    assert_int_equal(form->story_count, 4);
    const Story *cover = &form->story[0], *body = &form->story[1];
    assert_int_equal(cover->kind, STORY_SECTION);
    assert_int_equal(cover->numbers, NUMBER_NONE);
    assert_false(cover->restart);
    assert_true(body->restart && body->odd_start && body->first_number == 1);
    assert_int_equal(cover->then[0].fill, 1);
    assert_int_equal(cover->then[2].space_lines, 2000);
    assert_int_equal(cover->then[3].kind, STORY_LINE);
    assert_non_null(cover->then[3].line->right);
    assert_int_equal(cover->then[5].level_count, 2);
    assert_true(cover->then[5].levels[1].page_number);
    assert_int_equal(form->story[2].kind, STORY_TABLE);
}

TEST(headings_may_be_listed_otherwise_or_not) {
    const Story *first = &form->story[1].then[0], *second = &form->story[3].then[0];
    assert_true(first->in_contents);
    assert_non_null(first->contents);
    assert_false(second->in_contents);
    assert_true(second->outline);
}

TEST(tests_nest) {
    const Story *branch = &form->story[1].then[3];
    assert_int_equal(branch->test->kind, TEST_ANY);
    assert_int_equal(branch->test->tests[0].kind, TEST_NOT);
    assert_int_equal(branch->test->tests[1].kind, TEST_ALL);
    assert_string_equal(path_text(arena, &branch->test->tests[1].tests[1].expr->path), "tables.fund");
    assert_int_equal(branch->otherwise_count, 1);
}

TEST(blocks_and_lists_have_their_styles) {
    const Story *body = form->story[1].then;
    assert_ptr_equal(body[1].block_styles[0], form_style(form, "body"));
    assert_ptr_equal(body[1].block_styles[1], form_style(form, "h1"));
    assert_string_equal(body[1].lead_font, "kai");
    assert_ptr_equal(body[4].style, form_style(form, "item"));
    assert_string_equal(body[4].as, "item");
    assert_string_equal(path_text(arena, &body[4].text->parts[0].expr->path), "item");
    assert_int_equal(form->story[3].then[4].closing_indent, 4000);
}

TEST(signatures_have_names_and_a_size) {
    const Story *block = &form->story[3].then[5];
    assert_int_equal(block->kind, STORY_SIGNATURES);
    assert_int_equal(block->signatures->count, 3);
    assert_string_equal(block->signatures->names[0].name, "拟稿");
    assert_string_equal(block->signatures->names[2].name, "批准");
    assert_int_equal(block->signatures->box.width, 113386);
    assert_int_equal(block->signatures->box.height, 42520);
}

/* ---- the way of a name through loops --------------------------------------------------------------------- */

#define LOOPS                                                                                                          \
    "\"styles\": {\"p\": {\"font\": \"song\", \"size\": \"9pt\"}}, \"block-styles\": {\"paragraph\": \"p\"}, "         \
    "\"pages\": {\"b\": "                                                                                              \
    "{\"margins\": {\"top\": \"20mm\", \"inner\": \"20mm\"}}}, \"data\": {\"a\": {\"type\": \"list\", \"fields\": "    \
    "{\"b\": {\"type\": "                                                                                              \
    "\"list\", \"item\": \"integer\"}}}}, \"story\": [{\"section\": [{\"each\": \"a\", \"as\": \"x\", \"do\": "        \
    "[{\"each\": \"x.b\", \"as\": "                                                                                    \
    "\"y\", \"do\": [{\"paragraph\": \"%s\"}]}]}], \"page\": \"b\"}]"

static size_t faults_of(const char *paragraph) {
    DiagList *kept = diags;
    diags = diag_list_new();
    parse(arena_printf(arena, LOOPS, paragraph));
    size_t count = diag_count(diags);
    diag_list_free(diags);
    diags = kept;
    return count;
}

TEST(inner_loops_see_outer_ones) {
    assert_int_equal(faults_of("{{y}} {{y | chinese}} {{loop.index | circled}} {{loop.count}}"), 0);
    assert_int_equal(faults_of("{{x}}"), 1);
    assert_int_equal(faults_of("{{x.b}}"), 1);
    assert_int_equal(faults_of("{{x.b.y}}"), 1);
    assert_int_equal(faults_of("{{y.z}}"), 1);
    assert_int_equal(faults_of("{{page}}"), 1);
    assert_int_equal(faults_of("{{table.title}}"), 1);
    assert_int_equal(faults_of("{{data.a}} {{a}}"), 2);
    assert_int_equal(faults_of("{{organ.name}}{{year.last | chinese}}{{date}}{{form.title}}"), 0);
}

TEST(final_accounts_can_be_said) {
    size_t before = diag_count(diags);
    const Form *accounts = form_read(arena, SOURCE_DIR "/tests/fixtures/final-accounts.json", diags);
    assert_non_null(accounts);
    assert_int_equal(diag_count(diags), before);
    assert_int_equal(form_table(accounts, "balance")->head_levels, 3);
    assert_int_equal(form_table(accounts, "income")->top_count, 1);
    assert_int_equal(form_table(accounts, "income")->unit, MONEY_YUAN);
    assert_int_equal(form_table(accounts, "income")->shown_unit, MONEY_WAN);
}

/* A list that says nothing of its items is a fault by itself; what is built on it goes on to be read. */
TEST(a_faulty_list_does_not_stop_the_reading) {
    DiagList *kept = diags;
    diags = diag_list_new();
    assert_null(parse(
        "\"styles\": {\"p\": {\"font\": \"song\", \"size\": \"9pt\"}}, \"pages\": {\"b\": {\"margins\": {\"top\": "
        "\"20mm\", \"inner\": \"20mm\"}}}, \"data\": {\"x\": \"list\"}, \"tables\": [{\"key\": \"t\", \"title\": "
        "\"表\", "
        "\"style\": \"p\", \"rows-from\": \"x\", \"columns\": [{\"key\": \"a\"}]}], \"story\": [{\"section\": "
        "[{\"table\": \"t\"}, {\"list\": \"x\", \"style\": \"p\"}], \"page\": \"b\"}]"));
    assert_int_equal(diag_item(diags, 0)->code, DIAG_FORM_FIELD_PARTS);
    diag_list_free(diags);
    diags = kept;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_style_takes_over_what_it_does_not_say),
        cmocka_unit_test(ems_of_a_style_are_of_its_own_size),
        cmocka_unit_test(a_style_may_be_based_on_a_later_one),
        cmocka_unit_test(a_circle_is_reported_once_by_its_first_member),
        cmocka_unit_test(roles_are_collected_once_with_their_place),
        cmocka_unit_test(levels_without_a_style_take_the_one_above),
        cmocka_unit_test(formats_say_how_amounts_and_dates_are_printed),
        cmocka_unit_test(some_formats_are_built_in),
        cmocka_unit_test(four_margins_give_the_area),
        cmocka_unit_test(null_takes_the_folio_away),
        cmocka_unit_test(landscape_is_turned_in_print),
        cmocka_unit_test(landscape_is_a_wide_sheet_on_screen),
        cmocka_unit_test(an_area_alone_stands_in_the_middle),
        cmocka_unit_test(columns_are_a_tree_over_leaves_over_tracks),
        cmocka_unit_test(columns_look_like_their_type),
        cmocka_unit_test(tables_take_defaults_over),
        cmocka_unit_test(without_a_say_the_title_stands_above),
        cmocka_unit_test(kinds_merge_indent_and_tell_codes_by_length),
        cmocka_unit_test(panels_share_row_lists),
        cmocka_unit_test(lead_cells_span_tracks_and_rows),
        cmocka_unit_test(the_story_is_a_tree_of_blocks),
        cmocka_unit_test(headings_may_be_listed_otherwise_or_not),
        cmocka_unit_test(tests_nest),
        cmocka_unit_test(blocks_and_lists_have_their_styles),
        cmocka_unit_test(signatures_have_names_and_a_size),
        cmocka_unit_test(inner_loops_see_outer_ones),
        cmocka_unit_test(final_accounts_can_be_said),
        cmocka_unit_test(a_faulty_list_does_not_stop_the_reading),
    };
    return cmocka_run_group_tests(tests, open_form, close_form);
}
