#!/usr/bin/env bash
# `banxin check --across`: reports set against each other. Third argument: Python.
. "$(dirname "$0")/harness.sh"
python=$3
holds() { "$python" "$source_dir/tests/system/check_output.py" "$@"; }

reports() { "$python" "$source_dir/tests/system/across_reports.py" .; }
# edit FILE PYTHON [TARGET]: the report `r` changed, written back or to another file.
edit() {
  mkdir -p "$(dirname "${3:-$1}")"
  "$python" - "$1" "$2" "${3:-$1}" <<'END'
import json, sys
source, change, target = sys.argv[1:]
r = json.load(open(source, encoding="utf-8"))
rows = r.get("tables", {}).get("t") if isinstance(r.get("tables"), dict) else None
exec(change)
json.dump(r, open(target, "w", encoding="utf-8"), ensure_ascii=False, indent=1)
END
}

begin reports_that_agree_have_no_findings
reports
run "$program" check --across all --strict
expect_status 0
expect_empty "$err"
check "more than the count" test "$(cat "$out")" = '4 reports checked: 0 errors, 0 warnings, 0 notes.'

begin last_years_number_is_set_against_last_years_report
reports
edit all/2019/a.json 'rows[0]["now"] = 12; rows[2]["now"] = 32'
run "$program" check --across all
expect_status 0
expect_text "$out" 'all/a.json:25:13: error[last-total]: 上年合计与上年报告一致: 表一 合计 上年 is 30万元, report of 2019, 表一 合计 本年 is 32万元; they must be equal (/tables/t/2/last'
expect_text "$out" '        表一 合计 本年: 32万元 (all/2019/a.json:26:12)'
expect_text "$out" '    difference: -2万元'
expect_text "$out" 'all/a.json:13:13: warning[last-rows]: 各项上年数与上年报告一致: 表一 工资 上年 is 10万元, report of 2019, 表一 工资 本年 is 12万元'
expect_text "$out" '1 error, 1 warning, 0 notes.'
run "$program" check --across all --strict
expect_status 1
run env LANG=zh_CN.UTF-8 "$program" check --across all
expect_text "$out" '错误[last-total]: 上年合计与上年报告一致：表一 合计 上年为30万元，2019年报告 表一 合计 本年为32万元，两者应相等'

begin a_department_is_set_against_the_sum_of_its_units
reports
edit all/v.json 'rows[1]["now"] = 21; rows[2]["now"] = 26'
run "$program" check --across all
expect_status 0
expect_text "$out" 'all/a.json:26:12: error[units-total]: 合计等于所属单位之和: 表一 合计 本年 is 36万元, sum of its 2 units is 37万元'
expect_text "$out" '        乙院 表一 合计 本年: 11万元 (all/u.json:27:12)'
expect_text "$out" '        丙所 表一 合计 本年: 26万元 (all/v.json:26:12)'
expect_text "$out" 'all/a.json:20:12: error[units-rows]'
expect_text "$out" '2 errors, 0 warnings, 0 notes.'
rm all/u.json
run "$program" check --across all
expect_text "$out" 'its one unit is 26万元'

begin a_pages_of_the_report_itself_are_told_and_of_no_other
reports
edit all/v.json 'rows[2]["now"] = 26; rows[1]["now"] = 21'
run "$program" check --across all --format json -o found.json
expect_status 0
check 'a page of another report' "$python" - <<'END'
import json
finding = json.load(open("found.json", encoding="utf-8"))["reports"][1]["findings"][0]
assert finding["at"]["file"] == "all/a.json" and finding["page"]["sheet"] == 1, finding
own, others = finding["sides"]
assert own["places"][0]["page"]["sheet"] == 1
assert [place["at"]["file"] for place in others["places"]] == ["all/u.json", "all/v.json"]
assert all(place["page"] is None for place in others["places"])
END

begin what_is_known_is_accepted
reports
edit all/v.json 'rows[1]["now"] = 21; rows[2]["now"] = 26'
edit all/a.json 'r["accept"] = [{"rule": "units-total", "reason": "合并抵销", "at": "/tables/t"}, {"rule": "units-rows", "reason": "同上"}]'
run "$program" check --across all --strict
expect_status 0
expect_text "$out" 'accepted[units-total]'
expect_text "$out" '0 errors, 0 warnings, 0 notes; 2 accepted.'
run "$program" check all/a.json --strict # by itself: it is not asked
expect_status 0
check "more than the count" test "$(cat "$out")" = '1 report checked: 0 errors, 0 warnings, 0 notes.'
edit all/v.json 'rows[1]["now"] = 20; rows[2]["now"] = 25'
run "$program" check --across all
expect_text "$out" 'note[accept-idle]: no finding of units-rows is left'

