#!/usr/bin/env bash
# `cmake --install` gives a program that works without its checkout. Third argument: the build folder.
. "$(dirname "$0")/harness.sh"
build=$(realpath "$3")

begin an_installed_program_needs_no_checkout
run cmake --install "$build" --prefix "$PWD/usr"
expect_status 0
for file in bin/banxin share/man/man1/banxin.1 share/man/zh_CN/man1/banxin.1 share/banxin/layouts/xinjiang-2020.json \
  share/banxin/layouts/{form,report,findings}.schema.json share/banxin/fonts/fonts.json share/bash-completion/completions/banxin \
  share/zsh/site-functions/_banxin share/doc/banxin/data.md share/doc/banxin/form.md share/doc/banxin/check.md share/doc/banxin/fonts.md \
  share/doc/banxin/input/{xinjiang-social-insurance-2020,hubei-water-2020,shanghai-health-2025}.json; do
  check "not installed: $file" test -s "usr/$file"
done
module=$(find usr/lib* -path '*/banxin/banxin-record.so')
check "not installed: banxin-record.so" test -s "$module"
run usr/bin/banxin render usr/share/doc/banxin/input/hubei-water-2020.json -o tried.pdf
expect_status 0
run usr/bin/banxin sign tried.pdf --key missing --cert missing -o signed.pdf
check_not "the module is not found" grep -q RECORD_ "$err"
expect_text "$err" 'error[FILE_MISSING]'
mv "$module" away.so
run usr/bin/banxin sign tried.pdf --key missing --cert missing -o signed.pdf
expect_status 74
expect_text "$err" 'error[RECORD_MISSING]'
echo nonsense >"$module"
run usr/bin/banxin sign tried.pdf --key missing --cert missing -o signed.pdf
expect_status 74
expect_text "$err" 'error[RECORD_LOAD]'
cp "$sample" report.json
run usr/bin/banxin render report.json -o installed.pdf
expect_status 0
run "$program" render "$sample" -o built.pdf
expect_same installed.pdf built.pdf

begin the_manual_names_every_option
for page in "$source_dir/docs/banxin.1" "$source_dir/docs/banxin.zh_CN.1"; do
  for option in $({ "$program" render --help; "$program" check --help; "$program" sign --help; } | grep -oE '(^|[ ,])--?[a-z][a-z-]*' | tr -d ' ,' | sort -u); do
    check "$(basename "$page") does not name $option" grep -qF -- "${option//-/\\-}" "$page"
  done
done

finish
