#!/usr/bin/env bash
# ground.sh PROGRAM SOURCE-DIR FOLDER: what the tests of verifying stand on: FOLDER/ca, and a small report as report.pdf
# (PDF/A-3a), plain.pdf (no conformance) and other.pdf (another report), made anew.
set -euo pipefail
program=$1 source_dir=$2 ground=$3
fixtures=$source_dir/tests/fixtures
rm -rf "$ground"
mkdir -p "$ground"
"$source_dir/scripts/test-ca" "$ground/ca"
render() { "$program" render --form "$fixtures/tiny-form.json" "$@"; }
render "$fixtures/tiny-report.json" -o "$ground/report.pdf"
render "$fixtures/tiny-report.json" --conformance none -o "$ground/plain.pdf"
sed 's/2020/2021/g' "$fixtures/tiny-report.json" >"$ground/other.json"
render "$ground/other.json" -o "$ground/other.pdf"
