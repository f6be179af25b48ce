#!/usr/bin/env bash
# What is made of findings. Third argument: the program with an audit that finds the same in every report, and nothing
# in those of the year 1999; fourth: Python.
. "$(dirname "$0")/harness.sh"
forged=$(realpath "$3")
holds() { "$python" "$source_dir/tests/system/check_output.py" "$@"; }
python=$4

# report NAME [ACCEPT [YEAR]]: the sample, with what it accepts, of another year.
report() {
  "$python" - "$sample" "$1" "${2:-}" "${3:-}" <<'END'
import json, sys
source, target, accept, year = sys.argv[1:]
data = json.load(open(source, encoding="utf-8"))
if accept: data["accept"] = json.loads(accept)
if year: data["year"] = int(year)
json.dump(data, open(target, "w", encoding="utf-8"), ensure_ascii=False, indent=1)
END
}
all_accepted='[{"rule": "forged-totals", "reason": "年中调剂", "at": "/tables"}, {"rule": "forged-prose", "reason": "a"}]'

begin a_clean_report_is_told_in_one_line
report clean.json '' 1999
run "$forged" check clean.json
expect_status 0
expect_empty "$err"
check "more than the count" test "$(cat "$out")" = '1 report checked: 0 errors, 0 warnings, 0 notes.'
run "$forged" check --strict clean.json
expect_status 0
expect_files clean.json

begin a_clean_report_needs_no_fonts
report clean.json '' 1999
run "$forged" check --fonts nowhere.json clean.json
expect_status 0
expect_empty "$err"

begin findings_have_places_and_pages_and_no_status
report report.json
run "$forged" check report.json
expect_status 0
expect_empty "$err"
expect_text "$out" 'error[forged-totals]: income is not expenditure (/tables/balance/7/expenditure, page 4)'
expect_text "$out" '    expenditure: 3108.21万元'
expect_text "$out" '        表三，结转，支出: (blank) (report.json:'
expect_text "$out" ', page 11)'
expect_text "$out" '1 report checked: 1 error, 1 warning, 1 note.'
expect_files report.json

begin strict_makes_findings_a_status
report report.json
report accepted.json "$all_accepted"
run "$forged" check --strict report.json
expect_status 1
run "$forged" check --strict accepted.json
expect_status 0
expect_text "$out" 'accepted[forged-totals]'
expect_text "$out" '    reason: 年中调剂 (accepted.json:'
expect_text "$out" '0 errors, 0 warnings, 1 note; 2 accepted.'

begin an_acceptance_that_meets_nothing_is_told
report report.json '[{"rule": "forged-prose", "reason": "a", "at": "/tables"}, {"rule": "forged-total", "reason": "a"}]'
run "$forged" check report.json
expect_text "$out" 'note[accept-idle]: no finding of forged-prose is left at /tables (/accept/0)'
expect_text "$out" 'warning[accept-unknown]: there is no rule forged-total; did you mean forged-totals? (/accept/1/rule)'
report clean.json '[{"rule": "nobody", "reason": "a"}]' 1999
run "$program" check --strict clean.json
expect_status 1
expect_text "$out" 'warning[accept-unknown]'

begin findings_are_in_the_language_of_the_locale
report report.json "$all_accepted"
run env LANG=zh_CN.UTF-8 "$forged" check report.json
expect_text "$out" '提示[forged-hostile]'
expect_text "$out" '已说明[forged-totals]: 收入合计与支出合计不符（/tables/balance/7/expenditure，第4页）'
expect_text "$out" '已检查 1 份报告：错误 0 处，警告 0 处，提示 1 处；已说明 2 处。'

begin a_bad_report_does_not_stop_the_others
report good.json
sed 's/"year": 2020/"year": "x"/' good.json >bad.json
run "$forged" check bad.json missing.json good.json
expect_status 74
expect_text "$err" 'bad.json:'
expect_text "$err" 'error[FILE_MISSING]'
expect_text "$out" 'bad.json: not checked'
expect_text "$out" 'error[forged-totals]'
expect_text "$out" '1 report checked: 1 error, 1 warning, 1 note; 2 not checked.'
run "$forged" check --strict bad.json good.json
expect_status 65
mkdir folder
run "$forged" check folder good.json
expect_status 74

run "$forged" check bad.json
expect_text "$out" '0 reports checked; 1 not checked.'

begin a_file_named_twice_is_one_report
report good.json
ln -sf good.json link.json
run "$forged" check good.json ./good.json link.json
expect_text "$out" '1 report checked: 1 error, 1 warning, 1 note.'

begin what_cannot_be_set_is_checked_all_the_same
report report.json
run "$forged" check --fonts nowhere.json report.json
expect_status 0
expect_text "$err" 'note[CHECK_PAGES]'
expect_text "$out" 'error[forged-totals]: income is not expenditure (/tables/balance/7/expenditure)'

begin every_format_is_what_it_claims
report 'a b%数.json' '[{"rule": "forged-totals", "reason": "<b>\"", "at": "/tables"}, {"rule": "x", "reason": "y"}]'
report report.json
for language in C zh_CN.UTF-8; do
  for format in json sarif html; do
    run env LANG=$language "$forged" check --format $format 'a b%数.json' missing.json report.json -o findings.$format
    expect_status 74
    expect_empty "$out"
  done
  check "$(holds json findings.json "$source_dir/layouts/findings.schema.json" | head -n 5)" \
    holds json findings.json "$source_dir/layouts/findings.schema.json"
  check "$(holds sarif findings.sarif | head -n 5)" holds sarif findings.sarif
  check "$(holds html findings.html | head -n 5)" holds html findings.html
