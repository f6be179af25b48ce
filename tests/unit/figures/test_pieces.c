/* Templates filled piece by piece: what each says, where it came from, and what goes wrong. */
#include "figures/pieces.h"

#include <string.h>

#include "alloc_fail.h"
#include "test.h"
#include "world.h"

#define FORM                                                                                                           \
    "\"formats\": {\"wan\": {\"unit\": \"万元\", \"decimals\": 2}}, \"data\": {\"a\": {\"type\": \"amount\", "       \
    "\"unit\":"                                                                                                        \
    "\"元\"}, \"x\": {\"type\": \"text\", \"optional\": true}}, \"tables\": [{" WORLD_TABLE(                           \
        "t") ", \"columns\":"                                                                                          \
             "[{\"key\": \"v\", \"type\": \"amount\"}], \"foot\": [{\"key\": \"r\"}, {\"key\": \"s\", \"values\": "    \
             "{\"v\":"                                                                                                 \
             "\"[r].v * 2\"}}]}]"
#define REPORT "\"tables\": {\"t\": [{\"row\": \"r\", \"v\": 3}]}, \"data\": {\"a\": \"15000\"}"

static const Template *template_of(World *world, const char *json) {
    const JsonDoc *doc = json_doc_parse(world->arena, "text", json, strlen(json), world->diags);
    assert_non_null(doc);
    const JsonNode *node = json_doc_root(doc);
    return template_parse(world->arena, node->text, json_ref(node), world->diags);
}

/* "[text]" for what is literal, "<text origins>" for a value. */
static const char *picture(World *world, const PieceVec *pieces) {
    Buf text = {0};
    for (size_t i = 0; i < pieces->count; i++) {
        const Piece *piece = &pieces->items[i];
        buf_text(&text, piece->is_value ? "<" : "[");
        buf_push(&text, piece->text.text, piece->text.length);
        if (piece->is_value && piece->figure.origin_count > 0)
            buf_printf(&text, " %s", world_origins(world, &piece->figure));
        buf_text(&text, piece->is_value ? ">" : "]");
    }
    const char *copy = arena_strndup(world->arena, text.bytes ? text.bytes : "", text.length);
    buf_free(&text);
    return copy;
}

TEST(pieces_are_literal_or_values_and_values_know_their_cells) {
    static const struct {
        const char *json, *picture;
    } cases[] = {
        {"\"\"", ""},
        {"\"甲乙\"", "[甲乙]"},
        {"\"共{{t[r].v}}万元\"", "[共]<3 r.v>[万元]"},
        {"\"{{t[s].v}}\"", "<6 s.v>"},
        {"\"{{t[r].v + t[s].v | wan}}，{{a | wan}}\"", "<9.00 r.v s.v>[，]<1.50 data>"},
        {"\"{{organ.name}}{{x}}{{year}}\"", "<某局><2020>"},
        {"\"{{list(t[*], v & '万元')}}。\"", "<3 r.v><万元、 r.v s.v><6 s.v><万元 r.v s.v>[。]"},
        {"\"{{list(t[*], '共' & v, '；')}}\"", "<共 r.v s.v><3 r.v><；共 r.v s.v><6 s.v>"},
        {"\"{{list(t[*], if(v > 4万元, '有', '无'))}}\"", "<无、有>"},
        {"\"{{{{{{sign(t[r].v, '增', '减', '平')}}\"", "[{{]<增>"},
    };
    World world = world_good(FORM, REPORT);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        PieceVec pieces = {0};
        assert_true(pieces_fill(world.figures, &world.scope, template_of(&world, cases[i].json), NULL, &pieces));
        assert_string_equal(picture(&world, &pieces), cases[i].picture);
        VEC_FREE(&pieces);
    }
    world_free(&world);
}

static Place place_of(World *world, SourceRef source) {
    Place place = {0};
    if (source.map)
        source.map->locate(source, world->arena, &place);
    return place;
}

TEST(a_piece_keeps_the_place_it_was_written_at) {
    World world = world_good(FORM, REPORT);
    PieceVec pieces = {0};
    const Template *text = template_of(&world, "\"共{{a}}元，{{a * 2}}元\"");
    assert_true(pieces_fill(world.figures, &world.scope, text, NULL, &pieces));
    assert_int_equal(pieces.count, 5);
    assert_string_equal(place_of(&world, pieces.items[0].source).file, "text");
    assert_string_equal(place_of(&world, pieces.items[1].source).pointer, "/data/a"); /* where the data has it */
    assert_string_equal(place_of(&world, pieces.items[3].source).file, "text");       /* reckoned: the expression */
    assert_int_equal(place_of(&world, pieces.items[3].source).column, 14);
    VEC_FREE(&pieces);
    world_free(&world);
}

TEST(amounts_without_a_format_take_the_one_at_hand) {
    World world = world_good(FORM, REPORT);
    PieceVec pieces = {0};
    const Template *text = template_of(&world, "\"{{t[r].v}} {{t[r].v | plain}} {{year}}\"");
    assert_true(pieces_fill(world.figures, &world.scope, text, form_format(world.form, "wan"), &pieces));
    assert_string_equal(picture(&world, &pieces), "<3.00 r.v>[ ]<3 r.v>[ ]<2020>");
    VEC_FREE(&pieces);
    world_free(&world);
}

TEST(every_fault_of_a_text_is_told_each_at_its_place) {
    static const struct {
        DiagCode code;
        int column;
    } faults[] = {
        {DIAG_SCOPE_PATH_NEAR, 5}, {DIAG_FIGURE_DIVISION, 16}, {DIAG_FILL_FORMAT, 24}, {DIAG_FIGURE_TYPE, 39}};
    World world = world_good(FORM, REPORT);
    PieceVec pieces = {0};
    const Template *text = template_of(&world, "\"一{{yaer}}、{{1 / 0}}、{{a | wann}}、{{1 + t[r].v}}\"");
    assert_false(pieces_fill(world.figures, &world.scope, text, NULL, &pieces));
    assert_int_equal(diag_count(world.diags), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(diag_code_name(diag_item(world.diags, i)->code), diag_code_name(faults[i].code));
        assert_int_equal(diag_item(world.diags, i)->place.column, faults[i].column);
    }
    VEC_FREE(&pieces);
    world_free(&world);
}

TEST(running_out_of_memory_is_told) {
    World world = world_good(FORM, REPORT);
    const Template *text = template_of(&world, "\"共{{t[r].v + t[s].v | wan}}，{{organ.name & list(t[*], v)}}\"");
    Arena *kept = world.figures->arena;
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        PieceVec pieces = {0};
        world.figures->arena = arena;
        bool good = arena && pieces_fill(world.figures, &world.scope, text, NULL, &pieces);
        bool failed = alloc_fail_happened();
        alloc_fail_at(0);
        assert_true(failed ? !good || arena_failed(arena) : good);
        VEC_FREE(&pieces);
        arena_free(arena);
        world.figures->arena = kept;
        world.figures->levels[0] = NULL;
        diag_list_clear(world.diags);
    }
    world_free(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_literal_or_values_and_values_know_their_cells),
        cmocka_unit_test(a_piece_keeps_the_place_it_was_written_at),
        cmocka_unit_test(amounts_without_a_format_take_the_one_at_hand),
        cmocka_unit_test(every_fault_of_a_text_is_told_each_at_its_place),
        cmocka_unit_test(running_out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
