#!/usr/bin/env bash
# What the program says about itself, and what it says of a misuse.
. "$(dirname "$0")/harness.sh"

begin help_goes_to_stdout
run "$program" --help
expect_status 0
expect_text "$out" render
expect_empty "$err"
expect_no_files

begin help_speaks_in_sentences
run "$program" --help
expect_text "$out" 'Set official budget reports as PDF.'
run "$program" render --help
expect_text "$out" 'Set reports as PDF.'

begin help_of_a_command_names_every_option
run "$program" render --help
expect_status 0
expect_empty "$err"
for option in -o --form --fonts --conformance --print --profile --dump-pages --check --timings; do expect_text "$out" "$option"; done
expect_text "$out" '1 written with warnings'
run "$program" check --help
for option in -o --form --fonts --format --strict -j; do expect_text "$out" "$option"; done
expect_text "$out" '1 findings (with --strict)'
run "$program" sign --help
for option in -o -j --key --cert --chain --password-file --field --reason; do expect_text "$out" "$option"; done
run "$program" verify --help
for option in -j --trust --level --signatures --json --form --fonts; do expect_text "$out" "$option"; done
expect_text "$out" '0 sound, 1 unsound'

run "$program" batch --help
for option in -o -j --name --resume --json --check --time-limit --memory-limit --size-limit; do expect_text "$out" "$option"; done
expect_text "$out" '75 stopped'
for pair in plan:--shards run:--shard status:--missing-shards collect:--json; do
  run "$program" batch "${pair%%:*}" --help
  expect_status 0
  expect_text "$out" "Usage: banxin batch ${pair%%:*}"
  expect_text "$out" "${pair##*:}"
done

begin both_manuals_name_every_option
for command in '' render check batch 'batch plan' 'batch run' 'batch status' 'batch collect'; do
  # shellcheck disable=SC2086
  run "$program" $command --help
  mapfile -t options < <(sed -nE 's/^  ( {4}|-., )(--[a-z-]+).*/\2/p' "$out")
  check "no options in the help of $command" test "${#options[@]}" -gt 1
  for option in "${options[@]}"; do
    for manual in banxin.1 banxin.zh_CN.1; do
      check "$manual does not name $option" grep -qF -- "${option//-/\\-}" "$source_dir/docs/$manual"
    done
  done
done

begin help_is_in_the_language_of_the_locale
run env LANG=zh_CN.UTF-8 "$program" render --help
expect_status 0
expect_text "$out" 用法
expect_text "$out" 报告.json...
expect_text "$out" '  -o, --output 路径         写出'
check_not "English words among them" grep -qE 'REPORT|PATH|FILE|COMMAND' "$out"
run env LANG=zh_CN.UTF-8 "$program" render "$sample" -o
expect_text "$err" '--output 路径'
run env LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8 "$program" render --help
check_not "LC_ALL goes before LANG" grep -q '用法' "$out"

begin version
run "$program" --version
expect_status 0
expect_text "$out" "banxin $(sed -n 's/^project(banxin VERSION \([0-9.]*\).*/\1/p' "$source_dir/CMakeLists.txt")"

misuse() { # NAME CODE ARGUMENT...
  begin "$1"
  local code=$2
  shift 2
  run "$program" "$@"
  expect_status 2
  expect_empty "$out"
  expect_text "$err" "error[$code]"
  expect_no_files
}
misuse no_command USAGE_NO_COMMAND
misuse unknown_command USAGE_COMMAND_NEAR rendr
misuse quite_unknown_command USAGE_COMMAND publish
misuse no_report USAGE_NO_REPORT render
misuse unknown_option USAGE_OPTION_NEAR render "$sample" --frm x.json
misuse quite_unknown_option USAGE_OPTION render "$sample" --watermark
misuse option_without_its_value USAGE_VALUE render "$sample" -o
misuse option_given_twice USAGE_TWICE render "$sample" -o a.pdf -o b.pdf
misuse flag_with_a_value USAGE_NO_VALUE render "$sample" --timings=yes
misuse shell_that_is_none USAGE_CHOICE --completion fish
misuse report_without_a_name USAGE_NO_NAME render ""
misuse batch_without_a_folder USAGE_NEEDED batch "$sample"
misuse batch_without_inputs USAGE_NO_REPORT batch -o made
misuse status_of_nothing USAGE_NO_REPORT batch status
misuse status_of_two_folders USAGE_ONE_FOLDER batch status one two
misuse shards_that_are_none USAGE_NUMBER batch plan "$sample" -o made --shards 0
misuse memory_too_little USAGE_NUMBER batch "$sample" -o made --memory-limit 15
misuse option_of_another_command USAGE_OPTION batch status one --resume
misuse letter_that_is_none USAGE_OPTION -V
expect_text "$err" 'see banxin --help'