begin two_reports_of_one_organ_and_year
reports
edit all/a.json 'rows[2]["name"] = "总计"' all/b.json
run "$program" check --across all --strict
expect_status 1
expect_text "$out" 'all/b.json:3:11: error[organ-twice]: 甲厅 has another report of 2020, all/a.json (/organ'
expect_text "$out" '        甲厅: 100 (all/a.json:3:11)'
expect_text "$out" '1 error, 0 warnings, 0 notes.'

begin a_unit_without_its_department
reports
rm all/a.json all/2019/a.json
run "$program" check --across all --strict
expect_status 0
expect_text "$out" 'all/u.json:6:13: note[parent-missing]: there is no report of 2020 of the department 100 (/organ/parent'
expect_text "$out" '0 errors, 0 warnings, 2 notes.'

begin organs_of_a_list
reports
printf '\xef\xbb\xbf# 部门名单\n100,甲厅\n101\t乙院\r\n\n丙所\n102，丁局\n' >organs.txt
run "$program" check --across all --organs organs.txt --strict
expect_status 1
expect_empty "$err"
expect_text "$out" 'organs.txt:6:1: error[organ-missing]: there is no report of 2020 of 102 丁局'
expect_text "$out" 'organs.txt:5:1: note[organ-missing]: there is no report of 2019 of 丙所'
expect_text "$out" '4 reports checked: 1 error, 0 warnings, 3 notes.'
printf '[{"code": "100", "name": "别名"}, "101"]' >organs.json
run "$program" check --across all --organs organs.json --strict
expect_status 0
expect_text "$out" 'all/v.json:3:11: note[organ-unlisted]: 丙所 is not in the list organs.json'
expect_text "$out" 'organs.json:1:33: note[organ-missing]: there is no report of 2019 of 101'
run "$program" check --across all --organs organs.txt -o organs.txt
expect_status 2
expect_text "$err" 'error[USAGE_OUTPUT_IS_INPUT]'

begin a_list_that_is_none
reports
list() { # CODE PLACE
  run "$program" check --across all --organs list
  expect_text "$err" "list:$2error[$1]"
  expect_empty "$out"
}
printf '甲厅\n,乙院\n100,\n1,2,3\n\xff\xfe\n' >list
list ORGANS_LINE '2:1: '
expect_status 65
expect_text "$err" 'list:3:1: error[ORGANS_LINE]'
expect_text "$err" 'list:4:1: error[ORGANS_LINE]'
expect_text "$err" 'list:5:1: error[ORGANS_UTF8]'
printf '# nothing\n' >list
list ORGANS_EMPTY ' '
printf '[{"code": "1"}]' >list
list JSON_KEY_MISSING '1:2: '
printf '["x", 1, " "]' >list
list JSON_TYPE '1:7: '
expect_text "$err" 'list:1:10: error[ORGANS_LINE]'
printf '100,甲厅\n100,甲局\n' >list
run "$program" check --across all --organs list
expect_status 0
expect_text "$err" 'list:2:1: warning[ORGANS_TWICE]'
yes 某局 | head -n 1000001 >list
list ORGANS_MANY '1000001:1: '
run "$program" check --across all --organs nowhere
expect_status 74
expect_text "$err" 'error[FILE_MISSING]'

begin another_form_last_year
reports
edit layouts/mini.json 'r["form"] = "old"; r["tables"][0]["columns"][3]["key"] = "sum"; r["across"] = []' layouts/old.json
edit all/2019/a.json 'r["form"] = "old"; [row.update(sum=row.pop("now")) for row in rows]'
edit all/2019/a.json 'r["organ"] = {"name": "乙院", "code": "101"}' all/2019/u.json
run "$program" check --across all --strict
expect_status 0
expect_empty "$err"
expect_text "$out" 'all/a.json:2:10: note[across-form]: the form old does not know what is set against it: last-total, last-rows (/form'
expect_text "$out" '0 errors, 0 warnings, 1 note.' # for the pair of forms, not for each report

