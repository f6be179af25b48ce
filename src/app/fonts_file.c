#include "app/fonts_file.h"

#include <string.h>

#include "base/file.h"
#include "json/json_get.h"

typedef struct Reader {
    Arena *arena;
    DiagList *diags;
    FontSet *set;
    const char *folders[FONTS_FOLDER_MAX]; /* each ends with a slash, or is empty */
    size_t folder_count;
} Reader;

static bool fault(Reader *reader, DiagCode code, const JsonNode *node, const char *arg) {
    diag_ref(reader->diags, code, json_ref(node), DIAG_ARGS(arg));
    return false;
}

static bool limit_fault(Reader *reader, const JsonNode *node, int limit) {
    return fault(reader, DIAG_FONT_LIMIT, node, arena_printf(reader->arena, "%d", limit));
}

/* ---- folders ---- */

static bool read_folders(Reader *reader, const char *path, const JsonNode *folders) {
    bool good = true;
    for (const JsonNode *node = folders->first; node; node = node->next) {
        if (!json_expect(node, JSON_IS_STRING, reader->diags)) {
            good = false;
        } else if (reader->folder_count == FONTS_FOLDER_MAX) {
            return limit_fault(reader, node, FONTS_FOLDER_MAX);
        } else {
            bool beside = strcmp(node->text.text, ".") == 0;
            char *folder = file_beside(reader->arena, path, beside ? "" : node->text.text);
            reader->folders[reader->folder_count++] = beside ? folder : arena_printf(reader->arena, "%s/", folder);
        }
    }
    return good;
}

/* The file's path in the first folder that has it, or NULL. */
static const char *find_file(const Reader *reader, const char *name) {
    for (size_t i = 0; i < reader->folder_count; i++) {
        const char *path = arena_printf(reader->arena, "%s%s", reader->folders[i], name);
        if (path && file_exists(path) && !file_is_folder(path))
            return path;
    }
    return NULL;
}

/* ---- entries ---- */

/* What an entry says and what was found of it. */
typedef struct Entry {
    const char *path; /* of the first file there is, or NULL */
    int index;
    const char *looked_for; /* the names, for a message */
} Entry;

/* Cuts "#12" off the end of a name; 0 when there is none. -1 for a number that is none or too high. */
static int cut_index(char *name) {
    char *mark = strrchr(name, '#');
    if (!mark)
        return 0;
    *mark++ = '\0';
    int index = *mark ? 0 : -1;
    for (; *mark && index >= 0 && index <= FONTS_INDEX_MAX; mark++)
        index = *mark >= '0' && *mark <= '9' ? index * 10 + (*mark - '0') : -1;
    return index <= FONTS_INDEX_MAX ? index : -1;
}

/* One file name of an entry. */
static bool read_name(Reader *reader, const JsonNode *node, Entry *entry) {
    char *name = str_dup(reader->arena, node->text);
    if (!name)
        return false;
    int index = cut_index(name);
    if (index < 0 || !name[0] || strchr(name, '/'))
        return fault(reader, DIAG_FONT_NAME, node, node->text.text);
    entry->looked_for = entry->looked_for ? arena_printf(reader->arena, "%s, %s", entry->looked_for, name) : name;
    if (!entry->path) {
        entry->path = find_file(reader, name);
        entry->index = index;
    }
    return true;
}

static bool read_entry(Reader *reader, const JsonNode *node, Entry *entry) {
    if (!json_expect(node, JSON_IS_STRING | JSON_IS_ARRAY, reader->diags))
        return false;
    if (node->type == JSON_STRING)
        return read_name(reader, node, entry);
    bool good = true;
    for (const JsonNode *item = node->first; item; item = item->next)
        good = json_expect(item, JSON_IS_STRING, reader->diags) && read_name(reader, item, entry) && good;
    return good;
}

static bool add_entry(Reader *reader, FontRole role, FontScript script, const JsonNode *node, const Entry *entry) {
    if (!entry->looked_for) /* an empty list of names */
        return true;
    if (!entry->path)
        return font_set_add_missing(reader->set, role, script, entry->looked_for);
    if (font_set_add_face(reader->set, role, script, entry->path, entry->index, json_ref(node)))
        return true;
    return font_set_failed(reader->set) ? false : limit_fault(reader, node, FONT_FACE_MAX);
}

/* ---- roles ---- */

static bool read_list(Reader *reader, FontRole role, FontScript script, const JsonNode *list) {
    bool good = true;
    for (const JsonNode *node = list ? list->first : NULL; node; node = node->next) {
        Entry entry = {0};
        if (node->ordinal >= FONT_FALLBACK_MAX) /* whether or not the files are there */
            return limit_fault(reader, node, FONT_FALLBACK_MAX);
        good = read_entry(reader, node, &entry) && add_entry(reader, role, script, node, &entry) && good;
    }
    return good;
}

static bool read_role(Reader *reader, const JsonNode *node) {
    enum { TITLE, HAN, WESTERN, COUNT };
    static const JsonKey KEYS[COUNT] = {
        {"title", JSON_IS_STRING, false}, {"han", JSON_IS_ARRAY, true}, {"western", JSON_IS_ARRAY, false}};
    const JsonNode *found[COUNT] = {0};
    bool good = json_object(node, KEYS, COUNT, found, reader->diags);
    FontRole role = font_set_add_role(reader->set, node->key, json_ref(node));
    if (role < 0)
        return font_set_failed(reader->set) ? false : limit_fault(reader, node, FONT_ROLE_MAX);
    good = read_list(reader, role, FONT_HAN, found[HAN]) && good;
    return read_list(reader, role, FONT_WESTERN, found[WESTERN]) && good;
}

/* Characters that a file draws as others, by the file's name. */
static bool read_wrong(Reader *reader, const JsonNode *files) {
    bool good = true;
    for (const JsonNode *node = files->first; node; node = node->next)
        good = json_expect(node, JSON_IS_STRING, reader->diags) &&
               font_set_add_wrong(reader->set, node->key, node->text.text) && good;
    return good;
}

static bool read_all(Reader *reader, const char *path, const JsonNode *root) {
    enum { FOLDERS, ROLES, WRONG, COUNT };
    static const JsonKey KEYS[COUNT] = {
        {"folders", JSON_IS_ARRAY, true}, {"roles", JSON_IS_OBJECT, true}, {"wrong", JSON_IS_OBJECT, false}};
    const JsonNode *found[COUNT] = {0};
    bool good = json_object(root, KEYS, COUNT, found, reader->diags);
    if (found[FOLDERS])
        good = read_folders(reader, path, found[FOLDERS]) && good;
    for (const JsonNode *role = found[ROLES] ? found[ROLES]->first : NULL; role; role = role->next)
        good = read_role(reader, role) && good;
    if (found[WRONG])
        good = read_wrong(reader, found[WRONG]) && good;
    return good;
}

FontSet *fonts_file_read(Arena *arena, const char *path, DiagList *diags) {
    const JsonDoc *doc = json_doc_read(arena, path, diags);
    if (!doc)
        return NULL;
    Reader reader = {.arena = arena, .diags = diags, .set = font_set_new()};
    bool good = reader.set && read_all(&reader, path, json_doc_root(doc));
    bool memory = !reader.set || font_set_failed(reader.set) || arena_failed(arena);
    if (good && !memory)
        return reader.set;
    if (memory)
        diag_ref(diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
    font_set_free(reader.set);
    return NULL;
}
