/*
 * Signature blocks of one to six names, as they stand on the page.
 */
#include "compose/signatures.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/workshop.h"
#include "compose/compose.h"
#include "test.h"

#define NAMES_MAX 8

static const char *const names[] = {"甲", "乙", "丙", "丁", "戊", "己"};
static const char report_text[] =
    "{\"form\":\"f\",\"organ\":{\"name\":\"某局\"},\"year\":2020,\"date\":\"2020-01-16\"}";

/* A report whose form has so many names, set. */
typedef struct Setting {
    char folder[32];
    Arena *arena;
    DiagList *diags;
    Timings timings;
    Workshop *workshop;
    const PageList *pages;
    const PageItem *fields[NAMES_MAX];
    Rect boxes[NAMES_MAX];
    const Page *page; /* of the last field */
    size_t count, page_count;
} Setting;

static const char *write_file(Setting *s, const char *name, const char *text) {
    const char *path = arena_printf(s->arena, "%s/%s", s->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static const char *form_of(Setting *s, size_t count, const char *width) {
    Buf list = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&list, "%s\"%s\"", i ? "," : "", names[i]);
    const char *text = arena_printf(
        s->arena,
        "{\"form\":\"f\",\"title\":\"样张\",\"unit\":\"万元\",\"styles\":{\"body\":{\"font\":\"fang\",\"size\":"
        "\"10pt\"}},"
        "\"block-styles\":{\"paragraph\":\"body\"},\"pages\":{\"body\":{\"size\":{\"width\":\"80mm\",\"height\":"
        "\"80mm\"},"
        "\"margins\":{\"top\":\"10mm\",\"inner\":\"12mm\"},\"area\":{\"width\":\"60mm\",\"height\":\"60mm\"},"
        "\"grid\":{\"lines\":10}}},\"tables\":[],\"story\":[{\"section\":[{\"paragraph\":\"正文\",\"style\":\"body\"},"
        "{\"signatures\":[%s],\"width\":\"%s\",\"height\":\"5mm\",\"style\":\"body\"}],\"page\":\"body\"}]}",
        list.bytes, width);
    buf_free(&list);
    return write_file(s, "f.json", text);
}

static void find_fields(Setting *s) {
    s->page_count = s->pages->count;
    for (size_t p = 0; p < s->pages->count; p++) {
        const Page *page = s->pages->pages[p];
        for (size_t i = 0; i < page->count; i++) {
            if (page->items[i].kind != PAGE_FIELD)
                continue;
            s->page = page;
            s->boxes[s->count] = page_item_box(page, &page->items[i]);
            s->fields[s->count++] = &page->items[i];
        }
    }
}

static void set(Setting *s, size_t count, const char *width) {
    *s = (Setting){.folder = "/tmp/banxin-sign-XXXXXX", .arena = arena_new(), .diags = diag_list_new()};
    assert_non_null(mkdtemp(s->folder));
    const char *report = write_file(s, "r.json", report_text);
    s->workshop = workshop_new(form_of(s, count, width), SOURCE_DIR "/tests/golden/fonts.json", &s->timings);
    const JsonDoc *doc = json_doc_read(s->arena, report, s->diags);
    const Form *form = doc ? workshop_form(s->workshop, doc, s->diags) : NULL;
    if (form && workshop_load_fonts(s->workshop, s->diags)) {
        const Report *read = report_read(s->arena, doc, form, s->diags);
        s->pages = read ? compose_report(s->arena, workshop_engine(s->workshop), read, s->diags) : NULL;
    }
    if (!s->pages) {
        Buf said = {0};
        diag_print_all(s->diags, LANGUAGE_EN, &said);
        fail_msg("%s", said.bytes);
    }
    find_fields(s);
}

static void end(Setting *s) {
    unlink(arena_printf(s->arena, "%s/f.json", s->folder));
    unlink(arena_printf(s->arena, "%s/r.json", s->folder));
    rmdir(s->folder);
    workshop_free(s->workshop);
    diag_list_free(s->diags);
    arena_free(s->arena);
}

/* How many fields stand at the same height as the first of each row; rows in all. */
static size_t rows_of(const Setting *s, size_t in_row[NAMES_MAX]) {
    size_t rows = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (i == 0 || s->boxes[i].y != s->boxes[i - 1].y)
            in_row[rows++] = 0;
        in_row[rows - 1]++;
    }
    return rows;
}

static const Tag *tag_of(const Setting *s, TagId id) { return &s->pages->tags->tags[id]; }

TEST(each_name_has_a_field_in_its_order_with_a_form_in_a_paragraph_of_its_own) {
    Setting s;
    set(&s, 3, "10mm");
    assert_int_equal(s.count, 3);
    for (size_t i = 0; i < s.count; i++) {
        const Tag *form = tag_of(&s, s.fields[i]->tag);
        assert_string_equal(s.fields[i]->field.name, names[i]);
        assert_int_equal(form->role, TAG_FORM);
        assert_int_equal(tag_of(&s, form->parent)->role, TAG_PARAGRAPH);
        assert_true(i == 0 || form->parent != tag_of(&s, s.fields[i - 1]->tag)->parent);
    }
    end(&s);
}

TEST(rows_hold_three_at_most_and_are_alike) {
    static const size_t rows[] = {1, 1, 1, 2, 2, 2}, each[] = {1, 2, 3, 2, 3, 3};
    for (size_t count = 1; count <= 6; count++) {
        Setting s;
        size_t in_row[NAMES_MAX];
        set(&s, count, "10mm");
        assert_int_equal(s.count, count);
        assert_int_equal(rows_of(&s, in_row), rows[count - 1]);
        assert_int_equal(in_row[0], each[count - 1]);
        end(&s);
    }
}

TEST(wide_fields_stand_below_each_other_and_none_outside_of_the_measure) {
    Setting s;
    size_t in_row[NAMES_MAX];
    set(&s, 3, "30mm");
    assert_int_equal(rows_of(&s, in_row), 3);
    for (size_t i = 0; i < s.count; i++) {
        assert_int_equal(s.boxes[i].width, s.boxes[0].width);
        assert_int_equal(s.boxes[i].x, s.boxes[0].x);
        assert_true(s.boxes[i].x >= 0 && s.boxes[i].x + s.boxes[i].width <= s.page->sheet.width);
        assert_true(i == 0 || s.boxes[i].y >= s.boxes[i - 1].y + s.boxes[i - 1].height);
    }
    end(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_name_has_a_field_in_its_order_with_a_form_in_a_paragraph_of_its_own),
        cmocka_unit_test(rows_hold_three_at_most_and_are_alike),
        cmocka_unit_test(wide_fields_stand_below_each_other_and_none_outside_of_the_measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
