#include "proof/proof.h"

#include <png.h>
#include <string.h>

#include "alloc_fail.h"
#include "specimen.h"
#include "test.h"

static Specimen specimen;

static int open_specimen(void **state) {
    (void)state;
    if (!specimen_open(&specimen, BUILD_DIR "/test_proof_cut.otf"))
        return 1;
    specimen_fill(&specimen);
    return 0;
}

static int close_specimen(void **state) {
    (void)state;
    specimen_close(&specimen);
    return 0;
}

static png_image head_of(const Buf *file) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, file->bytes, file->length));
    png_image_free(&image);
    return image;
}

static bool draw(Proof *proof, const Page *page, int dpi, Buf *out, DiagList *diags) {
    ProofTimings timings = {0};
    out->length = 0;
    return proof_page(proof, page, dpi, out, &timings, diags);
}

TEST(a_picture_holds_the_sheet_in_whole_pixels) {
    Proof *proof = proof_new(specimen.fonts);
    Buf out = {0};
    for (size_t i = 0; i < specimen.pages->count; i++) {
        const Page *page = specimen.pages->pages[i];
        assert_true(draw(proof, page, 96, &out, specimen.diags));
        png_image image = head_of(&out);
        assert_in_range((Len)image.width * 72000 - page->sheet.width * 96, 0, 72000 - 1);
        assert_in_range((Len)image.height * 72000 - page->sheet.height * 96, 0, 72000 - 1);
    }
    buf_free(&out);
    proof_free(proof);
}

TEST(grey_pages_are_grey_and_coloured_ones_coloured) {
    Arena *arena = arena_new();
    PageList *list = page_list_make(arena);
    Page *page = page_list_add(list, (Size){100000, 100000});
    Proof *proof = proof_new(specimen.fonts);
    Buf out = {0};
    page_add_rule(list, page, 0, false, (Rule){{0, 0, 1000, 1000}, COLOR_BLACK});
    assert_true(draw(proof, page, 96, &out, specimen.diags));
    assert_int_equal(head_of(&out).format & PNG_FORMAT_FLAG_COLOR, 0);
    page_add_rule(list, page, 0, false, (Rule){{0, 0, 1000, 1000}, COLOR_RED});
    assert_true(draw(proof, page, 96, &out, specimen.diags));
    assert_int_not_equal(head_of(&out).format & PNG_FORMAT_FLAG_COLOR, 0);
    buf_free(&out);
    proof_free(proof);
    arena_free(arena);
}

TEST(the_same_page_gives_the_same_bytes_whatever_was_drawn_before) {
    Proof *proof = proof_new(specimen.fonts);
    Buf first = {0}, other = {0}, again = {0};
    const Page *page = specimen.pages->pages[0];
    assert_true(draw(proof, page, 96, &first, specimen.diags));
    for (size_t i = 0; i < specimen.pages->count; i++)
        assert_true(draw(proof, specimen.pages->pages[i], 150, &other, specimen.diags));
    assert_true(draw(proof, page, 96, &again, specimen.diags));
    assert_int_equal(first.length, again.length);
    assert_memory_equal(first.bytes, again.bytes, first.length);
    buf_free(&first);
    buf_free(&other);
    buf_free(&again);
    proof_free(proof);
}

TEST(too_many_pixels_are_refused) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Page *page = page_list_add(page_list_make(arena), (Size){14400 * LEN_PT, 3 * LEN_PT});
    Proof *proof = proof_new(specimen.fonts);
    Buf out = {0};
    assert_false(draw(proof, page, PROOF_DPI_MAX, &out, diags));
    assert_int_equal(diag_count(diags), 1);
    assert_int_equal(diag_item(diags, 0)->code, DIAG_PROOF_SIZE);
    assert_string_equal(diag_item(diags, 0)->args[1], "240000");
    assert_true(draw(proof, page, 300, &out, diags));
    buf_free(&out);
    proof_free(proof);
    diag_list_free(diags);
    arena_free(arena);
}

