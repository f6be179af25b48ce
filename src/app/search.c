#include "app/search.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define FOLDER_MAX 8

/* The folders looked in, in order, for messages too. */
typedef struct Folders {
    const char *items[FOLDER_MAX];
    size_t count;
} Folders;

static void add_folder(Folders *folders, const char *folder) {
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

/* The folders one after the other, for a message. */
static const char *joined(Arena *arena, const Folders *folders) {
    Buf text = {0};
    for (size_t i = 0; i < folders->count; i++) {
        if (i)
            buf_text(&text, ", ");
        buf_text(&text, folders->items[i]);
    }
    const char *copy = text.length && !buf_failed(&text) ? arena_strndup(arena, text.bytes, text.length) : "";
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

const char *search_form(Arena *arena, const char *name, const char *report, SourceRef ref, DiagList *diags) {
    Folders folders = {0};
    add_folder(&folders, file_beside(arena, report, "layouts"));
    add_folder(&folders, file_beside(arena, report, "../layouts"));
    add_folder(&folders, "layouts");
    add_own_folders(arena, "layouts", &folders);
    const char *file = arena_printf(arena, "%s.json", name);
    const char *path = file ? find(arena, &folders, file) : NULL;
    if (!path && !short_of_memory(arena, diags))
        diag_ref(diags, DIAG_SEARCH_FORM, ref, DIAG_ARGS(name, joined(arena, &folders)));
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
