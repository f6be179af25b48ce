#include "compose/compose.h"

#include "compose/blocks.h"
#include "compose/cell_links.h"
#include "compose/contents.h"
#include "compose/draw.h"

/* The report's story as set lines and tables, contents without numbers. */
static bool make_galley(Composer *composer, Galley *galley) {
    Walk walk = walk_begin(composer, galley);
    Scope scope = scope_report(composer->report);
    bool changed;
    if (!walk.master)
        return true;
    walk_new_page(&walk, walk.master, SOURCE_NONE);
    blocks_walk(&walk, &scope, composer->form->story, composer->form->story_count);
    if (galley_failed(galley))
        arena_fail(composer->arena);
    if (arena_failed(composer->arena))
        return false;
    return contents_place(composer, galley) && contents_set(composer, galley, /*plan*/ NULL, /*hold*/ false, &changed);
}

/* Pages are planned until the numbers in the contents are those of the plan. */
static bool settle_plan(Composer *composer, Galley *galley, FlowPlan *plan) {
    bool changed = true;
    for (int pass = 1; changed; pass++) {
        flow_plan_free(plan);
        if (!flow_plan_make(composer->arena, galley, plan, composer->diags) ||
            !contents_set(composer, galley, plan, /*hold*/ pass > COMPOSE_FREE_PASSES, &changed))
            return false;
    }
    return true;
}

static const char *iso_date(Arena *arena, const Date *date) {
    return date->year ? arena_printf(arena, "%04d-%02d-%02d", date->year, date->month, date->day) : NULL;
}

static bool describe(Composer *composer, PageList *list) {
    Scope scope = scope_report(composer->report);
    RunVec runs = {0};
    bool good = fill_runs(composer, composer->form->document_title, &scope, NULL, (Ink){0}, &runs);
    list->title = fill_title(composer, runs.items, runs.count);
    VEC_FREE(&runs);
    list->language = composer->form->language;
    list->author = composer->report->organ.name;
    list->date = iso_date(composer->arena, &composer->report->date);
    return good;
}

static void name_faces(Composer *composer, PageList *list) {
    size_t count = font_set_face_count(composer->fonts);
    const char **names = ARENA_ARRAY(composer->arena, const char *, count);
    for (size_t i = 0; names && i < count; i++) {
        const Font *font = font_set_face(composer->fonts, (int)i);
        names[i] = font ? font->postscript : "";
    }
    list->face_names = names;
    list->face_count = names ? count : 0;
}

/* Which role was meant, or which there are. */
static void report_role(Composer *composer, SourceRef ref, const char *name) {
    Arena *arena = composer->arena;
    const char *roles[FONT_ROLE_MAX], *list = "", *role, *hint;
    size_t count = 0;
    while (count < FONT_ROLE_MAX && (role = font_set_role_name(composer->fonts, (FontRole)count))) {
        list = arena_printf(arena, count > 0 ? "%s, %s" : "%s%s", list ? list : "", role);
        roles[count++] = role;
    }
    const char *nearest = str_nearest(name, roles, count);
    if (nearest)
        hint = arena_printf(arena, DIAG_BOTH("did you mean %s?", "是不是 %s？"), nearest, nearest);
    else
        hint = arena_printf(arena, DIAG_BOTH("there are %s", "可用：%s"), list ? list : "", list ? list : "");
    diag_ref(composer->diags, DIAG_FONT_ROLE_UNKNOWN, ref, DIAG_ARGS(name, hint ? hint : ""));
}

/* Every type role the form names must be in the font list. */
static bool check_roles(Composer *composer) {
    const char *names[FORM_NAMES_MAX];
    SourceRef refs[FORM_NAMES_MAX];
    size_t count = form_roles(composer->form, names, refs, FORM_NAMES_MAX);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        if (font_set_role(composer->fonts, names[i]) >= 0)
            continue;
        report_role(composer, refs[i], names[i]);
        good = false;
    }
    return good;
}

static bool compose_pages(Composer *composer, Galley *galley, PageList *list) {
    FlowPlan plan = {0};
    bool described = describe(composer, list); /* both, so that the faults of both come out */
    bool good = make_galley(composer, galley) && described;
    good = good && !diag_has_errors(composer->diags) && settle_plan(composer, galley, &plan) &&
           draw_pages(composer, &plan, list);
    if (good)
        cell_links_resolve(composer, list);
    flow_plan_free(&plan);
    return good;
}

PageList *compose_report(Arena *arena, TextEngine *engine, const Report *report, DiagList *diags) {
    PageList *list = page_list_make(arena);
    size_t before = diag_count_at_least(diags, SEVERITY_ERROR);
    Figures *figures = figures_make(arena, report, diags);
    Composer composer = {.arena = arena,
                         .engine = engine,
                         .fonts = text_engine_fonts(engine),
                         .figures = figures,
                         .report = figures ? figures->report : report,
                         .form = report->form,
                         .tags = list ? list->tags : NULL,
                         .diags = diags};
    Galley galley = {0};
    bool good = list && figures && check_roles(&composer) && compose_pages(&composer, &galley, list);
    if (good)
        name_faces(&composer, list);
    galley_free(&galley);
    buf_free(&composer.text);
    if (arena_failed(arena))
        diag_ref(diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
    return good && !arena_failed(arena) && diag_count_at_least(diags, SEVERITY_ERROR) == before ? list : NULL;
}
