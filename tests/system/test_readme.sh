#!/usr/bin/env bash
# The report and the form of the README are what it says they are: they are set without a remark.
. "$(dirname "$0")/harness.sh"

# block N FILE: the N-th JSON block of the README.
block() {
  awk -v want="$1" '/^```json$/ { inside = ++count == want; next } /^```$/ { inside = 0 } inside' "$source_dir/README.md" >"$2"
}

begin the_example_is_set
block 1 market.json
block 2 office.json
run "$program" render market.json --form office.json -o market.pdf
expect_status 0
expect_empty "$err"
# pdftotext makes spaces of the gaps between Han and figures.
run bash -c 'pdftotext -layout market.pdf - | tr -d " "'
expect_text "$out" 临江县市场管理所2020年预算
expect_text "$out" 144.75

begin both_languages_call_the_same_commands
for page in README.md README.zh-CN.md; do
  grep -oE '^    (build/banxin|banxin|scripts/[a-z]+)[^#]*' "$source_dir/$page" | sed 's/ *$//' | grep -v market.json >"$page"
done
expect_same README.md README.zh-CN.md

finish
