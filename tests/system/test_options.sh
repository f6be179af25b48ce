#!/usr/bin/env bash
# What the program says about itself, and what it says of a misuse.
. "$(dirname "$0")/harness.sh"

begin help_goes_to_stdout
run "$program" --help
expect_status 0
expect_text "$out" render
expect_empty "$err"
expect_no_files

begin help_of_a_command_names_every_option
run "$program" render --help
expect_status 0
expect_empty "$err"
for option in -o --form --fonts --dump-pages --timings; do expect_text "$out" "$option"; done

begin help_is_in_the_language_of_the_locale
run env LANG=zh_CN.UTF-8 "$program" render --help
expect_status 0
expect_text "$out" 用法
run env LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8 "$program" render --help
check_not "LC_ALL goes before LANG" grep -q '用法' "$out"

begin version
run "$program" --version
expect_status 0
expect_text "$out" "banxin $(sed -n 's/^project(banxin VERSION \([0-9.]*\).*/\1/p' "$source_dir/CMakeLists.txt")"

misuse() { # NAME ARGUMENT...
  begin "$1"
  shift
  run "$program" "$@"
  expect_status 2
  expect_empty "$out"
  check "nothing was said" test -s "$err"
  expect_no_files
}
misuse no_command
misuse unknown_command rendr
misuse no_report render
misuse unknown_option render "$sample" --frm x.json
misuse option_without_its_value render "$sample" -o
misuse flag_with_a_value render "$sample" --timings=yes

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
expect_text "$out" --dump-pages

begin bash_completes_commands_and_options
run bash -c '. <("$1" --completion bash)
  complete_line() { COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=(); "$(complete -p banxin | sed "s/.*-F \([^ ]*\).*/\1/")"; printf "%s\n" "${COMPREPLY[@]}"; }
  complete_line banxin ren; complete_line banxin render --du' - "$program"
expect_text "$out" render
expect_text "$out" --dump-pages

finish
