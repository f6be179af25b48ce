#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "fixture.h"
#include "json/json_members.h"

static const JsonNode *root_of(const Fixture *f) {
    assert_non_null(f->doc);
    return json_doc_root(f->doc);
}

static void assert_place(const Fixture *f, const JsonNode *node, int line, int column, const char *pointer) {
    Place place = json_place(node, f->arena);
    assert_string_equal(place.file, "t.json");
    assert_string_equal(place.pointer, pointer);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

TEST(the_tree_has_types_texts_and_order) {
    Fixture f = fixture_text("{\"a\": [1, -2.50, \"x\\u7248\\n\"], \"b\": null, \"c\": true, \"d\": false, \"e\": {}}");
    const JsonNode *root = root_of(&f);
    assert_int_equal(root->type, JSON_OBJECT);
    assert_int_equal(root->count, 5);
    assert_null(root->parent);
    assert_null(root->key);
    const JsonNode *a = root->first;
    assert_string_equal(a->key, "a");
    assert_int_equal(a->type, JSON_ARRAY);
    assert_int_equal(a->count, 3);
    assert_ptr_equal(a->parent, root);
    const JsonNode *item = a->first;
    assert_int_equal(item->type, JSON_NUMBER);
    assert_string_equal(item->text.text, "1");
    assert_null(item->key);
    item = item->next;
    assert_string_equal(item->text.text, "-2.50");
    assert_int_equal(item->text.length, 5);
    item = item->next;
    assert_int_equal(item->type, JSON_STRING);
    assert_string_equal(item->text.text, "x版\n");
    assert_int_equal(item->ordinal, 2);
    assert_null(item->next);
    static const JsonType types[] = {JSON_ARRAY, JSON_NULL, JSON_TRUE, JSON_FALSE, JSON_OBJECT};
    uint32_t i = 0;
    for (const JsonNode *member = root->first; member; member = member->next, i++) {
        assert_int_equal(member->type, types[i]);
        assert_int_equal(member->ordinal, i);
        assert_ptr_equal(member->doc, f.doc);
    }
    assert_int_equal(i, 5);
    fixture_free(&f);
}

TEST(the_nth_node_stands_at_the_nth_offset) {
    static const char text[] = "{\"k\":[10,[20,{\"m\":30}],40],\"n\":\"s\"}";
    static const char *const starts[] = {"{\"k\"", "[10", "10", "[20", "20", "{\"m\"", "30", "40", "\"s\""};
    Fixture f = fixture_text(text);
    const JsonNode *nodes = root_of(&f);
    for (uint32_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        assert_int_equal(nodes[i].index, i);
        assert_memory_equal(text + nodes[i].offset, starts[i], strlen(starts[i]));
    }
    fixture_free(&f);
}

TEST(literal_digits_are_kept) {
    static const char *const literals[] = {
        "1897.5", "20.00", "371514655.00", "-0", "1E+2", "9007199254740993", "0.1000000000000000055511151231257827"};
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++) {
        Fixture f = fixture_text(literals[i]);
        assert_string_equal(root_of(&f)->text.text, literals[i]);
        fixture_free(&f);
    }
}

TEST(places_have_line_column_and_pointer) {
    Fixture f = fixture_text("{\n  \"版心\": [1, {\"a/b~\": 2}],\n  \"x\": \"三\", \"y\": 4\n}\n");
    const JsonNode *root = root_of(&f), *list = root->first;
    assert_place(&f, root, 1, 1, "");
    assert_place(&f, list, 2, 9, "/版心");
    assert_place(&f, list->first, 2, 10, "/版心/0");
    assert_place(&f, list->first->next->first, 2, 22, "/版心/1/a~1b~0");
    assert_place(&f, list->next, 3, 8, "/x");
    assert_place(&f, list->next->next, 3, 18, "/y");
    fixture_free(&f);
}

TEST(a_key_has_a_place_of_its_own) {
    Fixture f =
        fixture_text("{ \"a\\\\\" : 1, \"\\\"b\\\"\":2,\n\"\" \n : 3, \"x\\\\\\\"\":{ \"y\" : [] }, \"d\":[7]}");
    const JsonNode *root = root_of(&f);
    static const int places[][2] = {{1, 3}, {1, 14}, {2, 1}, {3, 7}, {3, 29}};
    int i = 0;
    for (const JsonNode *member = root->first; member; member = member->next, i++) {
        Place place = json_key_place(member, f.arena);
        assert_int_equal(place.line, places[i][0]);
        assert_int_equal(place.column, places[i][1]);
    }
    assert_string_equal(json_key_place(root->first, f.arena).pointer, "/a\\");
    const JsonNode *item = json_member(root, "d")->first;
    assert_int_equal(json_key_place(item, f.arena).column, json_place(item, f.arena).column);
    assert_null(json_key_place(NULL, f.arena).file);
    fixture_free(&f);
}

