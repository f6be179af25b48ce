#!/usr/bin/env bash
# The output is whole or untouched: folders that are missing, closed or full.
. "$(dirname "$0")/harness.sh"

# Runs without root's right to ignore the permission bits of files.
bound() {
  if [ "$(id -u)" -eq 0 ]; then
    run setpriv --inh-caps=-dac_override,-dac_read_search --bounding-set=-dac_override,-dac_read_search "$@"
  else
    run "$@"
  fi
}

expect_refused() {
  expect_status 74
  expect_text "$err" 'error[FILE_'
}

begin a_missing_folder
run "$program" render "$sample" -o nowhere/report.pdf
expect_refused
check_not "an old file is spoken of" grep -q 'old file' "$err"
expect_no_files

begin a_folder_that_may_not_be_written
mkdir closed
echo old >closed/report.pdf
chmod 555 closed
bound "$program" render "$sample" -o closed/report.pdf
chmod 755 closed
expect_refused
expect_text "$err" 'the old file is untouched'
expect_text closed/report.pdf old
expect_files closed closed/report.pdf

begin a_file_in_place_of_a_folder
echo plain >file
run "$program" render "$sample" -o file/report.pdf
expect_refused
expect_files file

begin the_full_device
run "$program" render "$sample" -o /dev/full
expect_refused
check_not "an empty hint" grep -q 'hint:' "$err"

begin a_dump_that_cannot_be_written
run "$program" render "$sample" -o report.pdf --dump-pages nowhere/pages.txt
expect_refused

begin a_report_that_may_not_be_read
cp "$sample" secret.json
chmod 000 secret.json
bound "$program" render secret.json -o report.pdf
expect_refused
expect_files secret.json

begin a_full_disk
# The mount lives in a name space of its own and goes with it.
mkdir disk
apart=(unshare --mount)
[ "$(id -u)" -eq 0 ] || apart+=(--map-root-user)
# shellcheck disable=SC2016
run "${apart[@]}" sh -c 'mount -t tmpfs -o size=64k none disk && echo old >disk/report.pdf &&
  { "$1" render "$2" -o disk/report.pdf; status=$?; cat disk/report.pdf; ls -A disk; exit $status; }' - "$program" "$sample"
expect_refused
expect_text "$out" old
check "the folder holds something else: $(cat "$out")" test "$(cat "$out")" = "old
report.pdf"

finish
