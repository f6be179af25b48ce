#!/usr/bin/env bash
# What the PDF promises: --conformance, --print, --profile.
. "$(dirname "$0")/harness.sh"
profile=/usr/share/color/icc/ghostscript/default_cmyk.icc
[ -f "$profile" ] || { echo "$profile is missing: run scripts/test" >&2; exit 1; }

# promises FILE WHAT NOT: what its metadata say and do not say.
promises() {
  check "no $2 in $1" grep -aq "$2" "$1"
  check_not "$3 in $1" grep -aq "$3" "$1"
}

begin archival_and_accessible_unless_told_otherwise
run "$program" render "$sample" -o report.pdf
expect_status 0
promises report.pdf '<pdfaid:part>3' pdfxid
promises report.pdf '<pdfuaid:part>1' pdfxid
run "$program" render "$sample" -o asked.pdf --conformance=3a
check "3a is something else" cmp report.pdf asked.pdf

begin without_files
run "$program" render "$sample" -o report.pdf --conformance 2a
expect_status 0
promises report.pdf '<pdfaid:part>2' EmbeddedFile

begin without_promises
run "$program" render "$sample" -o report.pdf --conformance none
expect_status 0
promises report.pdf '%PDF-1.7' pdfaid

begin for_a_press
run "$program" render "$sample" -o report.pdf --print x4
expect_status 0
promises report.pdf '<pdfaid:part>2' EmbeddedFile
promises report.pdf 'PDF/X-4' '%PDF-1.7'
run "$program" render "$sample" -o named.pdf --print x4 --profile "$profile"
check "it is the same when the profile is named" cmp report.pdf named.pdf
run "$program" render "$sample" -o alone.pdf --print x4 --conformance none
promises alone.pdf 'PDF/X-4' pdfaid

refused() { # NAME STATUS CODE ARGUMENT...
  begin "$1"
  local wanted=$2 code=$3
  shift 3
  run "$program" render "$sample" -o report.pdf "$@"
  expect_status "$wanted"
  expect_empty "$out"
  expect_text "$err" "error[$code]"
  expect_no_files
}
refused conformance_that_is_none 2 USAGE_CHOICE --conformance 1b
refused print_that_is_none 2 USAGE_CHOICE --print x1a
refused press_with_files 2 USAGE_PRINT_3A --print x4 --conformance 3a
refused profile_without_a_press 2 USAGE_ALONE --profile "$profile"
refused profile_that_is_not_there 74 FILE_MISSING --print x4 --profile nowhere.icc
refused profile_that_is_none 65 PROFILE_KIND --print x4 --profile "$sample"
refused profile_of_a_screen 65 PROFILE_KIND --print x4 --profile "$(dirname "$profile")/default_rgb.icc"

begin a_press_needs_a_date
sed 's/"date": *"[0-9-]*",//' "$sample" >undated.json
run "$program" render undated.json --form "$source_dir/layouts/xinjiang-2020.json" -o report.pdf --print x4
expect_status 65
expect_text "$err" 'error[PDF_NO_DATE]'
check_not "a PDF is left" test -e report.pdf
run "$program" render undated.json --form "$source_dir/layouts/xinjiang-2020.json" -o report.pdf
check "it is not written without a date" test -s report.pdf

begin the_profile_is_no_output
cp "$profile" press.icc
run "$program" render "$sample" -o press.icc --print x4 --profile ./press.icc
expect_status 2
expect_text "$err" 'error[USAGE_OUTPUT_IS_INPUT]'
check "the profile is lost" cmp press.icc "$profile"

finish
