#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What errno says, in both languages; the locale of the C library is not asked. */
static const struct {
    int error;
    const char *reason;
} reasons[] = {
    {ENOENT, DIAG_BOTH("no such file or folder", "没有这个文件或文件夹")},
    {ENOTDIR, DIAG_BOTH("a part of the path is not a folder", "路径中有一段不是文件夹")},
    {EISDIR, DIAG_BOTH("it is a folder", "它是文件夹")},
    {EACCES, DIAG_BOTH("permission denied", "没有权限")},
    {EPERM, DIAG_BOTH("operation not permitted", "不允许此操作")},
    {EROFS, DIAG_BOTH("the file system is read-only", "文件系统只读")},
    {ENOSPC, DIAG_BOTH("no space left", "磁盘已满")},
    {EDQUOT, DIAG_BOTH("disk quota exceeded", "超出磁盘配额")},
    {EFBIG, DIAG_BOTH("the file would be too large", "文件将超出允许的大小")},
    {EIO, DIAG_BOTH("input/output error", "输入输出错误")},
    {ELOOP, DIAG_BOTH("symbolic links form a loop", "符号链接成环")},
    {ENAMETOOLONG, DIAG_BOTH("the name is too long", "名称过长")},
    {EMFILE, DIAG_BOTH("too many open files", "打开的文件过多")},
    {ENFILE, DIAG_BOTH("too many open files", "打开的文件过多")},
    {ENOMEM, DIAG_BOTH("out of memory", "内存不足")},
    {EPIPE, DIAG_BOTH("the reader has gone", "读取方已关闭")},
    {EINVAL, DIAG_BOTH("invalid name or operation", "名称或操作无效")},
};

const char *file_reason(int error) {
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reasons[i].error == error)
            return reasons[i].reason;
    const char *text = strerrordesc_np(error);
    return text ? text : DIAG_BOTH("unknown error", "未知错误");
}

static bool report(DiagList *diags, DiagCode code, const char *path, const char *detail) {
    diag_at(diags, code, (Place){.file = path}, (const char *const[]){path, detail}, 2);
    return false;
}

/* ---- reading ---- */

static int open_again(const char *path, int flags) {
    int fd;
    do
        fd = open(path, flags | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* Reads until `room` bytes are there or the file ends; -1 on failure. */
static ssize_t read_all(int fd, char *bytes, size_t room) {
    size_t done = 0;
    while (done < room) {
        ssize_t got = read(fd, bytes + done, room - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

/* The size of an open regular file within the limit. */
static bool read_size(int fd, const char *path, size_t limit, struct stat *info, DiagList *diags) {
    if (fstat(fd, info) != 0)
        return report(diags, DIAG_FILE_READ, path, file_reason(errno));
    if (S_ISDIR(info->st_mode))
        return report(diags, DIAG_FILE_FOLDER, path, "");
    if (!S_ISREG(info->st_mode))
        return report(diags, DIAG_FILE_READ, path, DIAG_BOTH("it is not a regular file", "它不是普通文件"));
    if ((uintmax_t)info->st_size > limit) {
        char number[BUF_NUMBER];
        return report(diags, DIAG_FILE_SIZE, path, int_format((int64_t)limit, number));
    }
    return true;
}

/* Whether nobody has written to an open file since; no content is half the old and half the new one. */
static bool is_as_before(int fd, const struct stat *before) {
    struct stat now;
    return fstat(fd, &now) == 0 && now.st_size == before->st_size && now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

static bool read_open(Arena *arena, int fd, const char *path, size_t limit, char **bytes, size_t *length,
                      DiagList *diags) {
    struct stat info;
    if (!read_size(fd, path, limit, &info, diags))
        return false;
    size_t size = (size_t)info.st_size;
    /* One byte more than the file has: reading it would show that the file has grown meanwhile. */
    char *room = size < SIZE_MAX ? arena_alloc(arena, size + 1) : NULL;
    if (!room)
        return report(diags, DIAG_MEMORY, path, "");
    ssize_t got = read_all(fd, room, size + 1);
    if (got < 0)
        return report(diags, DIAG_FILE_READ, path, file_reason(errno));
    if ((size_t)got != size || !is_as_before(fd, &info))
        return report(diags, DIAG_FILE_READ, path, DIAG_BOTH("it changed while being read", "读取时文件发生了变化"));
    *bytes = room;
    *length = size;
    return true;
}

bool file_read(Arena *arena, const char *path, size_t limit, char **bytes, size_t *length, DiagList *diags) {
    /* O_NONBLOCK: opening a FIFO must not wait for a writer, only to learn that it is none of ours. */
    int fd = open_again(path, O_RDONLY | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        return report(diags, DIAG_FILE_MISSING, path, "");
    if (fd < 0)
        return report(diags, DIAG_FILE_READ, path, file_reason(errno));
    bool done = read_open(arena, fd, path, limit, bytes, length, diags);
    close(fd);
    return done;
}
