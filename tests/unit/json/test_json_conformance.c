/*
 * What RFC 8259 accepts is accepted, what it refuses is refused; where it leaves the choice, ours is written here.
 */
#include "fixture.h"

typedef struct Case {
    const char *name, *text;
    size_t length;
} Case;

#define C(name, text)                                                                                                  \
    { name, text, sizeof(text) - 1 }

static const Case accepted[] = {
    /* structure */
    C("empty array", "[]"),
    C("empty object", "{}"),
    C("array with spaces", "[ ]"),
    C("spaces all around", " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 \t\r\n] \t\r\n"),
    C("several values", "[1,null,\"a\",true,false,{},[]]"),
    C("heterogeneous", "[null, 1, \"1\", {}]"),
    C("empty key", "{\"\":0}"),
    C("key with escapes", "{\"a\\tb\":0}"),
    C("nested", "{\"a\":{\"b\":[{\"c\":[]}]}}"),
    C("long keys", "{\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\":[{\"id\":\"xxxxxxxxxxxxxxxxxxxxxx\"}]}"),
    C("object with line feeds", "{\n\"a\": \"b\"\n}"),
    C("same key in different objects", "[{\"a\":1},{\"a\":2}]"),
    C("same key at different depths", "{\"a\":{\"a\":{\"a\":1}}}"),
    C("keys that differ in case", "{\"a\":1,\"A\":2}"),
    C("array ends with newline", "[\"a\"]\n"),
    C("spaces before end", "[1 ]"),
    /* lonely values */
    C("lonely true", "true"),
    C("lonely false", "false"),
    C("lonely null", "null"),
    C("lonely int", "42"),
    C("lonely negative", "-0.1"),
    C("lonely string", "\"asd\""),
    C("lonely empty string", "\"\""),
    C("space before lonely", " null "),
    /* numbers */
    C("zero", "[0]"),
    C("minus zero", "[-0]"),
    C("minus one", "[-1]"),
    C("negative int", "[-123]"),
    C("zero e one", "[0e1]"),
    C("zero e plus one", "[0e+1]"),
    C("exponent", "[1E22]"),
    C("exponent minus", "[1E-2]"),
    C("exponent plus", "[1E+2]"),
    C("fraction exponent", "[123.456e78]"),
    C("real", "[123.456789]"),
    C("close to zero", "[-0.000000000000000000000000000000000000000000001]"),
    C("huge int", "[100000000000000000000000000000]"),
    C("denormal", "[4.9e-324]"),
    /* strings */
    C("all escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
    C("unicode escapes", "[\"\\u0060\\u012a\\u12AB\"]"),
    C("surrogate pair", "[\"\\uD801\\udc37\"]"),
    C("two surrogate pairs", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"),
    C("pair of the last character", "[\"\\uDBFF\\uDFFF\"]"),
    C("noncharacter escapes", "[\"\\uFFFF\\uFDD0\"]"),
    C("escaped control", "[\"\\u0012\"]"),
    C("escaped noncharacter pair", "[\"\\uD83F\\uDFFE\"]"),
    C("backslash and u", "[\"\\\\u0000\"]"),
    C("double escape", "[\"\\\\a\"]"),
    C("escaped quote", "[\"\\\"\"]"),
    C("comment in string", "[\"a/*b*/c/*d//e\"]"),
    C("hash in string", "[\"# no comment\"]"),
    C("delete character", "[\"a\x7F"
                          "a\"]"),
    C("non-breaking space", "[\"\xC2\xA0\"]"),
    C("line separator", "[\"\xE2\x80\xA8\"]"),
    C("paragraph separator", "[\"\xE2\x80\xA9\"]"),
    C("two byte", "[\"\xC3\xA9\"]"),
    C("three byte", "[\"\xE4\xB8\xAD\"]"),
    C("four byte", "[\"\xF0\x9B\xBF\xBF\"]"),
    C("last character", "[\"\xF4\x8F\xBF\xBF\"]"),
    C("noncharacter", "[\"\xEF\xBF\xBF\"]"),
    C("replacement character", "[\"\xEF\xBF\xBD\"]"),
    C("byte order mark", "\xEF\xBB\xBF{}"),
    C("byte order mark inside", "[\"\xEF\xBB\xBF\"]"),
    C("full-width quotes inside", "[\"\xE2\x80\x9C\xE7\x89\x88\xE2\x80\x9D\"]"),
    C("full-width comma inside", "[\"\xEF\xBC\x8C\"]"),
    C("space", "[\" \"]"),
    C("single quotes inside", "[\"it's\"]"),
};

static const Case refused[] = {
    /* structure */
    C("nothing", ""),
    C("only space", " \n\t "),
    C("NUL", "\0"),
    C("lone open bracket", "["),
    C("lone open brace", "{"),
    C("lone close bracket", "]"),
    C("lone close brace", "}"),
    C("lone comma", ","),
    C("lone colon", ":"),
    C("one and no comma", "[1 true]"),
    C("a and string", "[a\"]"),
    C("strings without comma", "[\"a\" \"b\"]"),
    C("colon instead of comma", "[\"\": 1]"),
    C("comma after close", "[\"\"],"),
    C("comma and number", "[,1]"),
    C("double comma", "[1,,2]"),
    C("double extra comma", "[\"x\",,]"),
    C("extra close", "[\"x\"]]"),
    C("extra comma", "[\"\",]"),
    C("incomplete", "[\"x\""),
    C("inner array no comma", "[3[4]]"),
    C("items separated by semicolon", "[1:2]"),
    C("just comma", "[,]"),
    C("just minus", "[-]"),
    C("missing value", "[   , \"\"]"),
    C("newlines unclosed", "[\"a\",\n4\n,1,"),
    C("number and comma", "[1,]"),
    C("number and several commas", "[1,,]"),
    C("star inside", "[*]"),
    C("unclosed", "[\"\""),
    C("unclosed trailing comma", "[1,"),
    C("unclosed with newlines", "[1,\n1\n,1"),
    C("unclosed with object", "[{}"),
    C("close bracket for brace", "{\"a\":1]"),
    C("close brace for bracket", "[1}"),
    C("bad value", "[\"x\", truth]"),
    C("bracket key", "{[: \"x\"}\n"),
    C("comma instead of colon", "{\"x\", null}"),
    C("double colon", "{\"x\"::\"b\"}"),
    C("emoji key", "{\xF0\x9F\x87\xA8\xF0\x9F\x87\xAD}"),
    C("garbage at end", "{\"a\":\"a\" 123}"),
    C("key with single quotes", "{key: 'value'}"),
    C("missing colon", "{\"a\" b}"),
    C("missing key", "{:\"b\"}"),
    C("missing semicolon", "{\"a\" \"b\"}"),
    C("missing value after colon", "{\"a\":"),
    C("no colon", "{\"a\""),
    C("number as key", "{1:1}"),
    C("huge number as key", "{9999E9999:1}"),
    C("null as key", "{null:null,null:null}"),
    C("repeated null pair", "{\"id\":0,,,,,}"),
    C("single quote", "{'a':0}"),
    C("trailing comma", "{\"id\":0,}"),
    C("trailing comment", "{\"a\":\"b\"}/**/"),
    C("trailing comment open", "{\"a\":\"b\"}/**//"),
    C("trailing slash comment", "{\"a\":\"b\"}//"),
    C("trailing slash comment open", "{\"a\":\"b\"}/"),
    C("two commas in a row", "{\"a\":\"b\",,\"c\":\"d\"}"),
    C("unquoted key", "{a: \"b\"}"),
    C("unterminated value", "{\"a\":\"a"),
    C("single string", "{ \"foo\" : \"bar\", \"a\" }"),
    C("trailing hash comment", "{\"a\":\"b\"}#"),
    C("angle bracket", "<.>"),
    C("null in angle brackets", "[<null>]"),
    C("ascii circumflex", "[^]"),
    C("two values", "1 2"),
    C("two arrays", "[][]"),
    C("object followed by close", "{}}"),
    C("object followed by letter", "[1]x"),
    C("open object comma", "{,"),
    C("open object open array", "{["),
    C("open object open string", "{\"a"),
    C("open object string apostrophes", "{'a'"),
    C("open object close array", "{]"),
    C("open array open object", "[{"),
    C("open array string", "[\"a"),
    C("open array string without end", "[\"a\""),
    C("open array apostrophe", "['"),
    C("open array comma", "[,"),
    C("open open", "[\"\\{[\"\\{[\"\\{[\"\\{"),
    C("array with unclosed string key object", "[{\"\":\""),
    C("capitalised true", "[True]"),
    C("upper case null", "[NULL]"),
    C("incomplete true", "[tru]"),
    C("incomplete false", "[fals]"),
    C("incomplete null", "[nul]"),
    C("true with more", "[trueish]"),
    C("comment", "[1/*a*/]"),
    C("slash", "[1/2]"),
    C("duplicate keys", "{\"a\":1,\"a\":2}"),
    C("duplicate keys and values", "{\"a\":1,\"a\":1}"),
    C("duplicate key by escape", "{\"a\":1,\"\\u0061\":2}"),
    C("duplicate empty keys", "{\"\":1,\"\":2}"),
    /* spaces */
    C("form feed", "[\f]"),
    C("vertical tab", "[\v]"),
    C("non-breaking space", "[\xC2\xA0]"),
    C("word joiner", "\xE2\x81\xA0[]"),
    C("ideographic space", "{\xE3\x80\x80}"),
    C("next line", "[\xC2\x85]"),
    C("escape outside", "\\u000A\"\""),
    C("control outside", "[\x01]"),
    C("delete outside", "[\x7F]"),
    /* numbers */
    C("++", "[++1234]"),
    C("+1", "[+1]"),
    C("+Inf", "[+Inf]"),
    C("-01", "[-01]"),
    C("-1.0.", "[-1.0.]"),
    C("-2.", "[-2.]"),
    C("-NaN", "[-NaN]"),
    C(".-1", "[.-1]"),
    C(".2e-3", "[.2e-3]"),
    C("0.1.2", "[0.1.2]"),
    C("0.3e+", "[0.3e+]"),
    C("0.3e", "[0.3e]"),
    C("0.e1", "[0.e1]"),
    C("0E+", "[0E+]"),
    C("0E", "[0E]"),
    C("0e+", "[0e+]"),
    C("0e", "[0e]"),
    C("1.0e+", "[1.0e+]"),
    C("1.0e-", "[1.0e-]"),
    C("1.0e", "[1.0e]"),
    C("1 000.0", "[1 000.0]"),
    C("1eE2", "[1eE2]"),
    C("2.e+3", "[2.e+3]"),
    C("2.e3", "[2.e3]"),
    C("9.e+", "[9.e+]"),
    C("Inf", "[Inf]"),
    C("NaN", "[NaN]"),
    C("full-width digit", "[\xEF\xBC\x91]"),
    C("expression", "[1+2]"),
    C("hex one digit", "[0x1]"),
    C("hex two digits", "[0x42]"),
    C("Infinity", "[Infinity]"),
    C("invalid +-", "[0e+-1]"),
    C("invalid negative real", "[-123.123foo]"),
    C("minus infinity", "[-Infinity]"),
    C("minus sign with garbage", "[-foo]"),
    C("minus space 1", "[- 1]"),
    C("neg int starting with zero", "[-012]"),
    C("neg real without int part", "[-.123]"),
    C("neg with garbage at end", "[-1x]"),
    C("real garbage after e", "[1ea]"),
    C("real without fraction", "[1.]"),
    C("starting with dot", "[.123]"),
    C("with alpha", "[1.2a-3]"),
    C("with alpha char", "[1.8011670033376514H-308]"),
    C("leading zero", "[012]"),
    C("double zero", "[00]"),
    C("NUL in number", "[1\0]"),
    C("thousands separator", "{\"a\":1,234.5}"),
    C("lone minus", "-"),
    C("lone leading zero", "01"),
    C("lone trailing dot", "1."),
    /* strings */
    C("half a surrogate and escape", "[\"\\uD800\\\"]"),
    C("half a surrogate and u", "[\"\\uD800\\u\"]"),
    C("half a surrogate and u1", "[\"\\uD800\\u1\"]"),
    C("half a surrogate and u1x", "[\"\\uD800\\u1x\"]"),
    C("accent without quotes", "[\xC3\xA9]"),
    C("backslash 00", "[\"\\\0\"]"),
    C("escape x", "[\"\\x00\"]"),
    C("escaped backslash bad", "[\"\\\\\\\"]"),
    C("escaped tab", "[\"\\\t\"]"),
    C("escaped emoji", "[\"\\\xF0\x9F\x8C\x80\"]"),
    C("incomplete escape", "[\"\\\"]"),
    C("incomplete escaped character", "[\"\\u00A\"]"),
    C("incomplete surrogate", "[\"\\uD834\\uDd\"]"),
    C("incomplete surrogate escape invalid", "[\"\\uD800\\uD800\\x\"]"),
    C("invalid backslash escape", "[\"\\a\"]"),
    C("invalid unicode escape", "[\"\\uqqqq\"]"),
    C("leading escaped thin space", "[\\u0020\"asd\"]"),
    C("no quotes with bad escape", "[\\n]"),
    C("single double quote", "\""),
    C("single quote string", "['single quote']"),
    C("word", "abc"),
    C("start of escape unclosed", "[\"\\"),
    C("unescaped control", "[\"a\0a\"]"),
    C("unescaped newline", "[\"new\nline\"]"),
    C("unescaped tab", "[\"\t\"]"),
    C("unescaped escape", "[\"\x1B\"]"),
    C("unescaped unit separator", "[\"\x1F\"]"),
    C("upper case escape", "[\"\\UA66D\"]"),
    C("escaped NUL", "[\"\\u0000\"]"),
    C("escaped NUL in key", "{\"a\\u0000\":1}"),
    C("lone high surrogate", "[\"\\uDADA\"]"),
    C("lone low surrogate", "[\"\\uDd1e\"]"),
    C("high and no low", "[\"\\uD888\\u1234\"]"),
    C("surrogates the wrong way", "[\"\\uDd1e\\uD834\"]"),
    C("two high surrogates", "[\"\\uD800\\uD800\\n\"]"),
    /* encodings */
    C("two byte order marks", "\xEF\xBB\xBF\xEF\xBB\xBF{}"),
    C("only a byte order mark", "\xEF\xBB\xBF"),
    C("half a byte order mark", "\xEF\xBB{}"),
    C("UTF-16 LE with mark", "\xFF\xFE[\0]\0"),
    C("UTF-16 BE with mark", "\xFE\xFF\0[\0]"),
    C("UTF-16 LE", "[\0]\0"),
    C("UTF-16 BE", "\0[\0]"),
    C("GBK", "[\"\xB0\xE6\xD0\xC4\"]"),
    C("Latin-1", "[\"\xE9\"]"),
    C("overlong", "[\"\xC0\xAF\"]"),
    C("overlong of six", "[\"\xFC\x83\xBF\xBF\xBF\xBF\"]"),
    C("encoded surrogate", "[\"\xED\xA0\x80\"]"),
    C("not in Unicode range", "[\"\xF4\xBF\xBF\xBF\"]"),
    C("truncated character", "[\"\xE0\xFF\"]"),
    C("bad byte outside", "[\xFF]"),
    C("bad byte in key", "{\"\xB9\":1}"),
    C("full-width comma", "[1\xEF\xBC\x8C"
                          "2]"),
    C("full-width quotes", "[\xE2\x80\x9C"
                           "a\xE2\x80\x9D]"),
    C("full-width colon", "{\"a\"\xEF\xBC\x9A"
                          "1}"),
    C("full-width brackets", "\xEF\xBC\xBB\xEF\xBC\xBD"),
};

TEST(what_is_json_is_accepted) {
    for (size_t i = 0; i < sizeof accepted / sizeof accepted[0]; i++) {
        Fixture f = fixture_parse(accepted[i].text, accepted[i].length);
        if (!f.doc || diag_count(f.diags))
            fail_msg("%s was refused", accepted[i].name);
        fixture_free(&f);
    }
}

TEST(what_is_not_json_is_refused_with_a_reason) {
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        Fixture f = fixture_parse(refused[i].text, refused[i].length);
        if (f.doc)
            fail_msg("%s was accepted", refused[i].name);
        if (!diag_has_class(f.diags, DIAG_CLASS_DATA) || diag_item(f.diags, 0)->place.line < 1)
            fail_msg("%s was refused without a reason and a place", refused[i].name);
        fixture_free(&f);
    }
}

/* Every beginning of a text is refused or accepted, never read past. */
TEST(every_beginning_of_a_text_has_a_verdict) {
    static const char text[] = "{\"a\": [1, -2.5e3, \"x\\u7248\\ud83d\\ude00\", true, null], \"版\": {\"b\": false}}";
    for (size_t length = 0; length < sizeof text; length++) {
        Fixture f = fixture_parse(text, length);
        assert_int_equal(f.doc != NULL, length == sizeof text - 1);
        fixture_free(&f);
    }
}

/* One byte changed to any other: still a verdict, with a reason when it is no. */
TEST(every_changed_byte_has_a_verdict) {
    char text[] = "{\"a\":[1,-2e3,\"\\u7248\",true],\"版\":{}}";
    for (size_t at = 0; at < sizeof text - 1; at++) {
        char kept = text[at];
        for (int byte = 0; byte < 256; byte++) {
            text[at] = (char)byte;
            Fixture f = fixture_parse(text, sizeof text - 1);
            assert_int_equal(f.doc == NULL, diag_count(f.diags) > 0);
            fixture_free(&f);
        }
        text[at] = kept;
    }
}

TEST(the_deepest_nesting_is_accepted_and_one_more_is_not) {
    char text[2 * JSON_MAX_DEPTH + 2];
    memset(text, '[', JSON_MAX_DEPTH);
    memset(text + JSON_MAX_DEPTH, ']', JSON_MAX_DEPTH);
    Fixture f = fixture_parse(text, 2 * JSON_MAX_DEPTH);
    assert_non_null(f.doc);
    fixture_free(&f);
    memset(text, '[', JSON_MAX_DEPTH + 1);
    memset(text + JSON_MAX_DEPTH + 1, ']', JSON_MAX_DEPTH + 1);
    f = fixture_parse(text, 2 * JSON_MAX_DEPTH + 2);
    assert_null(f.doc);
    assert_int_equal(diag_count(f.diags), 1);
    assert_int_equal(diag_item(f.diags, 0)->code, DIAG_JSON_DEPTH);
    fixture_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_json_is_accepted),
        cmocka_unit_test(what_is_not_json_is_refused_with_a_reason),
        cmocka_unit_test(every_beginning_of_a_text_has_a_verdict),
        cmocka_unit_test(every_changed_byte_has_a_verdict),
        cmocka_unit_test(the_deepest_nesting_is_accepted_and_one_more_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
