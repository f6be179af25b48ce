#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "alloc_fail.h"
#include "test.h"

#define NOBODY 65534

static char folder[] = "/tmp/banxin-test-file-XXXXXX";
static DiagList *diags;

/* ---- system calls that fail on purpose ---- */

static int fsync_errors, fsync_after, close_error, write_error, interrupts;
static size_t write_most = SIZE_MAX;

int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __wrap_fsync(int fd) {
    if (fsync_errors && fsync_after-- <= 0) {
        errno = fsync_errors;
        return -1;
    }
    return __real_fsync(fd);
}

int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd) {
    int result = __real_close(fd);
    if (!close_error)
        return result;
    errno = close_error;
    return -1;
}

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size) {
    if (interrupts > 0 || write_error) {
        errno = interrupts-- > 0 ? EINTR : write_error;
        return -1;
    }
    return __real_write(fd, bytes, size < write_most ? size : write_most);
}

/* ---- fixture ---- */

static int enter_folder(void **state) {
    (void)state;
    umask(022);
    signal(SIGXFSZ, SIG_IGN);
    return mkdtemp(folder) && chmod(folder, 0777) == 0 && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static int set_up(void **state) {
    (void)state;
    diags = diag_list_new();
    fsync_errors = fsync_after = close_error = write_error = interrupts = 0;
    write_most = SIZE_MAX;
    return diags ? 0 : -1;
}

static size_t count_files(const char *path) {
    DIR *dir = opendir(path);
    size_t count = 0;
    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return count;
}

/* Every test leaves the folder empty: what is left over is a temporary file that was not removed. */
static int tear_down(void **state) {
    (void)state;
    diag_list_free(diags);
    return count_files(".") == 0 ? 0 : -1;
}

static void put(const char *path, const char *text, mode_t mode) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
}

static void assert_holds(const char *path, const char *text) {
    Arena *arena = arena_new();
    char *bytes;
    size_t length;
    assert_true(file_read(arena, path, 1 << 20, &bytes, &length, diags));
    assert_int_equal(length, strlen(text));
    assert_string_equal(bytes, text);
    arena_free(arena);
}

static void assert_only(DiagCode code, const char *part) {
    assert_int_equal(diag_count(diags), 1);
    assert_int_equal(diag_item(diags, 0)->code, code);
    Buf out = {0};
    diag_print(diag_item(diags, 0), LANGUAGE_EN, &out);
    if (!strstr(out.bytes, part))
        fail_msg("\"%s\" is not in: %s", part, out.bytes);
    buf_free(&out);
}

static bool read_path(const char *path, size_t limit) {
    Arena *arena = arena_new();
    char *bytes = NULL;
    size_t length = 0;
    bool done = file_read(arena, path, limit, &bytes, &length, diags);
    assert_int_equal(done, bytes != NULL);
    arena_free(arena);
    return done;
}

static bool write_text(const char *path, const char *text) { return file_write(path, text, strlen(text), diags); }

static mode_t mode_of(const char *path) {
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    return info.st_mode & 07777;
}

/* ---- reading ---- */

TEST(a_file_is_read_whole_with_a_nul_behind) {
    put("a", "版心\n", 0644);
    assert_holds("a", "版心\n");
    put("a", "", 0644);
    assert_holds("a", "");
    unlink("a");
}

TEST(a_file_at_the_limit_is_read_and_one_above_is_not) {
    put("a", "12345", 0644);
    assert_true(read_path("a", 5));
    assert_false(read_path("a", 4));
    assert_only(DIAG_FILE_SIZE, "a: error[FILE_SIZE]: a is larger than 4 bytes");
    unlink("a");
}

TEST(a_missing_file_is_named) {
    assert_false(read_path("no/such", 9));
    assert_only(DIAG_FILE_MISSING, "no/such: error[FILE_MISSING]: no such file: no/such");
}

TEST(a_folder_is_no_file) {
    assert_false(read_path(folder, 9));
    assert_only(DIAG_FILE_FOLDER, "is a folder, not a file");
}

