#include "page/tags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int set_up(void **state) { return (*state = arena_new()) ? 0 : -1; }

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static void test_a_new_tree_holds_artifact_and_document(void **state) {
    TagTree *tree = tag_tree_make(*state);
    assert_non_null(tree);
    assert_int_equal(tree->count, 2);
    assert_int_equal(tag_at(tree, TAG_ID_ARTIFACT)->role, TAG_ARTIFACT);
    const Tag *document = tag_at(tree, TAG_ID_DOCUMENT);
    assert_int_equal(document->role, TAG_DOCUMENT);
    assert_int_equal(document->parent, 0);
    assert_int_equal(document->page, -1);
}

static void test_children_keep_their_order(void **state) {
    TagTree *tree = tag_tree_make(*state);
    TagId part = tag_add(tree, TAG_ID_DOCUMENT, TAG_PART);
    TagId heading = tag_add(tree, part, TAG_HEADING);
    TagId paragraph = tag_add(tree, part, TAG_PARAGRAPH);
    assert_int_equal(tag_at(tree, part)->first, heading);
    assert_int_equal(tag_at(tree, part)->last, paragraph);
    assert_int_equal(tag_at(tree, heading)->next, paragraph);
    assert_int_equal(tag_at(tree, paragraph)->next, 0);
    assert_int_equal(tag_at(tree, paragraph)->parent, part);
    assert_int_equal(tag_at(tree, paragraph)->row_span, 1);
    assert_int_equal(tag_at(tree, paragraph)->col_span, 1);
}

static void test_nodes_are_walked_in_the_order_of_the_document(void **state) {
    TagTree *tree = tag_tree_make(*state);
    TagId part = tag_add(tree, TAG_ID_DOCUMENT, TAG_PART);
    TagId second = tag_add(tree, TAG_ID_DOCUMENT, TAG_PART);
    TagId table = tag_add(tree, part, TAG_TABLE);
    TagId row = tag_add(tree, table, TAG_ROW);
    const TagId order[] = {TAG_ID_DOCUMENT, part, table, row, second, 0};
    const int depths[] = {0, 1, 2, 3, 1};
    TagId id = TAG_ID_DOCUMENT;
    int depth = 0;
    for (size_t i = 0; id; i++, id = tag_next(tree, id, &depth)) {
        assert_int_equal(id, order[i]);
        assert_int_equal(depth, depths[i]);
    }
    assert_int_equal(tag_next(tree, second, NULL), 0);
}

static void test_many_nodes(void **state) {
    TagTree *tree = tag_tree_make(*state);
    for (TagId i = 2; i < 100000; i++)
        assert_int_equal(tag_add(tree, TAG_ID_DOCUMENT, TAG_PARAGRAPH), i);
    assert_int_equal(tag_at(tree, 2)->next, 3);
    assert_int_equal(tag_at(tree, TAG_ID_DOCUMENT)->last, 99999);
}

static void test_no_children_of_artifacts_and_strangers(void **state) {
    TagTree *tree = tag_tree_make(*state);
    assert_int_equal(tag_add(tree, TAG_ID_ARTIFACT, TAG_PARAGRAPH), TAG_ID_ARTIFACT);
    assert_int_equal(tag_add(tree, 77, TAG_PARAGRAPH), TAG_ID_ARTIFACT);
    assert_int_equal(tag_add(NULL, TAG_ID_DOCUMENT, TAG_PARAGRAPH), TAG_ID_ARTIFACT);
    assert_int_equal(tree->count, 2);
    assert_null(tag_at(tree, 2));
    assert_null(tag_at(NULL, 0));
}

static void test_out_of_memory(void **state) {
    Arena *arena = *state;
    TagTree *tree = tag_tree_make(arena);
    arena_fail(arena);
    assert_null(tag_tree_make(arena));
    TagId id = 2;
    for (int i = 0; i < 1000 && id != TAG_ID_ARTIFACT; i++)
        id = tag_add(tree, TAG_ID_DOCUMENT, TAG_PARAGRAPH);
    assert_int_equal(id, TAG_ID_ARTIFACT);
    assert_int_equal(tag_add(tree, TAG_ID_DOCUMENT, TAG_PARAGRAPH), TAG_ID_ARTIFACT);
}

