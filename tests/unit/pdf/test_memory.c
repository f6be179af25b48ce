/*
 * Writing while memory runs out: the n-th allocation and all after it fail, for every n. No crash, no leak, a fault
 * reported; and a file that is said to be whole is whole.
 *
 * The linker's --wrap puts the counter before our own allocations and those libharu makes through us. HarfBuzz is
 * left out: 6.0 writes to its shared null object when an accelerator of a face cannot be allocated.
 */
#include "pdf/pdf.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "specimen.h"

static long allocations_left = -1; /* -1: as many as wanted */
static long allocations_made;

/* True when this allocation is the one to fail, or comes after it while the failure lasts. */
static bool is_refused(void) {
    if (allocations_left < 0)
        return false;
    allocations_made++;
    return allocations_made > allocations_left;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *__wrap_malloc(size_t size) { return is_refused() ? NULL : __real_malloc(size); }
void *__wrap_calloc(size_t count, size_t size) { return is_refused() ? NULL : __real_calloc(count, size); }
void *__wrap_realloc(void *memory, size_t size) { return is_refused() ? NULL : __real_realloc(memory, size); }

static bool write_with(const Specimen *specimen, long allocations, Buf *out, bool *reported) {
    DiagList *diags = diag_list_new();
    allocations_made = 0;
    allocations_left = allocations;
    bool fine = pdf_write(specimen->pages, specimen->fonts, &(PdfOptions){.conformance = PDF_A_3A}, out, NULL, diags);
    allocations_left = -1;
    *reported = diag_has_errors(diags);
    diag_list_free(diags);
    return fine;
}

static void test_every_allocation_may_fail(void **state) {
    (void)state;
    Specimen specimen;
    Buf whole = {0};
    bool reported;
    assert_true(specimen_open(&specimen, BUILD_DIR "/test_memory_cut.otf"));
    specimen_fill(&specimen);
    assert_true(write_with(&specimen, LONG_MAX, &whole, &reported));
    long needed = allocations_made;
    for (long n = 0; n <= needed; n++) {
        Buf out = {0};
        bool fine = write_with(&specimen, n, &out, &reported);
        assert_int_equal(fine, n == needed);
        assert_int_equal(reported, n < needed);
        if (fine)
            assert_memory_equal(out.bytes, whole.bytes, whole.length);
        buf_free(&out);
    }
    print_message("%ld allocations\n", needed);
    buf_free(&whole);
    specimen_close(&specimen);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