folder_missing() { # NAME ARGUMENT...
  begin "$1"
  shift
  run "$program" render "$@"
  expect_status 74
  expect_empty "$out"
  expect_text "$err" 'error[USAGE_NO_FOLDER]'
  expect_no_files
}
folder_missing several_reports_into_a_folder_not_there "$sample" "$sample" -o nowhere
folder_missing one_report_into_a_folder_not_there "$sample" -o nowhere/

begin several_reports_into_one_file
echo old >one.pdf
run "$program" render "$sample" "$sample" -o one.pdf
expect_status 2
expect_text "$err" 'error[USAGE_FOLDER]'
run "$program" render "$sample" -o one.pdf/
expect_status 2
expect_text "$err" 'error[USAGE_FOLDER_IS_FILE]'
expect_text one.pdf old

outputs_refused() { # CODE ARGUMENT...
  local code=$1
  shift
  run "$program" render "$@"
  expect_status 2
  expect_text "$err" "error[$code]"
  expect_same report.json "$sample"
}
begin no_output_is_an_input
cp "$sample" report.json
ln -s report.json link.pdf
outputs_refused USAGE_OUTPUT_IS_INPUT report.json -o ./report.json
outputs_refused USAGE_OUTPUT_IS_INPUT report.json -o link.pdf
outputs_refused USAGE_OUTPUT_IS_INPUT report.json --form link.pdf -o report.json
outputs_refused USAGE_OUTPUT_IS_INPUT report.json -o report.pdf --dump-pages link.pdf
expect_files report.json link.pdf

begin no_two_outputs_are_one
cp "$sample" report.json
mkdir other
cp "$sample" other/
mv "other/$(basename "$sample")" other/report.json
outputs_refused USAGE_OUTPUT_TWICE report.json other/report.json -o other/
outputs_refused USAGE_REPORT_TWICE report.json ./report.json -o other
outputs_refused USAGE_DUMP_IS_OUTPUT report.json -o one --dump-pages one
expect_files report.json other other/report.json

begin an_unknown_option_is_answered_with_the_nearest
run "$program" render "$sample" --frm x.json
expect_text "$err" --form

begin completions_are_valid_shell
run "$program" --completion bash
expect_status 0
check "bash refuses it" bash -n "$out"
expect_text "$out" --dump-pages
run "$program" --completion zsh
expect_status 0
expect_text "$out" '#compdef banxin'
expect_text "$out" '--format[how the findings are written: text when not given]:format:(text json sarif html)'
expect_text "$out" --dump-pages

begin bash_completes_commands_and_options
run bash -c '. <("$1" --completion bash)
  complete_line() { COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=(); "$(complete -p banxin | sed "s/.*-F \([^ ]*\).*/\1/")"; printf "%s\n" "${COMPREPLY[@]}"; }
  complete_line banxin ren; complete_line banxin render --du; complete_line banxin check --st; complete_line banxin check --format sa
  complete_line banxin batch pl; complete_line banxin batch --res; complete_line banxin batch plan --shar; complete_line banxin ba' - "$program"
expect_text "$out" render
expect_text "$out" --dump-pages
expect_text "$out" --strict
expect_text "$out" sarif
for word in plan --resume --shards batch; do check "bash does not complete $word" grep -qx -- "$word" "$out"; done
check_not "the second word stands beside the first" grep -q 'batch plan' "$out"

finish
