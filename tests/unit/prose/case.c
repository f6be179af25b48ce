#include "case.h"

#include <string.h>

static const char FIGURES[] = "@year\t2020\n"
                              "@table\t表一\t部门收支总体情况表\t万元\n"
                              "@columns\t收入 预算数\n"
                              "@row\t1\t一般公共预算\t800.00\n"
                              "@row\t1\t政府性基金预算\t\n"
                              "@row\t1\t其他收入\t200.00\n"
                              "@row\t0\t收入总计\t1000.00\n"
                              "@columns\t支出 预算数\n"
                              "@row\t1\t205 教育支出\t700.00\n"
                              "@row\t1\t208 社会保障和就业支出\t\n"
                              "@row\t1\t221 住房保障支出\t300.00\n"
                              "@row\t0\t支出总计\t1000.00\n"
                              "@table\t表二\t部门支出总体情况表\t万元\n"
                              "@columns\t合计\t基本支出\t项目支出\n"
                              "@row\t1\t教育支出\t700.00\t300.00\t400.00\n"
                              "@row\t1\t住房保障支出\t300.00\t300.00\t\n"
                              "@row\t0\t合计\t1000.00\t600.00\t400.00\n"
                              "@table\t表三\t一般公共预算支出情况表\t万元\n"
                              "@columns\t小计\t基本支出\t项目支出\n"
                              "@row\t1\t教育支出\t500.00\t300.00\t200.00\n"
                              "@row\t2\t普通教育\t500.00\t300.00\t200.00\n"
                              "@row\t3\t小学教育\t350.00\t300.00\t50.00\n"
                              "@row\t3\t初中教育\t150.00\t\t150.00\n"
                              "@row\t1\t住房保障支出\t300.00\t300.00\t\n"
                              "@row\t0\t合计\t800.00\t600.00\t200.00\n"
                              "@table\t表四\t一般公共预算基本支出情况表\t万元\n"
                              "@columns\t小计\t人员经费\t公用经费\n"
                              "@row\t2\t办公费\t40.50\t\t40.50\n"
                              "@row\t2\t年终一次性奖金\t59.50\t59.50\t\n"
                              "@row\t2\t国家规定津贴补贴\t500.00\t500.00\t\n"
                              "@row\t0\t合计\t600.00\t559.50\t40.50\n"
                              "@table\t表五\t“三公”经费支出情况表\t万元\n"
                              "@columns\t合计\t因公出国（境）费\t公务用车购置及运行费 小计\t公务用车购置及运行费 "
                              "公务用车购置费\t公务用车购置及运行费 公务用车运行费\t公务接待费\n"
                              "@row\t-\t\t9.00\t\t7.00\t\t7.00\t2.00\n"
                              "@table\t表六\t政府性基金预算支出情况表\t万元\tempty\n";

static void put_lines(Buf *out, const char *text, const char *mark) {
    for (size_t depth = 1; *text; depth++) {
        const size_t length = strcspn(text, "|");
        for (size_t i = 0; *mark && i < depth; i++)
            buf_text(out, mark);
        buf_push(out, text, length);
        buf_char(out, '\n');
        text += length + (text[length] == '|');
    }
}

const ProseBook *case_book(Arena *arena, const char *heading, const char *text) {
    Buf out = {0};
    buf_text(&out, FIGURES);
    put_lines(&out, heading, "#");
    put_lines(&out, text, "");
    const Str all = {arena_strndup(arena, out.bytes, out.length), out.length};
    buf_free(&out);
    return book_read(arena, all);
}

static void run(const Case *c) {
    Arena *arena = arena_new();
    const ProseFindings found = prose_audit(arena, case_book(arena, c->heading, c->text));
    const size_t wanted = c->rule == PROSE_RULE_COUNT ? 0 : 1;
    for (size_t i = 0; i < found.count && found.count != wanted; i++)
        print_message("%s: %s %s expected %s\n", c->text, prose_rule_name(found.items[i].rule), found.items[i].said,
                      found.items[i].expected ? found.items[i].expected : "-");
    if (found.count != wanted)
        print_message("%s\n", c->text);
    assert_int_equal(found.count, wanted);
    if (wanted > 0) {
        assert_string_equal(prose_rule_name(found.items[0].rule), prose_rule_name(c->rule));
        assert_int_equal(found.items[0].weight, c->weight);
        if (c->said)
            assert_string_equal(found.items[0].said, c->said);
        if (c->expected)
            assert_string_equal(found.items[0].expected, c->expected);
    }
    arena_free(arena);
}

void case_run(const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        run(&cases[i]);
}

size_t case_checked(const char *heading, const char *text) {
    Arena *arena = arena_new();
    const ProseFindings found = prose_audit(arena, case_book(arena, heading, text));
    size_t checked = 0;
    for (size_t i = 0; i < found.number_count; i++)
        checked += found.numbers[i].checked;
    arena_free(arena);
    return checked;
}
