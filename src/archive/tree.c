#include "archive/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static bool fail(Tree *tree, int error) {
    bool taken = error == EEXIST || error == ENOTEMPTY || error == ENOTDIR;
    if (!tree->failed)
        diag_at(
            tree->diags, DIAG_FILE_WRITE, (Place){.file = tree->path},
            DIAG_ARGS(tree->path,
                      taken ? DIAG_BOTH("something stands there already", "该处已有文件或文件夹") : file_reason(error),
                      taken ? DIAG_BOTH("name a new folder", "请给出新的文件夹名") : ""));
    tree->failed = true;
    return false;
}

/* "a/b/" is the folder a and the name b. */
static bool split(Arena *arena, Tree *tree, const char **parent) {
    size_t length = strlen(tree->path);
    while (length > 1 && tree->path[length - 1] == '/')
        length--;
    size_t start = length;
    while (start > 0 && tree->path[start - 1] != '/')
        start--;
    tree->last = arena_strndup(arena, tree->path + start, length - start);
    *parent = start ? arena_strndup(arena, tree->path, start) : ".";
    return tree->last && *parent;
}

bool tree_begin(Tree *tree, Arena *arena, const char *path, DiagList *diags) {
    *tree = (Tree){.path = path, .parent = -1, .folder = -1, .diags = diags};
    const char *parent;
    if (!split(arena, tree, &parent))
        return fail(tree, ENOMEM);
    if (!tree->last[0] || strcmp(tree->last, ".") == 0 || strcmp(tree->last, "..") == 0)
        return fail(tree, EEXIST);
    int error = disk_open_folder(AT_FDCWD, parent, &tree->parent);
    if (!error)
        error = disk_name(".banxin-", tree->name);
    if (!error && mkdirat(tree->parent, tree->name, 0777) != 0) {
        error = errno;
        tree->name[0] = '\0'; /* not ours to remove */
    }
    if (!error)
        error = disk_open_folder(tree->parent, tree->name, &tree->folder);
    if (!error)
        return true;
    fail(tree, error);
    tree_drop(tree);
    return false;
}

void tree_folder(Tree *tree, const char *name) {
    int error = tree->failed ? 0 : disk_make_folder(tree->folder, name);
    if (error)
        fail(tree, error);
}

void tree_file(Tree *tree, const char *name, Str bytes) {
    int error = tree->failed ? 0 : disk_write_new(tree->folder, name, bytes, 0666, false);
    if (error)
        fail(tree, error);
}

/* One call for the file system: what a bag holds may be many thousand files. */
static int sync_all(const Tree *tree) {
    disk_take_step("sync tree");
    return syncfs(tree->folder) != 0 ? errno : 0;
}

static int put_in_place(const Tree *tree, bool over_empty) {
    disk_take_step("rename tree");
    if (renameat2(tree->parent, tree->name, tree->parent, tree->last, RENAME_NOREPLACE) == 0)
        return 0;
    bool again = errno == EINVAL || (errno == EEXIST && over_empty);
    if (!again)
        return errno;
    /* A file system without that flag: at least nothing but an empty folder is replaced. */
    if (!over_empty && faccessat(tree->parent, tree->last, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        return EEXIST;
    return renameat(tree->parent, tree->name, tree->parent, tree->last) != 0 ? errno : 0;
}

bool tree_commit(Tree *tree, bool over_empty) {
    int error = tree->failed ? 0 : sync_all(tree);
    if (!error && !tree->failed)
        error = put_in_place(tree, over_empty);
    if (!error && !tree->failed)
        error = disk_sync(tree->parent);
    if (error)
        fail(tree, error);
    if (!tree->failed)
        tree->name[0] = '\0';
    bool done = !tree->failed;
    tree_drop(tree);
    return done;
}

void tree_drop(Tree *tree) {
    if (tree->folder >= 0)
        close(tree->folder);
    if (tree->parent >= 0 && tree->name[0])
        disk_remove(tree->parent, tree->name);
    if (tree->parent >= 0)
        close(tree->parent);
    tree->folder = tree->parent = -1;
    tree->name[0] = '\0';
}
