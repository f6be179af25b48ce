/*
 * tree: a folder with all its files that appears whole or not at all. It is made under another name beside its place,
 * synced, and renamed; what was broken off is removed.
 */
#ifndef BANXIN_ARCHIVE_TREE_H
#define BANXIN_ARCHIVE_TREE_H

#include "archive/disk.h"
#include "base/diag.h"

typedef struct Tree {
    const char *path; /* where it will stand */
    int parent;       /* the folder it stands in */
    int folder;       /* the tree itself, under its other name */
    char name[DISK_NAME_MAX];
    const char *last; /* the last component of `path`, in the arena */
    bool failed;      /* a fault has been reported; later steps do nothing */
    DiagList *diags;
} Tree;

/* Begins a tree that is to stand at `path`; false with a fault reported. Ended by tree_commit or tree_drop. */
bool tree_begin(Tree *tree, Arena *arena, const char *path, DiagList *diags);
/* A folder within, or a file within; names are relative, with folders that have been made. */
void tree_folder(Tree *tree, const char *name);
void tree_file(Tree *tree, const char *name, Str bytes);
/*
 * Puts it in its place and ends it. `over_empty`: an empty folder may stand there already. False with a fault
 * reported, also if anything before went wrong; then nothing is left.
 */
bool tree_commit(Tree *tree, bool over_empty);
void tree_drop(Tree *tree);

#endif
