#!/usr/bin/env bash
# Reports become PDFs: where they go, that they are whole, and that the same input gives the same bytes.
. "$(dirname "$0")/harness.sh"

samples=("$source_dir"/input/*.json)

begin every_sample_is_set_without_a_remark
for report in "${samples[@]}"; do
  run "$program" render "$report" -o "$(basename "$report" .json).pdf"
  expect_status 0
  expect_empty "$err"
done
for report in "${samples[@]}"; do
  check "qpdf --check of $(basename "$report" .json)" qpdf --check "$(basename "$report" .json).pdf"
done

begin a_folder_takes_each_report_under_its_name
mkdir made
run "$program" render "${samples[@]}" -o made
expect_status 0
for report in "${samples[@]}"; do check "no $(basename "$report")" test -s "made/$(basename "$report" .json).pdf"; done

begin many_reports_into_one_file_is_misuse
run "$program" render "${samples[@]}" -o one.pdf
expect_status 2
expect_no_files

begin one_bad_report_does_not_stop_the_others
mkdir made
run "$program" render missing.json "$sample" -o made
expect_status 74
check "the good one was not written" test -s "made/$(basename "$sample" .json).pdf"

begin a_new_report_replaces_the_old
echo old >report.pdf
run "$program" render "$sample" -o report.pdf
expect_status 0
expect_text report.pdf '%PDF-1.7'
expect_files report.pdf

begin the_form_may_be_named
cp "$source_dir/layouts/xinjiang-2020.json" other-place.json
run "$program" render "$sample" --form other-place.json -o report.pdf
check "not written" test -s report.pdf

begin pages_as_text
run "$program" render "$sample" -o report.pdf --dump-pages pages.txt
expect_status 0
check "empty dump" test -s pages.txt
expect_files report.pdf pages.txt

begin timings_name_the_stages
run "$program" render "$sample" -o report.pdf --timings
expect_status 0
check "no line of a stage and milliseconds" grep -qE '^[a-z-]+[[:space:]]+[0-9]+\.[0-9]+$' "$err"

begin a_closing_without_a_date_names_the_organ
golden=$source_dir/tests/golden
sed 's/, "date": "[^"]*"//' "$golden/closing-organ-centred-above-date/report.json" >report.json
run "$program" render report.json --form "$golden/closing-organ-centred-above-date/form.json" \
  --fonts "$golden/fonts.json" -o report.pdf --dump-pages pages
expect_status 1
expect_text "$err" 'report.json:1:1: warning[CLOSING_NO_DATE]'
expect_text pages '"某某局"'

begin a_running_head_that_leaves_the_sheet_is_a_fault
golden=$source_dir/tests/golden/running-head-of-two-lines-goes-up-from-its-rule
sed 's/"top": "15mm"/"top": "8mm"/; s/"height": "50mm"/"height": "57mm"/' "$golden/form.json" >form.json
run "$program" render "$golden/report.json" --form form.json --fonts "$golden/../fonts.json" -o report.pdf
expect_status 65
expect_text "$err" 'error[MARGIN_TEXT]'
expect_files form.json

# A locale with a decimal comma, another folder, another moment, another environment.
begin same_input_same_bytes
mkdir -p locales deep/er
localedef -i de_DE -f UTF-8 locales/de_DE.UTF-8 2>/dev/null || complain "localedef"
run "$program" render "$sample" -o first.pdf --dump-pages first.txt
sleep 1
(cd deep/er && LOCPATH=$PWD/../../locales LC_ALL=de_DE.UTF-8 TZ=Asia/Shanghai SOURCE_DATE_EPOCH=1 "$program" render \
  "$(realpath --relative-to=. "$sample")" -o ../second.pdf --dump-pages ../second.txt) || complain "second run failed"
expect_same first.pdf deep/second.pdf
expect_same first.txt deep/second.txt
cp -r "$source_dir/input" "$source_dir/layouts" deep/
run "$program" render deep/input/"$(basename "$sample")" -o third.pdf
expect_same first.pdf third.pdf

finish
