#include "batch/frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "test.h"

typedef struct Seen {
    FrameSpot spots[100];
    char texts[100][32];
    size_t count;
} Seen;

static void see(void *context, Str json, FrameSpot spot) {
    Seen *seen = context;
    assert_true(seen->count < 100 && json.length < sizeof seen->texts[0]);
    seen->spots[seen->count] = spot;
    memcpy(seen->texts[seen->count++], json.text, json.length);
}

static void write_file(const char *name, size_t serial, size_t lines) {
    Buf text = {0};
    char path[64], json[32];
    for (size_t i = 0; i < lines; i++) {
        snprintf(json, sizeof json, "{\"%zu\":%zu}", serial, i);
        record_frame(str_from(json), &text);
    }
    snprintf(path, sizeof path, "out/" STORE_NAME "/runs/0000001/%zu.%s", serial, name);
    folder_write(path, text.bytes ? text.bytes : "");
    buf_free(&text);
}

/* More files than are kept open at once. */
TEST(lines_of_many_files_come_by_serials_and_can_be_read_again) {
    static Seen seen;
    Store store;
    DiagList *diags = diag_list_new();
    Arena *arena = arena_new();
    Str json;
    folder_make();
    assert_true(store_open(&store, folder_path("out"), STORE_ALONE, STORE_NO_SHARD, diags));
    assert_true(store_begin(&store, diags));
    for (size_t serial = 1; serial <= 40; serial++)
        write_file("this", serial, serial % 3);
    write_file("that", 1, 5);
    Frames *frames = frames_new(&store);
    assert_true(frames_pass(frames, 1, ".this", see, &seen, diags));
    assert_int_equal(seen.count, 40);
    assert_string_equal(seen.texts[0], "{\"1\":0}");
    assert_string_equal(seen.texts[1], "{\"2\":0}");
    assert_string_equal(seen.texts[39], "{\"40\":0}");
    store_end(&store);
    store_close(&store);
    for (size_t round = 0; round < 3; round++)
        for (size_t i = 0; i < seen.count; i++) {
            size_t at = i * 7 % seen.count;
            assert_true(frames_read(frames, seen.spots[at], arena, &json));
            assert_true(str_equals(json, seen.texts[at]));
        }
    assert_false(frames_read(frames, seen.spots[0] + 1, arena, &json));
    assert_false(frames_read(frames, (FrameSpot)100 << 40, arena, &json));
    assert_int_equal(diag_count(diags), 0);
    assert_false(frames_pass(frames, 2, ".this", see, &seen, diags));
    assert_int_equal(diag_item(diags, 0)->code, DIAG_FILE_READ);
    frames_free(frames);
    folder_remove();
    diag_list_free(diags);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_many_files_come_by_serials_and_can_be_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
