#!/usr/bin/env bash
# Reports as pictures of their pages: where they go, how they are called, which pages, and what is refused.
. "$(dirname "$0")/harness.sh"

small=$source_dir/input/hubei-water-2020.json
stem=hubei-water-2020

begin a_picture_for_each_page
run "$program" proof "$small" -o .
expect_status 0
expect_empty "$err"
expect_text "$out" "./$stem-001.png ... $stem-016.png (16 pages)"
expect_files "$stem"-0{01,02,03,04,05,06,07,08,09,10,11,12,13,14,15,16}.png
for page in *.png; do check "$page is no PNG" test "$(head -c 4 "$page" | tail -c 3)" = PNG; done

begin the_resolution_decides_the_size
run "$program" proof "$small" --pages 1 --dpi 20 -o .
expect_status 0
expect_text "$out" "written ./$stem-001.png (1 page)"
check "not 166 x 234 pixels" test "$(od -An -tu1 -j16 -N8 "$stem-001.png" | tr -s ' ')" = ' 0 0 0 166 0 0 0 234'
run "$program" proof "$small" --pages 1 --dpi 1200 -o .
expect_status 0

begin only_some_pages
run "$program" proof "$small" --pages 2,4-5,15- -o .
expect_status 0
expect_text "$out" "./$stem-002.png ... $stem-016.png (5 pages)"
expect_files "$stem"-0{02,04,05,15,16}.png

begin pages_that_are_not_there
run "$program" proof "$small" --pages 16-20 -o .
expect_status 1
expect_text "$err" 'warning[PROOF_BEYOND]: there is no page 20'
expect_files "$stem-016.png"
rm ./*.png
run "$program" proof "$small" --pages 17- -o .
expect_status 65
expect_text "$err" 'error[PROOF_NO_PAGE]'
expect_empty "$out"
expect_no_files

begin beside_the_report
cp "$small" "$source_dir/layouts/hubei-2020.json" .
run "$program" proof "$stem.json" --form hubei-2020.json --pages 3
expect_status 0
expect_files "$stem.json" hubei-2020.json "$stem-003.png"

begin several_reports_and_a_bad_one
run "$program" proof "$small" missing.json "$sample" --pages 1 -o .
expect_status 74
expect_files "$stem-001.png" xinjiang-social-insurance-2020-001.png

begin the_folder_must_be_one
echo old >file
run "$program" proof "$small" -o file
expect_status 2
expect_text "$err" 'error[USAGE_FOLDER_IS_FILE]'
run "$program" proof "$small" -o nowhere
expect_status 74
expect_text "$err" 'error[USAGE_NO_FOLDER]'
expect_text file old
expect_files file

refused() { # CODE ARGUMENT...
  local code=$1
  shift
  run "$program" proof "$@" -o .
  expect_status 2
  expect_text "$err" "error[$code]"
  expect_empty "$out"
}
begin misuse
for list in 0 5-3 1,,2 x 1- -1 ''; do
  case $list in 1-) continue ;; '') refused USAGE_VALUE "$small" --pages= ;; *) refused USAGE_PAGES "$small" "--pages=$list" ;; esac
done
for dpi in 19 1201 0 -96 96.5 x 99999999999999999999; do refused USAGE_NUMBER "$small" "--dpi=$dpi"; done
expect_text "$err" 'from 20 to 1200'
refused USAGE_OPTION "$small" --conformance none
expect_no_files

begin two_reports_of_one_name
mkdir a b
cp "$small" a/
cp "$small" b/
refused USAGE_OUTPUT_TWICE "a/$stem.json" "b/$stem.json"
refused USAGE_REPORT_TWICE "a/$stem.json" "a/../a/$stem.json"
expect_files a b "a/$stem.json" "b/$stem.json"

begin no_picture_takes_the_place_of_an_input
cp "$small" report.json
ln -s report.json report-001.png
refused USAGE_OUTPUT_IS_INPUT report.json --form "$source_dir/layouts/hubei-2020.json"
mv report-001.png report-004.png
run "$program" proof report.json --form "$source_dir/layouts/hubei-2020.json" -o .
expect_status 65
expect_text "$err" 'error[USAGE_OUTPUT_IS_INPUT]'
expect_same report.json "$small"

begin a_sheet_with_too_many_pixels
golden=$source_dir/tests/golden
sed 's/"80mm"/"1500mm"/g; s/"60mm"/"1480mm"/g' "$golden/closing-organ-centred-above-date/form.json" >form.json
run "$program" proof "$golden/closing-organ-centred-above-date/report.json" --form form.json --dpi 1200 \
  --fonts "$golden/fonts.json" -o .
expect_status 65
expect_text "$err" 'error[PROOF_SIZE]'
expect_files form.json

begin the_same_bytes_everywhere
mkdir -p here there/deep locales
localedef -i de_DE -f UTF-8 locales/de_DE.UTF-8 2>/dev/null || complain "localedef"
run "$program" proof "$small" -o here
(cd there/deep && LOCPATH=$PWD/../../locales LC_ALL=de_DE.UTF-8 TZ=Asia/Shanghai "$program" proof "$sample" "$small" -o .) >/dev/null || complain "second run failed"
for page in here/*.png; do expect_same "$page" "there/deep/$(basename "$page")"; done

begin a_full_disk
mkdir disk
apart=(unshare --mount)
[ "$(id -u)" -eq 0 ] || apart+=(--map-root-user)
# shellcheck disable=SC2016
run "${apart[@]}" sh -c 'mount -t tmpfs -o size=120k none disk && echo old >disk/hubei-water-2020-016.png &&
  { "$1" proof "$2" -o disk; status=$?; cat disk/*016.png; ls -A disk | grep -v "^hubei-water-2020-0..\.png$"; exit $status; }' - "$program" "$small"
expect_status 74
expect_text "$err" 'error[FILE_WRITE]'
check "a part of a file is left: $(cat "$out")" test "$(cat "$out")" = old

begin timings_name_the_stages
run "$program" proof "$small" --pages 1 --timings -o .
expect_status 0
check "no draw stage" grep -qE '^draw [0-9]+\.[0-9]+$' "$err"

finish
