#include "archive/xmp.h"

#include <string.h>

#include "test.h"

static void assert_reads(const char *packet, const char *property, const char *wanted) {
    Arena *arena = arena_new();
    const char *text = xmp_text(arena, str_from(packet), property);
    if (wanted)
        assert_string_equal(text, wanted);
    else
        assert_null(text);
    arena_free(arena);
}

TEST(an_element_is_read) {
    assert_reads("<xmp:CreateDate>2020-01-16</xmp:CreateDate>", "xmp:CreateDate", "2020-01-16");
}

TEST(of_a_list_the_first_item_is_meant) {
    assert_reads(
        "<dc:title><rdf:Alt>\n <rdf:li xml:lang=\"x-default\">甲</rdf:li><rdf:li>乙</rdf:li></rdf:Alt></dc:title>",
        "dc:title", "甲");
}

TEST(an_attribute_is_read) {
    assert_reads("<rdf:Description pdf:Producer=\"a b\" x:y='c'/>", "pdf:Producer", "a b");
    assert_reads("<rdf:Description pdf:Producer=\"a b\" x:y='c'/>", "x:y", "c");
}

TEST(entities_are_resolved) {
    assert_reads("<a:b>&lt;&amp;&gt;&quot;&apos;&#65;&#x5c40;</a:b>", "a:b", "<&>\"'A局");
    assert_reads("<a:b>&nothing; & &#x110000; &#;</a:b>", "a:b", "&nothing; & \ufffd &#;");
}

TEST(what_is_not_there_is_null) {
    assert_reads("", "a:b", NULL);
    assert_reads("<a:b>x", "a:b", NULL);
    assert_reads("<a:b></a:b>", "a:b", NULL);
    assert_reads("<a:b><c:d>x</c:d></a:b>", "a:b", NULL);
    assert_reads("<a:b><rdf:li", "a:b", NULL);
    assert_reads("<a:b><rdf:li</rdf:li></a:b>", "a:b", NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_element_is_read),        cmocka_unit_test(of_a_list_the_first_item_is_meant),
        cmocka_unit_test(an_attribute_is_read),      cmocka_unit_test(entities_are_resolved),
        cmocka_unit_test(what_is_not_there_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