TEST(a_path_through_a_file_is_refused) {
    put("a", "", 0644);
    assert_false(read_path("a/b", 9));
    assert_only(DIAG_FILE_READ, "a part of the path is not a folder");
    unlink("a");
}

TEST(a_fifo_is_refused_without_waiting) {
    assert_int_equal(mkfifo("fifo", 0644), 0);
    assert_false(read_path("fifo", 9));
    assert_only(DIAG_FILE_READ, "it is not a regular file");
    unlink("fifo");
}

TEST(a_file_larger_than_it_said_has_changed) {
    assert_false(read_path("/proc/self/status", 1 << 20));
    assert_only(DIAG_FILE_READ, "it changed while being read");
}

TEST(reading_without_memory_says_so) {
    put("a", "text", 0644);
    Arena *arena = arena_new();
    char *bytes;
    size_t length;
    alloc_fail_at(1);
    assert_false(file_read(arena, "a", 9, &bytes, &length, diags));
    alloc_fail_at(0);
    arena_free(arena);
    assert_only(DIAG_MEMORY, "out of memory");
    unlink("a");
}

TEST(a_file_one_may_not_read_is_refused) {
    put("a", "secret", 0000);
    if (geteuid() == 0)
        assert_int_equal(seteuid(NOBODY), 0);
    assert_false(read_path("a", 99));
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    assert_only(DIAG_FILE_READ, "permission denied");
    unlink("a");
}

/* ---- writing ---- */

TEST(a_new_file_gets_the_bits_the_umask_leaves) {
    umask(027);
    assert_true(write_text("a", "new"));
    umask(022);
    assert_int_equal(mode_of("a"), 0640);
    assert_holds("a", "new");
    assert_int_equal(count_files("."), 1);
    assert_int_equal(diag_count(diags), 0);
    unlink("a");
}

TEST(an_old_file_is_replaced_and_keeps_its_bits) {
    put("a", "old", 0604);
    struct stat before, after;
    stat("a", &before);
    assert_true(write_text("a", "new"));
    stat("a", &after);
    assert_int_equal(mode_of("a"), 0604);
    assert_true(before.st_ino != after.st_ino);
    assert_holds("a", "new");
    assert_int_equal(count_files("."), 1);
    unlink("a");
}

TEST(a_reader_of_the_old_file_keeps_the_old_content) {
    put("a", "old", 0644);
    int fd = open("a", O_RDONLY);
    assert_true(write_text("a", "newer"));
    char bytes[8];
    assert_int_equal(read(fd, bytes, sizeof bytes), 3);
    assert_memory_equal(bytes, "old", 3);
    close(fd);
    unlink("a");
}

TEST(nothing_and_much_can_be_written) {
    assert_true(file_write("a", NULL, 0, diags));
    assert_holds("a", "");
    size_t size = (size_t)3 << 20;
    char *bytes = malloc(size);
    memset(bytes, 'x', size);
    assert_true(file_write("a", bytes, size, diags));
    struct stat info;
    stat("a", &info);
    assert_int_equal(info.st_size, size);
    free(bytes);
    unlink("a");
}

