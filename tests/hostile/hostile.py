"""hostile.py PROGRAM SOURCE-DIR: reports and forms that nobody sane would write, and some that people do write.

Whatever comes in, the program ends by itself with one of its statuses, has no fault of its own, and either writes a PDF
that other programs find whole and that holds the text, or says what is wrong and writes nothing.
"""
import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import unittest

program, source = (os.path.abspath(path) for path in sys.argv[1:3])
SECONDS = 120
WRITTEN, WARNED, DATA = 0, 1, 65


def bare(text):
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Zs"))


def column(key, **more):
    return {"key": key, "title": key, **more}


def small_form(columns, **more):
    """A form of one table with these columns, and one text."""
    return {
        "form": "form", "title": "f", "document-title": "{{organ.name}}",
        "styles": {"body": {"font": "fang", "size": "三号", "first-indent": "2em"},
                   "cell": {"font": "song", "size": "五号", "leading": "13pt", "align": "left"}},
        "pages": {"body": {"size": "A4", "margins": {"top": "37mm", "inner": "28mm", "outer": "26mm", "bottom": "35mm"}}},
        "data": {"text": {"type": "blocks", "optional": True}},
        "table-defaults": {"style": "cell", "above": [{"center": "{{table.title}}", "on": "first"}], **more},
        "tables": [{"key": "t", "title": "表", "optional": True, "columns": columns}],
        "block-styles": {"paragraph": "body", "heading-1": "body", "list": "body"},
        "story": [{"section": [{"paragraph": "{{organ.name}}"}, {"blocks": "text"}, {"table": "t"}], "page": "body"}],
    }


def small_report(rows=(), text=(), name="某局"):
    return {"form": "form", "organ": {"name": name}, "year": 2020, "tables": {"t": list(rows)}, "data": {"text": list(text)}}


def figures_form(paragraph="甲", value=None):
    """A form over a table t of a name n and amounts a and b, with a paragraph before it."""
    form = small_form([column("n"), column("a", type="amount"), column("b", type="amount", **({"value": value} if value else {}))])
    form["tables"][0].update(kinds={"项": {}, "计": {}}, levels=["项"], total="计")
    form["story"][0]["section"].insert(1, {"paragraph": paragraph})
    return form


def place_in(document, expression, at):
    """Where the file that put() writes has the at-th character of an expression."""
    text = json.dumps(document, ensure_ascii=False)
    before = text[:text.index("{{" + expression) + 2 + at - 1]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


class Outcome:
    def __init__(self, status, said, pdf):
        self.status, self.said, self.pdf = status, said, pdf

    def text(self):
        return subprocess.run(["pdftotext", "-raw", self.pdf, "-"], capture_output=True, text=True, check=True).stdout