done
expect_text findings.html '<html lang="zh-CN">'
expect_text findings.html '第4页'
expect_text findings.sarif '"uri": "a%20b%25%E6%95%B0.json"'
expect_text findings.json '"organ": "新疆维吾尔自治区社会保险管理局"'

begin pages_are_those_of_the_pdf
for report in xinjiang-social-insurance-2020 hubei-water-2020 shanghai-health-2025; do
  run "$forged" check --format json "$source_dir/input/$report.json" -o findings.json
  run "$forged" render "$source_dir/input/$report.json" -o report.pdf
  check "$report: $(holds pages findings.json report.pdf | head -n 5)" holds pages findings.json report.pdf
done

begin the_output_is_the_same_for_any_number_of_processes_and_locale
report one.json
report two.json '' 1999
sed 's/"form": "xinjiang-2020"/"form": "nowhere"/' one.json >three.json
for format in text json sarif html; do
  run "$forged" check -j 1 --format $format one.json two.json three.json one.json two.json
  expect_status 65
  cp "$out" first.out
  cp "$err" first.err
  for jobs in 2 3 9; do
    run env LC_NUMERIC=de_DE.UTF-8 TZ=Asia/Urumqi "$forged" check --jobs=$jobs --format=$format one.json two.json \
      three.json one.json two.json
    expect_status 65
    expect_same "$out" first.out
    expect_same "$err" first.err
  done
done

begin many_reports_share_the_processors
report report.json
run "$forged" check report.json
for number in $(seq 20); do cp report.json "report$number.json"; done
mapfile -t reports < <(seq -f 'report%.0f.json' 20)
run "$forged" check "${reports[@]}"
expect_status 0
check "not 20 times the same" test "$(grep -c 'error\[forged-totals\]' "$out")" = 20
expect_text "$out" '20 reports checked: 20 errors, 20 warnings, 20 notes.'

begin the_output_is_written_whole_or_not_at_all
report report.json
run "$forged" check report.json
cp "$out" expected
run "$forged" check report.json -o -
expect_same "$out" expected
run "$forged" check report.json --output findings.txt
expect_status 0
expect_empty "$out"
expect_same findings.txt expected
run "$forged" check report.json -o /dev/full
expect_status 74
expect_text "$err" 'error[FILE_WRITE]'
mkdir folder
for output in folder nowhere/findings.txt; do
  run "$forged" check report.json -o $output
  expect_status 74
  expect_text "$err" 'error[FILE_WRITE]'
done
status=0
"$forged" check report.json >/dev/full 2>"$err" || status=$?
expect_status 74
expect_text "$err" 'cannot write standard output'
expect_files expected findings.txt folder report.json

begin an_output_is_no_input
report report.json
cp report.json copy.json
run "$forged" check report.json -o ./report.json
expect_status 2
expect_text "$err" 'error[USAGE_OUTPUT_IS_INPUT]'
expect_same report.json copy.json

misuse() { # NAME CODE ARGUMENT...
  begin "$1"
  local code=$2
  shift 2
  run "$program" check "$@"
  expect_status 2
  expect_empty "$out"
  expect_text "$err" "error[$code]"
  expect_no_files
}
misuse check_needs_a_report USAGE_NO_REPORT
misuse a_format_that_is_none USAGE_CHOICE "$sample" --format xml
misuse no_processes USAGE_NUMBER "$sample" -j 0
misuse too_many_processes USAGE_NUMBER "$sample" -j 257
misuse processes_in_words USAGE_NUMBER "$sample" --jobs two
misuse an_option_of_render USAGE_OPTION "$sample" --timings

begin render_checks_if_asked
report report.json
report clean.json '' 1999
report accepted.json "$all_accepted"
run "$forged" render report.json -o plain.pdf
expect_status 0
run "$forged" render --check report.json -o checked.pdf
expect_status 1
expect_same plain.pdf checked.pdf
expect_text "$out" 'written checked.pdf'
expect_text "$err" 'error[forged-totals]: income is not expenditure (/tables/balance/7/expenditure, page 4)'
check_not "a count" grep -q 'report checked' "$err"
run "$forged" render --check clean.json -o clean.pdf
expect_status 0
expect_empty "$err"
run "$forged" render --check accepted.json -o accepted.pdf
expect_status 0
expect_text "$err" 'accepted[forged-totals]'

begin a_report_that_cannot_be_set_is_told_its_findings
report report.json
sed -i 's/负责/负责\xf0\x92\x80\x80/' report.json
run "$forged" render --check report.json -o report.pdf
expect_status 65
expect_text "$err" 'error[GLYPH_MISSING]'
line=$(grep -n '𒀀' report.json | head -n 1)
column=$("$python" -c 'import sys; print(sys.argv[1].partition(":")[2].index("𒀀") + 1)' "$line")
expect_text "$err" "report.json:${line%%:*}:$column: error[GLYPH_MISSING]" # at the very character
expect_text "$err" 'error[forged-totals]: income is not expenditure (/tables/balance/7/expenditure)'
expect_files report.json

finish