TEST(a_link_stays_and_its_target_is_replaced) {
    assert_int_equal(mkdir("sub", 0755), 0);
    put("sub/real", "old", 0600);
    assert_int_equal(symlink("sub/real", "link"), 0);
    assert_true(write_text("link", "new"));
    struct stat info;
    assert_int_equal(lstat("link", &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_holds("sub/real", "new");
    assert_int_equal(mode_of("sub/real"), 0600);
    assert_int_equal(count_files("sub"), 1);
    unlink("link");
    unlink("sub/real");
    rmdir("sub");
}

TEST(a_link_to_nowhere_is_refused) {
    assert_int_equal(symlink("no/where", "link"), 0);
    assert_false(write_text("link", "new"));
    assert_only(DIAG_FILE_WRITE, "no such file or folder");
    unlink("link");
}

TEST(a_folder_cannot_be_overwritten) {
    assert_false(write_text(folder, "x"));
    assert_only(DIAG_FILE_WRITE, "it is a folder");
}

TEST(a_name_is_needed) {
    assert_false(write_text("", "x"));
    assert_only(DIAG_FILE_WRITE, "no such file or folder");
}

TEST(a_path_ending_in_a_slash_is_a_folder) {
    assert_false(write_text("nothing/", "x"));
    assert_only(DIAG_FILE_WRITE, "it is a folder");
}

TEST(a_missing_folder_is_said) {
    assert_false(write_text("no/such/a", "x"));
    assert_only(DIAG_FILE_WRITE, "cannot write no/such/a: no such file or folder");
}

TEST(a_name_too_long_is_said) {
    char name[300];
    memset(name, 'a', sizeof name);
    name[299] = '\0';
    assert_false(write_text(name, "x"));
    assert_only(DIAG_FILE_WRITE, "the name is too long");
    assert_int_equal(count_files("."), 0);
}

TEST(a_full_device_is_said) {
    assert_false(write_text("/dev/full", "x"));
    assert_only(DIAG_FILE_WRITE, "no space left");
    struct stat info;
    assert_int_equal(stat("/dev/full", &info), 0);
    assert_true(S_ISCHR(info.st_mode));
}

TEST(a_fifo_is_written_in_place) {
    assert_int_equal(mkfifo("fifo", 0644), 0);
    int fd = open("fifo", O_RDWR);
    assert_true(write_text("fifo", "through"));
    char bytes[8];
    assert_int_equal(read(fd, bytes, 7), 7);
    assert_memory_equal(bytes, "through", 7);
    close(fd);
    assert_int_equal(count_files("."), 1);
    unlink("fifo");
}

TEST(an_open_descriptor_is_written_through) {
    int fd = open("a", O_RDWR | O_CREAT, 0644);
    char path[64];
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    assert_true(write_text(path, "through"));
    char bytes[8];
    assert_int_equal(pread(fd, bytes, 7, 0), 7);
    assert_memory_equal(bytes, "through", 7);
    close(fd);
    unlink("a");
}

TEST(a_file_that_may_not_be_written_is_kept) {
    put("a", "old", 0444);
    if (geteuid() == 0)
        assert_int_equal(seteuid(NOBODY), 0);
    assert_false(write_text("a", "new"));
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    assert_only(DIAG_FILE_WRITE, "permission denied");
    assert_holds("a", "old");
    assert_int_equal(count_files("."), 1);
    unlink("a");
}

TEST(a_read_only_folder_is_said) {
    assert_int_equal(mkdir("locked", 0555), 0);
    if (geteuid() == 0)
        assert_int_equal(seteuid(NOBODY), 0);
    assert_false(write_text("locked/a", "new"));
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    assert_only(DIAG_FILE_WRITE, "permission denied");
    rmdir("locked");
}

TEST(a_folder_that_cannot_be_listed_can_be_written_to) {
    assert_int_equal(mkdir("drop", 0733), 0);
    assert_int_equal(chmod("drop", 0333), 0);
    if (geteuid() == 0)
        assert_int_equal(seteuid(NOBODY), 0);
    bool done = write_text("drop/a", "new");
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    assert_true(done);
    assert_int_equal(diag_count(diags), 0);
    unlink("drop/a");
    rmdir("drop");
}

TEST(a_write_that_fails_half_way_leaves_the_old_file) {
    put("a", "old", 0644);
    struct rlimit old, small;
    getrlimit(RLIMIT_FSIZE, &old);
    small = (struct rlimit){1000, old.rlim_max};
    char bytes[5000] = "new";
    setrlimit(RLIMIT_FSIZE, &small);
    bool done = file_write("a", bytes, sizeof bytes, diags);
    setrlimit(RLIMIT_FSIZE, &old);
    assert_false(done);
    assert_only(DIAG_FILE_WRITE, "the file would be too large");
    assert_holds("a", "old");
    assert_int_equal(count_files("."), 1);
    unlink("a");
}

TEST(interrupted_and_short_writes_go_on) {
    interrupts = 3;
    write_most = 2;
    assert_true(write_text("a", "seven b"));
    write_most = SIZE_MAX;
    assert_holds("a", "seven b");
    unlink("a");
}

TEST(an_error_of_sync_leaves_the_old_file) {
    put("a", "old", 0644);
    fsync_errors = EIO;
    assert_false(write_text("a", "new"));
    assert_only(DIAG_FILE_WRITE, "input/output error");
    assert_holds("a", "old");
    assert_int_equal(count_files("."), 1);
    unlink("a");
}

TEST(an_error_of_close_leaves_the_old_file) {
    put("a", "old", 0644);
    close_error = ENOSPC;
    assert_false(write_text("a", "new"));
    close_error = 0;
    assert_only(DIAG_FILE_WRITE, "no space left");
    assert_holds("a", "old");
    assert_int_equal(count_files("."), 1);
    unlink("a");
}

TEST(an_interrupted_close_is_no_error) {
    close_error = EINTR;
    assert_true(write_text("a", "new"));
    close_error = 0;
    assert_holds("a", "new");
    unlink("a");
}

TEST(an_error_of_write_leaves_nothing) {
    write_error = ENOSPC;
    assert_false(write_text("a", "new"));
    write_error = 0;
    assert_only(DIAG_FILE_WRITE, "no space left");
    assert_int_equal(count_files("."), 0);
}

TEST(a_folder_that_cannot_be_synced_is_a_warning) {
    fsync_errors = EIO;
    fsync_after = 1;
    assert_true(write_text("a", "new"));
    fsync_errors = 0;
    assert_only(DIAG_FILE_SYNC, "a: warning[FILE_SYNC]: a is written, but");
    assert_holds("a", "new");
    unlink("a");
}

TEST(file_systems_that_know_no_sync_are_enough) {
    fsync_errors = EINVAL;
    assert_true(write_text("a", "new"));
    assert_int_equal(diag_count(diags), 0);
    unlink("a");
}

TEST(every_reason_is_a_text) {
    for (int error = 1; error < 200; error++)
        assert_true(file_reason(error)[0]);
    assert_string_equal(file_reason(ENOSPC), DIAG_BOTH("no space left", "磁盘已满"));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_file_is_read_whole_with_a_nul_behind),
        CASE(a_file_at_the_limit_is_read_and_one_above_is_not),
        CASE(a_missing_file_is_named),
        CASE(a_folder_is_no_file),
        CASE(a_path_through_a_file_is_refused),
        CASE(a_fifo_is_refused_without_waiting),
        CASE(a_file_larger_than_it_said_has_changed),
        CASE(reading_without_memory_says_so),
        CASE(a_file_one_may_not_read_is_refused),
        CASE(a_new_file_gets_the_bits_the_umask_leaves),
        CASE(an_old_file_is_replaced_and_keeps_its_bits),
        CASE(a_reader_of_the_old_file_keeps_the_old_content),
        CASE(nothing_and_much_can_be_written),
        CASE(a_link_stays_and_its_target_is_replaced),
        CASE(a_link_to_nowhere_is_refused),
        CASE(a_folder_cannot_be_overwritten),
        CASE(a_name_is_needed),
        CASE(a_path_ending_in_a_slash_is_a_folder),
        CASE(a_missing_folder_is_said),
        CASE(a_name_too_long_is_said),
        CASE(a_full_device_is_said),
        CASE(a_fifo_is_written_in_place),
        CASE(an_open_descriptor_is_written_through),
        CASE(a_file_that_may_not_be_written_is_kept),
        CASE(a_read_only_folder_is_said),
        CASE(a_folder_that_cannot_be_listed_can_be_written_to),
        CASE(a_write_that_fails_half_way_leaves_the_old_file),
        CASE(interrupted_and_short_writes_go_on),
        CASE(an_error_of_sync_leaves_the_old_file),
        CASE(an_error_of_close_leaves_the_old_file),
        CASE(an_interrupted_close_is_no_error),
        CASE(an_error_of_write_leaves_nothing),
        CASE(a_folder_that_cannot_be_synced_is_a_warning),
        CASE(file_systems_that_know_no_sync_are_enough),
        CASE(every_reason_is_a_text),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
