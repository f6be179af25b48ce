#!/usr/bin/env bash
# Bad input is told with its place and leaves the old output as it was.
. "$(dirname "$0")/harness.sh"

# refused NAME STATUS CODE PLACE: report.json of the case is set over an old output. PLACE is "line:column" or empty.
refused() {
  local place=report.json${3:+:$3}
  echo old >report.pdf
  run "$program" render report.json -o report.pdf
  expect_status "$1"
  expect_text "$err" "error[$2]"
  [ -z "${3-}" ] || expect_text "$err" "$place: error[$2]"
  expect_text report.pdf old
  check_not "a temporary file was left" find . -name '*.tmp*' -o -name '.*.??????' | grep -q .
}

begin no_such_file
refused 74 FILE_MISSING

begin a_folder
mkdir report.json
refused 74 FILE_FOLDER

begin several_faults_come_out_in_one_run
cat >report.json <<'JSON'
{"form": "xinjiang-2020",
 "organ": {"nmae": "甲"},
 "year": "2020",
 "date": "2020-13-16",
 "tables": {}, "data": {}}
JSON
echo old >report.pdf
run "$program" render report.json -o report.pdf --form "$source_dir/layouts/xinjiang-2020.json"
expect_status 65
for line in 2 3 4; do check "line $line is not named" grep -q "^report.json:$line:" "$err"; done
expect_text "$err" '/organ'
expect_text "$err" 'name'
expect_text report.pdf old

begin messages_are_in_the_language_of_the_locale
run env LANG=zh_CN.UTF-8 "$program" render nothing.json -o report.pdf
expect_status 74
expect_text "$err" '没有这个文件'
run env LANG=en_US.UTF-8 "$program" render nothing.json -o report.pdf
expect_text "$err" 'no such file'

begin the_form_cannot_be_taken_from_outside
for form in ../../etc/passwd /etc/passwd; do
  printf '{"form": "%s", "organ": {"name": "甲"}, "year": 2020}\n' "$form" >report.json
  run "$program" render report.json -o report.pdf
  expect_status 65
  check_not "the file was opened" grep -q root: "$err"
done

begin a_form_and_a_font_list_are_looked_for
printf '{"form": "nowhere-1999", "organ": {"name": "甲"}, "year": 2020}\n' >report.json
run "$program" render report.json -o report.pdf
expect_status 65
expect_text "$err" 'report.json:1:10: error[SEARCH_FORM]'
mkdir layouts
for form in elsewhere-1999 elsewhere-1998 other.schema; do echo '{}' >"layouts/$form.json"; done
sed 's/nowhere/elsewher/' report.json >near.json
run "$program" render near.json -o report.pdf
expect_status 65
expect_text "$err" 'near.json:1:10: error[SEARCH_FORM_NEAR]'
expect_text "$err" 'did you mean elsewhere-1999?'
check_not "a folder is named twice" grep -q 'layouts, layouts' "$err"
run env LANG=zh_CN.UTF-8 "$program" render near.json -o report.pdf
expect_text "$err" 'layouts、'
rm -r layouts near.json
mkdir bin
cp "$program" bin/banxin
run bin/banxin render "$sample" -o report.pdf
expect_status 74
expect_text "$err" 'error[SEARCH_FONTS]'

begin a_form_names_roles_of_the_font_list
sed 's/"fang"/"fangsong"/' "$source_dir/layouts/xinjiang-2020.json" >form.json
run "$program" render "$sample" --form form.json -o report.pdf
expect_status 65
expect_text "$err" 'error[FONT_ROLE_UNKNOWN]'
expect_text "$err" 'hint: there are song, song-bold, hei'

begin another_form_than_the_reports_is_noted_where_reading_fails
run "$program" render "$sample" --form "$source_dir/layouts/hubei-2020.json" -o report.pdf
expect_status 65
expect_text "$err" 'note[SEARCH_FORM_OTHER]: the report asks for form xinjiang-2020, --form is hubei-2020'

begin a_form_may_have_a_chinese_name
mkdir layouts
sed 's/"form": "xinjiang-2020"/"form": "新疆-2020"/' "$source_dir/layouts/xinjiang-2020.json" >layouts/新疆-2020.json
sed 's/"form": "xinjiang-2020"/"form": "新疆-2020"/' "$sample" >report.json
run "$program" render report.json -o report.pdf
expect_status 0

finish
