#include "sign/revisions.h"

#include <stdlib.h>
#include <string.h>

#include "small_pdf.h"
#include "test.h"

/* A page, and updates of nothing behind it, each building upon the one before. */
static void push_update(Buf *out, size_t prev) {
    size_t start = out->length;
    buf_printf(out, "xref\n0 0\ntrailer\n<</Size 4/Root 1 0 R/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n", prev, start);
}

static size_t section_of(const Buf *file) {
    const char *at = file->bytes + file->length - 1;
    while (strncmp(at, "startxref", 9) != 0)
        at--;
    return strtoul(at + 10, NULL, 10);
}

static void push_page(Buf *out) {
    static const char *const objects[] = {SMALL_PDF_PAGE};
    small_pdf(objects, 3, NULL, out);
}

static Layers read_layers(Arena *arena, const Buf *file) {
    Layers layers;
    layers_read(arena, (Str){file->bytes, file->length}, &layers);
    return layers;
}

TEST(each_update_is_a_layer) {
    Arena *arena = arena_new();
    Buf file = {0};
    push_page(&file);
    size_t first = file.length;
    push_update(&file, section_of(&file));
    size_t second = file.length;
    push_update(&file, section_of(&file));
    Layers layers = read_layers(arena, &file);
    assert_int_equal(layers.fault, LAYERS_GOOD);
    assert_int_equal(layers.count, 3);
    assert_int_equal(layers.items[0].start, 0);
    assert_int_equal(layers.items[0].end, first - 1); /* its line feed is neither's */
    assert_int_equal(layers.items[1].start, first);
    assert_int_equal(layers.items[1].end, second - 1);
    assert_int_equal(layers.items[2].end, file.length - 1);
    assert_int_equal(layers.trailing, 0);
    buf_free(&file);
    arena_free(arena);
}

TEST(what_follows_the_end_is_counted) {
    Arena *arena = arena_new();
    Buf file = {0};
    push_page(&file);
    buf_text(&file, "more");
    assert_int_equal(read_layers(arena, &file).trailing, 5);
    buf_free(&file);
    arena_free(arena);
}

TEST(an_update_that_passes_another_over_leaves_it_out) {
    Arena *arena = arena_new();
    Buf file = {0};
    push_page(&file);
    size_t base = section_of(&file), end = file.length;
    push_update(&file, base);
    size_t passed = file.length;
    push_update(&file, base);
    Layers layers = read_layers(arena, &file);
    assert_int_equal(layers.fault, LAYERS_GOOD);
    assert_int_equal(layers.count, 2);
    assert_int_equal(layers.items[1].start, end);
    assert_true(layers.items[1].end > passed);
    buf_free(&file);
    arena_free(arena);
}

TEST(chains_that_are_none_are_faults) {
    static const struct {
        const char *bytes;
        LayerFault fault;
    } cases[] = {
        {"", LAYERS_NO_END},
        {"%PDF-1.7\n", LAYERS_NO_END},
        {"no header\nstartxref\n0\n%%EOF\n", LAYERS_NO_END},
        {"%PDF-1.7\nstartxref\n5\n%%EOF\n", LAYERS_NO_XREF},
        {"%PDF-1.7\nstartxref\n5000\n%%EOF\n", LAYERS_NO_XREF},
        {"%PDF-1.7\nxref\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF\n", LAYERS_MANY}, /* its own ancestor */
        {"%PDF-1.7\nxref\ntrailer<</Prev 9999>>\nstartxref\n9\n%%EOF\n", LAYERS_NO_XREF},
        {"%PDF-1.7\nxref\ntrailer<</Prev 30>>\n  xref trailer<<>>\nstartxref\n9\n%%EOF\n", LAYERS_NO_XREF},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Layers layers;
        layers_read(arena, str_from(cases[i].bytes), &layers);
        assert_int_equal(layers.fault, cases[i].fault);
        assert_int_equal(layers.count, 0);
    }
    arena_free(arena);
}

TEST(a_section_no_end_names_is_a_fault) {
    Arena *arena = arena_new();
    Buf file = {0};
    push_page(&file);
    size_t base = section_of(&file);
    char *end = strstr(file.bytes + base, "startxref");
    end[0] = 'S'; /* the first revision ends nowhere */
    push_update(&file, base);
    Layers layers = read_layers(arena, &file);
    assert_int_equal(layers.fault, LAYERS_UNCLOSED);
    assert_int_equal(layers.at, base);
    buf_free(&file);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_update_is_a_layer),
        cmocka_unit_test(what_follows_the_end_is_counted),
        cmocka_unit_test(an_update_that_passes_another_over_leaves_it_out),
        cmocka_unit_test(chains_that_are_none_are_faults),
        cmocka_unit_test(a_section_no_end_names_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