begin reports_that_cannot_be_read_are_told_and_the_others_checked
reports
printf '{"form": "mini", ' >all/broken.json
edit all/u.json 'rows[0]["now"] = "x"'
edit all/2019/a.json 'rows[0]["nwo"] = 1'
run "$program" check --across all
expect_status 65
expect_text "$err" 'all/broken.json:'
expect_text "$out" 'all/broken.json: not checked'
expect_text "$out" 'all/a.json:3:11: note[across-unread]: all/u.json cannot be reckoned with'
expect_text "$out" 'note[across-unread]: all/2019/a.json cannot be reckoned with'
expect_text "$out" '2 reports checked: 0 errors, 0 warnings, 2 notes; 3 not checked.'

begin what_is_no_report_is_passed_over
reports
cp layouts/mini.json all/form.json
printf '["甲厅"]' >all/list.json
printf '{"made": "by hand"}' >all/manifest.json
printf 'x' >all/notes.txt
mkdir all/.hidden
cp all/a.json all/.hidden/a.json
ln -s . all/loop
ln -s a.json all/link.json
run "$program" check --across all --strict
expect_status 0
expect_text "$err" 'all/manifest.json: note[ACROSS_PASSED]'
check "more than one remark" test "$(grep -c note "$err")" = 1
expect_text "$out" '4 reports checked: 0 errors, 0 warnings, 0 notes.'

begin named_reports_come_first_and_once
reports
edit all/a.json 'r["organ"] = {"name": "戊局"}' other.json
run "$program" check other.json all/../all/u.json --across all --format json -o found.json
expect_status 0
expect_text found.json '"file": "other.json"'
check 'order' "$python" -c 'import json; assert [r["file"] for r in json.load(open("found.json"))["reports"]] == ["other.json", "all/../all/u.json", "all/2019/a.json", "all/a.json", "all/v.json"]'

run "$program" check all/a.json all/u.json all/v.json all/2019/a.json --across all
expect_status 0
expect_text "$out" '4 reports checked'

begin folders_without_reports
mkdir empty
run "$program" check --across empty
expect_status 65
expect_text "$err" 'error[ACROSS_EMPTY]: there is no report in empty'
expect_text "$out" '0 reports checked'
printf '甲厅\n' >list
run "$program" check --across empty --organs list
expect_text "$out" 'list:1:1: error[organ-missing]: there is no report of 甲厅'
run "$program" check --across nowhere
expect_status 74
expect_text "$err" 'error[FILE_READ]: cannot read nowhere: no such file or folder'
run "$program" check --across list
expect_status 74
deep=deep$(printf '/d%.0s' $(seq 40))
mkdir -p "$deep"
run "$program" check --across deep
expect_text "$err" 'warning[ACROSS_DEEP]'

begin hostile_names_are_told_as_they_are
reports
edit all/a.json 'r["organ"]["name"] = "</script><script>alert('"'1'"')</script>{0}[x](y)"; rows[2]["now"] = 99'
mv all/u.json $'all/u\x1b[31m\xff.json'
edit all/v.json 'r["organ"]["parent"] = "</script><script>alert('"'1'"')</script>{0}[x](y)"'
printf '</script><b>\n%s\n' '}{%s%n' >list
for format in json sarif html text; do
  run "$program" check --across all --organs list --format $format -o found.$format
  expect_status 0
done
check "$(holds json found.json "$source_dir/layouts/findings.schema.json" | head -n 3)" \
  holds json found.json "$source_dir/layouts/findings.schema.json"
check "$(holds sarif found.sarif | head -n 3)" holds sarif found.sarif
check "$(holds html found.html | head -n 3)" holds html found.html
expect_text found.text 'there is no report of 2020 of }{%s%n'
expect_text found.text '\u001b[31m\xff.json'

begin the_output_is_the_same_for_any_number_of_processes
reports
edit all/v.json 'rows[1]["now"] = 21; rows[2]["now"] = 26'
for i in 1 2 3 4 5; do edit all/2019/a.json "r['year'] = $((2010 + i))" all/more/$i.json; done
printf '丁局\n' >list
run "$program" check -j 1 --across all --organs list
cp "$out" first.out
expect_text first.out 'error[units-total]'
for jobs in 2 5; do
  run "$program" check -j $jobs --across all --organs list
  expect_same "$out" first.out
done
run "$program" check --across all --organs list
expect_same "$out" first.out

misuse() { # NAME CODE ARGUMENT...
  begin "$1"
  local code=$2
  shift 2
  run "$program" check "$@"
  expect_status 2
  expect_text "$err" "error[$code]"
}
misuse a_list_without_a_folder USAGE_ALONE "$sample" --organs list
misuse across_what USAGE_VALUE "$sample" --across

finish