TEST(thumbnails_are_small_whatever_is_on_the_page) {
    Proof *proof = proof_new(specimen.fonts);
    Buf out = {0};
    for (size_t i = 0; i < specimen.pages->count; i++) {
        out.length = 0;
        assert_true(proof_thumbnail(proof, specimen.pages->pages[i], &out, specimen.diags));
        assert_in_range(out.length, 100, THUMBNAIL_BYTES);
        png_image image = head_of(&out);
        assert_in_range(image.width, 1, THUMBNAIL_WIDTH);
        assert_in_range(image.height, 1, THUMBNAIL_HEIGHT);
        assert_true(image.width == THUMBNAIL_WIDTH || image.height == THUMBNAIL_HEIGHT);
    }
    buf_free(&out);
    proof_free(proof);
}

/* Rules that no compression can do much about, in as many colours as there may be. */
static void spoil(PageList *list, Page *page, bool colored) {
    uint32_t chance = 1;
    for (int i = 0; i < 20000; i++) {
        int part[6];
        for (int n = 0; n < 6; n++) {
            chance = chance * 1664525 + 1013904223;
            part[n] = (int)(chance >> 16) % 1000;
        }
        Color color = {0, 0, 0, (uint16_t)part[0]};
        if (colored)
            color = (Color){(uint16_t)part[0], (uint16_t)part[1], (uint16_t)part[2], 0};
        page_add_rule(list, page, 0, false, (Rule){{part[3] * 595L, part[4] * 842L, 9000, 9000 + part[5]}, color});
    }
}

TEST(thumbnails_of_noise_are_small_too) {
    Proof *proof = proof_new(specimen.fonts);
    for (int colored = 0; colored < 2; colored++) {
        Arena *arena = arena_new();
        PageList *list = page_list_make(arena);
        Page *page = page_list_add(list, (Size){595276, 841890});
        Buf out = {0};
        spoil(list, page, colored);
        assert_true(proof_thumbnail(proof, page, &out, specimen.diags));
        assert_in_range(out.length, 1000, THUMBNAIL_BYTES);
        buf_free(&out);
        arena_free(arena);
    }
    proof_free(proof);
}

TEST(odd_sheets_have_thumbnails) {
    static const Size sheets[] = {{1, 14400000}, {14400000, 1}, {0, 0}, {841890, 595276}};
    Proof *proof = proof_new(specimen.fonts);
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        Arena *arena = arena_new();
        Buf out = {0};
        assert_true(proof_thumbnail(proof, page_list_add(page_list_make(arena), sheets[i]), &out, specimen.diags));
        assert_in_range(head_of(&out).width, 1, THUMBNAIL_WIDTH);
        assert_in_range(head_of(&out).height, 1, THUMBNAIL_HEIGHT);
        buf_free(&out);
        arena_free(arena);
    }
    proof_free(proof);
}

TEST(every_allocation_may_fail) {
    Buf whole = {0};
    Proof *first = proof_new(specimen.fonts);
    const Page *page = specimen.pages->pages[0];
    assert_true(draw(first, page, 40, &whole, specimen.diags));
    proof_free(first);
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Buf out = {0};
        Proof *proof = proof_new(specimen.fonts);
        bool done = proof && draw(proof, page, 40, &out, NULL);
        assert_int_equal(done, !alloc_fail_happened());
        if (done)
            assert_memory_equal(out.bytes, whole.bytes, whole.length);
        buf_free(&out);
        proof_free(proof);
    }
    alloc_fail_at(0);
    buf_free(&whole);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_holds_the_sheet_in_whole_pixels),
        cmocka_unit_test(grey_pages_are_grey_and_coloured_ones_coloured),
        cmocka_unit_test(the_same_page_gives_the_same_bytes_whatever_was_drawn_before),
        cmocka_unit_test(too_many_pixels_are_refused),
        cmocka_unit_test(thumbnails_are_small_whatever_is_on_the_page),
        cmocka_unit_test(thumbnails_of_noise_are_small_too),
        cmocka_unit_test(odd_sheets_have_thumbnails),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, open_specimen, close_specimen);
}