static void test_the_first_item_places_a_node_and_those_above(void **state) {
    TagTree *tree = tag_tree_make(*state);
    TagId table = tag_add(tree, TAG_ID_DOCUMENT, TAG_TABLE);
    TagId row = tag_add(tree, table, TAG_ROW);
    TagId first = tag_add(tree, row, TAG_CELL);
    TagId second = tag_add(tree, row, TAG_CELL);
    tag_place(tree, second, 3, (Point){10, 20});
    tag_place(tree, first, 4, (Point){30, 40});
    tag_place(tree, first, 5, (Point){50, 60});
    assert_int_equal(tag_at(tree, first)->page, 4);
    assert_int_equal(tag_at(tree, first)->at.y, 40);
    assert_int_equal(tag_at(tree, table)->page, 3);
    assert_int_equal(tag_at(tree, table)->at.x, 10);
    assert_int_equal(tag_at(tree, TAG_ID_DOCUMENT)->page, 3);
    tag_place(tree, TAG_ID_ARTIFACT, 1, (Point){0, 0});
    tag_place(tree, 1000, 1, (Point){0, 0});
    assert_int_equal(tag_at(tree, TAG_ID_ARTIFACT)->page, -1);
}

static void test_type_names(void **state) {
    TagTree *tree = tag_tree_make(*state);
    char buffer[8];
    Tag *tag = tag_at(tree, tag_add(tree, TAG_ID_DOCUMENT, TAG_HEADING));
    const char *levels[] = {"H1", "H1", "H2", "H3", "H4", "H5", "H6", "H6"};
    for (int level = 0; level < 8; level++) {
        tag->level = level;
        assert_string_equal(tag_type_name(tag, buffer), levels[level]);
    }
    for (int role = 0; role < TAG_ROLE_COUNT; role++) {
        tag->role = (TagRole)role;
        assert_true(tag_type_name(tag, buffer)[0] >= 'A');
    }
    tag->role = TAG_HEADER_CELL;
    assert_string_equal(tag_type_name(tag, buffer), "TH");
    tag->role = TAG_CONTENTS_ITEM;
    assert_string_equal(tag_type_name(tag, buffer), "TOCI");
}

static void test_what_a_label_says_of_its_list(void **state) {
    (void)state;
    static const struct {
        const char *label;
        TagNumbering numbering;
    } labels[] = {{"", NUMBERING_NONE},          {"•", NUMBERING_DISC},
                  {"●", NUMBERING_DISC},         {"○", NUMBERING_CIRCLE},
                  {"■", NUMBERING_SQUARE},       {"1.", NUMBERING_DECIMAL},
                  {"一、", NUMBERING_DECIMAL},   {"（一）", NUMBERING_DECIMAL},
                  {"①", NUMBERING_DECIMAL},      {"(a)", NUMBERING_LOWER_ALPHA},
                  {"A.", NUMBERING_UPPER_ALPHA}, {"i.", NUMBERING_LOWER_ROMAN},
                  {"I.", NUMBERING_UPPER_ROMAN}, {"（Ⅰ）", NUMBERING_UPPER_ROMAN},
                  {"　一、", NUMBERING_DECIMAL}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        assert_int_equal(tag_numbering_of(str_from(labels[i].label)), labels[i].numbering);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_new_tree_holds_artifact_and_document),
        TEST(test_children_keep_their_order),
        TEST(test_nodes_are_walked_in_the_order_of_the_document),
        TEST(test_many_nodes),
        TEST(test_no_children_of_artifacts_and_strangers),
        TEST(test_out_of_memory),
        TEST(test_the_first_item_places_a_node_and_those_above),
        TEST(test_type_names),
        TEST(test_what_a_label_says_of_its_list),
    };
    return cmocka_run_group_tests_name("tags", tests, NULL, NULL);
}
