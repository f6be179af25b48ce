#include "figures/scope.h"

#include <string.h>

#include "figures/figures.h"

#define SCOPE_NAME_MAX 256

/* The names known at one step of a path, for the nearest-name hint. */
typedef struct Names {
    const char *names[SCOPE_NAME_MAX];
    size_t count;
} Names;

static void names_add(Names *names, const char *name) {
    if (name && names->count < SCOPE_NAME_MAX)
        names->names[names->count++] = name;
}

static void names_add_fields(Names *names, const Field *fields, size_t count) {
    for (size_t i = 0; i < count; i++)
        names_add(names, fields[i].key);
}

Scope scope_report(const Report *report) { return (Scope){.kind = FRAME_REPORT, .report = report}; }

/* ---- values that are not data -------------------------------------------------------------------------------- */

static void set_text(ScopeValue *out, Str text, SourceRef source) {
    out->value = (Value){.kind = text.length ? VALUE_TEXT : VALUE_BLANK, .source = source, .text = text};
}

static void set_integer(ScopeValue *out, int64_t integer, SourceRef source) {
    out->value = (Value){.kind = VALUE_INTEGER, .source = source, .integer = integer};
}

typedef bool (*Member)(const Scope *frame, const char *name, ScopeValue *out);

static bool organ_member(const Scope *frame, const char *name, ScopeValue *out) {
    const Report *report = frame->report;
    const char *text = NULL;
    if (strcmp(name, "name") == 0)
        text = report->organ.name;
    else if (strcmp(name, "short") == 0)
        text = report->organ.short_name;
    else if (strcmp(name, "code") == 0)
        text = report->organ.code;
    else if (strcmp(name, "parent") == 0)
        text = report->organ.parent;
    else
        return false;
    set_text(out, str_from(text), report->organ.source);
    return true;
}

static bool form_member(const Scope *frame, const char *name, ScopeValue *out) {
    const Form *form = frame->report->form;
    if (strcmp(name, "title") == 0)
        set_text(out, str_from(form->title), SOURCE_NONE);
    else if (strcmp(name, "name") == 0)
        set_text(out, str_from(form->name), SOURCE_NONE);
    else
        return false;
    return true;
}

static bool year_member(const Scope *frame, const char *name, ScopeValue *out) {
    if (strcmp(name, "last") != 0)
        return false;
    set_integer(out, frame->report->year - 1, SOURCE_NONE);
    return true;
}

static bool loop_member(const Scope *frame, const char *name, ScopeValue *out) {
    if (strcmp(name, "index") == 0)
        set_integer(out, frame->index, SOURCE_NONE);
    else if (strcmp(name, "count") == 0)
        set_integer(out, frame->count, SOURCE_NONE);
    else
        return false;
    return true;
}

static bool table_member(const Scope *frame, const char *name, ScopeValue *out) {
    if (strcmp(name, "title") == 0)
        set_text(out, frame->title, frame->table->source);
    else if (strcmp(name, "label") == 0)
        set_text(out, str_from(frame->table->label), frame->table->source);
    else if (strcmp(name, "unit") == 0)
        set_text(out, str_from(money_unit_name((MoneyUnit)frame->table->shown_unit)), frame->table->source);
    else
        return false;
    return true;
}

/* Names with members of their own that are not data; one loop over them both finds and suggests. */
typedef struct Holder {
    FrameKind frame;
    const char *name;
    Member member;
    const char *members[4];
} Holder;

static const Holder holders[] = {
    {FRAME_REPORT, "organ", organ_member, {"name", "short", "code", "parent"}},
    {FRAME_REPORT, "year", year_member, {"last"}},
    {FRAME_REPORT, "form", form_member, {"title", "name"}},
    {FRAME_ITEM, "loop", loop_member, {"index", "count"}},
    {FRAME_TABLE, "table", table_member, {"title", "label", "unit"}},
};
#define HOLDER_COUNT (sizeof holders / sizeof holders[0])

/* ---- lookup -------------------------------------------------------------------------------------------------- */

/* One lookup under way: the path and what was known where it went wrong. */
typedef struct Lookup {
    const Scope *scope;
    const Path *path;
    ScopeValue *out;
    int step;    /* name of the path that was not found */
    Names names; /* it could have been */
} Lookup;

static bool has_member(const Lookup *l, int step) { return l->path->count > step; }

/* Goes down records by the names from `step` on. */
static bool descend(Lookup *l, const Field *field, const Value *value, int step) {
    for (; has_member(l, step); step++) {
        const Field *next = NULL;
        size_t at = 0;
        l->step = step;
        if (field->type != FIELD_RECORD)
            return false;
        for (; at < field->field_count; at++)
            if (strcmp(field->fields[at].key, l->path->names[step]) == 0) {
                next = &field->fields[at];
                break;
            }
        if (!next) {
            names_add_fields(&l->names, field->fields, field->field_count);
            return false;
        }
        bool filled = value && value->kind == VALUE_RECORD && at < value->record.count;
        value = filled ? &value->record.values[at] : NULL;
        field = next;
    }
    l->out->field = field;
    l->out->value = value ? *value : (Value){.kind = VALUE_BLANK};
    return true;
}