TEST(references_lead_back_to_the_place) {
    Fixture f = fixture_text("{\"a\":\n [true]}");
    const JsonNode *item = root_of(&f)->first->first;
    DiagList *diags = diag_list_new();
    diag_ref(diags, DIAG_JSON_INT, json_ref(item), DIAG_ARGS("x"));
    const Place *place = &diag_item(diags, 0)->place;
    assert_string_equal(place->pointer, "/a/0");
    assert_int_equal(place->line, 2);
    assert_int_equal(place->column, 3);
    SourceRef beyond = {json_ref(item).map, 99, 0};
    diag_ref(diags, DIAG_JSON_INT, beyond, DIAG_ARGS("x"));
    assert_null(diag_item(diags, 1)->place.file);
    assert_null(json_ref(NULL).map);
    assert_null(json_place(NULL, f.arena).file);
    diag_list_free(diags);
    fixture_free(&f);
}

TEST(a_byte_within_a_text_is_found_past_its_escapes) {
    Fixture f = fixture_text("[\"a\\n\\u5408\\ud840\\udc00计z\"]");
    SourceRef text = json_ref(root_of(&f)->first);
    static const struct {
        size_t offset;
        int column;
    } bytes[] = {{0, 3}, {1, 4}, {2, 6}, {5, 12}, {9, 24}, {12, 25}, {99, 26}};
    DiagList *diags = diag_list_new();
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
        diag_ref(diags, DIAG_JSON_INT, source_within(text, bytes[i].offset), DIAG_ARGS("x"));
        assert_int_equal(diag_item(diags, i)->place.column, bytes[i].column);
    }
    SourceRef twice = source_within(source_within(text, 1), 1);
    diag_ref(diags, DIAG_JSON_INT, twice, DIAG_ARGS("y"));
    assert_int_equal(diag_item(diags, diag_count(diags) - 1)->place.column, 6);
    diag_list_free(diags);
    fixture_free(&f);
}

TEST(members_are_found_by_their_exact_name) {
    Fixture f = fixture_text("{\"Name\":1,\"name\":2,\"\":3,\"合计\":4,\"a\\u0062\":5}");
    const JsonNode *root = root_of(&f);
    assert_string_equal(json_member(root, "Name")->text.text, "1");
    assert_string_equal(json_member(root, "name")->text.text, "2");
    assert_string_equal(json_member(root, "")->text.text, "3");
    assert_string_equal(json_member(root, "合计")->text.text, "4");
    assert_string_equal(json_member(root, "ab")->text.text, "5");
    assert_null(json_member(root, "NAME"));
    assert_null(json_member(root->first, "x")); /* no object */
    assert_null(json_member(NULL, "x"));
    fixture_free(&f);
}

TEST(members_of_large_objects_are_found_too) {
    for (int size = JSON_FEW_MEMBERS - 1; size < JSON_FEW_MEMBERS * 20; size += 7) {
        Buf text = {0};
        buf_text(&text, "[{\"few\":0},{");
        for (int i = 0; i < size; i++)
            buf_printf(&text, "%s\"k%d\":%d", i ? "," : "", i * 7919 % size, i);
        buf_text(&text, "},{}]");
        Fixture f = fixture_parse(text.bytes, text.length);
        const JsonNode *large = root_of(&f)->first->next;
        for (const JsonNode *member = large->first; member; member = member->next)
            assert_ptr_equal(json_member(large, member->key), member);
        assert_null(json_member(large, "few"));
        assert_null(json_member(large, "k"));
        assert_null(json_member(large->next, "k0"));
        fixture_free(&f);
        buf_free(&text);
    }
}

TEST(the_bytes_are_kept_as_read) {
    static const char text[] = " {\"a\" : 1}\n";
    Fixture f = fixture_text(text);
    assert_true(str_equals(json_doc_bytes(f.doc), text));
    assert_string_equal(json_doc_path(f.doc), "t.json");
    fixture_free(&f);
}

TEST(a_file_is_read) {
    char path[] = "/tmp/banxin-test-json-XXXXXX";
    int fd = mkstemp(path);
    assert_int_equal(write(fd, "{\"a\":[1]}", 9), 9);
    close(fd);
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *doc = json_doc_read(arena, path, diags);
    assert_non_null(doc);
    assert_string_equal(json_doc_path(doc), path);
    unlink(path);
    assert_null(json_doc_read(arena, path, diags));
    assert_int_equal(diag_item(diags, 0)->code, DIAG_FILE_MISSING);
    diag_list_free(diags);
    arena_free(arena);
}

TEST(a_text_over_the_limit_is_refused) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    assert_null(json_doc_parse(arena, "t.json", "[]", JSON_MAX_BYTES + 1, diags));
    assert_int_equal(diag_item(diags, 0)->code, DIAG_FILE_SIZE);
    diag_list_free(diags);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tree_has_types_texts_and_order),
        cmocka_unit_test(the_nth_node_stands_at_the_nth_offset),
        cmocka_unit_test(literal_digits_are_kept),
        cmocka_unit_test(places_have_line_column_and_pointer),
        cmocka_unit_test(a_key_has_a_place_of_its_own),
        cmocka_unit_test(references_lead_back_to_the_place),
        cmocka_unit_test(a_byte_within_a_text_is_found_past_its_escapes),
        cmocka_unit_test(members_are_found_by_their_exact_name),
        cmocka_unit_test(members_of_large_objects_are_found_too),
        cmocka_unit_test(the_bytes_are_kept_as_read),
        cmocka_unit_test(a_file_is_read),
        cmocka_unit_test(a_text_over_the_limit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
