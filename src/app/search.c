#include "app/search.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"

#define FOLDER_MAX 8

/* The folders looked in, in order, for messages too. */
typedef struct Folders {
    const char *items[FOLDER_MAX];
    size_t count;
} Folders;

static bool is_same_folder(const char *a, const char *b) {
    char resolved_a[PATH_MAX], resolved_b[PATH_MAX];
    return strcmp(a, b) == 0 || (realpath(a, resolved_a) && realpath(b, resolved_b) && !strcmp(resolved_a, resolved_b));
}

/* A folder that comes up twice, however it is spelt, is looked in once. */
static void add_folder(Folders *folders, const char *folder) {
    for (size_t i = 0; folder && i < folders->count; i++)
        if (is_same_folder(folders->items[i], folder))
            return;
    if (folder && folders->count < FOLDER_MAX)
        folders->items[folders->count++] = folder;
}

/* The folder the running program stands in, or NULL. */
static const char *program_folder(Arena *arena) {
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return NULL;
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash)
        return NULL;
    *slash = '\0';
    return arena_strdup(arena, path);
}

/* Beside the program: build/banxin or build/PRESET/banxin in the source tree, bin/banxin where it is installed. */
static void add_own_folders(Arena *arena, const char *name, Folders *folders) {
    static const char *const ways[] = {"..", "../..", "../share/banxin"};
    const char *program = program_folder(arena);
    for (size_t i = 0; program && i < sizeof ways / sizeof ways[0]; i++) {
        char *folder = arena_printf(arena, "%s/%s/%s", program, ways[i], name);
        char resolved[PATH_MAX];
        if (folder && realpath(folder, resolved))
            add_folder(folders, arena_strdup(arena, resolved));
    }
}

static void push_joined(const Folders *folders, const char *between, Buf *text) {
    for (size_t i = 0; i < folders->count; i++) {
        if (i)
            buf_text(text, between);
        buf_text(text, folders->items[i]);
    }
}

/* The folders one after the other, for a message in either language. */
static const char *joined(Arena *arena, const Folders *folders) {
    Buf text = {0};
    buf_text(&text, "\xff");
    push_joined(folders, ", ", &text);
    buf_text(&text, "\xff");
    push_joined(folders, "、", &text);
    const char *copy = buf_failed(&text) ? NULL : arena_strndup(arena, text.bytes, text.length);
    buf_free(&text);
    return copy ? copy : "";
}

/* The first folder that holds the file; NULL when none does. */
static const char *find(Arena *arena, const Folders *folders, const char *file) {
    for (size_t i = 0; i < folders->count; i++) {
        const char *path = arena_printf(arena, "%s/%s", folders->items[i], file);
        if (path && file_exists(path) && file_name_is_inside(folders->items[i], file))
            return path;
    }
    return NULL;
}

/* Whether nothing was found for want of memory; then reported as that. */
static bool short_of_memory(const Arena *arena, DiagList *diags) {
    if (arena_failed(arena))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return arena_failed(arena);
}

/* ---- forms that are there ------------------------------------------------------------------------------------ */

#define FORM_ENDING   ".json"
#define SCHEMA_ENDING ".schema.json"

typedef VEC(const char *) Names;

static bool ends_in(const char *text, const char *ending) {
    size_t length = strlen(text), tail = strlen(ending);
    return length > tail && strcmp(text + length - tail, ending) == 0;
}

static void list_folder(Arena *arena, const char *folder, Names *names) {
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        bool form = entry->d_name[0] != '.' && ends_in(entry->d_name, FORM_ENDING);
        if (!form || ends_in(entry->d_name, SCHEMA_ENDING))
            continue;
        const char *name = arena_strndup(arena, entry->d_name, strlen(entry->d_name) - strlen(FORM_ENDING));
        const char **slot = name ? VEC_PUSH(names) : NULL;
        if (slot)
            *slot = name;
    }
    if (dir)
        closedir(dir);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The form nearest in name among those in the folders, or NULL. Sorted, as folders list their files in any order. */
static const char *nearest_form(Arena *arena, const Folders *folders, const char *name) {
    Names names = {0};
    for (size_t i = 0; i < folders->count; i++)
        list_folder(arena, folders->items[i], &names);
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    const char *near = str_nearest(name, names.items, names.count);
    VEC_FREE(&names);
    return near;
}

/* ---- the search ---------------------------------------------------------------------------------------------- */

static void report_no_form(Arena *arena, const Folders *folders, const char *name, SourceRef ref, DiagList *diags) {
    const char *near = nearest_form(arena, folders, name);
    const char *looked_in = joined(arena, folders);
    if (short_of_memory(arena, diags))
        return;
    if (near)
        diag_ref(diags, DIAG_SEARCH_FORM_NEAR, ref, DIAG_ARGS(name, looked_in, near));
    else
        diag_ref(diags, DIAG_SEARCH_FORM, ref, DIAG_ARGS(name, looked_in));
}

const char *search_form(Arena *arena, const char *name, const char *report, SourceRef ref, DiagList *diags) {
    Folders folders = {0};
    add_folder(&folders, file_beside(arena, report, "layouts"));
    add_folder(&folders, file_beside(arena, report, "../layouts"));
    add_folder(&folders, "layouts");
    add_own_folders(arena, "layouts", &folders);
    const char *file = arena_printf(arena, "%s.json", name);
    const char *path = file ? find(arena, &folders, file) : NULL;
    if (!path)
        report_no_form(arena, &folders, name, ref, diags);
    return path;
}

const char *search_fonts(Arena *arena, DiagList *diags) {
    Folders folders = {0};
    add_own_folders(arena, "fonts", &folders);
    add_folder(&folders, "fonts");
    const char *path = find(arena, &folders, "fonts.json");
    if (!path && !short_of_memory(arena, diags))
        diag_at(diags, DIAG_SEARCH_FONTS, (Place){0}, DIAG_ARGS(joined(arena, &folders)));
    return path;
}

const char *search_module(Arena *arena, const char *file, DiagList *diags) {
    Folders folders = {0};
    const char *program = program_folder(arena);
    if (program) {
        add_folder(&folders, program);
        add_folder(&folders, arena_printf(arena, "%s/" BANXIN_LIB_FROM_BIN, program));
    }
    add_folder(&folders, BANXIN_LIBDIR);
    const char *path = find(arena, &folders, file);
    if (!path && !short_of_memory(arena, diags))
        diag_at(diags, DIAG_RECORD_MISSING, (Place){0}, DIAG_ARGS(file, joined(arena, &folders)));
    return path;
}

const char *search_profile(DiagList *diags) {
    static const char *const paths[] = {
        "/usr/share/color/icc/colord/FOGRA39L_coated.icc",
        "/usr/share/color/icc/ghostscript/default_cmyk.icc",
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (file_exists(paths[i]))
            return paths[i];
    diag_at(diags, DIAG_SEARCH_PROFILE, (Place){0}, DIAG_ARGS(paths[1]));
    return NULL;
}