/* What a row knows of itself (RowOwn). */
static Value own_value(const Scope *frame, size_t own) {
    const ReportRow *row = &frame->data->rows[frame->row];
    const Levels *levels = figures_levels(frame->figures, frame->data);
    const TableForm *form = frame->data->form;
    Value value = {.kind = VALUE_FLAG, .source = row->source};
    if (own == ROW_OWN_KIND || own == ROW_OWN_ROW) {
        const char *kind = row->kind >= 0 ? form->kinds[row->kind].name : NULL;
        value.text = str_from(own == ROW_OWN_KIND ? kind : row->row);
        value.kind = value.text.length ? VALUE_TEXT : VALUE_BLANK;
    } else if (levels) {
        value.flag = own == ROW_OWN_LEAF ? levels->rows[frame->row].leaf : levels->rows[frame->row].again;
    }
    return value;
}

/* A column of the row, or what it knows of itself. */
static bool row_member(Lookup *l, const Scope *frame, int step) {
    const Field *record = frame->field;
    l->step = step;
    for (size_t at = 0; has_member(l, step) && at < record->field_count; at++) {
        if (strcmp(record->fields[at].key, l->path->names[step]) != 0)
            continue;
        size_t leaves = frame->data->form->leaf_count;
        l->out->field = &record->fields[at];
        if (at >= leaves) {
            l->out->value = own_value(frame, at - leaves);
        } else {
            l->out->value = *figures_cell(frame->figures, frame->data, frame->row, at);
            l->out->table = frame->data;
            l->out->is_cell = true;
            l->out->row = frame->row;
            l->out->leaf = (uint32_t)at;
        }
        l->step = step + 1;
        return l->path->count == step + 1;
    }
    names_add_fields(&l->names, record->fields, record->field_count);
    return false;
}

/* A field of an item, or a member of a row. */
static bool item_member(Lookup *l, const Scope *frame, int step) {
    return frame->data ? row_member(l, frame, step) : descend(l, frame->field, frame->value, step);
}

static bool data_field(Lookup *l, const Report *report, int step) {
    const Field root = {
        .key = "data", .type = FIELD_RECORD, .fields = report->form->data, .field_count = report->form->data_count};
    bool found = descend(l, &root, &report->data, step);
    if (l->out->field == &root) /* the record of all fields has no declaration that outlives this call */
        l->out->field = NULL;
    return found;
}

static bool table_by_key(Lookup *l, const Report *report) {
    const Form *form = report->form;
    if (l->path->count == 2) {
        for (size_t i = 0; i < form->table_count; i++) {
            if (strcmp(form->tables[i].key, l->path->names[1]) != 0)
                continue;
            const ReportTable *table = &report->tables[i];
            l->out->table = table;
            l->out->value = (Value){.kind = VALUE_FLAG, .source = table->source, .flag = table->filled};
            return true;
        }
    }
    for (size_t i = 0; i < form->table_count; i++)
        names_add(&l->names, form->tables[i].key);
    l->step = 1;
    return false;
}

static const Holder *holder_of(FrameKind kind, const char *name) {
    for (size_t i = 0; i < HOLDER_COUNT; i++)
        if (holders[i].frame == kind && strcmp(holders[i].name, name) == 0)
            return &holders[i];
    return NULL;
}

static bool held_member(Lookup *l, const Scope *frame, const Holder *holder) {
    if (l->path->count == 2 && holder->member(frame, l->path->names[1], l->out))
        return true;
    for (size_t i = 0; i < sizeof holder->members / sizeof holder->members[0]; i++)
        names_add(&l->names, holder->members[i]);
    l->step = 1;
    return false;
}

/* The report's plain names, and the fields of its data right away. */
static bool in_report(Lookup *l, const Scope *frame) {
    const Report *report = frame->report;
    const char *first = l->path->names[0];
    if (strcmp(first, "year") == 0 && l->path->count == 1) {
        set_integer(l->out, report->year, SOURCE_NONE);
        return true;
    }
    if (strcmp(first, "date") == 0 && l->path->count == 1) {
        l->out->value = (Value){.kind = report->date.year ? VALUE_DATE : VALUE_BLANK, .date = report->date};
        return true;
    }
    if (strcmp(first, "tables") == 0)
        return table_by_key(l, report);
    if (strcmp(first, "data") == 0)
        return data_field(l, report, 1);
    return data_field(l, report, 0);
}