class Hostile(unittest.TestCase):
    longMessage = True

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def put(self, name, value):
        """A file: JSON of a value, or a text, or bytes, as they are."""
        if not isinstance(value, (str, bytes)):
            value = json.dumps(value, ensure_ascii=False)
        with open(self.path(name), "wb") as file:
            file.write(value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))

    def render(self, report, form):
        self.put("report.json", report)
        self.put("form.json", form)
        pdf = self.path("report.pdf")
        if os.path.exists(pdf):
            os.remove(pdf)
        command = [program, "render", self.path("report.json"), "--form", self.path("form.json"),
                   "--fonts", os.path.join(source, "fonts/fonts.json"), "-o", pdf]
        ended = subprocess.run(command, capture_output=True, timeout=SECONDS, env={"LC_ALL": "C.UTF-8"})
        said = ended.stderr.decode("utf-8")
        self.assertIn(ended.returncode, (WRITTEN, WARNED, DATA), said[:2000])
        self.assertNotIn("Sanitizer", said)
        self.assertNotIn("runtime error", said)
        self.assertEqual(ended.returncode != DATA, os.path.exists(pdf), said[:2000])
        self.assertEqual(ended.returncode == WRITTEN, said == "")
        self.assertEqual(sorted(set(os.listdir(self.folder)) - {"report.pdf"}), ["form.json", "report.json"])
        if ended.returncode != DATA:
            check = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True)
            self.assertEqual(check.returncode, 0, check.stdout + check.stderr)
        return Outcome(ended.returncode, said, pdf)

    def assert_written(self, report, form, *texts):
        outcome = self.render(report, form)
        self.assertEqual(outcome.status, WRITTEN, outcome.said[:2000])
        extracted = bare(outcome.text())
        for text in texts:
            self.assertIn(bare(text), extracted)
        return extracted

    def assert_refused(self, report, form, code, *words):
        outcome = self.render(report, form)
        self.assertEqual(outcome.status, DATA)
        for word in (f"error[{code}]", *words):
            self.assertIn(word, outcome.said)
        return outcome

    # ---- names and characters

    def test_organ_names_of_any_length_are_set(self):
        for name in ("某" * 100, "新疆维吾尔自治区" * 60, "Wolfeschlegelsteinhausenbergerdorff" * 20, "A " * 500, "（" * 90 + "）" * 90):
            with self.subTest(name=name[:12]):
                self.assert_written(small_report(name=name), small_form([column("a")]))

    def test_rare_characters_are_found_in_the_fallback_faces(self):
        rare = "𰻝𱁬䶮𬭎㼆𠮷"
        self.assert_written(small_report([{"a": rare}], [rare], "某局" + rare), small_form([column("a")]), "某局" + rare)

    def test_characters_no_face_has_are_named_with_their_places(self):
        report = small_report([{"a": "好\U0001F9E6"}], ["\u05E9\u05DC\u05D5\u05DD", "\u0645\u0631", "\U00013000"], "\uE000局")
        self.assert_refused(report, small_form([column("a")]), "GLYPH_MISSING", "U+1F9E6", "U+05E9", "U+0645", "U+13000",
                            "U+E000", "/tables/t/0/a", "/data/text/0", "/organ")

    def test_joined_emoji_and_flags_are_refused_not_scrambled(self):
        for text in ("👨‍👩‍👧‍👦", "🇨🇳", "1\uFE0F\u20E3", "☃\uFE0F"):
            with self.subTest(text=text):
                self.render(small_report(text=[text]), small_form([column("a")]))

    def test_control_characters_do_not_get_onto_paper(self):
        for code in list(range(0, 32)) + [0x7F, 0x85, 0x200E, 0x202E, 0x2028, 0x2029, 0x2066, 0xFEFF, 0xFFF9, 0xFFFE, 0xE0001]:
            if chr(code) in "\n":
                continue
            with self.subTest(code=hex(code)):
                text = "甲" + chr(code) + "乙"
                outcome = self.render(small_report([{"a": text}], [text], "局" + chr(code)), small_form([column("a")]))
                if outcome.status != DATA:
                    self.assertIn("甲乙", bare(outcome.text()))

    def test_marks_without_letters_and_endless_marks_are_set_or_refused(self):
        for text in ("\u0301\u0301", "a" + "\u0301" * 5000, "好" + "\uFE00" * 3000, "\u200D" * 2000, "\u200B" * 5000 + "好",
                     "·" * 4000, "—" * 5000, "…" * 3001, "“" * 3000, "\u3000" * 5000, " " * 5000, "\u00A0" * 3000 + "x"):
            with self.subTest(text=text[:3].encode("unicode_escape")):
                self.render(small_report([{"a": text}], [text]), small_form([column("a")]))

    def test_text_without_any_text_is_set_or_refused(self):
        for text in ("", " ", "\u3000", "\u200B", "\n", "\n\n\n"):
            with self.subTest(text=text.encode("unicode_escape")):
                self.render(small_report([{"a": text}, {}], [text], text), small_form([column("a")]))
        self.render(small_report(), small_form([column("a")]))

    # ---- tables

    def test_a_wide_amount_is_shrunk_into_a_narrow_column_or_refused(self):
        amount = "371,514,655.00"
        form = small_form([column("a"), column("b", type="amount", width="14mm", format="sep")], **{"min-size": "5pt", "unit": "元"})
        form["formats"] = {"sep": {"separators": True, "decimals": 2}}
        self.assert_written(small_report([{"a": "甲", "b": amount}]), form, amount)
        form["tables"][0]["columns"][1]["width"] = "6mm"
        self.assert_refused(small_report([{"a": "甲", "b": amount}]), form, "CELL_TOO_NARROW")

    def test_a_table_of_5000_rows_is_whole(self):
        rows = [{"a": f"第{i}行", "b": f"{i}.50"} for i in range(5000)]
        text = self.assert_written(small_report(rows), small_form([column("a"), column("b", type="amount")]))
        for i in range(5000):
            self.assertIn(f"第{i}行{i}.50", text)

    def test_a_cell_of_20000_characters_flows_over_pages(self):
        long = "".join(f"第{i}项工作，" for i in range(2600))
        self.assertGreater(len(long), 20000)
        form = small_form([column("a"), column("b")], head="none")
        self.assert_written(small_report([{"a": long}]), form, long)

    def test_a_word_wider_than_its_cell_is_refused(self):
        form = small_form([column("a", width="20mm"), column("b")])
        self.assert_refused(small_report([{"a": "abcdefghij" * 500, "b": "甲"}]), form, "CELL_TOO_NARROW", "/tables/t/0/a")

    def test_tables_have_at_most_128_columns(self):
        def form(count):
            return small_form([column(f"c{i}", width="1fr") for i in range(count)], **{"min-size": "1pt", "padding": {"x": "0pt", "y": "0pt"}})

        def row(count):
            return {f"c{i}": "1" for i in range(count)}

        self.render(small_report([row(128)]), form(128))
        self.assert_refused(small_report([row(129)]), form(129), "FORM_TOO_MANY")

    def test_equal_neighbours_over_many_pages_are_one_cell_continued(self):
        rows = [{"a": "同", "b": str(i)} for i in range(900)]
        text = self.assert_written(small_report(rows), small_form([column("a", merge="same"), column("b")]))
        self.assertGreater(text.count("同"), 5)

    def test_heads_deeper_and_wider_than_the_page_are_refused(self):
        deep = column("a")
        for _ in range(12):
            deep = {"title": "深", "columns": [deep]}
        self.assert_refused(small_report(), small_form([deep]), "FORM_TOO_DEEP")
        high = column("a")
        high["title"] = "高\n" * 100
        self.render(small_report([{"a": "1"}]), small_form([high]))

    # ---- measures

    def test_type_larger_than_the_page_is_refused(self):
        form = small_form([column("a")])
        for size in ("600pt", "900pt", "3000pt"):
            with self.subTest(size=size):
                form["styles"]["body"]["size"] = size
                form["styles"]["body"]["first-indent"] = "0em"
                self.render(small_report(text=["大"]), form)

    def test_measures_of_nothing_are_refused_or_set(self):
        for style in ({"left-indent": "40em"}, {"first-indent": "-90em"}, {"leading": "0.01pt"}, {"size": "0.001pt"},
                      {"right-indent": "28em", "left-indent": "28em"}, {"before": "4900mm"}, {"leading": "2000mm"}):
            with self.subTest(style=style):
                form = small_form([column("a")])
                form["styles"]["body"].update(style)
                self.render(small_report(text=["文字" * 40] * 3), form)

    def test_a_type_area_of_a_hair_is_refused_or_set(self):
        form = small_form([column("a")])
        form["pages"]["body"]["margins"] = {"top": "148mm", "inner": "104mm", "outer": "104mm", "bottom": "148mm"}
        form["pages"]["body"]["folio"] = None
        self.render(small_report([{"a": "1"}], ["文字"]), form)

    # ---- much of everything

    def test_contents_of_2000_headings_settle(self):
        form = small_form([column("a")])
        form["styles"]["body"]["leading"] = "20pt"
        form["story"] = [{"section": [{"contents": [{"level": 1, "style": "body", "number": True}]}, {"blocks": "text"}, {"table": "t"}], "page": "body"}]
        text = [{"heading": f"第{i}章 " + "题" * (i % 60), "level": 1} for i in range(2000)]
        self.assert_written(small_report(text=text), form, "第0章", "第1999章")

    def test_a_paragraph_of_200000_characters_is_set(self):
        self.assert_written(small_report(text=["财政部门预算公开。" * 22000]), small_form([column("a")]))

    def test_a_word_of_600000_letters_is_set_or_refused(self):
        for letters in ("w", "1", "%", "1,", "e\u0301"):
            self.render(small_report(text=[letters * (600000 // len(letters))]), small_form([column("a")]))

    def test_a_heading_longer_than_a_page_is_set(self):
        form = small_form([column("a")])
        form["styles"]["body"]["keep-next"] = True
        form["styles"]["body"]["keep-whole"] = True
        self.assert_written(small_report(text=["长题" * 2000, "后文"]), form, "后文")

    def test_the_same_name_of_a_template_in_a_template_stays_text(self):
        self.render(small_report(text=["{{organ.name}}{{{{organ.name}}", "{{", "}}", "{{data.text}}"], name="{{organ.name}}"), small_form([column("a")]))

    # ---- figures

    def test_figures_that_cannot_be_reckoned_are_refused_at_their_place(self):
        """In a form's text and in the department's own: the same fault, at the very character."""
        report = small_report([{"a": "1"}, {"a": "2", "n": "x"}])
        for expression, at, code in (
                ("1万元 / sum(t[n = 'x'].b)", 5, "FIGURE_DIVISION"),
                ("1 / 0", 3, "FIGURE_DIVISION"),
                ("growth(sum(t[*].a), 0)", 1, "FIGURE_GROWTH"),
                ("growth(sum(t[*].a), sum(t[*].b))", 1, "FIGURE_GROWTH"),
                ("sum(t[n = 'y'].a)", 1, "FIGURE_NO_ROWS"),
                ("t[n = 'y'].a", 1, "FIGURE_NO_ROWS"),
                ("'x' & t[*].a", 7, "FIGURE_MANY"),
                ("1 / 3", 3, "FIGURE_INEXACT"),
                ("sum(t[*].a) * 99999999999999999999999999999999", 13, "FIGURE_OVERFLOW"),
                ("99999999999999999999999999 * 99999999999999999999999999", 28, "FIGURE_OVERFLOW")):
            with self.subTest(expression=expression):
                form = figures_form(paragraph="甲{{" + expression + "}}")
                line, column = place_in(form, expression, at)
                self.assert_refused(report, form, code, f":{line}:{column}: ")
                report["data"]["text"] = ["乙{{" + expression + "}}"]
                line, column = place_in(report, expression, at)
                self.assert_refused(report, figures_form(), code, f":{line}:{column}: ", "/data/text/0")
                report["data"]["text"] = []

    def test_expressions_that_are_none_are_refused_with_the_form(self):
        for expression, at, code, *words in (
                ("(" * 1000 + "1" + ")" * 1000, 102, "EXPR_TOO_DEEP"),
                ("-" * 3000 + "1", 102, "EXPR_TOO_DEEP"),
                ("1 +" + " " * 10000 + "1", 1, "EXPR_TOO_LONG"),
                ("'" + "长" * 10000 + "'", 1, "EXPR_TOO_LONG"),
                ("1 2", 3, "TEMPLATE_CLOSE"),
                ("1" + " + 1" * 2400, 399, "EXPR_TOO_DEEP"),
                ("summe(t[*].a)", 1, "EXPR_FUNCTION", "sum"),
                ("other[*].a", 1, "FORM_PATH"),
                ("t[合计].a", 1, "EXPR_ROW"),
                ("sum(t[*].c)", 10, "FORM_UNKNOWN_COLUMN"),
                ("sum(t[*].n)", 5, "EXPR_TYPE"),
                ("sum（t[*].a)", 4, "EXPR_FULL_WIDTH", "("),
                ("'never closed", 1, "EXPR_TEXT_OPEN"),
                ("sum(t[*].a) + 5", 15, "EXPR_TYPE", "500")):
            with self.subTest(expression=expression[:20]):
                form = figures_form(paragraph="甲{{" + expression + "}}")
                line, column = place_in(form, expression, at)
                self.assert_refused(small_report(), form, code, f":{line}:{column}: ", *words)

    def test_a_cell_that_holds_text_is_no_number(self):
        report = small_report([{"a": "壹佰"}])
        self.assert_refused(report, figures_form(value="a * 2"), "REPORT_AMOUNT", "/tables/t/0/a")
        report = small_report([{"n": "壹佰", "a": 1}], ["{{t[n = '壹佰'].n + 1}}"])
        self.assert_refused(report, figures_form(), "FIGURE_TYPE", "壹佰", "/data/text/0")

    def test_cells_that_need_each_other_are_refused(self):
        row = [{"n": "x"}]
        self.assert_refused(small_report(row), figures_form(value="[*].b"), "FIGURE_CIRCLE", "/tables/t/0")
        form = figures_form()
        form["tables"][0]["foot"] = [{"key": f"r{i}", "values": {"a": f"[r{(i + 1) % 1500}].a + 1元"}} for i in range(1500)]
        self.assert_refused(small_report(row), form, "FIGURE_CHAIN")
        form["tables"][0]["foot"] = [{"key": "r", "cells": {"n": "{{t[r].a}}"}, "values": {"a": "[r].a"}}]
        self.assert_refused(small_report(row), form, "FIGURE_CIRCLE")

    def test_sums_beyond_any_budget_are_refused(self):
        rows = [{"kind": "项", "a": "4000000000000"}] * 3 + [{"kind": "计"}]
        self.assert_refused(small_report(rows), figures_form(), "FIGURE_CELL", "/tables/t/3")
        self.assert_refused(small_report(rows[:3]), figures_form(paragraph="{{sum(t[*].a)}}"), "FIGURE_OVERFLOW")

    def test_3000_rows_add_up(self):
        rows = [{"kind": "计"}] + [{"kind": "项", "n": str(i), "a": "0.01"} for i in range(3000)]
        form = figures_form(paragraph="共{{t[计].a}}，{{count(t[项])}}行，{{sum(t[项].a)}}")
        self.assert_written(small_report(rows), form, "共30.00，3000行，30.00")

    # ---- files

    def test_nesting_of_any_depth_is_refused(self):
        form = small_form([column("a")])
        for depth in (100, 10000, 1000000):
            with self.subTest(depth=depth):
                self.assert_refused('{"form":' + "[" * depth + "]" * depth + "}", form, "JSON_DEPTH")
                self.assert_refused('{"form":' + '{"a":' * depth + "1" + "}" * depth + "}", form, "JSON_DEPTH")
                self.assert_refused(small_report(), "[" * depth, "JSON_DEPTH")

    def test_bytes_that_are_no_text_are_refused(self):
        form = small_form([column("a")])
        for bytes_ in (b"", b"\x00" * 100, bytes(range(256)) * 40, b"\xff\xfe{\x00}\x00", b"\xef\xbb\xbf{}", "\ud800".encode("utf-8", "surrogatepass"),
                       b'{"form": "form\xc0\x80"}', b"null", b"[]", b'"form"', b"{}", b"%PDF-1.7"):
            with self.subTest(bytes_=bytes_[:8]):
                self.assertEqual(self.render(bytes_, form).status, DATA)
                self.assertEqual(self.render(small_report(), bytes_).status, DATA)

    def test_amounts_beyond_any_budget_are_refused(self):
        form = small_form([column("a", type="amount")])
        for amount in ("9" * 400, "1e999", "-0.0000001", "0x10", "1,23", "１２", "NaN", "∞", "--1", "1.", ".5", "00"):
            with self.subTest(amount=amount[:10]):
                self.assertEqual(self.render(small_report([{"a": amount}]), form).status, DATA)
        self.assert_written(small_report([{"a": "99999999999.99"}, {"a": "-0.01"}]), form, "99999999999.99")

    def test_a_form_name_leads_to_no_other_folder(self):
        for name in ("../../etc/passwd", "/etc/passwd", "a/b", "", ".", "..", "form\u0000", "版\n式", "x" * 5000):
            with self.subTest(name=name[:12]):
                self.assertEqual(self.render({**small_report(), "form": name}, small_form([column("a")])).status, DATA)

    def test_samples_with_any_value_turned_into_another_are_set_or_refused(self):
        """Each tenth value of a shipped report becomes, in its turn, something it should not be."""
        with open(os.path.join(source, "input/hubei-water-2020.json"), encoding="utf-8") as file:
            sample = json.load(file)
        with open(os.path.join(source, "layouts/hubei-2020.json"), encoding="utf-8") as file:
            form = file.read()
        others = (None, [], {}, "", -1, "{{", "长" * 3000, [[["x"]]], True, "\u0301")
        places = list(walk(sample))
        for i in range(0, len(places), 10):
            with self.subTest(place=places[i]):
                changed = copy.deepcopy(sample)
                put_at(changed, places[i], others[i // 10 % len(others)])
                self.render(changed, form)


def walk(value, place=()):
    """The places of all values within a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*place, key)
        yield from walk(item, (*place, key))


def put_at(value, place, other):
    for key in place[:-1]:
        value = value[key]
    value[place[-1]] = other


unittest.main(argv=sys.argv[:1], verbosity=1)
