#include "figures/tell.h"

static void tell_each(const Teller *teller, const Scope *scope, const Story *story) {
    RowSet rows;
    if (!figures_rows(teller->figures, scope, story->list, &rows))
        return;
    for (size_t i = 0; i < rows.count && !arena_failed(teller->figures->arena); i++) {
        Scope item = figures_frame(teller->figures, scope, &rows, i, story->as);
        tell_story(teller, &item, story->then, story->then_count);
    }
}

static void tell_if(const Teller *teller, const Scope *scope, const Story *story) {
    bool holds;
    if (!figures_test(teller->figures, scope, story->test, &holds))
        return;
    if (holds)
        tell_story(teller, scope, story->then, story->then_count);
    else
        tell_story(teller, scope, story->otherwise, story->otherwise_count);
}

static void tell_list(const Teller *teller, const Scope *scope, const Story *story) {
    RowSet rows;
    teller->block(teller->listener, scope, story);
    if (!figures_rows(teller->figures, scope, story->list, &rows))
        return;
    for (size_t i = 0; i < rows.count && !arena_failed(teller->figures->arena); i++) {
        Scope item = figures_frame(teller->figures, scope, &rows, i, story->as);
        SourceRef source = rows.table ? rows.table->rows[rows.rows[i]].source : item.value->source;
        teller->item(teller->listener, &item, story, source);
    }
}

static void tell_section(const Teller *teller, const Scope *scope, const Story *story) {
    teller->block(teller->listener, scope, story);
    tell_story(teller, scope, story->then, story->then_count);
    teller->end(teller->listener, story);
}

/* Depth is bounded by FORM_STORY_DEPTH. */
void tell_story(const Teller *teller, const Scope *scope, const Story *story, size_t count) {
    for (size_t i = 0; i < count && !arena_failed(teller->figures->arena); i++) {
        switch (story[i].kind) {
        case STORY_EACH: tell_each(teller, scope, &story[i]); break;
        case STORY_IF: tell_if(teller, scope, &story[i]); break;
        case STORY_LIST: tell_list(teller, scope, &story[i]); break;
        case STORY_SECTION: tell_section(teller, scope, &story[i]); break;
        default: teller->block(teller->listener, scope, &story[i]); break;
        }
    }
}

Value tell_blocks(Figures *figures, const Scope *scope, const Story *story) {
    ScopeValue found;
    if (scope_lookup(figures->arena, scope, &story->path, &found, figures->diags) && found.value.kind == VALUE_BLOCKS)
        return found.value;
    return (Value){.kind = VALUE_BLOCKS};
}