static int field_index(const Field *record, const char *name) {
    for (size_t i = 0; record->type == FIELD_RECORD && i < record->field_count; i++)
        if (strcmp(record->fields[i].key, name) == 0)
            return (int)i;
    return -1;
}

/* Whether a frame is the one that answers the path's first name. */
static bool frame_answers(const Scope *frame, const Path *path) {
    const char *first = path->names[0];
    if (holder_of(frame->kind, first))
        return true;
    switch (frame->kind) {
    case FRAME_REPORT: return true;
    case FRAME_ITEM: return strcmp(first, frame->name) == 0;
    case FRAME_ROW: return field_index(frame->field, first) >= 0;
    case FRAME_PAGE: return strcmp(first, "page") == 0 || strcmp(first, "pages") == 0;
    case FRAME_NUMBER: return strcmp(first, "n") == 0;
    case FRAME_TABLE: return false;
    }
    return false;
}

static bool in_frame(Lookup *l, const Scope *frame) {
    const char *first = l->path->names[0];
    const Holder *holder = holder_of(frame->kind, first);
    if (holder && (l->path->count > 1 || frame->kind != FRAME_REPORT))
        return held_member(l, frame, holder);
    switch (frame->kind) {
    case FRAME_REPORT: return in_report(l, frame);
    case FRAME_ITEM: return item_member(l, frame, 1);
    case FRAME_ROW: return item_member(l, frame, 0);
    case FRAME_PAGE: set_text(l->out, strcmp(first, "page") == 0 ? frame->page : frame->pages, SOURCE_NONE); break;
    case FRAME_NUMBER: set_integer(l->out, frame->index, SOURCE_NONE); break;
    case FRAME_TABLE: return false;
    }
    return l->path->count == 1;
}

/* Every first name a path could have begun with. */
static void add_first_names(Names *names, const Scope *scope) {
    for (const Scope *frame = scope; frame; frame = frame->outer) {
        for (size_t i = 0; i < HOLDER_COUNT; i++)
            if (holders[i].frame == frame->kind)
                names_add(names, holders[i].name);
        if (frame->kind == FRAME_ITEM)
            names_add(names, frame->name);
        if (frame->kind == FRAME_ROW && frame->field->type == FIELD_RECORD)
            names_add_fields(names, frame->field->fields, frame->field->field_count);
        if (frame->kind == FRAME_NUMBER)
            names_add(names, "n");
        if (frame->kind == FRAME_PAGE) {
            names_add(names, "page");
            names_add(names, "pages");
        }
        if (frame->kind == FRAME_REPORT) {
            names_add(names, "date");
            names_add(names, "data");
            names_add(names, "tables");
            names_add_fields(names, frame->report->form->data, frame->report->form->data_count);
        }
    }
}

/* The path with the name that was not found made the nearest known one; NULL when none is near. */
static const char *nearest_path(const Lookup *l, Arena *arena) {
    Path fixed = *l->path;
    const char *near = l->step < fixed.count ? str_nearest(fixed.names[l->step], l->names.names, l->names.count) : NULL;
    if (!near || strcmp(near, fixed.names[l->step]) == 0)
        return NULL;
    fixed.names[l->step] = near;
    return path_text(arena, &fixed);
}

/* A name that stands for nothing by itself, with its first member: organ.name. */
static const char *first_member(const Path *path, Arena *arena) {
    for (size_t i = 0; path->count == 1 && i < HOLDER_COUNT; i++)
        if (strcmp(holders[i].name, path->names[0]) == 0)
            return arena_printf(arena, "%s.%s", holders[i].name, holders[i].members[0]);
    return NULL;
}

static void report_unknown(const Lookup *l, Arena *arena, DiagList *diags) {
    const char *near = nearest_path(l, arena);
    const char *text = path_text(arena, l->path);
    if (!near)
        near = first_member(l->path, arena);
    if (!text)
        return;
    if (near)
        diag_ref(diags, DIAG_SCOPE_PATH_NEAR, l->path->source, DIAG_ARGS(text, near));
    else
        diag_ref(diags, DIAG_SCOPE_PATH, l->path->source, DIAG_ARGS(text));
}

bool scope_lookup(Arena *arena, const Scope *scope, const Path *path, ScopeValue *out, DiagList *diags) {
    Lookup l = {.scope = scope, .path = path, .out = out};
    *out = (ScopeValue){0};
    for (const Scope *frame = scope; frame; frame = frame->outer) {
        if (!frame_answers(frame, path))
            continue;
        if (in_frame(&l, frame))
            return true;
        break;
    }
    if (l.step == 0)
        add_first_names(&l.names, scope);
    report_unknown(&l, arena, diags);
    return false;
}

const ReportTable *scope_table(const Scope *scope) {
    while (scope && !scope->data)
        scope = scope->outer;
    return scope ? scope->data : NULL;
}
