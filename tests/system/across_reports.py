"""Makes a folder of small reports and their form: across_reports.py FOLDER.

Department 100 with the units 101 and, by its name, 丙所; last year's report of the department; and what is no report.
What a case changes is put in by `across_edit FILE PYTHON`, with the report as `r`.
"""
import json
import os
import sys

form = {
    "form": "mini", "title": "样张", "styles": {"p": {"font": "song", "size": "10pt"}},
    "pages": {"b": {"area": {"width": "156mm", "height": "225mm"}, "margins": {"top": "37mm", "inner": "28mm"}}},
    "tables": [{
        "key": "t", "label": "表一", "title": "收支表", "style": "p",
        "columns": [{"key": "code", "title": "编码", "type": "code"}, {"key": "name", "title": "名称"},
                    {"key": "last", "title": "上年", "type": "amount"}, {"key": "now", "title": "本年", "type": "amount"}],
        "kinds": {"项": {"when": "code"}, "合计": {}}, "levels": ["项"], "total": "合计"}],
    "story": [{"section": [{"table": "t"}], "page": "b"}],
    "across": [
        {"rule": "last-total", "title": "上年合计与上年报告一致", "with": "last-year", "here": "t[合计].last",
         "there": "t[合计].now"},
        {"rule": "last-rows", "title": "各项上年数与上年报告一致", "with": "last-year", "for": "t[项]", "as": "r",
         "if": "r.last > 0", "here": "r.last", "there": "sum(t[code = r.code].now)", "severity": "warning"},
        {"rule": "units-total", "title": "合计等于所属单位之和", "with": "units", "here": "t[合计].now"},
        {"rule": "units-rows", "title": "各项等于所属单位之和", "with": "units", "for": "t[项]", "as": "r",
         "here": "r.now", "there": "sum(t[code = r.code].now)"},
    ],
}


def report(organ, year, rows):
    table = [{"code": code, "name": name, "last": last, "now": now} for code, name, last, now in rows]
    table.append({"kind": "合计", "name": "合计", "last": sum(r[2] for r in rows), "now": sum(r[3] for r in rows)})
    return {"form": "mini", "organ": organ, "year": year, "tables": {"t": table}}


def write(path, data):
    path = os.path.join(sys.argv[1], path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)


department = {"name": "甲厅", "code": "100"}
write("layouts/mini.json", form)
write("all/2019/a.json", report(department, 2019, [("01", "工资", 1, 10), ("02", "公用", 2, 20)]))
write("all/a.json", report(department, 2020, [("01", "工资", 10, 11), ("02", "公用", 20, 25)]))
write("all/u.json", report({"name": "乙院", "code": "101", "parent": "100"}, 2020,
                           [("01", "工资", 0, 6), ("02", "公用", 0, 5)]))
write("all/v.json", report({"name": "丙所", "parent": "甲厅"}, 2020, [("01", "工资", 0, 5), ("02", "公用", 0, 20)]))
