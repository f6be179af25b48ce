#include "form/form_read.h"

/* Names first, so that a parent may stand after its heirs. */
static void read_heirs(FormReader *reader, const JsonNode *node, KeyTableId keys, Heir *heirs) {
    size_t key_count = form_keys(keys)->count, i = 0;
    for (const JsonNode *child = node->first; child; child = child->next, i++) {
        heirs[i] = (Heir){.name = child->key, .node = child, .parent = -1};
        heirs[i].found = ARENA_ARRAY(reader->arena, const JsonNode *, key_count);
        form_name(reader, child, child->key);
        if (heirs[i].found)
            form_object(reader, child, keys, heirs[i].found);
    }
}

static void find_parents(FormReader *reader, Heir *heirs, size_t count, DiagCode unknown) {
    for (size_t i = 0; i < count; i++) {
        const JsonNode *based_on = heirs[i].found ? heirs[i].found[0] : NULL;
        if (!based_on)
            continue;
        heirs[i].parent = form_find(heirs, count, sizeof *heirs, based_on->text.text);
        if (heirs[i].parent < 0)
            form_unknown(reader, unknown, json_ref(based_on), based_on->text.text, heirs, count, sizeof *heirs);
    }
}

static void report_circle(FormReader *reader, const Heir *heirs, size_t start, DiagCode code) {
    Buf chain = {0};
    size_t at = start;
    do {
        buf_text(&chain, heirs[at].name);
        buf_text(&chain, " > ");
        at = (size_t)heirs[at].parent;
    } while (at != start && chain.length < 400);
    buf_text(&chain, at == start ? heirs[start].name : "…");
    diag_ref(reader->diags, code, json_ref(heirs[start].found[0]),
             DIAG_ARGS(buf_failed(&chain) || !chain.bytes ? "" : chain.bytes));
    buf_free(&chain);
}

/* Walks up from each; a walk of more steps than there are heirs goes round. A circle is reported by its first member.
 */
static void find_circles(FormReader *reader, Heir *heirs, size_t count, DiagCode code) {
    for (size_t i = 0; i < count; i++) {
        size_t steps = 0, first = i, last = i;
        int at = heirs[i].parent;
        while (at >= 0 && (size_t)at != i && steps++ <= count) {
            last = (size_t)at;
            first = last < first ? last : first;
            at = heirs[at].parent;
        }
        heirs[i].broken = at >= 0 || heirs[last].found[0];
        if (at >= 0 && (size_t)at == i && first == i)
            report_circle(reader, heirs, i, code);
    }
}

static void take_over(Heir *heirs, size_t count, size_t key_count) {
    for (size_t i = 0; i < count; i++) {
        size_t steps = 0;
        for (int at = heirs[i].parent; at >= 0 && steps++ <= count; at = heirs[at].parent)
            for (size_t key = 1; key < key_count; key++)
                if (heirs[i].found && heirs[at].found && !heirs[i].found[key])
                    heirs[i].found[key] = heirs[at].found[key];
    }
}

Heir *form_inherit(FormReader *reader, const JsonNode *node, KeyTableId keys, DiagCode unknown, DiagCode circle) {
    Heir *heirs = ARENA_ARRAY(reader->arena, Heir, node->count);
    if (!heirs)
        return NULL;
    read_heirs(reader, node, keys, heirs);
    if (arena_failed(reader->arena))
        return NULL;
    find_parents(reader, heirs, node->count, unknown);
    find_circles(reader, heirs, node->count, circle);
    take_over(heirs, node->count, form_keys(keys)->count);
    return heirs;
}
